"""A network of invented schools and people to measure on: always the same for the same numbers."""

import datetime
import itertools
import random
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from network.activities.models import ActionItem, Activity, Invitation, Registration
from network.partners.models import Partner
from network.people.audience import Audience
from network.people.models import Appointment, Membership, User
from network.practice.models import PracticeStory
from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Sector, Theme
from network.steering.models import Framework, FrameworkVersion, Goal, Position, SharedVision
from network.theme_meetings.models import ProgrammeItem, ThemeMeeting
from network.visits.models import SchoolVisit
from network.working_groups.models import GroupMembership, WorkingGroup

PASSWORD = "Een lang wachtwoord om te meten"
GIVEN = ["Anna", "Bram", "Chaima", "Daan", "Esra", "Femke", "Gijs", "Hatice", "Imre", "Joris", "Kim", "Lotte"]
FAMILY = ["van Meting", "de Proef", "Voorbeeld", "ter Tijd", "Steekproef", "van der Maat", "Telling", "Uitkomst"]
TEXT = "Wij zoeken samen uit wat in de klas werkt, ook als het niet meteen lukt. " * 4
FUNCTIONS = [Membership.Function.SCHOOL_LEADER, *[Membership.Function.TEACHER] * 9, Membership.Function.SPECIALIST]


@dataclass(frozen=True)
class Size:
    schools: int = 30
    people: int = 400
    activities: int = 150
    groups: int = 12
    frameworks: int = 15
    stories: int = 80


