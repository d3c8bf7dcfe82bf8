"""From draft to published, moved and cancelled."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from network.activities import actions
from network.activities.models import Activity, Invitation
from network.base.models import OutgoingMail
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db
Kind, State = Activity.Kind, Activity.State


def address(verb, activity):
    return reverse(f"activities:activity_{verb}", args=[activity.slug])


def mails():
    return {mail.to_address: mail for mail in OutgoingMail.objects.all()}


def filled(**fields):
    """A form for a network day as a browser sends it; what is None is left out."""
    day = factories.day(30)
    data = {"title": "Netwerkdag", "day": day.isoformat(), "begins": "13:00", "ends": "17:00", "audience": "60"}
    data |= {"kept_per_school": "0", **fields}
    return {name: value for name, value in data.items() if value is not None}


NEW = reverse("activities:activity_plan_kind", args=["network_day"])


def test_missing_day_is_one_mistake_also_with_places_that_are_kept(client_of):
    """Until when they are kept follows from the day, so nothing is said about that as well."""
    form = filled(day="", capacity="30", kept_per_school="2")
    answer = client_of(factories.project_lead()).post(NEW, form)
    assert list(answer.context["form"].errors) == ["day"]


# Planning


def test_plan_makes_a_draft_that_others_do_not_see(client_of, now):
    lead = factories.project_lead()
    response = client_of(lead).post(NEW, filled(capacity="40"))
    activity = Activity.objects.get()
    assert response.url == activity.get_absolute_url() == "/agenda/netwerkdag/"
    assert (activity.state, activity.created_by, activity.capacity) == (State.DRAFT, lead, 40)
    assert activity.starts_at == factories.moment(30, 13)
    assert client_of(factories.teacher()).get(response.url).status_code == 404
    assert not OutgoingMail.objects.exists()


def test_plan_keeps_the_hour_over_the_change_of_the_clock(client_of, time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC))
    client_of(factories.project_lead()).post(NEW, filled(day="2027-03-28"))
    starts_at = Activity.objects.get().starts_at
    assert timezone.localtime(starts_at).isoformat() == "2027-03-28T13:00:00+02:00"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": ""}, "day"),
        ({"day": "2020-01-01"}, "day"),
        ({"ends": "13:00"}, "ends"),
        ({"capacity": "0"}, "__all__"),
        ({"kept_per_school": "2"}, "__all__"),
        ({"audience": "10"}, "audience"),
        ({"capacity": "1", "kept_per_school": "1"}, "kept_per_school"),
    ],
)
def test_plan_gives_a_faulty_form_back_filled_in(client_of, fields, field):
    for _ in range(2):
        factories.SchoolFactory()
    response = client_of(factories.project_lead()).post(NEW, filled(summary="Een lange tekst", **fields))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Een lange tekst" in response.content.decode()
    assert not Activity.objects.exists()


def test_plan_on_a_school_holiday_asks_first(client_of):
    factories.SchoolHolidayFactory(name="Proefvakantie", starts_on=factories.day(29))
    client = client_of(factories.project_lead(language="en"))
    response = client.post(NEW, filled())
    assert "The schools are closed then: Proefvakantie" in response.content.decode()
    assert 'type="checkbox" name="on_holiday"' in response.content.decode()
    assert not Activity.objects.exists()
    client.post(NEW, filled(on_holiday="on"))
    assert Activity.objects.count() == 1


def test_plan_keeps_places_until_a_week_before_unless_said(client_of):
    client = client_of(factories.project_lead())
    client.post(NEW, filled(capacity="40", kept_per_school="2"))
    client.post(NEW, filled(capacity="40", kept_per_school="2", kept_until_day=factories.day(20).isoformat()))
    kept = list(Activity.objects.order_by("pk").values_list("kept_until", flat=True))
    assert kept == [factories.moment(23, 0), factories.moment(20, 0)]


def test_plan_twice_gives_two_addresses(client_of):
    client = client_of(factories.project_lead())
    for _ in range(2):
        client.post(NEW, filled(title="Nieuw"))
    assert sorted(Activity.objects.values_list("slug", flat=True)) == ["nieuw-2", "nieuw-3"]


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("network_day", False),
        ("steering_meeting", False),
        ("group_meeting", True),
        ("theme_meeting", True),
        ("school_visit", True),
    ],
)
def test_plan_is_for_working_groups_within_their_lines(client_of, kind, may):
    member = factories.GroupMembershipFactory().user
    response = client_of(member).get(reverse("activities:activity_plan_kind", args=[kind]), follow=True)
    assert response.status_code == (200 if may else 403)


def test_plan_is_closed_for_whoever_is_in_no_group(client_of):
    client = client_of(factories.teacher())
    assert client.get(reverse("activities:activity_plan")).status_code == 403
    assert client.get(reverse("activities:activity_plan_kind", args=["group_meeting"])).status_code == 403
    assert client.get(reverse("activities:activity_plan_kind", args=["feest"])).status_code == 404


def test_plan_offers_a_member_the_own_groups_alone(client_of):
    mine = factories.GroupMembershipFactory()
    factories.WorkingGroupFactory()
    response = client_of(mine.user).get(
        reverse("activities:activity_plan_kind", args=["group_meeting"]), {"groep": mine.group.slug}
    )
    form = response.context["form"]
    assert list(form.fields["working_group"].queryset) == [mine.group]
    assert form.initial["working_group"] == mine.group.pk


# Changing


def test_edit_a_draft_changes_its_time(client_of):
    draft = factories.ActivityFactory(draft=True, public=True)
    response = client_of(draft.created_by).post(address("edit", draft), filled(title="Anders", begins="14:00"))
    draft.refresh_from_db()
    assert (response.status_code, draft.title, draft.starts_at) == (302, "Anders", factories.moment(30, 14))


def test_edit_in_two_windows_asks_before_it_replaces_what_the_other_saved(client_of):
    draft = factories.ActivityFactory(draft=True, kind=Kind.NETWORK_DAY, title="Eerst")
    client, edit = client_of(draft.created_by), address("edit", draft)
    seen = client.get(edit).context["form"]["seen"].value()
    mine, theirs = filled(title="Van mij", seen=seen), filled(title="Van een ander", seen=seen)
    client.post(edit, theirs)
    assert client.post(edit, theirs).status_code == 302  # the same once more, as by a double click
    refused = client.post(edit, mine)
    draft.refresh_from_db()
    assert (refused.status_code, draft.title) == (200, "Van een ander")
    form = refused.context["form"]
    assert len(form.non_field_errors()) == 1
    assert form["title"].value() == "Van mij"
    client.post(edit, mine | {"seen": form["seen"].value()})
    draft.refresh_from_db()
    assert draft.title == "Van mij"


def test_edit_what_is_published_leaves_time_and_place(client_of):
    activity = factories.ActivityFactory(public=True)
    before = activity.starts_at, activity.place
    client_of(activity.created_by).post(address("edit", activity), filled(title="Anders", place="Elders"))
    activity.refresh_from_db()
    assert activity.title == "Anders"
    assert (activity.starts_at, activity.place, activity.calendar_sequence) == (*before, 0)
    assert not OutgoingMail.objects.exists()


def test_edit_to_more_places_promotes_and_to_too_few_is_refused(client_of, now):
    activity = factories.ActivityFactory(public=True, capacity=1)
    for _ in range(2):
        person = factories.teacher()
        actions.register(activity=activity, user=person, by=person, now=now)
    client = client_of(activity.created_by)
    client.post(address("edit", activity), filled(capacity="2"))
    assert activity.registrations.confirmed().count() == 2
    response = client.post(address("edit", activity), filled(title="Niet dit", capacity="1"))
    assert list(response.context["form"].errors) == ["capacity"]
    activity.refresh_from_db()
    assert (activity.capacity, activity.title) == (2, "Netwerkdag")


def test_edit_does_not_undo_what_happened_meanwhile(now):
    """Somebody moves it between opening and saving the form; only the changed fields are written."""
    activity = factories.ActivityFactory()
    opened = Activity.objects.get(pk=activity.pk)
    later = factories.moment(40)
    fields = {"place": "Elders", "online_link": "", "ends_at": later + datetime.timedelta(hours=1)}
    actions.move(activity=activity, starts_at=later, by=activity.created_by, now=now, **fields)
    opened.title = "Anders"
    actions.save_changes(activity=opened, changed=["title"], by=opened.created_by, now=now)
    activity.refresh_from_db()
    assert (activity.title, activity.starts_at, activity.place) == ("Anders", later, "Elders")


def test_manage_pages_are_for_organisers(client_of):
    activity = factories.ActivityFactory(public=True)
    client = client_of(factories.teacher())
    for verb in ["edit", "publish", "move", "cancel", "discard", "invite", "remind", "attendance"]:
        assert client.get(address(verb, activity)).status_code == 403, verb


# Publishing


def test_publish_shows_who_sees_it_and_puts_it_on_the_agenda(client_of, now):
    lead = factories.project_lead(language="en")
    factories.teacher(), factories.teacher(), factories.partner_contact()
    draft = factories.ActivityFactory(draft=True, created_by=lead)
    client = client_of(lead)
    text = client.get(address("publish", draft)).content.decode()
    assert "Everyone at a school of the network and the project lead see it: 3 people." in text
    draft.refresh_from_db()
    assert draft.is_draft
    client.post(address("publish", draft))
    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == (State.PUBLISHED, lead)
    assert not OutgoingMail.objects.exists()


def test_publish_a_steering_meeting_invites_who_speaks_for_a_school(client_of):
    lead = factories.project_lead()
    leader, stand_in = factories.school_leader(), factories.stand_in()
    factories.teacher()
    draft = factories.SteeringMeetingFactory(draft=True, created_by=lead)
    client_of(lead).post(address("publish", draft), {"invites_circle": "on"})
    assert set(Invitation.objects.values_list("user", flat=True)) == {leader.pk, stand_in.pk}
    assert set(mails()) == {leader.email, stand_in.email}


def test_publish_without_the_tick_invites_nobody(client_of):
    lead = factories.project_lead()
    factories.school_leader()
    draft = factories.SteeringMeetingFactory(draft=True, created_by=lead)
    client_of(lead).post(address("publish", draft), {})
    draft.refresh_from_db()
    assert draft.is_published
    assert not Invitation.objects.exists()


def test_publish_twice_sends_one_invitation(now):
    lead, _leader = factories.project_lead(), factories.school_leader()
    draft = factories.SteeringMeetingFactory(draft=True, created_by=lead)
    for _ in range(2):
        actions.publish(activity=draft, invites_circle=True, by=lead, now=now)
    assert OutgoingMail.objects.count() == 1


def test_publish_what_lies_in_the_past_is_refused(now):
    draft = factories.ActivityFactory(draft=True, past=True)
    with pytest.raises(actions.InThePast):
        actions.publish(activity=draft, invites_circle=False, by=draft.created_by, now=now)


def group_draft(framework=None, in_group=True, **fields):
    frameworks = [framework] if framework and in_group else []
    seat = factories.GroupMembershipFactory(group=factories.WorkingGroupFactory(frameworks=frameworks))
    draft = factories.ActivityFactory(
        draft=True, working_group=seat.group, framework=framework, created_by=seat.user, **fields
    )
    return seat.user, draft


def test_working_group_publishes_inside_a_framework_in_force(client_of):
    member, draft = group_draft(factories.framework_in_force())
    client_of(member).post(address("publish", draft))
    draft.refresh_from_db()
    assert draft.is_published


@pytest.mark.parametrize(
    "framework",
    [
        lambda: (None, True),
        lambda: (factories.framework_proposed(), True),
        lambda: (factories.framework_in_force(), False),
    ],
)
def test_working_group_asks_outside_a_framework(client_of, framework):
    lead = factories.project_lead()
    member, draft = group_draft(*framework())
    client = client_of(member)
    assert client.get(address("publish", draft)).status_code == 200
    assert client.post(address("publish", draft)).status_code == 403
    client.post(address("ask_agreement", draft))
    draft.refresh_from_db()
    assert (draft.state, draft.asked_by) == (State.DRAFT, member)
    assert set(mails()) == {lead.email}
    assert list(Activity.objects.awaiting_agreement()) == [draft]
    client_of(lead).post(address("publish", draft))
    assert set(mails()) == {lead.email, member.email}
    assert not Activity.objects.awaiting_agreement().exists()


def test_agreement_is_asked_once(now):
    factories.project_lead()
    member, draft = group_draft()
    actions.ask_agreement(activity=draft, by=member, now=now)
    with pytest.raises(actions.AlreadyAsked):
        actions.ask_agreement(activity=draft, by=member, now=now)
    assert OutgoingMail.objects.count() == 1


def test_working_group_publishes_its_own_meetings(client_of):
    seat = factories.GroupMembershipFactory()
    draft = factories.GroupMeetingFactory(
        draft=True, working_group=seat.group, created_by=seat.user, audience=Audience.WORKING_GROUP
    )
    client_of(seat.user).post(address("publish", draft))
    draft.refresh_from_db()
    assert draft.is_published


def test_discard_a_draft(client_of):
    draft = factories.ActivityFactory(draft=True)
    client_of(draft.created_by).post(address("discard", draft))
    assert not Activity.objects.exists()


def test_discard_is_for_drafts_alone(now):
    activity = factories.ActivityFactory()
    with pytest.raises(actions.NotADraft):
        actions.discard(activity=activity)
    assert Activity.objects.exists()


# Moving


def moved(activity, **fields):
    return {
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "place": activity.place,
        "online_link": activity.online_link,
        **fields,
    }


def test_move_tells_participants_and_waiting_people(now):
    activity = factories.ActivityFactory(title="Samen leren", capacity=1)
    place = factories.RegistrationFactory(activity=activity, user=factories.teacher(language="en"))
    waits = factories.RegistrationFactory(activity=activity, waiting=True)
    factories.RegistrationFactory(activity=activity, cancelled=True)
    new = moved(activity, starts_at=factories.moment(20, 10), ends_at=factories.moment(20, 12), place="De Vlier")
    told = actions.move(activity=activity, by=activity.created_by, now=now, **new)
    assert {registration.pk for registration in told} == {place.pk, waits.pk}
    assert set(mails()) == {place.user.email, waits.user.email}
    mail = mails()[place.user.email]
    assert "This is how it was:" in mail.text
    assert "De Vlier" in mail.text
    assert activity.place in mail.text
    [event] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (event["SEQUENCE"], event["DTSTART"].dt, event["LOCATION"]) == (1, factories.moment(20, 10), "De Vlier")
    assert mail.calendar_method == "REQUEST"


@pytest.mark.parametrize("place", ["Buurthuis De Proef", " Buurthuis De Proef "])
def test_move_without_a_change_tells_nobody(now, place):
    activity = factories.RegistrationFactory(activity=factories.ActivityFactory()).activity
    assert actions.move(activity=activity, by=activity.created_by, now=now, **moved(activity, place=place)) == []
    activity.refresh_from_db()
    assert activity.calendar_sequence == 0
    assert not OutgoingMail.objects.exists()


def test_move_to_the_past_or_after_the_start_is_refused(now):
    activity, past = factories.ActivityFactory(), factories.ActivityFactory(past=True)
    ago = {"starts_at": now - datetime.timedelta(hours=2), "ends_at": now}
    with pytest.raises(actions.InThePast):
        actions.move(activity=activity, by=activity.created_by, now=now, **moved(activity, **ago))
    with pytest.raises(actions.HasBegun):
        actions.move(activity=past, by=past.created_by, now=now, **moved(past, place="Elders"))


@pytest.mark.parametrize(
    ("until", "new_day", "new_hour", "becomes"),
    [
        (factories.moment(7, 0), 28, 15, factories.moment(21, 0)),  # a week before, as it was
        (factories.moment(10), 5, 15, factories.moment(1)),
        (factories.moment(14), 14, 10, factories.moment(14, 10)),  # never after the start
        (factories.moment(-1), 28, 15, factories.moment(-1)),  # released, and stays so
    ],
)
def test_kept_places_move_along(now, until, new_day, new_hour, becomes):
    activity = factories.ActivityFactory(capacity=9, kept_per_school=1, kept_until=until)
    start = factories.moment(new_day, new_hour)
    new = moved(activity, starts_at=start, ends_at=start + datetime.timedelta(hours=2))
    actions.move(activity=activity, by=activity.created_by, now=now, **new)
    activity.refresh_from_db()
    assert activity.kept_until == becomes


def test_move_says_until_when_places_are_kept(client_of):
    activity = factories.ActivityFactory(capacity=9, kept_per_school=1, kept_until=factories.moment(7, 0))
    new = {"day": factories.day(28).isoformat(), "begins": "15:00", "ends": "17:00", "place": activity.place}
    response = client_of(factories.project_lead()).post(address("move", activity), new)
    assert response.context["kept_until"] == factories.moment(21, 0)
    assert "Ze blijven bewaard tot" in response.content.decode()


# What somebody else changed between opening a page and pressing its button


def test_group_does_not_publish_what_was_taken_out_of_its_framework_meanwhile(now):
    member, opened = group_draft(factories.framework_in_force())
    Activity.objects.filter(pk=opened.pk).update(framework=None)
    with pytest.raises(actions.NeedsAgreement):
        actions.publish(activity=opened, invites_circle=False, by=member, now=now)
    opened.refresh_from_db()
    assert opened.is_draft


def test_group_does_not_widen_what_was_published_meanwhile(now):
    member, opened = group_draft()
    Activity.objects.filter(pk=opened.pk).update(state="published", published_by=member, published_at=now)
    opened.audience = Audience.PUBLIC
    with pytest.raises(actions.NeedsAgreement):
        actions.save_changes(activity=opened, changed=["audience"], by=member, now=now)
    opened.refresh_from_db()
    assert opened.audience == Audience.SCHOOLS


def test_what_was_cancelled_meanwhile_is_not_changed(now):
    opened = factories.ActivityFactory()
    factories.Activity.objects.filter(pk=opened.pk).update(
        state="cancelled", cancelled_by=opened.created_by, cancelled_at=now
    )
    with pytest.raises(actions.NotOpen):
        actions.save_changes(activity=opened, changed=["title"], by=opened.created_by, now=now)


def test_move_shows_first_how_many_get_which_mail(client_of):
    activity = factories.RegistrationFactory(activity=factories.ActivityFactory()).activity
    lead = factories.project_lead(language="en")
    day = factories.day(21).isoformat()
    form = {"day": day, "begins": "15:00", "ends": "17:00", "place": "De Vlier", "online_link": ""}
    client = client_of(lead)
    text = client.post(address("move", activity), form).content.decode()
    assert "1 person with a place gets a mail" in text
    assert "Something changed in an activity" in text
    assert "You keep your place. Can you not come now?" in text
    assert str(activity.registrations.get().user) in text
    activity.refresh_from_db()
    assert (activity.place, OutgoingMail.objects.count()) == ("Buurthuis De Proef", 0)
    client.post(address("move", activity), form | {"sure": "1"})
    activity.refresh_from_db()
    assert (activity.place, activity.starts_at, OutgoingMail.objects.count()) == ("De Vlier", factories.moment(21), 1)


def test_move_counts_and_names_nobody_who_gets_no_mail(client_of):
    activity = factories.ActivityFactory()
    gone = factories.RegistrationFactory(activity=activity, user=factories.teacher(is_active=False))
    factories.RegistrationFactory(activity=activity, waiting=True)
    form = {"day": factories.day(21).isoformat(), "begins": "15:00", "ends": "17:00", "place": "", "online_link": ""}
    text = client_of(factories.project_lead(language="en")).post(address("move", activity), form).content.decode()
    assert "0 people with a place get a mail" in text
    assert "1 person on the waiting list gets a mail too" in text
    assert str(gone.user) not in text


@pytest.mark.parametrize("changed", ["title", "summary", "capacity", "directions"])
def test_other_changes_tell_nobody(now, changed):
    activity = factories.ThemeMeetingFactory(capacity=20)
    factories.RegistrationFactory(activity=activity)
    setattr(activity, changed, 30 if changed == "capacity" else "Anders")
    actions.save_changes(activity=activity, changed=[changed], by=activity.created_by, now=now)
    activity.refresh_from_db()
    assert (getattr(activity, changed), activity.calendar_sequence) == (30 if changed == "capacity" else "Anders", 0)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("place", ["", "De Vlier"])
def test_school_that_is_the_place_does_not_change_without_a_word(client_of, place):
    here, elsewhere = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ThemeMeetingFactory(host_school=here, place=place)
    client = client_of(factories.project_lead())
    page = client.get(activity.address_to("edit"))
    form = {name: value for name, value in page.context["form"].initial.items() if value not in (None, [])}
    client.post(activity.address_to("edit"), form | {"host_school": elsewhere.pk, "title": "Anders"})
    activity.refresh_from_db()
    assert (activity.title, activity.host_school) == ("Anders", elsewhere if place else here)


def test_move_without_a_change_says_so(client_of):
    activity = factories.ActivityFactory()
    form = {"day": factories.day(14).isoformat(), "begins": "15:00", "ends": "17:00", "place": activity.place}
    response = client_of(factories.project_lead(language="en")).post(address("move", activity), form)
    assert "Nothing is different from how it was" in response.content.decode()


# Cancelling


def test_cancel_tells_everyone_concerned_and_keeps_the_registrations(now):
    activity = factories.ActivityFactory(title="Samen leren")
    place = factories.RegistrationFactory(activity=activity, user=factories.teacher(language="en"))
    waits = factories.RegistrationFactory(activity=activity, waiting=True)
    asked = factories.InvitationFactory(activity=activity)
    factories.InvitationFactory(activity=activity, declined_at=now)
    factories.RegistrationFactory(activity=activity, cancelled=True)
    lead = factories.project_lead()
    actions.cancel(activity=activity, reason=" De spreker is ziek. ", by=lead, now=now)
    activity.refresh_from_db()
    assert (activity.state, activity.cancelled_by, activity.cancelled_because) == (
        State.CANCELLED,
        lead,
        "De spreker is ziek.",
    )
    assert set(mails()) == {place.user.email, waits.user.email, asked.user.email}
    mail = mails()[place.user.email]
    assert mail.subject.startswith("Cancelled: Samen leren")
    assert "De spreker is ziek." in mail.text
    [event] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (mail.calendar_method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    place.refresh_from_db()
    assert place.is_confirmed
    assert list(type(place).objects.counting()) == []


def test_cancel_twice_mails_once(now):
    activity = factories.RegistrationFactory().activity
    for _ in range(2):
        actions.cancel(activity=activity, reason="Ziek", by=activity.created_by, now=now)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason", "refusal"),
    [
        ({}, "  ", actions.ReasonMissing),
        ({"past": True}, "Ziek", actions.HasBegun),
        ({"draft": True}, "Ziek", actions.NotOpen),
    ],
)
def test_cancel_is_refused(now, fields, reason, refusal):
    activity = factories.ActivityFactory(**fields)
    with pytest.raises(refusal):
        actions.cancel(activity=activity, reason=reason, by=activity.created_by, now=now)


def test_cancel_page_says_how_many_get_mail_and_wants_a_reason(client_of):
    activity = factories.RegistrationFactory(activity=factories.ActivityFactory()).activity
    client = client_of(factories.project_lead(language="en"))
    text = client.get(address("cancel", activity)).content.decode()
    assert "1 person who registered or was invited gets a mail" in text
    row = activity.registrations.get()
    assert f'<li>{row.user}, <span class="soft">{row.organisation}</span></li>' in text
    assert "This activity is cancelled and will not take place." in text
    response = client.post(address("cancel", activity), {"reason": " "})
    assert list(response.context["form"].errors) == ["reason"]
    client.post(address("cancel", activity), {"reason": "De spreker is ziek."})
    activity.refresh_from_db()
    assert activity.is_cancelled


# What is published keeps to what could be published


def group_form(activity, **fields):
    """The form of a working group's meeting as a browser sends it."""
    return {"title": "Anders", "audience": "20", "working_group": activity.working_group_id, **fields}


