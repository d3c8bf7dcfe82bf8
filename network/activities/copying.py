"""Making an activity after another one: from a template, from last year's, or once more on other days."""

from network.activities.models import Activity, Question, Round, Session
from network.activities.models.session import MINUTE

COPIED = [
    *("kind", "audience", "title", "summary", "description", "place", "directions", "starts_at", "ends_at"),
    *("host_school", "working_group", "framework", "goal", "theme", "capacity", "kept_per_school", "kept_until"),
]
"""What comes along of any line. The link to join online does not: it belongs to one meeting."""
EARLIER = 12
"""How many earlier activities one gets to choose from."""


def whole(activity):
    """The same activity with what its line adds, as a row of its own model."""
    if type(activity) is not Activity:
        return activity
    lines = [each.related_model for each in Activity._meta.related_objects if issubclass(each.related_model, Activity)]
    found = (line.objects.filter(pk=activity.pk).first() for line in lines)
    return next(filter(None, found), activity)


def copy_of(source):
    """A new activity of the same line that says the same, not saved; what hangs on it follows with `copy_parts`."""
    source = whole(source)
    own = [] if type(source) is Activity else [f.name for f in source._meta.local_fields if not f.primary_key]
    return type(source)(**{name: getattr(source, name) for name in [*COPIED, *own]})


def copy_parts(source, copy):
    """Give a saved activity the questions and the rounds of another, and what its line has beside: a programme."""
    asked = source.questions.open().in_order()
    Question.objects.bulk_create(
        Question(
            activity_id=copy.pk,
            **{
                name: getattr(each, name)
                for name in ("kind", "label", "help", "options", "is_required", "asked_of", "rank")
            },
        )
        for each in asked
    )
    copy_rounds(source, copy)
    if whole(source).kind == copy.kind:
        whole(source).copy_parts_to(whole(copy))


def copy_rounds(source, copy):
    """The rounds that fit in its hours, with their sessions; what people chose stays behind."""
    for each in Round.objects.filter(activity=source.pk).in_order().with_sessions():
        if (each.begins_after + each.lasts) * MINUTE <= copy.ends_at - copy.starts_at:
            made = Round.objects.create(
                activity_id=copy.pk, title=each.title, begins_after=each.begins_after, lasts=each.lasts
            )
            fields = ("title", "summary", "led_by", "room", "capacity")
            Session.objects.bulk_create(
                Session(round=made, **{name: getattr(session, name) for name in fields})
                for session in each.sessions.all()
            )


def templates(kind):
    """The templates of a kind; whoever plans one may use them."""
    return Activity.objects.templates().filter(kind=kind).order_by("title", "pk")


def earlier(user, kind):
    """What this person organised and can read, the latest first."""
    mine = Activity.objects.organised_by(user).readable_by(user).filter(kind=kind, is_template=False)
    return mine.exclude(state=Activity.State.DRAFT).latest_first()


def source_named(user, kind, slug):
    """The activity that an address such as ?van=leren-van-fouten begins with, if this person may; None otherwise."""
    return templates(kind).filter(slug=slug).first() or earlier(user, kind).filter(slug=slug).first()
