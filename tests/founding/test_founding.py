"""From an empty portal to a network: through one link, all or nothing, once."""

import datetime

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from network.founding import actions
from network.founding.models import FoundingLink
from network.people.models import User
from network.people.standing import Role
from network.people.tokens import hash_of
from network.schools.models import Network, School, SchoolBoard, Sector
from tests import factories as make

pytestmark = pytest.mark.django_db
TOKEN = "a-token-that-nobody-guesses-0123456789"
NETWORK = {
    "name": "Netwerk Nieuwstad",
    "region": "Nieuwstad",
    "contact_email": "netwerk@nieuwstad.example",
    "brand_colour": "#224488",
    "accent_colour": "#f6bd16",
    "theme_meetings_per_year": "4",
    "people_per_school": "3",
    "visits_per_year": "2",
    "quorum_percent": "75",
}
PERSON = {
    "given_name": "Pleun",
    "family_name": "van der Leiding",
    "email": "Pleun@nieuwstad.example",
    "password": "Een lange zin voor Pleun 1",
}


def rows(*schools):
    data = {"form-TOTAL_FORMS": str(len(schools)), "form-INITIAL_FORMS": "0", "next": "1"}
    for number, school in enumerate(schools):
        data |= {f"form-{number}-{field}": value for field, value in school.items()}
    return data


EEN = {"name": "De Eerste", "board": "Bestuur A", "sector": "po", "brin": "12ab"}
TWEE = {"name": "De Tweede", "board": "Bestuur A", "sector": "vo", "brin": ""}
LEEG = {"name": "", "board": "", "sector": "po", "brin": ""}
SCHOOLS = rows(EEN, LEEG, TWEE)


@pytest.fixture
def link(db):
    now = timezone.now()
    return FoundingLink.objects.create(
        pk=1,
        token_digest=hash_of(TOKEN),
        made_at=now,
        expires_at=now + datetime.timedelta(hours=24),
    )


@pytest.fixture
def browser(client_of, link):
    client = client_of()
    client.get(f"/begin/{TOKEN}/")
    return client


def fill_in(client, network=NETWORK, schools=SCHOOLS):
    assert client.post("/begin/", network).url == "/begin/scholen/"
    assert client.post("/begin/scholen/", schools).url == "/begin/account/"


def accept(client):
    """The privacy statement comes before the first page, for whoever founds the network too."""
    page = client.get("/dashboard/")
    assert page.url == "/mijn/gegevens/verklaring/?next=%2Fdashboard%2F"
    assert client.post("/mijn/gegevens/verklaring/", {"number": "1", "next": "/dashboard/"}).url == "/dashboard/"


def test_session_begins_anew_with_the_account(browser):
    fill_in(browser)
    before = browser.session.session_key
    browser.post("/begin/account/", PERSON)
    assert browser.session.session_key != before
    assert not any(name in browser.session for name in ("founding_link", "founding_network", "founding_schools"))


def test_network_begins_with_all_that_was_filled_in(browser):
    fill_in(browser)
    answer = browser.post("/begin/account/", PERSON)
    assert answer.url == reverse("dashboard:landing")
    accept(browser)
    assert browser.get(answer.url).url == reverse("dashboard:overview")
    network = Network.objects.get()
    assert (network.pk, network.name, network.quorum_percent) == (1, "Netwerk Nieuwstad", 75)
    assert (network.brand_colour, network.accent_colour) == ("#224488", "")
    assert list(School.objects.order_by("name").values_list("name", "brin", "sector__code", "board__name")) == [
        ("De Eerste", "12AB", "po", "Bestuur A"),
        ("De Tweede", "", "vo", "Bestuur A"),
    ]
    assert set(Sector.objects.values_list("code", flat=True)) == {"po", "vo", "so", "mbo", "ho"}
    lead = User.objects.get()
    assert (lead.email, lead.check_password(PERSON["password"])) == ("pleun@nieuwstad.example", True)
    assert lead.standing.leads_project
    assert lead.standing.administers
    assert browser.get(reverse("dashboard:overview")).context["user"] == lead


