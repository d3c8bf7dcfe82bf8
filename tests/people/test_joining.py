"""Asking to join."""

import pytest
from django.core.cache import cache
from django_q.models import OrmQ

from network.base.models import OutgoingMail
from network.people import tasks
from network.people.models import Invitation, JoinRequest
from network.people.views import joining
from tests.factories import JoinRequestFactory, SchoolFactory, project_lead, teacher

JOIN = "/meedoen/"
FIELDS = {
    "name": "Bram van Proef",
    "email": "bram@elders.example",
    "organisation": "De Overkant",
    "function": "TEACHER",
    "reason": "Wij willen meekijken.",
}


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def link_in(mail):
    return mail.text.split("http://portaal.example")[1].split()[0]


def test_a_request_reaches_the_lead_after_the_address_is_confirmed(client, client_of):
    lead = project_lead()
    assert client.post(JOIN, FIELDS).status_code == 200
    tasks.answer_join_request(JoinRequest.objects.get().pk)
    link = link_in(OutgoingMail.objects.get())
    assert client.get(link).url == "/meedoen/bevestigen/"
    client.get("/meedoen/bevestigen/")
    assert not JoinRequest.objects.visible_to(lead).exists()
    client.post("/meedoen/bevestigen/")
    assert [r.email for r in JoinRequest.objects.visible_to(lead)] == ["bram@elders.example"]
    assert not JoinRequest.objects.visible_to(teacher()).exists()
    assert "De Overkant" in client_of(lead).get("/dashboard/").content.decode()


def test_the_answer_is_the_same_and_costs_the_same_for_who_is_known(client, django_assert_num_queries):
    known = teacher()
    client.post(JOIN, FIELDS)
    cache.clear()
    pages, counts = [], []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for email in ("nieuw@elders.example", known.email):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            pages.append(client.post(JOIN, {**FIELDS, "email": email}).content.decode().replace(email, "…"))
        counts.append(len(queries))
    assert pages[0] == pages[1]
    assert counts[0] == counts[1]
    for request in JoinRequest.objects.all():
        tasks.answer_join_request(request.pk)
    assert "al een account" in OutgoingMail.objects.get(to_address=known.email).text
    assert not JoinRequest.objects.filter(email=known.email).exists()


def test_a_program_that_fills_in_everything_gets_the_same_answer_and_nothing_more(client):
    page = client.post(JOIN, {**FIELDS, "website": "https://reclame.example"})
    assert "bram@elders.example" in page.content.decode()
    assert not JoinRequest.objects.exists()
    assert not OrmQ.objects.exists()


def test_mistakes_stand_together_above_the_form_and_what_was_typed_stays(client):
    page = client.post(JOIN, {**FIELDS, "email": "geen adres", "organisation": ""}).content.decode()
    assert "<title>(2 fouten) " in page
    assert page.index('role="alert"') < page.index('id="id_name"')
    for field in ("email", "organisation"):
        assert f'<a href="#id_{field}">' in page
    assert 'value="geen adres"' in page
    assert FIELDS["reason"] in page
    assert not JoinRequest.objects.exists()


def test_limits_per_address_and_per_place(client, monkeypatch):
    monkeypatch.setattr(joining, "FROM_ONE_PLACE", 5)
    answers = [client.post(JOIN, FIELDS).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert JoinRequest.objects.count() == 3


def test_asking_twice_gives_one_request(client):
    JoinRequestFactory(email=FIELDS["email"])
    client.post(JOIN, {**FIELDS, "email": "Bram@Elders.example"})
    tasks.answer_join_request(JoinRequest.objects.get(confirmed_at=None).pk)
    client.get(link_in(OutgoingMail.objects.get()))
    assert client.post("/meedoen/bevestigen/").status_code == 200
    assert JoinRequest.objects.count() == 1


def test_the_lead_invites(client_of):
    asker, school = JoinRequestFactory(), SchoolFactory()
    path = f"/uitnodigingen/verzoeken/{asker.pk}/uitnodigen/"
    client = client_of(project_lead())
    assert 'value="TEACHER" selected' in client.get(path).content.decode()
    for _ in range(2):
        client.post(path, {"function": "TEACHER", "place": f"school:{school.pk}"})
    invitation = Invitation.objects.get()
    asker.refresh_from_db()
    assert (asker.invitation, invitation.email, invitation.school) == (invitation, asker.email, school)
    assert OutgoingMail.objects.count() == 1


def test_the_lead_declines_with_a_reason(client_of):
    asker, client = JoinRequestFactory(), client_of(project_lead())
    path = f"/uitnodigingen/verzoeken/{asker.pk}/afwijzen/"
    assert "reason" in client.post(path, {"reason": ""}).context["form"].errors
    client.post(path, {"reason": "Dit jaar is het vol."})
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, "Dit jaar is het vol." in mail.text) == (asker.email, True)


def test_requests_cost_the_same(client_of, same_queries):
    client = client_of(project_lead())
    same_queries(lambda: client.get("/uitnodigingen/verzoeken/"), JoinRequestFactory)


def test_mail_to_an_address_that_a_stranger_filled_in_says_nothing_in_the_words_of_that_stranger(client):
    """Otherwise the form would send anybody's text, with a link, from the portal's own address."""
    known = teacher()
    for email in ("slachtoffer@elders.example", known.email):
        words = {"name": "Win http://vals.example", "organisation": "Ook vals", "reason": "Nog valser"}
        client.post(JOIN, {**FIELDS, **words, "email": email})
        tasks.answer_join_request(JoinRequest.objects.get(email=email).pk)
        mail = OutgoingMail.objects.get(to_address=email)
        for part in (mail.subject, mail.text, mail.html):
            assert "vals" not in part.lower()
