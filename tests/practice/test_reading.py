"""Who may read a story and what is said to it: what the ladder opens, and nobody below it by office."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network.people.audience import Audience
from network.practice.models import PracticeStory, Response
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """One person of every kind, seen from a story of the school of `author`, who sits in a working group."""
    school = factories.SchoolFactory()
    author = factories.teacher(school)
    group = factories.WorkingGroupFactory()
    factories.GroupMembershipFactory(group=group, user=author)
    everyone = {
        "colleague": factories.teacher(school),
        "leader": factories.school_leader(school),
        "group member": factories.GroupMembershipFactory(group=group).user,
        "partner in the group": factories.specialist(partner=factories.PartnerFactory()),
        "teacher elsewhere": factories.teacher(),
        "project lead": factories.project_lead(),
        "partner": factories.partner_contact(),
        "funder": factories.funder_contact(),
        "administrator": factories.administrator(),
        "visitor": AnonymousUser(),
    }
    factories.GroupMembershipFactory(group=group, user=everyone["partner in the group"])
    return author, group, everyone


SCHOOL = {"colleague", "leader"}
GROUP = SCHOOL | {"group member", "partner in the group"}
SCHOOLS = GROUP | {"teacher elsewhere", "project lead"}
PARTNERS = SCHOOLS | {"partner"}
FUNDERS = PARTNERS | {"funder"}
EVERYONE = FUNDERS | {"administrator", "visitor"}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.MY_SCHOOL, SCHOOL),
        (Audience.WORKING_GROUP, GROUP),
        (Audience.SCHOOLS, SCHOOLS),
        (Audience.SCHOOLS_AND_PARTNERS, PARTNERS),
        (Audience.FUNDERS, FUNDERS),
        (Audience.PUBLIC, EVERYONE),
    ],
)
def test_story_is_read_by_its_rung_and_nobody_else(people, audience, expected):
    author, group, everyone = people
    story = factories.PracticeStoryFactory(author=author, working_group=group, audience=audience)

    readers = {name for name, user in everyone.items() if story in PracticeStory.objects.visible_to(user)}

    assert readers == expected
    assert story in PracticeStory.objects.visible_to(author)


def test_draft_is_read_by_its_author_alone(people):
    author, group, everyone = people
    story = factories.PracticeStoryFactory(author=author, working_group=group, draft=True)

    assert list(PracticeStory.objects.visible_to(author)) == [story]
    assert [name for name, user in everyone.items() if PracticeStory.objects.visible_to(user)] == []


def test_draft_marked_for_the_schools_is_still_a_draft(people):
    author, _group, everyone = people
    factories.PracticeStoryFactory(author=author, audience=Audience.PUBLIC, published_at=None)

    assert [name for name, user in everyone.items() if PracticeStory.objects.visible_to(user)] == []


def test_project_lead_and_administrator_read_within_a_circle_they_belong_to(people):
    author, group, everyone = people
    story = factories.PracticeStoryFactory(author=author, working_group=group, audience=Audience.WORKING_GROUP)
    factories.GroupMembershipFactory(group=group, user=everyone["project lead"])

    assert list(PracticeStory.objects.visible_to(everyone["project lead"])) == [story]
    assert list(PracticeStory.objects.visible_to(everyone["administrator"])) == []


@pytest.mark.parametrize(("starts", "ends"), [(-100, -1), (1, None), (1, 30)])
def test_working_group_reads_only_while_one_is_in_it(people, starts, ends):
    author, group, everyone = people
    factories.PracticeStoryFactory(author=author, working_group=group, audience=Audience.WORKING_GROUP)
    factories.GroupMembershipFactory(
        group=group,
        user=everyone["teacher elsewhere"],
        starts_on=factories.day(starts),
        ends_on=ends and factories.day(ends),
    )

    assert list(PracticeStory.objects.visible_to(everyone["teacher elsewhere"])) == []


def test_membership_that_ends_later_still_opens_the_circle(people):
    author, group, everyone = people
    story = factories.PracticeStoryFactory(author=author, working_group=group, audience=Audience.WORKING_GROUP)
    factories.GroupMembershipFactory(group=group, user=everyone["teacher elsewhere"], ends_on=factories.day(30))

    assert list(PracticeStory.objects.visible_to(everyone["teacher elsewhere"])) == [story]


def test_response_in_a_small_circle_is_not_overheard_when_the_story_opens(people):
    author, group, everyone = people
    story = factories.PracticeStoryFactory(author=author, working_group=group, audience=Audience.PUBLIC)
    early = factories.ResponseFactory(story=story, author=everyone["colleague"], said_to=Audience.MY_SCHOOL)
    late = factories.ResponseFactory(story=story, author=everyone["partner"], said_to=Audience.PUBLIC)

    def heard(name):
        return list(Response.objects.visible_to(everyone[name]).order_by("pk"))

    assert heard("leader") == [early, late]
    assert list(Response.objects.visible_to(author).order_by("pk")) == [early, late]
    assert heard("teacher elsewhere") == heard("project lead") == heard("group member") == [late]
    assert heard("visitor") == []


def test_response_stays_with_its_writer_when_the_story_is_out_of_reach(people):
    author, _group, everyone = people
    story = factories.PracticeStoryFactory(author=author, audience=Audience.SCHOOLS)
    factories.ResponseFactory(story=story, author=everyone["teacher elsewhere"], said_to=Audience.SCHOOLS)
    PracticeStory.objects.filter(pk=story.pk).update(audience=Audience.MY_SCHOOL)

    assert list(Response.objects.visible_to(everyone["teacher elsewhere"])) == []
    assert len(Response.objects.visible_to(author)) == 1
