"""What somebody tries who means harm, on every door at once; each door's own tests have what is special to it."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people import tasks
from network.people.models import Invitation, JoinRequest, Session, User
from network.people.tokens import hash_of
from network.people.views import joining
from tests.factories import (
    PASSWORD,
    EntryInvitationFactory,
    JoinRequestFactory,
    SchoolFactory,
    UserFactory,
    project_lead,
    school_leader,
    teacher,
)

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://elders.example/", "//elders.example/", "/\\elders.example/", "javascript:alert(1)"]
LOGIN, STEP, CONFIRM = "/account/login/", "/account/tweestaps/authenticate/", "/meedoen/bevestigen/"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_an_app():
    person, secret = teacher(), generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


# Open redirect: every page that goes on to an address which came with the request


def from_the_password(client, elsewhere):
    return client.post(LOGIN, {"login": teacher().email, "password": PASSWORD, "next": elsewhere})


def from_the_second_step(client, elsewhere):
    person, secret = with_an_app()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": elsewhere})
    return client.post(STEP, {"code": code(secret)})


def from_showing_it_by_password(client, elsewhere):
    client.force_login(teacher())
    return client.post(f"/account/reauthenticate/?next={elsewhere}", {"password": PASSWORD, "next": elsewhere})


def from_showing_it_by_an_app(client, elsewhere):
    person, secret = with_an_app()
    client.force_login(person)
    data = {"code": code(secret), "next": elsewhere}
    return client.post(f"/account/tweestaps/reauthenticate/?next={elsewhere}", data)


def from_showing_it_by_mail(client, elsewhere):
    client.force_login(UserFactory(password=None))
    page = f"/mijn/veiligheid/ben-jij-het/?next={elsewhere}"
    client.post(page, {"send": "1"})
    return client.post(page, {"code": client.session["prove_by_code"]["code"], "next": elsewhere})


def from_logging_out(client, elsewhere):
    client.force_login(teacher())
    return client.post(f"/account/logout/?next={elsewhere}", {"next": elsewhere})


def from_the_statement(client, elsewhere):
    client.force_login(teacher(has_to_accept=True))
    return client.post("/mijn/gegevens/verklaring/", {"number": "1", "next": elsewhere})


def from_the_language(client, elsewhere):
    return client.post("/taal/", {"language": "en", "next": elsewhere})


DOORS = [
    from_the_password,
    from_the_second_step,
    from_showing_it_by_password,
    from_showing_it_by_an_app,
    from_showing_it_by_mail,
    from_logging_out,
    from_the_statement,
    from_the_language,
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("door", DOORS)
def test_no_door_leads_off_the_portal(client, door, elsewhere):
    answer = door(client, elsewhere)
    assert answer.status_code == 302
    assert answer.url.startswith("/")
    assert "elders" not in answer.url
    assert "alert" not in answer.url


@pytest.mark.parametrize("door", [door for door in DOORS if door is not from_logging_out])
def test_every_door_leads_on_to_a_page_of_the_portal(client, door):
    """Otherwise the test above would say nothing: a door that never goes on is no open one."""
    assert door(client, "/mensen/?school=x").url == "/mensen/?school=x"


# Session fixation: whoever knew the key of before shares in nothing


def by_password(client):
    client.post(LOGIN, {"login": teacher().email, "password": PASSWORD})


def by_password_and_second_step(client):
    person, secret = with_an_app()
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    client.post(STEP, {"code": code(secret)})


@pytest.mark.parametrize("way", [by_password, by_password_and_second_step])
def test_the_key_of_a_session_that_was_planted_is_worth_nothing(client, client_of, way):
    EntryInvitationFactory(token_hash=hash_of("geheim"))
    client.get("/uitnodiging/geheim/")  # gives a visitor a session
    planted = client.session.session_key
    assert planted
    way(client)
    assert client.session["_auth_user_id"]
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()
    other = client_of()
    other.cookies["sessionid"] = planted
    assert other.get("/mijn/profiel/").url.startswith(LOGIN)


# Mass assignment: what no form asks


def test_a_request_to_join_is_confirmed_by_its_link_and_by_nothing_else(client):
    fields = {"name": "Bram", "email": "bram@elders.example", "organisation": "X", "function": "TEACHER", "reason": "Y"}
    lead = project_lead()
    now = timezone.now().isoformat()
    extra = {"confirmed_at": now, "answered_at": now, "answered_by": lead.pk, "invitation": 1, "token_hash": "x"}
    client.post("/meedoen/", {**fields, **extra})
    request = JoinRequest.objects.get()
    assert (request.confirmed_at, request.answered_at, request.answered_by, request.invitation) == (None,) * 4
    assert request.token_hash != "x"


def test_an_invitation_has_no_more_than_its_form_asks(client_of):
    lead, other, school = project_lead(), project_lead(), SchoolFactory()
    asked = {"email": "noor@proef.example", "name": "", "function": "TEACHER", "place": f"school:{school.pk}"}
    extra = {
        "accepted_by": other.pk,
        "accepted_at": timezone.now().isoformat(),
        "expires_at": "2099-01-01T00:00",
        "invited_by": other.pk,
        "token_hash": hash_of("van mij"),
        "school": SchoolFactory().pk,
        "office": "ADMINISTRATOR",
    }
    client_of(lead).post("/uitnodigingen/nieuw/", {**asked, **extra, "language": "nl"})
    invitation = Invitation.objects.get()
    assert (invitation.invited_by, invitation.school, invitation.accepted_by) == (lead, school, None)
    assert invitation.expires_at.year < 2099
    assert invitation.token_hash != hash_of("van mij")


def test_wishes_change_wishes_alone(client_of):
    person = teacher()
    before = User.objects.filter(pk=person.pk).values("email", "is_active", "password", "erased_at", "leaves_at").get()
    extra = {"email": "x@proef.example", "is_active": "", "password": "x", "leaves_at": "2026-01-01", "is_staff": "on"}
    client_of(person).post("/mijn/profiel/wensen/", {"language": "en", **extra})
    after = User.objects.get(pk=person.pk)
    assert after.language == "en"
    assert {name: getattr(after, name) for name in before} == before
    assert not after.is_staff


# Guessing and using again


def test_guessing_the_link_that_confirms_an_address_is_stopped(client, monkeypatch):
    monkeypatch.setattr(joining, "FROM_ONE_PLACE", 3)
    JoinRequestFactory(unconfirmed=True, token_hash=hash_of("geheim"))
    answers = [client.get(f"{CONFIRM}gok-{number}/").status_code for number in range(4)]
    assert answers == [404, 404, 404, 429]
    assert client.get(f"{CONFIRM}geheim/").status_code == 429
    client.post(CONFIRM)
    assert JoinRequest.objects.get().confirmed_at is None


def test_confirming_an_address_twice_confirms_it_once(client):
    JoinRequestFactory(unconfirmed=True, token_hash=hash_of("geheim"))
    client.get(f"{CONFIRM}geheim/")
    client.post(CONFIRM)
    first = JoinRequest.objects.get().confirmed_at
    client.get(f"{CONFIRM}geheim/")
    client.post(CONFIRM)
    assert JoinRequest.objects.get().confirmed_at == first is not None


def test_a_link_for_a_password_is_dead_after_a_login_and_after_another_link_was_used(client, client_of):
    person = teacher()
    for _ in range(2):
        tasks.send_password_link(person.email)
    texts = OutgoingMail.objects.order_by("pk").values_list("text", flat=True)
    first, second = [text.split("http://portaal.example")[1].split()[0] for text in texts]
    form = client.get(second, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "Nieuw en lang genoeg 26", "password2": "Nieuw en lang genoeg 26"})
    for link in (first, second):
        page = client_of().get(link, follow=True)
        assert page.context_data["token_fail"] is True


# Finding out who has an account


def test_a_leader_learns_nothing_of_accounts_at_other_schools(client_of):
    """The form, its answer and the list after it are the same for an address with an account elsewhere and without."""
    leader, known = school_leader(), teacher(email="kent@proef.example")
    school, seen = leader.memberships.get().school, []
    for email in (known.email, "niet@proef.example"):
        cache.clear()
        fields = {"email": email, "name": "", "function": "TEACHER", "place": f"school:{school.pk}", "language": "nl"}
        browser = client_of(leader)
        answer = browser.post("/uitnodigingen/nieuw/", fields, follow=True)
        seen.append(
            (answer.redirect_chain, [str(message).replace(email, "") for message in answer.context["messages"]])
        )
        mail = OutgoingMail.objects.get(to_address=email)
        seen[-1] += (mail.subject,)
        Invitation.objects.all().delete()
    assert seen[0] == seen[1]
