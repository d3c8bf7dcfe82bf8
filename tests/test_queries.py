"""A page costs as many queries with thirty rows as with one."""

import pytest

from network.people.audience import Audience
from network.schools.school_year import SchoolYear
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def costs_the_same(client_of, same_queries):
    """`costs_the_same(user, path, add)`: as `same_queries`, for a page that this person opens."""

    def compare(user, path, add):
        make.NetworkFactory()
        client = client_of(user)
        return same_queries(lambda: client.get(path), add)

    return compare


# For everyone


def test_home(costs_the_same):
    def add():
        make.ThemeMeetingFactory(public=True)
        make.PracticeStoryFactory(public=True)
        make.PartnerFactory()

    costs_the_same(None, "/", add)


@pytest.mark.parametrize("viewer", [lambda: None, make.teacher, make.project_lead], ids=["visitor", "teacher", "lead"])
def test_agenda(costs_the_same, viewer):
    user = viewer()

    def add():
        group = make.GroupMembershipFactory(**{"user": user} if user else {}).group
        meeting = make.ThemeMeetingFactory(public=True, working_group=group, theme=make.ThemeFactory(), capacity=4)
        make.SchoolVisitFactory(public=True)
        make.SchoolHolidayFactory()
        make.RegistrationFactory(activity=meeting)
        if user:
            make.RegistrationFactory(activity=meeting, user=user)
            make.InvitationFactory(activity=make.ThemeMeetingFactory(), user=user)

    costs_the_same(user, "/agenda/", add)
    costs_the_same(user, f"/agenda/?maand={make.moment(14):%Y-%m}", add)


@pytest.mark.parametrize("viewer", [lambda: None, make.teacher], ids=["visitor", "teacher"])
def test_stories(costs_the_same, viewer):
    user = viewer()

    def add():
        story = make.PracticeStoryFactory(public=True, theme=make.ThemeFactory())
        make.ResponseFactory(story=story)
        if user:
            make.PracticeStoryFactory(author=user, draft=True)

    costs_the_same(user, "/verhalen/", add)


def test_story(costs_the_same):
    story = make.PracticeStoryFactory()
    path = story.get_absolute_url()
    costs_the_same(make.teacher(), path, lambda: make.ResponseFactory(story=story))


@pytest.mark.parametrize("viewer", [lambda: None, make.teacher], ids=["visitor", "teacher"])
def test_schools(costs_the_same, viewer):
    costs_the_same(viewer(), "/scholen/", make.school_leader)


def test_school(costs_the_same):
    school = make.SchoolFactory()

    def add():
        make.teacher(school)
        make.SchoolVisitFactory(host_school=school)
        make.PracticeStoryFactory(school=school)

    costs_the_same(make.teacher(school), school.get_absolute_url(), add)


@pytest.mark.parametrize("viewer", [lambda: None, make.teacher], ids=["visitor", "teacher"])
def test_partners(costs_the_same, viewer):
    def add():
        partner = make.PartnerFactory()
        make.partner_contact(partner)
        make.ContributionFactory(partner=partner)

    costs_the_same(viewer(), "/partners/", add)


def test_partner(costs_the_same):
    partner = make.PartnerFactory(funder=True)

    def add():
        make.partner_contact(partner)
        make.ContributionFactory(partner=partner)
        make.GrantFactory(funder=partner)

    costs_the_same(make.project_lead(), partner.get_absolute_url(), add)


# Activities


def theme_meeting_with_people(lead):
    """A meeting, and what adds one more of everything to it."""
    meeting = make.ThemeMeetingFactory(created_by=lead, working_group=make.WorkingGroupFactory())

    def add():
        make.ProgrammeItemFactory(meeting=meeting)
        make.RegistrationFactory(activity=meeting)
        make.RegistrationFactory(activity=meeting, waiting=True)
        make.RegistrationFactory(activity=meeting, user=make.partner_contact(), partner=make.PartnerFactory())
        make.InvitationFactory(activity=meeting)
        make.InvitationFactory(activity=meeting, declined_at=make.moment(-1))

    return meeting, add