class Build:
    """Makes the network in the order in which its parts need each other; `people[0]` leads the project."""

    def __init__(self, size, now):
        self.size, self.now, self.today = size, now, timezone.localdate(now)
        self.chance = random.Random(70)

    def all(self):
        self.make_schools()
        self.make_people()
        self.make_steering()
        self.make_groups()
        self.make_activities()
        self.make_registrations()
        self.make_stories()

    def day(self, days):
        return self.today + datetime.timedelta(days=days)

    def at(self, days, hour=15):
        return timezone.make_aware(datetime.datetime.combine(self.day(days), datetime.time(hour)))

    def make_schools(self):
        Network.objects.create(pk=1, name="Netwerk De Meting", region="Proefstad", introduction=TEXT)
        names = ["taalbeleid", "eigen leren", "de wijk in", "rekenen", "samen kijken"]
        self.themes = Theme.objects.bulk_create(
            Theme(name=name, slug=f"thema-{number}") for number, name in enumerate(names, 1)
        )
        boards = SchoolBoard.objects.bulk_create(SchoolBoard(name=f"Bestuur {n}", number=f"{n:05}") for n in range(8))
        sectors = Sector.objects.bulk_create(
            Sector(code=code, name=name, english_name=name)
            for code, name in [("po", "primair onderwijs"), ("vo", "voortgezet onderwijs"), ("mbo", "beroepsonderwijs")]
        )
        self.schools = School.objects.bulk_create(
            School(
                name=f"School De Meting {n}", slug=f"de-meting-{n}", board=boards[n % 8], sector=sectors[n % 3],
                city="Proefstad", introduction=TEXT, joined_on=self.day(-900),
            )
            for n in range(self.size.schools)
        )  # fmt: skip
        Partner.objects.bulk_create(
            Partner(name=f"Partner {n}", slug=f"partner-{n}", kind=Partner.Kind.FOUNDATION, joined_on=self.day(-900))
            for n in range(4)
        )
        SchoolHoliday.objects.create(name="Proefvakantie", starts_on=self.day(20), ends_on=self.day(28))

    def make_people(self):
        password = make_password(PASSWORD)
        self.people = User.objects.bulk_create(
            User(
                email=f"persoon{n}@meting.example", given_name=GIVEN[n % 12], family_name=FAMILY[n % 8],
                password=password, joined_at=self.at(-300), has_to_accept=False,
            )
            for n in range(self.size.people)
        )  # fmt: skip
        Appointment.objects.create(
            user=self.people[0], office=Appointment.Office.PROJECT_LEAD, starts_on=self.day(-300)
        )
        places = itertools.product(FUNCTIONS * (self.size.people // 11), self.schools)
        self.memberships = Membership.objects.bulk_create(
            Membership(user=person, school=school, function=function, starts_on=self.day(-300))
            for person, (function, school) in zip(self.people[1:], places, strict=False)
        )
        self.school_of = {membership.user_id: membership.school for membership in self.memberships}

    def make_steering(self):
        lead = self.people[0]
        SharedVision.objects.create(number=1, text=TEXT, adopted_at=self.at(-200), adopted_by=lead)
        goals = Goal.objects.bulk_create(
            Goal(title=f"Doel {n}", slug=f"doel-{n}", summary=TEXT, rank=n, starts_on=self.day(-200))
            for n in range(1, 5)
        )
        self.frameworks = Framework.objects.bulk_create(
            Framework(title=f"Kader {n}", slug=f"kader-{n}", created_by=lead, created_at=self.at(-150))
            for n in range(self.size.frameworks)
        )
        for number, framework in enumerate(self.frameworks):
            framework.goals.add(goals[number % 4])
        versions = FrameworkVersion.objects.bulk_create(
            FrameworkVersion(
                framework=framework, number=1, text=TEXT, mandate=TEXT, written_by=lead, written_at=self.at(-140),
                proposed_by=lead, proposed_at=self.at(-130), positions_due_on=self.day(14),
                state=FrameworkVersion.State.PROPOSED,
            )
            for framework in self.frameworks
        )  # fmt: skip
        Position.objects.bulk_create(
            Position(version=version, school=school, stance="consent", given_by=lead, given_at=self.at(-120))
            for number, version in enumerate(versions)
            for school in self.schools[:: 1 if number >= 3 else 2]  # what is adopted below has its quorum
        )
        adopted = FrameworkVersion.objects.filter(pk__in=[version.pk for version in versions[3:]])
        adopted.update(state=FrameworkVersion.State.ADOPTED, adopted_by=lead, adopted_at=self.at(-100))

    def make_groups(self):
        self.groups = WorkingGroup.objects.bulk_create(
            WorkingGroup(name=f"Werkgroep {n}", slug=f"werkgroep-{n}", purpose=TEXT, starts_on=self.day(-100))
            for n in range(self.size.groups)
        )
        for number, group in enumerate(self.groups):
            group.frameworks.add(self.frameworks[3 + number % (len(self.frameworks) - 3)])
        GroupMembership.objects.bulk_create(
            GroupMembership(group=group, user=person, is_chair=index == 0, starts_on=self.day(-90))
            for group in self.groups
            for index, person in enumerate(self.chance.sample(self.people[1:], 8))
        )

    def make_activities(self):
        """One a day around now: two fifths theme meetings, the rest of every line; every fourth one is public."""
        makers = [self.theme_meeting, self.theme_meeting, self.visit, self.steering_meeting, self.group_meeting]
        self.activities = [makers[n % 5](n) for n in range(self.size.activities)]

    def shared(self, number, **fields):
        days = (number - self.size.activities // 3) * 2
        return {
            "slug": f"activiteit-{number}", "summary": TEXT[:140], "description": TEXT, "place": "Buurthuis De Meting",
            "starts_at": self.at(days), "ends_at": self.at(days, 17), "state": Activity.State.PUBLISHED,
            "audience": Audience.PUBLIC if number % 4 == 0 else Audience.SCHOOLS_AND_PARTNERS,
            "theme": self.themes[number % 5], "framework": self.frameworks[3 + number % (len(self.frameworks) - 3)],
            "created_by": self.people[0], "created_at": self.at(-95), "published_by": self.people[0],
            "published_at": self.at(-94), **fields,
        }  # fmt: skip

    def theme_meeting(self, number):
        meeting = ThemeMeeting.objects.create(
            kind=Activity.Kind.THEME_MEETING, title=f"Themabijeenkomst {number}", takeaway=TEXT,
            working_group=self.groups[number % len(self.groups)], **self.shared(number, capacity=40),
        )  # fmt: skip
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(
                meeting=meeting, title=f"Deel {part}", summary=TEXT[:100],
                starts_at=meeting.starts_at + datetime.timedelta(minutes=30 * part),
                ends_at=meeting.starts_at + datetime.timedelta(minutes=30 * part + 30),
            )
            for part in range(4)
        )  # fmt: skip
        return meeting

    def visit(self, number):
        return SchoolVisit.objects.create(
            kind=Activity.Kind.SCHOOL_VISIT, title=f"Werkbezoek {number}", learning_question=TEXT,
            host_school=self.schools[number % len(self.schools)], **self.shared(number, capacity=12),
        )  # fmt: skip

    def steering_meeting(self, number):
        fields = self.shared(number, audience=Audience.SCHOOLS)
        return Activity.objects.create(kind=Activity.Kind.STEERING_MEETING, title=f"Stuurgroep {number}", **fields)

    def group_meeting(self, number):
        group = self.groups[number % len(self.groups)]
        fields = self.shared(number, audience=Audience.SCHOOLS, working_group=group)
        return Activity.objects.create(kind=Activity.Kind.GROUP_MEETING, title=f"Overleg {number}", **fields)

    def make_registrations(self):
        for activity in self.activities:
            wanted = self.chance.sample(self.people[1:], min(activity.capacity or 10, len(self.people) - 1))
            coming, asked = wanted[: len(wanted) * 3 // 4], wanted[len(wanted) * 3 // 4 :]
            Registration.objects.bulk_create(
                Registration(
                    activity_id=activity.pk, user=person, school=self.school_of.get(person.pk),
                    state=Registration.State.CONFIRMED, registered_at=self.at(-93),
                )
                for person in coming
            )  # fmt: skip
            Invitation.objects.bulk_create(
                Invitation(activity_id=activity.pk, user=person, invited_by=self.people[0], invited_at=self.at(-93))
                for person in asked
            )
        ActionItem.objects.bulk_create(
            ActionItem(
                title="Zoek een zaal", owner=person, due_on=self.day(5), created_by=person, created_at=self.at(-3)
            )
            for person in self.people[::3]
        )

    def make_stories(self):
        authors = self.chance.sample(self.people[1:], min(self.size.stories, len(self.people) - 1))
        PracticeStory.objects.bulk_create(
            PracticeStory(
                author=author, school=self.school_of.get(author.pk), title=f"Verhaal {n}", slug=f"verhaal-{n}",
                wanted=TEXT, did=TEXT, happened=TEXT, differently=TEXT, theme=self.themes[n % 5],
                audience=Audience.PUBLIC if n % 4 == 0 else Audience.SCHOOLS, written_at=self.at(-60),
                published_at=self.at(-50 + n % 40),
            )
            for n, author in enumerate(authors)
        )  # fmt: skip


def build(size, *, now):
    """Fill an empty database with a network of this `size` around the moment `now`."""
    with transaction.atomic():
        Build(size, now).all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def public_activity(*, now):
    """The first theme meeting from now that everyone may see."""
    return ThemeMeeting.objects.public().filter(starts_at__gt=now).order_by("starts_at", "pk").first()
