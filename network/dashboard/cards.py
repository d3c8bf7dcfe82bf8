"""The three cards of someone's start page, as HTML: what is asked, where one is expected, what is new."""

import datetime
from typing import NamedTuple

from network.activities.models import Activity
from network.base import frame
from network.base.pieces import piece
from network.base.prepared import prepared
from network.people.models import User

COMING = 5

_asks = piece("dashboard/_asks.html", keep=512)
_coming = piece("dashboard/_coming.html", keep=512)
_news = piece("dashboard/_news.html", keep=512)


class Coming(NamedTuple):
    """An activity for which a person has a place or waits for one (`my_state`)."""

    kind: str
    slug: str
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    my_state: str

    @property
    def url(self):
        return Activity(kind=self.kind, slug=self.slug).get_absolute_url()


def agenda_of(user, *, now):
    """What someone who takes part has still to come: a list of `Coming`."""
    rows = _agenda(person=user.pk, now=now) if user.standing.is_member else []
    return [Coming._make(row) for row in rows]


@prepared
def _agenda(*, person, now):
    me = User(pk=person)
    mine = Activity.objects.registered_by(me).with_registration_of(me).published().upcoming(now=now).chronological()
    return mine.values_list(*Coming._fields)[:COMING]


def asks_card(asks, request):
    return frame.fill(_asks(asks=tuple(asks), protection=frame.PROTECTION), request)


def coming_card(coming):
    return _coming(coming=tuple(coming))


def news_card(news, person):
    return _news(news=tuple(news), may_write=person.standing.is_member)
