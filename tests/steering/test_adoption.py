"""Adopting by consent."""

import pytest

from network.base.models import OutgoingMail
from network.steering import actions
from network.steering.models import Decision, FrameworkVersion
from tests.factories import (
    FrameworkFactory,
    FrameworkVersionFactory,
    NetworkFactory,
    PositionFactory,
    SchoolFactory,
    day,
    project_lead,
    school_leader,
)

pytestmark = pytest.mark.django_db
State = FrameworkVersion.State


def adopt(version, *, now, **fields):
    fields = {"title": "Ruimte voor taal", "text": "Wij proberen het een jaar.", "review_on": day(365), **fields}
    return actions.adopt(version=version, by=fields.pop("by", None) or project_lead(), now=now, **fields)


def consented():
    """A proposal on which its only school consents."""
    return PositionFactory().version


def test_adoption_brings_the_version_into_force(now):
    version, lead = consented(), project_lead()
    adopt(version, by=lead, now=now)
    version.refresh_from_db()
    assert (version.state, version.adopted_by, version.adopted_at) == (State.ADOPTED, lead, now)


def test_adoption_is_recorded_with_the_positions_as_they_stand(now):
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(-1))
    schools = [SchoolFactory(name=name) for name in ("De Vlier", "De Wilgenhof", "Zuid")]
    PositionFactory(version=version, school=schools[0])
    PositionFactory(version=version, school=schools[2], concern=True, reason="Let op de tijd.")
    lead = project_lead()
    decision = adopt(version, by=lead, now=now)
    assert Decision.objects.get() == decision
    assert (decision.title, decision.text, decision.review_on) == (
        "Ruimte voor taal",
        "Wij proberen het een jaar.",
        day(365),
    )
    assert (decision.version, decision.decided_by, decision.decided_at) == (version, lead, now)
    rows = [{key: row[key] for key in ("school", "stance", "reason")} for row in decision.positions]
    assert rows == [
        {"school": "De Vlier", "stance": "consent", "reason": ""},
        {"school": "De Wilgenhof", "stance": "", "reason": ""},
        {"school": "Zuid", "stance": "concern", "reason": "Let op de tijd."},
    ]


def test_version_in_force_until_now_is_superseded(now):
    framework = FrameworkFactory()
    old = FrameworkVersionFactory(framework=framework, number=1, adopted=True)
    new = FrameworkVersionFactory(framework=framework, number=2, proposed=True)
    other = FrameworkVersionFactory(adopted=True)
    PositionFactory(version=new)
    adopt(new, now=now)
    states = dict(FrameworkVersion.objects.values_list("pk", "state"))
    assert states == {old.pk: State.SUPERSEDED, new.pk: State.ADOPTED, other.pk: State.ADOPTED}


def test_every_voice_hears_of_it(now):
    version = consented()
    leader = school_leader()
    PositionFactory(version=version, school=leader.memberships.get().school)
    adopt(version, now=now)
    assert list(OutgoingMail.objects.values_list("to_address", flat=True)) == [leader.email]


def refused_without_a_trace(version, now, exception, **fields):
    before = FrameworkVersion.objects.get(pk=version.pk).state
    with pytest.raises(exception) as refused:
        adopt(version, now=now, **fields)
    assert FrameworkVersion.objects.get(pk=version.pk).state == before
    assert not Decision.objects.exists()
    assert not OutgoingMail.objects.exists()
    return str(refused.value)


def test_no_adoption_without_quorum(now):
    version = consented()
    SchoolFactory()
    sentence = refused_without_a_trace(version, now, actions.ConsentNotReached)
    assert sentence == "1 van 2 scholen hebben een standpunt gegeven. Er zijn er minstens 2 nodig."


def test_no_adoption_over_the_heads_of_schools_that_still_have_days(now):
    NetworkFactory(quorum_percent=50)
    version = consented()
    SchoolFactory()
    assert "kan dat nog" in refused_without_a_trace(version, now, actions.ConsentNotReached)


def test_no_adoption_over_an_objection(now):
    version = consented()
    PositionFactory(version=version, objection=True)
    assert "Eén school heeft bezwaar" in refused_without_a_trace(version, now, actions.ConsentNotReached)


@pytest.mark.parametrize("state", ["draft", "adopted", "superseded", "withdrawn"])
def test_only_a_proposal_can_be_adopted(now, state):
    version = FrameworkVersionFactory(**{state: True} if state != "draft" else {})
    refused_without_a_trace(version, now, actions.NotProposed)


def test_deadline_does_not_stop_an_adoption(now):
    version = PositionFactory(version__positions_due_on=day(-1)).version
    assert adopt(version, now=now).version == version
