"""Coming in with an invitation."""

import datetime
import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people import limits
from network.people.actions import invitations as actions
from network.people.models import Invitation, Membership, User
from network.people.tokens import hash_of
from network.people.views import entry
from tests.factories import (
    EntryInvitationFactory,
    PartnerFactory,
    SchoolFactory,
    UserFactory,
    day,
    project_lead,
    school_leader,
    teacher,
)

PAGE = "/uitnodiging/"
START = "/mijn/welkom/"
ACCOUNT = {"given_name": "Noor", "family_name": "van Proef", "password": "Vier woorden op een rij"}


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def opened(client, token="geheim", **fields):
    """An invitation whose link this browser has opened."""
    invitation = EntryInvitationFactory(token_hash=hash_of(token), **fields)
    client.get(f"{PAGE}{token}/")
    return invitation


# The link


def test_the_token_leaves_the_address_before_a_page_is_shown(client):
    EntryInvitationFactory(token_hash=hash_of("geheim"))
    answer = client.get(f"{PAGE}geheim/")
    assert (answer.status_code, answer.url, answer.content) == (302, PAGE, b"")
    assert "geheim" not in client.get(PAGE).content.decode()
    assert client.session["invitation"] == hash_of("geheim")


def test_looking_at_the_link_uses_nothing_up(client, client_of):
    invitation = EntryInvitationFactory(token_hash=hash_of("geheim"))
    for _ in range(3):
        client_of().get(f"{PAGE}geheim/", follow=True)
        client.head(f"{PAGE}geheim/")
        assert client.post(f"{PAGE}geheim/", ACCOUNT).status_code == 405
    invitation.refresh_from_db()
    assert invitation.state(now=timezone.now()) == Invitation.State.OPEN
    assert not User.objects.filter(email=invitation.email).exists()


def test_the_database_holds_a_hash_and_the_audit_trail_not_even_that(db):
    invitation = actions.invite(
        email="noor@proef.example",
        name="",
        function="TEACHER",
        school=SchoolFactory(),
        by=project_lead(),
        now=timezone.now(),
    )
    token = OutgoingMail.objects.get().text.split(PAGE)[1].split("/")[0]
    assert len(token) == 43  # 256 bits
    assert invitation.token_hash == hash_of(token)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_invitationevent")
        assert "token_hash" not in [column.name for column in cursor.description]
        assert invitation.token_hash not in str(cursor.fetchall())


def test_guessing_is_stopped_for_a_while_also_for_a_guess_that_would_be_right(client, monkeypatch):
    monkeypatch.setattr(entry, "GUESSES", 3)
    EntryInvitationFactory(token_hash=hash_of("geheim"))
    assert [client.get(f"{PAGE}gok-{n}/").status_code for n in range(4)] == [404, 404, 404, 429]
    assert client.get(f"{PAGE}geheim/").status_code == 429
    assert "invitation" not in client.session
    assert not limits.is_over("invitation", "192.0.2.1", amount=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expired": True}, "is te oud"),
        ({"revoked": True}, "ingetrokken"),
        ({"accepted": True}, "al gebruikt"),
    ],
)
def test_a_link_that_is_over_says_why(client, fields, words):
    opened(client, **fields)
    answer = client.get(PAGE)
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert client.post(PAGE, ACCOUNT).status_code == 410
    assert not User.objects.filter(given_name="Noor").exists()


def test_without_a_link_there_is_nothing_to_accept(client):
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, ACCOUNT).status_code == 404


def test_sending_again_kills_the_old_link_also_in_a_browser_that_opened_it(client, now):
    invitation = opened(client)
    actions.send_again(invitation=invitation, by=invitation.invited_by, now=now)
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}geheim/").status_code == 404


# A new account


