import pytest
from django.urls import reverse
from django.utils import timezone

from network.insight.thread import thread_for
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db

THREAD = reverse("insight:thread")


def thread(user):
    return thread_for(user, now=timezone.now(), on=timezone.localdate())


def test_thread_hangs_everything_under_its_framework():
    framework = factories.framework_in_force()
    (goal,) = framework.goals.all()
    group = factories.WorkingGroupFactory(frameworks=[framework])
    held = factories.ThemeMeetingFactory(framework=framework, past=True)
    coming = factories.ThemeMeetingFactory(framework=framework)
    factories.ThemeMeetingFactory(framework=framework, cancelled=True)
    story = factories.PracticeStoryFactory(framework=framework)
    decision = factories.DecisionFactory(version=framework.versions.get())
    loose = factories.ThemeMeetingFactory(goal=goal)

    (found,) = thread(factories.teacher()).goals
    (strand,) = found.strands

    assert (found.goal, strand.framework, strand.groups) == (goal, framework, [group])
    assert [[row.pk for row in rows] for rows in (strand.held, strand.coming, found.outside)] == [
        [held.pk],
        [coming.pk],
        [loose.pk],
    ]
    assert (strand.stories, strand.decisions, strand.is_loose) == ([story], [decision], False)


def test_thread_shows_only_what_its_reader_may_see():
    framework = factories.framework_in_force()
    draft = factories.FrameworkVersionFactory(framework__goals=framework.goals.all()).framework
    factories.PracticeStoryFactory(framework=framework, audience=Audience.MY_SCHOOL)
    factories.ThemeMeetingFactory(framework=framework, draft=True)

    teacher, lead = thread(factories.teacher()).goals[0], thread(factories.project_lead()).goals[0]

    assert [strand.framework for strand in teacher.strands] == [framework]
    assert {strand.framework for strand in lead.strands} == {framework, draft}
    assert teacher.strands[0].coming == []
    assert [strand.stories for strand in (*teacher.strands, *lead.strands)] == [[]] * 3


def test_framework_of_two_goals_hangs_under_both_and_is_one_gap():
    goals = [factories.GoalFactory(), factories.GoalFactory()]
    factories.framework_in_force(goals=goals)
    factories.GoalFactory()

    found = thread(factories.teacher())

    assert [len(goal.strands) for goal in found.goals] == [1, 1, 0]
    assert found.gaps == 2


@pytest.mark.parametrize("has_group", [True, False])
def test_framework_is_loose_without_a_group_or_without_life(has_group):
    framework = factories.framework_in_force()
    if has_group:
        factories.WorkingGroupFactory(frameworks=[framework])
    else:
        factories.ThemeMeetingFactory(framework=framework)

    (goal,) = thread(factories.teacher()).goals
    assert goal.strands[0].is_loose


def test_goal_that_ended_and_group_that_stopped_are_not_in_it():
    framework = factories.framework_in_force()
    factories.WorkingGroupFactory(frameworks=[framework], ends_on=factories.day(-1))
    factories.GoalFactory(ends_on=factories.day(-1))

    (goal,) = thread(factories.teacher()).goals

    assert goal.strands[0].groups == []


@pytest.fixture
def hang():
    """Add one more of everything to the thread."""

    def add(framework=None):
        framework = framework or factories.framework_in_force()
        factories.WorkingGroupFactory(frameworks=[framework])
        factories.ThemeMeetingFactory(framework=framework)
        factories.ThemeMeetingFactory(goal=framework.goals.first())
        factories.PracticeStoryFactory(framework=framework)
        factories.DecisionFactory()

    return add


def test_thread_costs_at_most_twelve_queries(client_of, same_queries, hang):
    factories.NetworkFactory()
    factories.SharedVisionFactory()
    browser = client_of(factories.teacher())

    assert same_queries(lambda: browser.get(THREAD), hang) <= 12


def test_thread_of_one_framework_costs_at_most_twelve_queries(client_of, same_queries, hang):
    factories.NetworkFactory()
    framework = factories.framework_in_force()
    browser = client_of(factories.teacher())
    url = reverse("insight:framework_thread", args=[framework.slug])

    assert same_queries(lambda: browser.get(url), lambda: hang(framework)) <= 12


@pytest.mark.parametrize("make", [factories.administrator, factories.UserFactory])
def test_thread_is_for_members(client_of, make):
    assert client_of(make()).get(THREAD).status_code == 404


def test_thread_of_a_framework_in_the_making_is_for_the_steering_group(client_of):
    framework = factories.framework_proposed()
    url = reverse("insight:framework_thread", args=[framework.slug])

    answers = [client_of(make()).get(url).status_code for make in (factories.teacher, factories.school_leader)]

    assert answers == [404, 200]


def test_empty_portal_has_a_thread_page(client_of):
    assert client_of(factories.teacher()).get(THREAD).status_code == 200
