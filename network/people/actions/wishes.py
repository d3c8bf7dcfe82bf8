"""Which mail a person wants, and whether photos of this person may be used."""

from django.db import transaction

from network.people.models import User

PHOTO_TEXT_VERSION = "2026-11"
"""Raise it with every change of the sentence about photos (`forms/wishes.py`): one agrees to a text."""


@transaction.atomic
def save_wishes(*, form, now):
    """Save a valid `WishesForm`, and with it whether photos are allowed."""
    person = form.save()
    allow_photos(person=person, allowed=form.cleaned_data["allows_photos"], now=now)
    return person


def allow_photos(*, person, allowed, now):
    """Note or withdraw the consent. One that stands keeps its date while its text is the same."""
    version = PHOTO_TEXT_VERSION if allowed else ""
    if person.photo_consent_version != version:
        person.photo_consent_version, person.photo_consent_at = version, now if allowed else None
        person.save(update_fields=["photo_consent_version", "photo_consent_at"])


def stop_mail(*, person, wish):
    """Send this person no mail of one kind any more; doing it twice changes nothing."""
    User.objects.filter(pk=person.pk, **{wish.field: True}).update(**{wish.field: False})
