"""The pages of the working groups, per role."""

import re

import pytest

from network.base.models import OutgoingMail
from network.base.text import short_date
from network.working_groups.models import WorkingGroup
from tests.factories import (
    FrameworkFactory,
    FrameworkVersionFactory,
    GroupMembershipFactory,
    MembershipFactory,
    PartnerFactory,
    SchoolFactory,
    UserFactory,
    WorkingGroupFactory,
    administrator,
    day,
    framework_in_force,
    funder_contact,
    project_lead,
    school_leader,
    specialist,
    teacher,
)

pytestmark = pytest.mark.django_db

GROUP = "/werkgroepen/taal/"


def text(response, status=200):
    """The words on a page, without markup and with single spaces."""
    assert response.status_code == status
    body = re.search(r"<main.*</main>", response.content.decode(), re.S).group()
    return re.sub(r"(\s|&nbsp;)+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.fixture
def group():
    framework = FrameworkFactory(title="Ruimte voor taal")
    FrameworkVersionFactory(framework=framework, adopted=True, mandate="Drie bijeenkomsten.")
    return WorkingGroupFactory(
        name="Taal in elk vak", slug="taal", purpose="Wij **zoeken** uit.", frameworks=[framework]
    )


@pytest.fixture
def chair(group):
    person = specialist(SchoolFactory(name="De Vlier"), given_name="Emma", family_name="Roos")
    return GroupMembershipFactory(group=group, user=person, is_chair=True)


@pytest.fixture
def member(group):
    return GroupMembershipFactory(group=group, user=teacher(SchoolFactory(name="Zuid"), given_name="Joris"))


def test_list_shows_mine_first(client_of, group, member):
    WorkingGroupFactory(name="Andere groep")
    WorkingGroupFactory(name="Klaar", ends_on=day(-1))
    page = text(client_of(member.user).get("/werkgroepen/"))
    assert re.search("Hier zit je in Taal in elk vak .* 1 lid De andere groepen Andere groep .* 0 leden", page)
    assert "Groepen die nu niet werken Klaar" in page
    assert "Start een groep" not in page


def test_empty_list(client_of):
    assert "Zodra de eerste groep start, vind je die hier." in text(client_of(teacher()).get("/werkgroepen/"))
    assert "Start een groep" in text(client_of(project_lead()).get("/werkgroepen/"))


def test_group_shows_its_room_and_its_people_school_by_school(client_of, group, chair, member):
    GroupMembershipFactory(group=group, user=specialist(partner=PartnerFactory(name="Hogeschool Proef")))
    GroupMembershipFactory(group=group, ends_on=day(-1), user=teacher(given_name="Vertrokken"))
    page = text(client_of(teacher()).get(GROUP))
    assert "Wij zoeken uit." in page
    assert "Ruimte voor taal Drie bijeenkomsten." in page
    assert re.search(
        "Wie erin zitten 3 .*De Vlier, praktijkexpert · leidt de groep .*Hogeschool Proef.*Zuid, leraar", page
    )
    assert "Vertrokken" not in page
    assert "Wijzig deze pagina" not in page


def test_group_says_when_its_framework_is_no_longer_in_force(client_of):
    framework = FrameworkFactory()
    FrameworkVersionFactory(framework=framework, superseded=True)
    WorkingGroupFactory(slug="taal", frameworks=[framework])
    assert "Dit kader geldt niet meer." in text(client_of(teacher()).get(GROUP))


def test_group_is_not_there_for_an_administrator(client_of, group):
    assert client_of(administrator()).get(GROUP).status_code == 404
    assert client_of(administrator()).get("/werkgroepen/").status_code == 404
    assert client_of().get(GROUP).url == f"/account/login/?next={GROUP}"


@pytest.mark.parametrize("page", ["bewerken/", "stoppen/", "leden/nieuw/"])
def test_outsider_changes_nothing(client_of, group, page):
    for person in (teacher(), school_leader()):
        browser = client_of(person)
        assert browser.get(GROUP + page).status_code == 403
        assert browser.post(GROUP + page, {"name": "x", "last_day": day()}).status_code == 403
    group.refresh_from_db()
    assert (group.name, group.ends_on) == ("Taal in elk vak", None)


def test_member_changes_the_page_but_not_the_members(client_of, group, chair, member):
    browser = client_of(member.user)
    other = framework_in_force(title="Ook van kracht")
    FrameworkVersionFactory(framework=FrameworkFactory(title="Nog een voorstel"), proposed=True)
    form = browser.get(f"{GROUP}bewerken/").context["form"]
    assert list(form.fields["frameworks"].queryset) == [other, group.frameworks.get()]
    saved = browser.post(
        f"{GROUP}bewerken/", {"name": "Taal", "purpose": "Anders.", "frameworks": [other.pk], "themes": []}
    )
    assert saved.url == GROUP
    group.refresh_from_db()
    assert (group.name, group.purpose, list(group.frameworks.all())) == ("Taal", "Anders.", [other])
    assert browser.get(f"{GROUP}leden/nieuw/").status_code == 403
    assert browser.post(f"{GROUP}leden/{chair.pk}/stoppen/", {"last_day": day()}).status_code == 403
    assert browser.post(f"{GROUP}leden/{member.pk}/voorzitter/", {"leads": "yes"}).status_code == 403


def test_group_of_a_new_network_is_not_asked_what_is_not_there(client_of):
    page = text(client_of(project_lead()).get("/werkgroepen/nieuw/"))
    assert "Thema" not in page.partition("Start een groep")[2].partition("Bewaar")[0]


def test_name_that_exists_comes_back_filled_in(client_of, group, member):
    WorkingGroupFactory(name="Al bezet")
    answer = client_of(member.user).post(f"{GROUP}bewerken/", {"name": "Al bezet", "purpose": "Lang nagedacht."})
    assert "Er staat een fout in het formulier" in text(answer)
    assert "Lang nagedacht." in answer.content.decode()


def test_chair_adds_a_member(client_of, group, chair):
    colleague, gone = teacher(SchoolFactory(name="Noord")), teacher(is_active=False)
    UserFactory(given_name="Zonder school")
    browser = client_of(chair.user)
    field = browser.get(f"{GROUP}leden/nieuw/").context["form"].fields["user"]
    assert list(field.queryset) == [colleague]
    assert field.label_from_instance(field.queryset.get()) == f"{colleague}, Noord"
    assert gone not in field.queryset
    added = browser.post(f"{GROUP}leden/nieuw/", {"user": colleague.pk}, follow=True)
    assert f"{colleague} zit nu in de groep." in added.content.decode()
    assert set(group.memberships.current(on=day()).values_list("user", flat=True)) == {chair.user_id, colleague.pk}
    assert OutgoingMail.objects.get().to_address == colleague.email


def test_pressing_twice_adds_once(client_of, group, chair):
    colleague = teacher()
    browser = client_of(chair.user)
    for _press in range(2):
        browser.post(f"{GROUP}leden/nieuw/", {"user": colleague.pk})
    assert group.memberships.filter(user=colleague).count() == 1
    assert OutgoingMail.objects.count() == 1


def test_chair_says_who_leads_and_who_leaves(client_of, group, chair, member):
    browser = client_of(chair.user)
    assert browser.post(f"{GROUP}leden/{member.pk}/voorzitter/", {"leads": "yes"}).url == GROUP
    member.refresh_from_db()
    assert member.is_chair
    assert browser.get(f"{GROUP}leden/{member.pk}/voorzitter/").status_code == 405
    assert browser.post(f"{GROUP}leden/{member.pk}/stoppen/", {"last_day": day()}).url == GROUP
    member.refresh_from_db()
    assert member.ends_on == day()


def test_member_may_leave(client_of, group, member):
    browser = client_of(member.user)
    assert "Stop met de groep" in text(browser.get(GROUP))
    assert "Stoppen met de groep?" in text(browser.get(f"{GROUP}leden/{member.pk}/stoppen/"))
    browser.post(f"{GROUP}leden/{member.pk}/stoppen/", {"last_day": day()})
    member.refresh_from_db()
    assert member.ends_on == day()


def test_last_day_before_the_first_is_refused(client_of, group, member):
    answer = client_of(project_lead()).post(f"{GROUP}leden/{member.pk}/stoppen/", {"last_day": day(-400)})
    first = short_date(member.starts_on).replace("\xa0", " ")
    assert f"Kies {first} of een latere dag." in text(answer)
    member.refresh_from_db()
    assert member.ends_on is None


def test_membership_of_another_group_is_not_found(client_of, group, member):
    other = GroupMembershipFactory()
    browser = client_of(project_lead())
    assert browser.post(f"{GROUP}leden/{other.pk}/stoppen/", {"last_day": day()}).status_code == 404


def test_project_lead_starts_and_stops_a_group(client_of):
    browser = client_of(project_lead())
    started = browser.post("/werkgroepen/nieuw/", {"name": "Rekenen", "purpose": "Leren.", "frameworks": []})
    assert started.url == "/werkgroepen/rekenen/"
    group = WorkingGroup.objects.get()
    GroupMembershipFactory(group=group, starts_on=day())
    assert "1 lid stopt op de laatste dag van de groep." in text(browser.get("/werkgroepen/rekenen/stoppen/"))
    browser.post("/werkgroepen/rekenen/stoppen/", {"last_day": day(5)})
    group.refresh_from_db()
    assert (group.ends_on, group.memberships.get().ends_on) == (day(5), day(5))


def test_person_without_a_school_stays_readable(client_of, group):
    person = UserFactory()
    MembershipFactory(user=person, ends_on=day(-1))
    GroupMembershipFactory(group=group, user=person)
    assert "nu zonder school" in text(client_of(teacher()).get(GROUP))


def test_list_costs_the_same_with_thirty(client_of, same_queries):
    browser = client_of(teacher())
    assert same_queries(lambda: browser.get("/werkgroepen/"), lambda: GroupMembershipFactory()) <= 8


def test_group_costs_the_same_with_thirty_members(client_of, same_queries, group):
    browser = client_of(project_lead())

    def add():
        GroupMembershipFactory(group=group)
        group.frameworks.add(framework_in_force())

    assert same_queries(lambda: browser.get(GROUP), add) <= 14


def test_funder_reads_what_a_group_wants_and_not_who_is_in_it(client_of, group, chair):
    contact = funder_contact()
    page = text(client_of(contact).get(GROUP))
    assert "zoeken" in page
    assert "Emma" not in page

    GroupMembershipFactory(group=group, user=contact)
    assert "Emma" in text(client_of(contact).get(GROUP))
