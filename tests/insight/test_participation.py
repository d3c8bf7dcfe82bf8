import pytest
from django.utils import timezone

from network.activities.models import Activity
from network.insight.participation import Turnout, parts, together, turnouts
from network.schools.models import School
from network.schools.school_year import SchoolYear
from tests import factories

pytestmark = pytest.mark.django_db


def year():
    """The school year of a meeting that the factories call past."""
    return SchoolYear.of(factories.day(-14))


def test_turnout_counts_who_had_a_place_and_was_not_noted_absent():
    school, meeting = factories.SchoolFactory(), factories.ThemeMeetingFactory(past=True)
    for traits in [{"present": True}, {}, {"waiting": True}, {"cancelled": True}]:
        factories.RegistrationFactory(activity=meeting, user=factories.teacher(school), **traits)
    absent = factories.RegistrationFactory(activity=meeting, user=factories.teacher(school), present=True)
    absent.was_present = False
    absent.save()
    factories.RegistrationFactory(activity=meeting, user=factories.partner_contact(), school=None)

    assert turnouts(year(), now=timezone.now()) == [Turnout(meeting.pk, "theme_meeting", None, school.pk, 2)]


def test_turnout_leaves_out_what_is_to_come_cancelled_or_of_another_year():
    factories.RegistrationFactory()
    factories.RegistrationFactory(activity__past=True, activity__cancelled=True)
    factories.RegistrationFactory(activity__starts_at=factories.moment(-14 - 366))

    assert turnouts(year(), now=timezone.now()) == []


def test_together_counts_pairs_and_the_host():
    visit = [Turnout(1, "school_visit", 30, 10, 2), Turnout(1, "school_visit", 30, 20, 1)]
    meeting = [Turnout(2, "theme_meeting", None, 20, 1), Turnout(2, "theme_meeting", None, 10, 4)]

    assert together([*visit, *meeting]) == {(10, 20): 2, (10, 30): 1, (20, 30): 1}


def test_part_of_each_school():
    host, guest, absent = [School(pk=key, name=f"S{key}") for key in (1, 2, 3)]
    held = [Activity(pk=1, kind="theme_meeting"), Activity(pk=2, kind="theme_meeting")]
    held.append(Activity(pk=3, kind="school_visit", host_school_id=1))
    came = [
        Turnout(1, "theme_meeting", None, 1, 3),
        Turnout(1, "theme_meeting", None, 2, 1),
        Turnout(2, "theme_meeting", None, 1, 2),
        Turnout(3, "school_visit", 1, 2, 2),
        Turnout(3, "school_visit", 1, 1, 1),
    ]

    found = parts([host, guest, absent], held, came)

    assert [(part.people_per_meeting, part.hosted, part.visited, part.met) for part in found] == [
        (2.5, 1, 0, {2}),
        (0.5, 0, 1, {1}),
        (0, 0, 0, set()),
    ]
