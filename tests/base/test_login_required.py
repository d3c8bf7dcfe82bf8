"""Someone whose session has ended presses a button."""

import pytest
from django.contrib import messages
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
BUTTON = "/agenda/feedback/aanmelden/"


def login_with_next(address):
    return f"{reverse('account_login')}?next={address}"


def test_the_way_back_leads_to_the_page_of_the_button(client):
    answer = client.post(BUTTON, headers={"referer": "http://testserver/themabijeenkomsten/feedback/?a=1#top"})
    assert answer.url == login_with_next("/themabijeenkomsten/feedback/%3Fa%3D1")
    assert [message.level for message in client.get(answer.url).context["messages"]] == [messages.WARNING]


@pytest.mark.parametrize("page", ["", "https://elsewhere.example/x/", "//elsewhere.example/x/", "javascript:alert(1)"])
def test_no_other_site_is_a_way_back(client, page):
    answer = client.post(BUTTON, headers={"referer": page})
    assert answer.url == login_with_next(BUTTON)


def test_a_page_is_its_own_way_back(client):
    answer = client.get("/mijn-start/", headers={"referer": "http://testserver/"})
    assert answer.url == login_with_next("/mijn-start/")


# A link in a mail, followed by someone who is not signed in

ROOMS = [
    "/agenda/{}/",
    "/agenda/{}/kalender.ics",
    "/themabijeenkomsten/{}/",
    "/werkbezoeken/{}/",
    "/verhalen/{}/",
    "/stuurgroep/kaders/{}/",
    "/werkgroepen/{}/",
]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("slug", ["besloten", "bestaat-niet"])
def test_visitor_signs_in_first_whether_there_is_something_or_not(client, room, slug):
    factories.GroupMeetingFactory(slug="besloten")
    factories.PracticeStoryFactory(slug="besloten")
    address = f"{room.format(slug)}?van=mail"
    assert client.get(address).url == login_with_next(address.replace("?", "%3F").replace("=", "%3D"))


def test_who_signed_in_comes_to_the_page_of_the_link(client):
    meeting = factories.ActivityFactory()
    teacher = factories.teacher()
    page = client.get(meeting.get_absolute_url()).url
    answer = client.post(page, {"login": teacher.email, "password": factories.PASSWORD})
    assert (answer.status_code, answer.url) == (302, meeting.get_absolute_url())


@pytest.mark.parametrize(
    "address", ["/bestaat-niet/", "/agenda/een/twee/drie/", "/scholen/bestaat-niet/", "/wp-login.php"]
)
def test_address_that_the_portal_does_not_have_stays_not_found(client, address):
    assert client.get(address).status_code == 404


def test_who_is_signed_in_reads_that_it_is_not_there(client_of):
    assert client_of(factories.teacher()).get("/agenda/bestaat-niet/").status_code == 404
