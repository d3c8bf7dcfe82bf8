"""The pages of the steering room, per role."""

import re

import pytest
from django.urls import reverse

from network.base.models import OutgoingMail
from network.people.audience import Audience
from network.steering import actions
from network.steering.models import Decision, Endorsement, FrameworkVersion, Goal, Position
from tests.factories import (
    ActivityFactory,
    AgendaItemFactory,
    DecisionFactory,
    EndorsementFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    GoalFactory,
    MembershipFactory,
    PositionFactory,
    SchoolFactory,
    SharedVisionFactory,
    administrator,
    day,
    framework_in_force,
    moment,
    partner_contact,
    project_lead,
    school_leader,
    stand_in,
    teacher,
)

pytestmark = pytest.mark.django_db


def text(response, status=200):
    """The words on a page, without markup and with single spaces."""
    assert response.status_code == status
    body = re.search(r"<main.*</main>", response.content.decode(), re.S).group()
    return re.sub(r"(\s|&nbsp;)+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.fixture
def school():
    return SchoolFactory(name="De Vlier")


@pytest.fixture
def leader(school):
    return school_leader(school, given_name="Samira", family_name="el Amrani")


@pytest.fixture
def proposal():
    framework = FrameworkFactory(title="Taal in elke les", slug="taal", goals=[GoalFactory(title="Taalvaardig")])
    return FrameworkVersionFactory(
        framework=framework, proposed=True, text="Wij **oefenen** elke dag.", mandate="Vijf keer per jaar."
    )


VERSION = "/stuurgroep/kaders/taal/versie/1/"


# Who gets in


PAGES = ["", "visie/", "kaders/", "besluiten/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", [teacher, partner_contact, project_lead, school_leader])
def test_members_read_vision_frameworks_and_decisions(client_of, who, page):
    assert client_of(who()).get(f"/stuurgroep/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_visitor_is_asked_to_log_in(client_of, page):
    address = f"/stuurgroep/{page}"
    assert client_of().get(address).url == f"/account/login/?next={address}"


@pytest.mark.parametrize("page", ["", "visie/", "kaders/", "besluiten/"])
def test_administrator_reads_no_content(client_of, page):
    assert client_of(administrator()).get(f"/stuurgroep/{page}").status_code == 404


STEPS = ["bewerken/", "voorstellen/", "termijn/", "herschrijven/", "intrekken/", "herinneren/", "vaststellen/"]


@pytest.mark.parametrize("step", ["", *STEPS, "standpunt/"])
def test_teacher_does_not_find_what_is_in_the_making(client_of, proposal, step):
    browser = client_of(teacher())
    assert browser.get(VERSION + step).status_code == 404
    assert browser.post(VERSION + step).status_code == (404 if step else 405)


@pytest.mark.parametrize("step", STEPS)
def test_leader_cannot_do_what_is_not_hers(client_of, leader, proposal, step):
    browser = client_of(leader)
    assert browser.get(VERSION + step).status_code == 403
    assert browser.post(VERSION + step, {"due_on": day(9), "title": "x", "revision": 0}).status_code == 403
    proposal.refresh_from_db()
    assert (proposal.state, proposal.positions_due_on) == ("proposed", day(14))


def test_teacher_cannot_write(client_of):
    framework = framework_in_force()
    browser = client_of(teacher())
    assert browser.get("/stuurgroep/kaders/nieuw/").status_code == 403
    assert browser.post(f"/stuurgroep/kaders/{framework.slug}/nieuwe-versie/").status_code == 403
    for page in ("visie/nieuw/", "doelen/nieuw/", f"doelen/{framework.goals.get().slug}/bewerken/"):
        assert browser.get(f"/stuurgroep/{page}").status_code == 403


@pytest.mark.parametrize("step", ["intrekken/", "herschrijven/", "herinneren/", "vaststellen/", "voorstellen/"])
def test_looking_at_a_step_changes_nothing(client_of, proposal, step):
    school_leader()
    client_of(project_lead()).get(VERSION + step)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reminded_at) == ("proposed", None)
    assert not OutgoingMail.objects.exists()


# Home


def test_home_says_what_is_asked_of_my_school(client_of, leader, proposal):
    home = text(client_of(leader).get("/stuurgroep/"))
    assert "Dit wordt van jouw school gevraagd 1 Geef het standpunt van De Vlier" in home
    assert "De Vlier: nog geen antwoord" in home
    PositionFactory(version=proposal, school=leader.memberships.get().school)
    home = text(client_of(leader).get("/stuurgroep/"))
    assert "van jouw school gevraagd" not in home
    assert "De Vlier: akkoord" in home


def test_home_asks_once_for_each_school_of_a_person(client_of, leader, proposal):
    MembershipFactory(user=leader, school=SchoolFactory(name="Zuid"), function="SCHOOL_LEADER")
    home = text(client_of(leader).get("/stuurgroep/"))
    assert "Geef het standpunt van De Vlier" in home
    assert "Geef het standpunt van Zuid" in home


def test_home_asks_nothing_after_the_last_day(client_of, leader, proposal):
    FrameworkVersion.objects.update(positions_due_on=day(-1))
    home = text(client_of(leader).get("/stuurgroep/"))
    assert "van jouw school gevraagd" not in home
    assert "De termijn is voorbij." in home


def test_home_of_a_teacher_shows_decisions_and_goals_alone(client_of, proposal):
    DecisionFactory(title="Wij beginnen met taal")
    home = text(client_of(teacher()).get("/stuurgroep/"))
    assert "Wij beginnen met taal" in home
    assert "Taalvaardig" in home
    assert "Taal in elke les" not in home


def test_home_shows_drafts_to_the_steering_group(client_of, leader):
    draft = FrameworkVersionFactory()
    assert f"Concepten {draft}" in text(client_of(leader).get("/stuurgroep/"))


# Frameworks


def test_list_groups_by_state_and_goal(client_of, leader, proposal):
    goal = GoalFactory(title="Eigen keuzes")
    framework_in_force(title="Ruimte om te oefenen", goals=[goal])
    FrameworkVersionFactory(framework=FrameworkFactory(title="Van tafel"), withdrawn=True)
    for_leader = text(client_of(leader).get("/stuurgroep/kaders/"))
    assert re.search(
        "In de maak Taal in elke les ligt bij de scholen.*Geldt nu Doel: Eigen keuzes Ruimte om", for_leader
    )
    assert "Ingetrokken of niet meer geldig Van tafel" in for_leader
    for_teacher = text(client_of(teacher()).get("/stuurgroep/kaders/"))
    assert "Ruimte om te oefenen" in for_teacher
    assert "Taal in elke les" not in for_teacher
    assert "Van tafel" not in for_teacher


def test_empty_list_says_what_to_do(client_of, leader):
    assert "Nog geen kaders" in text(client_of(teacher()).get("/stuurgroep/kaders/"))
    page = client_of(leader).get("/stuurgroep/kaders/").content.decode()
    assert page.count('href="/stuurgroep/kaders/nieuw/"') == 2


def test_framework_shows_what_is_in_force(client_of, proposal):
    framework = FrameworkFactory(title="Ruimte", slug="ruimte")
    FrameworkVersionFactory(framework=framework, adopted=True, text="Wij **proberen**.", mandate="Tot 500 euro.")
    FrameworkVersionFactory(framework=framework, number=2, proposed=True, text="Nog geheim.")
    page = client_of(teacher()).get("/stuurgroep/kaders/ruimte/")
    assert "Wij proberen . Wat een werkgroep zelf beslist Tot 500 euro." in text(page)
    assert "<strong>proberen</strong>" in page.content.decode()
    assert "Versie 2" not in text(page)
    assert "Versie 2 is in de maak ligt bij de scholen" in text(
        client_of(school_leader()).get("/stuurgroep/kaders/ruimte/")
    )


def test_text_from_a_person_never_becomes_markup(client_of, leader):
    version = FrameworkVersionFactory(
        text="<script>alert(1)</script> [klik](javascript:alert(1)) <img src=x onerror=y>"
    )
    page = client_of(leader).get(version.get_absolute_url()).content.decode()
    for danger in ("<script>alert", 'javascript:alert(1)"', "<img"):
        assert danger not in page


def test_writing_a_framework_keeps_the_text_when_something_is_missing(client_of, leader):
    GoalFactory()
    answer = client_of(leader).post(
        "/stuurgroep/kaders/nieuw/", {"title": "", "text": "Lang nagedacht.", "mandate": "", "revision": 0}
    )
    assert "Er staan 3 fouten in het formulier" in text(answer)
    assert "Lang nagedacht." in answer.content.decode()
    assert not FrameworkVersion.objects.exists()


def test_without_goals_there_is_no_form(client_of, leader):
    assert "er is nog geen doel" in text(client_of(leader).get("/stuurgroep/kaders/nieuw/"))


def test_without_goals_the_project_lead_gets_the_button_for_one(client_of):
    answer = client_of(project_lead()).get("/stuurgroep/kaders/nieuw/")
    assert 'href="/stuurgroep/doelen/nieuw/"' in answer.content.decode()


def test_new_version_begins_in_the_form(client_of, leader):
    framework = framework_in_force(slug="ruimte")
    browser = client_of(leader)
    assert "Je begint met een kopie van versie 1." in text(browser.get("/stuurgroep/kaders/ruimte/nieuwe-versie/"))
    begun = browser.post("/stuurgroep/kaders/ruimte/nieuwe-versie/")
    assert begun.url == "/stuurgroep/kaders/ruimte/versie/2/bewerken/"
    again = browser.post("/stuurgroep/kaders/ruimte/nieuwe-versie/", follow=True)
    assert "Er wordt al aan een nieuwe versie van dit kader geschreven." in again.content.decode()
    assert framework.versions.count() == 2


# Editing


def edit(draft, **fields):
    goals = [goal.pk for goal in draft.framework.goals.all()]
    return {"title": "Taal", "goals": goals, "text": "Nieuw.", "mandate": "Twee.", "revision": 0, **fields}


def test_draft_is_saved(client_of, leader):
    draft = FrameworkVersionFactory()
    saved = client_of(leader).post(f"{draft.get_absolute_url()}bewerken/", edit(draft))
    assert saved.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.text, draft.edited_by, draft.framework.title) == ("Nieuw.", leader, "Taal")


