"""Writing, publishing and accepting the privacy statement."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.models import User
from network.privacy.models import Acceptance, Statement
from network.privacy.statements import current, first_statement


class NotTheCurrent(Refusal):
    sentence = _("A newer version was published in the meantime. Read that one.")


class AlreadyPublished(Refusal):
    sentence = _("This version was already published.")


def written_first(*, now):
    """The row of the first version; it is written when somebody first needs it."""
    first = first_statement()
    texts = {"text": first.text, "english_text": first.english_text}
    return Statement.objects.get_or_create(number=1, defaults={**texts, "written_at": now, "published_at": now})[0]


@transaction.atomic
def save_draft(*, texts, by, now):
    """Write the next version, which nobody sees yet. There is one draft at a time; saving again changes that one."""
    written_first(now=now)
    latest = Statement.objects.select_for_update().published().newest_first().first()
    draft = Statement.objects.draft() or Statement(number=latest.number + 1)
    for field, value in texts.items():
        setattr(draft, field, value)
    draft.written_by, draft.written_at = by, now
    draft.save()
    return draft


@transaction.atomic
def publish(*, draft, by, now):
    """Let a draft take the place of the version before it. Everyone is asked to accept it, if it says so."""
    draft = Statement.objects.select_for_update().get(pk=draft.pk)
    if draft.published_at:
        raise AlreadyPublished
    draft.published_by, draft.published_at = by, now
    draft.save(update_fields=["published_by", "published_at"])
    if draft.asks_acceptance:
        User.objects.filter(erased_at=None).update(has_to_accept=True)
    return draft


@transaction.atomic
def accept(*, person, number, now):
    """Note that a person accepts the version that was shown. Raises NotTheCurrent when there is a newer one by now."""
    person = User.objects.select_for_update().get(pk=person.pk)
    statement = current() if Statement.objects.published().exists() else written_first(now=now)
    if statement.number != number:
        raise NotTheCurrent
    Acceptance.objects.get_or_create(user=person, statement=statement, defaults={"accepted_at": now})
    person.has_to_accept = False
    person.save(update_fields=["has_to_accept"])
