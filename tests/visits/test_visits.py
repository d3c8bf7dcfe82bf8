"""School visits: their page and their form."""

import pytest
from django.urls import reverse

from network.visits.models import SchoolVisit
from tests import factories

pytestmark = pytest.mark.django_db
PLAN = reverse("visits:visit_plan")


def filled(**fields):
    data = {
        "title": "Op bezoek",
        "learning_question": "Hoe houden leerlingen grip?",
        "day": factories.day(30).isoformat(),
        "begins": "08:45",
        "ends": "12:00",
        "kept_per_school": "0",
        "audience": "30",
    }
    return data | fields


def test_page_shows_the_learning_question(client_of):
    visit = factories.SchoolVisitFactory(learning_question="Hoe **blijft** het rustig?", what_to_observe="De kring")
    text = client_of(factories.teacher()).get(visit.get_absolute_url()).content.decode()
    assert "Hoe <strong>blijft</strong> het rustig?" in text
    assert "De kring" in text


def test_plan_a_visit(client_of):
    school = factories.SchoolFactory()
    response = client_of(factories.project_lead()).post(PLAN, filled(host_school=school.pk))
    visit = SchoolVisit.objects.get()
    assert response.url == f"/werkbezoeken/{visit.slug}/"
    assert (visit.kind, visit.host_school, visit.starts_at) == (
        "school_visit",
        school,
        factories.moment(30, 8).replace(minute=45),
    )


@pytest.mark.parametrize("field", ["host_school", "learning_question"])
def test_visit_needs_a_host_and_a_question(client_of, field):
    school = factories.SchoolFactory()
    response = client_of(factories.project_lead()).post(PLAN, filled(host_school=school.pk) | {field: ""})
    assert list(response.context["form"].errors) == [field]
    assert not SchoolVisit.objects.exists()


def test_edit_a_visit(client_of):
    visit = factories.SchoolVisitFactory()
    address = reverse("visits:visit_edit", args=[visit.slug])
    data = filled(host_school=visit.host_school_id, learning_question="Een andere vraag")
    assert client_of(factories.project_lead()).post(address, data).url == visit.get_absolute_url()
    visit.refresh_from_db()
    assert visit.learning_question == "Een andere vraag"


def test_visitor_sees_a_public_visit_and_no_other(client_of):
    public, other = factories.SchoolVisitFactory(public=True), factories.SchoolVisitFactory()
    assert client_of().get(public.get_absolute_url()).status_code == 200
    assert client_of().get(other.get_absolute_url()).url.startswith(reverse("account_login"))


def test_visit_register_with_one_click(client_of):
    visit, teacher = factories.SchoolVisitFactory(capacity=3), factories.teacher()
    response = client_of(teacher).post(reverse("activities:activity_register", args=[visit.slug]))
    assert response.url == visit.get_absolute_url()
    assert visit.registrations.get().user == teacher
