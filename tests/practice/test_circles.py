"""What the author is told before sharing is exactly what happens."""

import pytest

from network.people.audience import Audience
from network.people.models import User
from network.practice import actions
from network.practice.circles import circles_for
from network.practice.models import PracticeStory
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A draft of someone with colleagues, two working groups and a network around."""
    school = factories.SchoolFactory(name="De Proef")
    author = factories.teacher(school)
    factories.teacher(school, given_name="Anne", family_name="Adam")
    factories.school_leader(school, given_name="Bo", family_name="Bakker")
    for name in ("Groep A", "Groep B"):
        group = factories.WorkingGroupFactory(name=name)
        factories.GroupMembershipFactory(group=group, user=author)
        factories.GroupMembershipFactory(group=group)
    partner = factories.specialist(partner=factories.PartnerFactory())
    factories.GroupMembershipFactory(group=group, user=partner)
    factories.teacher(is_active=False, school=school)
    factories.teacher()
    factories.project_lead()
    factories.administrator()
    factories.partner_contact()
    factories.funder_contact()
    return factories.PracticeStoryFactory(author=author, draft=True)


def test_each_circle_holds_as_many_people_as_it_says(story, now):
    for circle in circles_for(story, on=factories.day()):
        shared = actions.share_story(story=story, circle=circle, by=story.author, now=now)
        others = User.objects.active().exclude(pk=story.author_id)
        readers = [user for user in others if PracticeStory.objects.visible_to(user).filter(pk=story.pk).exists()]
        promised = len(others) if circle.is_public else circle.people
        assert len(readers) == promised, circle.title
        actions.take_back_story(story=shared, by=story.author)


def test_raising_from_a_group_says_who_keeps_reading(story, now):
    small = next(circle for circle in circles_for(story, on=factories.day()) if circle.title.startswith("Groep B"))
    story = actions.share_story(story=story, circle=small, by=story.author, now=now)

    schools = next(c for c in circles_for(story, on=factories.day()) if c.audience == Audience.SCHOOLS)
    story = actions.share_story(story=story, circle=schools, by=story.author, now=now)

    others = User.objects.active().exclude(pk=story.author_id)
    readers = [user for user in others if PracticeStory.objects.visible_to(user).filter(pk=story.pk).exists()]
    assert len(readers) == schools.people


def test_small_circles_name_their_people_and_large_ones_their_organisations(story):
    circles = circles_for(story, on=factories.day())

    assert [(circle.audience, circle.key) for circle in circles[:1]] == [(Audience.MY_SCHOOL, "10")]
    assert circles[0].names == ("Anne Adam", "Bo Bakker")
    assert [circle.audience for circle in circles[1:3]] == [Audience.WORKING_GROUP] * 2
    assert "De Proef" in next(circle for circle in circles if circle.audience == Audience.SCHOOLS).names
    assert circles[-1].audience == Audience.PUBLIC
    assert circles[-1].names == ()


def test_someone_without_a_school_or_group_has_the_wide_circles_only():
    story = factories.PracticeStoryFactory(author=factories.partner_contact(), draft=True)

    circles = circles_for(story, on=factories.day())

    assert [circle.audience for circle in circles] == [
        Audience.SCHOOLS,
        Audience.SCHOOLS_AND_PARTNERS,
        Audience.FUNDERS,
        Audience.PUBLIC,
    ]
