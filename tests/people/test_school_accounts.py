"""Logging in with a school account, against a real provider: discovery, keys, code, proof key and nonce over HTTP."""

import base64
import datetime
import json
import re

import jwt
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.actions import invitations
from network.people.claims import affiliations
from network.people.models import LinkedAccount, Session, User
from network.people.provider import TokenReader
from network.privacy.forgetting import forget_who_asked
from pue070 import school_accounts
from tests import factories as make
from tests.factories import PASSWORD
from tests.people.provider import address_in, come, consent, parameters, process, running, shared

START, JOIN = "/account/school/school/", "/account/school/welkom/"
TENANT, OTHER_TENANT = "11111111-2222-3333-4444-555555555555", "22222222-3333-4444-5555-666666666666"
DAY = datetime.timedelta(days=1)


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


def test_a_provider_that_is_down_gives_a_sentence(client, settings):
    with process() as server, running(settings, server):
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


def test_the_page_has_a_button_to_link_and_a_link_to_undo_it(client_of, school):
    person = make.teacher()
    mine, page = client_of(person), reverse("people:security")
    assert ">Koppel De School</button>" in mine.get(page).content.decode()
    account = linked(person)
    undo = reverse("people:school_account_unlink", args=[account.pk])
    shown = mine.get(page).content.decode()
    assert f'href="{undo}"' in shown
    assert "Koppel De School" not in shown


def test_an_account_of_a_provider_that_is_gone_can_be_unlinked(client_of, school):
    """It opens nothing any more; its owner sees that it is there and takes it away."""
    person = make.teacher()
    account = SocialAccount.objects.create(user=person, provider="vroeger", uid="a1", extra_data={"shown": "N. Dam"})
    mine = client_of(person)
    shown = mine.get(reverse("people:security")).content.decode()
    assert "<b>vroeger</b><br>N. Dam" in shown
    mine.post("/account/reauthenticate/", {"password": PASSWORD})
    undo = reverse("people:school_account_unlink", args=[account.pk])
    assert mine.get(undo).status_code == 200
    mine.post(undo)
    assert not SocialAccount.objects.exists()


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


# What an attacker could put in the way of the answer


def kept_from(monkeypatch, **changes):
    """Let the provider's own description of itself differ from what it says."""
    real = TokenReader.openid_config.fget
    monkeypatch.setattr(TokenReader, "openid_config", property(lambda reader: {**real(reader), **changes}))


def test_a_provider_that_calls_itself_by_another_name_is_refused(client, school, monkeypatch):
    """Also when its tokens bear that name: the one in our settings decides who may sign."""
    linked(make.teacher())
    elsewhere = school.replace("localhost", "127.0.0.1")
    back = consent(address_in(client.post(START)), "a1", {})
    kept_from(monkeypatch, issuer=elsewhere, token_endpoint=f"{elsewhere}/oauth2/token")
    assert client.get(back).status_code == 401
    assert not is_inside(client)


def test_another_issuer_than_the_configured_one_is_refused(client, school, monkeypatch):
    """The token is signed with the right key, for us and with our nonce; only its issuer is another."""
    linked(make.teacher())
    elsewhere = school.replace("localhost", "127.0.0.1")
    back = consent(address_in(client.post(START)), "a1", {})
    kept_from(monkeypatch, token_endpoint=f"{elsewhere}/oauth2/token")
    assert client.get(back).status_code == 401
    assert not is_inside(client)


def in_parts(token):
    """Header and claims of a token, as dicts, and its signature."""
    header, claims, signature = token.split(".")
    return *(json.loads(base64.urlsafe_b64decode(part + "==")) for part in (header, claims)), signature


