"""The agenda as a month."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from network.people.audience import Audience
from network.schools.models import SchoolHoliday
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
AGENDA = reverse("activities:activity_list")
UTC = datetime.UTC


@pytest.fixture
def in_november():
    with time_machine.travel(datetime.datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        yield


def on(*day, hour=14):
    return datetime.datetime(*day, hour, tzinfo=UTC)


def meeting(*day, hour=14, **kwargs):
    starts_at = on(*day, hour=hour)
    kwargs = {"public": True, "ends_at": starts_at + datetime.timedelta(minutes=90), **kwargs}
    return factories.ActivityFactory(starts_at=starts_at, **kwargs)


def days(response):
    return [day for week in response.context["weeks"] for day in week]


def shown(response):
    return {day.date.day: day.activities for day in days(response) if day.activities}


def slugs(response):
    return {day: [entry.slug for entry in entries] for day, entries in shown(response).items()}


def test_a_month_has_its_own_activities_and_no_others(client_of):
    first, last = meeting(2026, 12, 1), meeting(2026, 12, 31)
    meeting(2026, 11, 30), meeting(2027, 1, 1)
    assert slugs(client_of().get(AGENDA, {"maand": "2026-12"})) == {1: [first.slug], 31: [last.slug]}


def test_weeks_run_from_monday_to_sunday(client_of):
    weeks = client_of().get(AGENDA, {"maand": "2026-12"}).context["weeks"]
    assert {len(week) for week in weeks} == {7}
    assert [weeks[0][0].date, weeks[-1][-1].date] == [datetime.date(2026, 11, 30), datetime.date(2027, 1, 3)]
    assert [day.is_outside for day in weeks[0]] == [True] + [False] * 6


def test_an_activity_late_in_the_evening_stands_on_the_day_of_the_portal(client_of):
    late = meeting(2026, 12, 3, hour=23)  # half past midnight in the Netherlands
    assert slugs(client_of().get(AGENDA, {"maand": "2026-12"})) == {4: [late.slug]}


def test_today_is_marked(client_of):
    assert [day.date.day for day in days(client_of().get(AGENDA, {"maand": "2026-11"})) if day.is_today] == [24]
    assert not any(day.is_today for day in days(client_of().get(AGENDA, {"maand": "2026-12"})))


def test_what_is_past_of_the_month_stays(client_of):
    past = meeting(2026, 11, 3)
    assert slugs(client_of().get(AGENDA, {"maand": "2026-11"})) == {3: [past.slug]}


@pytest.mark.parametrize("text", ["", "x", "2026-13", "2026-1", "1926-11", "2026-11-01", "²026-11"])
def test_a_strange_month_is_this_month(client_of, text):
    assert client_of().get(AGENDA, {"maand": text}).context["month"] == "2026-11"


def test_one_walks_to_the_months_beside_it_and_keeps_the_filters(client_of):
    meeting(2026, 12, 1)
    page = client_of().get(AGENDA, {"maand": "2026-12", "lijn": "network_day"}).content.decode()
    assert 'href="?maand=2026-11&amp;lijn=network_day"' in page
    assert 'href="?maand=2027-01&amp;lijn=network_day"' in page


def test_filters_choose_within_the_month(client_of):
    wanted = meeting(2026, 12, 1, kind="network_day")
    factories.SchoolVisitFactory(public=True, starts_at=on(2026, 12, 2), ends_at=on(2026, 12, 2, hour=16))
    response = client_of().get(AGENDA, {"maand": "2026-12", "lijn": "network_day"})
    assert slugs(response) == {1: [wanted.slug]}
    page = response.content.decode()
    assert ['value="school_visit"' in page, 'value="theme_meeting"' in page] == [True, False]


def test_a_school_holiday_is_marked_and_named_once_a_week(client_of):
    SchoolHoliday.objects.create(
        name="Kerstvakantie", starts_on=datetime.date(2026, 12, 19), ends_on=datetime.date(2027, 1, 3)
    )
    december = days(client_of().get(AGENDA, {"maand": "2026-12"}))
    assert [day.date.day for day in december if day.holiday and not day.is_outside] == list(range(19, 32))
    assert [day.date.day for day in december if day.names_holiday] == [19, 21, 28]
    january = days(client_of().get(AGENDA, {"maand": "2027-01"}))
    assert [day.date.day for day in january if day.is_first_of_holiday] == [1]


def test_visitors_see_public_activities_alone(client_of):
    public = meeting(2026, 12, 1)
    meeting(2026, 12, 2, public=False, audience=Audience.FUNDERS)
    assert slugs(client_of().get(AGENDA, {"maand": "2026-12"})) == {1: [public.slug]}


def test_a_part_for_htmx_is_the_month_alone(client_of):
    page = client_of().get(AGENDA, {"maand": "2026-12"}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div id="agenda">')
    assert "<html" not in page


def test_the_list_and_the_month_lead_to_each_other(client_of):
    client = client_of()
    assert 'href="?maand=2026-11"' in client.get(AGENDA).content.decode()
    assert f'href="{AGENDA}"' in client.get(AGENDA, {"maand": "2026-11"}).content.decode()


def test_a_person_sees_what_one_answered(client_of):
    user = factories.teacher(language="en")
    factories.RegistrationFactory(activity=meeting(2026, 12, 1), user=user)
    factories.InvitationFactory(activity=meeting(2026, 12, 2), user=user)
    declined = factories.InvitationFactory(activity=meeting(2026, 12, 3), user=user)
    declined.declined_at = declined.invited_at
    declined.save()
    page = client_of(user).get(AGENDA, {"maand": "2026-12"})
    assert [each.my_state for of_day in shown(page).values() for each in of_day] == ["confirmed", "invited", None]
