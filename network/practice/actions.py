"""What happens to a practice story: written, shared, taken back, answered."""

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from network.people.audience import Audience
from network.practice.models import PracticeStory, Response

LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class TitleTaken(Exception):
    """The author already has a story with this title; a form that was sent twice ends here."""


class NothingToTell(Exception):
    """A story can be shared once it says what was done and what happened."""


class AlreadySaid(Exception):
    """The same words under the same story: a form that was sent twice."""


def slug_for(title):
    """A name for the address that nobody can guess from the title, so it tells nothing about drafts of others."""
    return f"{slugify(title)[:70]}-{get_random_string(5, LETTERS)}".lstrip("-")


def write_story(*, story, by, now):
    """Save a story as its author wrote it; a new one is a draft. Raises TitleTaken."""
    if story._state.adding:
        story.author, story.written_at, story.slug = by, now, slug_for(story.title)
    _save_once(story, PracticeStory, "practice_story_title_once_per_author", TitleTaken)
    return story


def _save_once(row, model, constraint, problem):
    """Save a row, and raise `problem` when it breaks this one constraint."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name == constraint:
            raise problem from None
        raise


@transaction.atomic
def share_story(*, story, circle, by, now):
    """Let the people of a circle read it, more or fewer than before. Raises NothingToTell.

    It counts as new to its readers when they become more. What was said to another working group stays between
    whoever said it and the author.
    """
    story = PracticeStory.objects.select_for_update().get(pk=story.pk, author=by)
    if not story.is_complete:
        raise NothingToTell
    if not story.is_published or circle.audience > story.audience:
        story.published_at = now
    if circle.group_id and circle.group_id != story.working_group_id:
        story.responses.filter(said_to=Audience.WORKING_GROUP).update(said_to=Audience.ONLY_ME)
        story.working_group_id = circle.group_id
    story.audience = circle.audience
    story.save(update_fields=["audience", "working_group", "published_at"])
    return story


@transaction.atomic
def take_back_story(*, story, by):
    """Make it a draft again that its author alone reads. Responses stay, and return with the story."""
    story = PracticeStory.objects.select_for_update().get(pk=story.pk, author=by)
    story.audience, story.working_group, story.published_at = Audience.ONLY_ME, None, None
    story.save(update_fields=["audience", "working_group", "published_at"])
    return story


@transaction.atomic
def delete_draft(*, story, by):
    """Throw away a story that nobody else can read. Raises PracticeStory.DoesNotExist for any other."""
    PracticeStory.objects.select_for_update().get(pk=story.pk, author=by, published_at=None).delete()


@transaction.atomic
def respond(*, story, kind, text, by, now):
    """Say something to whoever can read the story now. Raises AlreadySaid, and DoesNotExist if it was taken back."""
    story = PracticeStory.objects.published().select_for_update().get(pk=story.pk)
    response = Response(story=story, kind=kind, text=text, author=by, said_to=story.audience, written_at=now)
    _save_once(response, Response, "response_once", AlreadySaid)
    return response


@transaction.atomic
def remove_response(*, response, by):
    """Take back one's own words. Raises DoesNotExist for somebody else's."""
    Response.objects.select_for_update().get(pk=response.pk, author=by).delete()
