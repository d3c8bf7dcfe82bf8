"""The list of people and the page of one: everybody sees as much as its owner shows, and finds no more than that."""

import re

import pytest

from network.people.directory import found, profiles
from network.people.models import User
from network.people.models.profile import Rung
from tests.factories import (
    MembershipFactory,
    SchoolFactory,
    SectorFactory,
    ThemeFactory,
    administrator,
    day,
    funder_contact,
    partner_contact,
    profile_fields,
    project_lead,
    school_leader,
    teacher,
)

pytestmark = pytest.mark.django_db

LIST, PREVIEW, EDIT = "/mensen/", "/mijn/profiel/zo-zien-anderen-je/", "/mijn/profiel/wijzigen/"
PARTS = ["email", "phone", "can_offer", "wants_to_learn"]


def on_rung(rung, school=None, **fields):
    """A teacher who puts everything on one rung."""
    audiences = {f"{part}_audience": rung for part in [*PARTS, "themes"]}
    texts = {"phone": "070 123 45 67", "can_offer": "Leeskringen", "wants_to_learn": "Breuken"}
    return teacher(school, **texts, **audiences, **fields)


def viewers(person):
    school = person.memberships.get().school
    return {
        "me": person,
        "my school": teacher(school),
        "other school": school_leader(),
        "lead": project_lead(),
        "partner": partner_contact(),
    }


def seen_by(viewer, person):
    return profiles(User.objects.get(pk=viewer.pk), on=day()).get(pk=person.pk)


@pytest.mark.parametrize(
    ("rung", "who"),
    [
        (Rung.ONLY_ME, {"me"}),
        (Rung.MY_SCHOOL, {"me", "my school"}),
        (Rung.SCHOOLS, {"me", "my school", "other school", "lead"}),
        (Rung.SCHOOLS_AND_PARTNERS, {"me", "my school", "other school", "lead", "partner"}),
    ],
)
@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_seen_from_its_rung_upwards(rung, who, part):
    person = on_rung(rung)
    shown = {name for name, viewer in viewers(person).items() if getattr(seen_by(viewer, person), f"shown_{part}")}
    assert shown == who


@pytest.mark.parametrize(
    ("rung", "who"),
    [
        (Rung.ONLY_ME, {"me"}),
        (Rung.MY_SCHOOL, {"me", "my school"}),
        (Rung.SCHOOLS, {"me", "my school", "other school", "lead"}),
        (Rung.SCHOOLS_AND_PARTNERS, {"me", "my school", "other school", "lead", "partner"}),
    ],
)
@pytest.mark.parametrize("sought", ["words", "theme"])
def test_what_one_may_not_see_is_not_found(rung, who, sought):
    person, theme = on_rung(rung), ThemeFactory()
    person.themes.add(theme)
    wish = {"words": "leeskring"} if sought == "words" else {"theme": theme}
    finding = {
        name
        for name, viewer in viewers(person).items()
        if found(profiles(User.objects.get(pk=viewer.pk), on=day()), on=day(), **wish).filter(pk=person.pk).exists()
    }
    assert finding == who


def test_a_part_is_found_without_the_other(client_of):
    """Searching in one field does not tell what stands hidden in another."""
    person = teacher(can_offer="Leeskringen", wants_to_learn="Breuken", wants_to_learn_audience=Rung.ONLY_ME)
    client = client_of(teacher())
    assert listed(client, "?zoek=leeskring") == [person]
    assert listed(client, "?zoek=breuken") == []
    assert listed(client, "?zoek=leeskring+-breuken") == [person]
    assert listed(client, "?zoek=breuken&waar=leren") == []


def test_nobody_searches_in_addresses_or_numbers(client_of):
    teacher(email="geheim@proef.example", phone="070 999 99 99")
    client = client_of(teacher())
    assert listed(client, "?zoek=geheim") == listed(client, "?zoek=999") == []


