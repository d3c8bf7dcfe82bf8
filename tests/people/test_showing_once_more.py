"""Steps that touch the safety of an account or an office take showing once more who one is, in every way there is."""

import datetime
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from network.people.models import Session, User
from tests import factories as make
from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


# The ways in which somebody shows it


def by_password(client, person, asked, monkeypatch):
    assert asked.startswith("/account/reauthenticate/")
    return client.post(asked, {"password": PASSWORD})


def by_code_of_an_app(client, person, asked, monkeypatch):
    assert asked.startswith("/account/tweestaps/reauthenticate/")
    code = hotp_value(Authenticator.objects.get(user=person).data["plain"], int(time.time()) // 30)
    return client.post(asked, {"code": format_hotp_value(code)})


def by_passkey(client, person, asked, monkeypatch):
    assert asked.startswith("/account/tweestaps/webauthn/reauthenticate/")
    monkeypatch.setattr(auth, "parse_authentication_response", lambda credential: None)
    monkeypatch.setattr(auth, "complete_authentication", lambda user, credential: Authenticator.objects.get(user=user))
    return client.post(asked, {"credential": '{"id": "x"}'})


def by_code_in_the_mail(client, person, asked, monkeypatch):
    assert asked.startswith("/mijn/veiligheid/ben-jij-het/")
    client.post(asked, {"send": "1"})
    return client.post(asked, {"code": client.session["prove_by_code"]["code"]})


def without_password(person):
    User.objects.filter(pk=person.pk).update(password="!")
    return User.objects.get(pk=person.pk)


def with_password(person):
    return person


def with_an_app(person):
    secret = generate_totp_secret()
    row = TOTP.activate(person, secret).instance
    row.data["plain"] = secret
    row.save()
    return without_password(person)


def with_a_passkey(person):
    data = {"name": "x", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return without_password(person)


WAYS = {
    "password": (with_password, by_password),
    "app": (with_an_app, by_code_of_an_app),
    "passkey": (with_a_passkey, by_passkey),
    "code by mail": (without_password, by_code_in_the_mail),
}


# The steps: who takes it, its address, and what comes back once it was shown


def ending_an_office(person):
    return reverse("membership:office_end", args=[make.administrator().appointments.get().pk])


def a_copy(person):
    copy = make.OwnDataCopyFactory(user=person, ready=True)
    default_storage.save(copy.file_name, ContentFile(b"PK"))
    return reverse("privacy:copy_download", args=[copy.key])


STEPS = {
    "handing over": (make.project_lead, lambda person: reverse("membership:hand_over")),
    "appointing": (make.project_lead, lambda person: reverse("membership:administrator_appoint")),
    "appointing a lead": (make.administrator, lambda person: reverse("membership:project_lead_appoint")),
    "ending an office": (make.project_lead, ending_an_office),
    "asking for a copy": (make.teacher, lambda person: reverse("privacy:copy_ask")),
    "downloading it": (make.teacher, a_copy),
    "asking for removal": (make.teacher, lambda person: reverse("privacy:erasure_ask")),
    "a second step": (make.teacher, lambda person: reverse("mfa_activate_totp")),
}


@pytest.mark.parametrize(("ready", "show"), WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("who", "address"), STEPS.values(), ids=STEPS)
def test_a_step_waits_until_it_was_shown(client_of, monkeypatch, ready, show, who, address):
    person = ready(who())
    path, client = address(person), client_of(person)
    asked = client.get(path)
    assert asked.status_code == 302
    assert show(client, person, asked.url, monkeypatch).url == path
    if path == reverse("mfa_activate_totp") and ready is with_an_app:
        assert client.get(path).url.startswith("/account/tweestaps/")  # it is there already
    else:
        assert client.get(path).status_code == 200


PAGES_OF_THE_LIBRARY = [
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
]


@pytest.mark.parametrize("name", PAGES_OF_THE_LIBRARY)
def test_ways_in_are_added_shown_and_taken_away_after_it_was_shown(client_of, name):
    person = make.teacher()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    passkey = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}}
    )
    path = reverse(name, args=[passkey.pk] if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else [])
    client = client_of(person)
    assert client.get(path).url.startswith("/account/reauthenticate/")
    assert client.post(path).status_code in {302, 405}
    assert Authenticator.objects.filter(user=person).count() == 3


