"""Theme meetings: their page, their form, their programme."""

import datetime

import pytest
from django.urls import reverse

from network.activities.models import Activity
from network.theme_meetings import actions
from network.theme_meetings.models import ThemeMeeting
from tests import factories

pytestmark = pytest.mark.django_db


def programme_of(meeting):
    return [(part.starts_at, part.ends_at, part.title) for part in meeting.programme.in_order()]


def edit(meeting):
    return reverse("theme_meetings:programme_edit", args=[meeting.slug])


def sent(*rows, stood=0):
    """A programme as the browser sends it: rows of begin, end, title, and `stood` of them there before."""
    data = {"part-TOTAL_FORMS": len(rows), "part-INITIAL_FORMS": stood}
    for number, row in enumerate(rows):
        data |= {f"part-{number}-{name}": value for name, value in zip(["begins", "ends", "title"], row, strict=False)}
    return data


def test_page_shows_takeaway_and_programme(client_of):
    meeting = factories.ThemeMeetingFactory(takeaway="Een werkvorm voor morgen", starts_at=factories.moment(9, 15))
    factories.ProgrammeItemFactory(meeting=meeting, starts_at=factories.moment(9, 16), title="Later")
    factories.ProgrammeItemFactory(meeting=meeting, title="Eerst")
    text = client_of(factories.teacher()).get(meeting.get_absolute_url()).content.decode()
    assert "Een werkvorm voor morgen" in text
    assert text.index("15.00") < text.index("Eerst") < text.index("16.00") < text.index("Later")


def test_plan_a_theme_meeting(client_of):
    framework = factories.framework_in_force()
    seat = factories.GroupMembershipFactory(group=factories.WorkingGroupFactory(frameworks=[framework]))
    client = client_of(seat.user)
    address = reverse("theme_meetings:theme_meeting_plan")
    assert client.get(reverse("activities:activity_plan_kind", args=["theme_meeting"])).url.startswith(address)
    form = client.get(address).context["form"]
    assert (form["capacity"].value(), form["kept_per_school"].value()) == (30, 2)
    data = {
        "title": "Leren van fouten",
        "takeaway": "Een werkvorm",
        "day": factories.day(30).isoformat(),
        "begins": "15:30",
        "ends": "17:00",
        "working_group": seat.group.pk,
        "framework": framework.pk,
        "capacity": "24",
        "kept_per_school": "2",
        "audience": "30",
    }
    response = client.post(address, data)
    meeting = ThemeMeeting.objects.get()
    assert response.url == f"/themabijeenkomsten/{meeting.slug}/"
    assert (meeting.kind, meeting.takeaway, meeting.goal) == ("theme_meeting", "Een werkvorm", framework.goals.get())
    assert meeting.kept_until == factories.moment(23, 0)


def test_edit_a_theme_meeting_changes_both_tables(client_of):
    meeting = factories.ThemeMeetingFactory(capacity=10)
    address = reverse("theme_meetings:theme_meeting_edit", args=[meeting.slug])
    client = client_of(factories.project_lead())
    assert client.get(reverse("activities:activity_edit", args=[meeting.slug])).url == address
    data = {"title": "Anders", "takeaway": "Iets nieuws", "capacity": "12", "kept_per_school": "0", "audience": "60"}
    assert client.post(address, data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title, meeting.takeaway, meeting.capacity, meeting.audience) == ("Anders", "Iets nieuws", 12, 60)


def test_programme_is_saved_as_a_whole(client_of):
    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(9, 15))
    factories.ProgrammeItemFactory(meeting=meeting, title="Oud")
    client = client_of(meeting.created_by)
    rows = sent(["15:00", "15:30", "Welkom"], ["15:30", "17:00", "Aan het werk"], [], [], stood=1)
    assert client.post(edit(meeting), rows).url == meeting.get_absolute_url()
    at = factories.moment
    half = datetime.timedelta(minutes=30)
    assert programme_of(meeting) == [
        (at(9, 15), at(9, 15) + half, "Welkom"),
        (at(9, 15) + half, at(9, 17), "Aan het werk"),
    ]


