"""What the project lead sees of a working group's activities: that they are there, not what they are about."""

import pytest
from django.urls import reverse

from network.activities import permissions
from network.activities.models import ActionItem, Activity, AgendaItem, Minutes
from network.people.audience import Audience
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

WITHIN = {"audience": Audience.WORKING_GROUP, "summary": "Onder ons gezegd", "description": "En dit ook."}


@pytest.fixture
def lead():
    return factories.project_lead()


@pytest.fixture
def meeting():
    return factories.GroupMeetingFactory(online_link="https://overleg.example/1", **WITHIN)


def address(verb, activity):
    return reverse(f"activities:activity_{verb}", args=[activity.slug])


def readable(user):
    return set(Activity.objects.readable_by(user))


def test_lead_sees_that_a_group_meets_and_reads_nothing_of_it(client_of, lead, meeting):
    assert list(Activity.objects.visible_to(lead)) == [meeting]
    assert readable(lead) == set()

    text = client_of(lead).get(meeting.get_absolute_url()).content.decode()

    assert meeting.title in text
    assert meeting.place in text
    assert not [said for said in ("Onder ons", "dit ook", "overleg.example") if said in text]


def test_calendar_file_tells_the_lead_no_more_than_the_page(client_of, lead, meeting):
    text = client_of(lead).get(address("calendar", meeting)).content.decode()
    assert meeting.title in text
    assert "Onder ons" not in text


def test_papers_of_a_group_meeting_are_for_the_group(client_of, lead, meeting):
    item = factories.AgendaItemFactory(activity=meeting)
    minutes = factories.MinutesFactory(activity=meeting)
    promise = factories.ActionItemFactory(activity=meeting)
    papers = [(AgendaItem, item), (Minutes, minutes), (ActionItem, promise)]
    assert [list(model.objects.visible_to(lead)) for model, _paper in papers] == [[], [], []]
    assert client_of(lead).get(reverse("activities:meeting_minutes", args=[meeting.slug])).status_code == 404

    factories.GroupMembershipFactory(group=meeting.working_group, user=lead)
    assert [list(model.objects.visible_to(lead)) for model, _paper in papers] == [[item], [minutes], [promise]]


@pytest.mark.parametrize("verb", ["move", "cancel", "participants", "attendance"])
def test_lead_keeps_the_agenda_of_a_group(client_of, lead, meeting, verb):
    response = client_of(lead).get(address(verb, meeting))
    assert response.status_code == 200
    assert "overleg.example" not in response.content.decode()


@pytest.mark.parametrize("verb", ["edit", "invite", "remind", "publish", "discard", "ask_agreement", "register"])
def test_lead_neither_changes_nor_opens_what_is_of_a_group(client_of, lead, meeting, verb):
    post = {"ask_agreement", "register"}
    client = client_of(lead)
    response = client.post(address(verb, meeting)) if verb in post else client.get(address(verb, meeting))
    assert response.status_code == 403


def test_moving_keeps_the_link_that_the_lead_does_not_see(client_of, lead, meeting):
    new = {"day": factories.day(20), "begins": "10:00", "ends": "11:00", "place": "Zaal 2"}
    preview = client_of(lead).post(address("move", meeting), new)
    assert "overleg.example" not in preview.content.decode()

    client_of(lead).post(address("move", meeting), {**new, "sure": "1"})

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (moment(20, 10), "Zaal 2")
    assert meeting.online_link == "https://overleg.example/1"


def test_draft_of_a_group_is_read_once_the_group_asks_the_lead(client_of, lead):
    draft = factories.ThemeMeetingFactory(draft=True, working_group=factories.WorkingGroupFactory())
    assert (list(Activity.objects.visible_to(lead)), readable(lead)) == ([draft.activity_ptr], set())
    assert not permissions.can_publish(lead, draft)
    assert "een concept van de werkgroep" in client_of(lead).get(draft.get_absolute_url()).content.decode()

    asked = {"asked_by": draft.created_by, "asked_at": moment(-1)}
    Activity.objects.filter(pk=draft.pk).update(**asked)

    assert readable(lead) == {draft.activity_ptr}
    assert permissions.can_publish(lead, draft)


def test_lead_reads_what_belongs_to_no_group(lead):
    own = [
        factories.ThemeMeetingFactory(draft=True).activity_ptr,
        factories.SteeringMeetingFactory(audience=Audience.WORKING_GROUP),
    ]
    factories.ActivityFactory(audience=Audience.ONLY_ME)
    assert readable(lead) == set(own)


@pytest.mark.parametrize("reason", ["a seat in the group", "made it", "was invited", "shared with the schools"])
def test_lead_reads_it_who_belongs_to_the_circle(lead, meeting, reason):
    match reason:
        case "a seat in the group":
            factories.GroupMembershipFactory(group=meeting.working_group, user=lead)
        case "made it":
            Activity.objects.update(created_by=lead)
        case "was invited":
            factories.InvitationFactory(activity=meeting, user=lead)
        case _:
            Activity.objects.update(audience=Audience.SCHOOLS)
    meeting.refresh_from_db()
    assert permissions.can_edit(lead, meeting)


def test_nobody_opens_a_circle_by_inviting_oneself(lead, meeting):
    factories.InvitationFactory(activity=meeting, user=lead, invited_by=lead)
    assert readable(lead) == set()
    assert not permissions.may_register(lead, meeting)


def test_everyone_else_reads_all_they_see(meeting):
    seat = factories.GroupMembershipFactory(group=meeting.working_group)
    assert permissions.can_read(seat.user, meeting)
    assert readable(seat.user) == set(Activity.objects.visible_to(seat.user)) == {meeting}