def test_edited_meanwhile_shows_both_texts_and_loses_none(client_of, leader, now):
    draft, other = FrameworkVersionFactory(), school_leader(given_name="Peter", family_name="Kuiper")
    actions.save_version(version=draft, revision=0, text="Van Peter.", mandate="Drie.", by=other, now=now)
    browser, address = client_of(leader), f"{draft.get_absolute_url()}bewerken/"
    clash = browser.post(address, edit(draft, text="Van Samira."))
    words = text(clash, 409)
    assert "Peter Kuiper heeft het bewaard op" in words
    assert "Van Peter." in words
    assert "Van Samira." in clash.content.decode()
    draft.refresh_from_db()
    assert draft.text == "Van Peter."
    assert clash.context["form"]["revision"].value() == 1
    browser.post(address, edit(draft, text="Van Peter en Samira.", revision=1))
    draft.refresh_from_db()
    assert (draft.text, draft.revision) == ("Van Peter en Samira.", 2)


def test_form_offers_ended_goals_only_where_they_are_in_use(client_of, leader):
    current, ended, unused = GoalFactory(), GoalFactory(ends_on=day(-1)), GoalFactory(ends_on=day(-1))
    draft = FrameworkVersionFactory(framework=FrameworkFactory(goals=[current, ended]))
    form = client_of(leader).get(f"{draft.get_absolute_url()}bewerken/").context["form"]
    assert list(form.fields["goals"].queryset) == sorted([current, ended], key=lambda goal: (goal.rank, goal.pk))
    assert unused not in form.fields["goals"].queryset


