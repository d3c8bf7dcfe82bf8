"""As what somebody took part in a theme meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("participant")
    SPEAKER = "speaker", _("speaker or leader of a session")
    ORGANISER = "organiser", _("organiser")