@pytest.mark.parametrize(
    "viewer", [make.teacher, make.school_leader, make.project_lead], ids=["teacher", "leader", "lead"]
)
def test_theme_meeting(costs_the_same, viewer):
    meeting, add = theme_meeting_with_people(make.UserFactory())
    costs_the_same(viewer(), meeting.get_absolute_url(), add)


@pytest.mark.parametrize("page", ["deelnemers/", "deelnemers.csv", "presentie/", "herinneren/", "annuleren/"])
def test_who_comes(costs_the_same, page):
    lead = make.project_lead()
    meeting, add = theme_meeting_with_people(lead)
    costs_the_same(lead, f"/agenda/{meeting.slug}/{page}", add)


def certified(**registration):
    """Somebody more who was at a meeting and has a certificate."""
    return make.CertificateFactory(registration=make.RegistrationFactory(present=True, **registration))


def test_certificates_of_a_meeting(costs_the_same):
    meeting = make.ThemeMeetingFactory(past=True)

    def add():
        certified(activity=meeting)
        make.RegistrationFactory(activity=meeting, present=True)

    costs_the_same(make.project_lead(), f"/themabijeenkomsten/{meeting.slug}/bewijzen/", add)


@pytest.mark.parametrize("page", ["?jaar={}", "{}.csv", "{}.pdf"])
def test_what_i_took_part_in(costs_the_same, page):
    user = make.teacher()

    def add():
        certified(user=user, activity=make.ThemeMeetingFactory(past=True))
        make.RegistrationFactory(user=user, activity=make.SchoolVisitFactory(past=True), present=True)

    year = SchoolYear.of(make.day(-14)).first
    costs_the_same(user, f"/mijn/deelname/{page.format(year)}", add)


def test_who_would_be_invited(costs_the_same):
    school = make.SchoolFactory()
    path = f"/agenda/{make.ThemeMeetingFactory().slug}/uitnodigen/?schools={school.pk}&functions=TEACHER"
    costs_the_same(make.project_lead(), path, lambda: make.teacher(school))


@pytest.mark.parametrize("page", ["/agenda/nieuw/", "/themabijeenkomsten/nieuw/"])
def test_what_one_begins_with(costs_the_same, page):
    lead = make.project_lead()

    def add():
        make.ThemeMeetingFactory(template=True)
        make.ThemeMeetingFactory(past=True)

    costs_the_same(lead, page, add)


@pytest.mark.parametrize("viewer", [None, "organiser", "participant"])
def test_materials(costs_the_same, viewer):
    meeting = make.ThemeMeetingFactory(public=True)
    participant = make.RegistrationFactory(activity=meeting).user
    people = {None: None, "organiser": meeting.created_by, "participant": participant}

    def add():
        material = make.MaterialFactory(activity=meeting, audience=Audience.PUBLIC)
        make.MaterialVersionFactory(material=material, number=2)

    costs_the_same(people[viewer], meeting.get_absolute_url(), add)


@pytest.mark.parametrize("page", ["", "aanmelden/"])
@pytest.mark.parametrize("viewer", [make.teacher, make.project_lead], ids=["teacher", "lead"])
def test_series(costs_the_same, viewer, page):
    series = make.SeriesFactory()

    def add():
        activity = make.ThemeMeetingFactory(series=series, capacity=9)
        make.QuestionFactory(activity=activity, label="Wat eet je?")

    costs_the_same(viewer(), f"/agenda/reeksen/{series.slug}/{page}", add)


def test_who_organises(costs_the_same):
    meeting = make.ThemeMeetingFactory()
    page = f"/agenda/{meeting.slug}/samen/"
    costs_the_same(make.project_lead(), page, lambda: make.CoEditorFactory(activity=meeting))


