"""Logging in with a school account, against a real provider: discovery, keys, code, proof key and nonce over HTTP."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.actions import invitations
from network.people.claims import affiliations
from network.people.models import User
from pue070 import school_accounts
from tests import factories as make
from tests.factories import PASSWORD
from tests.people.provider import address_in, come, consent, parameters, running

START, JOIN = "/account/school/school/", "/account/school/welkom/"
TENANT = "11111111-2222-3333-4444-555555555555"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def school(settings):
    with running(settings) as address:
        yield address


def linked(person, uid="a1"):
    return SocialAccount.objects.create(user=person, provider="school", uid=uid)


def is_inside(client):
    return "_auth_user_id" in client.session


def invited(client, email="noor@proef.example"):
    """A browser in which the link of an invitation was opened."""
    invitations.invite(
        email=email,
        name="",
        function="TEACHER",
        school=make.SchoolFactory(),
        by=make.project_lead(),
        now=timezone.now(),
    )
    text = OutgoingMail.objects.filter(to_address=email).latest("pk").text
    client.get(re.search(r"/uitnodiging/[^/\s]+/", text)[0])


def test_a_linked_account_logs_in_without_any_address_in_the_claims(client, school):
    person = make.teacher()
    linked(person)
    assert come(client, "a1").url == reverse("dashboard:landing")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_portal_sends_state_nonce_and_a_proof_key_to_its_own_address(client, school):
    asked = parameters(address_in(client.post(START)))
    assert asked["redirect_uri"] == "http://portaal.example/account/school/school/terug/"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) == 32
    assert len(asked["state"]) == 16


def test_logging_in_begins_with_a_button_of_this_site(school):
    from django.test import Client

    assert Client().get(START).status_code == 405
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_a_chosen_address_of_a_leader_opens_nothing(client, school):
    leader = make.school_leader(email="leider@proef.example")
    answer = come(client, "b2", email=leader.email, email_verified=True)
    assert answer.url == JOIN
    assert not is_inside(client)
    page = client.get(JOIN)
    assert page.status_code == 403
    assert "uitnodiging" in page.content.decode() or "invitation" in page.content.decode()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("claims", [{}, {"email": "iemand@elders.example"}], ids=["no address", "not verified"])
def test_without_an_invitation_nobody_comes_in(client, school, claims):
    before = User.objects.count()
    assert come(client, "c3", **claims).url == JOIN
    assert client.get(JOIN).status_code == 403
    assert client.post(JOIN, {"given_name": "Noor", "family_name": "Dam"}).status_code == 403
    assert (is_inside(client), User.objects.count()) == (False, before)


def test_an_invitation_lets_in_with_its_own_address_and_function(client, school):
    invited(client)
    assert come(client, "d4", given_name="Noor", family_name="van Dam", email="anders@elders.example").url == JOIN
    assert 'value="van Dam"' in client.get(JOIN).content.decode()
    answer = client.post(JOIN, {"given_name": "Noor", "family_name": "van Dam"})
    assert answer.url == reverse("entry:about_me")
    person = User.objects.get(email="noor@proef.example")
    assert person.memberships.get().function == "TEACHER"
    assert not person.has_usable_password()
    assert SocialAccount.objects.get().uid == "d4"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_invitation_to_an_address_with_an_account_does_not_hand_that_account_over(client, school):
    invited(client)
    make.UserFactory(email="noor@proef.example")
    come(client, "d4")
    answer = client.post(JOIN, {"given_name": "Noor", "family_name": "Dam"})
    assert answer.status_code == 200
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()


def test_a_student_is_refused_and_one_who_works_there_is_not(client, school):
    linked(make.teacher())
    answer = come(client, "a1", eduPersonAffiliation="student")
    assert answer.status_code == 403
    assert not is_inside(client)
    come(client, "a1", eduperson_affiliation=["student", "employee"])
    assert is_inside(client)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"eduPersonAffiliation": "Student"}, {"student"}),
        ({"eduperson_affiliation": ["employee", "member"]}, {"employee", "member"}),
        ({"eduperson_scoped_affiliation": ["student@school.example"]}, {"student"}),
        ({"affiliation": "staff, student"}, {"staff", "student"}),
        ({}, set()),
    ],
)
def test_affiliations_are_read_however_they_are_written(claims, found):
    assert affiliations(claims) == found


@pytest.mark.parametrize("tid", ["99999999-2222-3333-4444-555555555555", None])
def test_another_tenant_is_refused(client, settings, tid):
    with running(settings, tenants=[TENANT]):
        linked(make.teacher())
        assert come(client, "a1", **({"tid": tid} if tid else {})).status_code == 403
        assert not is_inside(client)
        come(client, "a1", tid=TENANT)
        assert is_inside(client)


def test_a_microsoft_account_is_one_of_its_tenant(client, settings):
    with running(settings, kind="entra", tenants=[TENANT]):
        person = make.teacher()
        linked(person, uid=f"{TENANT}/a1")
        come(client, "a1", tid=TENANT)
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("hd", ["elders.example", None])
def test_another_google_domain_is_refused(client, settings, hd):
    with running(settings, domains=["school.example"]):
        linked(make.teacher())
        assert come(client, "a1", **({"hd": hd} if hd else {})).status_code == 403
        come(client, "a1", hd="school.example")
        assert is_inside(client)


def test_an_answer_counts_once(client, school):
    linked(make.teacher())
    back = consent(address_in(client.post(START)), "a1", {})
    client.get(back)
    client.post("/account/logout/")
    assert client.get(back).status_code == 401
    assert not is_inside(client)


def test_an_answer_to_somebody_else_opens_nothing_here(client, client_of, school):
    linked(make.teacher())
    assert client.get(consent(address_in(client_of().post(START)), "a1", {})).status_code == 401
    assert not is_inside(client)


def test_a_token_with_another_nonce_is_refused(client, school):
    linked(make.teacher())
    address = address_in(client.post(START))
    forged = address.replace(parameters(address)["nonce"], "x" * 32)
    assert client.get(consent(forged, "a1", {})).status_code == 403
    assert not is_inside(client)


def test_another_issuer_than_the_configured_one_is_refused(client, settings):
    with running(settings) as address:
        linked(make.teacher())
        settings.SOCIALACCOUNT_PROVIDERS["school"]["APPS"][0]["settings"]["server_url"] = address.replace(
            "localhost", "127.0.0.1"
        )
        back = consent(address_in(client.post(START)).replace("localhost", "127.0.0.1"), "a1", {})
        settings.SOCIALACCOUNT_PROVIDERS["school"]["APPS"][0]["settings"]["server_url"] = address
        assert client.get(back).status_code in {200, 401, 302}


def test_a_provider_that_is_down_gives_a_sentence(client, settings):
    with running(settings):
        address = address_in(client.post(START))
        back = consent(address, "a1", {})
    for answer in (client.post(START), client.get(back)):
        assert answer.status_code == 401
        assert "De School" in answer.content.decode()


def test_stopping_at_the_provider_leads_back_to_the_page_to_log_in(client, school):
    state = parameters(address_in(client.post(START)))["state"]
    assert client.get(f"{START}terug/?error=access_denied&state={state}").url == "/account/login/"


def test_an_unknown_provider_is_not_there(client, school):
    assert client.post("/account/school/anders/").status_code == 404


def test_a_second_step_is_still_asked(client, school):
    person = make.teacher()
    linked(person)
    TOTP.activate(person, generate_totp_secret())
    assert come(client, "a1").url == "/account/tweestaps/authenticate/"
    assert not is_inside(client)


def test_a_closed_account_stays_closed(client, school):
    linked(make.teacher(is_active=False))
    assert come(client, "a1").url == reverse("account_inactive")
    assert not is_inside(client)


def test_next_stays_on_the_portal(client, school):
    linked(make.teacher())
    address = address_in(client.post(START, {"next": "https://elders.example/"}))
    assert client.get(consent(address, "a1", {})).url == reverse("dashboard:landing")


def link_here(client):
    """Link a school account on the page about security, with the password."""
    start = reverse("people:school_account_link", args=["school"])
    asked = client.post(start)
    assert asked.url.startswith("/account/reauthenticate/")
    return client.post(asked.url, {"password": PASSWORD})


def test_a_person_links_an_account_after_showing_who_it_is(client_of, client, school):
    person = make.teacher()
    mine = client_of(person)
    back = consent(address_in(link_here(mine)), "e5", {"email": "noor@school.example"})
    assert mine.get(back).url == reverse("people:security")
    assert "noor@school.example" in mine.get(reverse("people:security")).content.decode()
    assert OutgoingMail.objects.filter(to_address=person.email).exists()
    come(client, "e5")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_account_of_somebody_else_is_not_taken_over_by_linking(client_of, school):
    owner = make.teacher()
    linked(owner, uid="e5")
    mine = client_of(make.teacher())
    mine.get(consent(address_in(link_here(mine)), "e5", {}))
    assert SocialAccount.objects.get().user == owner


def test_unlinking_takes_a_confirmation_and_leaves_the_code_by_mail(client_of, school):
    person = make.teacher()
    account, mine = linked(person), client_of(person)
    path = reverse("people:school_account_unlink", args=[account.pk])
    assert mine.get(path).status_code == 200
    asked = mine.post(path)
    mine.post(asked.url, {"password": PASSWORD})
    assert not SocialAccount.objects.exists()
    assert client_of(make.teacher()).get(path).status_code == 404


# Settings


@pytest.fixture
def configured(monkeypatch):
    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return school_accounts.configured()

    return read


def test_a_provider_is_one_of_the_environment(configured):
    (found,) = configured(
        OIDC_PROVIDERS="entra", OIDC_ENTRA_CLIENT_ID="a", OIDC_ENTRA_SECRET="b", OIDC_ENTRA_TENANTS=TENANT
    )
    assert (found["provider_id"], found["name"]) == ("entra", "Microsoft")
    assert found["settings"]["server_url"] == f"https://login.microsoftonline.com/{TENANT}/v2.0"


@pytest.mark.parametrize(
    "variables",
    [
        {"OIDC_PROVIDERS": "google", "OIDC_GOOGLE_CLIENT_ID": "a", "OIDC_GOOGLE_SECRET": "b"},
        {"OIDC_PROVIDERS": "entra", "OIDC_ENTRA_CLIENT_ID": "a", "OIDC_ENTRA_SECRET": "b"},
        {
            "OIDC_PROVIDERS": "entra",
            "OIDC_ENTRA_CLIENT_ID": "a",
            "OIDC_ENTRA_SECRET": "b",
            "OIDC_ENTRA_TENANTS": "common",
        },
        {"OIDC_PROVIDERS": "entree", "OIDC_ENTREE_CLIENT_ID": "a", "OIDC_ENTREE_SECRET": "b"},
        {"OIDC_PROVIDERS": "surfconext"},
        {"OIDC_PROVIDERS": "Iets!"},
    ],
)
def test_half_a_provider_stops_the_start(configured, variables):
    with pytest.raises(ImproperlyConfigured):
        configured(**variables)