# Proposing and taking back


def test_proposing_shows_who_gets_mail(client_of, leader):
    lonely = SchoolFactory(name="Zonder Leider")
    draft = FrameworkVersionFactory()
    page = text(client_of(leader).get(f"{draft.get_absolute_url()}voorstellen/"))
    assert "1 persoon krijgt een mail met de tekst" in page
    assert "De Vlier : Samira el Amrani" in page
    assert f"Niemand kan antwoorden voor {lonely}" in page


def test_proposing_with_a_day_that_is_over(client_of, leader):
    draft = FrameworkVersionFactory()
    answer = client_of(leader).post(f"{draft.get_absolute_url()}voorstellen/", {"due_on": day(), "revision": 0})
    assert "Kies een latere dag" in text(answer)
    assert FrameworkVersion.objects.get().state == "draft"


def test_proposing_what_changed_meanwhile_leads_back_to_the_text(client_of, leader):
    draft = FrameworkVersionFactory(revision=2)
    answer = client_of(leader).post(
        f"{draft.get_absolute_url()}voorstellen/", {"due_on": day(9), "revision": 1}, follow=True
    )
    assert "Lees het opnieuw voordat je het voorstelt." in answer.content.decode()
    assert FrameworkVersion.objects.get().state == "draft"


def test_taking_back_and_rewriting(client_of, proposal):
    PositionFactory(version=proposal, objection=True)
    browser = client_of(project_lead())
    begun = browser.post(f"{VERSION}herschrijven/")
    assert begun.url == "/stuurgroep/kaders/taal/versie/2/bewerken/"
    assert "Dit past niet in ons rooster." in text(browser.get(VERSION))


