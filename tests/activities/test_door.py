"""Checking in: by the code of the host, by the code of the participant, and on the list."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from network.activities import actions, door
from tests import factories as make

pytestmark = pytest.mark.django_db
START = datetime.datetime(2027, 3, 30, 13, 30, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE


@pytest.fixture
def meeting():
    return make.ThemeMeetingFactory(starts_at=START, ends_at=START + 2 * HOUR)


@pytest.fixture
def mine(meeting):
    return make.RegistrationFactory(activity=meeting)


@pytest.fixture
def at_the_door():
    with time_machine.travel(START - 10 * MINUTE, tick=False) as clock:
        yield clock


def path(name, meeting, *more):
    return reverse(f"activities:{name}", args=[meeting.slug, *more])


def shown_code(client_of, meeting):
    """The code that stands on the screen of the host, read from the QR code's address."""
    answer = client_of(meeting.created_by).get(path("door_show", meeting))
    assert answer.status_code == 200
    return door.code(meeting, now=START - 10 * MINUTE)


def test_scanning_the_code_of_the_host_and_pressing_once_notes_me_as_there(client_of, meeting, mine, at_the_door):
    address = path("check_in", meeting, shown_code(client_of, meeting))
    client = client_of(mine.user)
    assert "Ik ben er" in client.get(address).content.decode()
    mine.refresh_from_db()
    assert mine.was_present is None
    page = client.post(address, follow=True).content.decode()
    assert f"Welkom, {mine.user.given_name}." in page
    mine.refresh_from_db()
    assert (mine.was_present, mine.presence_by) == (True, mine.user)
    assert "Je was al genoteerd" in client.get(address).content.decode()


def test_the_picture_is_of_the_address_that_people_open(client_of, meeting, mine, at_the_door, monkeypatch):
    drawn = []
    monkeypatch.setattr("network.activities.views.door.qr.svg", lambda address, *, label: drawn.append(address) or "")
    client_of(meeting.created_by).get(path("door_show", meeting))
    client_of(mine.user).get(path("my_ticket", meeting))
    host, own = drawn
    assert host == f"http://portaal.example{path('check_in', meeting, door.code(meeting, now=START - 10 * MINUTE))}"
    assert own == f"http://portaal.example{path('ticket_scan', meeting, mine.pk, door.ticket(mine))}"


def test_a_visitor_logs_in_and_comes_back(client_of, meeting, mine, at_the_door):
    address = path("check_in", meeting, shown_code(client_of, meeting))
    assert client_of().get(address).url.endswith(f"?next={address}")


@pytest.mark.parametrize(("minutes", "counts"), [(0, True), (14, True), (21, False)])
def test_a_code_counts_for_a_quarter_of_an_hour(meeting, minutes, counts):
    begun = datetime.datetime(2027, 3, 30, 13, 0, tzinfo=datetime.UTC)
    code = door.code(meeting, now=begun)
    assert door.is_code(meeting, code, now=begun + minutes * MINUTE) is counts


def test_an_old_code_says_so_and_notes_nothing(client_of, meeting, mine, at_the_door):
    address = path("check_in", meeting, shown_code(client_of, meeting))
    at_the_door.shift(30 * 60)
    client = client_of(mine.user)
    assert "Deze code geldt niet meer." in client.get(address).content.decode()
    client.post(address)
    mine.refresh_from_db()
    assert mine.was_present is None


def test_the_code_of_another_meeting_opens_nothing(client_of, meeting, mine, at_the_door):
    other = make.ThemeMeetingFactory(starts_at=START, ends_at=START + HOUR)
    address = path("check_in", meeting, door.code(other, now=START))
    assert "Deze code geldt niet meer." in client_of(mine.user).get(address).content.decode()


def test_without_a_place_one_is_told_whom_to_ask(client_of, meeting, at_the_door):
    waits = make.RegistrationFactory(activity=meeting, waiting=True)
    address = path("check_in", meeting, shown_code(client_of, meeting))
    client = client_of(waits.user)
    assert "Op deze naam is er geen plek." in client.get(address).content.decode()
    assert "Op deze naam is er geen plek." in client.post(address, follow=True).content.decode()


