from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "network.base"
    verbose_name = _("Mail")

    def ready(self):
        from network.base import checks, trail  # noqa: F401  (the checks register themselves)

        # This app stands after pgtrigger in the settings, so its triggers are there by then.
        post_migrate.connect(trail.guard_after_migrating, sender=self)
