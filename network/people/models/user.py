"""A person with an account. Signs in by e-mail address; what one may do comes from memberships and appointments."""

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject, Length, Lower
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited, audited_links
from network.base.querysets import PortalManager, PortalQuerySet
from network.people.models.membership import Appointment, Membership, stands_in
from network.people.models.profile import Profile
from network.people.standing import Role, Standing, standing_of

ABOUT_ME = 1000
"""Characters that somebody has to tell what one can offer or wants to learn: it stands among those of all others."""


class UserQuerySet(PortalQuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_standing(self, *, on):
        """Fetch each person's standing on a date in the same query. It keeps that date as its `day`."""
        memberships = (
            Membership.objects.current(on=on)
            .filter(user=OuterRef("pk"))
            .order_by("starts_on", "pk")
            .values(
                json=JSONObject(
                    function="function",
                    school="school_id",
                    partner="partner_id",
                    stand_in=ExpressionWrapper(stands_in(on), models.BooleanField()),
                    name=Coalesce("school__name", "partner__name"),
                    funder=Coalesce("partner__is_funder", False),
                )
            )
        )
        appointments = Appointment.objects.current(on=on).filter(user=OuterRef("pk")).order_by("pk").values("office")
        return self.annotate(
            current_memberships=ArraySubquery(memberships),
            current_offices=ArraySubquery(appointments),
            standing_on=Value(on, models.DateField()),
        )

    def holding(self, office, *, on):
        """Active people who hold an office of the network on a date."""
        return self.active().filter(pk__in=Appointment.objects.current(on=on).filter(office=office).values("user"))

    def of_schools(self, *, on):
        """Active people who belong to a school on a date."""
        return self.active().filter(
            pk__in=Membership.objects.current(on=on).filter(school__isnull=False).values("user")
        )

    def taking_part(self, *, on):
        """Active people who belong to the network on a date: of a school or partner, or leading the project."""
        leads = Appointment.objects.current(on=on).filter(office=Role.PROJECT_LEAD)
        belongs = Q(pk__in=Membership.objects.current(on=on).values("user")) | Q(pk__in=leads.values("user"))
        return self.active().filter(belongs)

    def visible_to(self, user, *, on):
        """Whom a person may know of on a date: those who take part. A funder and an administrator see no persons."""
        return self.taking_part(on=on) if standing_of(user).sees_people else self.none()

    def speaking_for(self, schools, *, on):
        """Active people who may give the position of one of `schools` on a date: leaders and their stand-ins."""
        voices = Membership.objects.current(on=on).filter(
            Q(function=Role.SCHOOL_LEADER) | stands_in(on), school__in=schools
        )
        return self.active().filter(pk__in=voices.values("user"))

    def by_name(self):
        return self.order_by("given_name", "family_name", "pk")


class UserManager(BaseUserManager, PortalManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        """Make an account. Without a password one cannot sign in until one is set through a link by mail."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email, password=None, **fields):
        """Make an administrator, from today on: what `manage.py createsuperuser` does for a portal without people."""
        user = self.create_user(email, password, **fields)
        Appointment.objects.create(user=user, office=Role.ADMINISTRATOR, starts_on=timezone.localdate())
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


def one_address(name):
    """Keep allauth's own table of addresses equal to the one on the account, however that was written.

    An address counts as verified: an administrator or an invitation gave it, and a password is only chosen through a
    link that was mailed to it. A row that stayed behind would keep opening the account from someone's old address.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("email"),
        func="""
            DELETE FROM account_emailaddress WHERE user_id = NEW.id AND email <> NEW.email;
            INSERT INTO account_emailaddress (user_id, email, verified, "primary")
            VALUES (NEW.id, NEW.email, true, true)
            ON CONFLICT (user_id, email) DO UPDATE SET verified = true, "primary" = true;
            RETURN NULL;
        """,
    )


def never_closed_to_the_last(name):
    """An office does not fall vacant either when the account of its last holder is closed (see `never_vacant`)."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("is_active"),
        condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
        declare=[("held", "text")],
        func="""
            FOR held IN
                SELECT office FROM people_appointment
                WHERE user_id = NEW.id AND (ends_on IS NULL OR ends_on > current_date) ORDER BY office
            LOOP
                PERFORM pg_advisory_xact_lock(hashtext('office ' || held));
                IF NOT EXISTS (
                    SELECT FROM people_appointment other JOIN people_user person ON person.id = other.user_id
                    WHERE other.office = held AND person.is_active
                    AND (other.ends_on IS NULL OR other.ends_on > current_date)
                ) THEN
                    RAISE EXCEPTION 'the office falls vacant'
                    USING ERRCODE = '23514', CONSTRAINT = 'appointment_never_vacant';
                END IF;
            END LOOP;
            RETURN NULL;
        """,
    )


@audited(
    exclude=["password", "last_login", "has_to_accept", "phone", "public_id"],
    shown=["email", "given_name", "family_name", "photo_consent_version"],
    hidden=["can_offer", "wants_to_learn"],
    personal={"id": ["email", "given_name", "family_name", "can_offer", "wants_to_learn"]},
)
class User(Profile, AbstractBaseUser):
    email = models.EmailField(
        _("e-mail address"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Someone already has an account with this e-mail address.")},
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=5, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    can_offer = models.TextField(_("what I can offer"), blank=True, max_length=ABOUT_ME)
    wants_to_learn = models.TextField(_("what I want to learn"), blank=True, max_length=ABOUT_ME)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("account since"), default=timezone.now)
    # These three stand here because every request fetches this row; what they tell of is in the room `privacy`.
    has_to_accept = models.BooleanField(_("is asked to accept the privacy statement"), default=True)
    leaves_at = models.DateTimeField(_("details are removed at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("details removed at"), null=True, blank=True)
    wants_invitations = models.BooleanField(_("mail me when I am invited to an activity"), default=True)
    wants_reminders = models.BooleanField(
        _("mail me reminders: of what I have not answered, and of what I registered for"), default=True
    )
    wants_decisions = models.BooleanField(_("mail me when a framework was adopted"), default=True)
    photo_consent_at = models.DateTimeField(_("photos allowed since"), null=True, blank=True)
    photo_consent_version = models.CharField(
        _("text about photos that was agreed to"), max_length=20, blank=True, editable=False
    )

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        triggers = [
            one_address("person_has_one_address"),
            never_closed_to_the_last("person_closed_is_not_the_last"),
        ]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Profile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                condition=~Q(given_name="") & ~Q(family_name=""),
                name="user_has_a_name",
                violation_error_message=_("Fill in a given name and a family name."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("can_offer"), ABOUT_ME)
                & LessThanOrEqual(Length("wants_to_learn"), ABOUT_ME),
                name="user_texts_are_short",
                violation_error_message=_("What somebody can offer and wants to learn has at most 1000 characters."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(is_active=False, leaves_at=None),
                name="user_erased_is_closed",
                violation_error_message=_("The details of this person were removed; nobody signs in with it any more."),
            ),
            models.CheckConstraint(
                condition=Q(photo_consent_at=None, photo_consent_version="")
                | Q(photo_consent_at__isnull=False) & ~Q(photo_consent_version=""),
                name="user_photo_consent_to_a_text",
            ),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_absolute_url(self):
        """The page of this person for colleagues."""
        return reverse("directory:person_detail", args=[self.public_id])

    def get_full_name(self):
        """The name; for somebody whose details were removed the same words for all, in the reader's language."""
        if self.erased_at:
            return gettext("Former member")
        return f"{self.given_name} {self.family_name}".strip()

    def get_short_name(self):
        return self.get_full_name() if self.erased_at else self.given_name

    @cached_property
    def standing(self):
        """The roles and organisations of the day for which a person was fetched `with_standing`.

        Whoever was fetched without costs a query for those of today.
        """
        if not hasattr(self, "current_memberships"):
            fetched = User.objects.with_standing(on=timezone.localdate()).get(pk=self.pk)
            for name in ("current_memberships", "current_offices", "standing_on"):
                setattr(self, name, getattr(fetched, name))
        return Standing.of(self.current_memberships, self.current_offices, day=self.standing_on)

    def has_left(self):
        """Whether this person belonged to the network once and does so no longer, or has a closed account. Costs no
        query for who belongs."""
        if not self.is_active or self.standing.roles:
            return not self.is_active
        begun = Q(starts_on__lte=self.standing.day)
        return self.memberships.filter(begun).exists() or self.appointments.filter(begun).exists()

    # A session lives as long as the password and a place in the network: when the last one ends, it ends with the next
    # request, on every machine. Whoever signs in after that gets to what is one's own, and no further.

    def get_session_auth_hash(self):
        return self._of_someone_who_belongs(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        for fallback in super().get_session_auth_fallback_hash():
            yield self._of_someone_who_belongs(fallback)

    def _of_someone_who_belongs(self, hash_):
        return hash_ if self.standing.roles else f"left {hash_}"

    # What Django's admin asks of a user. An administrator manages accounts and settings, not content; the queue is only
    # to be looked at, because whoever writes a task into it runs any code on the machine.

    ADMIN_ROOMS = {"people", "schools", "partners", "base", "django_q"}

    @property
    def is_staff(self):
        return self.is_active and self.standing.administers

    def has_perm(self, perm, obj=None):
        room, _dot, verb = perm.partition(".")
        return self.is_staff and room in self.ADMIN_ROOMS and (room != "django_q" or verb.startswith("view_"))

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label):
        return self.is_staff and app_label in self.ADMIN_ROOMS


@audited_links()
class PersonTheme(User.themes.through):
    class Meta:
        proxy = True
