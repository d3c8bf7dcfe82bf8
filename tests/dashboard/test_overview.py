import pytest
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.schools.school_year import SchoolYear
from tests import factories

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("dashboard:overview")


@pytest.mark.parametrize(
    "make",
    [factories.teacher, factories.school_leader, factories.partner_contact, factories.administrator],
)
def test_overview_does_not_exist_for_others(client_of, make):
    mail = factories.OutgoingMailFactory(given_up=True)
    browser = client_of(make())

    assert browser.get(OVERVIEW).status_code == 404
    assert browser.post(reverse("dashboard:mail_send_again", args=[mail.pk])).status_code == 404


def test_overview_of_an_empty_portal_works(client_of):
    page = client_of(factories.project_lead()).get(OVERVIEW)

    assert page.status_code == 200
    assert page.context["overview"].year == SchoolYear.of(timezone.localdate())


def test_a_new_network_begins_with_inviting_a_school_leader(client_of):
    page = client_of(factories.project_lead()).get("/dashboard/").content.decode()
    assert f"{reverse('invitations:invitation_send')}?function=school_leader" in page


def test_overview_costs_at_most_twenty_one_queries(client_of, same_queries):
    lead = factories.project_lead()
    factories.NetworkFactory()
    browser = client_of(lead)

    def add():
        meeting = factories.ThemeMeetingFactory(past=True)
        factories.RegistrationFactory(activity=meeting)
        factories.InvitationFactory(activity=factories.SteeringMeetingFactory())
        factories.GroupMeetingFactory()
        factories.SchoolVisitFactory(draft=True)
        factories.FrameworkVersionFactory(proposed=True)
        factories.ActionItemFactory(due_on=factories.day(-2), activity=meeting)
        factories.AgendaItemFactory()
        factories.DecisionFactory(review_on=factories.day(-2))
        factories.GrantFactory(account_due_on=factories.day(20))
        factories.SchoolHolidayFactory()
        factories.OutgoingMailFactory(given_up=True)

    assert same_queries(lambda: browser.get(OVERVIEW), add) <= 21


def test_overview_of_another_year_shows_that_year(client_of):
    browser, now = client_of(factories.project_lead()), SchoolYear.of(timezone.localdate())
    factories.ThemeMeetingFactory(title="Lang geleden", starts_at=now.previous.starts_at)

    before = browser.get(OVERVIEW, {"jaar": now.previous.first}).context["overview"]

    assert (before.year, before.is_current, before.timeline.today) == (now.previous, False, None)
    assert [mark.title for mark in before.timeline.marks] == ["Lang geleden"]
    assert [(beat.name, beat.done) for beat in before.rhythm][:1] == [("themabijeenkomsten", 1)]


@pytest.mark.parametrize("given", ["", "x", "-5", "99999", "²"])
def test_overview_of_a_year_that_makes_no_sense_shows_this_one(client_of, given):
    page = client_of(factories.project_lead()).get(OVERVIEW, {"jaar": given})

    assert page.context["overview"].is_current


def test_overview_counts_what_is_asked_of_the_lead(client_of):
    lead = factories.project_lead()
    factories.ActionItemFactory(owner=lead, due_on=factories.day(3))

    assert client_of(lead).get(OVERVIEW).context["overview"].asked == 1


def test_backlog_and_next_steering_meetings_are_shown(client_of):
    item = factories.AgendaItemFactory()
    factories.AgendaItemFactory(handled_at=timezone.now())
    meeting = factories.SteeringMeetingFactory()
    factories.SteeringMeetingFactory(past=True)
    factories.SteeringMeetingFactory(draft=True)

    overview = client_of(factories.project_lead()).get(OVERVIEW).context["overview"]

    assert (overview.backlog, overview.steering_meetings) == ([item], [meeting])


def test_lost_mail_is_sent_again_once(client_of, mailoutbox):
    mail = factories.OutgoingMailFactory(given_up=True)
    browser, url = client_of(factories.project_lead()), reverse("dashboard:mail_send_again", args=[mail.pk])

    assert browser.post(url).url == OVERVIEW
    mail.refresh_from_db()
    assert (mail.given_up_at, mail.attempts) == (None, 0)
    assert list(OutgoingMail.objects.waiting()) == [mail]
    assert browser.post(url).status_code == 404


def test_sending_again_is_not_done_by_a_link(client_of):
    mail = factories.OutgoingMailFactory(given_up=True)

    answer = client_of(factories.project_lead()).get(reverse("dashboard:mail_send_again", args=[mail.pk]))

    assert answer.status_code == 405
    assert OutgoingMail.objects.given_up().exists()


def test_lanes_are_of_the_groups_of_that_year(client_of):
    browser, now = client_of(factories.project_lead()), SchoolYear.of(timezone.localdate())
    begins, ended = now.starts_on, now.previous.ends_on
    factories.WorkingGroupFactory(name="Werkgroep van nu", starts_on=begins)
    factories.WorkingGroupFactory(name="Werkgroep van toen", starts_on=now.previous.starts_on, ends_on=ended)

    def lanes(**chosen):
        overview = browser.get(OVERVIEW, chosen).context["overview"]
        return [lane.name for lane in overview.timeline.lanes if lane.name.startswith("Werkgroep")]

    assert lanes() == ["Werkgroep van nu"]
    assert lanes(jaar=now.previous.first) == ["Werkgroep van toen"]
