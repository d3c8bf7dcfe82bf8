"""Asking for a copy of one's own data."""

from django.core.files.storage import default_storage
from django.db import transaction
from django_q.tasks import async_task

from network.people.models import User
from network.privacy.models import OwnDataCopy


@transaction.atomic
def ask_for_copy(*, person, now):
    """Have a copy made in the background. While one is in the making, asking again gives that one.

    An earlier copy goes: one file with everything about a person is enough to look after.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if in_the_making := person.data_copies.in_the_making().first():
        return in_the_making
    for earlier in person.data_copies.all():
        transaction.on_commit(lambda name=earlier.file_name: default_storage.delete(name))
        earlier.delete()
    copy = OwnDataCopy.objects.create(user=person, asked_at=now)
    async_task("network.privacy.tasks.build_copy", copy.pk, task_name=f"copy {copy.pk}", save=False)
    return copy