def test_questions(costs_the_same):
    meeting = make.ThemeMeetingFactory()

    def add():
        make.AnswerFactory(question=make.QuestionFactory(activity=meeting))
        make.QuestionFactory(activity=meeting, ended_at=make.moment())

    costs_the_same(make.project_lead(), f"/agenda/{meeting.slug}/vragen/", add)


@pytest.mark.parametrize("page", ["deelnemers/", "deelnemers.csv", "deelnemers.xlsx"])
def test_answers_of_participants(costs_the_same, page):
    meeting = make.ThemeMeetingFactory()
    question = make.QuestionFactory(activity=meeting)

    def add():
        make.AnswerFactory(question=question)
        make.QuestionFactory(activity=meeting)

    costs_the_same(make.project_lead(), f"/agenda/{meeting.slug}/{page}", add)


def test_calendar_of_my_own(costs_the_same):
    user = make.teacher()
    costs_the_same(user, "/agenda/mijn.ics", lambda: make.RegistrationFactory(user=user))


@pytest.mark.parametrize("page", ["bericht", "post"])
def test_mail_about_an_activity(costs_the_same, page):
    meeting = make.ThemeMeetingFactory()

    def add():
        row = make.RegistrationFactory(activity=meeting)
        make.OutgoingMailFactory(to_address=row.user.email, about=f"activities.activity:{meeting.pk}")
        make.MessageFactory(activity=meeting, sent_at=make.moment(-3))

    costs_the_same(meeting.created_by, f"/agenda/{meeting.slug}/{page}/", add)


@pytest.mark.parametrize("add", [make.RegistrationFactory, make.InvitationFactory])
def test_feed(costs_the_same, add):
    feed = make.CalendarFeedFactory()
    costs_the_same(None, f"/agenda/abonnement/{feed.token}.ics", lambda: add(user=feed.user))


def test_feed_of_the_whole_agenda(costs_the_same):
    feed = make.CalendarFeedFactory()
    costs_the_same(None, f"/agenda/abonnement/{feed.token}/alles.ics", make.ThemeMeetingFactory)


def test_feed_of_who_sits_in_the_steering_group(costs_the_same):
    feed = make.CalendarFeedFactory(user=make.school_leader())
    costs_the_same(None, f"/agenda/abonnement/{feed.token}.ics", make.SteeringMeetingFactory)


def test_calendars_of_who_sits_in_many_groups(costs_the_same):
    feed = make.CalendarFeedFactory()
    costs_the_same(feed.user, "/agenda/abonnement/", lambda: make.GroupMembershipFactory(user=feed.user))


def test_meeting_of_the_steering_group(costs_the_same):
    meeting = make.SteeringMeetingFactory()

    def add():
        make.AgendaItemFactory(activity=meeting, owner=make.school_leader(), version=make.FrameworkVersionFactory())
        make.ActionItemFactory(activity=meeting, owner=make.school_leader())
        make.RegistrationFactory(activity=meeting, user=make.school_leader())

    costs_the_same(make.school_leader(), meeting.get_absolute_url(), add)


def test_backlog(costs_the_same):
    def add():
        make.AgendaItemFactory(version=make.FrameworkVersionFactory())
        make.AgendaItemFactory(activity=make.SteeringMeetingFactory())

    costs_the_same(make.project_lead(), "/agenda/stuurgroep/punten/", add)


def test_promises(costs_the_same):
    def add():
        make.ActionItemFactory(activity=make.SteeringMeetingFactory(past=True))

    costs_the_same(make.project_lead(), "/agenda/stuurgroep/actiepunten/", add)


# Steering


@pytest.mark.parametrize(
    "viewer", [make.teacher, make.school_leader, make.project_lead], ids=["teacher", "leader", "lead"]
)
@pytest.mark.parametrize("path", ["/stuurgroep/", "/stuurgroep/kaders/"])
def test_frameworks(costs_the_same, viewer, path):
    def add():
        framework = make.framework_in_force()
        make.WorkingGroupFactory(frameworks=[framework])
        make.DecisionFactory(version=framework.versions.get())
        make.PositionFactory(version=make.framework_proposed().versions.get())
        make.FrameworkVersionFactory()

    costs_the_same(viewer(), path, add)


