"""Adding files and links to an activity, and what whoever added one does with it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.activities import permissions
from network.activities.actions.inviting import locked
from network.activities.materials import rungs
from network.activities.models import Material
from network.base.refusal import Refusal

MOST = 40
MOST_VERSIONS = 50


class NotYours(Refusal):
    sentence = _("Only who added this can change it.")


class NotHere(Refusal):
    sentence = _("You cannot add anything to this activity any more.")


class AddedAlready(Refusal):
    sentence = _("You added this already. Give that one a new version instead.")


class EnoughMaterials(Refusal):
    sentence = _("There is a great deal here already. Take something away first, or put it together in one file.")


class TooWide(Refusal):
    sentence = _("Choose who may see it from the list.")


@transaction.atomic
def add_material(*, activity, title, audience, version, by, now):
    """Add a file or link with its first `version` (not saved yet). Returns the material."""
    activity = locked(activity)
    if not permissions.can_add_material(by, activity):
        raise NotHere
    if activity.materials.count() >= MOST:
        raise EnoughMaterials
    _refuse_what_cannot_be_chosen(activity, audience, by)
    if activity.materials.filter(added_by=by, title=title).exists():
        raise AddedAlready
    school = permissions.organisation_of(by)[0]
    material = Material.objects.create(
        activity=activity, title=title, audience=audience, school_id=school, added_by=by, added_at=now
    )
    _give(material, version, number=1, now=now)
    return material


@transaction.atomic
def add_version(*, material, version, by, now):
    """Put a next version on top; the earlier ones stay to be read. Returns it."""
    material = _own(material, by)
    number = material.versions.count() + 1
    if number > MOST_VERSIONS:
        raise EnoughMaterials
    return _give(material, version, number=number, now=now)


@transaction.atomic
def change_material(*, material, title, audience, by):
    """Give it another name, or share it with more people or fewer. Whoever has read it, has read it."""
    material = _own(material, by)
    _refuse_what_cannot_be_chosen(material.activity, audience, by)
    if material.activity.materials.filter(added_by=by, title=title).exclude(pk=material.pk).exists():
        raise AddedAlready
    material.title, material.audience = title, audience
    material.save(update_fields=["title", "audience"])
    return material


@transaction.atomic
def remove_material(*, material, by):
    """Take it away with all its versions: by who added it, and by those who organise the activity."""
    activity = locked(material.activity)
    if not permissions.can_remove_material(by, material, activity):
        raise NotYours
    material.delete()
    return True


def _own(material, by):
    """The material under the lock of its activity, for who added it."""
    activity = locked(material.activity)
    material = Material.objects.get(pk=material.pk)
    material.activity = activity
    if not permissions.can_change_material(by, material):
        raise NotYours
    return material


def _give(material, version, *, number, now):
    version.material, version.number, version.added_at = material, number, now
    version.save(force_insert=True)
    return version


def _refuse_what_cannot_be_chosen(activity, audience, by):
    if audience not in {rung for rung, _label in rungs(activity, by)}:
        raise TooWide