def test_a_new_person_is_inside_after_three_pages(client):
    school = SchoolFactory(name="De Vlier")
    invitation = opened(client, school=school, name="Noor van Proef")
    page = client.get(PAGE).content.decode()
    assert 'value="Noor"' in page
    assert 'value="van Proef"' in page
    assert client.post(PAGE, ACCOUNT).url == "/welkom/over-mij/"
    User.objects.update(has_to_accept=False)  # the privacy statement is a page of another room
    assert "Je bent leraar bij De Vlier." in client.get("/welkom/over-mij/").content.decode()
    about_me = {"wants_to_learn": "Kijken in de klas.", "can_offer": "Leeskringen"}
    assert client.post("/welkom/over-mij/", about_me).url == "/welkom/voorkeuren/"
    answer = client.post("/welkom/voorkeuren/", {"language": "nl", "wants_reminders": "on", "allows_photos": "on"})
    assert answer.url == START
    person = User.objects.get(email=invitation.email)
    assert person.check_password(ACCOUNT["password"])
    assert list(person.memberships.values_list("school", "function", "starts_on", "is_stand_in")) == [
        (school.pk, "TEACHER", day(), False)
    ]
    assert (person.wants_invitations, person.wants_reminders) == (False, True)
    assert (person.wants_to_learn, person.can_offer) == ("Kijken in de klas.", "Leeskringen")
    assert person.photo_consent_version == "2026-11"
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.state(now=timezone.now())) == (person, Invitation.State.ACCEPTED)


def test_a_partner_is_let_in_at_the_partner(client):
    partner = PartnerFactory()
    opened(client, partner=partner)
    client.post(PAGE, ACCOUNT)
    assert Membership.objects.get(user__given_name="Noor").partner == partner


def test_no_password_makes_an_account_without_one(client):
    invitation = opened(client)
    assert client.post(PAGE, {**ACCOUNT, "password": ""}).url == "/welkom/over-mij/"
    assert not User.objects.get(email=invitation.email).has_usable_password()


def test_a_weak_password_comes_back_with_the_names_kept(client):
    invitation = opened(client)
    page = client.post(PAGE, {**ACCOUNT, "given_name": "Noortje", "password": "kort"})
    assert page.status_code == 200
    assert 'value="Noortje"' in page.content.decode()
    assert "password" in page.context["form"].errors
    assert not User.objects.filter(email=invitation.email).exists()


def test_what_comes_along_with_the_form_changes_nothing(client):
    """Mass assignment: place, function, address and office come from the invitation alone."""
    invitation = opened(client)
    other = SchoolFactory()
    client.post(
        PAGE,
        {
            **ACCOUNT,
            "email": "iemand@elders.example",
            "function": "SCHOOL_LEADER",
            "school": other.pk,
            "is_stand_in": "on",
            "office": "ADMINISTRATOR",
            "is_active": "",
            "next": "https://elders.example/",
            "invitation": EntryInvitationFactory().pk,
        },
    )
    person = User.objects.get(given_name="Noor")
    membership = person.memberships.get()
    assert person.email == invitation.email
    assert (membership.school, membership.function, membership.is_stand_in) == (invitation.school, "TEACHER", False)
    assert not person.appointments.exists()
    assert person.is_active


def test_accepting_never_leads_off_the_portal(client):
    opened(client)
    away = "?next=https://elders.example/"
    assert client.post(f"{PAGE}{away}", {**ACCOUNT, "next": "//elders.example"}).url == "/welkom/over-mij/"
    assert client.post(f"/welkom/over-mij/{away}", {"next": "//elders.example"}).url == "/welkom/voorkeuren/"
    assert client.post(f"/welkom/voorkeuren/{away}", {"language": "nl"}).url == START


def test_the_key_of_the_session_changes_when_somebody_comes_in(client, client_of):
    opened(client)
    before = client.session.session_key
    client.post(PAGE, ACCOUNT)
    assert client.session.session_key != before
    attacker = client_of()
    attacker.cookies["sessionid"] = before
    assert attacker.get("/mijn/profiel/").status_code == 302
    assert "invitation" not in client.session


def test_a_link_works_once(client, client_of):
    opened(client)
    client.post(PAGE, ACCOUNT)
    second = client_of()
    second.get(f"{PAGE}geheim/")
    assert second.get(PAGE).status_code == 410
    assert second.post(PAGE, {**ACCOUNT, "given_name": "Dief"}).status_code == 410
    assert not User.objects.filter(given_name="Dief").exists()


def test_pressing_twice_ends_inside(client):
    opened(client)
    client.post(PAGE, ACCOUNT)
    assert client.post(PAGE, ACCOUNT).url == START
    assert User.objects.filter(given_name="Noor").count() == 1


def test_the_pages_are_in_the_language_of_the_invitation(client):
    opened(client, language="en")
    assert "Welcome. What is your name?" in client.get(PAGE).content.decode()
    client.post(PAGE, ACCOUNT)
    assert User.objects.get(given_name="Noor").language == "en"


# An account that is there


