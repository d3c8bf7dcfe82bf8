"""A piece is rendered once for equal content, and anew for other content or another language."""

import datetime

from django.utils.translation import override

from network.base.pieces import piece

DAYS = {"starts_on": datetime.date(2026, 10, 17), "ends_on": datetime.date(2026, 10, 25)}


def test_a_piece_is_rendered_once_for_equal_content():
    asked = []

    class Name(str):
        def __html__(self):
            asked.append(self)
            return str(self)

    holiday = piece("activities/_agenda_holiday.html", keep=8)
    first = holiday(name=Name("Herfstvakantie"), **DAYS)
    again = holiday(name=Name("Herfstvakantie"), **DAYS)
    other = holiday(name=Name("Kerstvakantie"), **DAYS)

    assert first is again
    assert "Kerstvakantie" in other
    assert asked == ["Herfstvakantie", "Kerstvakantie"]


def test_a_piece_is_in_the_language_of_the_moment():
    news = piece("dashboard/_news.html", keep=8)
    with override("nl"):
        dutch = news(news=(), may_write=False)
    with override("en"):
        english = news(news=(), may_write=False)

    assert "Nieuw in je kringen" in dutch
    assert "New in your circles" in english


def test_a_piece_escapes_what_people_wrote():
    holiday = piece("activities/_agenda_holiday.html", keep=8)
    assert "<b>&lt;i&gt;</b>" in holiday(name="<i>", **DAYS)