def test_dashboard_of_a_new_network_says_what_to_do_next(browser):
    fill_in(browser)
    browser.post("/begin/account/", PERSON)
    accept(browser)
    answer = browser.get("/dashboard/")
    assert answer.status_code == 200
    assert "Nodig de schoolleiders uit" in answer.content.decode()


def test_first_steps_of_a_new_network_tick_off(browser):
    """What is done says so, and the button that stands out is that of the next step."""
    fill_in(browser)
    browser.post("/begin/account/", PERSON)
    accept(browser)
    assert browser.get("/dashboard/").context["overview"].first_steps.comes_next == "leaders"
    lead = User.objects.get()
    make.EntryInvitationFactory(invited_by=lead, function=Role.SCHOOL_LEADER, school=School.objects.first())
    assert browser.get("/dashboard/").context["overview"].first_steps.comes_next == "meeting"
    make.SteeringMeetingFactory(draft=True)
    page = browser.get("/dashboard/")
    assert page.context["overview"].first_steps.comes_next == "settings"
    assert "Al uitgenodigd: 1. Scholen in het netwerk: 2." in page.content.decode()


def test_founder_is_the_project_lead_to_everyone(browser):
    fill_in(browser)
    browser.post("/begin/account/", PERSON)
    assert str(User.objects.get().standing.title) == "projectleider"


