"""What a public activity says to search engines."""

import datetime
import json
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def said(client_of, meeting, user=None):
    page = client_of(user).get(meeting.get_absolute_url()).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_public_activity_is_an_event(client_of):
    make.NetworkFactory(name="Netwerk Proef")
    meeting = make.ThemeMeetingFactory(
        public=True, capacity=20, place="De Vlier", online_link="https://video.example/x"
    )
    event = said(client_of, meeting)
    assert event["@type"] == "EducationEvent"
    assert event["startDate"].endswith(("+01:00", "+02:00"))
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["remainingAttendeeCapacity"] == 20
    assert event["organizer"]["name"] == "Netwerk Proef"
    assert "video.example" not in json.dumps(event)


def test_no_limit_is_left_out(client_of):
    make.NetworkFactory()
    event = said(client_of, make.ThemeMeetingFactory(public=True, capacity=None))
    assert not {"maximumAttendeeCapacity", "remainingAttendeeCapacity"} & event.keys()


def test_what_is_cancelled_says_so(client_of):
    make.NetworkFactory()
    event = said(client_of, make.ThemeMeetingFactory(public=True, cancelled=True))
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_title_cannot_end_the_script(client_of):
    make.NetworkFactory()
    title = "</script><script>alert(1)</script>"
    meeting = make.ThemeMeetingFactory(public=True, title=title)
    assert said(client_of, meeting)["name"] == title
    assert title not in client_of().get(meeting.get_absolute_url()).content.decode()


def test_what_is_not_public_says_nothing(client_of):
    make.NetworkFactory()
    assert said(client_of, make.ThemeMeetingFactory(), user=make.teacher()) is None


@pytest.mark.parametrize(
    ("fields", "mode", "kinds"),
    [
        ({"place": "De Vlier", "online_link": ""}, "Offline", ["Place"]),
        ({"place": "", "host_school": None, "online_link": "https://video.example/x"}, "Online", ["VirtualLocation"]),
    ],
)
def test_where_it_is_is_said_in_the_words_of_the_vocabulary(client_of, fields, mode, kinds):
    make.NetworkFactory()
    event = said(client_of, make.ThemeMeetingFactory(public=True, **fields))
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == kinds


def test_what_search_engines_require_is_always_there(client_of):
    """Name, begin and place are required of an Event; every address is whole."""
    make.NetworkFactory()
    event = said(client_of, make.ThemeMeetingFactory(public=True, place="De Vlier"))
    assert event["@context"] == "https://schema.org"
    assert all(event[name] for name in ("name", "startDate", "endDate", "location"))
    assert event["url"] == event["@id"]
    assert event["url"].startswith("http://portaal.example/")
    assert datetime.datetime.fromisoformat(event["endDate"]) > datetime.datetime.fromisoformat(event["startDate"])


@pytest.mark.parametrize("text", ['"; alert(1) //', "<!--<script>", "a & b \u2028 c", "</SCRIPT >", "é 🎓 \\"])
def test_any_text_comes_back_as_it_was(client_of, text):
    make.NetworkFactory()
    meeting = make.ThemeMeetingFactory(public=True, title=text, summary=text, place=text)
    event = said(client_of, meeting)
    assert event["name"] == event["description"] == text
    assert event["location"][0]["name"].startswith(text.strip())