def packed(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def with_other_claims(token):
    header, claims, signature = in_parts(token)
    return f"{packed(header)}.{packed({**claims, 'sub': 'a1'})}.{signature}"


def signed_by_someone_else(token):
    header, claims, _signature = in_parts(token)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode({**claims, "sub": "a1"}, key, "RS256", headers={"kid": header["kid"]})


def without_signature(token):
    header, claims, _signature = in_parts(token)
    return f"{packed({**header, 'alg': 'none'})}.{packed({**claims, 'sub': 'a1'})}."


def signed_with_what_everybody_knows(token):
    header, claims, _signature = in_parts(token)
    return jwt.encode({**claims, "sub": "a1"}, "geheim" * 8, "HS256", headers={"kid": header["kid"]})


@pytest.mark.parametrize(
    "forge", [with_other_claims, signed_by_someone_else, without_signature, signed_with_what_everybody_knows]
)
def test_a_forged_token_opens_nothing(client, settings, monkeypatch, forge):
    """Somebody logs in as b2 at the provider, and changes on the way back who that was: to a1, who has an account."""
    real = TokenReader.complete_login

    def on_the_way(reader, request, app, token, **kwargs):
        kwargs["response"]["id_token"] = forge(kwargs["response"]["id_token"])
        return real(reader, request, app, token, **kwargs)

    with running(settings, fetch_userinfo=False):
        linked(make.teacher())
        monkeypatch.setattr(TokenReader, "complete_login", on_the_way)
        assert come(client, "b2").status_code == 401
        assert not is_inside(client)
        monkeypatch.setattr(TokenReader, "complete_login", real)
        come(client, "a1")
        assert is_inside(client)


def test_userinfo_about_somebody_else_is_refused(client, school, monkeypatch):
    linked(make.teacher())
    real = TokenReader._fetch_user_info
    monkeypatch.setattr(TokenReader, "_fetch_user_info", lambda reader, token: {**real(reader, token), "sub": "b2"})
    assert come(client, "a1").status_code == 401
    assert not is_inside(client)


def test_two_tenants_of_one_issuer_are_two_accounts(client_of, settings):
    """For Microsoft a subject is unique within its tenant only."""
    people = {TENANT: make.teacher(), OTHER_TENANT: make.teacher()}
    with running(settings, kind="entra", tenants=list(people)):
        linked(people[TENANT], uid=f"{TENANT}/a1")
        stranger = client_of()
        assert come(stranger, "a1", tid=OTHER_TENANT).url == JOIN
        assert not is_inside(stranger)
        linked(people[OTHER_TENANT], uid=f"{OTHER_TENANT}/a1")
        for tenant, person in people.items():
            browser = client_of()
            come(browser, "a1", tid=tenant.upper())
            assert browser.session["_auth_user_id"] == str(person.pk)


def test_a_shared_address_of_tenants_stands_for_the_allowed_ones_alone(client, settings, rf, monkeypatch):
    with running(settings, kind="entra", tenants=[TENANT, OTHER_TENANT]):
        kept_from(monkeypatch, issuer="https://login.proef.example/{tenantid}/v2.0")
        allowed = [f"https://login.proef.example/{tenant}/v2.0" for tenant in (TENANT, OTHER_TENANT)]
        assert TokenReader(rf.get("/"), "school").issuers == allowed


def test_the_key_of_the_session_changes(client, school):
    linked(make.teacher())
    client.get("/uitnodiging/")
    address = address_in(client.post(START))
    before = client.session.session_key
    client.get(consent(address, "a1", {}))
    assert is_inside(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_an_arrival_counts_for_a_quarter_of_an_hour(client, school):
    """Or the next one at a shared computer would accept an invitation with the account of the one before."""
    come(client, "d4")
    invited(client)
    assert client.get(JOIN).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=16)):
        assert client.get(JOIN).url == "/account/login/"
        assert client.post(JOIN, {"given_name": "Noor", "family_name": "Dam"}).url == "/account/login/"
    assert not User.objects.filter(email="noor@proef.example").exists()


def test_whose_details_were_removed_does_not_come_back_in(client, school, now):
    person = make.teacher()
    linked(person)
    make.ErasureFactory(user=person, asked_at=now - 20 * DAY, due_at=now - DAY)
    assert forget_who_asked(now=now) == 1
    assert come(client, "a1").url == JOIN
    assert client.get(JOIN).status_code == 403
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()


def test_linking_and_unlinking_is_in_the_trail_without_the_number_at_the_provider(school):
    account = linked(make.teacher(), uid="geheim-nummer")
    account.delete()
    rows = LinkedAccount.events.rel.related_model.objects.order_by("pgh_id")
    assert list(rows.values_list("pgh_label", "provider", "user")) == [
        (label, "school", account.user_id) for label in ("insert", "delete")
    ]
    assert "geheim-nummer" not in str(list(rows.values()))


# Settings


@pytest.fixture
def configured(monkeypatch):
    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return school_accounts.configured()

    return read


MICROSOFT = "https://login.microsoftonline.com"


