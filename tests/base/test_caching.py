"""Public pages from memory."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ten_seconds(settings):
    settings.PUBLIC_PAGE_SECONDS = 10
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def titles(client, address, title):
    return title in client.get(address).content.decode()


def test_visitor_gets_the_page_of_a_moment_ago(client_of, django_assert_num_queries):
    activity = factories.ActivityFactory(public=True, title="Eerst")
    client_of().get(activity.get_absolute_url())
    type(activity).objects.update(title="Later")
    with django_assert_num_queries(0):
        assert titles(client_of(), activity.get_absolute_url(), "Eerst")


def test_whoever_is_signed_in_gets_it_fresh(client_of):
    activity = factories.ActivityFactory(public=True, title="Eerst")
    client_of().get(activity.get_absolute_url())
    type(activity).objects.update(title="Later")
    client = client_of(factories.teacher())
    assert titles(client, activity.get_absolute_url(), "Later")
    assert titles(client_of(), activity.get_absolute_url(), "Eerst"), "what a member saw is not kept for visitors"


def test_page_is_kept_per_language_and_full_address(client_of):
    agenda = reverse("activities:activity_list")
    factories.ActivityFactory(public=True)
    dutch, english = client_of(), client_of()
    english.cookies["django_language"] = "en"
    assert '<html lang="nl">' in dutch.get(agenda).content.decode()
    assert '<html lang="en">' in english.get(agenda).content.decode()
    assert dutch.get(agenda).content != dutch.get(agenda, {"lijn": "school_visit"}).content


def test_redirects_errors_and_parts_are_not_kept(client_of):
    meeting = factories.ThemeMeetingFactory(public=True)
    client = client_of()
    client.get(reverse("activities:activity_detail", args=[meeting.slug]))
    client.get("/agenda/bestaat-niet/")
    client.get(reverse("activities:activity_list"), headers={"HX-Request": "true"})
    assert not [key for key in caches["pages"]._cache if "/" in key]


def test_answer_from_memory_says_what_it_depends_on(client_of):
    activity = factories.ActivityFactory(public=True)
    for _ in range(2):
        response = client_of().get(activity.get_absolute_url())
        assert {"Cookie", "HX-Request"} <= {name.strip() for name in response["Vary"].split(",")}
        assert response["Content-Type"] == "text/html; charset=utf-8"


def test_no_seconds_switch_it_off(client_of, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    activity = factories.ActivityFactory(public=True, title="Eerst")
    client_of().get(activity.get_absolute_url())
    type(activity).objects.update(title="Later")
    assert titles(client_of(), activity.get_absolute_url(), "Later")