def test_framework(costs_the_same):
    framework = make.framework_in_force()

    def add():
        number = framework.versions.count() + 1
        make.FrameworkVersionFactory(framework=framework, number=number, superseded=True)
        framework.goals.add(make.GoalFactory())

    costs_the_same(make.project_lead(), framework.get_absolute_url(), add)


@pytest.mark.parametrize("page", ["", "vaststellen/", "herinneren/"])
def test_positions(costs_the_same, page):
    version = make.framework_proposed().versions.get()

    def add():
        make.PositionFactory(version=version)
        make.school_leader()  # of a school that has not answered

    costs_the_same(make.project_lead(), version.get_absolute_url() + page, add)


def test_schools_that_will_be_asked(costs_the_same):
    version = make.FrameworkVersionFactory()
    costs_the_same(make.project_lead(), f"{version.get_absolute_url()}voorstellen/", make.school_leader)


def test_vision(costs_the_same):
    vision = make.SharedVisionFactory()

    def add():
        make.EndorsementFactory(vision=vision)
        make.GoalFactory()
        make.SchoolFactory()

    costs_the_same(make.school_leader(), "/stuurgroep/visie/", add)


def test_goal(costs_the_same):
    goal = make.GoalFactory()
    costs_the_same(make.teacher(), f"/stuurgroep/doelen/{goal.slug}/", lambda: make.framework_in_force(goals=[goal]))


def test_decisions(costs_the_same):
    def add():
        make.DecisionFactory(version=make.FrameworkVersionFactory(adopted=True))

    costs_the_same(make.teacher(), "/stuurgroep/besluiten/", add)


# Working groups


def test_groups(costs_the_same):
    def add():
        group = make.WorkingGroupFactory(frameworks=[make.framework_in_force()], themes=[make.ThemeFactory()])
        make.GroupMembershipFactory(group=group)

    costs_the_same(make.teacher(), "/werkgroepen/", add)


def test_group(costs_the_same):
    user = make.teacher()
    group = make.GroupMembershipFactory(user=user, is_chair=True).group

    def add():
        make.GroupMembershipFactory(group=group)
        make.GroupMeetingFactory(working_group=group)
        group.frameworks.add(make.framework_in_force())
        make.PracticeStoryFactory(working_group=group, audience=Audience.WORKING_GROUP)

    costs_the_same(user, group.get_absolute_url(), add)


# From vision to practice


def everything_below(goal):
    """One more framework with all that hangs below it."""
    framework = make.framework_in_force(goals=[goal])
    group = make.WorkingGroupFactory(frameworks=[framework])
    make.GroupMembershipFactory(group=group)
    below = {"framework": framework, "goal": goal, "working_group": group}
    make.ThemeMeetingFactory(**below)
    make.ThemeMeetingFactory(past=True, **below)
    make.SchoolVisitFactory(**below)
    make.PracticeStoryFactory(framework=framework)
    return framework


@pytest.mark.parametrize("viewer", [make.teacher, make.project_lead], ids=["teacher", "lead"])
def test_thread(costs_the_same, viewer):
    make.SharedVisionFactory()

    def add():
        make.framework_proposed(goals=[make.GoalFactory()])
        everything_below(make.GoalFactory())

    costs_the_same(viewer(), "/samenhang/", add)


def test_thread_of_a_framework(costs_the_same):
    framework = everything_below(make.GoalFactory())

    def add():
        group = make.GroupMembershipFactory(group=make.WorkingGroupFactory(frameworks=[framework])).group
        make.ThemeMeetingFactory(framework=framework, working_group=group)
        make.PracticeStoryFactory(framework=framework)

    costs_the_same(make.teacher(), f"/samenhang/kaders/{framework.slug}/", add)


