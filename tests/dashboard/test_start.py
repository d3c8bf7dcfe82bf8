import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from network.base.text import breakable
from network.dashboard.greeting import greeting, lead
from network.dashboard.news import news_for
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db

START = reverse("dashboard:start")


def at(hour):
    return datetime.datetime(2026, 11, 23, hour, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (17, "Goedemiddag"), (18, "Goedenavond")],
)
def test_greeting_follows_the_clock(hour, words):
    assert greeting("Samira", now=at(hour)) == f"{words}, Samira"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Er wordt nu niets van je gevraagd. Tijd om rond te kijken."),
        ([0], "Eén ding wacht op jou. Het is voor vandaag."),
        ([-3], "Eén ding wacht op jou. Het had al klaar moeten zijn."),
        ([-3, 4], "Twee dingen wachten op jou. Het eerste had al klaar moeten zijn."),
        ([4, 9, 11], "Drie dingen wachten op jou. Het eerste is voor vrijdag."),
        ([11, 12], "Twee dingen wachten op jou. Het eerste is voor 4 december."),
        ([None], "Eén ding wacht op jou."),
    ],
)
def test_lead_says_how_many_and_when_first(days, words):
    class Asked:
        def __init__(self, days):
            self.due_on = None if days is None else datetime.date(2026, 11, 23) + datetime.timedelta(days=days)

    assert breakable(lead([Asked(number) for number in days], today=datetime.date(2026, 11, 23))) == words


def test_start_costs_at_most_eight_queries_whatever_there_is(client_of, same_queries):
    leader = factories.school_leader()
    factories.NetworkFactory()
    browser = client_of(leader)

    def add():
        factories.ActionItemFactory(owner=leader)
        factories.RegistrationFactory(user=leader)
        factories.PracticeStoryFactory()
        factories.DecisionFactory()

    assert same_queries(lambda: browser.get(START), add) <= 8


def test_start_of_someone_new_says_what_to_do_next(client_of):
    page = client_of(factories.teacher()).get(START)

    assert [len(page.context[name]) for name in ("asks", "news", "coming")] == [0, 0, 0]
    assert page.text.count(reverse("activities:activity_list")) >= 2
    assert reverse("practice:story_write") in page.text


def test_agenda_holds_what_one_registered_for_and_is_still_to_come(client_of):
    user = factories.teacher()
    waiting = factories.RegistrationFactory(user=user, waiting=True).activity
    later = factories.RegistrationFactory(user=user, activity__starts_at=factories.moment(20)).activity
    factories.RegistrationFactory(user=user, cancelled=True)
    factories.RegistrationFactory(user=user, activity__past=True)
    factories.RegistrationFactory(user=user, activity__cancelled=True)
    factories.RegistrationFactory()

    page = client_of(user).get(START)

    assert [(row.title, row.my_state) for row in page.context["coming"]] == [
        (waiting.title, "waiting"),
        (later.title, "confirmed"),
    ]
    assert "wachtlijst" in page.text


def news(user):
    return [item.title for item in news_for(user, today=timezone.localdate())]


def test_news_is_what_one_may_read_latest_first():
    reader = factories.teacher()
    older = factories.PracticeStoryFactory(published_at=factories.moment(-9))
    latest = factories.PracticeStoryFactory(audience=Audience.PUBLIC, published_at=factories.moment(-1))
    factories.PracticeStoryFactory(audience=Audience.MY_SCHOOL)
    factories.PracticeStoryFactory(author=reader)
    decision = factories.DecisionFactory(decided_at=factories.moment(-4))

    assert news(reader) == [latest.title, decision.title, older.title]
    assert news(factories.administrator()) == [latest.title]


def test_news_of_a_circle_reaches_its_members_and_not_the_project_lead():
    group = factories.WorkingGroupFactory()
    member = factories.GroupMembershipFactory(group=group).user
    story = factories.PracticeStoryFactory(working_group=group, audience=Audience.WORKING_GROUP)

    assert news(member) == [story.title]
    assert news(factories.project_lead()) == []


def test_news_names_a_framework_that_came_into_force():
    version = factories.FrameworkVersionFactory(adopted=True)
    factories.DecisionFactory(version=version)

    (item,) = news_for(factories.teacher(), today=timezone.localdate())

    assert (item.title, item.icon) == (version.framework.title, "flag")


@pytest.mark.parametrize(
    ("make", "page"),
    [
        (factories.project_lead, "dashboard:overview"),
        (factories.administrator, "admin:index"),
        (factories.school_leader, "dashboard:start"),
        (factories.teacher, "dashboard:start"),
        (factories.partner_contact, "dashboard:start"),
        (factories.UserFactory, "dashboard:start"),
    ],
)
def test_landing_leads_to_where_the_work_begins(client_of, make, page):
    assert client_of(make()).get(reverse("dashboard:landing")).url == reverse(page)


def test_administrator_who_teaches_as_well_starts_as_a_colleague(client_of):
    user = factories.administrator()
    factories.MembershipFactory(user=user)

    assert client_of(user).get(reverse("dashboard:landing")).url == START


def test_start_asks_a_visitor_to_log_in(client_of):
    assert client_of().get(START).url.startswith(reverse("account_login"))


def test_whoever_belongs_nowhere_reads_why_the_start_is_so_empty(client_of):
    sentence = "Je hoort nu niet bij een school of partner."
    assert sentence in client_of(factories.UserFactory()).get(START).content.decode()
    assert sentence not in client_of(factories.teacher()).get(START).content.decode()
