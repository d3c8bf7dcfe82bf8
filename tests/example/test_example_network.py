"""What the example network holds, on whichever day of the school year it is loaded."""

import datetime

from django.db.models import Count, F, Q
from django.utils import timezone

from network.activities.models import ActionItem, Activity, AgendaItem, Invitation, Minutes, Registration
from network.base.models import OutgoingMail
from network.dashboard.example.calendar import Calendar, holidays, is_for_meetings
from network.partners.models import Contribution, Grant, Partner
from network.people.audience import Audience
from network.people.models import Membership, User
from network.practice.models import PracticeStory, Response
from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Sector, Theme
from network.schools.school_year import SchoolYear
from network.steering.models import Decision, Endorsement, Framework, FrameworkVersion, Goal, Position, SharedVision
from network.theme_meetings.models import ProgrammeItem, ThemeMeeting
from network.visits.models import SchoolVisit
from network.working_groups.models import GroupMembership, WorkingGroup

COUNTS = {
    Network: 1, School: 7, SchoolBoard: 4, Sector: 5, Theme: 6, SchoolHoliday: 15, Partner: 4, Contribution: 6,
    Grant: 1, User: 63, SharedVision: 2, Goal: 4, Endorsement: 6, Framework: 6, FrameworkVersion: 8, Decision: 6,
    WorkingGroup: 2, GroupMembership: 17, Activity: 19, ThemeMeeting: 7, SchoolVisit: 4, AgendaItem: 11, Minutes: 2,
    ActionItem: 6, PracticeStory: 9, Response: 12,
}  # fmt: skip


def person(key):
    return User.objects.get(email=f"{key}@voorbeeld.example")


def local(at):
    return timezone.localtime(at)


def test_counts_are_as_promised(example):
    assert {model: model.objects.count() for model in COUNTS} == COUNTS
    assert School.objects.values("sector").distinct().count() == 3


def test_every_school_has_eight_people_with_one_leader_and_one_stand_in(example):
    current = Membership.objects.current(on=example.today).filter(school__isnull=False)
    for school in School.objects.all():
        at_school = current.filter(school=school)
        assert at_school.count() == 8
        assert at_school.filter(function="SCHOOL_LEADER").count() == 1
        assert at_school.filter(is_stand_in=True).count() == 1


def test_activities_of_all_kinds_lie_on_meeting_days_at_plausible_hours(example):
    activities = Activity.objects.all()
    assert {activity.kind for activity in activities} == set(Activity.Kind)
    for activity in activities:
        starts, ends = local(activity.starts_at), local(activity.ends_at)
        assert starts.date() == ends.date()
        assert starts.weekday() in (1, 3)
        assert datetime.time(8, 30) <= starts.time() < ends.time() <= datetime.time(17, 0)
        assert not SchoolHoliday.objects.between(starts.date(), starts.date()).exists()
    assert len({local(activity.starts_at).date() for activity in activities}) == len(activities)


def test_past_ones_have_attendance_and_coming_ones_have_not(example):
    past = (
        Activity.objects.past(now=example.now)
        .published()
        .annotate(there=Count("registrations", filter=Q(registrations__was_present=True)))
    )
    coming = Activity.objects.upcoming(now=example.now)
    assert past.filter(there__gt=5).count() >= 5
    assert past.filter(there=0).count() == 1  # one of which nobody has noted it yet
    assert coming.published().count() >= 6
    assert not Registration.objects.filter(activity__in=coming, was_present__isnull=False).exists()


def test_most_lies_in_this_school_year(example):
    """On its first and last days the example leans over into the year before or after."""
    here = Activity.objects.in_school_year(SchoolYear.of(example.today)).count()
    assert here >= 10


def test_one_coming_activity_is_full_and_has_a_waiting_list_in_order(example):
    full = Activity.objects.upcoming(now=example.now).published().filter(seats_taken=F("capacity"))
    assert [(activity.slug, activity.people_waiting) for activity in full] == [("en-als-ouders-niet-komen", 3)]
    latest_seat = full[0].registrations.confirmed().latest("registered_at").registered_at
    assert all(waiting.registered_at > latest_seat for waiting in full[0].registrations.waiting())


def test_activities_show_every_state_that_the_pages_can_meet(example):
    coming = Activity.objects.upcoming(now=example.now)
    keeping = [visit.slug for visit in coming if visit.keeps_seats(now=example.now)]
    assert keeping == ["op-bezoek-bij-lyceum-de-windvaan"]
    assert [each.slug for each in coming.published() if not each.place] == ["van-thuistaal-naar-schooltaal"]
    assert coming.filter(state="cancelled").count() == 1
    assert coming.draft().count() == 1
    assert Activity.objects.public().upcoming(now=example.now).published().exists()
    assert Activity.objects.public().count() >= 2
    assert {item.meeting.slug for item in ProgrammeItem.objects.all()} >= {"leren-van-fouten-in-de-klas"}


def test_programme_lies_within_its_meeting(example):
    for part in ProgrammeItem.objects.select_related("meeting"):
        assert part.meeting.starts_at <= part.starts_at < part.ends_at <= part.meeting.ends_at


def test_registration_carries_the_organisation_of_its_person(example):
    for registration in Registration.objects.select_related("user"):
        membership = Membership.objects.current(on=example.today).filter(user=registration.user).first()
        home = (membership.school_id, membership.partner_id) if membership else (None, None)
        assert (registration.school_id, registration.partner_id) == home