@pytest.mark.parametrize("ready", [ready for ready, _show in WAYS.values()], ids=WAYS)
@pytest.mark.parametrize("token", ["", "a" * 64], ids=["", "with the token of a page, as a browser does"])
def test_nothing_is_done_by_sending_the_form_at_once(client_of, ready, token):
    person = ready(make.teacher())
    account = SocialAccount.objects.create(user=person, provider="school", uid="a1")
    client = client_of(person)
    steps = ["privacy:copy_ask", "privacy:erasure_ask", "people:sessions_end"]
    for path in [*map(reverse, steps), reverse("people:school_account_unlink", args=[account.pk])]:
        answer = client.post(path, {"csrfmiddlewaretoken": token})
        assert answer.status_code == 302
        assert answer.url.startswith(("/account/", "/mijn/veiligheid/ben-jij-het/"))
    assert not person.data_copies.exists()
    assert not person.erasures.exists()
    assert SocialAccount.objects.exists()


def test_what_was_sent_from_a_page_happens_after_it_was_shown(client_of):
    """Browsers send the token of the page along, so the form is one of those that happen once (base.once)."""
    person = make.teacher()
    here, there = client_of(person), client_of(person)
    asked = here.post(reverse("people:sessions_end"), {"csrfmiddlewaretoken": "a" * 64})
    assert there.get(reverse("people:security")).status_code == 200
    here.post(asked.url, {"password": PASSWORD, "csrfmiddlewaretoken": "b" * 64})
    assert there.get(reverse("people:security")).status_code == 302


@pytest.mark.parametrize(("ready", "show"), WAYS.values(), ids=WAYS)
def test_the_session_goes_on_under_another_key(client_of, monkeypatch, ready, show):
    person = ready(make.teacher())
    client = client_of(person)
    before = client.session.session_key
    show(client, person, client.get(reverse("privacy:copy_ask")).url, monkeypatch)
    assert list(Session.objects.of(person).values_list("session_key", flat=True)) == [client.session.session_key]
    assert client.session.session_key != before


def test_ending_sessions_waits_until_it_was_shown(client_of):
    person = make.teacher()
    here, there = client_of(person), client_of(person)
    here.post(reverse("people:sessions_end"))
    assert there.get(reverse("people:security")).status_code == 200


def test_a_code_by_mail_shows_it_for_five_minutes(client_of, monkeypatch):
    person = without_password(make.teacher())
    path, client = reverse("privacy:copy_ask"), client_of(person)
    by_code_in_the_mail(client, person, client.get(path).url, monkeypatch)
    assert client.get(path).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert client.get(path).status_code == 302


def test_logging_in_with_a_passkey_changes_the_key_of_the_session(client, monkeypatch):
    person = with_a_passkey(make.teacher())
    monkeypatch.setattr(auth, "parse_authentication_response", lambda credential: None)
    monkeypatch.setattr(auth, "extract_user_from_response", lambda credential: person)
    monkeypatch.setattr(auth, "complete_authentication", lambda user, credential: Authenticator.objects.get(user=user))
    client.get("/account/tweestaps/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    before = client.session.session_key
    assert before
    client.post("/account/tweestaps/webauthn/login/", {"credential": '{"id": "x"}'})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


@pytest.mark.parametrize("able", [make.teacher, lambda: without_password(make.teacher())], ids=["password", "code"])
def test_whoever_thinks_better_of_it_finds_a_way_back(client_of, able):
    client = client_of(able())
    page = client.get(reverse("privacy:copy_ask"), follow=True)
    assert "Ben jij het?" in page.text
    assert f'href="{reverse("dashboard:landing")}">Toch niet' in page.text


def test_other_ways_are_called_what_they_are_called_elsewhere(client_of):
    person = make.teacher()
    person.set_password(PASSWORD)
    person.save()
    data = {"name": "x", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    page = client_of(person).get("/account/reauthenticate/")
    assert [one["description"] for one in page.context["reauthentication_alternatives"]] == ["Gebruik mijn passkey"]
