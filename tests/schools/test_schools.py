"""The pages about schools."""

import pytest
from django.core.cache import caches

from network.schools.models import School
from network.schools.school_year import SchoolYear
from tests.factories import (
    MembershipFactory,
    SchoolFactory,
    SectorFactory,
    administrator,
    day,
    funder_contact,
    partner_contact,
    project_lead,
    school_leader,
    teacher,
)

LIST = "/scholen/"


def listed(client):
    return [school.name for school in client.get(LIST).context["schools"]]


def test_schools_are_listed_by_sector_with_board_and_place(client, db):
    po, vo = SectorFactory(), SectorFactory(code="vo", name="voortgezet onderwijs")
    SchoolFactory(name="Zeeheld", sector=vo)
    baken = SchoolFactory(name="Baken", sector=vo, city="Havenstad")
    SchoolFactory(name="Wilg", sector=po)
    page = client.get(LIST).content.decode()
    assert listed(client) == ["Wilg", "Baken", "Zeeheld"]
    assert f"{baken.board.name} · Havenstad" in page
    assert page.index("primair onderwijs") < page.index("Wilg") < page.index("voortgezet onderwijs")


def test_only_schools_that_take_part_today_are_listed(client, db):
    SchoolFactory(name="Hier", left_on=day(0))
    SchoolFactory(name="Vertrokken", left_on=day(-1))
    SchoolFactory(name="Straks", joined_on=day(1))
    assert listed(client) == ["Hier"]


def test_an_empty_list_says_so(client, db):
    assert "Er doet nog geen school mee" in client.get(LIST).content.decode()


def test_the_list_costs_the_same_with_many_schools(client, same_queries):
    same_queries(lambda: client.get(LIST), SchoolFactory)


def test_a_visitor_reads_about_a_school_but_sees_no_people(client, db):
    school = SchoolFactory(introduction="Wij zijn klein.", can_show="De moestuin", wants_to_learn="Taalbeleid")
    colleague = teacher(school)
    page = client.get(school.get_absolute_url()).content.decode()
    for text in ["Wij zijn klein.", "De moestuin", "Taalbeleid", school.board.name]:
        assert text in page
    assert str(colleague) not in page


