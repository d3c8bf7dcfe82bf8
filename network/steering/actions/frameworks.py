"""Writing: a new framework, a draft, a new version of what is in force."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.base.slugs import free_slug
from network.steering.models import Framework, FrameworkVersion
from network.steering.paragraphs import identify_version


class NotADraft(Refusal):
    sentence = _("This version is no longer a draft, so its text cannot change any more.")


class EditedMeanwhile(Refusal):
    """Someone else saved the draft after this person opened it. `current` is what stands there now."""

    sentence = _("Someone else changed this draft in the meantime.")

    def __init__(self, current):
        super().__init__()
        self.current = current


class NewVersionInTheMaking(Refusal):
    sentence = _("A new version of this framework is already being written.")


@transaction.atomic
def write_framework(*, title, goals, text, mandate, by, now):
    """Begin a framework under `goals` with a first draft. Returns the draft."""
    framework = Framework.objects.create(title=title, slug=free_slug(Framework, title), created_by=by, created_at=now)
    framework.goals.set(goals)
    version = FrameworkVersion(framework=framework, number=1, text=text, mandate=mandate, written_by=by, written_at=now)
    identify_version(version)
    version.save()
    return version


@transaction.atomic
def save_version(*, version, revision, text, mandate, by, now, title=None, goals=None):
    """Save a draft that was opened at `revision`. Title and goals may change until a version was adopted.

    Raises NotADraft, or EditedMeanwhile when the draft was saved by another since; the same text sent twice is fine.
    """
    version = locked(version)
    if not version.is_draft:
        raise NotADraft
    if version.revision != revision:
        if (version.text, version.mandate) == (text, mandate):
            return version
        raise EditedMeanwhile(version)
    version.text, version.mandate = text, mandate
    version.edited_by, version.edited_at, version.revision = by, now, revision + 1
    identify_version(version)
    version.save()
    if title and not version.framework.versions.ever_adopted().exists():
        name_framework(version.framework, title=title, goals=goals)
    return version


def name_framework(framework, *, title, goals):
    """Change title and goals; the address stays, because people may have been sent there."""
    framework.title = title
    framework.save(update_fields=["title"])
    framework.goals.set(goals)


@transaction.atomic
def start_new_version(*, framework, by, now):
    """Begin the next version as a copy of the one in force, or of the last one where none is. Returns the draft."""
    Framework.objects.select_for_update().get(pk=framework.pk)
    if framework.versions.in_the_making().exists():
        raise NewVersionInTheMaking
    last = framework.versions.newest_first()
    source = last.in_force().first() or last.first()
    return copy_as_draft(source, by=by, now=now)


def copy_as_draft(version, *, by, now):
    highest = version.framework.versions.aggregate(highest=Max("number"))["highest"]
    return FrameworkVersion.objects.create(
        framework_id=version.framework_id,
        number=highest + 1,
        text=version.text,
        paragraph_ids=version.paragraph_ids,
        mandate=version.mandate,
        written_by=by,
        written_at=now,
    )


def locked(version):
    """The version as it stands now; whoever else wants to change it waits until this transaction is over."""
    return FrameworkVersion.objects.select_for_update().get(pk=version.pk)