def test_withdrawing(client_of, proposal):
    browser = client_of(project_lead())
    assert browser.post(f"{VERSION}intrekken/").url == VERSION
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert browser.post(f"{VERSION}intrekken/").status_code == 403


def test_giving_more_time(client_of, proposal):
    browser = client_of(project_lead())
    assert "Kies een latere dag" in text(browser.post(f"{VERSION}termijn/", {"due_on": day(14)}))
    assert browser.post(f"{VERSION}termijn/", {"due_on": day(20)}).url == VERSION
    proposal.refresh_from_db()
    assert proposal.positions_due_on == day(20)


# Positions


def position(school, **fields):
    return {"stance": "consent", "reason": "", "seen": "", "school": school.pk, **fields}


def test_leader_gives_and_changes_the_position(client_of, leader, school, proposal):
    browser = client_of(leader)
    assert "Geef het standpunt van De Vlier" in text(browser.get(VERSION))
    assert browser.post(f"{VERSION}standpunt/", position(school)).url == VERSION
    page = browser.get(VERSION)
    assert "Gegeven: akkoord, door Samira el Amrani op" in text(page)
    seen = page.context["to_answer"][0][2]["seen"].value()
    browser.post(f"{VERSION}standpunt/", position(school, stance="concern", reason="Te snel.", seen=seen))
    assert list(Position.objects.values_list("stance", "reason")) == [("concern", "Te snel.")]


def test_link_in_a_mail_leads_to_the_form(client_of, leader, proposal):
    assert client_of(leader).get(f"{VERSION}standpunt/").url == f"{VERSION}#position"