def test_text_of_a_school_cannot_bring_in_markup(client, db):
    school = SchoolFactory(introduction="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(school.get_absolute_url()).content.decode()


@pytest.mark.parametrize("make", [teacher, school_leader, partner_contact, project_lead])
def test_members_see_name_and_function_of_the_people_of_a_school(client_of, make):
    school = SchoolFactory()
    colleague = teacher(school, given_name="Noor", family_name="van Dam")
    page = client_of(make()).get(school.get_absolute_url()).content.decode()
    assert f'<a href="{colleague.get_absolute_url()}">Noor van Dam</a><small>leraar</small>' in page
    assert colleague.email not in page


@pytest.mark.parametrize("make", [funder_contact, administrator])
def test_funders_and_administrators_see_no_people(client_of, make):
    school = SchoolFactory()
    colleague = teacher(school)
    assert str(colleague) not in client_of(make()).get(school.get_absolute_url()).content.decode()


def test_only_people_who_work_there_today_and_have_an_account_are_shown(client_of):
    school = SchoolFactory()
    here = teacher(school)
    teacher(school, is_active=False)
    MembershipFactory(school=school, ends_on=day(-1))
    MembershipFactory(school=school, starts_on=day(1))
    response = client_of(project_lead()).get(school.get_absolute_url())
    assert [membership.user for membership in response.context["colleagues"]] == [here]


def test_a_school_costs_the_same_with_many_people(client_of, same_queries):
    school = SchoolFactory()
    client = client_of(teacher(school))
    same_queries(lambda: client.get(school.get_absolute_url()), lambda: teacher(school))


def test_a_school_that_left_keeps_its_page_and_says_so(client, db):
    school = SchoolFactory(left_on=day(-1))
    assert "Deze school deed mee tot en met" in client.get(school.get_absolute_url()).content.decode()


@pytest.mark.parametrize("fields", [{"joined_on": day(1)}, None])
def test_a_school_that_did_not_begin_or_does_not_exist_is_not_found(client, db, fields):
    slug = SchoolFactory(**fields).slug if fields else "bestaat-niet"
    assert client.get(f"/scholen/{slug}/").status_code == 404


@pytest.mark.parametrize(("left_in", "left"), [(None, False), (0, False), (-1, True)])
def test_the_last_day_still_counts(left_in, left):
    school = School(left_on=None if left_in is None else day(left_in))
    assert school.has_left(on=day()) is left


def test_a_visitor_may_get_the_page_of_a_moment_ago_and_a_member_never(client, client_of, settings):
    settings.PUBLIC_PAGE_SECONDS = 10
    caches["pages"].clear()
    assert listed(client) == []
    SchoolFactory(name="De Vlier")
    assert "De Vlier" not in client.get(LIST).content.decode()
    assert "De Vlier" in client_of(teacher()).get(LIST).content.decode()
    caches["pages"].clear()


@pytest.mark.parametrize(
    ("text", "year"), [("2026", 2026), ("", None), ("26", None), ("9" * 5000, None), ("²026", None)]
)
def test_school_year_of_an_address(text, year):
    named = SchoolYear.named(text)
    assert (named and named.first) == year


def test_who_looks_after_a_school_is_led_from_its_page_to_inviting(client_of):
    school = SchoolFactory()
    invites = f"/uitnodigingen/nieuw/?school={school.pk}"
    pages = {
        who: client_of(user).get(school.get_absolute_url()).content.decode()
        for who, user in {
            "leader": school_leader(school),
            "lead": project_lead(),
            "teacher": teacher(school),
            "leader elsewhere": school_leader(),
        }.items()
    }
    assert [who for who, page in pages.items() if invites in page] == ["leader", "lead"]


def test_nobody_is_invited_to_a_school_that_left(client_of):
    school = SchoolFactory(left_on=day(-1))
    assert "/uitnodigingen/nieuw/" not in client_of(project_lead()).get(school.get_absolute_url()).content.decode()


# What a school tells about itself

TEXTS = {"introduction": "Wij zijn klein.", "can_show": "Weekplannen", "wants_to_learn": "Feedback"}


def tell(school):
    return f"/scholen/{school.slug}/vertellen/"


@pytest.mark.parametrize("who", [school_leader, lambda school: project_lead()], ids=["leader", "project lead"])
def test_the_leader_and_the_project_lead_write_what_a_school_tells(client_of, who):
    school = SchoolFactory(name="De Vlier")
    browser = client_of(who(school))
    assert f'href="{tell(school)}"' in browser.get(school.get_absolute_url()).text
    assert browser.post(tell(school), TEXTS | {"name": "Gekaapt"}).url == school.get_absolute_url()
    school.refresh_from_db()
    assert {name: getattr(school, name) for name in TEXTS} == TEXTS
    assert school.name == "De Vlier"
    assert "Weekplannen" in client_of().get(school.get_absolute_url()).text


@pytest.mark.parametrize("who", [teacher, lambda school: school_leader(), lambda school: administrator()])
def test_nobody_else_writes_it(client_of, who):
    school = SchoolFactory()
    browser = client_of(who(school))
    assert tell(school) not in browser.get(school.get_absolute_url()).text
    assert browser.post(tell(school), TEXTS).status_code == 403
    assert School.objects.get(pk=school.pk).introduction == ""


def test_a_school_that_left_tells_nothing_new(client_of):
    school = SchoolFactory(left_on=day(-1))
    browser = client_of(project_lead())
    assert tell(school) not in browser.get(school.get_absolute_url()).text
    assert browser.post(tell(school), TEXTS).status_code == 404


def test_of_two_who_tell_at_once_the_second_is_told(client_of):
    school = SchoolFactory()
    browser = client_of(school_leader(school))
    seen = browser.get(tell(school)).context["form"]["seen"].value()
    School.objects.update(introduction="Van een ander")
    answer = browser.post(tell(school), TEXTS | {"seen": seen})
    assert "Van een ander" in answer.context["form"].non_field_errors()[0]
    assert School.objects.get().introduction == "Van een ander"
    seen_now = answer.context["form"]["seen"].value()
    assert browser.post(tell(school), TEXTS | {"seen": seen_now}).status_code == 302
    assert School.objects.get().introduction == TEXTS["introduction"]
