"""What is new for one person: stories shared with one's circles, and what the steering group decided."""

import dataclasses
import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from network.people.audience import Audience
from network.practice.models import PracticeStory
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


def news_for(user):
    """The latest news that a person may read, newest first. Two queries."""
    return sorted([*_stories(user), *_decisions(user)], key=lambda news: news.at, reverse=True)[:AT_MOST]


def _stories(user):
    stories = PracticeStory.objects.published().visible_to(user).exclude(author=user).latest_first()
    columns = ("title", "slug", "published_at", "audience", "author__given_name", "author__family_name", "school__name")
    for title, slug, at, audience, given, family, school in stories.values_list(*columns)[:AT_MOST]:
        who = ", ".join(filter(None, [f"{given} {family}", school]))
        about = _("story of %(who)s · for %(audience)s") % {"who": who, "audience": Audience(audience).label}
        yield News("quote", title, about, reverse("practice:story_detail", args=[slug]), at)


def _decisions(user):
    decisions = Decision.objects.visible_to(user).latest_first()
    columns = ("pk", "title", "decided_at", "version__framework__title", "version__framework__slug")
    for pk, title, at, framework, slug in decisions.values_list(*columns)[:AT_MOST]:
        if slug:
            about = _("framework in force · decided by the steering group")
            yield News("flag", framework, about, reverse("steering:framework_detail", args=[slug]), at)
        else:
            about = _("decision of the steering group")
            yield News("check-lg", title, about, reverse("steering:decision_detail", args=[pk]), at)
