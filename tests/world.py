"""A small network with one of everything, and one person in each role, for tests that visit every address."""

from types import SimpleNamespace

from django.core.management import call_command

from network.people.audience import Audience
from tests import factories as make

ROLES = ["visitor", "teacher", "specialist", "leader", "partner", "funder", "lead", "admin"]


def people(school):
    """One person per role, None for the visitor. Teacher, specialist and school leader are of the same school."""
    return {
        "visitor": None,
        "teacher": make.teacher(school),
        "specialist": make.specialist(school),
        "leader": make.school_leader(school),
        "partner": make.partner_contact(),
        "funder": make.funder_contact(),
        "lead": make.project_lead(),
        "admin": make.administrator(),
    }


def small_network():
    """Everything once; what is organised is organised by the working group of the specialist."""
    call_command("schedule_tasks")
    make.NetworkFactory()
    school = make.SchoolFactory()
    w = SimpleNamespace(school=school, other_school=make.SchoolFactory(), **people(school))
    w.people = {role: getattr(w, role) for role in ROLES}
    w.theme = make.ThemeFactory()
    w.vision = make.SharedVisionFactory(number=70)  # also beside the example network
    w.goal = make.GoalFactory()
    add_frameworks(w)
    add_group(w)
    add_activities(w)
    add_meeting(w)
    add_stories(w)
    add_privacy(w)
    w.asked_in = make.EntryInvitationFactory(school=school, invited_by=w.lead)
    w.list = make.InvitationRowFactory(list__made_by=w.lead).list
    w.join_request = make.JoinRequestFactory()
    w.failed_mail = make.OutgoingMailFactory(given_up=True)
    return w


def add_frameworks(w):
    w.in_force = make.framework_in_force(goals=[w.goal])
    w.proposed = make.framework_proposed(goals=[w.goal])
    w.draft = make.FrameworkVersionFactory(
        framework=make.FrameworkFactory(goals=[w.goal], created_by=w.leader)
    ).framework
    make.PositionFactory(version=w.proposed.versions.get(), school=w.other_school)
    w.objected = make.framework_proposed(goals=[w.goal])
    make.PositionFactory(version=w.objected.versions.get(), school=w.other_school, objection=True)
    w.decision = make.DecisionFactory(version=w.in_force.versions.get())


def add_group(w):
    w.group = make.WorkingGroupFactory(frameworks=[w.in_force], themes=[w.theme])
    w.chair = make.GroupMembershipFactory(group=w.group, user=w.specialist, is_chair=True)


def add_activities(w):
    organised = {"working_group": w.group, "framework": w.in_force, "theme": w.theme, "created_by": w.specialist}
    w.theme_meeting = make.ThemeMeetingFactory(capacity=20, audience=Audience.SCHOOLS_AND_PARTNERS, **organised)
    make.ProgrammeItemFactory(meeting=w.theme_meeting)
    w.visit = make.SchoolVisitFactory(host_school=w.school, created_by=w.lead)
    w.network_day = make.ActivityFactory(public=True, created_by=w.lead)
    w.group_meeting = make.GroupMeetingFactory(working_group=w.group, created_by=w.specialist)
    w.draft_meeting = make.ThemeMeetingFactory(draft=True, **organised)
    w.registration = make.RegistrationFactory(activity=w.theme_meeting, user=w.teacher)
    w.material = make.MaterialFactory(
        activity=w.theme_meeting, added_by=w.specialist, school=w.school, audience=Audience.SCHOOLS
    )
    w.co_editor = make.CoEditorFactory(activity=w.network_day, user=w.leader)
    w.series = make.SeriesFactory(working_group=w.group, made_by=w.specialist)
    w.draft_meeting.series = w.theme_meeting.series = w.series
    w.draft_meeting.save()
    w.theme_meeting.save()
    w.invitation = make.InvitationFactory(activity=w.visit, user=w.teacher)
    w.question = make.QuestionFactory(activity=w.theme_meeting)

    w.held = make.ThemeMeetingFactory(past=True, **organised)
    make.RegistrationFactory(activity=w.held, user=w.specialist, present=True)
    attended = make.RegistrationFactory(activity=w.held, user=w.teacher, present=True)
    w.certificate = make.CertificateFactory(registration=attended, issued_by=w.specialist)


def add_meeting(w):
    w.meeting = make.SteeringMeetingFactory(created_by=w.lead)
    w.review = make.ReviewFactory(decision=w.decision)
    w.past_meeting = make.SteeringMeetingFactory(past=True, created_by=w.lead)
    make.MinutesFactory(activity=w.past_meeting)
    make.AgendaItemFactory(activity=w.meeting, owner=w.leader)
    w.agenda_item = make.AgendaItemFactory(owner=w.leader)
    w.action_item = make.ActionItemFactory(owner=w.leader, activity=w.past_meeting)


def add_stories(w):
    w.story = make.PracticeStoryFactory(author=w.teacher, theme=w.theme, framework=w.in_force)
    w.public_story = make.PracticeStoryFactory(public=True)
    w.draft_story = make.PracticeStoryFactory(author=w.teacher, draft=True)
    make.ResponseFactory(story=w.story)


def add_privacy(w):
    w.old_statement = make.StatementFactory(number=70)  # also beside the example network
    make.StatementFactory(number=71)
    make.StatementFactory(number=72, draft=True)
    w.breach = make.BreachFactory()
