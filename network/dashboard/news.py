"""What is new for one person: stories shared with one's circles, and what the steering group decided."""

import dataclasses
import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from network.base.prepared import prepared
from network.people.audience import open_to
from network.practice.models import SHARED_WITH, PracticeStory
from network.steering.models import Decision

AT_MOST = 5


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
        return date_format(localtime(self.at), "j F")


STORY = ("title", "slug", "published_at", "audience", "author__given_name", "author__family_name", "school__name")
DECISION = ("pk", "title", "decided_at", "version__framework__title", "version__framework__slug")


@prepared
def _latest_stories(*, person, rung, today):
    stories = PracticeStory.objects.published().of_or_shared_with(person, rung=rung, on=today)
    return stories.exclude(author=person).latest_first().values_list(*STORY)[:AT_MOST]


@prepared
def _latest_decisions():
    return Decision.objects.latest_first().values_list(*DECISION)[:AT_MOST]


def news_for(user, *, today):
    """The latest news that a person may read on a date, newest first. Two queries at most."""
    news = [_story(*row) for row in _latest_stories(person=user.pk, rung=open_to(user).value, today=today)]
    if user.standing.is_member:  # as Decision.objects.visible_to says
        news += [_decision(*row) for row in _latest_decisions()]
    return sorted(news, key=lambda item: item.at, reverse=True)[:AT_MOST]


def _story(title, slug, at, audience, given_name, family_name, school):
    who = f"{given_name} {family_name}, {school}" if school else f"{given_name} {family_name}"
    about = _("story of %(who)s · shared with %(readers)s") % {"who": who, "readers": SHARED_WITH[audience]}
    return News("quote", title, about, reverse("practice:story_detail", args=[slug]), at)


def _decision(pk, title, at, framework, slug):
    """A decision on a framework is news about the framework: it is in force."""
    if slug:
        url = reverse("steering:framework_detail", args=[slug])
        return News("flag", framework, _("framework in force · decided by the steering group"), url, at)
    return News(
        "check-lg", title, _("decision of the steering group"), reverse("steering:decision_detail", args=[pk]), at
    )
