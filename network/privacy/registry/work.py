"""Kinds of data: taking part, deciding together, organising, meetings, stories."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.privacy.registry.category import AtErasure, Category, Expiry, Ground, Holding

YEAR = datetime.timedelta(days=365)
WITHOUT_NAME = _("As long as the account; after that without your name, because the totals must stay right.")
TEXTS = _("As long as the network exists; after you leave without your name.")
REASONS = ("cancelled_because", "overruled_because")
CIRCLE = _("Those with whom it was shared; after that the rules of its page.")

WORK = [
    Category(
        key="taking-part",
        title=_("Taking part"),
        purpose=_("To organise activities, give out places, and show how the network is doing."),
        ground=Ground.INTEREST,
        kept=WITHOUT_NAME,
        seen_by=_("Who organises, who hosts, and the leader of your school; funders see totals only."),
        holdings=(
            Holding(
                "activities.Registration",
                shows=(
                    *("activity__title", "activity__starts_at", "school__name", "partner__name", "state"),
                    *("registered_at", "cancelled_at", "was_present", "presence_at"),
                ),
                of=("user",),
            ),
            Holding(
                "activities.Registration",
                shows=("activity__title", *REASONS),
                of=("user",),
                only=~Q(cancelled_because="", overruled_because=""),
                title=_("why you withdrew, or went before others"),
                blanks=REASONS,
            ),
            Holding(
                "theme_meetings.Certificate",
                shows=("content__title", "content__name", "issued_at", "code", "shown", "state", "ended_at"),
                of=("registration__user",),
                title=_("your certificates"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "theme_meetings.EvaluationGiven",
                shows=("registration__activity__title", "given_on"),
                of=("registration__user",),
                title=_("that you filled in an evaluation; not what you said there"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(YEAR, "registration__activity__ends_at", _("after the activity")),),
            ),
            Holding(
                "theme_meetings.Harvest",
                shows=("registration__activity__title", "will_try", "said_at", "outcome", "told", "told_at"),
                of=("registration__user",),
                title=_("what you were going to try, and whether it worked"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "activities.Answer",
                shows=("registration__activity__title", "question__label", "values", "given_at"),
                of=("registration__user",),
                title=_("what you answered when you registered"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(YEAR, "registration__activity__ends_at", _("after the activity")),),
            ),
            Holding(
                "activities.Notice",
                shows=("registration__activity__title", "kind", "at"),
                of=("registration__user",),
                title=_("reminders that you got"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(YEAR, "registration__activity__ends_at", _("after the activity")),),
            ),
            Holding(
                "activities.CalendarFeed",
                shows=("made_at",),
                of=("user",),
                title=_("your calendar link"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "activities.Invitation",
                shows=("activity__title", "invited_at", "declined_at"),
                of=("user",),
                title=_("invitations you got"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(YEAR, "activity__ends_at", _("after the activity")),),
            ),
        ),
    ),
    Category(
        key="organising",
        title=_("What you organised for others"),
        purpose=_("To know whom to ask about an activity."),
        ground=Ground.INTEREST,
        kept=TEXTS,
        seen_by=_("Who may see the activity."),
        holdings=(
            Holding(
                "activities.Activity",
                shows=("title", "kind", "state", "starts_at", "created_at", "published_at", "cancelled_at"),
                of=("created_by", "asked_by", "published_by", "cancelled_by", "archived_by"),
            ),
            Holding("activities.Message", shows=("activity__title", "subject", "text", "sent_at"), of=("sent_by",)),
            Holding(
                "activities.Material",
                shows=("activity__title", "title", "audience", "added_at"),
                of=("added_by",),
                only=Q(audience__gt=0),
                title=_("materials that you shared"),
            ),
            Holding(
                "activities.Material",
                shows=("activity__title", "title", "added_at"),
                of=("added_by",),
                only=Q(audience=0),
                title=_("materials that only you can see"),
                at_erasure=AtErasure.GONE,
            ),
            Holding("activities.Series", shows=("title", "summary", "made_at"), of=("made_by",)),
            Holding(
                "activities.CoEditor",
                shows=("activity__title", "added_at"),
                of=("user",),
                title=_("what you organise along"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "activities.CoEditor",
                shows=("activity__title", "added_at"),
                of=("added_by",),
                title=_("whom you asked to organise along"),
            ),
            Holding(
                "activities.Invitation",
                shows=("activity__title", "invited_at"),
                of=("invited_by",),
                title=_("invitations you sent"),
            ),
            Holding(
                "activities.Registration",
                shows=("activity__title", "registered_at", "cancelled_at", "presence_at"),
                of=("cancelled_by", "presence_by", "registered_by", "overruled_by"),
                title=_("registrations of others that you made or changed, or whose attendance you noted"),
            ),
            Holding(
                "theme_meetings.Certificate",
                shows=("registration__activity__title", "issued_at", "ended_at"),
                of=("issued_by", "ended_by"),
                title=_("certificates of others that you issued or withdrew; your name stays on them"),
            ),
        ),
    ),
    Category(
        key="deciding",
        title=_("Deciding together"),
        purpose=_("To be able to show how frameworks and decisions came about."),
        ground=Ground.INTEREST,
        kept=_("As long as the network exists; what was adopted never changes, but your name goes when you leave."),
        seen_by=_("Everyone in the network; proposals the steering group."),
        holdings=(
            Holding(
                "steering.Position",
                shows=("version__framework__title", "stance", "reason", "solved", "given_at"),
                of=("given_by",),
            ),
            Holding(
                "steering.PositionChange",
                shows=("version__framework__title", "stance", "reason", "solved", "given_at"),
                of=("given_by",),
            ),
            Holding(
                "steering.ObjectionRemark",
                shows=("position__version__framework__title", "text", "written_at"),
                of=("written_by",),
            ),
            Holding("steering.Endorsement", shows=("school__name", "level", "note", "given_at"), of=("given_by",)),
            Holding("steering.Decision", shows=("title", "text", "decided_at"), of=("decided_by",)),
            Holding("steering.SharedVision", shows=("number", "adopted_at"), of=("adopted_by",)),
            Holding("steering.Framework", shows=("title", "created_at"), of=("created_by",)),
            Holding(
                "steering.FrameworkVersion",
                shows=("framework__title", "number", "text", "mandate", "written_at", "edited_at", "adopted_at"),
                of=("written_by", "edited_by", "proposed_by", "reminded_by", "adopted_by"),
            ),
        ),
    ),
    Category(
        key="meetings",
        title=_("Meetings"),
        purpose=_("To prepare meetings and to keep what was promised."),
        ground=Ground.INTEREST,
        kept=TEXTS,
        seen_by=_("Who sits in the meeting."),
        holdings=(
            Holding("activities.AgendaItem", shows=("title", "note", "created_at", "handled_at"), of=("owner",)),
            Holding(
                "activities.Minutes",
                shows=("activity__title", "text", "written_at", "adopted_at"),
                of=("written_by", "adopted_by"),
            ),
            Holding(
                "activities.ActionItem",
                shows=("title", "due_on", "created_at", "done_at"),
                of=("owner", "created_by", "done_by"),
            ),
        ),
    ),
    Category(
        key="stories",
        title=_("Stories and responses"),
        purpose=_("To learn from each other's practice. You choose yourself who may read it."),
        ground=Ground.INTEREST,
        kept=TEXTS,
        seen_by=CIRCLE,
        holdings=(
            Holding(
                "practice.PracticeStory",
                shows=(
                    *("title", "wanted", "did", "happened", "differently"),
                    *("audience", "written_at", "published_at"),
                ),
                of=("author",),
                only=Q(published_at__isnull=False),
            ),
            Holding(
                "practice.PracticeStory",
                shows=("title", "wanted", "did", "happened", "differently", "written_at"),
                of=("author",),
                only=Q(published_at=None),
                title=_("drafts that only you can read"),
                at_erasure=AtErasure.GONE,
            ),
            Holding("practice.Response", shows=("story__title", "kind", "text", "written_at"), of=("author",)),
        ),
    ),
]