def test_dashboard(costs_the_same):
    def add():
        meeting = make.RegistrationFactory(activity=make.ThemeMeetingFactory(past=True, capacity=4)).activity
        make.InvitationFactory(activity=make.ThemeMeetingFactory(created_by=meeting.created_by))
        make.ThemeMeetingFactory(draft=True, asked_by=meeting.created_by, asked_at=make.moment(-1))
        make.SchoolVisitFactory()
        make.GroupMeetingFactory()
        make.ActivityFactory(cancelled=True)
        make.AgendaItemFactory(activity=make.SteeringMeetingFactory())
        make.AgendaItemFactory()
        make.ActionItemFactory(due_on=make.day(-3))
        make.PositionFactory()
        make.SchoolHolidayFactory()
        make.GrantFactory()
        make.OutgoingMailFactory(given_up=True)

    costs_the_same(make.project_lead(), "/dashboard/", add)


# One's own


@pytest.mark.parametrize(
    "viewer", [make.teacher, make.school_leader, make.project_lead], ids=["teacher", "leader", "lead"]
)
def test_start(costs_the_same, viewer):
    user = viewer()

    def add():
        make.RegistrationFactory(user=user)
        make.InvitationFactory(user=user)
        make.ActionItemFactory(owner=user)
        make.ActionItemFactory(owner=user, activity=make.SteeringMeetingFactory(past=True))
        make.FrameworkVersionFactory(proposed=True)
        make.DecisionFactory(version=make.FrameworkVersionFactory(adopted=True))
        make.ResponseFactory(story=make.PracticeStoryFactory(author=user))
        make.PracticeStoryFactory()

    costs_the_same(user, "/mijn-start/", add)


def test_profile(costs_the_same):
    user = make.teacher()
    costs_the_same(user, "/mijn/profiel/", lambda: make.MembershipFactory(user=user))


# Privacy


def test_own_data(costs_the_same):
    user = make.teacher()

    def add():
        make.RegistrationFactory(user=user)
        make.PracticeStoryFactory(author=user)
        make.OutgoingMailFactory(to_address=user.email, sent=True)
        make.AcceptanceFactory(user=user)

    # Above what fits on the page, every table is counted as well.
    for _ in range(20):
        add()
    costs_the_same(user, "/mijn/gegevens/", add)


def test_privacy_statement(costs_the_same):
    costs_the_same(None, "/privacy/", make.StatementFactory)


def test_data_breaches(costs_the_same):
    costs_the_same(make.administrator(), "/beheer/privacy/datalekken/", make.BreachFactory)


def test_looking_after_privacy(costs_the_same):
    def add():
        make.BreachFactory()
        make.ErasureFactory()

    costs_the_same(make.project_lead(), "/beheer/privacy/", add)


def test_terms(costs_the_same):
    costs_the_same(make.administrator(), "/beheer/privacy/bewaren/", make.RemovalFactory)


# People


def somebody():
    """A person who shows everything, with a theme."""
    audiences = {f"{part}_audience": 40 for part in ["can_offer", "wants_to_learn", "themes", "email", "phone"]}
    person = make.teacher(can_offer="Leeskringen", wants_to_learn="Toetsen", phone="070 000 00 00", **audiences)
    person.themes.add(make.ThemeFactory())
    return person


@pytest.mark.parametrize("query", ["", "?zoek=leeskring", "?past=leren"])
@pytest.mark.parametrize(
    "viewer", [make.teacher, make.project_lead, make.partner_contact], ids=["teacher", "lead", "partner"]
)
def test_people(costs_the_same, viewer, query):
    costs_the_same(viewer(can_offer="Toetsen"), f"/mensen/{query}", somebody)


def test_person(costs_the_same):
    person = somebody()

    def add():
        make.MembershipFactory(user=person)
        person.themes.add(make.ThemeFactory())

    costs_the_same(make.teacher(), person.get_absolute_url(), add)
