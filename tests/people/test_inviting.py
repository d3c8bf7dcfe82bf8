"""Inviting one person, and the list of who was invited."""

import csv
import io

import pytest
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.actions import invitations as actions
from network.people.models import Invitation
from tests.factories import (
    EntryInvitationFactory,
    PartnerFactory,
    SchoolFactory,
    project_lead,
    school_leader,
    stand_in,
    teacher,
)

LIST, NEW = "/uitnodigingen/", "/uitnodigingen/nieuw/"
pytestmark = pytest.mark.django_db


def fields(school, **changed):
    return {
        "email": "Noor@Proef.example",
        "name": "Noor van Proef",
        "function": "TEACHER",
        "place": f"school:{school.pk}",
        "language": "nl",
        **changed,
    }


def test_the_project_lead_invites_and_one_mail_goes_out(client_of):
    lead, school = project_lead(), SchoolFactory()
    assert client_of(lead).post(NEW, fields(school)).url == LIST
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.school, invitation.invited_by) == ("noor@proef.example", school, lead)
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.is_secret, mail.stop_url) == ("noor@proef.example", True, "")
    assert "http://portaal.example/uitnodiging/" in mail.text
    assert "http://portaal.example/uitnodiging/" in mail.html


def test_a_leader_invites_colleagues_of_the_own_school_only(client_of):
    leader, other = school_leader(), SchoolFactory()
    own = leader.memberships.get().school
    client = client_of(leader)
    assert client.post(NEW, fields(other)).status_code == 200
    assert client.post(NEW, fields(own, function="SCHOOL_LEADER")).status_code == 200
    assert not Invitation.objects.exists()
    assert client.post(NEW, fields(own)).url == LIST
    assert Invitation.objects.get().school == own


def test_who_only_stands_in_does_not_invite(client_of):
    assert client_of(stand_in()).get(NEW).status_code == 404


def test_a_function_fits_the_organisation(client_of):
    page = client_of(project_lead()).post(NEW, fields(SchoolFactory(), function="PARTNER_CONTACT"))
    assert "function" in page.context["form"].errors
    partner = PartnerFactory()
    client_of(project_lead()).post(NEW, fields(partner, place=f"partner:{partner.pk}", function="PARTNER_CONTACT"))
    assert Invitation.objects.get().partner == partner


def test_members_and_whoever_was_invited_are_refused_in_words(client_of):
    school = SchoolFactory()
    member, open_one = teacher(school), EntryInvitationFactory(school=school)
    client = client_of(project_lead())
    assert "hoort daar al bij" in client.post(NEW, fields(school, email=member.email)).content.decode()
    assert "al uitgenodigd" in client.post(NEW, fields(school, email=open_one.email)).content.decode()
    assert Invitation.objects.count() == 1


def test_one_that_ran_out_is_used_again(now):
    old = EntryInvitationFactory(expired=True, name="")
    again = actions.invite(
        email=old.email, name="Noor", function="SPECIALIST", school=old.school, by=old.invited_by, now=now
    )
    assert (again.pk, again.function, again.state(now=now)) == (old.pk, "SPECIALIST", Invitation.State.OPEN)


def test_a_leader_does_not_manage_what_only_the_project_lead_may_give(client_of):
    leader = school_leader()
    own = leader.memberships.get().school
    second = EntryInvitationFactory(school=own, function="SCHOOL_LEADER")
    client = client_of(leader)
    assert client.post(f"{LIST}{second.pk}/opnieuw/").status_code == 403
    assert client.post(f"{LIST}{second.pk}/intrekken/").status_code == 403
    assert client.post(f"{LIST}{EntryInvitationFactory().pk}/opnieuw/").status_code == 404


def test_taking_back_and_sending_again(client_of):
    invitation, client = EntryInvitationFactory(), client_of(project_lead())
    old = invitation.token_hash
    client.post(f"{LIST}{invitation.pk}/opnieuw/")
    invitation.refresh_from_db()
    assert invitation.token_hash != old
    assert client.get(f"{LIST}{invitation.pk}/intrekken/").status_code == 200
    client.post(f"{LIST}{invitation.pk}/intrekken/")
    invitation.refresh_from_db()
    assert invitation.state(now=timezone.now()) == Invitation.State.REVOKED
    client.post(f"{LIST}{invitation.pk}/opnieuw/")
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(
    ("tab", "trait"), [("open", {}), ("verlopen", {"expired": True}), ("aangenomen", {"accepted": True})]
)
def test_a_tab_shows_and_downloads_its_own(client_of, tab, trait):
    made = {}
    for state in ({}, {"expired": True}, {"accepted": True}, {"revoked": True}):
        made[str(state)] = EntryInvitationFactory(name="=1+1", **state)
    client = client_of(project_lead())
    wanted = made[str(trait)]
    assert [row.email for row in client.get(f"{LIST}?stand={tab}").context["page_obj"]] == [wanted.email]
    table = client.get(f"{LIST}tabel/?stand={tab}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert [row[:2] for row in rows[1:]] == [["'=1+1", wanted.email]]


def test_a_list_costs_the_same(client_of, same_queries):
    lead = project_lead()
    client = client_of(lead)
    same_queries(lambda: client.get(LIST), EntryInvitationFactory)


@pytest.mark.parametrize(
    ("who", "asked", "function"),
    [(project_lead, "school_leader", "SCHOOL_LEADER"), (school_leader, "teacher", "TEACHER")],
)
def test_a_link_fills_in_school_and_function(client_of, who, asked, function):
    user = who()
    school = user.memberships.get().school if who is school_leader else SchoolFactory()
    form = client_of(user).get(f"{NEW}?school={school.pk}&function={asked}").context["form"]
    assert (form["place"].value(), form["function"].value()) == (f"school:{school.pk}", function)


def test_a_link_gives_no_function_that_one_may_not_give(client_of):
    page = client_of(school_leader()).get(f"{NEW}?function=school_leader&school=x").content.decode()
    assert 'value="SCHOOL_LEADER"' not in page
    assert "selected" not in page.partition('name="function"')[2].partition("</select>")[0]
