"""Who sees which entrance, and what of it fits."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import include, path

from network.base import navigation


def nothing(request):
    pass


def room(name, *nouns):
    return path(f"{name}/", include(([path(f"{noun}/", nothing, name=noun) for noun in nouns], name)))


urlpatterns = [
    path("", nothing, name="home"),
    room("dashboard", "overview", "start"),
    room("activities", "activity_list"),
    room("steering", "steering_home", "framework_list"),
    room("working_groups", "working_group_list"),
    room("practice", "story_list"),
    room("directory", "person_list"),
    room("membership", "overview", "office_list"),
    room("schools", "school_list"),
    room("partners", "partner_list"),
    room("invitations", "invitation_list"),
    room("admin", "index"),
    room("settings", "network"),
    room("audit", "trail"),
    room("privacy_office", "home"),
]


def person(*roles, sees_people=None):
    sees = bool(set(roles) - {"ADMINISTRATOR"}) if sees_people is None else sees_people
    return SimpleNamespace(is_authenticated=True, standing=SimpleNamespace(roles=frozenset(roles), sees_people=sees))


def bar(user, path):
    roles = navigation.roles_of(user)
    here = navigation.current(roles, path)
    return navigation.bar(roles, here, here == path)


def labels(user, path="/"):
    return {part: [str(item.label) for item in items] for part, items in bar(user, path).items()}


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = __name__
    settings.LANGUAGE_CODE = "en"
    navigation.entrances.cache_clear()
    yield
    navigation.entrances.cache_clear()


def test_visitor_sees_what_is_public():
    assert labels(AnonymousUser()) == {
        "first": ["Home", "Agenda", "Stories"],
        "wide": ["Schools", "Partners"],
        "more": [],
        "run": [],
    }


@pytest.mark.parametrize("role", ["TEACHER", "SPECIALIST"])
def test_teacher_has_seven_entrances(role):
    assert labels(person(role)) == {
        "first": ["Start", "Agenda", "Frameworks"],
        "wide": ["Working groups", "Stories", "People", "Schools"],
        "more": [],
        "run": [],
    }


def test_school_leader_has_the_steering_group_too():
    assert labels(person("SCHOOL_LEADER"))["first"] == ["Start", "Agenda", "Steering group"]


def test_partner_sees_partners_but_no_frameworks():
    assert labels(person("PARTNER_CONTACT")) == {
        "first": ["Start", "Agenda", "Stories"],
        "wide": ["People", "Schools", "Partners"],
        "more": [],
        "run": [],
    }


def test_contact_of_a_funder_is_not_led_to_people():
    bar = labels(person("PARTNER_CONTACT", sees_people=False))
    assert "People" not in [label for part in bar.values() for label in part]


def test_what_does_not_fit_goes_under_more():
    assert labels(person("PROJECT_LEAD")) == {
        "first": ["Dashboard", "Start", "Agenda"],
        "wide": ["Steering group", "Frameworks", "Working groups"],
        "more": ["Stories", "People", "Schools", "Partners"],
        "run": ["Who belongs where", "Invitations", "Settings", "Privacy"],
    }


def test_administrator_sees_no_content():
    assert labels(person("ADMINISTRATOR")) == {
        "first": ["Settings", "Administration", "Offices"],
        "wide": ["Log", "Privacy"],
        "more": [],
        "run": [],
    }


def test_two_roles_see_the_entrances_of_both():
    both = labels(person("TEACHER", "ADMINISTRATOR"))
    assert [label for part in both.values() for label in part] == [
        "Start",
        "Agenda",
        "Frameworks",
        "Working groups",
        "Stories",
        "People",
        "Schools",
        "Settings",
        "Administration",
        "Offices",
        "Log",
        "Privacy",
    ]


def test_someone_without_a_function_still_has_a_start():
    assert labels(person()) == {"first": ["Start"], "wide": [], "more": [], "run": []}


@pytest.mark.parametrize(
    ("address", "current"),
    [("/activities/activity_list/", "page"), ("/activities/activity_list/x/", "true"), ("/x/", "")],
)
def test_current_entrance_is_marked(address, current):
    agenda = bar(AnonymousUser(), address)["first"][1]
    assert agenda.current == current


@pytest.mark.parametrize("address", ["/themabijeenkomsten/x/", "/werkbezoeken/x/"])
def test_a_meeting_with_a_room_of_its_own_stands_below_the_agenda(address):
    assert bar(AnonymousUser(), address)["first"][1].current == "true"


def test_home_is_not_the_parent_of_every_page():
    assert bar(AnonymousUser(), "/x/")["first"][0].current == ""
