"""Planning after another activity: from a template, or from last year's."""

import datetime

import pytest
from django.urls import reverse

from network.activities import actions, copying
from network.activities.models import Activity, Question
from network.people.audience import Audience
from network.theme_meetings.models import ThemeMeeting
from network.visits.models import SchoolVisit
from tests import factories

pytestmark = pytest.mark.django_db
Kind = Activity.Kind
NEW = reverse("theme_meetings:theme_meeting_plan")


def address(verb, activity):
    return reverse(f"activities:{verb}", args=[activity.slug])


def last_year(**fields):
    """A theme meeting with a part of a programme, questions, and people who were there."""
    meeting = factories.ThemeMeetingFactory(
        past=True,
        title="Lezen in elk vak",
        takeaway="Een leesles",
        directions="Achterom",
        online_link="https://video.example/kamer-7",
        capacity=24,
        register_until=factories.moment(-15),
        **fields,
    )
    factories.ProgrammeItemFactory(meeting=meeting, begins_after=30, lasts=20, title="Aan de slag")
    factories.QuestionFactory(activity=meeting, several=True, label="Lunch?", asked_of=["TEACHER"], is_required=True)
    factories.QuestionFactory(activity=meeting, label="Oude vraag", ended_at=factories.moment(-20))
    factories.RegistrationFactory(activity=meeting, present=True)
    return meeting