def test_frameworks_are_in_every_state(example):
    assert {version.state for version in FrameworkVersion.objects.all()} == set(FrameworkVersion.State)
    visits, parents = FrameworkVersion.objects.proposed().order_by("written_at").reverse()
    assert {position.stance for position in visits.positions.all()} == {"consent", "concern"}
    assert visits.positions.count() == 4
    assert parents.positions.objecting().count() == 1
    assert all(version.positions_due_on > example.today for version in (visits, parents))


def test_adopted_versions_have_a_decision_that_keeps_the_positions(example):
    for version in FrameworkVersion.objects.ever_adopted():
        recorded = [position for position in version.decision.positions if position["stance"]]
        assert len(recorded) == version.positions.count() >= 5
        assert version.written_at < version.proposed_at < version.adopted_at <= example.now
        given = [position.given_at for position in version.positions.all()]
        assert version.proposed_at < min(given)
        assert max(given) < version.adopted_at


def test_the_example_leader_is_asked_something(example):
    leader = person("schoolleider")
    school = leader.memberships.get().school
    assert FrameworkVersion.objects.awaiting_position_of([school.pk]).count() == 1
    assert Invitation.objects.open(now=example.now).filter(user=leader).count() == 2
    assert [action.due_on > example.today for action in leader.action_items.open()] == [True]


def test_the_example_teacher_is_asked_something(example):
    teacher = person("leraar")
    assert Invitation.objects.open(now=example.now).filter(user=teacher).count() == 2
    assert Activity.objects.upcoming(now=example.now).registered_by(teacher).exists()
    assert PracticeStory.objects.filter(author=teacher, published_at=None).count() == 1
    assert WorkingGroup.objects.of(teacher, on=example.today).count() == 1


def test_action_items_are_open_overdue_and_done(example):
    open_ones = ActionItem.objects.open()
    assert open_ones.filter(due_on__gt=example.today).count() == 2
    assert open_ones.filter(due_on__lt=example.today).count() == 2
    assert ActionItem.objects.exclude(done_at=None).count() == 2


def test_agenda_items_wait_in_the_backlog_and_minutes_are_adopted(example):
    assert AgendaItem.objects.backlog().count() == 3
    assert list(Minutes.objects.exclude(adopted_at=None).values_list("activity__slug", flat=True)) == [
        "stuurgroep-wat-we-dit-jaar-doen"
    ]


def test_stories_stand_on_every_rung(example):
    published = PracticeStory.objects.exclude(published_at=None)
    assert {story.audience for story in published} == set(Audience) - {Audience.ONLY_ME}
    assert PracticeStory.objects.public().count() == 2


def test_responses_come_after_their_story(example):
    assert not Response.objects.filter(written_at__lte=F("story__published_at")).exists()


def test_nothing_is_told_before_it_happens(example):
    """Whatever says that something was done lies before today."""
    moments = [
        (Activity, "created_at"), (Activity, "published_at"), (Activity, "cancelled_at"), (Invitation, "invited_at"),
        (Invitation, "declined_at"), (Registration, "registered_at"), (Registration, "presence_at"),
        (Registration, "cancelled_at"), (Decision, "decided_at"), (ActionItem, "created_at"), (ActionItem, "done_at"),
        (AgendaItem, "created_at"), (AgendaItem, "handled_at"), (Minutes, "adopted_at"), (Position, "given_at"),
        (Endorsement, "given_at"), (PracticeStory, "published_at"), (Response, "written_at"), (User, "joined_at"),
        (FrameworkVersion, "proposed_at"),
    ]  # fmt: skip
    for model, field in moments:
        assert not model.objects.filter(**{f"{field}__gt": example.now}).exists(), f"{model.__name__}.{field}"


def test_what_belongs_together_is_in_order(example):
    assert not Activity.objects.filter(published_at__gte=F("starts_at")).exists()
    assert not Registration.objects.filter(registered_at__gte=F("activity__starts_at")).exists()
    assert not Registration.objects.filter(registered_at__lt=F("activity__published_at")).exists()
    assert not ActionItem.objects.filter(done_at__lt=F("created_at")).exists()
    assert not Minutes.objects.filter(adopted_at__lt=F("written_at")).exists()
    assert not Registration.objects.filter(activity__state="draft").exists()


def test_no_mail_is_queued(example):
    assert not OutgoingMail.objects.exists()


def test_calendar_leaves_out_weekends_holidays_and_ascension_day():
    calendar = Calendar(datetime.date(2027, 3, 28))
    days = [day for day in [*calendar.behind, *calendar.before_us] if is_for_meetings(day)]
    assert {day.weekday() for day in days} == {1, 3}
    assert datetime.date(2027, 5, 6) not in days
    assert datetime.date(2026, 12, 22) not in days
    assert datetime.date(2027, 7, 20) not in days
    assert datetime.date(2027, 3, 30) in days


def test_holidays_of_a_year_are_near_those_of_the_region():
    found = holidays(SchoolYear(2026))
    assert [(name.split()[0], first.isoformat(), last.isoformat()) for name, first, last in found] == [
        ("Herfstvakantie", "2026-10-17", "2026-10-25"),
        ("Kerstvakantie", "2026-12-19", "2027-01-03"),
        ("Voorjaarsvakantie", "2027-02-20", "2027-02-28"),
        ("Meivakantie", "2027-04-24", "2027-05-02"),
        ("Zomervakantie", "2027-07-17", "2027-08-29"),
    ]
