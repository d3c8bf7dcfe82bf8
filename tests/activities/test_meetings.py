"""Agendas, minutes and action items."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from network.activities import actions
from network.activities.models import ActionItem, AgendaItem, Minutes
from network.steering.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db
BACKLOG = reverse("activities:agenda_backlog")
ADD = reverse("activities:agenda_item_add")


def item(**fields):
    data = {"title": "Vervanging", "purpose": "decide", "minutes": "20", "note": "", "version": "", "activity": ""}
    return {**data, **fields}


def minutes_of(meeting):
    return reverse("activities:meeting_minutes", args=[meeting.slug])


def test_leader_brings_something_in_and_the_lead_puts_it_on_an_agenda(client_of):
    leader, lead = factories.school_leader(), factories.project_lead()
    meeting = factories.SteeringMeetingFactory(created_by=lead)
    factories.AgendaItemFactory(activity=meeting, rank=4)
    client_of(leader).post(ADD, item(owner=leader.pk))
    brought = AgendaItem.objects.get(title="Vervanging")
    assert (brought.activity, brought.owner, brought.minutes) == (None, leader, 20)
    assert list(client_of(lead).get(BACKLOG).context["backlog"]) == [brought]
    edit = reverse("activities:agenda_item_edit", args=[brought.pk])
    client_of(lead).post(edit, item(owner=leader.pk, activity=meeting.pk))
    brought.refresh_from_db()
    assert (brought.activity, brought.rank) == (meeting, 5)
    page = client_of(leader).get(meeting.get_absolute_url())
    assert list(page.context["agenda_items"])[-1] == brought


def test_item_for_a_meeting_is_added_from_its_page(client_of):
    lead = factories.project_lead()
    meeting = factories.SteeringMeetingFactory(created_by=lead)
    address = f"{ADD}?bijeenkomst={meeting.slug}"
    response = client_of(lead).post(address, item(owner=lead.pk, activity=meeting.pk))
    assert response.url == meeting.get_absolute_url()
    assert AgendaItem.objects.get().activity == meeting


@pytest.mark.parametrize("fields", [{"title": ""}, {"minutes": "0"}, {"minutes": "900"}, {"purpose": "praten"}])
def test_faulty_item_comes_back(client_of, fields):
    leader = factories.school_leader()
    response = client_of(leader).post(ADD, item(owner=leader.pk, note="Lang verhaal", **fields))
    assert response.context["form"].errors
    assert "Lang verhaal" in response.content.decode()
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("who", [factories.teacher, factories.partner_contact, factories.administrator])
def test_steering_agenda_is_closed_for_others(client_of, who):
    client = client_of(who())
    brought = factories.AgendaItemFactory()
    meeting = factories.SteeringMeetingFactory(public=True)
    factories.AgendaItemFactory(activity=meeting, title="Geheim punt")
    assert client.get(BACKLOG).status_code == 404
    assert client.get(ADD).status_code == 403
    assert client.get(reverse("activities:agenda_item_edit", args=[brought.pk])).status_code == 404
    assert client.get(minutes_of(meeting)).status_code == 404
    assert "Geheim punt" not in client.get(meeting.get_absolute_url()).content.decode()


def test_items_change_places(client_of):
    lead = factories.project_lead()
    meeting = factories.SteeringMeetingFactory(created_by=lead)
    first, second, third = (factories.AgendaItemFactory(activity=meeting) for _ in range(3))
    client = client_of(lead)
    client.post(reverse("activities:agenda_item_shift", args=[third.pk]), {"omhoog": "1"})
    assert list(meeting.agenda_items.in_order()) == [first, third, second]
    client.post(reverse("activities:agenda_item_shift", args=[first.pk]), {})
    assert list(meeting.agenda_items.in_order()) == [third, first, second]
    client.post(reverse("activities:agenda_item_shift", args=[second.pk]), {})
    assert list(meeting.agenda_items.in_order()) == [third, first, second]


@pytest.mark.parametrize(("address", "goes_to"), [("/agenda/", "/agenda/"), ("https://elders.example/", BACKLOG)])
def test_shifting_goes_back_to_a_page_of_our_own(client_of, address, goes_to):
    brought = factories.AgendaItemFactory()
    shift = reverse("activities:agenda_item_shift", args=[brought.pk])
    assert client_of(factories.project_lead()).post(shift, {"next": address}).url == goes_to


def test_decision_is_recorded_from_an_item_once(client_of):
    lead = factories.project_lead()
    meeting = factories.SteeringMeetingFactory(past=True, created_by=lead)
    brought = factories.AgendaItemFactory(activity=meeting)
    decide = reverse("activities:agenda_item_decide", args=[brought.pk])
    data = {"title": "Wij doen het", "text": "Vanaf mei.", "review_on": factories.day(90).isoformat()}
    for _ in range(2):
        assert client_of(lead).post(decide, data).url == meeting.get_absolute_url()
    decision = Decision.objects.get()
    brought.refresh_from_db()
    assert (brought.outcome, brought.handled_at) == (decision, decision.decided_at)
    assert (decision.title, decision.decided_by, decision.review_on) == ("Wij doen het", lead, factories.day(90))
    client_of(lead).post(reverse("activities:agenda_item_handle", args=[brought.pk]))
    brought.refresh_from_db()
    assert brought.handled_at


@pytest.mark.parametrize("fields", [{"title": ""}, {"review_on": "2020-01-01"}])
def test_faulty_decision_comes_back(client_of, fields):
    brought = factories.AgendaItemFactory(activity=factories.SteeringMeetingFactory(past=True))
    decide = reverse("activities:agenda_item_decide", args=[brought.pk])
    response = client_of(factories.project_lead()).post(decide, {"title": "Ja", "text": "Omdat", **fields})
    assert list(response.context["form"].errors) == list(fields)
    assert not Decision.objects.exists()


def test_decision_waits_for_the_meeting(client_of):
    lead = factories.project_lead()
    for brought in [
        factories.AgendaItemFactory(),
        factories.AgendaItemFactory(activity=factories.SteeringMeetingFactory()),
        factories.AgendaItemFactory(activity=factories.GroupMeetingFactory(past=True, created_by=lead)),
    ]:
        decide = reverse("activities:agenda_item_decide", args=[brought.pk])
        assert client_of(lead).post(decide, {"title": "Ja"}).status_code == 403
    assert not Decision.objects.exists()


def test_item_is_dealt_with_and_not_after_all(client_of):
    brought = factories.AgendaItemFactory(activity=factories.SteeringMeetingFactory(past=True))
    handle = reverse("activities:agenda_item_handle", args=[brought.pk])
    client = client_of(factories.school_leader())
    client.post(handle, {"behandeld": "1"})
    brought.refresh_from_db()
    assert brought.handled_at
    client.post(handle)
    brought.refresh_from_db()
    assert brought.handled_at is None


def test_database_refuses_a_decision_on_an_open_item():
    brought = factories.AgendaItemFactory()
    with pytest.raises(IntegrityError, match="agenda_item_decided_is_handled"):
        AgendaItem.objects.filter(pk=brought.pk).update(outcome=factories.DecisionFactory())


def test_decision_due_for_review_fills_the_form(client_of):
    decision = factories.DecisionFactory(title="Bezoeken op dinsdag", review_on=factories.day(-1))
    leader = factories.school_leader(language="en")
    client = client_of(leader)
    address = f"{ADD}?decision={decision.pk}"
    assert client.get(address).context["form"]["title"].value() == "Look again at: Bezoeken op dinsdag"
    client.post(address, item(owner=leader.pk))
    assert AgendaItem.objects.get().decision == decision
    assert client.get(f"{ADD}?decision=x").status_code == 200


def test_backlog_costs_the_same_for_many(client_of, same_queries):
    meeting = factories.SteeringMeetingFactory()
    client = client_of(factories.project_lead())

    def add():
        factories.AgendaItemFactory()
        factories.AgendaItemFactory(activity=meeting)
        factories.SteeringMeetingFactory()

    same_queries(lambda: client.get(BACKLOG), add)


def test_minutes_are_written_and_adopted(client_of):
    lead = factories.project_lead(language="en")
    meeting = factories.SteeringMeetingFactory(past=True, created_by=lead)
    client = client_of(lead)
    client.post(minutes_of(meeting), {"text": "## Opening\nWij waren er.", "seen_at": ""})
    minutes = Minutes.objects.get()
    assert (minutes.text, minutes.written_by, minutes.adopted_at) == ("## Opening\nWij waren er.", lead, None)
    client.post(reverse("activities:minutes_adopt", args=[meeting.slug]))
    response = client.post(minutes_of(meeting), {"text": "Toch anders", "seen_at": minutes.written_at.isoformat()})
    assert "These minutes have been adopted and cannot change any more." in response.content.decode()
    minutes.refresh_from_db()
    assert minutes.text == "## Opening\nWij waren er."


def test_minutes_that_somebody_else_saved_meanwhile_are_not_lost(client_of, now):
    lead = factories.project_lead(language="en")
    minutes = factories.MinutesFactory(activity__created_by=lead, text="Begin")
    opened = minutes.written_at.isoformat()
    actions.write_minutes(activity=minutes.activity, text="Van haar", seen_at=minutes.written_at, by=lead, now=now)
    client = client_of(lead)
    response = client.post(minutes_of(minutes.activity), {"text": "Van mij", "seen_at": opened})
    text = response.content.decode()
    assert "Van haar" in text
    assert "Van mij" in text
    assert Minutes.objects.get().text == "Van haar"
    client.post(minutes_of(minutes.activity), {"text": "Van ons", "seen_at": now.isoformat()})
    assert Minutes.objects.get().text == "Van ons"


def test_first_minutes_of_two_writers_do_not_collide(now):
    meeting = factories.SteeringMeetingFactory(past=True)
    by = factories.project_lead()
    actions.write_minutes(activity=meeting, text="Een", seen_at=None, by=by, now=now)
    with pytest.raises(actions.MinutesChangedMeanwhile):
        actions.write_minutes(activity=meeting, text="Twee", seen_at=None, by=by, now=now)


def test_group_keeps_its_own_papers(client_of):
    seat = factories.GroupMembershipFactory()
    meeting = factories.GroupMeetingFactory(working_group=seat.group, past=True)
    client = client_of(seat.user)
    client.post(minutes_of(meeting), {"text": "Wij spraken.", "seen_at": ""})
    client.post(f"{ADD}?bijeenkomst={meeting.slug}", item(owner=seat.user.pk))
    assert (Minutes.objects.get().activity, AgendaItem.objects.get().activity) == (meeting, meeting)
    assert list(AgendaItem.objects.visible_to(factories.teacher())) == []
    assert list(AgendaItem.objects.visible_to(factories.school_leader())) == []


def test_action_is_noted_and_ticked_off(client_of):
    leader, lead = factories.school_leader(), factories.project_lead()
    meeting = factories.SteeringMeetingFactory(past=True, created_by=lead)
    add = f"{reverse('activities:action_item_add')}?bijeenkomst={meeting.slug}"
    data = {"title": "Rooster vragen", "owner": leader.pk, "due_on": factories.day(7).isoformat()}
    assert client_of(lead).post(add, data).url == meeting.get_absolute_url()
    action = ActionItem.objects.get()
    assert (action.activity, action.owner, action.created_by) == (meeting, leader, lead)
    assert list(ActionItem.objects.of(leader).open()) == [action]
    for _ in range(2):
        client_of(leader).post(reverse("activities:action_item_done", args=[action.pk]))
    action.refresh_from_db()
    assert action.done_by == leader
    assert not ActionItem.objects.open().exists()


def test_action_of_somebody_else_is_not_ticked_off(client_of):
    action = factories.ActionItemFactory(owner=factories.school_leader())
    done = reverse("activities:action_item_done", args=[action.pk])
    assert client_of(factories.teacher()).post(done).status_code == 404
    assert client_of(factories.school_leader()).post(done).status_code == 403
    assert client_of(action.owner).get(done).status_code == 405
    action.refresh_from_db()
    assert action.done_at is None


def test_action_list_shows_ones_own_and_those_of_ones_meetings(client_of, same_queries):
    leader, teacher = factories.school_leader(), factories.teacher()
    of_steering = factories.ActionItemFactory(owner=leader, activity=factories.SteeringMeetingFactory())
    own = factories.ActionItemFactory(owner=teacher, activity=factories.GroupMeetingFactory())
    factories.ActionItemFactory(owner=teacher, done=True)
    address = reverse("activities:action_item_list")
    assert list(client_of(leader).get(address).context["items"]) == [of_steering]
    client = client_of(teacher)
    assert list(client.get(address).context["items"]) == [own]
    same_queries(lambda: client.get(address), lambda: factories.ActionItemFactory(owner=teacher))