def test_whoever_has_an_account_logs_in_and_accepts(client, client_of):
    person, school = teacher(), SchoolFactory()
    opened(client, email=person.email, school=school, function="SPECIALIST")
    page = client.get(PAGE).content.decode()
    assert "/account/login/?next=/uitnodiging/" in page
    assert client.post(PAGE, {**ACCOUNT, "password": "Ik neem dit account over"}).status_code == 200
    assert not person.memberships.filter(school=school).exists()
    client.force_login(person)
    before = client.session.session_key
    assert client.post(PAGE).url == START
    assert client.session.session_key != before
    assert [m.function for m in person.memberships.filter(school=school)] == ["SPECIALIST"]
    assert person.memberships.count() == 2


def test_the_invitation_outlives_logging_in(client):
    person = teacher()
    opened(client, email=person.email)
    client.post("/account/login/", {"login": person.email, "password": "Een lang wachtwoord 070", "next": PAGE})
    assert client.get(PAGE).context["invitation"].email == person.email


def test_a_forwarded_link_gives_the_one_who_is_logged_in_nothing(client):
    other = teacher()
    client.force_login(other)
    invitation = opened(client)
    for answer in (client.get(PAGE), client.post(PAGE, ACCOUNT)):
        assert answer.status_code == 403
        assert invitation.email in answer.content.decode()
    assert other.memberships.count() == 1
    invitation.refresh_from_db()
    assert invitation.state(now=timezone.now()) == Invitation.State.OPEN
    with pytest.raises(actions.ForSomeoneElse):
        actions.accept_invitation(invitation=invitation, person=other, now=timezone.now())


def test_a_closed_account_is_not_opened_by_an_invitation(now):
    person = UserFactory(is_active=False)
    invitation = EntryInvitationFactory(email=person.email)
    with pytest.raises(actions.AccountClosed):
        actions.accept_invitation(invitation=invitation, person=person, now=now)


def test_who_already_has_the_function_gets_no_second_membership(now):
    person = teacher()
    invitation = EntryInvitationFactory(email=person.email, school=person.memberships.get().school)
    actions.accept_invitation(invitation=invitation, person=person, now=now)
    assert person.memberships.count() == 1


def test_accepting_looks_at_the_row_as_it_is_now(now):
    """What a page held for a while is no reason to let somebody in."""
    invitation = EntryInvitationFactory()
    stale = Invitation.objects.get()
    actions.revoke(invitation=invitation, by=invitation.invited_by, now=now)
    with pytest.raises(actions.NotOpen):
        actions.open_account(invitation=stale, given_name="A", family_name="B", now=now)


def test_accepting_ends_at_the_minute(now):
    invitation = EntryInvitationFactory(sent_at=now, token_hash=hash_of("geheim"))
    assert invitation.expires_at - now == datetime.timedelta(days=14)
    with pytest.raises(actions.NotOpen):
        actions.open_account(invitation=invitation, given_name="A", family_name="B", now=invitation.expires_at)


def test_nobody_signs_up_without_an_invitation_nor_past_its_page(client):
    assert "uitnodiging" in client.get("/account/signup/").content.decode()
    opened(client)
    client.post("/account/signup/", {"email": "iemand@elders.example", "password1": "Een lang wachtwoord 070"})
    assert not User.objects.filter(email="iemand@elders.example").exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_account_and_one_membership():
    invitation = EntryInvitationFactory()
    start, ends = threading.Barrier(2), []

    def accept():
        start.wait()
        try:
            actions.open_account(invitation=invitation, given_name="A", family_name="B", now=timezone.now())
            ends.append("in")
        except (actions.NotOpen, actions.HasAccount) as refusal:
            ends.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["NotOpen", "in"]
    assert Membership.objects.filter(user__email=invitation.email).count() == 1


def test_leaders_and_leads_see_which_invitations(db):
    leader, lead = school_leader(), project_lead()
    own = EntryInvitationFactory(school=leader.memberships.get().school)
    other = EntryInvitationFactory()
    assert list(Invitation.objects.visible_to(leader)) == [own]
    assert set(Invitation.objects.visible_to(lead)) == {own, other}
    assert not Invitation.objects.visible_to(teacher(own.school)).exists()


def test_whoever_had_no_place_left_stays_logged_in_with_the_new_one(client):
    """Sessions end when the last place does, so the first place must not end the one in which it was accepted."""
    person = UserFactory()
    client.force_login(person)
    opened(client, email=person.email)
    client.post(PAGE)
    assert client.get("/mijn/profiel/").status_code == 200
