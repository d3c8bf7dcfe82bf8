"""Decisions that come back to the agenda on their review date, and what becomes of them."""

import pytest
from django.db import InternalError, connection

from network.activities import tasks
from network.activities.actions import reviews
from network.activities.models import AgendaItem, Review
from network.steering.models import Decision, FrameworkVersion
from tests.factories import (
    AgendaItemFactory,
    DecisionFactory,
    FrameworkVersionFactory,
    ReviewFactory,
    SteeringMeetingFactory,
    day,
    project_lead,
    school_leader,
    teacher,
)

pytestmark = pytest.mark.django_db


def conclude(review, *, by=None, now, **fields):
    fields = {"outcome": "keep", "title": "Wij houden het zo", "text": "", "review_on": day(365), **fields}
    return reviews.conclude_review(review=review, by=by or school_leader(), now=now, **fields)


def test_decision_comes_back_on_its_day_and_once():
    lead = project_lead()
    due, _later, _never = (DecisionFactory(review_on=on) for on in (day(), day(1), None))
    assert [tasks.return_reviews(), tasks.return_reviews()] == [1, 0]
    item = AgendaItem.objects.backlog().get()
    assert (item.decision, item.owner, item.purpose) == (due, lead, AgendaItem.Purpose.DECIDE)
    assert (Review.objects.get().decision, Review.objects.get().item) == (due, item)


def test_item_that_waits_already_is_taken_for_it(now):
    decision = DecisionFactory(review_on=day())
    waiting = AgendaItemFactory(decision=decision, activity=SteeringMeetingFactory())
    reviews.return_reviews(now=now)
    assert list(AgendaItem.objects.all()) == [waiting]
    assert Review.objects.get().item == waiting


def test_what_a_later_version_replaced_does_not_come_back(now):
    DecisionFactory(version=FrameworkVersionFactory(superseded=True), review_on=day())
    assert reviews.return_reviews(now=now) == 0


def test_without_a_project_lead_it_belongs_to_who_recorded_it(now):
    decision = DecisionFactory(review_on=day())
    reviews.return_reviews(now=now)
    assert AgendaItem.objects.get().owner == decision.decided_by


@pytest.mark.parametrize("outcome", Review.Outcome.values)
def test_outcome_is_a_decision_with_a_date_of_its_own(now, outcome):
    review, by = ReviewFactory(), school_leader()
    decision = conclude(review, by=by, outcome=outcome, now=now)
    review.refresh_from_db()
    assert (review.outcome, review.conclusion) == (outcome, decision)
    assert (decision.title, decision.review_on, decision.decided_by) == ("Wij houden het zo", day(365), by)
    assert (review.item.outcome, review.item.handled_at) == (decision, now)


def test_what_the_meeting_recorded_on_the_item_is_the_outcome(now):
    recorded = DecisionFactory(title="In de vergadering")
    item = AgendaItemFactory(activity=SteeringMeetingFactory(), outcome=recorded, handled_at=now)
    review = ReviewFactory(item=item)
    assert conclude(review, now=now) == recorded
    assert Decision.objects.count() == 2


def test_outcome_is_noted_once(now):
    review = ReviewFactory()
    conclude(review, now=now)
    with pytest.raises(reviews.AlreadyConcluded):
        conclude(review, outcome="withdraw", now=now)
    assert Review.objects.get().outcome == "keep"


@pytest.mark.parametrize("who", [teacher])
def test_others_do_not_conclude(now, who):
    with pytest.raises(reviews.NotOfSteeringGroup):
        conclude(ReviewFactory(), by=who(), now=now)


@pytest.mark.parametrize("statement", ["UPDATE {} SET outcome = 'rewrite'", "DELETE FROM {}"])
def test_concluded_review_never_changes(now, statement):
    conclude(ReviewFactory(), now=now)
    with pytest.raises(InternalError, match="rows from activities_review"), connection.cursor() as cursor:
        cursor.execute(statement.format("activities_review"))


def test_page_tells_what_happened_since_and_takes_the_outcome(client_of):
    version = FrameworkVersionFactory(adopted=True)
    review = ReviewFactory(decision=DecisionFactory(version=version, review_on=day(-1)))
    client, address = client_of(project_lead()), review.get_absolute_url()
    assert "Wat er sindsdien gebeurde" in client.get(address).content.decode()
    sent = {"outcome": "rewrite", "title": "Wij herschrijven het", "text": "", "review_on": ""}
    assert client.post(address, sent).status_code == 302
    assert Review.objects.get().conclusion.title == "Wij herschrijven het"
    page = client.get(address).content.decode()
    assert f"/stuurgroep/kaders/{version.framework.slug}/nieuwe-versie/" in page
    assert FrameworkVersion.objects.get().state == "adopted"


def test_member_outside_the_steering_group_reads_and_does_not_conclude(client_of):
    review = ReviewFactory()
    client = client_of(teacher())
    assert 'name="outcome"' not in client.get(review.get_absolute_url()).content.decode()
    assert client.post(review.get_absolute_url(), {"outcome": "keep"}).status_code == 403
