"""Organising an activity together."""

import pytest
from django.urls import reverse

from network.activities import actions, permissions
from network.activities.models import Activity, CoEditor, Registration
from network.base.models import OutgoingMail
from network.people.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db


def address(verb, activity, *args):
    return reverse(f"activities:{verb}", args=[activity.slug, *args])


@pytest.fixture
def along():
    """A teacher who organises a network day along."""
    return factories.CoEditorFactory(activity=factories.ActivityFactory(), user=factories.teacher())


def test_organiser_asks_someone_along_who_gets_a_mail(client_of):
    activity, colleague = factories.ActivityFactory(title="Samen leren"), factories.teacher(language="en")
    client, page = client_of(activity.created_by), address("co_editor_list", activity)
    for _ in range(2):
        client.post(page, {"user": colleague.pk})
    assert [each.user for each in client.get(page).context["together"]] == [colleague]
    assert OutgoingMail.objects.get().subject == "You organise along: Samen leren"


def test_who_organises_along_does_what_the_maker_does(client_of, along):
    client = client_of(along.user)
    pages = ["activity_edit", "activity_move", "activity_cancel", "activity_participants", "question_list"]
    assert [client.get(address(page, along.activity)).status_code for page in pages] == [200] * len(pages)
    client.post(address("activity_edit", along.activity), {"title": "Nieuw", "audience": "30", "kept_per_school": "0"})
    along.activity.refresh_from_db()
    assert along.activity.title == "Nieuw"


def test_who_organises_along_sees_the_draft_and_who_comes(client_of):
    draft = factories.CoEditorFactory(activity=factories.ActivityFactory(draft=True))
    coming = factories.RegistrationFactory(activity=factories.CoEditorFactory(user=draft.user).activity)
    assert draft.activity in Activity.objects.visible_to(draft.user)
    assert client_of(draft.user).get(draft.activity.get_absolute_url()).status_code == 200
    assert list(Registration.objects.visible_to(draft.user)) == [coming]
    assert draft.activity not in Activity.objects.visible_to(factories.teacher())


def test_who_organises_along_does_not_publish(client_of):
    along = factories.CoEditorFactory(activity=factories.ActivityFactory(draft=True))
    assert not permissions.can_publish(along.user, along.activity)
    response = client_of(along.user).post(address("activity_publish", along.activity))
    assert response.status_code == 403


def test_organising_along_is_of_one_activity_alone(along):
    assert not permissions.organises(along.user, factories.ActivityFactory())


def test_organising_ends_with_leaving_the_network(client_of, along):
    Membership.objects.filter(user=along.user).update(ends_on=factories.day(-1))
    user = type(along.user).objects.get(pk=along.user.pk)
    assert not permissions.organises(user, along.activity)
    assert client_of(user).get(address("activity_edit", along.activity)).status_code == 404


def test_one_stops_organising_or_is_taken_away(client_of, along):
    other = factories.CoEditorFactory(activity=along.activity)
    client = client_of(along.user)
    client.post(address("co_editor_remove", along.activity, other.pk))
    assert client.post(address("co_editor_remove", along.activity, along.pk)).url == "/agenda/"
    assert not CoEditor.objects.exists()
    assert client.get(address("activity_edit", along.activity)).status_code == 403


def test_others_ask_nobody_along(client_of):
    activity, outsider = factories.ActivityFactory(), factories.teacher()
    client = client_of(outsider)
    assert client.post(address("co_editor_list", activity), {"user": outsider.pk}).status_code == 403
    other = factories.CoEditorFactory()
    assert client.post(address("co_editor_remove", activity, other.pk)).status_code == 403
    assert CoEditor.objects.count() == 1


def test_co_editor_of_another_activity_is_not_taken_away_here(client_of, along):
    other = factories.CoEditorFactory()
    assert client_of(along.user).post(address("co_editor_remove", along.activity, other.pk)).status_code == 404


@pytest.mark.parametrize("make", [factories.SteeringMeetingFactory, factories.GroupMeetingFactory])
def test_meetings_of_a_circle_are_organised_by_its_members(client_of, now, make):
    meeting = make(created_by=factories.project_lead())
    with pytest.raises(actions.OfACircle):
        actions.add_co_editor(activity=meeting, user=factories.teacher(), by=meeting.created_by, now=now)
    assert client_of(meeting.created_by).get(address("co_editor_list", meeting)).status_code in {403, 404}


def test_someone_outside_the_network_cannot_organise(client_of, now):
    activity = factories.ActivityFactory()
    with pytest.raises(actions.NotOfTheNetwork):
        actions.add_co_editor(activity=activity, user=factories.UserFactory(), by=activity.created_by, now=now)
    response = client_of(activity.created_by).post(
        address("co_editor_list", activity), {"user": factories.administrator().pk}
    )
    assert list(response.context["form"].errors) == ["user"]


def test_archive_keeps_who_organised(client_of):
    lead = factories.project_lead()
    activity = factories.ActivityFactory(past=True, archived_by=lead, archived_at=factories.moment())
    assert (
        client_of(lead).post(address("co_editor_list", activity), {"user": factories.teacher().pk}).status_code == 403
    )