def test_two_windows_on_one_programme_do_not_overwrite_each_other(client_of):
    """The second comes back with all that was typed and what the first saved; sent once more, it is saved."""
    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(9, 15))
    client = client_of(meeting.created_by)
    seen = client.get(edit(meeting)).context["seen"]
    first = sent(["15:00", "15:30", "Welkom"], []) | {"seen": seen}
    second = sent(["15:00", "16:00", "Inleiding"], []) | {"seen": seen}
    client.post(edit(meeting), first)

    answer = client.post(edit(meeting), second)

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Iemand anders heeft het programma intussen veranderd." in text
    assert "Welkom" in text
    assert 'value="Inleiding"' in text
    assert [title for _from, _until, title in programme_of(meeting)] == ["Welkom"]

    again = second | {"seen": answer.context["seen"]}
    assert client.post(edit(meeting), again).url == meeting.get_absolute_url()
    assert client.post(edit(meeting), second).url == meeting.get_absolute_url()  # pressed twice: nothing to tell
    assert [title for _from, _until, title in programme_of(meeting)] == ["Inleiding"]


def test_part_is_left_out_on_request(client_of):
    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(9, 15))
    factories.ProgrammeItemFactory(meeting=meeting)
    rows = sent(["15:00", "15:30", "Weg"], stood=1) | {"part-0-DELETE": "on"}
    client_of(meeting.created_by).post(edit(meeting), rows)
    assert programme_of(meeting) == []


@pytest.mark.parametrize(
    "row",
    [
        ["15:00", "15:00", "Even lang"],
        ["14:00", "15:30", "Te vroeg"],
        ["16:00", "18:00", "Te laat"],
        ["", "15:30", "Zonder begin"],
        ["15:00", "15:30", ""],
    ],
)
def test_faulty_part_comes_back_and_nothing_is_lost(client_of, row):
    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(9, 15))
    factories.ProgrammeItemFactory(meeting=meeting, title="Staat er nog")
    response = client_of(meeting.created_by).post(edit(meeting), sent(["15:00", "15:30", "Welkom"], row))
    assert response.status_code == 200
    assert 'value="Welkom"' in response.content.decode()
    assert [title for _starts, _ends, title in programme_of(meeting)] == ["Staat er nog"]


def test_programme_moves_along(now):
    from network.activities.actions import move

    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(9, 15))
    part = factories.ProgrammeItemFactory(meeting=meeting)
    fields = {"place": "Elders", "online_link": "", "ends_at": factories.moment(12, 12)}
    move(activity=meeting, starts_at=factories.moment(12, 10), by=meeting.created_by, now=now, **fields)
    meeting = ThemeMeeting.objects.get()
    assert programme_of(meeting) == [
        (factories.moment(12, 10), factories.moment(12, 10) + datetime.timedelta(minutes=30), part.title)
    ]


def test_programme_is_for_organisers(client_of):
    meeting = factories.ThemeMeetingFactory(public=True)
    assert client_of(factories.teacher()).get(edit(meeting)).status_code == 403
    assert client_of().get(edit(meeting)).status_code == 302


def test_saving_an_empty_programme_clears_it():
    meeting = factories.ProgrammeItemFactory().meeting
    actions.save_programme(meeting=meeting, parts=[], seen=actions.fingerprint(meeting.programme.in_order()))
    assert programme_of(meeting) == []


def test_visitor_sees_a_public_meeting_and_no_other(client_of):
    public, other = factories.ThemeMeetingFactory(public=True), factories.ThemeMeetingFactory()
    assert client_of().get(public.get_absolute_url()).status_code == 200
    assert client_of().get(other.get_absolute_url()).url.startswith(reverse("account_login"))
    assert set(Activity.objects.public()) == {public.activity_ptr}


def test_page_costs_the_same_for_a_long_programme(client_of, same_queries):
    meeting = factories.ThemeMeetingFactory()
    client = client_of(factories.teacher())
    same_queries(
        lambda: client.get(meeting.get_absolute_url()), lambda: factories.ProgrammeItemFactory(meeting=meeting)
    )