def test_objection_without_a_reason_comes_back_filled_in(client_of, leader, school, proposal):
    answer = client_of(leader).post(f"{VERSION}standpunt/", position(school, stance="objection"))
    assert "Schrijf op wat je zorg of bezwaar is" in text(answer, 422)
    assert re.search(r'value="objection"[^>]* checked', answer.content.decode())
    assert "(1 fout)" in answer.content.decode()
    assert not Position.objects.exists()


def test_reason_that_is_too_long_comes_back_whole(client_of, leader, school, proposal):
    reason = "Te druk 😀 " * 300
    answer = client_of(leader).post(f"{VERSION}standpunt/", position(school, stance="objection", reason=reason))
    assert answer.status_code == 422
    assert answer.context["form"]["reason"].value() == reason
    assert "maxlength" not in answer.content.decode()
    assert not Position.objects.exists()


def test_position_for_another_school_is_refused(client_of, leader, proposal):
    assert client_of(leader).post(f"{VERSION}standpunt/", position(SchoolFactory())).status_code == 403
    assert client_of(leader).post(f"{VERSION}standpunt/", {"school": "x"}).status_code == 403
    assert not Position.objects.exists()


def test_colleague_was_first(client_of, leader, school, proposal):
    PositionFactory(version=proposal, school=school, objection=True, given_by=stand_in(school), given_at=moment(-1))
    browser = client_of(leader)
    answer = browser.post(f"{VERSION}standpunt/", position(school, reason="Wij doen mee."))
    assert "Een collega heeft intussen het standpunt van jullie school gegeven." in answer.content.decode()
    assert "Wij doen mee." in answer.content.decode()
    assert "Gegeven: bezwaar" in text(answer, 409)
    seen = answer.context["to_answer"][0][2]["seen"].value()
    browser.post(f"{VERSION}standpunt/", position(school, seen=seen, solved="Wij beginnen later."))
    assert Position.objects.get().stance == "consent"


def test_answer_after_midnight_is_not_lost(client_of, leader, school, proposal):
    FrameworkVersion.objects.update(positions_due_on=day(-1))
    answer = client_of(leader).post(f"{VERSION}standpunt/", position(school, reason="Net te laat."))
    assert "Je kunt op deze versie geen standpunt meer geven of veranderen." in answer.content.decode()
    assert "Net te laat." in answer.content.decode()
    assert answer.status_code == 409


def test_tampered_form_is_refused_with_a_sentence(client_of, leader, school, proposal):
    answer = client_of(leader).post(f"{VERSION}standpunt/", position(school, seen="gisteren", stance="maybe"))
    assert answer.status_code == 422
    assert "Open deze pagina opnieuw." in answer.content.decode()


def test_who_speaks_for_two_schools_gets_two_forms(client_of, leader, school, proposal):
    second = SchoolFactory(name="Zuid")
    MembershipFactory(user=leader, school=second, function="SCHOOL_LEADER")
    browser = client_of(leader)
    page = browser.get(VERSION).content.decode()
    assert page.count('action="/stuurgroep/kaders/taal/versie/1/standpunt/"') == 2
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))
    browser.post(f"{VERSION}standpunt/", position(second))
    assert Position.objects.get().school == second


# Where it stands


def test_project_lead_sees_who_has_not_answered(client_of, leader, proposal):
    SchoolFactory(name="Zonder Leider")
    page = text(client_of(project_lead()).get(VERSION))
    assert "0 van 2 scholen hebben een standpunt gegeven. Er zijn er minstens 2 nodig." in page
    assert "Herinner de scholen zonder antwoord" in page
    assert "Stel het kader vast" not in page
    remind = text(client_of(project_lead()).get(f"{VERSION}herinneren/"))
    assert "1 persoon krijgt een mail:" in remind
    assert "De Vlier : Samira el Amrani" in remind
    assert "Zonder Leider : geen schoolleider of vervanger met een account" in remind


