"""Making a working group, changing its page, and who comes and goes. Nothing is deleted: what ends gets a last day."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.base.slugs import free_slug
from network.working_groups import emails
from network.working_groups.models import GroupMembership, WorkingGroup


class AlreadyMember(Refusal):
    sentence = _("This person is already in the group.")


class EndsBeforeItBegan(Refusal):
    sentence = _("The last day lies before the first day.")


class HasEnded(Refusal):
    sentence = _("This has already ended.")


@transaction.atomic
def start_group(*, name, purpose, frameworks, themes, starts_on):
    """Make a working group without members. Returns it."""
    group = WorkingGroup.objects.create(
        name=name, slug=free_slug(WorkingGroup, name), purpose=purpose, starts_on=starts_on
    )
    group.frameworks.set(frameworks)
    group.themes.set(themes)
    return group


@transaction.atomic
def change_group(*, group, name, purpose, frameworks, themes):
    """Change what stands on the page of a group; its address stays."""
    group.name, group.purpose = name, purpose
    group.save(update_fields=["name", "purpose"])
    group.frameworks.set(frameworks)
    group.themes.set(themes)


class LastDayIsPast(Refusal):
    sentence = _("Choose today or a later day: what the group did until now stays what it was.")


@transaction.atomic
def end_group(*, group, last_day, on):
    """Give a group its last day, from today (`on`) on; who is still in it then leaves on that day too."""
    group = locked(group)
    if last_day < on:
        raise LastDayIsPast
    if last_day < group.starts_on:
        raise EndsBeforeItBegan
    group.ends_on = last_day
    group.save(update_fields=["ends_on"])
    staying = group.memberships.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))
    staying.update(ends_on=Greatest(F("starts_on"), last_day))


@transaction.atomic
def add_member(*, group, user, is_chair, by, now):
    """Take a person in from today on and tell them by mail. Returns the membership."""
    group, today = locked(group), timezone.localdate(now)
    if group.ends_on and group.ends_on < today:
        raise HasEnded
    if group.memberships.filter(user=user).filter(Q(ends_on=None) | Q(ends_on__gte=today)).exists():
        raise AlreadyMember
    membership = GroupMembership.objects.create(group=group, user=user, is_chair=is_chair, starts_on=today)
    if user != by:
        emails.queue_added(membership, by=by, now=now)
    return membership


@transaction.atomic
def end_membership(*, membership, last_day, on):
    """Note someone's last day in the group. `on` is today: what ended before it stays as it is."""
    membership = GroupMembership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on and membership.ends_on < on:
        raise HasEnded
    if last_day < membership.starts_on:
        raise EndsBeforeItBegan
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def name_chair(*, membership, is_chair):
    """Say whether this member leads the group; a group may have several who do, or none for a while."""
    membership.is_chair = is_chair
    membership.save(update_fields=["is_chair"])


def locked(group):
    return WorkingGroup.objects.select_for_update().get(pk=group.pk)