@pytest.mark.parametrize(
    ("name", "more", "label", "server", "scope", "asks_more"),
    [
        ("entree", {"SERVER": "https://e.example/"}, "Entree Federatie", "https://e.example", "openid profile", True),
        ("surfconext", {}, "SURFconext", "https://connect.surfconext.nl", "openid profile email", True),
        ("google", {"DOMAINS": "a.example"}, "Google", "https://accounts.google.com", "openid profile email", True),
        ("entra", {"TENANTS": TENANT}, "Microsoft", f"{MICROSOFT}/{TENANT}/v2.0", "openid profile email", False),
        (
            "entra",
            {"TENANTS": f"{TENANT}, {OTHER_TENANT}"},
            "Microsoft",
            f"{MICROSOFT}/organizations/v2.0",
            "openid profile email",
            False,
        ),
    ],
    ids=["Entree", "SURFconext", "Google", "Entra", "Entra of several"],
)
def test_a_provider_is_one_of_the_environment(configured, name, more, label, server, scope, asks_more):
    variables = {"CLIENT_ID": "a", "SECRET": "b", **more}
    (found,) = configured(
        OIDC_PROVIDERS=name, **{f"OIDC_{name.upper()}_{key}": value for key, value in variables.items()}
    )
    assert (found["provider_id"], found["name"], found["settings"]["server_url"]) == (name, label, server)
    assert (found["settings"]["scope"], found["settings"]["fetch_userinfo"]) == (scope.split(), asks_more)


FEDERATIONS = {
    # name: (variables besides client and server, what its people come with, what its strangers come with)
    "entree": ({}, {"eduPersonAffiliation": ["employee"]}, {"eduPersonAffiliation": ["student"]}),
    "surfconext": (
        {},
        {"email": "n.dam@hs.example", "schac_home_organization": "hs.example", "eduperson_affiliation": ["staff"]},
        {"email": "n.dam@hs.example", "schac_home_organization": "hs.example", "eduperson_affiliation": ["student"]},
    ),
    "entra": ({"TENANTS": TENANT}, {"tid": TENANT, "email": "n.dam@school.example"}, {"tid": OTHER_TENANT}),
    "google": (
        {"DOMAINS": "school.example"},
        {"hd": "school.example", "email": "n.dam@school.example", "email_verified": True},
        {"email": "n.dam@mail.example", "email_verified": True},
    ),
}


@pytest.mark.parametrize(("name", "more", "colleague", "stranger"), [(n, *f) for n, f in FEDERATIONS.items()])
def test_a_federation_works_by_its_variables_alone(client_of, settings, configured, name, more, colleague, stranger):
    """From the environment to the second login: with what each of them tells of a person, and nothing set in code."""
    variables = {"CLIENT_ID": "portal", "SECRET": "geheim", "SERVER": shared(), **more}
    apps = configured(OIDC_PROVIDERS=name, **{f"OIDC_{name.upper()}_{key}": value for key, value in variables.items()})
    settings.SOCIALACCOUNT_PROVIDERS = {"school": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}
    start, newcomer = f"/account/school/{name}/", client_of()
    invited(newcomer)
    assert come(newcomer, "4f2a", start=start, given_name="Noor", family_name="Dam", **colleague).url == JOIN
    newcomer.post(JOIN, {"given_name": "Noor", "family_name": "Dam"})
    person = User.objects.get(email="noor@proef.example")
    uid = f"{TENANT}/4f2a" if name == "entra" else "4f2a"
    assert list(person.socialaccount_set.values_list("provider", "uid")) == [(name, uid)]
    again, other = client_of(), client_of()
    assert come(again, "4f2a", start=start, **colleague).url == reverse("dashboard:landing")
    assert again.session["_auth_user_id"] == str(person.pk)
    assert come(other, "4f2a", start=start, **stranger).status_code == 403
    assert not is_inside(other)


def test_every_provider_has_a_button_on_the_page_to_log_in(client, settings, configured):
    google = {"OIDC_GOOGLE_CLIENT_ID": "a", "OIDC_GOOGLE_SECRET": "b", "OIDC_GOOGLE_DOMAINS": "a.example"}
    surf = {"OIDC_SURFCONEXT_CLIENT_ID": "a", "OIDC_SURFCONEXT_SECRET": "b"}
    found = configured(OIDC_PROVIDERS="surfconext, google", **google, **surf)
    settings.SOCIALACCOUNT_PROVIDERS = {"school": {"APPS": found, "OAUTH_PKCE_ENABLED": True}}
    page = client.get("/account/login/").content.decode()
    assert re.findall('action="/account/school/([a-z]+)/"', page) == ["google", "surfconext"]


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