def test_objection_comes_with_what_to_do(client_of, proposal):
    browser, hint = client_of(project_lead()), "Praat met wie bezwaar heeft."
    PositionFactory(version=proposal)
    assert hint not in text(browser.get(VERSION))
    PositionFactory(version=proposal, objection=True)
    assert hint in text(browser.get(VERSION))


def test_reminding(client_of, leader, proposal):
    browser = client_of(project_lead())
    assert "1 persoon krijgt een herinnering." in browser.post(f"{VERSION}herinneren/", follow=True).content.decode()
    again = browser.post(f"{VERSION}herinneren/", follow=True)
    assert "Er is vandaag al een herinnering verstuurd." in again.content.decode()
    assert OutgoingMail.objects.count() == 1
    assert "Stuur de herinnering" not in text(browser.get(f"{VERSION}herinneren/"))


def test_adoption_says_first_what_happens(client_of, leader, school, proposal):
    FrameworkVersionFactory(framework=proposal.framework, number=0, adopted=True)
    PositionFactory(version=proposal, school=school)
    page = text(client_of(project_lead()).get(f"{VERSION}vaststellen/"))
    assert "1 persoon krijgt een mail." in page
    assert "Versie 0 geldt dan niet meer; die blijft leesbaar." in page


def test_without_consent_there_is_no_button(client_of, leader, proposal):
    browser = client_of(project_lead())
    page = text(browser.get(f"{VERSION}vaststellen/"))
    assert "Nog niet vast te stellen" in page
    assert "Stel het kader vast" not in page
    refused = browser.post(f"{VERSION}vaststellen/", {"title": "Toch"}, follow=True)
    assert "0 van 1 school heeft een standpunt gegeven." in refused.content.decode()
    assert not Decision.objects.exists()


def test_adopting_twice_leads_to_the_decision(client_of, proposal):
    PositionFactory(version=proposal)
    browser = client_of(project_lead())
    first = browser.post(f"{VERSION}vaststellen/", {"title": "Ruimte voor taal"})
    second = browser.post(f"{VERSION}vaststellen/", {"title": "Ruimte voor taal"})
    assert first.url == second.url == Decision.objects.get().get_absolute_url()


def test_look_back_lies_in_the_future(client_of, proposal):
    PositionFactory(version=proposal)
    answer = client_of(project_lead()).post(f"{VERSION}vaststellen/", {"title": "Zo", "review_on": day()})
    assert "Kies een dag na vandaag." in text(answer)
    assert not Decision.objects.exists()


def test_title_of_a_decision_fits_whatever_the_framework_is_called(client_of):
    version = PositionFactory(version__framework__title="x" * 120).version
    form = client_of(project_lead()).get(f"{version.get_absolute_url()}vaststellen/").context["form"]
    assert len(form["title"].value()) <= 160


# Decisions


def adopted_decision(now, lead):
    version = PositionFactory(school__name="De Wilgenhof").version
    PositionFactory(version=version, school__name="Zuid", concern=True, reason="Let op de werkdruk.")
    return actions.adopt(
        version=version, title="Zo doen we het", text="Een jaar lang.", review_on=None, by=lead, now=now
    )


def test_members_see_the_decision_and_how_many(client_of, now):
    decision = adopted_decision(now, project_lead())
    page = text(client_of(teacher()).get(decision.get_absolute_url()))
    assert "Een jaar lang." in page
    assert "1 akkoord 1 akkoord met een zorg" in page
    assert "De Wilgenhof" not in page
    assert "Let op de werkdruk." not in page


@pytest.mark.parametrize("who", [school_leader, project_lead])
def test_steering_group_sees_which_school_and_why(client_of, now, who):
    decision = adopted_decision(now, project_lead())
    page = text(client_of(who()).get(decision.get_absolute_url()))
    assert "De Wilgenhof akkoord" in page
    assert "Let op de werkdruk." in page


def test_adopted_version_shows_members_no_positions(client_of, now):
    decision = adopted_decision(now, project_lead())
    page = text(client_of(teacher()).get(decision.version.get_absolute_url()))
    assert "Zo doen we het" in page
    assert "Let op de werkdruk." not in page


