"""From what somebody tried after a meeting to the beginning of a story that only they can read."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.base import mail
from network.people.wishes import Wish, stop_link
from network.practice import actions
from network.practice.models import PracticeStory
from network.theme_meetings.models import Harvest

Outcome = Harvest.Outcome


def ask_how_it_went(*, now):
    """Ask everyone once whose six weeks are over. Returns how many mails that are."""
    waiting = Harvest.objects.ripe(now=now).filter(asked_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(ask(pk=pk, now=now) for pk in list(waiting))


@transaction.atomic
def ask(*, pk, now):
    """Note it and write the mail in one transaction; a row that another run holds is left to that one."""
    rows = Harvest.objects.filter(pk=pk, asked_at=None).select_related("registration__user", "registration__activity")
    harvest = rows.select_for_update(of=["self"], skip_locked=True).first()
    if not harvest:
        return False
    harvest.asked_at = now
    harvest.save(update_fields=["asked_at"])
    person = harvest.registration.user
    if person.has_left() or not person.is_active or not Wish.REMINDERS.is_of(person):
        return False
    address = f"{settings.PUBLIC_ADDRESS}{reverse('practice:harvest_tell', args=[harvest.pk])}"
    mail.queue(
        template="practice/mail/did_it_work",
        to=person.email,
        language=person.language,
        now=now,
        context={"person": person, "harvest": harvest, "activity": harvest.registration.activity, "link": address},
        stop_url=stop_link(person, Wish.REMINDERS),
    )
    return True


@transaction.atomic
def tell(*, harvest, outcome, told, now):
    """Keep how it went. What was tried becomes a draft that only its author reads. Returns it, or None without one."""
    harvest = Harvest.objects.select_for_update().select_related("registration__activity").get(pk=harvest.pk)
    is_first = not harvest.outcome
    harvest.outcome, harvest.told, harvest.told_at = outcome, told, now
    harvest.save(update_fields=["outcome", "told", "told_at"])
    return draft_of(harvest, now=now) if is_first and outcome != Outcome.NOT_TRIED else None


def draft_of(harvest, *, now):
    registration = harvest.registration
    with override(registration.user.language):
        title = _("After “%(title)s”") % {"title": registration.activity.title}
    story = PracticeStory(
        title=free_title(title[:110], registration.user),
        wanted=harvest.will_try,
        happened=harvest.told,
        school_id=registration.school_id,
        activity=registration.activity,
        theme_id=registration.activity.theme_id,
        framework_id=registration.activity.framework_id,
    )
    return actions.write_story(story=story, by=registration.user, now=now)


def free_title(title, author):
    """A title that this author has not used yet."""
    taken = set(PracticeStory.objects.filter(author=author, title__startswith=title).values_list("title", flat=True))
    return next(each for each in [title, *(f"{title} ({n})" for n in range(2, len(taken) + 3))] if each not in taken)
