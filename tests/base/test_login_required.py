"""Someone whose session has ended presses a button."""

import pytest
from django.contrib import messages
from django.urls import reverse

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
