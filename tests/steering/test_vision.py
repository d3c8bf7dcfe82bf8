"""The shared vision, endorsements and goals."""

import pytest

from network.steering import actions
from network.steering.actions.vision import NoVisionYet
from network.steering.models import Endorsement, Goal, SharedVision
from tests.factories import GoalFactory, SchoolFactory, SharedVisionFactory, day, moment, project_lead, school_leader

pytestmark = pytest.mark.django_db


def test_new_vision_takes_the_place_of_the_one_before(now):
    old, lead = SharedVisionFactory(number=4), project_lead()
    new = actions.adopt_vision(text="Samen verder.", by=lead, now=now)
    assert (new.number, new.text, new.adopted_by, new.adopted_at) == (5, "Samen verder.", lead, now)
    assert SharedVision.objects.in_force() == new
    assert SharedVision.objects.filter(pk=old.pk).exists()


def test_first_vision_is_number_one(now):
    assert actions.adopt_vision(text="Samen.", by=project_lead(), now=now).number == 1


def test_same_vision_sent_twice_is_one(now):
    lead = project_lead()
    for _press in range(2):
        actions.adopt_vision(text="Samen.", by=lead, now=now)
    assert SharedVision.objects.count() == 1


def test_school_says_how_far_it_is_and_may_change_it():
    vision, school = SharedVisionFactory(), SchoolFactory()
    leader = school_leader(school)
    actions.give_endorsement(school=school, level="not_yet", note="", by=leader, now=moment(-1))
    actions.give_endorsement(school=school, level="partly", note="Groep 3 begint.", by=leader, now=moment())
    assert list(Endorsement.objects.values_list("vision", "school", "level", "note", "given_by", "given_at")) == [
        (vision.pk, school.pk, "partly", "Groep 3 begint.", leader.pk, moment())
    ]


def test_without_a_vision_there_is_nothing_to_endorse(now):
    school = SchoolFactory()
    with pytest.raises(NoVisionYet):
        actions.give_endorsement(school=school, level="partly", note="", by=school_leader(school), now=now)


def test_goal_keeps_its_address_when_its_name_changes():
    goal = actions.write_goal(title="Taal voor iedereen", summary="Elke les.", rank=1, starts_on=day())
    changed = actions.write_goal(goal=goal, title="Taal", summary="Elke les.", rank=2, starts_on=day(), ends_on=day(30))
    assert Goal.objects.get() == changed
    assert (changed.title, changed.slug, changed.rank, changed.ends_on) == ("Taal", "taal-voor-iedereen", 2, day(30))


def test_goals_of_now_in_order():
    second, first = GoalFactory(rank=2), GoalFactory(rank=1)
    GoalFactory(ends_on=day(-1))
    assert list(Goal.objects.current(on=day()).in_order()) == [first, second]


def test_vision_that_loses_the_race_comes_back_with_its_text(client_of, monkeypatch):
    """Nobody has a row to wait for before the first vision: the number that is taken already decides."""
    SharedVisionFactory(number=1)
    monkeypatch.setattr(SharedVision.objects, "aggregate", lambda **_: {"highest": 0})
    answer = client_of(project_lead()).post("/stuurgroep/visie/nieuw/", {"text": "Wat ik schreef."})
    assert answer.status_code == 200
    assert "Iemand anders heeft net een visie vastgesteld" in answer.content.decode()
    assert "Wat ik schreef." in answer.content.decode()
