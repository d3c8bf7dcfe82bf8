"""The agenda as a list."""

import pytest
from django.urls import reverse

from network.activities.entries import AT_FIRST
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db
AGENDA = reverse("activities:activity_list")


def shown(response):
    """What the rows stand for: the slugs of activities and the names of holidays."""
    rows = [row.shows for month in response.context["months"] for row in month.rows]
    return [getattr(each, "slug", None) or each.name for each in rows]


def test_activities_stand_in_order_with_holidays_between_them(client_of):
    later = factories.ActivityFactory(public=True, starts_at=factories.moment(20))
    sooner = factories.ActivityFactory(public=True, starts_at=factories.moment(2))
    holiday = factories.SchoolHolidayFactory(starts_on=factories.day(5))
    assert shown(client_of().get(AGENDA)) == [sooner.slug, holiday.name, later.slug]


def test_visitor_sees_public_activities_alone(client_of):
    public = factories.ActivityFactory(public=True)
    factories.ActivityFactory(audience=Audience.FUNDERS)
    factories.ActivityFactory(public=True, draft=True)
    assert shown(client_of().get(AGENDA)) == [public.slug]


def test_cancelled_activities_stay_with_a_mark(client_of):
    cancelled = factories.ActivityFactory(public=True, cancelled=True)
    response = client_of(factories.teacher(language="en")).get(AGENDA)
    assert shown(response) == [cancelled.slug]
    assert '<span class="tag bad">cancelled</span>' in response.content.decode()


def test_past_activities_stand_behind_their_school_year(client_of):
    past = factories.ActivityFactory(public=True, past=True)
    from network.schools.school_year import SchoolYear

    year = SchoolYear.of(past.starts_at.date())
    client = client_of()
    assert shown(client.get(AGENDA)) == []
    assert shown(client.get(AGENDA, {"jaar": year.first})) == [past.slug]
    assert shown(client.get(AGENDA, {"jaar": year.first - 1})) == []


@pytest.mark.parametrize("year", ["", "x", "99999999999999999999", "-1", "²"])
def test_a_strange_year_shows_what_is_coming(client_of, year):
    coming = factories.ActivityFactory(public=True)
    assert shown(client_of().get(AGENDA, {"jaar": year})) == [coming.slug]


@pytest.mark.parametrize("name", ["lijn", "thema", "sector", "school"])
def test_each_filter_chooses(client_of, name):
    other = factories.SchoolFactory(sector=factories.SectorFactory(code="vo", name="voortgezet onderwijs"))
    factories.SchoolVisitFactory(public=True, host_school=other, theme=factories.ThemeFactory())
    school, theme = factories.SchoolFactory(), factories.ThemeFactory()
    wanted = factories.ThemeMeetingFactory(public=True, host_school=school, theme=theme)
    value = {"lijn": "theme_meeting", "thema": theme.slug, "sector": "po", "school": school.slug}[name]
    response = client_of().get(AGENDA, {name: value})
    assert shown(response) == [wanted.slug]
    assert response.content.decode().count("<option") == 4 * (1 + 2)


def test_filters_that_fit_nothing_say_so(client_of):
    factories.ActivityFactory(public=True)
    response = client_of(factories.teacher(language="en")).get(AGENDA, {"thema": "bestaat-niet"})
    assert shown(response) == []
    assert "Nothing fits these filters" in response.content.decode()


def test_htmx_gets_the_list_alone(client_of):
    factories.ActivityFactory(public=True)
    text = client_of().get(AGENDA, headers={"HX-Request": "true"}).content.decode()
    assert text.strip().startswith('<div id="agenda">')
    assert "<html" not in text


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"capacity": 5}, "5 places left"),
        ({"capacity": 1}, "1 place left"),
        ({}, None),
    ],
)
def test_places_left_stand_beside_an_activity(client_of, fields, tag):
    factories.ActivityFactory(public=True, **fields)
    text = client_of(factories.teacher(language="en")).get(AGENDA).content.decode()
    assert ("left</span>" in text) == bool(tag)
    assert tag is None or f'<span class="tag quiet">{tag}</span>' in text


