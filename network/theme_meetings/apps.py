from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemeMeetingsConfig(AppConfig):
    name = "network.theme_meetings"
    verbose_name = _("Theme meetings")
