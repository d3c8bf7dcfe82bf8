"""What is new for one person: stories shared with one's circles, and what the steering group decided."""

import dataclasses
import datetime

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from network.base import text
from network.base.prepared import prepared
from network.people.audience import open_to
from network.practice.models import SHARED_WITH, PracticeStory
from network.steering.models import Decision

AT_MOST = 5
NOTHING, SPACE = Value(""), Value(" ")


@dataclasses.dataclass(frozen=True, slots=True)
class News:
    icon: str
    title: str
    about: str
    url: str
    at: datetime.datetime

    @property
    def day(self):
        """27 November"""
        return text.day_and_month(localtime(self.at))


@prepared
def _latest(*, person, rung, today):
    """The latest stories that a person may read, and the latest decisions, which all members read."""
    stories = PracticeStory.objects.published().of_or_shared_with(person, rung=rung, on=today).exclude(author=person)
    name = Concat("author__given_name", SPACE, "author__family_name")
    who = Case(When(author__erased_at__isnull=False, then=NOTHING), default=name)
    told = stories.latest_first().values_list(
        Value("story"), "title", "slug", "published_at", who, Coalesce("school__name", NOTHING), F("audience")
    )
    decided = Decision.objects.latest_first().values_list(
        Value("decision"),
        Coalesce("version__framework__title", "title"),
        Coalesce("version__framework__slug", NOTHING),
        "decided_at",
        NOTHING,
        NOTHING,
        F("pk"),
    )
    return told[:AT_MOST].union(decided[:AT_MOST], all=True)


def news_for(user, *, today):
    """The latest news that a person may read on a date, newest first. One query."""
    rows = _latest(person=user.pk, rung=open_to(user).value, today=today)
    if not user.standing.is_member:  # as Decision.objects.visible_to says
        rows = [row for row in rows if row[0] == "story"]
    return sorted((KINDS[kind](*row) for kind, *row in rows), key=lambda item: item.at, reverse=True)[:AT_MOST]


def _story(title, slug, at, author, school, audience):
    author = author or _("Former member")
    who = f"{author}, {school}" if school else author
    about = _("story of %(who)s · shared with %(readers)s") % {"who": who, "readers": SHARED_WITH[audience]}
    return News("quote", title, about, reverse("practice:story_detail", args=[slug]), at)


def _decision(title, slug, at, _author, _school, pk):
    """A decision on a framework is news about the framework: it is in force."""
    if slug:
        url = reverse("steering:framework_detail", args=[slug])
        return News("flag", title, _("framework in force · decided by the steering group"), url, at)
    return News(
        "check-lg", title, _("decision of the steering group"), reverse("steering:decision_detail", args=[pk]), at
    )


KINDS = {"story": _story, "decision": _decision}