def free_on_the_page(client, activity):
    return client.get(activity.get_absolute_url()).context["card"].heading


@pytest.mark.parametrize("until", [factories.moment(3), factories.moment(-1)])
def test_places_left_are_those_of_the_page_also_while_some_are_kept(client_of, until):
    """One of ten places is taken; two are kept for each of three schools, of which one has used one of its two."""
    own, other, _third = [factories.SchoolFactory() for _ in range(3)]
    factories.SchoolFactory(left_on=factories.day(1))  # has left by then, so nothing is kept for it
    meeting = factories.ThemeMeetingFactory(public=True, capacity=10, kept_per_school=2, kept_until=until)
    factories.RegistrationFactory(activity=meeting, user=factories.teacher(other))
    free = {None: 4, own: 6, other: 5} if until > factories.moment() else dict.fromkeys([None, own, other], 9)

    for school, number in free.items():
        client = client_of(
            factories.teacher(school, language="en") if school else factories.administrator(language="en")
        )
        text = client.get(AGENDA).content.decode()
        assert f'<span class="tag quiet">{number} places left</span>' in text
        assert free_on_the_page(client, meeting) == f"{number} places left"


def test_keeping_seats_costs_the_agenda_two_queries(client_of, same_queries):
    factories.NetworkFactory()
    client = client_of(factories.teacher())
    kept = {"capacity": 30, "kept_per_school": 1, "kept_until": factories.moment(3)}

    def add():
        factories.RegistrationFactory(activity=factories.ThemeMeetingFactory(**kept))

    assert same_queries(lambda: client.get(AGENDA), add) <= 9


def test_own_registrations_stand_out(client_of):
    mine = factories.RegistrationFactory(activity=factories.ActivityFactory(public=True))
    mine.user.language = "en"
    mine.user.save()
    assert '<span class="tag good">you are coming</span>' in client_of(mine.user).get(AGENDA).content.decode()


def test_agenda_costs_seven_queries_at_most(client_of, same_queries):
    factories.NetworkFactory()
    client = client_of(factories.teacher())

    def add():
        meeting = factories.ThemeMeetingFactory(
            host_school=factories.SchoolFactory(), theme=factories.ThemeFactory(), capacity=9
        )
        factories.RegistrationFactory(activity=meeting)

    assert same_queries(lambda: client.get(AGENDA), add) <= 7


def test_agenda_of_a_visitor_costs_four(client_of, same_queries):
    factories.NetworkFactory()
    client = client_of()
    assert same_queries(lambda: client.get(AGENDA), lambda: factories.ActivityFactory(public=True)) <= 4


@pytest.mark.parametrize("who", [None, factories.teacher])
def test_list_stops_after_the_first_and_goes_on_when_asked(client_of, who):
    client = client_of(who and who())
    for days in range(1, AT_FIRST + 1):
        factories.ActivityFactory(public=True, starts_at=factories.moment(days))
    assert "alles=1" not in client.get(AGENDA).content.decode()

    visit = factories.SchoolVisitFactory(public=True, starts_at=factories.moment(AT_FIRST + 1))
    page = client.get(AGENDA)
    assert len(shown(page)) == AT_FIRST
    assert visit.slug not in shown(page)
    assert "alles=1" in page.content.decode()
    assert '<option value="school_visit">' in page.content.decode()

    assert shown(client.get(AGENDA, {"alles": 1}))[-1] == visit.slug
    assert shown(client.get(AGENDA, {"lijn": "school_visit"})) == [visit.slug]


def test_agenda_of_nothing_has_nothing_to_filter(client_of):
    assert 'class="filters"' not in client_of().get(AGENDA).content.decode()
    factories.ActivityFactory(public=True)
    assert 'class="filters"' in client_of().get(AGENDA).content.decode()
