import pytest
from django.urls import reverse

from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db

HOME = reverse("home")


def test_visitor_sees_what_is_public_and_nothing_else(client_of):
    meeting = factories.ThemeMeetingFactory(public=True)
    story = factories.PracticeStoryFactory(public=True)
    factories.ThemeMeetingFactory(audience=Audience.FUNDERS)
    factories.ThemeMeetingFactory(public=True, draft=True)
    factories.ThemeMeetingFactory(public=True, cancelled=True)
    factories.ThemeMeetingFactory(public=True, past=True)
    factories.PracticeStoryFactory(audience=Audience.FUNDERS)

    seen = client_of().get(HOME).context

    assert [row.pk for row in seen["activities"]] == [meeting.pk]
    assert list(seen["stories"]) == [story]


def test_schools_and_partners_of_today_are_named(client_of):
    school, partner = factories.SchoolFactory(), factories.PartnerFactory()
    factories.SchoolFactory(left_on=factories.day(-1))
    factories.PartnerFactory(joined_on=factories.day(1))

    seen = client_of().get(HOME).context

    assert (seen["schools"], seen["boards"], list(seen["partners"])) == ([school], 1, [partner])


def test_home_of_an_empty_portal_has_no_heading_with_nothing_under_it(client_of):
    factories.NetworkFactory()
    page = client_of().get(HOME)
    assert page.status_code == 200
    assert 'id="who"' not in page.text
    factories.PartnerFactory()
    assert 'id="who"' in client_of().get(HOME).text


def test_home_costs_the_same_with_many_rows(client_of, same_queries):
    def add():
        factories.SchoolFactory(sector=factories.SectorFactory(code=f"s{factories.SchoolFactory().pk}"))
        factories.ThemeMeetingFactory(public=True)
        factories.PracticeStoryFactory(public=True)
        factories.PartnerFactory()

    assert same_queries(lambda: client_of().get(HOME), add) <= 6


def test_member_finds_the_way_to_the_own_start(client_of):
    assert reverse("dashboard:start") in client_of(factories.teacher()).get(HOME).text
