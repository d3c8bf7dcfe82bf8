import datetime

import pytest
from django.db import IntegrityError, transaction

from network.people.audience import Audience
from network.practice import actions
from network.practice.circles import Circle
from network.practice.models import PracticeStory, Response
from tests import factories

pytestmark = pytest.mark.django_db

SCHOOLS = Circle(Audience.SCHOOLS, "schools", 3)
SCHOOL = Circle(Audience.MY_SCHOOL, "school", 2)


def new_story(author, **fields):
    return PracticeStory(title="Een vraag per les", did="Vragen stellen.", happened="Stilte.", **fields)


def test_write_makes_a_draft_with_an_address_that_cannot_be_guessed(now):
    author = factories.teacher()

    story = actions.write_story(story=new_story(author), by=author, now=now)

    assert (story.author, story.audience, story.published_at) == (author, Audience.ONLY_ME, None)
    assert story.slug.startswith("een-vraag-per-les-")
    assert len(story.slug) == len("een-vraag-per-les-") + 5


def test_write_twice_makes_one_story(now):
    author = factories.teacher()
    actions.write_story(story=new_story(author), by=author, now=now)

    with pytest.raises(actions.TitleTaken):
        actions.write_story(story=new_story(author), by=author, now=now)

    assert PracticeStory.objects.count() == 1


def test_two_authors_may_choose_the_same_title(now):
    for author in (factories.teacher(), factories.teacher()):
        actions.write_story(story=new_story(author), by=author, now=now)

    assert PracticeStory.objects.count() == 2


def test_title_without_letters_gets_an_address_too(now):
    author = factories.teacher()

    story = actions.write_story(story=PracticeStory(title="?!"), by=author, now=now)

    assert len(story.slug) == 5


def test_share_publishes_now_and_counts_as_new_only_when_readers_become_more(now):
    story = factories.PracticeStoryFactory(draft=True)
    later, latest = now + datetime.timedelta(days=1), now + datetime.timedelta(days=2)

    first = actions.share_story(story=story, circle=SCHOOL, by=story.author, now=now)
    wider = actions.share_story(story=story, circle=SCHOOLS, by=story.author, now=later)
    narrower = actions.share_story(story=story, circle=SCHOOL, by=story.author, now=latest)

    assert [first.published_at, wider.published_at, narrower.published_at] == [now, later, later]
    assert narrower.audience == Audience.MY_SCHOOL


def test_share_of_half_a_story_is_refused(now):
    story = factories.PracticeStoryFactory(draft=True, happened="  ")

    with pytest.raises(actions.NothingToTell):
        actions.share_story(story=story, circle=SCHOOLS, by=story.author, now=now)

    assert not PracticeStory.objects.get().is_published


@pytest.mark.parametrize("make", [factories.project_lead, factories.administrator, factories.teacher])
def test_only_the_author_shares_or_takes_back(make, now):
    story, other = factories.PracticeStoryFactory(audience=Audience.MY_SCHOOL), make()

    with pytest.raises(PracticeStory.DoesNotExist):
        actions.share_story(story=story, circle=SCHOOLS, by=other, now=now)
    with pytest.raises(PracticeStory.DoesNotExist):
        actions.take_back_story(story=story, by=other)

    assert PracticeStory.objects.get().audience == Audience.MY_SCHOOL


def test_another_group_does_not_hear_what_was_said_to_the_first(now):
    author = factories.teacher()
    one, two = (factories.GroupMembershipFactory(user=author).group for _ in range(2))
    story = factories.PracticeStoryFactory(author=author, working_group=one, audience=Audience.WORKING_GROUP)
    response = factories.ResponseFactory(story=story, said_to=Audience.WORKING_GROUP)
    member = factories.GroupMembershipFactory(group=two).user

    circle = Circle(Audience.WORKING_GROUP, "two", 1, group_id=two.pk)
    actions.share_story(story=story, circle=circle, by=author, now=now)

    assert list(PracticeStory.objects.visible_to(member)) == [story]
    assert list(Response.objects.visible_to(member)) == []
    assert list(Response.objects.visible_to(author)) == [response]


def test_take_back_leaves_a_draft_without_a_circle():
    group = factories.GroupMembershipFactory().group
    story = factories.PracticeStoryFactory(working_group=group, audience=Audience.WORKING_GROUP)

    story = actions.take_back_story(story=story, by=story.author)

    assert (story.audience, story.working_group, story.published_at) == (Audience.ONLY_ME, None, None)


def test_delete_takes_drafts_only():
    draft, shared = factories.PracticeStoryFactory(draft=True), factories.PracticeStoryFactory()

    actions.delete_draft(story=draft, by=draft.author)
    with pytest.raises(PracticeStory.DoesNotExist):
        actions.delete_draft(story=shared, by=shared.author)

    assert list(PracticeStory.objects.all()) == [shared]


def test_respond_remembers_who_could_read_along(now):
    story, reader = factories.PracticeStoryFactory(audience=Audience.SCHOOLS), factories.teacher()

    response = actions.respond(story=story, kind=Response.Kind.TRIED, text="Wij ook.", by=reader, now=now)

    assert (response.said_to, response.author, response.is_trial) == (Audience.SCHOOLS, reader, True)


def test_respond_twice_says_it_once(now):
    story, reader = factories.PracticeStoryFactory(), factories.teacher()
    actions.respond(story=story, kind=Response.Kind.THOUGHT, text="Mooi.", by=reader, now=now)

    with pytest.raises(actions.AlreadySaid):
        actions.respond(story=story, kind=Response.Kind.THOUGHT, text="Mooi.", by=reader, now=now)

    assert Response.objects.count() == 1


def test_respond_to_a_story_that_was_just_taken_back_finds_nothing(now):
    story = factories.PracticeStoryFactory()
    actions.take_back_story(story=story, by=story.author)

    with pytest.raises(PracticeStory.DoesNotExist):
        actions.respond(story=story, kind=Response.Kind.THOUGHT, text="Mooi.", by=factories.teacher(), now=now)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"audience": Audience.ONLY_ME}, "practice_story_published_has_readers"),
        ({"did": ""}, "practice_story_published_tells_what_happened"),
        ({"happened": ""}, "practice_story_published_tells_what_happened"),
        ({"audience": Audience.WORKING_GROUP}, "practice_story_for_a_group_names_it"),
        ({"audience": Audience.MY_SCHOOL, "school": None}, "practice_story_for_a_school_names_it"),
    ],
)
def test_database_refuses_a_published_story_that(changes, constraint):
    story = factories.PracticeStoryFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PracticeStory.objects.filter(pk=story.pk).update(**changes)


def test_what_is_told_in_confidence_stays_out_of_the_audit_trail():
    factories.ResponseFactory(story=factories.PracticeStoryFactory(title="Geheim", did="geheim"), text="geheim")

    for model in (PracticeStory, Response):
        event = model.events.rel.related_model.objects.values().first()
        assert "geheim" not in str(event).lower().replace("praktijkverhaal", "")


def test_response_is_taken_back_by_whoever_said_it():
    story = factories.PracticeStoryFactory()
    mine, other = (factories.ResponseFactory(story=story) for _ in range(2))

    actions.remove_response(response=mine, by=mine.author)
    with pytest.raises(Response.DoesNotExist):
        actions.remove_response(response=other, by=story.author)

    assert list(Response.objects.all()) == [other]
