"""The place of a thing in the thread, on its own page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.insight.place import place_of
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db


def steps(thing, user):
    """What each step names, by kind; the step where one is says "here"."""
    found = place_of(thing, user, on=timezone.localdate())
    return {step.kind: "here" if step.is_here else [row.pk for row in step.rows] for step in found}


@pytest.fixture
def thread():
    """One of everything, hung on each other."""
    framework = factories.framework_in_force()
    group = factories.WorkingGroupFactory(frameworks=[framework])
    meeting = factories.ThemeMeetingFactory(framework=framework, working_group=group)
    return {
        "vision": factories.SharedVisionFactory(),
        "goal": framework.goals.get(),
        "framework": framework,
        "group": group,
        "activity": meeting,
        "story": factories.PracticeStoryFactory(framework=framework, activity=meeting),
        "decision": factories.DecisionFactory(version=framework.versions.get()),
    }


@pytest.mark.parametrize("kind", ["goal", "framework", "group", "activity", "story", "decision"])
def test_one_walks_from_each_to_all_others(thread, kind):
    expected = {name: [thing.pk] for name, thing in thread.items()} | {"vision": [], kind: "here"}

    assert steps(thread[kind], factories.teacher()) == expected


@pytest.mark.parametrize("kind", ["vision", "goal", "framework", "group", "activity", "story", "decision"])
def test_page_of_each_shows_its_place_to_members_alone(client_of, thread, kind):
    factories.NetworkFactory()
    path = thread[kind].get_absolute_url()

    page = client_of(factories.teacher()).get(path).content.decode()

    place = page.partition('aria-labelledby="place-in-thread"')[2].partition("</nav>")[0]
    assert "je bent hier" in place
    assert thread["goal"].get_absolute_url() in place or kind == "goal"
    assert f'href="{reverse("insight:thread")}"' in place
    assert "place-in-thread" not in client_of().get(path, follow=True).content.decode()


@pytest.mark.parametrize(
    "make", [factories.teacher, factories.school_leader, factories.partner_contact, factories.project_lead]
)
def test_small_circles_and_drafts_are_in_nobodys_place(make):
    framework = factories.framework_in_force()
    meeting = factories.ThemeMeetingFactory(framework=framework)
    reader = make()
    before = [steps(framework, reader), steps(meeting, reader), steps(framework.goals.get(), reader)]

    factories.SchoolVisitFactory(framework=framework, audience=Audience.MY_SCHOOL)
    factories.ThemeMeetingFactory(framework=framework, audience=Audience.ONLY_ME)
    factories.ThemeMeetingFactory(framework=framework, cancelled=True)
    factories.PracticeStoryFactory(framework=framework, activity=meeting, audience=Audience.MY_SCHOOL)
    factories.PracticeStoryFactory(framework=framework, activity=meeting, draft=True)

    assert [steps(framework, reader), steps(meeting, reader), steps(framework.goals.get(), reader)] == before


def test_framework_in_the_making_is_in_the_place_for_the_steering_group_alone():
    draft = factories.FrameworkVersionFactory().framework
    goal = draft.goals.get()

    assert steps(goal, factories.teacher())["framework"] == []
    assert steps(goal, factories.school_leader())["framework"] == [draft.pk]


def test_step_names_three_and_says_that_there_is_more():
    framework = factories.framework_in_force()
    for _ in range(3):
        factories.ThemeMeetingFactory(framework=framework)
    reader, on = factories.teacher(), timezone.localdate()

    def activities():
        return next(step for step in place_of(framework, reader, on=on) if step.kind == "activity")

    assert (len(activities().rows), activities().more_url) == (3, "")
    factories.ThemeMeetingFactory(framework=framework)
    more = reverse("insight:framework_thread", args=[framework.slug])
    assert (len(activities().rows), activities().more_url) == (3, more)


def test_place_takes_five_queries_whatever_hangs_on_it(django_assert_num_queries):
    framework, reader = factories.framework_in_force(), factories.teacher()
    decision = factories.DecisionFactory(version=framework.versions.get())
    assert reader.standing.is_member  # which every page has asked by then
    for rows in (1, 29):
        for _ in range(rows):
            group = factories.WorkingGroupFactory(frameworks=[framework])
            meeting = factories.ThemeMeetingFactory(framework=framework, working_group=group)
            factories.PracticeStoryFactory(framework=framework, activity=meeting)
        with django_assert_num_queries(5):
            steps(framework, reader)
        with django_assert_num_queries(5):
            steps(decision, reader)


def test_what_has_no_place_is_refused():
    with pytest.raises(TypeError):
        place_of(factories.SchoolFactory(), factories.teacher(), on=timezone.localdate())