def form_of(page):
    """What a browser would send back of a form as it came."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}


# From an earlier one


def test_form_begins_with_the_texts_but_not_the_day_or_the_link(client_of):
    lead, source = factories.project_lead(), last_year()
    page = client_of(lead).get(f"{NEW}?van={source.slug}")
    form = page.context["form"]
    values = {name: form[name].value() for name in ("title", "takeaway", "directions", "capacity")}
    assert values == {"title": source.title, "takeaway": "Een leesles", "directions": "Achterom", "capacity": 24}
    assert [form[name].value() for name in ("day", "online_link", "register_until_day")] == [None, "", None]
    assert form["begins"].value() == datetime.time(15)


def test_copy_has_programme_and_questions_and_nobody_in_it(client_of):
    lead, source = factories.project_lead(), last_year()
    client = client_of(lead)
    data = {**form_of(client.get(f"{NEW}?van={source.slug}")), "day": factories.day(40).isoformat()}
    client.post(f"{NEW}?van={source.slug}", data)
    made = ThemeMeeting.objects.exclude(pk=source.pk).get()
    assert (made.title, made.slug, made.state, made.created_by) == (source.title, "lezen-in-elk-vak", "draft", lead)
    assert made.starts_at == factories.moment(40)
    assert [(part.title, part.starts_at) for part in made.programme.all()] == [
        ("Aan de slag", made.starts_at + datetime.timedelta(minutes=30))
    ]
    question = made.questions.get()
    assert (question.label, question.kind, question.options, question.asked_of, question.is_required) == (
        *("Lunch?", "several", ["Soep", "Brood", "Fruit"], ["TEACHER"]),
        True,
    )
    assert (made.registrations.count(), made.online_link, made.calendar_uid == source.calendar_uid) == (0, "", False)
    assert source.programme.count() == 1


def test_part_of_the_programme_that_lies_after_the_new_end_stays_behind(now):
    source, copy = last_year(), factories.ThemeMeetingFactory(draft=True)
    copy.ends_at = copy.starts_at + datetime.timedelta(minutes=30)
    source.copy_parts_to(copy)
    assert copy.programme.count() == 0


def test_mistake_in_the_form_keeps_what_it_began_with(client_of):
    client, source = client_of(factories.project_lead()), last_year()
    page = f"{NEW}?van={source.slug}"
    response = client.post(page, {**form_of(client.get(page)), "title": "Anders"})
    assert list(response.context["form"].errors) == ["day"]
    assert (response.context["form"]["title"].value(), response.context["source"]) == ("Anders", source)


def test_one_begins_with_what_one_organised_alone(client_of):
    seat = factories.GroupMembershipFactory()
    mine = last_year(created_by=seat.user)
    of_my_group = last_year(working_group=seat.group)
    others = last_year()
    page = client_of(seat.user).get(NEW)
    assert set(page.context["earlier"]) == {mine.activity_ptr, of_my_group.activity_ptr}
    assert client_of(seat.user).get(f"{NEW}?van={others.slug}").status_code == 404


@pytest.mark.parametrize("slug", ["bestaat-niet", "een-bezoek", "../../"])
def test_strange_source_is_not_there(client_of, slug):
    factories.SchoolVisitFactory(slug="een-bezoek")
    assert client_of(factories.project_lead()).get(NEW, {"van": slug}).status_code == 404


def test_project_lead_does_not_begin_with_what_a_group_keeps_to_itself(client_of):
    group = factories.WorkingGroupFactory()
    meeting = factories.GroupMeetingFactory(working_group=group, audience=Audience.WORKING_GROUP)
    page = reverse("activities:activity_plan_kind", args=["group_meeting"])
    assert client_of(factories.project_lead()).get(page, {"van": meeting.slug}).status_code == 404


# Templates


@pytest.fixture
def template(now):
    lead = factories.project_lead()
    return actions.save_as_template(activity=last_year(), title="Sjabloon lezen", by=lead, now=now)


def test_save_as_template_says_what_comes_along_and_keeps_the_activity(client_of):
    lead, source = factories.project_lead(), last_year()
    client = client_of(lead)
    assert client.get(address("template_save", source)).context["form"]["title"].value() == source.title
    response = client.post(address("template_save", source), {"title": "Sjabloon lezen"})
    made = ThemeMeeting.objects.templates().get()
    assert response.url == made.get_absolute_url()
    assert (made.title, made.takeaway, made.online_link, made.state) == ("Sjabloon lezen", "Een leesles", "", "draft")
    assert (made.programme.count(), made.questions.count(), made.registrations.count()) == (1, 1, 0)
    source.refresh_from_db()
    assert not source.is_template


def test_template_stands_on_nobodys_agenda(client_of, template, now):
    template.starts_at, template.ends_at = factories.moment(10), factories.moment(10, 17)
    template.save()
    maker = client_of(template.created_by)
    for page in ["/agenda/", f"/agenda/?maand={factories.day(10):%Y-%m}", "/samenhang/", "/mijn-start/"]:
        assert "Sjabloon lezen" not in maker.get(page).content.decode()
    assert not Activity.objects.draft().filter(pk=template.pk).exists()


def test_everyone_who_plans_uses_a_template(client_of, template):
    seat = factories.GroupMembershipFactory()
    client = client_of(seat.user)
    assert list(client.get("/agenda/nieuw/").context["templates"]) == [template.activity_ptr]
    page = f"{NEW}?van={template.slug}"
    data = {**form_of(client.get(page)), "day": factories.day(40).isoformat(), "working_group": seat.group.pk}
    client.post(page, data)
    made = ThemeMeeting.objects.get(working_group=seat.group)
    assert (made.is_template, made.programme.count(), made.questions.count()) == (False, 1, 1)


def test_who_may_not_plan_sees_no_templates(client_of, template):
    client = client_of(factories.teacher())
    assert client.get(f"{NEW}?van={template.slug}").status_code == 403
    assert client.get(template.get_absolute_url()).status_code == 404


def test_template_is_never_published_or_asked_for(client_of, template, now):
    maker = template.created_by
    client = client_of(maker)
    assert client.get(address("activity_publish", template)).url == template.get_absolute_url()
    assert actions.publish(activity=template, invites_circle=False, by=factories.project_lead(), now=now) == []
    with pytest.raises(actions.NotADraft):
        actions.ask_agreement(activity=template, by=maker, now=now)
    template.refresh_from_db()
    assert template.is_draft


def test_template_changes_without_a_day_and_can_go(client_of, template):
    client = client_of(template.created_by)
    page = reverse("theme_meetings:theme_meeting_edit", args=[template.slug])
    form = client.get(page).context["form"]
    assert not {"day", "begins", "online_link", "register_until_day"} & form.fields.keys()
    client.post(page, {**form_of(client.get(page)), "title": "Nieuwe naam"})
    template.refresh_from_db()
    assert template.title == "Nieuwe naam"
    client.post(address("activity_discard", template))
    assert not Activity.objects.templates().exists()


def test_visit_as_template_keeps_its_question(now):
    visit = factories.SchoolVisitFactory(learning_question="Hoe leren zij?")
    made = actions.save_as_template(
        activity=Activity.objects.get(pk=visit.pk), title="Bezoek", by=visit.created_by, now=now
    )
    assert SchoolVisit.objects.templates().get().learning_question == "Hoe leren zij?"
    assert copying.whole(Activity.objects.get(pk=made.pk)) == SchoolVisit.objects.get(pk=made.pk)


def test_meeting_of_a_group_is_a_template_too(now):
    meeting = factories.GroupMeetingFactory()
    made = actions.save_as_template(activity=meeting, title="Overleg", by=meeting.created_by, now=now)
    assert (type(made), made.working_group, Question.objects.count()) == (Activity, meeting.working_group, 0)
