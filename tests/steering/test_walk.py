"""The whole road of a framework, in the browser of each person: draft, proposal, positions, adoption, in force."""

import pytest

from network.base.models import OutgoingMail
from network.steering.models import Decision, Framework, FrameworkVersion, Position
from tests.factories import GoalFactory, SchoolFactory, SharedVisionFactory, day, project_lead, school_leader, teacher

pytestmark = pytest.mark.django_db


def page(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_framework_goes_from_draft_to_in_force(client_of):
    SharedVisionFactory()
    goal = GoalFactory(title="Elke leerling taalvaardig")
    schools = [SchoolFactory(name=name) for name in ("De Vlier", "De Wilgenhof", "Het Havencollege")]
    leaders = [school_leader(school) for school in schools]
    lead, colleague = project_lead(), teacher(schools[0])
    writer, *others = [client_of(leader) for leader in leaders]

    # A school leader writes it under a goal; her form knows the goal from whose page she came.
    form = writer.get(f"/stuurgroep/kaders/nieuw/?goal={goal.slug}").context["form"]
    assert list(form["goals"].initial) == [goal]
    written = writer.post(
        "/stuurgroep/kaders/nieuw/",
        {
            "title": "Taal in elke les",
            "goals": [goal.pk],
            "text": "Wij oefenen.",
            "mandate": "Vijf keer.",
            "revision": 0,
        },
    )
    version = FrameworkVersion.objects.get()
    assert written.url == version.get_absolute_url() == "/stuurgroep/kaders/taal-in-elke-les/versie/1/"
    assert client_of(colleague).get(written.url).status_code == 404

    # She proposes it: every leader gets a mail in which the text stands.
    assert "3 mensen krijgen een mail" in page(writer.get(f"{written.url}voorstellen/"))
    proposed = writer.post(f"{written.url}voorstellen/", {"due_on": day(14), "revision": 0})
    assert proposed.url == written.url
    assert sorted(OutgoingMail.objects.values_list("to_address", flat=True)) == sorted(
        leader.email for leader in leaders
    )

    # Two schools of three make the quorum of 60 %, but the third still has days to answer.
    position = {"stance": "consent", "reason": "", "seen": ""}
    writer.post(f"{written.url}standpunt/", {**position, "school": schools[0].pk})
    assert "Adopt" not in page(client_of(lead).get(written.url))
    others[0].post(f"{written.url}standpunt/", {**position, "school": schools[1].pk})
    assert "Adopt" not in page(client_of(lead).get(written.url))
    others[1].post(f"{written.url}standpunt/", {**position, "school": schools[2].pk})
    assert Position.objects.count() == 3

    # The project lead adopts it.
    adopting = client_of(lead).get(f"{written.url}vaststellen/").context
    assert adopting["consent"].is_reached
    adopted = client_of(lead).post(f"{written.url}vaststellen/", {"title": "Ruimte voor taal", "review_on": day(300)})
    assert adopted.url == Decision.objects.get().get_absolute_url()

    # Members read it.
    assert list(Framework.objects.in_force().values_list("title", flat=True)) == ["Taal in elke les"]
    assert "Wij oefenen." in page(client_of(colleague).get("/stuurgroep/kaders/taal-in-elke-les/"))
