"""Series: one page for dates that belong together, one registration for all of them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from network.activities import actions
from network.activities.models import Activity, Registration, Series
from network.base.models import OutgoingMail
from network.people.audience import Audience
from network.theme_meetings.models import ThemeMeeting
from tests import factories

pytestmark = pytest.mark.django_db


def address(verb, thing):
    return reverse(f"activities:{verb}", args=[thing.slug])


def series_of(*days, **fields):
    """A series with a theme meeting on each of these days from today."""
    series = factories.SeriesFactory()
    meetings = [factories.ThemeMeetingFactory(series=series, starts_at=factories.moment(day), **fields) for day in days]
    return series, meetings


# Making one


def test_series_is_made_of_an_activity_with_drafts_like_it(client_of):
    lead = factories.project_lead()
    meeting = factories.ThemeMeetingFactory(
        title="Lezen",
        capacity=9,
        starts_at=factories.moment(10),
        register_until=factories.moment(8, 0),
        created_by=lead,
    )
    factories.ProgrammeItemFactory(meeting=meeting)
    factories.QuestionFactory(activity=meeting)
    days = {"day_1": factories.day(17).isoformat(), "day_2": factories.day(31).isoformat()}
    client_of(lead).post(address("series_start", meeting), {"title": "Leesreeks", "summary": "Drie keer.", **days})
    series = Series.objects.get()
    dates = list(series.activities.order_by("starts_at"))
    assert [date.starts_at for date in dates] == [factories.moment(day) for day in (10, 17, 31)]
    assert [date.state for date in dates] == ["published", "draft", "draft"]
    assert [date.register_until for date in dates] == [factories.moment(day, 0) for day in (8, 15, 29)]
    assert [date.questions.count() for date in dates] == [1, 1, 1]
    assert all(ThemeMeeting.objects.get(pk=date.pk).programme.count() == 1 for date in dates)
    assert not OutgoingMail.objects.exists()


def test_hours_stay_over_the_change_of_the_clock(time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC))
    lead = factories.project_lead()
    meeting = factories.ThemeMeetingFactory(created_by=lead)
    day = datetime.date(2027, 3, 30)
    actions.start_series(activity=meeting, title="Reeks", summary="", days=[day], by=lead, now=timezone.now())
    other = Activity.objects.exclude(pk=meeting.pk).get()
    assert [timezone.localtime(each.starts_at).hour for each in (meeting, other)] == [15, 15]
    assert other.starts_at.utcoffset() != timezone.localtime(other.starts_at).utcoffset()


def test_more_dates_come_to_a_series_that_is_there(client_of):
    series, [meeting] = series_of(10)
    client = client_of(factories.project_lead())
    taken = {"day_1": factories.day(10).isoformat()}
    assert list(client.post(address("series_start", meeting), taken).context["form"].errors) == ["day_1"]
    client.post(address("series_start", meeting), {"day_1": factories.day(20).isoformat()})
    assert series.activities.count() == 2


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({}, ["day_1"]),
        ({"day_1": "geen datum"}, ["day_1"]),
        ({"day_1": factories.day(-1).isoformat()}, ["day_1"]),
        ({"day_1": factories.day(20).isoformat(), "day_3": factories.day(20).isoformat()}, ["day_3"]),
    ],
    ids=["none", "strange", "past", "twice"],
)
def test_days_that_cannot_be_are_refused(client_of, days, wrong):
    meeting = factories.ThemeMeetingFactory()
    response = client_of(factories.project_lead()).post(address("series_start", meeting), {"title": "Reeks", **days})
    assert list(response.context["form"].errors) == wrong
    assert not Series.objects.exists()


def test_day_in_a_school_holiday_is_asked_once(client_of):
    factories.SchoolHolidayFactory(starts_on=factories.day(19), ends_on=factories.day(21))
    client, meeting = client_of(factories.project_lead()), factories.ThemeMeetingFactory()
    data = {"title": "Reeks", "day_1": factories.day(20).isoformat()}
    assert list(client.post(address("series_start", meeting), data).context["form"].errors) == ["day_1"]
    client.post(address("series_start", meeting), {**data, "on_holiday": "on"})
    assert Series.objects.get().activities.count() == 2


def test_activity_is_in_one_series_alone(now):
    _series, [meeting] = series_of(10)
    with pytest.raises(actions.AlreadyInSeries):
        actions.start_series(activity=meeting, title="Nog een", summary="", days=[], by=meeting.created_by, now=now)


def test_series_without_dates_is_gone(client_of):
    series, meetings = series_of(10, 20)
    client = client_of(factories.project_lead())
    client.post(address("series_leave", meetings[0]))
    assert list(series.activities.all()) == [meetings[1].activity_ptr]
    client.post(address("series_leave", meetings[1]))
    client.post(address("series_leave", meetings[1]))
    assert (Series.objects.count(), Activity.objects.count()) == (0, 2)


def test_drafts_of_a_series_are_published_together(client_of):
    series, _meetings = series_of(10, 20, draft=True)
    client = client_of(factories.project_lead())
    assert len(client.get(address("series_publish", series)).context["ready"]) == 2
    client.post(address("series_publish", series))
    assert set(series.activities.values_list("state", flat=True)) == {"published"}
    assert client.get(address("series_publish", series)).url == series.get_absolute_url()


def test_group_publishes_only_what_it_may(client_of):
    seat = factories.GroupMembershipFactory()
    series, meetings = series_of(10, draft=True, working_group=seat.group)
    series.made_by = seat.user
    series.save()
    assert client_of(seat.user).post(address("series_publish", series)).url == series.get_absolute_url()
    meetings[0].refresh_from_db()
    assert meetings[0].is_draft


def test_title_of_the_series_changes_for_its_makers_alone(client_of):
    series, _meetings = series_of(10)
    page, data = address("series_edit", series), {"title": "Anders", "summary": ""}
    assert client_of(factories.teacher()).post(page, data).status_code == 403
    client_of(series.made_by).post(page, data)
    series.refresh_from_db()
    assert series.title == "Anders"


# Texts of one date or all


def form_of(meeting, **fields):
    data = {"title": meeting.title, "takeaway": meeting.takeaway, "summary": meeting.summary, "audience": "30"}
    return {**data, "kept_per_school": "0", **fields}


@pytest.mark.parametrize(("ticked", "changed"), [({}, 1), ({"all_dates": "on"}, 3)], ids=["one", "all"])
def test_texts_change_at_one_date_or_at_all_to_come(client_of, ticked, changed):
    _series, meetings = series_of(-10, 10, 20, 30)
    edit = reverse("theme_meetings:theme_meeting_edit", args=[meetings[1].slug])
    client_of(factories.project_lead()).post(edit, form_of(meetings[1], title="Nieuw", takeaway="Anders", **ticked))
    assert ThemeMeeting.objects.filter(title="Nieuw", takeaway="Anders").count() == changed
    assert not ThemeMeeting.objects.filter(pk=meetings[0].pk, title="Nieuw").exists()


def test_places_stay_those_of_each_date(client_of):
    _series, meetings = series_of(10, 20, capacity=9)
    edit = reverse("theme_meetings:theme_meeting_edit", args=[meetings[0].slug])
    data = form_of(meetings[0], title="Nieuw", capacity="5", all_dates="on")
    client_of(factories.project_lead()).post(edit, data)
    assert list(Activity.objects.order_by("starts_at").values_list("title", "capacity")) == [("Nieuw", 5), ("Nieuw", 9)]


def test_only_what_one_may_change_changes_along(client_of):
    _series, meetings = series_of(10, 20)
    along = factories.CoEditorFactory(activity=meetings[0])
    edit = reverse("theme_meetings:theme_meeting_edit", args=[meetings[0].slug])
    form = client_of(along.user).get(edit).context["form"]
    assert "all_dates" not in form.fields


# Its page


def test_page_shows_the_dates_that_one_may_see(client_of):
    series, meetings = series_of(-10, 10, 20)
    Activity.objects.filter(pk=meetings[2].pk).update(audience=Audience.ONLY_ME)
    page = client_of(factories.teacher()).get(series.get_absolute_url())
    assert [entry.slug for entry in page.context["coming"]] == [meetings[1].slug]
    assert [entry.slug for entry in page.context["past"]] == [meetings[0].slug]
    assert series.title in client_of(factories.teacher()).get(meetings[1].get_absolute_url()).content.decode()


def test_series_of_drafts_is_there_for_its_makers_alone(client_of):
    series, _meetings = series_of(10, draft=True)
    assert client_of(factories.teacher()).get(series.get_absolute_url()).status_code == 404
    assert client_of(series.made_by).get(series.get_absolute_url()).context["drafts"] == 1


def test_visitor_sees_public_dates_and_logs_in_to_register(client_of):
    series, _meetings = series_of(10, public=True)
    page = client_of().get(series.get_absolute_url()).content.decode()
    assert f"?next={series.get_absolute_url()}" in page
    assert client_of().get(address("series_register", series)).status_code == 302


# Registering


def test_registering_for_all_gives_each_date_its_own_place_or_line(client_of):
    series, meetings = series_of(10, 20, capacity=1)
    factories.RegistrationFactory(activity=meetings[1])
    user = factories.teacher()
    client = client_of(user)
    form = client.get(address("series_register", series)).context["form"]
    assert form["dates"].value() == [meeting.pk for meeting in meetings]
    client.post(address("series_register", series), {"dates": [meeting.pk for meeting in meetings]})
    states = list(user.registrations.order_by("activity__starts_at").values_list("state", flat=True))
    assert states == ["confirmed", "waiting"]
    assert OutgoingMail.objects.filter(to_address=user.email).count() == 2


def test_registering_for_one_date_leaves_the_others(client_of):
    series, meetings = series_of(10, 20)
    user = factories.teacher()
    client_of(user).post(address("series_register", series), {"dates": [meetings[1].pk]})
    assert user.registrations.get().activity == meetings[1].activity_ptr


def test_nothing_chosen_is_asked_again(client_of):
    series, _meetings = series_of(10)
    response = client_of(factories.teacher()).post(address("series_register", series), {})
    assert list(response.context["form"].errors) == ["dates"]


def test_what_is_closed_over_taken_or_elsewhere_is_not_chosen(client_of):
    series, meetings = series_of(-10, 10, 20, 30, 40)
    user = factories.teacher()
    factories.RegistrationFactory(activity=meetings[1], user=user)
    Activity.objects.filter(pk=meetings[2].pk).update(register_until=factories.moment(-1))
    other = factories.ThemeMeetingFactory()
    client = client_of(user)
    form = client.get(address("series_register", series)).context["form"]
    assert [key for key, _label in form.fields["dates"].choices] == [meetings[3].pk, meetings[4].pk]
    response = client.post(address("series_register", series), {"dates": [other.pk, meetings[2].pk]})
    assert list(response.context["form"].errors) == ["dates"]
    assert user.registrations.count() == 1


def test_nothing_left_to_choose_says_so(client_of):
    series, [meeting] = series_of(10)
    mine = factories.RegistrationFactory(activity=meeting)
    assert client_of(mine.user).get(address("series_register", series)).url == series.get_absolute_url()


def test_the_same_question_is_asked_once_and_answered_for_every_date(client_of):
    series, meetings = series_of(10, 20)
    first, second = [factories.QuestionFactory(activity=meeting, label="Wat eet je?") for meeting in meetings]
    own = factories.QuestionFactory(activity=meetings[1], label="Alleen de tweede keer", number=True)
    user = factories.teacher()
    client = client_of(user)
    form = client.get(address("series_register", series)).context["form"]
    assert [name for name in form.fields if name != "dates"] == [f"question_{first.pk}", f"question_{own.pk}"]
    data = {"dates": [meeting.pk for meeting in meetings], f"question_{first.pk}": "Soep", f"question_{own.pk}": "2"}
    client.post(address("series_register", series), data)
    answers = {
        registration.activity_id: sorted(map(str, registration.answers.all()))
        for registration in Registration.objects.filter(user=user)
    }
    assert answers == {meetings[0].pk: ["Soep"], meetings[1].pk: ["2", "Soep"]}
    assert second.answers.get().values == ["Soep"]


def test_one_date_that_refuses_leaves_the_others_registered(now):
    _series, meetings = series_of(10, 20)
    user = factories.teacher()
    Activity.objects.filter(pk=meetings[0].pk).update(register_until=factories.moment(-1))
    registered, refused = actions.register_for(activities=meetings, user=user, by=user, now=now, answers={})
    assert [registration.activity_id for registration in registered] == [meetings[1].pk]
    assert [(activity, type(why)) for activity, why in refused] == [(meetings[0], actions.DeadlinePassed)]


def test_pressing_twice_registers_once(client_of):
    series, meetings = series_of(10, 20)
    user = factories.teacher()
    client = client_of(user)
    for _ in range(2):
        client.post(address("series_register", series), {"dates": [meeting.pk for meeting in meetings]})
    assert (user.registrations.count(), OutgoingMail.objects.filter(to_address=user.email).count()) == (2, 2)