@pytest.mark.parametrize("fields", [{"audience": "60"}, {"audience": "30"}])
def test_group_meeting_is_not_opened_further_without_the_project_lead(client_of, fields):
    seat = factories.GroupMembershipFactory()
    meeting = factories.GroupMeetingFactory(
        working_group=seat.group, created_by=seat.user, audience=Audience.WORKING_GROUP
    )
    client = client_of(seat.user)
    response = client.post(address("edit", meeting), group_form(meeting, **fields))
    assert list(response.context["form"].errors) == ["__all__"]
    meeting.refresh_from_db()
    assert meeting.audience == Audience.WORKING_GROUP

    client.post(address("edit", meeting), group_form(meeting))
    factories.GroupMembershipFactory(group=seat.group, user=(lead := factories.project_lead()))
    client_of(lead).post(address("edit", meeting), group_form(meeting, **fields))
    meeting.refresh_from_db()
    assert (meeting.title, meeting.audience) == ("Anders", int(fields["audience"]))


def test_group_takes_what_is_published_inside_a_framework_not_out_of_it(client_of):
    framework = factories.framework_in_force()
    seat = factories.GroupMembershipFactory()
    seat.group.frameworks.add(framework)
    meeting = factories.GroupMeetingFactory(
        working_group=seat.group, created_by=seat.user, framework=framework, audience=Audience.SCHOOLS
    )
    client = client_of(seat.user)
    client.post(address("edit", meeting), group_form(meeting, audience="30", framework=""))
    meeting.refresh_from_db()
    assert meeting.framework == framework

    client.post(address("edit", meeting), group_form(meeting, audience="40", framework=framework.pk))
    meeting.refresh_from_db()
    assert (meeting.framework, meeting.audience) == (framework, Audience.SCHOOLS_AND_PARTNERS)
