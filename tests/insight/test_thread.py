import copy
import datetime
import re
import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.activities.models import Activity
from network.insight.cells import blocks_of
from network.insight.drawing import tall, wide
from network.insight.gaps import gaps_of
from network.insight.thread import thread_for
from network.people.audience import Audience
from network.practice.models import PracticeStory
from network.schools.school_year import SchoolYear
from network.steering.models import Framework, FrameworkVersion, Goal
from network.working_groups.models import WorkingGroup
from tests import factories

pytestmark = pytest.mark.django_db

THREAD = reverse("insight:thread")


def thread(user, **choice):
    return thread_for(user, now=timezone.now(), on=timezone.localdate(), **choice)


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


def test_framework_of_two_goals_hangs_under_both():
    goals = [factories.GoalFactory(), factories.GoalFactory()]
    factories.framework_in_force(goals=goals)
    factories.GoalFactory()

    found = thread(factories.teacher())

    assert [len(goal.strands) for goal in found.goals] == [1, 1, 0]


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


def test_thread_of_one_goal_leaves_the_others_out():
    goals = [factories.GoalFactory(), factories.GoalFactory()]
    frameworks = [factories.framework_in_force(goals=[goal]) for goal in goals]
    factories.ThemeMeetingFactory(goal=goals[1])
    factories.ThemeMeetingFactory()

    found = thread(factories.teacher(), goal=goals[0].slug)

    assert [(row.goal, [strand.framework for strand in row.strands]) for row in found.goals] == [
        (goals[0], [frameworks[0]])
    ]
    assert (found.goals[0].outside, found.adrift, found.choices) == ([], [], goals)


def test_thread_of_one_school_year_has_what_happened_in_it():
    framework = factories.framework_in_force(goals=[factories.GoalFactory(starts_on=factories.day(-900))])
    this = SchoolYear.of(timezone.localdate())
    now = factories.ThemeMeetingFactory(framework=framework, starts_at=factories.moment(0), ends_at=factories.moment(1))
    before = {"starts_at": this.previous.starts_at, "ends_at": this.previous.starts_at + datetime.timedelta(hours=2)}
    then = factories.ThemeMeetingFactory(framework=framework, **before)
    story = factories.PracticeStoryFactory(framework=framework, published_at=this.previous.starts_at)
    reader = factories.teacher()

    present, past = thread(reader, year=this), thread(reader, year=this.previous)

    assert [row.pk for row in present.goals[0].strands[0].activities] == [now.pk]
    assert present.goals[0].strands[0].stories == []
    assert {year.first for year in present.years} >= {this.first, this.previous.first}
    (strand,) = past.goals[0].strands
    assert ([row.pk for row in strand.activities], strand.stories) == ([then.pk], [story])


def told(user, **choice):
    return [(str(gap.about), gap.words, gap.action) for gap in gaps_of(thread(user, **choice), user)]


def test_every_gap_is_told_once_with_what_its_reader_can_do():
    goal = factories.GoalFactory(title="Nieuw doel")
    framework = factories.framework_in_force(goals=[factories.GoalFactory(), factories.GoalFactory()])
    meeting = factories.ThemeMeetingFactory(title="Los", goal=framework.goals.first())
    factories.ActivityFactory(kind="steering_meeting")
    write, plan, group, story = "Schrijf een kader", "Plan een bijeenkomst", "Zoek een groep", "Schrijf een verhaal"

    def expected(write, plan, group, choose):
        other = framework.goals.last()
        return [
            (str(other), "heeft nog geen bijeenkomst", plan),
            (str(goal), "heeft nog geen kader", write),
            (str(goal), "heeft nog geen bijeenkomst", plan),
            (str(framework), "heeft nog geen werkgroep", group),
            (str(framework), "heeft nog geen bijeenkomst", plan),
            (str(framework), "heeft nog geen verhaal dat jij mag lezen", story),
            (str(meeting), "valt buiten elk kader", choose),
        ]

    assert sorted(told(factories.teacher())) == sorted(expected("", "", "", ""))
    assert sorted(told(factories.school_leader())) == sorted(expected(write, "", "", ""))
    assert sorted(told(factories.project_lead())) == sorted(expected(write, plan, group, "Kies het kader"))


def test_whole_thread_has_no_gap():
    framework = factories.framework_in_force()
    factories.WorkingGroupFactory(frameworks=[framework])
    factories.ThemeMeetingFactory(framework=framework)
    factories.PracticeStoryFactory(framework=framework)

    assert told(factories.teacher()) == []


