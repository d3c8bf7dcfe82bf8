"""What organisers ask of whoever registers, and the answers."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.models.registration import Registration
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.standing import Role

MOST_OPTIONS = 12


class Asked(models.TextChoices):
    """The kinds of participants; one person may be of several."""

    TEACHER = Role.TEACHER.value, _("teachers")
    SPECIALIST = Role.SPECIALIST.value, _("practice experts")
    SCHOOL_LEADER = Role.SCHOOL_LEADER.value, _("school leaders")
    PARTNER_CONTACT = Role.PARTNER_CONTACT.value, _("people of partners")
    GUEST = "GUEST", _("guests from outside")


def kinds_of(user):
    """The kinds of participant that a person is; None is a guest without an account."""
    return frozenset([Asked.GUEST]) if user is None else user.standing.roles


class QuestionQuerySet(PortalQuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def in_order(self):
        return self.order_by("rank", "pk")

    def with_answers_counted(self):
        """Adds `answered`: how many of those who still come answered it."""
        return self.annotate(answered=Count("answers", filter=~Q(answers__registration__state="cancelled")))


@audited(hidden=["label", "help", "options"])
class Question(models.Model):
    """Asked with the registration. One that is no longer asked stays, with its answers."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        CHOICE = "choice", _("one choice")
        SEVERAL = "several", _("several choices")
        NUMBER = "number", _("a number")

    WITH_OPTIONS = (Kind.CHOICE, Kind.SEVERAL)

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="questions", verbose_name=_("activity"))
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind, default=Kind.TEXT)
    label = models.CharField(_("question"), max_length=160)
    help = models.CharField(_("explanation"), max_length=240, blank=True)
    options = ArrayField(
        models.CharField(max_length=120), verbose_name=_("what there is to choose"), blank=True, default=list
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    asked_of = ArrayField(
        models.CharField(max_length=20, choices=Asked),
        verbose_name=_("asked of"),
        blank=True,
        default=list,
        help_text=_("Nothing ticked means everyone."),
    )
    rank = models.PositiveSmallIntegerField(_("place in the row"), default=1)
    ended_at = models.DateTimeField(_("no longer asked since"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "label"],
                condition=Q(ended_at=None),
                name="question_once_per_activity",
                violation_error_message=_("You ask this already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["choice", "several"], options__len__range=(2, MOST_OPTIONS))
                | Q(kind__in=["text", "number"], options=[]),
                name="question_options_where_one_chooses",
                violation_error_message=_("Give at least two and at most twelve things to choose from."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def has_options(self):
        return self.kind in self.WITH_OPTIONS

    @property
    def asked_of_words(self):
        """Of whom it is asked, as a list of words; empty for everyone."""
        return [str(Asked(kind).label) for kind in self.asked_of]

    def is_asked_of(self, kinds):
        """Whether it is for someone who is of these `kinds_of` participant."""
        return not self.asked_of or bool(kinds & set(self.asked_of))


@audited(exclude=["values"])
class Answer(models.Model):
    """What one participant answered to one question; several values where several may be chosen.

    The words stay out of the trail: people write here what they eat and what they need.
    """

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="answers", verbose_name=_("registration")
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    values = ArrayField(models.TextField(), verbose_name=_("answer"))
    given_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="answer_once_per_question"),
            models.CheckConstraint(condition=Q(values__len__gte=1), name="answer_says_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answer_is_of_the_same_activity",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("registration_id", "question_id"),
                when=pgtrigger.Before,
                func=(
                    "IF (SELECT activity_id FROM activities_registration WHERE id = NEW.registration_id)"
                    " <> (SELECT activity_id FROM activities_question WHERE id = NEW.question_id) THEN"
                    " RAISE EXCEPTION 'a question of another activity' USING ERRCODE = '23514',"
                    " CONSTRAINT = 'answer_is_of_the_same_activity'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self):
        return "; ".join(self.values)