@pytest.mark.parametrize(("rung", "shown"), [(Rung.MY_SCHOOL, 0), (Rung.SCHOOLS, 1)])
def test_themes_that_are_hidden_stand_nowhere(client_of, rung, shown):
    person = on_rung(rung)
    person.themes.add(ThemeFactory(name="Geheime tuin"))
    client = client_of(teacher())
    for path in (LIST, person.get_absolute_url()):
        assert len(re.findall('class="tag[^>]*>Geheime tuin<', client.get(path).content.decode())) == shown


def listed(client, query=""):
    return [row["person"] for row in client.get(f"{LIST}{query}").context["rows"]]


def test_a_word_is_found_in_every_dutch_form(client_of):
    person = teacher(wants_to_learn="Toetsen zonder cijfers")
    client = client_of(teacher())
    assert listed(client, "?zoek=toetsen+cijfer&waar=leren") == [person]
    assert listed(client, "?zoek=toets&waar=bieden") == []


def test_a_name_is_found_but_not_when_one_looks_in_a_text(client_of):
    person = teacher(given_name="Yara", family_name="van Proef")
    client = client_of(teacher())
    assert listed(client, "?zoek=yara van") == [person]
    assert listed(client, "?zoek=yara&waar=leren") == []


def test_people_of_a_school_and_of_a_sector(client_of):
    school = SchoolFactory(sector=SectorFactory(code="mbo", name="mbo"))
    there, viewer = teacher(school), teacher()
    former = teacher()
    MembershipFactory(user=former, school=school, ends_on=day(-1))
    client = client_of(viewer)
    assert listed(client, f"?school={school.slug}") == [there]
    assert listed(client, "?sector=mbo") == [there]
    assert set(listed(client)) == {there, viewer, former}


@pytest.mark.parametrize(
    "query", ["?school=bestaat-niet", "?thema='; drop", "?zoek=%00", "?page=999", "?past=x", "?zoek=%26%7C!("]
)
def test_an_odd_question_is_no_fault(client_of, query):
    assert client_of(teacher()).get(f"{LIST}{query}").status_code == 200


def test_who_left_or_may_not_sign_in_is_not_listed(client_of):
    viewer = teacher()
    teacher(is_active=False)
    teacher().memberships.update(ends_on=day(-1))
    administrator()
    assert listed(client_of(viewer)) == [viewer]


def test_the_list_hands_out_no_addresses(client_of):
    person = on_rung(Rung.SCHOOLS_AND_PARTNERS)
    page = client_of(teacher()).get(LIST).content.decode()
    assert str(person) in page
    assert person.email not in page
    assert "070 123" not in page


@pytest.mark.parametrize("make", [funder_contact, administrator])
def test_a_funder_and_an_administrator_see_no_persons(client_of, make):
    person, client = teacher(), client_of(make())
    for path in [LIST, person.get_absolute_url(), PREVIEW]:
        assert client.get(path).status_code == 404


def test_the_page_of_a_person_shows_what_is_open_and_nothing_else(client_of):
    person = teacher(
        can_offer="Leeskringen", wants_to_learn="Breuken", wants_to_learn_audience=Rung.MY_SCHOOL, phone="070 123 45 67"
    )
    page = client_of(teacher()).get(person.get_absolute_url()).content.decode()
    assert "Leeskringen" in page
    for hidden in ["Breuken", "070 123 45 67", person.email]:
        assert hidden not in page


def test_the_address_of_a_page_tells_nothing(client_of):
    person = teacher()
    assert person.get_absolute_url() == f"/mensen/{person.public_id}/"
    assert client_of(person).get(f"/mensen/{person.pk}/").status_code == 404


def test_of_somebody_who_left_only_the_name_is_there(client_of):
    person = on_rung(Rung.SCHOOLS_AND_PARTNERS)
    person.memberships.update(ends_on=day(-1))
    page = client_of(teacher()).get(person.get_absolute_url()).content.decode()
    assert str(person) in page
    for hidden in ["Leeskringen", "Breuken", "070 123 45 67", person.email]:
        assert hidden not in page


