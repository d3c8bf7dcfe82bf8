"""What somebody tells about oneself, and to whom: every part has its own rung of the sharing ladder."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.people.audience import Audience
from network.schools.models import Theme

PHONE = r"^\+?[0-9][0-9 ()-]{5,22}$"


class Rung(models.IntegerChoices):
    """The rungs of the ladder on which somebody can put a part of a profile. Funders and visitors see no persons."""

    ONLY_ME = Audience.ONLY_ME.value, Audience.ONLY_ME.label
    MY_SCHOOL = Audience.MY_SCHOOL.value, Audience.MY_SCHOOL.label
    SCHOOLS = Audience.SCHOOLS.value, Audience.SCHOOLS.label
    SCHOOLS_AND_PARTNERS = Audience.SCHOOLS_AND_PARTNERS.value, Audience.SCHOOLS_AND_PARTNERS.label


def rung(name, default):
    """Who may see one part of a profile."""
    return models.PositiveSmallIntegerField(name, choices=Rung, default=default, db_default=default.value)


class Profile(models.Model):
    """The fields of a person that colleagues see as far as their owner wants; a part of `User`.

    Name, school and function stand beside them for everyone in the network. `public_id` is the name of someone's page
    in its address: it tells nothing and cannot be guessed.
    """

    PARTS = ["email", "phone", "can_offer", "wants_to_learn", "themes"]

    public_id = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    phone = models.CharField(
        _("phone"),
        max_length=24,
        blank=True,
        validators=[RegexValidator(PHONE, _("Write a phone number like 070 123 45 67."))],
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="people", verbose_name=_("themes I work on"))
    email_audience = rung(_("who may see my e-mail address"), Rung.ONLY_ME)
    phone_audience = rung(_("who may see my phone number"), Rung.ONLY_ME)
    can_offer_audience = rung(_("who may see what I can offer"), Rung.SCHOOLS)
    wants_to_learn_audience = rung(_("who may see what I want to learn"), Rung.SCHOOLS)
    themes_audience = rung(_("who may see my themes"), Rung.SCHOOLS)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=PHONE),
                name="user_phone_is_a_number",
                violation_error_message=_("Write a phone number like 070 123 45 67."),
            ),
            models.CheckConstraint(
                condition=Q(email_audience__in=Rung.values)
                & Q(phone_audience__in=Rung.values)
                & Q(can_offer_audience__in=Rung.values)
                & Q(wants_to_learn_audience__in=Rung.values)
                & Q(themes_audience__in=Rung.values),
                name="user_profile_on_the_ladder",
                violation_error_message=_("Choose who may see this."),
            ),
        ]
