"""Removing a person's details. The account stays as “Former member”: texts have an author and totals stay right.

Everything happens in one transaction per person: a job that is killed half-way has done nothing, and runs again.
"""

import logging

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Greatest
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django_q.models import Task

from network.activities.actions import withdraw
from network.activities.models import Registration
from network.base.trail import forget_in_trail
from network.people.models import Appointment, Membership, User
from network.privacy import emails, handover, noting
from network.privacy.models import Erasure
from network.privacy.registry import finding, holdings
from network.privacy.registry.removing import forget_guests
from network.privacy.registry.traces import LOST_LINK
from network.working_groups.models import GroupMembership

LOCK = 70_071  # any number that nothing else locks
logger = logging.getLogger(__name__)


def forget_who_asked(*, now):
    """Remove the details of everyone whose time for regret is over. Returns how many people.

    What goes wrong with one person holds up nobody else, and is tried again the next time.
    """
    forgotten = 0
    for pk in Erasure.objects.due(now=now).order_by("due_at", "pk").values_list("pk", flat=True):
        try:
            forgotten += carry_out(pk=pk, now=now)
        except Exception:
            logger.exception("Erasure %s could not be carried out", pk)
    return forgotten


@transaction.atomic
def carry_out(*, pk, now):
    """Remove the details of one person, unless that was taken back, was done, or is being done. Returns whether."""
    one_person_at_a_time()
    found = Erasure.objects.due(now=now).filter(pk=pk).values_list("user", flat=True).first()
    if not found:
        return False
    # The person first and then the request, in the order in which it is taken back.
    person = User.objects.select_for_update().get(pk=found)
    erasure = Erasure.objects.due(now=now).select_for_update().filter(pk=pk).first()
    if not erasure:
        return False
    if handover.must(person, on=localdate(now)):
        hold_up(erasure, now)
        return False
    address, language = person.email, person.language
    files = [copy.file_name for copy in person.data_copies.all()]
    leave(person, now=now)
    going = [(holding, list(holding.rows_that_go(person).values_list("pk", flat=True))) for holding in holdings()]
    forget_guests(finding.guests_of(person), now=now)
    make_nameless(person, now=now)
    blank_words_about(person)
    for holding, keys in going:
        remove(holding, keys, erasure=erasure, now=now)
    EmailAddress.objects.filter(user=person).delete()  # the one that came along with the new address
    forget_elsewhere(person)
    forget_in_trail(person.pk)
    erasure.done_at = now
    erasure.save(update_fields=["done_at"])
    emails.queue_done(erasure, to=address, language=language, now=now)
    transaction.on_commit(lambda: [default_storage.delete(name) for name in files])
    return True


def one_person_at_a_time():
    """Hold the only key until the transaction ends: of two last project leads one would not see the other leave."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def hold_up(erasure, now):
    """Tell, once, that something must be handed over first."""
    if erasure.held_up_at is None:
        erasure.held_up_at = now
        erasure.save(update_fields=["held_up_at"])
        emails.queue_held_up(erasure, now=now)


def leave(person, *, now):
    """Give back coming seats, and end memberships, offices and seats in groups today."""
    coming = Registration.objects.active().filter(user=person, activity__starts_at__gt=now, activity__state="published")
    for registration in coming.select_related("activity").order_by("activity_id"):
        withdraw(registration=registration, by=person, now=now)
    today = localdate(now)
    for periods in (Membership, Appointment, GroupMembership):
        rows = periods.objects.filter(user=person).exclude(ends_on__lt=today)
        rows.update(ends_on=Greatest(F("starts_on"), today))


def nameless(person):
    """What stands in the columns of a person without details: in the portal's own language, for where no page is."""
    with override(settings.LANGUAGE_CODE):
        given, _space, family = gettext("Former member").rpartition(" ")
    return {
        "email": f"{person.pk}@removed.invalid",
        "given_name": given or family,
        "family_name": family,
        "can_offer": "",
        "phone": "",
        "wants_to_learn": "",
    }


def make_nameless(person, *, now):
    for field, value in nameless(person).items():
        setattr(person, field, value)
    person.is_active, person.leaves_at, person.erased_at = False, None, now
    person.last_login = person.photo_consent_at = None
    person.photo_consent_version = ""
    person.has_to_accept = False
    person.set_unusable_password()
    person.save()


def blank_words_about(person):
    """What is said in words about a person in rows that stay. A dash says that something stood there."""
    for holding in holdings():
        if holding.blanks and holding.table is not User:
            blank = {name: Case(When(**{name: ""}, then=Value("")), default=Value("–")) for name in holding.blanks}
            holding.rows_of(person).update(**blank)


def remove(holding, keys, *, erasure, now):
    if keys:
        holding.rows().filter(pk__in=keys).delete()
        noting.note(holding.table, len(keys), erasure=erasure, now=now)


def forget_elsewhere(person):
    """Where names stand beside a person: what administrators changed, and links that could not be mailed."""
    accounts = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=accounts, object_id=str(person.pk)).update(object_repr="")
    Task.objects.filter(func=LOST_LINK).delete()
