from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "network.membership"
    verbose_name = _("Who belongs where")
