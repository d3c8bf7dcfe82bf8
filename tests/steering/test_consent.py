"""Where a version stands."""

import datetime

import pytest

from network.steering.consent import consent_of, consents_of
from tests.factories import FrameworkVersionFactory, NetworkFactory, PositionFactory, SchoolFactory, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools():
    NetworkFactory(quorum_percent=60)
    return [SchoolFactory(name=name) for name in ("De Vlier", "De Wilgenhof", "Havencollege", "Lyceum Noord", "Zuid")]


@pytest.fixture
def version():
    return FrameworkVersionFactory(proposed=True)


def given(version, schools, **stances):
    for school in schools:
        PositionFactory(version=version, school=school, **stances)


def test_nobody_answered(version, schools):
    consent = consent_of(version, on=day())
    assert (consent.quorum, consent.given, consent.missing) == (3, [], schools)
    assert not consent.is_reached
    assert consent.sentence == "0 van 5 scholen hebben een standpunt gegeven. Er zijn er minstens 3 nodig."


def test_quorum_without_objection_is_consent_once_the_days_to_answer_are_over(version, schools):
    over = version.positions_due_on + datetime.timedelta(days=1)
    given(version, schools[:2])
    assert not consent_of(version, on=over).is_reached
    given(version, schools[2:3], concern=True)
    consent = consent_of(version, on=over)
    assert consent.is_reached
    assert consent.missing == schools[3:]
    assert consent.tally == [("akkoord", 2), ("akkoord met een zorg", 1)]
    assert consent.sentence == "3 van 5 scholen hebben een standpunt gegeven. Niemand heeft bezwaar: er is consent."


def test_until_the_last_day_every_school_can_still_answer(version, schools):
    given(version, schools[:4])
    consent = consent_of(version, on=version.positions_due_on)
    assert not consent.is_reached
    assert consent.sentence.startswith(
        "4 van 5 scholen hebben een standpunt gegeven. Tot nu toe heeft niemand bezwaar."
    )

    given(version, schools[4:])
    consent = consent_of(version, on=version.positions_due_on)
    assert consent.is_reached
    assert consent.sentence.endswith("Niemand heeft bezwaar: er is consent.")


def test_one_objection_blocks(version, schools):
    given(version, schools[:4])
    given(version, schools[4:], objection=True)
    consent = consent_of(version, on=day())
    assert not consent.is_reached
    assert consent.sentence == "5 van 5 scholen hebben een standpunt gegeven. Eén school heeft bezwaar: Zuid."


def test_several_objections_are_named(version, schools):
    given(version, schools[:2], objection=True)
    assert consent_of(version, on=day()).sentence.endswith("2 scholen hebben bezwaar: De Vlier, De Wilgenhof.")


def test_school_that_left_does_not_count(version, schools):
    given(version, schools[:3])
    leaving = SchoolFactory(left_on=day(-1))
    PositionFactory(version=version, school=leaving, objection=True)
    consent = consent_of(version, on=day(60))
    assert consent.is_reached
    assert leaving not in [answer.school for answer in consent.answers]


def test_without_schools_there_is_no_consent(version):
    assert not consent_of(version, on=day()).is_reached


@pytest.mark.parametrize(("percent", "quorum"), [(1, 1), (60, 3), (61, 4), (100, 5)])
def test_quorum_is_rounded_up(schools, percent, quorum):
    NetworkFactory._meta.model.objects.update(quorum_percent=percent)
    assert consent_of(FrameworkVersionFactory(proposed=True), on=day()).quorum == quorum


def test_many_versions_cost_three_queries(schools, django_assert_num_queries):
    versions = [PositionFactory(school=schools[number % 5]).version for number in range(8)]
    with django_assert_num_queries(3):
        consents = consents_of(versions, on=day())
        assert [len(consents[version.pk].given) for version in versions] == [1] * 8
        assert str(consents[versions[0].pk].given[0].given_by)
