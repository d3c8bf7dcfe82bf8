"""The settings of the network, in the portal itself."""

import datetime
import io

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from network.base import pictures
from network.schools.managing.calendar import holidays_in
from network.schools.models import Logo, Network, School, SchoolBoard, SchoolHoliday, Theme, YearNorms
from network.schools.school_year import SchoolYear
from tests import factories as make

pytestmark = pytest.mark.django_db
SETTINGS = reverse("settings:network")


@pytest.fixture
def lead(client_of):
    make.NetworkFactory()
    return client_of(make.project_lead())


def filled(client, url, **changes):
    """What the form of a page holds, with changes: what a browser would send."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: getattr(value, "pk", value) for name, value in values.items() if value is not None}
    return values | changes


# The network


@pytest.mark.parametrize("role", [make.project_lead, make.administrator])
def test_change_shows_on_the_next_page(client_of, role):
    make.NetworkFactory(name="Oude naam")
    client, other = client_of(role()), client_of(make.teacher())
    assert "Oude naam" in other.get("/scholen/").content.decode()
    changes = {"name": "Nieuwe naam", "contact_email": "post@nieuw.example", "brand_colour": "#224488"}
    assert client.post(SETTINGS, filled(client, SETTINGS, **changes)).url == SETTINGS
    html = other.get("/scholen/").content.decode()
    assert "Oude naam" not in html
    assert "mailto:post@nieuw.example" in html
    assert "/huisstijl.css?224488-f6bd16" in html


def test_visitor_sees_a_change_once_the_kept_page_is_old(client_of, settings):
    settings.PUBLIC_PAGE_SECONDS = 10
    caches["pages"].clear()
    make.NetworkFactory(name="Oude naam")
    visitor = client_of()
    visitor.get("/scholen/")
    Network.objects.update(name="Nieuwe naam")
    assert "Oude naam" in visitor.get("/scholen/").content.decode()
    caches["pages"].clear()  # what ten seconds do
    assert "Nieuwe naam" in visitor.get("/scholen/").content.decode()


def test_portal_without_a_network_gets_one_here(client_of):
    client = client_of(make.administrator())
    client.post(SETTINGS, filled(client, SETTINGS, name="Van niets"))
    assert Network.objects.get(pk=1).name == "Van niets"


def test_second_of_two_at_once_is_told_and_nothing_is_overwritten(lead, client_of):
    other = client_of(make.administrator())
    mine = filled(lead, SETTINGS, region="Van mij")
    theirs = filled(other, SETTINGS, region="Van hen")
    other.post(SETTINGS, theirs)
    answer = lead.post(SETTINGS, mine)
    html = answer.content.decode()
    assert Network.objects.get().region == "Van hen"
    assert "Iemand anders heeft dit gewijzigd" in html
    assert "Van hen" in html
    assert 'value="Van mij"' in html
    again = mine | {"seen": answer.context["form"].data["seen"]}
    assert lead.post(SETTINGS, again).status_code == 302
    assert Network.objects.get().region == "Van mij"


def test_looking_at_colours_saves_nothing(lead):
    answer = lead.post(SETTINGS, filled(lead, SETTINGS, brand_colour="#ffee00", preview="1"))
    looks = answer.context["looks"]
    assert looks["brand_is_moved"]
    assert looks["brand_contrast"] < 4.5
    assert not Network.objects.get().brand_colour


@pytest.mark.parametrize("asked", [{}, {"brand_colour": "</style>"}, {"brand_colour": "224488", "accent_colour": "x"}])
def test_judgement_of_colours_takes_anything(lead, asked):
    assert lead.get(reverse("settings:preview"), asked).status_code == 200
    sheet = lead.get(reverse("settings:preview_colours"), asked)
    assert sheet["Content-Type"] == "text/css"
    assert "<" not in sheet.content.decode()


def test_quorum_of_nothing_is_refused(lead):
    answer = lead.post(SETTINGS, filled(lead, SETTINGS, quorum_percent="0"))
    assert "Een quorum ligt tussen 1 en 100 procent" in answer.content.decode()


def test_introduction_of_a_book_is_refused_and_kept(lead):
    book = "Wij leren van elkaar. " * 60
    answer = lead.post(SETTINGS, filled(lead, SETTINGS, introduction=book))
    assert list(answer.context["form"].errors) == ["introduction"]
    assert book.strip() in answer.content.decode()
    assert Network.objects.get().introduction == ""


def test_privacy_page_has_its_own_address(lead, client_of):
    lead.post(SETTINGS, filled(lead, SETTINGS, privacy_email="fg@nieuw.example"))
    assert "fg@nieuw.example" in client_of().get("/privacy/").content.decode()


# The logo


def drawing(kind="PNG", size=(600, 300), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "#224488").save(written, kind, **options)
    return written.getvalue()


def send(client, name, content):
    return client.post(reverse("settings:logo"), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.JPG", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WEBP")]
)
def test_logo_is_shown_in_the_header(lead, client_of, name, kind):
    assert send(lead, name, drawing(kind)).status_code == 302
    url = Network.objects.get().logo_url
    assert f'<img src="{url}" alt="" width="44" height="44">' in client_of().get("/scholen/").content.decode()
    answer = client_of().get(url)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (352, 176))


def test_logo_loses_all_that_is_not_picture(lead):
    exif = Image.Exif()
    exif[0x010E] = "Geheime plek 52.07 4.30"
    send(lead, "a.jpg", drawing("JPEG", exif=exif) + b"<script>alert(1)</script>")
    content = bytes(Logo.objects.get().content)
    assert b"Geheime plek" not in content
    assert b"script" not in content
    assert b"EXIF" not in content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", drawing("JPEG")),
        ("a.jpg", drawing("PNG")),
        ("a.gif", drawing("GIF")),
        ("a.png", drawing("GIF")),
        ("a.png", drawing()[:200]),
        ("a.png", b""),
        ("a.png", drawing(size=(6100, 10))),
        ("a.png", drawing() + b"x" * pictures.LARGEST_FILE),
        ("png", drawing()),
    ],
    ids=[
        "svg",
        "svg as png",
        "jpeg as png",
        "png as jpeg",
        "gif",
        "gif as png",
        "cut off",
        "empty",
        "wide",
        "big",
        "no ending",
    ],
)
def test_what_is_no_picture_is_refused(lead, name, content):
    answer = send(lead, name, content)
    assert answer.status_code == 200
    assert answer.context["logo"].errors
    assert not Logo.objects.exists()


def test_logo_can_be_removed(lead, client_of):
    send(lead, "a.png", drawing())
    url = Network.objects.get().logo_url
    lead.post(reverse("settings:logo_remove"))
    assert Network.objects.get().logo_url == ""
    assert client_of().get(url).status_code == 404


def test_another_logo_has_another_address(lead):
    send(lead, "a.png", drawing())
    first = Network.objects.get().logo_url
    send(lead, "a.png", drawing(size=(100, 100)))
    assert Network.objects.get().logo_url != first
    assert Logo.objects.count() == 1


# Norms


def test_norms_hold_from_their_school_year_on(lead):
    year = SchoolYear.of(make.day())
    url = reverse("settings:norms")
    lead.post(url, filled(lead, url, theme_meetings_per_year="8", first_year=str(year.first)))
    network = Network.objects
    assert [network.in_year(each).theme_meetings_per_year for each in (year.previous, year, year.next)] == [5, 8, 8]
    lead.post(url, filled(lead, url, theme_meetings_per_year="9", first_year=str(year.next.first)))
    assert [network.in_year(each).theme_meetings_per_year for each in (year.previous, year, year.next)] == [5, 8, 9]


def test_dashboard_measures_a_year_by_its_own_norms(lead):
    year = SchoolYear.of(make.day())
    YearNorms.objects.create(first_year=year.first, theme_meetings_per_year=8, people_per_school=2, visits_per_year=3)
    norms = [
        lead.get("/dashboard/", {"jaar": each.first}).context["overview"].rhythm[0].norm
        for each in (year.previous, year)
    ]
    assert norms == [5, 8]


# Themes, holidays, schools and boards


def test_theme_is_added_and_ends(lead):
    lead.post(reverse("settings:theme_add"), {"name": "Taalbeleid"})
    theme = Theme.objects.get()
    assert theme.slug == "taalbeleid"
    url = reverse("settings:theme_edit", args=[theme.pk])
    lead.post(url, filled(lead, url, ended_on=make.day(-1).isoformat()))
    assert list(Theme.objects.to_choose(on=make.day())) == []
    assert list(Theme.objects.to_choose(on=make.day(), besides=[theme.pk])) == [theme]


def test_school_is_added_changed_and_leaves(lead):
    board, sector = make.SchoolBoardFactory(), make.SectorFactory()
    new = {"name": "De Nieuwe", "board": board.pk, "sector": sector.pk, "brin": "12ab", "joined_on": make.day()}
    assert lead.post(reverse("settings:school_add"), new).status_code == 302
    school = School.objects.get()
    assert (school.slug, school.brin) == ("de-nieuwe", "12AB")
    url = reverse("settings:school_edit", args=[school.pk])
    lead.post(url, filled(lead, url, left_on=make.day(3).isoformat()))
    assert School.objects.get().left_on == make.day(3)
    assert list(School.objects.taking_part(on=make.day(4))) == []


@pytest.mark.parametrize("brin", ["1234", "ABCD", "00AB1", "00AB0", "12AB012"])
def test_brin_that_cannot_be_is_refused(lead, brin):
    new = {"name": "Nee", "board": make.SchoolBoardFactory().pk, "sector": make.SectorFactory().pk, "brin": brin}
    answer = lead.post(reverse("settings:school_add"), new | {"joined_on": make.day()})
    assert "brin" in answer.context["form"].errors
    assert not School.objects.exists()


def test_board_number_has_five_digits(lead):
    url = reverse("settings:board_add")
    assert "number" in lead.post(url, {"name": "Bestuur", "number": "123"}).context["form"].errors
    assert lead.post(url, {"name": "Bestuur", "number": "00123"}).status_code == 302
    assert SchoolBoard.objects.get().number == "00123"


def test_second_change_of_a_school_at_once_is_told(lead, client_of):
    school = make.SchoolFactory()
    url = reverse("settings:school_edit", args=[school.pk])
    mine = filled(lead, url, city="Van mij")
    School.objects.update(city="Van hen")
    assert "Iemand anders" in lead.post(url, mine).content.decode()
    assert School.objects.get().city == "Van hen"


ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//NL
BEGIN:VEVENT
UID:1
SUMMARY:Herfstvakantie
DTSTART;VALUE=DATE:20271016
DTEND;VALUE=DATE:20271025
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Studiedag
DTSTART;VALUE=DATE:20271101
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Al bekend
DTSTART:20271224T000000Z
DTEND:20271226T000000Z
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def look(client, content):
    return client.post(reverse("settings:holidays_look"), {"file": SimpleUploadedFile("v.ics", content)})


def test_holidays_from_a_file_are_first_shown_and_then_added_once(lead):
    SchoolHoliday.objects.create(
        name="Al bekend", starts_on=datetime.date(2027, 12, 24), ends_on=datetime.date(2027, 12, 26)
    )
    answer = look(lead, ICS.encode())
    assert SchoolHoliday.objects.count() == 1
    assert [(one.name, one.is_known) for one in answer.context["found"]] == [
        ("Herfstvakantie", False),
        ("Studiedag", False),
        ("Al bekend", True),
    ]
    for _ in range(2):
        lead.post(reverse("settings:holidays_add"), {"periods": answer.context["signed"]})
    assert list(SchoolHoliday.objects.order_by("starts_on").values_list("name", "starts_on", "ends_on")) == [
        ("Herfstvakantie", datetime.date(2027, 10, 16), datetime.date(2027, 10, 24)),
        ("Studiedag", datetime.date(2027, 11, 1), datetime.date(2027, 11, 1)),
        ("Al bekend", datetime.date(2027, 12, 24), datetime.date(2027, 12, 26)),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"hello",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        ICS.replace("DTSTART", "X-NONE").encode(),
        b" ",
    ],
)
def test_file_that_is_no_calendar_is_refused(lead, content):
    answer = look(lead, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not SchoolHoliday.objects.exists()


def test_file_of_another_kind_is_refused(lead):
    file = SimpleUploadedFile("vakanties.html", ICS.encode())
    page = lead.post(reverse("settings:holidays_look"), {"file": file})
    assert page.context["form"].errors["file"] == ["Kies een bestand dat eindigt op .ics."]


def test_periods_that_were_not_shown_are_not_added(lead):
    lead.post(reverse("settings:holidays_add"), {"periods": "zelf bedacht"})
    assert not SchoolHoliday.objects.exists()


def test_holiday_can_be_removed(lead):
    row = make.SchoolHolidayFactory()
    lead.post(reverse("settings:holiday_remove", args=[row.pk]))
    assert not SchoolHoliday.objects.exists()


@pytest.mark.parametrize(
    ("page", "add"),
    [
        ("settings:themes", make.ThemeFactory),
        ("settings:holidays", make.SchoolHolidayFactory),
        ("settings:schools", make.SchoolFactory),
    ],
)
def test_lists_cost_the_same_with_many_rows(lead, same_queries, page, add):
    same_queries(lambda: lead.get(reverse(page)), add)


def test_the_name_of_a_holiday_in_a_file_has_no_signs_that_nobody_sees():
    """A NUL is no text for the database."""
    event = b"SUMMARY:Herfst\0vakantie\r\nDTSTART:20271016\r\n"
    file = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + event + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    assert [found.name for found in holidays_in(file)] == ["Herfst vakantie"]
