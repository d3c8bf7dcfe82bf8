"""What can be asked of the agenda."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from network.base.querysets import PortalQuerySet
from network.people.audience import Audience, open_to
from network.people.models import Membership
from network.people.standing import standing_of
from network.working_groups.models import GroupMembership

DRAFT = Q(state="draft")


def groups_of(user):
    """The working groups in which a person sits on the day of the standing, as a subquery of keys.

    Whoever leaves the network leaves its groups with it.
    """
    standing = standing_of(user)
    if not standing.is_member:
        return GroupMembership.objects.none().values("group")
    return GroupMembership.objects.current(on=standing.day).filter(user=user).values("group")


def schools_of(user):
    """The schools of which a person is on the day of the standing, as a subquery of keys."""
    return Membership.objects.current(on=standing_of(user).day).filter(user=user).values("school")


def made_by(user, activity=""):
    """A condition: what a person made or organises along, as long as that person takes part in the network.

    `activity` leads (as `activity__`) to the activity that is meant.
    """
    if not standing_of(user).is_member:
        return Q(pk=None)
    return Q(**{f"{activity}created_by": user}) | Q(**{f"{activity}pk__in": user.co_edits.values("activity")})


def count(rows):
    """How many of `rows`, which refer to the activity around them. Beside a join it need not group what was joined."""
    counted = rows.order_by().values("activity").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def readable(user):
    """A condition: what the ladder opens to a person by role, and what the circles below the schools share."""
    opened = Q(audience__gte=open_to(user)) & ~DRAFT
    return opened | in_circles_of(user) if standing_of(user).is_member else opened


def in_circles_of(user):
    """Oneself, one's school, one's groups, the steering group, and whoever was asked to come.

    Nobody opens a circle by inviting oneself.
    """
    standing = standing_of(user)
    below = Q(audience__gte=Audience.WORKING_GROUP)
    seen = made_by(user) | below & Q(working_group__in=groups_of(user))
    if standing.leads_project:
        seen |= below & (Q(working_group=None) | DRAFT & Q(asked_at__isnull=False))
    if standing.sits_in_steering_group:
        seen |= below & ~DRAFT & Q(kind="steering_meeting")
    seen |= Q(audience=Audience.MY_SCHOOL, host_school__in=schools_of(user)) & ~DRAFT
    invited = user.activity_invitations.exclude(invited_by=user).values("activity")
    asked = invited.union(user.registrations.active().values("activity"))
    return seen | Q(pk__in=asked) & ~DRAFT


class ActivityQuerySet(PortalQuerySet):
    # Who sees it

    def visible_to(self, user):
        """Whatever stands on somebody's agenda: what one may read, and for the project lead that the rest is there.

        The project lead keeps the agenda of all lines, so sees of a group's activities that they take place; what they
        are about is for `readable_by` (docs/decisions/what-the-project-lead-reads.md).
        """
        if standing_of(user).leads_project:
            return self.filter(readable(user) | Q(audience__gte=Audience.WORKING_GROUP))
        return self.readable_by(user)

    def readable_by(self, user):
        """What the ladder opens to a person, what one organises (drafts too), and what one was asked for."""
        return self.filter(readable(user))

    def public(self):
        return self.filter(audience=Audience.PUBLIC).exclude(DRAFT)

    # State and time

    def published(self):
        return self.filter(state="published")

    def draft(self):
        """What is being made; templates stay what they are."""
        return self.filter(DRAFT, is_template=False)

    def templates(self):
        return self.filter(is_template=True)

    def awaiting_agreement(self):
        """Drafts that a working group may not publish by itself, with the question put to the project lead."""
        return self.draft().filter(asked_at__isnull=False)

    def upcoming(self, *, now):
        """Not over yet."""
        return self.filter(ends_at__gt=now, is_template=False)

    def past(self, *, now):
        return self.filter(ends_at__lte=now, is_template=False)

    def not_begun(self, *, now):
        return self.filter(starts_at__gt=now, is_template=False)

    def in_school_year(self, year):
        """Beginning in a `SchoolYear`."""
        return self.filter(starts_at__gte=year.starts_at, starts_at__lt=year.ends_at, is_template=False)

    def chronological(self):
        return self.order_by("starts_at", "pk")

    def latest_first(self):
        return self.order_by("-starts_at", "-pk")

    # Whose

    def organised_by(self, user):
        """What somebody can manage: the project lead everything, others what they made and what their groups do."""
        if standing_of(user).leads_project:
            return self
        return self.filter(made_by(user) | Q(working_group__in=groups_of(user)))

    def registered_by(self, user):
        """For which a person has a place or waits for one."""
        return self.filter(pk__in=user.registrations.active().values("activity"))

    # What goes along

    def for_list(self):
        """With what a line on the agenda shows."""
        return self.select_related("host_school__sector", "working_group", "theme")

    def for_page(self):
        """With what the page of one activity shows, whether something is asked, and whether there is a choice."""
        asked = self.model.questions.rel.related_model.objects.open().filter(activity=OuterRef("pk"))
        rounds = self.model.rounds.rel.related_model.objects.filter(activity=OuterRef("pk"))
        belongs = ["host_school", "working_group", "theme", "goal", "framework", "series"]
        return self.select_related(*belongs).annotate(has_questions=Exists(asked), has_rounds=Exists(rounds))

    def with_co_editing_of(self, user):
        """Adds `is_co_edited`: whether this person was asked to organise it along."""
        if not user.is_authenticated:
            return self
        return self.annotate(is_co_edited=Exists(user.co_edits.filter(activity=OuterRef("pk"))))

    def with_registration_of(self, user):
        """Adds `my_state`: the state of this person's active registration, or None."""
        mine = user.registrations.active().filter(activity=OuterRef("pk"))
        return self.annotate(my_state=Subquery(mine.values("state")[:1]))

    def with_answer_of(self, user):
        """Adds `my_state`: as above, and "invited" for someone who was asked to come and has not answered."""
        asked = user.activity_invitations.unanswered().filter(activity=OuterRef("pk"))
        mine = user.registrations.active().filter(activity=OuterRef("pk"))
        states = Subquery(mine.values("state")[:1]), Subquery(asked.values(state=Value("invited"))[:1])
        return self.annotate(my_state=Coalesce(*states))

    def with_answers(self):
        """Adds `people_invited`, `people_declined` and `people_unanswered`."""
        invitations = self.model.invitations.rel.related_model.objects.filter(activity=OuterRef("pk"))
        return self.annotate(
            people_invited=count(invitations),
            people_declined=count(invitations.exclude(declined_at=None)),
            people_unanswered=count(invitations.unanswered()),
        )

    # Seats and figures

    def with_free_seats_to_give(self, *, now):
        """Published and still to come, with people waiting while not every place is taken."""
        return (
            self.published()
            .not_begun(now=now)
            .filter(people_waiting__gt=0)
            .filter(Q(capacity=None) | Q(seats_taken__lt=F("capacity")))
        )

    def per_line(self):
        """How many published activities each line has: a dict of kind → number."""
        rows = self.published().order_by().values("kind").annotate(n=Count("pk"))
        return {row["kind"]: row["n"] for row in rows}
