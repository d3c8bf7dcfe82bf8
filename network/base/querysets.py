"""What every queryset of the portal can do."""

from django.db import models


class PortalQuerySet(models.QuerySet):
    """A queryset whose foreign keys are fetched for all its rows at once, so a forgotten join costs one query."""

    @classmethod
    def as_manager(cls):
        return PortalManager.from_queryset(cls)()


class PortalManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)