def test_founder_need_not_give_the_password_again_for_the_second_step(browser, settings):
    settings.EXAMPLE_NETWORK = False
    fill_in(browser)
    browser.post("/begin/account/", PERSON, headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    accept(browser)
    assert browser.get("/account/tweestaps/totp/activate/").status_code == 200
    assert "Firefox" in browser.get(reverse("people:security")).content.decode()


def test_home_of_an_empty_portal_says_how_it_begins(client_of):
    """Nobody can ask to join a network that is not there: nobody would read it."""
    page = client_of().get("/").content.decode()
    assert "Hier begint een netwerk" in page
    assert reverse("entry:join") not in page


def test_mistakes_in_the_rows_are_counted_one_by_one(browser):
    """In the title of the page, which a screen reader says first."""
    browser.post("/begin/", NETWORK)
    answer = browser.post("/begin/scholen/", rows({**EEN, "board": ""}, LEEG, LEEG, LEEG))
    assert "<title>(1 fout) " in answer.content.decode()


def test_quorum_over_a_hundred_is_said_beside_its_field(browser):
    form = browser.post("/begin/", {**NETWORK, "quorum_percent": "101"}).context["form"]
    assert list(form.errors) == ["quorum_percent"]


def test_looking_uses_nothing_up(client_of, link):
    for _ in range(3):
        answer = client_of().get(f"/begin/{TOKEN}/")
        assert answer.url == "/begin/"
    client = client_of()
    assert client.get(f"/begin/{TOKEN}/", follow=True).status_code == 200
    link.refresh_from_db()
    assert link.used_at is None


def test_token_is_not_on_the_page(browser):
    answer = browser.get("/begin/")
    assert TOKEN not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_nothing_is_saved_before_the_last_screen(browser):
    fill_in(browser)
    assert not Network.objects.exists()
    assert not School.objects.exists()
    assert not SchoolBoard.objects.exists()


def test_password_is_kept_nowhere_on_the_way(browser):
    fill_in(browser)
    browser.post("/begin/account/", {**PERSON, "email": "geen adres"})
    assert PERSON["password"] not in str(dict(browser.session))


@pytest.mark.parametrize("path", ["/begin/", "/begin/scholen/", "/begin/account/"])
def test_screens_are_not_there_without_the_link(client_of, link, path):
    assert client_of().get(path).status_code == 404
    assert client_of().post(path, NETWORK).status_code == 404


def test_wrong_or_old_token_says_what_to_do(client_of, link):
    answer = client_of().get("/begin/een-ander-token/")
    assert answer.status_code == 404
    assert "Start het portaal nog een keer" in answer.content.decode()
    FoundingLink.objects.update(made_at=timezone.now() - datetime.timedelta(hours=25), expires_at=timezone.now())
    assert client_of().get(f"/begin/{TOKEN}/").status_code == 404


def test_link_that_is_over_ends_a_set_up_that_was_begun(browser):
    fill_in(browser)
    FoundingLink.objects.update(token_digest="of a newer start")
    assert browser.post("/begin/account/", PERSON).status_code == 404
    assert not Network.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("made", [make.NetworkFactory, make.UserFactory], ids=["a network", "an account"])
def test_page_is_gone_once_there_is(client_of, link, made):
    made()
    client = client_of()
    assert client.get(f"/begin/{TOKEN}/").status_code == client.get("/begin/").status_code == 404


def test_second_of_two_browsers_is_told(client_of, link):
    first, second = client_of(), client_of()
    for client in (first, second):
        client.get(f"/begin/{TOKEN}/")
        fill_in(client)
    first.post("/begin/account/", PERSON)
    answer = second.post("/begin/account/", {**PERSON, "email": "later@nieuwstad.example"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/"
    assert "Iemand anders heeft dit portaal intussen ingericht" in answer.content.decode()
    assert User.objects.count() == 1
    assert second.get("/begin/").status_code == 404


def test_action_refuses_a_second_time(link):
    person = {"given_name": "A", "family_name": "B", "email": "a@b.example", "password": "x", "language": "nl"}
    now = timezone.now()
    found = {"digest": link.token_digest, "schools": [], "today": timezone.localdate(now), "now": now}
    actions.found(**found, network=Network(name="Een"), person=person)
    with pytest.raises(actions.AlreadyFounded):
        actions.found(**found, network=Network(name="Twee"), person={**person, "email": "c@d.example"})


def test_failure_half_way_leaves_nothing(browser, monkeypatch):
    fill_in(browser)
    monkeypatch.setattr(actions, "add_schools", lambda rows, today: School.objects.create(name="half"))
    answer = browser.post("/begin/account/", PERSON)
    assert answer.status_code == 302
    assert not Network.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("schools", "said"),
    [
        (rows(LEEG), "Vul minstens één school in"),
        (rows(EEN, {**TWEE, "name": "de eerste"}), "Twee scholen hebben dezelfde naam"),
        (rows(EEN, {**TWEE, "brin": "12AB"}), "Twee scholen hebben hetzelfde BRIN"),
        (rows({**EEN, "brin": "1234"}), "Een BRIN ziet eruit als"),
        (rows({**EEN, "board": ""}), "Er klopt nog iets niet"),
    ],
)
def test_schools_that_are_not_right_are_said_and_nothing_is_lost(browser, schools, said):
    answer = browser.post("/begin/scholen/", schools)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    if schools["form-0-name"]:
        assert 'value="De Eerste"' in answer.content.decode()


def test_more_rows_keep_what_was_typed(browser):
    answer = browser.post("/begin/scholen/", {**rows(EEN, LEEG), "next": "", "more": "1"})
    html = answer.content.decode()
    assert 'value="De Eerste"' in html
    assert html.count("<legend>") == 6


def test_short_password_is_refused_in_the_language_of_the_page(browser):
    fill_in(browser)
    answer = browser.post("/begin/account/", {**PERSON, "password": "kort en snel"[:9]})
    assert answer.context["form"].errors["password"] == ["Dit wachtwoord is te kort. Gebruik minstens 12 tekens."]


def test_simple_password_is_refused(browser):
    fill_in(browser)
    answer = browser.post("/begin/account/", {**PERSON, "password": "kort"})
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_going_back_shows_what_was_filled_in(browser):
    fill_in(browser)
    assert 'value="Netwerk Nieuwstad"' in browser.get("/begin/").content.decode()
    assert 'value="De Tweede"' in browser.get("/begin/scholen/").content.decode()


def test_token_is_not_in_the_trail(link):
    fields = {field.name for field in apps.get_model("founding.FoundingLinkEvent")._meta.fields}
    assert "token_digest" not in fields