def test_decisions_come_in_pages(client_of):
    decisions = [DecisionFactory(title=f"Besluit nummer {number}.", decided_at=moment(-number)) for number in range(21)]
    browser = client_of(teacher())
    assert list(browser.get("/stuurgroep/besluiten/").context["page_obj"]) == decisions[:20]
    assert list(browser.get("/stuurgroep/besluiten/?page=2").context["page_obj"]) == decisions[20:]
    assert list(browser.get("/stuurgroep/besluiten/?page=zeven").context["page_obj"]) == decisions[:20]


@pytest.mark.parametrize(("days", "marked"), [(0, True), (-5, True), (1, False)])
def test_list_marks_what_was_to_be_looked_at_again(client_of, days, marked):
    DecisionFactory(review_on=day(days))
    page = client_of(teacher()).get("/stuurgroep/besluiten/").content.decode()
    assert ('<span class="soon">opnieuw bekijken op' in page) is marked


def test_decisions_due_for_review():
    due = DecisionFactory(review_on=day())
    DecisionFactory(review_on=day(1))
    DecisionFactory()
    assert list(Decision.objects.due_for_review(on=day())) == [due]


# Vision and goals


def test_vision_shows_schools_to_schools_and_totals_to_partners(client_of, school):
    EndorsementFactory(school=school)  # of the version before
    vision = SharedVisionFactory(text="Wij leren van elkaar.")
    EndorsementFactory(vision=vision, school=school, level="not_yet", note="Eerst rust.")
    for_teacher = text(client_of(teacher()).get("/stuurgroep/visie/"))
    assert "De Vlier : nog niet Eerst rust." in for_teacher
    for_partner = text(client_of(partner_contact()).get("/stuurgroep/visie/"))
    assert "1 nog niet" in for_partner
    assert "De Vlier" not in for_partner


def test_leader_says_how_far_the_school_is(client_of, leader, school):
    SharedVisionFactory()
    browser, address = client_of(leader), f"/stuurgroep/visie/onderschrijving/{school.pk}/"
    assert address in browser.get("/stuurgroep/visie/").content.decode()
    assert browser.post(address, {"level": "partly", "note": "Groep 3."}).url == "/stuurgroep/visie/"
    assert browser.get(address).context["form"]["note"].value() == "Groep 3."
    browser.post(address, {"level": "applied", "note": ""})
    assert list(Endorsement.objects.values_list("level", "given_by")) == [("applied", leader.pk)]


@pytest.mark.parametrize("who", [teacher, project_lead, school_leader])
def test_nobody_else_says_how_far_a_school_is(client_of, school, who):
    SharedVisionFactory()
    answer = client_of(who()).post(f"/stuurgroep/visie/onderschrijving/{school.pk}/", {"level": "partly"})
    assert answer.status_code == 403
    assert not Endorsement.objects.exists()


def test_project_lead_writes_vision_and_goal(client_of):
    browser = client_of(project_lead())
    assert browser.post("/stuurgroep/visie/nieuw/", {"text": "Samen verder."}).url == "/stuurgroep/visie/"
    assert "Samen verder." in text(browser.get("/stuurgroep/visie/"))
    goal = {"title": "Taalvaardig", "summary": "Elke les.", "rank": 1, "starts_on": day()}
    written = browser.post("/stuurgroep/doelen/nieuw/", goal)
    assert written.url == "/stuurgroep/doelen/taalvaardig/"
    browser.post("/stuurgroep/doelen/taalvaardig/bewerken/", {**goal, "ends_on": day(1)})
    assert Goal.objects.get().ends_on == day(1)
    wrong = browser.post("/stuurgroep/doelen/taalvaardig/bewerken/", {**goal, "ends_on": day(-1)})
    assert "Het einde ligt voor het begin." in text(wrong)