@pytest.mark.parametrize("moment", [START - HOUR - MINUTE, START + 3 * HOUR + MINUTE])
def test_door_is_closed_too_early_and_too_late(client_of, meeting, mine, moment):
    with time_machine.travel(moment, tick=False):
        host = client_of(meeting.created_by).get(path("door_show", meeting), follow=True)
        assert "De deur is open van een uur voor het begin" in host.content.decode()
        with pytest.raises(actions.DoorClosed):
            actions.check_in(activity=meeting, user=mine.user, by=mine.user, now=moment)


def test_host_scans_the_code_of_a_participant(client_of, meeting, mine, at_the_door):
    assert client_of(mine.user).get(path("my_ticket", meeting)).status_code == 200
    host, address = client_of(meeting.created_by), path("ticket_scan", meeting, mine.pk, door.ticket(mine))
    assert str(mine.user) in host.get(address).content.decode()
    page = host.post(address, follow=True).content.decode()
    assert f"{mine.user} is genoteerd als aanwezig." in page
    mine.refresh_from_db()
    assert (mine.was_present, mine.presence_by) == (True, meeting.created_by)
    assert "was al genoteerd" in host.post(address, follow=True).content.decode()


def test_participant_cannot_scan_and_a_code_of_someone_else_is_nothing(client_of, meeting, mine, at_the_door):
    address = path("ticket_scan", meeting, mine.pk, door.ticket(mine))
    assert client_of(mine.user).post(address).status_code == 403
    other = make.RegistrationFactory(activity=meeting)
    wrong = path("ticket_scan", meeting, other.pk, door.ticket(mine))
    assert client_of(meeting.created_by).get(wrong).status_code == 404


def test_codes_depend_on_the_key_of_the_portal(meeting, mine, settings):
    before = (door.ticket(mine), door.code(meeting, now=START))
    settings.SECRET_KEY = "another"
    assert not set(before) & {door.ticket(mine), door.code(meeting, now=START)}


def test_screen_counts_who_is_in(client_of, meeting, mine, at_the_door):
    make.RegistrationFactory(activity=meeting, present=True)
    page = client_of(meeting.created_by).get(path("door_show", meeting)).content.decode()
    assert re.search(r"<b>1</b>\s*van de 2", page)


# The list, with two hosts at once


@pytest.fixture
def going_on():
    with time_machine.travel(START + 10 * MINUTE, tick=False):
        yield


def fields_of(page):
    """What the list would post as it stands."""
    posted = {}
    for name, value in re.findall(r'<input type="hidden" name="(there|away|open)" value="(\d+)"', page):
        posted.setdefault(name, []).append(value)
    for value in re.findall(r'name="present" value="(\d+)" checked', page):
        posted.setdefault("present", []).append(value)
    return posted


def test_two_hosts_with_the_list_open_lose_nothing(client_of, meeting, mine, going_on):
    other = make.RegistrationFactory(activity=meeting)
    host, address = client_of(meeting.created_by), path("activity_attendance", meeting)
    mine_shown, other_shown = (fields_of(host.get(address).content.decode()) for _ in range(2))
    mine_shown["present"].remove(str(mine.pk))
    host.post(address, mine_shown)  # the first says that one is not there
    other_shown["present"].remove(str(other.pk))
    host.post(address, other_shown)  # the second did not look at that one
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.was_present, other.was_present) == (False, False)


def test_who_checks_in_while_the_list_is_open_stays_in(client_of, meeting, mine, going_on):
    actions.note_attendance(activity=meeting, present=set(), by=meeting.created_by, now=START + MINUTE)
    host, address = client_of(meeting.created_by), path("activity_attendance", meeting)
    shown = fields_of(host.get(address).content.decode())
    actions.check_in(activity=meeting, user=mine.user, by=mine.user, now=START + 11 * MINUTE)
    host.post(address, shown)
    mine.refresh_from_db()
    assert mine.was_present is True


def test_who_came_to_the_list_meanwhile_is_not_noted_as_absent(client_of, meeting, mine, going_on):
    host, address = client_of(meeting.created_by), path("activity_attendance", meeting)
    shown = fields_of(host.get(address).content.decode())
    late = make.RegistrationFactory(activity=meeting)
    host.post(address, shown)
    late.refresh_from_db()
    assert late.was_present is None
