"""The proof that somebody took part in a theme meeting."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from network.activities.models import Registration
from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which look like others (Crockford's base 32)."""
LENGTH = 16
FROZEN = ["registration", "code", "content", "issued_by", "issued_at", "replaces"]


ENDING_CHANGES = (
    pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
    | pgtrigger.Q(old__ended_at__df=pgtrigger.F("new__ended_at"))
    | pgtrigger.Q(old__revoked_because__df=pgtrigger.F("new__revoked_because"))
)


def new_code():
    """80 random bits: nobody guesses one that exists."""
    return get_random_string(LENGTH, LETTERS)


class CertificateQuerySet(PortalQuerySet):
    def valid(self):
        """Neither withdrawn nor replaced, and its holder is still noted as present."""
        return self.filter(state=Certificate.State.VALID, registration__was_present=True)

    def ended(self):
        return self.exclude(state=Certificate.State.VALID)

    def of(self, user):
        return self.filter(registration__user=user)

    def of_meeting(self, meeting):
        return self.filter(registration__activity=meeting)

    def by_name(self):
        names = [
            Coalesce(f"registration__user__{part}", f"registration__guest__{part}")
            for part in ("given_name", "family_name")
        ]
        return self.order_by(*names, "pk")

    def shown(self):
        """Those of which the holder lets others see something."""
        return self.exclude(shown=Certificate.Shown.NOTHING)

    def with_meeting(self):
        return self.select_related("registration__activity", "registration__user", "registration__guest")


@audited(exclude=["code", "content", "revoked_because"])
class Certificate(models.Model):
    """What was certified stands in `content` and never changes; a correction makes a new one in its place."""

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        REPLACED = "replaced", _("replaced by a corrected one")
        REVOKED = "revoked", _("withdrawn")

    class Shown(models.TextChoices):
        """What somebody with the code sees on the public page."""

        ALL = "all", _("Everything that is on the certificate")
        SHORT = "short", _("Your name, what you took part in, and when")
        NOTHING = "nothing", _("Nothing: the page says that it does not know the code")

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="certificates")
    code = models.CharField(_("code"), max_length=LENGTH, unique=True, default=new_code, editable=False)
    content = models.JSONField(_("what it says"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued at"))
    told_at = models.DateTimeField(_("mail to the holder written at"), null=True, blank=True)
    shown = models.CharField(_("what others see with the code"), max_length=8, choices=Shown, default=Shown.SHORT)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.VALID)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("withdrawn or replaced at"), null=True, blank=True)
    revoked_because = models.TextField(_("why it was withdrawn"), blank=True)
    replaces = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="replaced_by", verbose_name=_("in the place of")
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state="valid"),
                name="certificate_one_valid_per_registration",
                violation_error_message=_("This person has a certificate already."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=f"^[{LETTERS}]{{{LENGTH}}}$"), name="certificate_code_can_be_read"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at=None) | ~Q(state="valid") & Q(ended_at__isnull=False),
                name="certificate_ended_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="revoked") & ~Q(revoked_because="") | ~Q(state="revoked") & Q(revoked_because=""),
                name="certificate_revoked_for_a_reason",
                violation_error_message=_("Say why it is withdrawn."),
            ),
            who_and_when("certificate", "ended"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="certificate_of_someone_present",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM activities_registration WHERE id = NEW.registration_id"
                    " AND state = 'confirmed' AND was_present) THEN"
                    " RAISE EXCEPTION 'not noted as present' USING ERRCODE = '23514',"
                    " CONSTRAINT = 'certificate_of_someone_present'; END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Protect(
                name="certificate_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FROZEN),
            ),
            pgtrigger.Protect(
                name="certificate_ends_for_good",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="valid") & ENDING_CHANGES,
            ),
        ]

    def __str__(self):
        return self.grouped_code

    def get_absolute_url(self):
        """The page of its holder."""
        return reverse("certificates:certificate_detail", args=[self.code])

    @property
    def address(self):
        """The path of the public page that tells whether it is genuine."""
        return reverse("certificates:check", args=[self.code])

    @property
    def grouped_code(self):
        """ABCD-EFGH-JKMN-PQRS"""
        return "-".join(self.code[at : at + 4] for at in range(0, LENGTH, 4))

    @property
    def is_valid(self):
        return self.state == self.State.VALID and self.registration.was_present is True

    @property
    def is_withdrawn(self):
        """Ended for good, or its holder turned out not to have been there."""
        return not self.is_valid

    @property
    def shows_all(self):
        return self.shown == self.Shown.ALL


def read_code(text):
    """The code in what somebody typed or scanned; empty when it cannot be one."""
    letters = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("ILO", "110"))
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""