def test_goal_shows_the_frameworks_that_serve_it(client_of, leader, proposal):
    goal = proposal.framework.goals.get()
    framework_in_force(title="Ruimte om te oefenen", goals=[goal])
    for_leader = text(client_of(leader).get(goal.get_absolute_url()))
    assert "Ruimte om te oefenen geldt" in for_leader
    assert "Taal in elke les geldt niet" in for_leader
    for_teacher = text(client_of(teacher()).get(goal.get_absolute_url()))
    assert "Ruimte om te oefenen" in for_teacher
    assert "Taal in elke les" not in for_teacher


# As many questions to the database with thirty rows as with one


@pytest.mark.parametrize("who", [school_leader, teacher, project_lead])
def test_list_of_frameworks_costs_the_same_with_thirty(client_of, same_queries, who):
    browser = client_of(who())

    def add():
        framework_in_force()
        PositionFactory(version=FrameworkVersionFactory(proposed=True))
        FrameworkVersionFactory(withdrawn=True)

    assert same_queries(lambda: browser.get("/stuurgroep/kaders/"), add) <= 12


@pytest.mark.parametrize("who", [school_leader, teacher, project_lead])
def test_home_costs_the_same_with_thirty(client_of, same_queries, who):
    browser = client_of(who())

    def add():
        PositionFactory(version=FrameworkVersionFactory(proposed=True))
        FrameworkVersionFactory()
        DecisionFactory()
        GoalFactory()

    assert same_queries(lambda: browser.get("/stuurgroep/"), add) <= 12


def test_decisions_cost_the_same_with_many(client_of, same_queries):
    browser = client_of(teacher())
    assert same_queries(lambda: browser.get("/stuurgroep/besluiten/"), DecisionFactory) <= 8


def test_version_costs_the_same_with_thirty_schools(client_of, same_queries, proposal):
    browser = client_of(project_lead())
    assert same_queries(lambda: browser.get(VERSION), lambda: PositionFactory(version=proposal, concern=True)) <= 12


def test_framework_costs_the_same_with_thirty_versions(client_of, same_queries):
    framework, browser = framework_in_force(slug="ruimte"), client_of(project_lead())
    numbers = iter(range(2, 99))

    def add():
        version = FrameworkVersionFactory(framework=framework, number=next(numbers), superseded=True)
        DecisionFactory(version=version)

    assert same_queries(lambda: browser.get("/stuurgroep/kaders/ruimte/"), add) <= 12


def test_vision_and_goal_cost_the_same_with_thirty(client_of, same_queries):
    vision, goal, browser = SharedVisionFactory(), GoalFactory(), client_of(teacher())
    assert same_queries(lambda: browser.get("/stuurgroep/visie/"), lambda: EndorsementFactory(vision=vision)) <= 10
    assert same_queries(lambda: browser.get(goal.get_absolute_url()), lambda: framework_in_force(goals=[goal])) <= 11


def test_decision_leads_to_the_meeting_it_was_taken_in_and_back_to_the_agenda(client_of):
    """For those who sit in the steering group; others read the decision alone."""
    meeting = ActivityFactory(kind="steering_meeting", audience=Audience.WORKING_GROUP, past=True)
    decision = DecisionFactory()
    AgendaItemFactory(activity=meeting, outcome=decision, handled_at=meeting.ends_at)
    again = f"{reverse('activities:agenda_item_add')}?decision={decision.pk}"
    for person, sits_in_it in [(school_leader(), True), (teacher(), False)]:
        page = client_of(person).get(decision.get_absolute_url()).content.decode()
        assert (meeting.get_absolute_url() in page, again in page) == (sits_in_it, sits_in_it)


def test_decision_without_a_meeting_has_a_page(client_of):
    page = client_of(school_leader()).get(DecisionFactory().get_absolute_url())
    assert page.context["meeting"] is None
