"""An invitation counts as long as whoever sent it may invite, and nobody's mailbox is filled with them."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from network.base.models import OutgoingMail
from network.membership.actions import hand_over as handing
from network.people.actions import importing
from network.people.actions import invitations as actions
from network.people.importing.columns import Line
from network.people.models import Invitation, InvitationRow, User
from network.people.tokens import hash_of
from tests.factories import (
    EntryInvitationFactory,
    PartnerFactory,
    SchoolFactory,
    administrator,
    day,
    project_lead,
    school_leader,
    teacher,
)

pytestmark = pytest.mark.django_db
LIST, PAGE = "/uitnodigingen/", "/uitnodiging/"
ACCOUNT = {"given_name": "Noor", "family_name": "van Proef", "password": "Vier woorden op een rij"}


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def leader():
    return school_leader()


@pytest.fixture
def invitation(leader):
    return EntryInvitationFactory(
        token_hash=hash_of("geheim"), invited_by=leader, school=leader.memberships.get().school
    )


# Whoever invited may no longer do so


def membership_ended(leader):
    leader.memberships.update(ends_on=day(-1))


def became_a_teacher(leader):
    leader.memberships.update(function="TEACHER")


def went_to_another_school(leader):
    leader.memberships.update(school=SchoolFactory())


def account_closed(leader):
    User.objects.filter(pk=leader.pk).update(is_active=False)


def school_left(leader):
    school = leader.memberships.get().school
    type(school).objects.filter(pk=school.pk).update(left_on=day(-1), joined_on=day(-9))


ENDS = [membership_ended, became_a_teacher, went_to_another_school, account_closed, school_left]


@pytest.mark.parametrize("end", ENDS)
def test_it_is_accepted_no_more(client, invitation, leader, end, now):
    client.get(f"{PAGE}geheim/")
    end(leader)
    page = client.post(PAGE, ACCOUNT)
    assert (page.status_code, page.context["state"]) == (410, "lapsed")
    assert "Deze uitnodiging telt niet meer" in page.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()
    with pytest.raises(actions.NobodyVouches):
        actions.open_account(invitation=invitation, given_name="Noor", family_name="van Proef", now=now)
    with pytest.raises(actions.NobodyVouches):
        actions.accept_invitation(invitation=invitation, person=teacher(email=invitation.email), now=now)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_an_end_that_is_still_to_come_ends_it_on_its_day(client, invitation, leader):
    """Nothing happens on that day in the database: looking at it when it is used is what counts."""
    leader.memberships.update(ends_on=day(2))
    client.get(f"{PAGE}geheim/")
    assert client.get(PAGE).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        assert client.get(PAGE).status_code == 410


def test_a_former_project_lead_invites_nobody(client, leader):
    lead, _other = project_lead(), project_lead()
    EntryInvitationFactory(token_hash=hash_of("geheim"), invited_by=lead, partner=PartnerFactory())
    client.get(f"{PAGE}geheim/")
    assert client.get(PAGE).status_code == 200
    lead.appointments.update(ends_on=day(-1))
    assert client.get(PAGE).status_code == 410


def test_with_a_hand_over_the_successor_stands_for_it(client, now):
    lead, successor = project_lead(), teacher()
    waiting = EntryInvitationFactory(token_hash=hash_of("geheim"), invited_by=lead)
    accepted = EntryInvitationFactory(accepted=True, invited_by=lead)
    moves = dict.fromkeys(["moves_action_items", "moves_agenda_items", "moves_drafts"], False)
    today = timezone.localdate(now)
    handing.hand_over(giver=lead, receiver=successor, starts_on=today, together_until=None, moves=moves, now=now)
    client.get(f"{PAGE}geheim/")
    assert client.get(PAGE).status_code == 200
    for row in (waiting, accepted):
        row.refresh_from_db()
    assert (waiting.invited_by, accepted.invited_by) == (successor, lead)


def test_the_list_says_so_and_sending_again_makes_it_count(client_of, invitation, leader, now):
    membership_ended(leader)
    lead = project_lead()
    browser = client_of(lead)
    assert "telt niet meer" in browser.get(LIST).content.decode()
    assert "telt niet meer" in browser.get(f"{LIST}tabel/").content.decode()
    browser.post(f"{LIST}{invitation.pk}/opnieuw/")
    invitation.refresh_from_db()
    assert invitation.invited_by == lead
    assert "telt niet meer" not in browser.get(LIST).content.decode()
    person = actions.open_account(invitation=invitation, given_name="Noor", family_name="van Proef", now=now)
    assert person.standing.school_ids == {invitation.school_id}


def test_who_sends_again_what_still_counts_leaves_the_name_of_who_invited(client_of, invitation, leader):
    client_of(project_lead()).post(f"{LIST}{invitation.pk}/opnieuw/")
    invitation.refresh_from_db()
    assert invitation.invited_by == leader


def test_one_that_counts_no_longer_stands_in_nobodys_way(invitation, leader, now):
    """A new leader invites the same person as if nothing had been sent; also with a list."""
    membership_ended(leader)
    new = school_leader()
    new.memberships.update(school=invitation.school)
    new = User.objects.get(pk=new.pk)
    handed_in = importing.hand_in(
        lines=[Line(1, "", invitation.email, "leraar", "")],
        place=invitation.school, by=new, now=now,
    )  # fmt: skip
    assert handed_in.rows.get().problem == ""
    again = actions.invite(
        email=invitation.email, name="", function="TEACHER", school=invitation.school, by=new, now=now
    )
    assert (again.pk, again.invited_by) == (invitation.pk, new)


def test_the_list_costs_the_same_with_many_who_invited(client_of, same_queries):
    browser = client_of(project_lead())
    same_queries(lambda: browser.get(LIST), EntryInvitationFactory)


# How often


def test_sending_again_waits_five_minutes(client_of, invitation):
    browser = client_of(project_lead())
    for _ in range(2):
        browser.post(f"{LIST}{invitation.pk}/opnieuw/")
    said = browser.get(LIST).content.decode()
    assert "minder dan vijf minuten geleden verstuurd" in said
    assert OutgoingMail.objects.count() == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        browser.post(f"{LIST}{invitation.pk}/opnieuw/")
    assert OutgoingMail.objects.count() == 2


def test_the_link_of_who_pressed_too_soon_still_works(client, client_of, invitation):
    browser = client_of(project_lead())
    browser.post(f"{LIST}{invitation.pk}/opnieuw/")
    invitation.refresh_from_db()
    link = invitation.token_hash
    browser.post(f"{LIST}{invitation.pk}/opnieuw/")
    invitation.refresh_from_db()
    assert invitation.token_hash == link


def test_an_address_gets_three_in_a_day_however_it_was_done(now):
    """Taking back and inviting anew, to another school or to this one, is no way round it; another address has its own
    three, and tomorrow there are three more."""
    lead = project_lead()

    def invite(email="noor@proef.example", at=now, school=None):
        school = school or SchoolFactory()
        return actions.invite(email=email, name="", function="TEACHER", school=school, by=lead, now=at)

    first = invite()
    actions.send_again(invitation=first, by=lead, now=now + datetime.timedelta(minutes=6))
    actions.revoke(invitation=Invitation.objects.get(), by=lead, now=now)
    second = invite(school=first.school)
    for refused in (
        lambda: invite(),
        lambda: actions.send_again(invitation=second, by=lead, now=now + datetime.timedelta(minutes=6)),
    ):
        with pytest.raises(actions.SentOften):
            refused()
    assert OutgoingMail.objects.filter(to_address="noor@proef.example").count() == 3
    invite(email="ander@proef.example")
    invite(at=now + datetime.timedelta(days=1, minutes=7))


def test_on_the_form_it_is_a_sentence_and_nothing_is_lost(client_of, now):
    lead, school = project_lead(), SchoolFactory()
    for _ in range(3):
        actions.invite(
            email="noor@proef.example", name="", function="TEACHER", school=SchoolFactory(), by=lead, now=now
        )
    fields = {"email": "noor@proef.example", "name": "Noor", "function": "TEACHER", "language": "nl"}
    page = client_of(lead).post(f"{LIST}nieuw/", {**fields, "place": f"school:{school.pk}"})
    assert "Er gingen binnen een dag drie uitnodigingen naar dit e-mailadres" in page.content.decode()
    assert page.context["form"]["name"].value() == "Noor"


def test_in_a_list_it_is_the_outcome_of_that_line(now):
    lead, school = project_lead(), SchoolFactory(name="De Vlier")
    for _ in range(3):
        actions.invite(
            email="noor@proef.example", name="", function="TEACHER", school=SchoolFactory(), by=lead, now=now
        )
    names = ["noor@proef.example", "ander@proef.example"]
    lines = [Line(number, "", email, "leraar", "") for number, email in enumerate(names)]
    handed_in = importing.hand_in(lines=lines, place=school, by=lead, now=now)
    importing.confirm(invitation_list=handed_in, by=lead, now=now)
    importing.work_through(pk=handed_in.pk, clock=lambda: now)
    problems = dict(handed_in.rows.values_list("email", "problem"))
    assert problems == {"noor@proef.example": InvitationRow.Problem.SENT_OFTEN, "ander@proef.example": ""}


def test_who_may_not_invite_sends_nothing_again(client_of, invitation):
    """Somebody of another school, a teacher and an administrator: the invitation is not there for them."""
    for person in (school_leader(), teacher(), administrator()):
        assert client_of(person).post(f"{LIST}{invitation.pk}/opnieuw/").status_code == 404
    assert not OutgoingMail.objects.exists()