@pytest.mark.parametrize(
    ("seen_from", "shows"),
    [
        ("school", {"Leeskringen", "Breuken", "Rekenen"}),
        ("scholen", {"Leeskringen", "Rekenen"}),
        ("partners", {"Rekenen"}),
    ],
)
def test_one_sees_what_a_colleague_sees(client_of, seen_from, shows):
    person = teacher(can_offer="Leeskringen", wants_to_learn="Breuken", wants_to_learn_audience=Rung.MY_SCHOOL)
    person.themes.add(ThemeFactory(name="Rekenen"))
    User.objects.update(themes_audience=Rung.SCHOOLS_AND_PARTNERS)
    page = client_of(person).get(f"{PREVIEW}?als={seen_from}").content.decode()
    assert {text for text in ["Leeskringen", "Breuken", "Rekenen"] if text in page} == shows
    assert person.email not in page.partition("<main")[2]


def test_a_hint_goes_both_ways(client_of):
    helped = teacher(wants_to_learn="Leeskringen met ouders in de wijk")
    helps = teacher(can_offer="Formatief toetsen zonder cijfers")
    viewer = teacher(can_offer="Een leeskring met ouders", wants_to_learn="Toetsen zonder cijfers te geven")
    client = client_of(viewer)
    assert listed(client, "?past=leren") == [helped]
    assert listed(client, "?past=bieden") == [helps]
    rows = {row["person"]: (row["learns_from_me"], row["teaches_me"]) for row in client.get(LIST).context["rows"]}
    assert rows == {helped: (True, False), helps: (False, True), viewer: (False, False)}


def test_a_hint_tells_nothing_that_is_hidden(client_of):
    teacher(wants_to_learn="Leeskringen met ouders in de wijk", wants_to_learn_audience=Rung.MY_SCHOOL)
    viewer = teacher(can_offer="Een leeskring met ouders")
    assert listed(client_of(viewer), "?past=leren") == []


def test_a_word_that_everybody_uses_makes_no_match(client_of):
    for _ in range(6):
        teacher(wants_to_learn="Leerlingen motiveren")
    assert listed(client_of(teacher(can_offer="Leerlingen motiveren")), "?past=leren") == []


def test_a_person_says_who_may_see_what(client_of):
    person, theme = teacher(), ThemeFactory()
    answer = client_of(person).post(
        EDIT, profile_fields(phone="070 123 45 67", phone_audience=10, email_audience=40, themes=[theme.pk])
    )
    assert answer.url == "/mijn/profiel/"
    person.refresh_from_db()
    assert (person.phone, person.phone_audience, person.email_audience) == ("070 123 45 67", 10, 40)
    assert list(person.themes.all()) == [theme]


@pytest.mark.parametrize(
    "wrong", [{"phone": "bel mij"}, {"phone_audience": 60}, {"themes_audience": 20}, {"themes": ["x"]}]
)
def test_what_does_not_fit_comes_back(client_of, wrong):
    person = teacher()
    answer = client_of(person).post(EDIT, profile_fields(can_offer="Een lang verhaal", **wrong))
    assert list(answer.context["form"].errors) == list(wrong)
    assert "Een lang verhaal" in answer.content.decode()


def test_nobody_changes_school_or_function_or_page_here(client_of):
    person, school = teacher(), SchoolFactory()
    before = list(person.memberships.values())
    client_of(person).post(
        EDIT,
        profile_fields(
            school=school.pk, function="SCHOOL_LEADER", starts_on="2020-01-01", public_id=str(school.pk), id=1
        ),
    )
    after = User.objects.get(pk=person.pk)
    assert list(after.memberships.values()) == before
    assert after.public_id == person.public_id
