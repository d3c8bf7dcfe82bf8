"""One's own page, and the language of all pages."""

import pytest

from network.people.models import User
from tests.factories import (
    AppointmentFactory,
    MembershipFactory,
    PartnerFactory,
    SchoolFactory,
    ThemeFactory,
    UserFactory,
    day,
    profile_fields,
    stand_in,
    teacher,
)

PROFILE, EDIT, LANGUAGE = "/mijn/profiel/", "/mijn/profiel/wijzigen/", "/taal/"
ENGLISH = '<html lang="en">'


def test_the_page_shows_ones_own_profile_fields(client_of):
    person = stand_in(SchoolFactory(name="De Vlier"), can_offer="Leeskringen")
    AppointmentFactory(user=person)
    MembershipFactory(user=person, school=SchoolFactory(name="Vroeger"), ends_on=day(-1))
    page = client_of(person).get(PROFILE).content.decode()
    for text in [
        str(person),
        person.email,
        "De Vlier",
        "leraar, vervangt de schoolleider",
        "projectleider",
        "Leeskringen",
    ]:
        assert text in page
    assert "Vroeger" not in page


def test_someone_without_a_school_reads_what_to_do(client_of):
    assert "Vraag de projectleider" in client_of(UserFactory()).get(PROFILE).content.decode()


def test_the_page_costs_the_same_with_many_memberships(client_of, same_queries):
    person = teacher()
    client = client_of(person)
    same_queries(lambda: client.get(PROFILE), lambda: MembershipFactory(user=person, partner=PartnerFactory()))


def test_the_page_asks_who_may_see_each_part_without_saying_it_again(client_of):
    page = client_of(teacher()).get(EDIT).text
    assert page.count("Wie mag dit zien?") == 4
    assert '<span class="hidden-text"> telefoon</span>' in page.lower()


def test_themes_that_ended_are_offered_to_who_has_them_alone(client_of):
    person, ended = teacher(), ThemeFactory(ended_on=day(-1))
    browser = client_of(person)

    def offered():
        return list(browser.get(EDIT).context["form"].fields["themes"].queryset)

    assert offered() == []
    person.themes.add(ended)
    assert offered() == [ended]


def test_a_person_changes_ones_own_profile_fields(client_of):
    person = teacher()
    response = client_of(person).post(EDIT, profile_fields(can_offer="Rekenen buiten", language="en"))
    assert response.url == PROFILE
    person = User.objects.get(pk=person.pk)
    assert (str(person), person.can_offer, person.language) == ("Noor van Dam", "Rekenen buiten", "en")


def test_nobody_changes_an_address_or_a_right_on_this_page(client_of):
    person = teacher(email="oud@proef.example")
    client_of(person).post(EDIT, profile_fields(email="nieuw@proef.example", is_active="", password="x"))
    changed = User.objects.get(pk=person.pk)
    assert (changed.email, changed.is_active, changed.password) == ("oud@proef.example", True, person.password)


def test_a_mistake_comes_back_with_what_was_typed(client_of):
    response = client_of(teacher()).post(EDIT, profile_fields(family_name=" ", can_offer="Een lang verhaal"))
    assert list(response.context["form"].errors) == ["family_name"]
    assert "Een lang verhaal" in response.content.decode()


def test_a_visitor_signs_in_first(client):
    assert client.get(PROFILE).url == "/account/login/?next=/mijn/profiel/"


# Language


def test_a_visitor_gets_dutch_whatever_the_browser_prefers(client, db):
    response = client.get("/account/login/", headers={"accept-language": "en-GB,en"})
    assert ENGLISH not in response.content.decode()
    assert "Accept-Language" not in response["Vary"]
    assert response["Content-Language"] == "nl"


def test_a_visitor_chooses_a_language_and_comes_back(client, db):
    response = client.post(LANGUAGE, {"language": "en", "next": "/scholen/?sector=po"})
    assert response.url == "/scholen/?sector=po"
    assert set(client.cookies) == {"django_language"}
    assert ENGLISH in client.get("/account/login/").content.decode()


def test_the_language_of_the_account_goes_before_the_cookie(client_of):
    person = teacher(language="nl")
    client = client_of(person)
    client.cookies["django_language"] = "en"
    assert ENGLISH not in client.get(PROFILE).content.decode()
    client.post(LANGUAGE, {"language": "en", "next": PROFILE})
    assert User.objects.get(pk=person.pk).language == "en"
    assert ENGLISH in client.get(PROFILE).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "/\\elders.example", ""])
def test_choosing_a_language_never_leads_off_the_portal(client, db, elsewhere):
    assert client.post(LANGUAGE, {"language": "en", "next": elsewhere}).url == "/"


@pytest.mark.parametrize("language", ["", "de", "x" * 600, "../nl"])
def test_an_unknown_language_changes_nothing(client, db, language):
    assert client.post(LANGUAGE, {"language": language}).status_code == 400
    assert not client.cookies


@pytest.mark.parametrize("cookie", ["de", "x" * 600, "../../etc"])
def test_a_strange_language_cookie_is_passed_over(client, db, cookie):
    client.cookies["django_language"] = cookie
    assert client.get("/account/login/")["Content-Language"] == "nl"


def test_choosing_a_language_takes_a_button(client, db):
    assert client.get(LANGUAGE).status_code == 405


def test_another_site_cannot_change_the_language_of_an_account():
    """The view asks for no token. What protects accounts is that the session cookie stays away from foreign posts."""
    from django.conf import settings

    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