def test_drawing_in_both_forms_and_table_say_the_same(client_of):
    framework = factories.framework_in_force(title="Kader met leven")
    lonely = factories.framework_in_force(title="Kader zonder leven")
    goal = factories.GoalFactory(title="Doel zonder kader")
    group = factories.WorkingGroupFactory(frameworks=[framework])
    meetings = [factories.ThemeMeetingFactory(framework=framework) for _ in range(5)]
    story = factories.PracticeStoryFactory(framework=framework)
    reader = factories.teacher()
    found = thread(reader)
    blocks = blocks_of(found)

    for sheet in (wide(found, blocks), tall(found, blocks)):
        linked = {text.url for text in sheet.texts}
        shown = [framework, lonely, goal, group, *meetings[:3], story]
        assert {row.get_absolute_url() for row in shown} <= linked
        assert not {row.get_absolute_url() for row in meetings[3:]} & linked
        words = [text.full for text in sheet.texts]
        assert words.count("nog geen werkgroep") == words.count("nog geen verhaal") == 1
        assert {"Nog geen kader", "en nog 2"} <= set(words)
        assert [knot.look for knot in sheet.knots].count("story broken") == 1
        assert max(text.y + text.height for text in sheet.texts) <= sheet.height
        assert all(text.x + 3 >= 0 and text.x + text.width <= sheet.width for text in sheet.texts)

    page = client_of(reader).get(THREAD).content.decode()
    table = page.partition("<table")[2].partition("</table>")[0]
    for words in ("nog geen werkgroep", "nog geen verhaal", "Nog geen kader", "en nog 2", "Kader zonder leven"):
        assert words in table
    assert [f'<svg class="drawing {look}"' in page for look in ("wide", "tall")] == [True, True]


def test_draft_of_a_framework_has_no_gaps_but_an_open_thread():
    draft = factories.FrameworkVersionFactory().framework
    leader = factories.school_leader()
    found = thread(leader)

    (block,) = blocks_of(found)

    assert [cell.thread for cell in block.rows[0].cells] == ["open"] * 4
    assert [about for about, _words, _action in told(leader)] == [str(draft.goals.get())]


READERS = [
    factories.teacher,
    factories.specialist,
    factories.school_leader,
    factories.partner_contact,
    factories.project_lead,
]


@pytest.mark.parametrize("make", READERS)
def test_what_was_told_in_a_small_circle_leaves_no_trace(client_of, make):
    """Not by name, not by count, not by a gap that is closed: the page is the same with it as without."""
    factories.NetworkFactory()
    framework = factories.framework_in_force()
    browser = client_of(make())
    pages = [THREAD, reverse("insight:framework_thread", args=[framework.slug]), framework.get_absolute_url()]
    before = [words_of(browser.get(page)) for page in pages]

    visit = factories.SchoolVisitFactory(framework=framework, audience=Audience.MY_SCHOOL)
    factories.ThemeMeetingFactory(audience=Audience.ONLY_ME)
    for audience in (Audience.MY_SCHOOL, Audience.WORKING_GROUP):
        group = factories.WorkingGroupFactory()
        factories.PracticeStoryFactory(framework=framework, audience=audience, working_group=group, activity=visit)
    factories.PracticeStoryFactory(framework=framework, draft=True)

    assert [words_of(browser.get(page)) for page in pages] == before


def words_of(answer):
    """The content of a page, without the protection of its forms."""
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", main)


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


def copies(row, number, **changes):
    """`number` more rows like one of the database; `changes` are functions of the place in the row."""
    for place in range(number):
        row = copy.copy(row)
        row.pk, row._state.adding = None, True
        for name, value in changes.items():
            setattr(row, name, value(place))
        yield row


def hang_many(number, since=0):
    """That many frameworks in force under as many goals, each with a group, a meeting, a story, and a loose meeting."""
    framework = factories.framework_in_force()
    rows = {"goal": framework.goals.get(), "version": framework.versions.get()}
    group = factories.WorkingGroupFactory()
    meeting = Activity.objects.get(pk=factories.ThemeMeetingFactory().pk)
    story = factories.PracticeStoryFactory()
    slug = {"slug": lambda n: f"kopie-{since + n}"}
    goals = Goal.objects.bulk_create(copies(rows["goal"], number, **slug))
    frameworks = Framework.objects.bulk_create(copies(framework, number, **slug))
    Framework.goals.through.objects.bulk_create(
        Framework.goals.through(goal=goal, framework=under) for goal, under in zip(goals, frameworks, strict=True)
    )
    FrameworkVersion.objects.bulk_create(copies(rows["version"], number, framework=frameworks.__getitem__))
    WorkingGroup.frameworks.through.objects.bulk_create(
        WorkingGroup.frameworks.through(workinggroup=group, framework=under) for under in frameworks
    )
    fresh = slug | {"calendar_uid": lambda n: uuid.uuid4()}
    Activity.objects.bulk_create(copies(meeting, number, framework=frameworks.__getitem__, **fresh))
    fresh["slug"] = lambda n: f"los-{since + n}"
    Activity.objects.bulk_create(copies(meeting, number, **fresh))
    titled = slug | {"title": lambda n: f"Verhaal {since + n}"}
    PracticeStory.objects.bulk_create(copies(story, number, framework=frameworks.__getitem__, **titled))


@pytest.mark.parametrize("make", [factories.teacher, factories.project_lead])
def test_thread_costs_the_same_twelve_queries_and_no_more_with_one_row_thirty_and_three_hundred(client_of, make):
    factories.NetworkFactory()
    browser, costs = client_of(make()), []
    for since, until in ((0, 1), (1, 30), (30, 300)):
        hang_many(until - since, since)
        browser.get(THREAD)
        with CaptureQueriesContext(connection) as asked:
            began = time.process_time()
            answer = browser.get(THREAD)
            took = time.process_time() - began
        costs.append((len(asked), took, answer.content.count(b"<tr>")))

    assert {queries for queries, _took, _rows in costs} == {costs[0][0]}
    assert costs[0][0] <= 12
    assert costs[2][2] > 8 * costs[1][2] > 80
    assert costs[2][1] < 25 * costs[1][1], "ten times as much took more than ten times as long"


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
