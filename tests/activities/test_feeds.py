"""Feeds: who gets what, whose link is whose, and what two independent readers make of it."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse
from icalendar import Calendar

from network.activities.actions.feeds import make_feed
from network.activities.models import CalendarFeed
from network.people.audience import Audience
from network.people.models import Membership
from tests import factories as make

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PAGE = "/agenda/abonnement/"


def address(feed):
    return reverse("activities:personal_feed", args=[feed.token])


@pytest.fixture
def feed():
    return make.CalendarFeedFactory()


def fetched(client_of, feed, **headers):
    return client_of().get(address(feed), headers=headers)


def events(response):
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


# Whose link


def test_link_is_made_by_a_press_and_opens_without_a_session(client_of):
    user = make.teacher()
    mine = make.RegistrationFactory(user=user)
    client = client_of(user)
    assert client.post(PAGE).status_code == 302
    page = client.get(PAGE).content.decode()
    path = re.search(r"/agenda/abonnement/[^\"]+\.ics", page).group()
    answer = client_of().get(path)
    assert list(events(answer)) == [mine.activity.title]
    assert not answer.cookies
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_another_link_ends_the_one_before(client_of, feed):
    old = address(feed)
    assert client_of(feed.user).post(PAGE).status_code == 302
    assert client_of().get(old).status_code == 404
    assert fetched(client_of, CalendarFeed.objects.get(user=feed.user)).status_code == 200


def test_stopped_link_opens_nothing(client_of, feed):
    client_of(feed.user).post(PAGE, {"stop": "1"})
    assert fetched(client_of, feed).status_code == 404


def test_link_ends_with_the_membership_at_the_next_request(client_of, feed):
    assert fetched(client_of, feed).status_code == 200
    Membership.objects.filter(user=feed.user).update(ends_on=make.day(-1))
    assert fetched(client_of, feed).status_code == 404


@pytest.mark.parametrize("bent", [lambda t: t[:-1], lambda t: f"9{t}", lambda t: "x", lambda t: f"{'9' * 400}-a"])
def test_guessed_link_opens_nothing(client_of, feed, bent):
    answer = client_of().get(reverse("activities:personal_feed", args=[bent(feed.token)]))
    assert answer.status_code == 404
    assert answer.content.decode() == "Deze agenda is er niet meer."


def test_the_database_alone_does_not_tell_the_link(feed):
    assert feed.nonce not in feed.token


def test_token_depends_on_the_key_of_the_portal(feed, settings):
    before = feed.token
    settings.SECRET_KEY = "another"
    assert feed.token != before


# What stands in it


def test_feed_has_places_waiting_lists_and_open_invitations_of_its_owner_alone(client_of, feed):
    place = make.RegistrationFactory(user=feed.user)
    waits = make.RegistrationFactory(user=feed.user, waiting=True)
    asked = make.InvitationFactory(user=feed.user)
    make.InvitationFactory(user=feed.user, declined_at=make.moment(-1))
    make.RegistrationFactory(user=feed.user, cancelled=True)
    make.RegistrationFactory()
    found = events(fetched(client_of, feed))
    assert {title: str(event["STATUS"]) for title, event in found.items()} == {
        place.activity.title: "CONFIRMED",
        f"{waits.activity.title} (wachtlijst)": "TENTATIVE",
        f"{asked.activity.title} (uitgenodigd)": "TENTATIVE",
    }


def test_feed_has_the_meetings_of_the_circles_in_which_its_owner_sits(client_of):
    leader = make.school_leader()
    steering = make.SteeringMeetingFactory()
    seat = make.GroupMembershipFactory(user=leader)
    of_group = make.GroupMeetingFactory(working_group=seat.group)
    make.GroupMeetingFactory()
    declined = make.SteeringMeetingFactory()
    make.InvitationFactory(user=leader, activity=declined, declined_at=make.moment(-1))
    withdrawn = make.SteeringMeetingFactory()
    make.RegistrationFactory(user=leader, activity=withdrawn, cancelled=True)
    make.SteeringMeetingFactory(draft=True)
    found = events(fetched(client_of, make.CalendarFeedFactory(user=leader)))
    assert {title: str(event["STATUS"]) for title, event in found.items()} == {
        f"{steering.title} (je wordt verwacht)": "TENTATIVE",
        f"{of_group.title} (je wordt verwacht)": "TENTATIVE",
    }


def test_teacher_is_not_expected_at_the_steering_group(client_of, feed):
    make.SteeringMeetingFactory()
    assert events(fetched(client_of, feed)) == {}


def part(client_of, feed, name, *rest):
    return client_of().get(reverse(f"activities:{name}_feed", args=[feed.token, *rest]))


def test_whole_agenda_has_what_its_owner_may_read(client_of, feed):
    open_to_schools, public = make.ThemeMeetingFactory(), make.ThemeMeetingFactory(public=True)
    make.SteeringMeetingFactory(audience=Audience.WORKING_GROUP)
    make.ThemeMeetingFactory(draft=True)
    answer = part(client_of, feed, "everything")
    assert set(events(answer)) == {open_to_schools.title, public.title}
    assert answer.headers["Cache-Control"] == "private, max-age=300"


def test_feed_of_a_working_group_has_its_activities_alone(client_of, feed):
    group = make.WorkingGroupFactory()
    its_own = make.ThemeMeetingFactory(working_group=group)
    make.ThemeMeetingFactory()
    answer = part(client_of, feed, "group", group.slug)
    assert list(events(answer)) == [its_own.title]
    assert str(Calendar.from_ical(answer.content)["NAME"]) == str(group)


def test_feed_of_a_school_has_what_takes_place_there(client_of, feed):
    there = make.ThemeMeetingFactory(host_school=make.SchoolFactory())
    make.ThemeMeetingFactory(host_school=make.SchoolFactory())
    assert list(events(part(client_of, feed, "school", there.host_school.slug))) == [there.title]


@pytest.mark.parametrize("name", ["group", "school"])
def test_unknown_group_or_school_opens_nothing(client_of, feed, name):
    answer = part(client_of, feed, name, "bestaat-niet")
    assert (answer.status_code, answer.content.decode()) == (404, "Deze agenda is er niet meer.")


def test_every_feed_of_a_link_ends_with_it(client_of, feed):
    old, group = feed.token, make.WorkingGroupFactory()
    make_feed(user=feed.user, now=make.moment(0))
    for name, rest in [("everything", []), ("group", [group.slug]), ("school", [make.SchoolFactory().slug])]:
        assert client_of().get(reverse(f"activities:{name}_feed", args=[old, *rest])).status_code == 404


def test_page_offers_the_calendars_of_ones_own_groups_and_schools(client_of, feed):
    group = make.GroupMembershipFactory(user=feed.user).group
    other = make.WorkingGroupFactory()
    page = client_of(feed.user).get(PAGE).content.decode()
    assert f"/{feed.token}/werkgroep/{group.slug}.ics" in page
    assert f"/{feed.token}/alles.ics" in page
    assert f"/{feed.token}/school/{feed.user.memberships.get().school.slug}.ics" in page
    assert other.slug not in page


def test_own_feed_may_be_kept_by_its_reader_alone_and_a_session_changes_nothing(client_of, feed):
    make.RegistrationFactory(user=feed.user)
    answer, signed_in = fetched(client_of, feed), client_of(make.teacher()).get(address(feed))
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert signed_in.headers["ETag"] == answer.headers["ETag"]
    assert not answer.cookies | signed_in.cookies
    assert client_of().get("/agenda/openbaar.ics").headers["Cache-Control"] == "public, max-age=300"


def test_what_is_cancelled_is_told_so(client_of, feed):
    make.RegistrationFactory(user=feed.user, activity=make.ThemeMeetingFactory(cancelled=True))
    [event] = events(fetched(client_of, feed)).values()
    assert event["STATUS"] == "CANCELLED"


def test_public_feed_has_what_is_open_to_everyone_alone(client_of):
    make.NetworkFactory(name="Netwerk Proef")
    public = make.ThemeMeetingFactory(public=True)
    make.ThemeMeetingFactory()
    make.ThemeMeetingFactory(public=True, draft=True)
    answer = client_of().get("/agenda/openbaar.ics")
    assert list(events(answer)) == [public.title]
    assert str(Calendar.from_ical(answer.content)["NAME"]) == "Netwerk Proef"


def test_program_that_has_the_same_gets_nothing_again(client_of, feed):
    mine = make.RegistrationFactory(user=feed.user)
    tag = fetched(client_of, feed).headers["ETag"]
    again = fetched(client_of, feed, if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    type(mine.activity).objects.filter(pk=mine.activity.pk).update(place="Een andere zaal")
    assert fetched(client_of, feed, if_none_match=tag).status_code == 200


# What other programs read


def moments_of(text):
    """(begin, end) of the only event as each of two readers understands it."""
    [theirs] = Calendar.from_ical(text).walk("VEVENT")
    other = vobject.readOne(text).vevent
    return [(theirs["DTSTART"].dt, theirs["DTEND"].dt), (other.dtstart.value, other.dtend.value)]


@pytest.mark.parametrize("day", [(2027, 3, 28), (2027, 10, 31)], ids=["clock forward", "clock back"])
@pytest.mark.parametrize("hours", [(0, 23), (1, 4), (3, 5), (9, 17)])
def test_two_readers_agree_on_the_moments_of_a_day_on_which_the_clock_changes(client_of, feed, day, hours):
    starts_at, ends_at = (
        datetime.datetime(*day, hour, 30, tzinfo=AMSTERDAM).astimezone(datetime.UTC) for hour in hours
    )
    activity = make.ActivityFactory(starts_at=starts_at, ends_at=ends_at)
    make.RegistrationFactory(user=feed.user, activity=activity)
    for read in moments_of(fetched(client_of, feed).content.decode()):
        assert tuple(moment.astimezone(datetime.UTC) for moment in read) == (starts_at, ends_at)


def test_both_readers_find_every_event_and_its_text(client_of, feed):
    rows = [
        make.RegistrationFactory(
            user=feed.user, activity__title=f"Één, twee; drie \\ vier {number} 🎓", activity__place="a,b"
        )
        for number in range(3)
    ]
    text = fetched(client_of, feed).content.decode()
    wanted = sorted(row.activity.title for row in rows)
    assert sorted(map(str, events(fetched(client_of, feed)))) == wanted
    assert sorted(event.summary.value for event in vobject.readOne(text).vevent_list) == wanted
    assert {event.location.value for event in vobject.readOne(text).vevent_list} == {"a,b"}


def test_feed_tells_programs_how_often_to_come_back(client_of, feed):
    text = fetched(client_of, feed).content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "X-PUBLISHED-TTL:PT1H\r\n" in text


def test_feed_is_in_the_language_of_its_owner(client_of):
    feed = make.CalendarFeedFactory(user=make.teacher(language="en"))
    make.RegistrationFactory(user=feed.user, waiting=True)
    [title] = events(fetched(client_of, feed))
    assert title.endswith("(waiting list)")


def test_making_a_link_twice_keeps_one_row():
    user = make.teacher()
    tokens = {make_feed(user=user, now=make.moment(0)).token for _ in range(2)}
    assert len(tokens) == 2
    assert CalendarFeed.objects.count() == 1


def test_someone_outside_the_network_has_no_page(client_of):
    assert client_of(make.UserFactory()).get(PAGE).status_code == 404
