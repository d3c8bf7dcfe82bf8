"""Rows for tests. Every factory makes a row that the database accepts, and says only what the test does not.

People are made by role: `teacher(school=school)`, `school_leader()`, `project_lead()`. Moments lie around today, so a
test that freezes the clock does so before it makes its rows.
"""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from network.activities.models import (
    ActionItem,
    Activity,
    AgendaItem,
    Answer,
    CalendarFeed,
    CoEditor,
    Invitation,
    Material,
    MaterialVersion,
    Message,
    Minutes,
    Notice,
    Question,
    Registration,
    Review,
    Series,
)
from network.base import markdown
from network.base.models import OutgoingMail, TrailRemoval
from network.founding.models import FoundingLink
from network.membership.models import HandOver
from network.partners.models import Contribution, Grant, Partner
from network.people.audience import Audience
from network.people.models import Appointment, InvitationList, InvitationRow, JoinRequest, Membership, User
from network.people.models import Invitation as EntryInvitation
from network.people.tokens import hash_of
from network.practice.models import PracticeStory, Response
from network.privacy.models import Acceptance, Breach, Erasure, OwnDataCopy, Removal, Statement
from network.schools.models import Logo, Network, School, SchoolBoard, SchoolHoliday, Sector, Theme, YearNorms
from network.steering.models import (
    Decision,
    Endorsement,
    Framework,
    FrameworkVersion,
    Goal,
    ObjectionRemark,
    Paragraph,
    Position,
    PositionReminder,
    SharedVision,
)
from network.theme_meetings.certificates import content_of
from network.theme_meetings.models import (
    Certificate,
    Evaluation,
    EvaluationGiven,
    EvaluationSheet,
    Harvest,
    ProgrammeItem,
    ThemeMeeting,
)
from network.theme_meetings.roles import Role
from network.visits.models import SchoolVisit
from network.working_groups.models import GroupMembership, WorkingGroup

PASSWORD = "Een lang wachtwoord 070"


def day(days=0):
    """The date so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


def moment(days=0, hour=15):
    """A whole hour on the day so many days from today, aware, by the clock of the portal."""
    return timezone.make_aware(datetime.datetime.combine(day(days), datetime.time(hour)))


def on(days):
    return factory.LazyFunction(lambda: day(days))


def at(days, hour=15):
    return factory.LazyFunction(lambda: moment(days, hour))


# Schools and partners


class NetworkFactory(DjangoModelFactory):
    class Meta:
        model = Network
        django_get_or_create = ["id"]

    id = 1
    name = "Netwerk De Proef"
    region = "Proefstad"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence("Thema {}".format)
    slug = factory.Sequence("thema-{}".format)


class YearNormsFactory(DjangoModelFactory):
    class Meta:
        model = YearNorms

    first_year = factory.Sequence(lambda number: 2000 + number % 100)
    theme_meetings_per_year = 5
    people_per_school = 2
    visits_per_year = 3


class LogoFactory(DjangoModelFactory):
    class Meta:
        model = Logo
        django_get_or_create = ["id"]

    id = 1
    digest = "0123456789abcdef0123456789abcdef"
    content = b"a picture"


class FoundingLinkFactory(DjangoModelFactory):
    class Meta:
        model = FoundingLink
        django_get_or_create = ["id"]

    id = 1
    token_digest = "0" * 64
    made_at = at(0)
    expires_at = at(1)


class TrailRemovalFactory(DjangoModelFactory):
    class Meta:
        model = TrailRemoval

    kind = TrailRemoval.Kind.FORGOTTEN
    person = 70
    event_count = 3
    at = factory.LazyFunction(timezone.now)


class SchoolHolidayFactory(DjangoModelFactory):
    class Meta:
        model = SchoolHoliday

    name = "Proefvakantie"
    starts_on = on(30)
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + datetime.timedelta(days=8))


class SchoolBoardFactory(DjangoModelFactory):
    class Meta:
        model = SchoolBoard

    name = factory.Sequence("Stichting Onderwijs {}".format)
    number = factory.Sequence("{:05}".format)


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector
        django_get_or_create = ["code"]

    code = "po"
    name = "primair onderwijs"
    english_name = "primary education"


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    name = factory.Sequence("School De Proef {}".format)
    slug = factory.Sequence("de-proef-{}".format)
    board = factory.SubFactory(SchoolBoardFactory)
    sector = factory.SubFactory(SectorFactory)
    city = "Proefstad"
    joined_on = on(-700)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    class Params:
        funder = factory.Trait(is_funder=True, kind=Partner.Kind.MUNICIPALITY)

    name = factory.Sequence("Partner {}".format)
    slug = factory.Sequence("partner-{}".format)
    kind = Partner.Kind.FOUNDATION
    joined_on = on(-700)


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    partner = factory.SubFactory(PartnerFactory)
    title = factory.Sequence("Workshop {}".format)
    summary = "Een middag om samen te oefenen."


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    funder = factory.SubFactory(PartnerFactory, funder=True)
    title = "Subsidie voor het netwerk"
    reference = factory.Sequence("SUB-{:04}".format)
    decided_on = on(-200)
    maximum_amount = "25000.00"
    starts_on = on(-180)
    ends_on = on(180)
    account_due_on = on(240)


# People


class UserFactory(DjangoModelFactory):
    """Somebody with an account and nothing else. People with a role come from the functions below."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("persoon{}@proef.example".format)
    given_name = factory.Sequence("Voornaam{}".format)
    family_name = factory.Sequence("van Proef{}".format)
    password = factory.django.Password(PASSWORD)
    has_to_accept = False


class MembershipFactory(DjangoModelFactory):
    """At a school; give `partner` for a contact of a partner."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    partner = None
    school = factory.Maybe("partner", None, factory.SubFactory(SchoolFactory))
    function = factory.LazyAttribute(
        lambda o: Membership.Function.PARTNER_CONTACT if o.partner else Membership.Function.TEACHER
    )
    starts_on = on(-365)


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    office = Appointment.Office.PROJECT_LEAD
    starts_on = on(-365)


class HandOverFactory(DjangoModelFactory):
    """From a project lead to a person whose appointment is there too; to carry out today."""

    class Meta:
        model = HandOver

    giver = factory.LazyFunction(lambda: project_lead())
    receiver = factory.LazyFunction(lambda: project_lead())
    starts_on = on(0)
    arranged_at = at(-7)


def person(function, *, school=None, partner=None, is_stand_in=False, **fields):
    """A user with one membership; `fields` are of the user. The other role functions build on this one."""
    user = UserFactory(**fields)
    organisation = {"partner": partner} if partner else {"school": school or SchoolFactory()}
    MembershipFactory(user=user, function=function, is_stand_in=is_stand_in, **organisation)
    return user


def teacher(school=None, **fields):
    return person(Membership.Function.TEACHER, school=school, **fields)


def stand_in(school=None, **fields):
    """A teacher who may give the position of the school in place of its leader."""
    return person(Membership.Function.TEACHER, school=school, is_stand_in=True, **fields)


def specialist(school=None, partner=None, **fields):
    return person(Membership.Function.SPECIALIST, school=school, partner=partner, **fields)


def school_leader(school=None, **fields):
    return person(Membership.Function.SCHOOL_LEADER, school=school, **fields)


def partner_contact(partner=None, **fields):
    return person(Membership.Function.PARTNER_CONTACT, partner=partner or PartnerFactory(), **fields)


def funder_contact(partner=None, **fields):
    return partner_contact(partner or PartnerFactory(funder=True), **fields)


def project_lead(**fields):
    return AppointmentFactory(user=UserFactory(**fields), office=Appointment.Office.PROJECT_LEAD).user


def administrator(**fields):
    return AppointmentFactory(user=UserFactory(**fields), office=Appointment.Office.ADMINISTRATOR).user


# Invitations


class EntryInvitationFactory(DjangoModelFactory):
    """Invites a teacher to a school, with a secret that nobody knows; `partner` for a contact of a partner."""

    class Meta:
        model = EntryInvitation

    class Params:
        accepted = factory.Trait(accepted_by=factory.SubFactory(UserFactory), accepted_at=at(-1))
        revoked = factory.Trait(revoked_by=factory.SelfAttribute("invited_by"), revoked_at=at(-1))
        expired = factory.Trait(sent_at=at(-20))

    email = factory.Sequence("genodigde{}@proef.example".format)
    name = "Noor van Proef"
    partner = None
    school = factory.Maybe("partner", None, factory.SubFactory(SchoolFactory))
    function = factory.LazyAttribute(
        lambda o: Membership.Function.PARTNER_CONTACT if o.partner else Membership.Function.TEACHER
    )
    token_hash = factory.Sequence(lambda n: hash_of(f"geheim-{n}"))
    invited_by = factory.LazyFunction(lambda: project_lead())
    invited_at = factory.SelfAttribute("sent_at")
    sent_at = at(-2)
    expires_at = factory.LazyAttribute(lambda o: o.sent_at + datetime.timedelta(days=14))


class InvitationListFactory(DjangoModelFactory):
    class Meta:
        model = InvitationList

    class Params:
        confirmed = factory.Trait(confirmed_by=factory.SelfAttribute("made_by"), confirmed_at=at(-1))

    made_by = factory.LazyFunction(lambda: project_lead())
    made_at = at(-1)


class InvitationRowFactory(DjangoModelFactory):
    """A line that is in order; `problem` for one that is not."""

    class Meta:
        model = InvitationRow

    list = factory.SubFactory(InvitationListFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = "Noor van Proef"
    email = factory.Sequence("regel{}@proef.example".format)
    school = factory.SubFactory(SchoolFactory)
    function = Membership.Function.TEACHER


class JoinRequestFactory(DjangoModelFactory):
    """Confirmed, and waiting for an answer."""

    class Meta:
        model = JoinRequest

    class Params:
        unconfirmed = factory.Trait(confirmed_at=None)
        declined = factory.Trait(
            answered_by=factory.LazyFunction(lambda: project_lead()), answered_at=at(-1), declined_because="Vol."
        )

    name = "Bram van Proef"
    email = factory.Sequence("aanvrager{}@proef.example".format)
    organisation = "School Elders"
    function = JoinRequest.Function.TEACHER
    reason = "Wij willen meekijken."
    asked_at = at(-3)
    confirmed_at = at(-3, hour=16)


# Steering


class ParagraphFactory(DjangoModelFactory):
    """Of the shared vision, unless `framework` says of which; no version has it yet."""

    class Meta:
        model = Paragraph


def paragraphs_of(text, framework=None):
    """The keys of new paragraphs, one for each of a text."""
    return [ParagraphFactory(framework=framework).pk for _part in markdown.parts(text)]


class SharedVisionFactory(DjangoModelFactory):
    """A vision in force; `draft=True` for one that was not adopted yet."""

    class Meta:
        model = SharedVision

    class Params:
        draft = factory.Trait(adopted_by=None, adopted_at=None)

    number = factory.Sequence(lambda n: n + 1)
    text = "Wij leren van elkaar, over de grenzen van scholen heen."
    paragraph_ids = factory.LazyAttribute(lambda vision: paragraphs_of(vision.text))
    adopted_by = factory.SubFactory(UserFactory)
    adopted_at = at(-300)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    title = factory.Sequence("Doel {}".format)
    slug = factory.Sequence("doel-{}".format)
    summary = "Iedere leerling doet mee."
    rank = factory.Sequence(lambda n: n % 1000 + 1)
    starts_on = on(-300)


class EndorsementFactory(DjangoModelFactory):
    class Meta:
        model = Endorsement

    vision = factory.SubFactory(SharedVisionFactory)
    school = factory.SubFactory(SchoolFactory)
    level = Endorsement.Level.APPLIED
    given_by = factory.SubFactory(UserFactory)
    given_at = at(-200)


class FrameworkFactory(DjangoModelFactory):
    """Under one new goal, unless `goals` says which. It has no version: see FrameworkVersionFactory."""

    class Meta:
        model = Framework
        skip_postgeneration_save = True

    title = factory.Sequence("Kader {}".format)
    slug = factory.Sequence("kader-{}".format)
    created_by = factory.SubFactory(UserFactory)
    created_at = at(-100)

    @factory.post_generation
    def goals(self, create, extracted, **kwargs):
        if create:
            self.goals.set([GoalFactory()] if extracted is None else extracted)


class FrameworkVersionFactory(DjangoModelFactory):
    """A draft; or in another state with its moments: proposed, adopted, superseded, withdrawn."""

    class Meta:
        model = FrameworkVersion

    class Params:
        asked = factory.Trait(
            proposed_by=factory.SelfAttribute("written_by"), proposed_at=at(-40), positions_due_on=on(14)
        )
        decided = factory.Trait(asked=True, adopted_by=factory.SelfAttribute("written_by"), adopted_at=at(-20))
        proposed = factory.Trait(asked=True, state=FrameworkVersion.State.PROPOSED)
        adopted = factory.Trait(decided=True, state=FrameworkVersion.State.ADOPTED)
        superseded = factory.Trait(decided=True, state=FrameworkVersion.State.SUPERSEDED)
        withdrawn = factory.Trait(state=FrameworkVersion.State.WITHDRAWN)

    framework = factory.SubFactory(FrameworkFactory)
    number = 1
    text = "Wij geven elkaar ruimte om te proberen."
    paragraph_ids = factory.LazyAttribute(lambda made: paragraphs_of(made.text, made.framework))
    mandate = "Twee bijeenkomsten per jaar, tot 500 euro."
    written_by = factory.SelfAttribute("framework.created_by")
    written_at = at(-90)


def framework_in_force(**fields):
    """A framework with one adopted version; `fields` are of the framework."""
    return FrameworkVersionFactory(framework=FrameworkFactory(**fields), adopted=True).framework


def framework_proposed(**fields):
    """A framework whose first version awaits the positions of the schools; `fields` are of the framework."""
    return FrameworkVersionFactory(framework=FrameworkFactory(**fields), proposed=True).framework


class PositionFactory(DjangoModelFactory):
    """Consent. The version must still be proposed: positions close with it."""

    class Meta:
        model = Position

    class Params:
        objection = factory.Trait(stance=Position.Stance.OBJECTION, reason="Dit past niet in ons rooster.")
        concern = factory.Trait(stance=Position.Stance.CONCERN, reason="Let op de werkdruk.")

    version = factory.SubFactory(FrameworkVersionFactory, proposed=True)
    school = factory.SubFactory(SchoolFactory)
    stance = Position.Stance.CONSENT
    given_by = factory.SubFactory(UserFactory)
    given_at = at(-10)


class ObjectionRemarkFactory(DjangoModelFactory):
    class Meta:
        model = ObjectionRemark

    position = factory.SubFactory(PositionFactory, objection=True)
    text = "Zullen we het anders plannen?"
    written_by = factory.SubFactory(UserFactory)
    written_at = at(-5)


class PositionReminderFactory(DjangoModelFactory):
    class Meta:
        model = PositionReminder

    version = factory.SubFactory(FrameworkVersionFactory, proposed=True)
    moment = PositionReminder.Moment.HALF_WAY
    due_on = factory.SelfAttribute("version.positions_due_on")
    at = at(-2)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    title = factory.Sequence("Besluit {}".format)
    text = "Wij doen het zo."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = at(-20)


# Working groups


class WorkingGroupFactory(DjangoModelFactory):
    """Without members; `frameworks` and `themes` give the ones it works in."""

    class Meta:
        model = WorkingGroup
        skip_postgeneration_save = True

    name = factory.Sequence("Werkgroep {}".format)
    slug = factory.Sequence("werkgroep-{}".format)
    purpose = "Uitzoeken wat werkt."
    starts_on = on(-200)

    @factory.post_generation
    def frameworks(self, create, extracted, **kwargs):
        if create and extracted:
            self.frameworks.set(extracted)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        if create and extracted:
            self.themes.set(extracted)


class GroupMembershipFactory(DjangoModelFactory):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(WorkingGroupFactory)
    user = factory.LazyFunction(teacher)
    starts_on = on(-100)


# Activities


class ActivityFactory(DjangoModelFactory):
    """Published for the schools, two weeks from now; see the traits for draft, cancelled, past and public ones."""

    class Meta:
        model = Activity

    class Params:
        draft = factory.Trait(state=Activity.State.DRAFT, published_by=None, published_at=None)
        template = factory.Trait(draft=True, is_template=True)
        cancelled = factory.Trait(
            state=Activity.State.CANCELLED,
            cancelled_by=factory.SelfAttribute("created_by"),
            cancelled_at=at(-1),
            cancelled_because="De spreker is ziek.",
        )
        past = factory.Trait(starts_at=at(-14))
        public = factory.Trait(audience=Audience.PUBLIC)

    kind = Activity.Kind.NETWORK_DAY
    state = Activity.State.PUBLISHED
    title = factory.Sequence("Netwerkdag {}".format)
    slug = factory.Sequence("netwerkdag-{}".format)
    summary = "Een middag om elkaar te leren kennen."
    starts_at = at(14)
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + datetime.timedelta(hours=2))
    place = "Buurthuis De Proef"
    created_by = factory.LazyFunction(partner_contact)  # of no school, so that it counts among none
    created_at = at(-60)
    published_by = factory.SelfAttribute("created_by")
    published_at = at(-50)


class ThemeMeetingFactory(ActivityFactory):
    class Meta:
        model = ThemeMeeting

    kind = Activity.Kind.THEME_MEETING
    title = factory.Sequence("Themabijeenkomst {}".format)
    slug = factory.Sequence("themabijeenkomst-{}".format)
    takeaway = "Een werkvorm die je morgen kunt proberen."


class ProgrammeItemFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    meeting = factory.SubFactory(ThemeMeetingFactory)
    begins_after = 0
    lasts = 30
    title = factory.Sequence("Onderdeel {}".format)


class SchoolVisitFactory(ActivityFactory):
    class Meta:
        model = SchoolVisit

    kind = Activity.Kind.SCHOOL_VISIT
    title = factory.Sequence("Werkbezoek {}".format)
    slug = factory.Sequence("werkbezoek-{}".format)
    host_school = factory.SubFactory(SchoolFactory)
    learning_question = "Hoe houden leerlingen grip op hun eigen leren?"


class SteeringMeetingFactory(ActivityFactory):
    kind = Activity.Kind.STEERING_MEETING
    title = factory.Sequence("Stuurgroep {}".format)
    slug = factory.Sequence("stuurgroep-{}".format)


class GroupMeetingFactory(ActivityFactory):
    kind = Activity.Kind.GROUP_MEETING
    title = factory.Sequence("Overleg werkgroep {}".format)
    slug = factory.Sequence("overleg-werkgroep-{}".format)
    working_group = factory.SubFactory(WorkingGroupFactory)


class RegistrationFactory(DjangoModelFactory):
    """A confirmed place of a teacher; `waiting=True`, `cancelled=True` or `present=True` for the other ends."""

    class Meta:
        model = Registration

    class Params:
        waiting = factory.Trait(state=Registration.State.WAITING)
        cancelled = factory.Trait(
            state=Registration.State.CANCELLED, cancelled_by=factory.SelfAttribute("user"), cancelled_at=at(-1)
        )
        present = factory.Trait(
            was_present=True, presence_by=factory.SelfAttribute("activity.created_by"), presence_at=at(-1)
        )

    activity = factory.SubFactory(ThemeMeetingFactory)
    user = factory.LazyFunction(teacher)
    state = Registration.State.CONFIRMED
    registered_at = at(-7)
    partner = None

    @factory.lazy_attribute
    def school(self):
        """The school of the person, unless a partner was named."""
        membership = None if self.partner else self.user.memberships.filter(school__isnull=False).first()
        return membership and membership.school


class CertificateFactory(DjangoModelFactory):
    """Of somebody who was at a theme meeting two weeks ago; `revoked=True` for one that was withdrawn."""

    class Meta:
        model = Certificate

    class Params:
        revoked = factory.Trait(
            state=Certificate.State.REVOKED,
            ended_by=factory.SelfAttribute("issued_by"),
            ended_at=at(-1),
            revoked_because="Verkeerde persoon.",
        )

    registration = factory.SubFactory(
        RegistrationFactory, present=True, activity=factory.SubFactory(ThemeMeetingFactory, past=True)
    )
    issued_by = factory.SelfAttribute("registration.activity.created_by")
    issued_at = at(-2)

    @factory.lazy_attribute
    def content(self):
        meeting = self.registration.activity.thememeeting
        by, on, network = self.issued_by, timezone.localdate(self.issued_at), NetworkFactory()
        return content_of(self.registration, meeting=meeting, role=Role.PARTICIPANT, by=by, on=on, network=network)


class SeriesFactory(DjangoModelFactory):
    """Without dates: give activities `series=`."""

    class Meta:
        model = Series

    title = factory.Sequence("Reeks {}".format)
    slug = factory.Sequence("reeks-{}".format)
    summary = "Drie middagen over hetzelfde."
    made_by = factory.LazyFunction(lambda: project_lead())
    made_at = at(-60)


class CoEditorFactory(DjangoModelFactory):
    class Meta:
        model = CoEditor

    activity = factory.SubFactory(ThemeMeetingFactory)
    user = factory.LazyFunction(teacher)
    added_by = factory.SelfAttribute("activity.created_by")
    added_at = at(-7)


class QuestionFactory(DjangoModelFactory):
    """Asks for words; `choice=True` or `several=True` for one with options, `number=True` for a number."""

    class Meta:
        model = Question

    class Params:
        choice = factory.Trait(kind=Question.Kind.CHOICE, options=["Lezen", "Rekenen"])
        several = factory.Trait(kind=Question.Kind.SEVERAL, options=["Soep", "Brood", "Fruit"])
        number = factory.Trait(kind=Question.Kind.NUMBER)

    activity = factory.SubFactory(ThemeMeetingFactory)
    label = factory.Sequence("Vraag {}".format)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    registration = factory.SubFactory(RegistrationFactory, activity=factory.SelfAttribute("..question.activity"))
    values = factory.LazyFunction(lambda: ["Graag zonder noten"])
    given_at = at(-7)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    activity = factory.SubFactory(ThemeMeetingFactory)
    user = factory.LazyFunction(teacher)
    invited_by = factory.SelfAttribute("activity.created_by")
    invited_at = at(-9)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    registration = factory.SubFactory(RegistrationFactory)
    kind = Notice.Kind.WEEK_BEFORE
    at = at(-1)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    activity = factory.SubFactory(ThemeMeetingFactory)
    subject = "Neem je eigen laptop mee"
    text = "Er zijn er op school niet genoeg voor iedereen."
    people = 3
    sent_by = factory.SelfAttribute("activity.created_by")
    sent_at = at(-2)


class MaterialFactory(DjangoModelFactory):
    """A file with one version, shared with who takes part."""

    class Meta:
        model = Material
        skip_postgeneration_save = True

    activity = factory.SubFactory(ThemeMeetingFactory)
    title = factory.Sequence("Werkblad {}".format)
    audience = Audience.WORKING_GROUP
    added_by = factory.SelfAttribute("activity.created_by")
    added_at = at(-2)
    version = factory.RelatedFactory("tests.factories.MaterialVersionFactory", "material")


class MaterialVersionFactory(DjangoModelFactory):
    class Meta:
        model = MaterialVersion

    material = factory.SubFactory(MaterialFactory, version=None)
    number = 1
    name = "werkblad.pdf"
    media_type = "application/pdf"
    content = b"%PDF-1.7 a worksheet %%EOF"
    size = 26
    added_at = at(-2)


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    meeting = factory.SubFactory(ThemeMeetingFactory)
    questions = factory.LazyFunction(
        lambda: [
            {"kind": "scale", "label": "Hoe bruikbaar was het?"},
            {"kind": "choice", "label": "Welke ronde?", "options": ["Een", "Twee"]},
            {"kind": "text", "label": "Wat was het beste?"},
        ]
    )


class EvaluationSheetFactory(DjangoModelFactory):
    class Meta:
        model = EvaluationSheet

    evaluation = factory.SubFactory(EvaluationFactory)
    answers = factory.LazyFunction(lambda: [4, "Een", "De werkvorm."])


class EvaluationGivenFactory(DjangoModelFactory):
    class Meta:
        model = EvaluationGiven

    registration = factory.SubFactory(RegistrationFactory, present=True)
    given_on = factory.LazyFunction(day)


class HarvestFactory(DjangoModelFactory):
    class Meta:
        model = Harvest

    registration = factory.SubFactory(RegistrationFactory, present=True)
    will_try = "Elke les beginnen met een vraag."
    said_at = at(-1)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    user = factory.LazyFunction(teacher)
    nonce = factory.Sequence("eenmalig-{}".format)
    made_at = at(-3)


class AgendaItemFactory(DjangoModelFactory):
    """In the backlog of the steering group; give `activity` to put it on the agenda of a meeting."""

    class Meta:
        model = AgendaItem

    title = factory.Sequence("Agendapunt {}".format)
    owner = factory.SubFactory(UserFactory)
    created_at = at(-5)


class ReviewFactory(DjangoModelFactory):
    """Open; give `outcome` and `conclusion` for one that was concluded."""

    class Meta:
        model = Review

    decision = factory.SubFactory(DecisionFactory, review_on=on(-1))
    item = factory.SubFactory(AgendaItemFactory, decision=factory.SelfAttribute("..decision"))
    returned_at = at(-1)


class ActionItemFactory(DjangoModelFactory):
    class Meta:
        model = ActionItem

    class Params:
        done = factory.Trait(done_by=factory.SelfAttribute("owner"), done_at=at(-1))

    title = factory.Sequence("Actiepunt {}".format)
    owner = factory.SubFactory(UserFactory)
    due_on = on(10)
    created_by = factory.SelfAttribute("owner")
    created_at = at(-5)


class MinutesFactory(DjangoModelFactory):
    class Meta:
        model = Minutes

    class Params:
        adopted = factory.Trait(adopted_by=factory.SelfAttribute("written_by"), adopted_at=at(-1))

    activity = factory.SubFactory(SteeringMeetingFactory, past=True)
    text = "Wij spraken over de kaders."
    written_by = factory.SelfAttribute("activity.created_by")
    written_at = at(-2)


# Practice


class PracticeStoryFactory(DjangoModelFactory):
    """Published for the schools; `draft=True` for one that only its author sees."""

    class Meta:
        model = PracticeStory

    class Params:
        draft = factory.Trait(audience=Audience.ONLY_ME, published_at=None)
        public = factory.Trait(audience=Audience.PUBLIC)

    author = factory.LazyFunction(teacher)
    title = factory.Sequence("Praktijkverhaal {}".format)
    slug = factory.Sequence("praktijkverhaal-{}".format)
    wanted = "Meer gesprek in de klas."
    did = "Wij begonnen elke les met een vraag."
    happened = "De eerste weken bleef het stil."
    differently = "Eerder beginnen met kleine groepen."
    audience = Audience.SCHOOLS
    written_at = at(-12)
    published_at = at(-10)

    @factory.lazy_attribute
    def school(self):
        membership = self.author.memberships.filter(school__isnull=False).first()
        return membership and membership.school


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    story = factory.SubFactory(PracticeStoryFactory)
    author = factory.LazyFunction(teacher)
    text = "Dit ga ik ook proberen."
    said_to = factory.SelfAttribute("story.audience")
    written_at = at(-3)


# Mail


class OutgoingMailFactory(DjangoModelFactory):
    """Waiting to be sent; `sent=True` and `given_up=True` for the other ends."""

    class Meta:
        model = OutgoingMail

    class Params:
        sent = factory.Trait(sent_at=at(-1), attempts=1)
        given_up = factory.Trait(given_up_at=at(-1), attempts=8, last_error="SMTPServerDisconnected: stil")

    message_id = factory.Sequence("<{}@proef.example>".format)
    to_address = factory.Sequence("lezer{}@proef.example".format)
    subject = factory.Sequence("Bericht {}".format)
    text = "Hallo"
    queued_at = factory.LazyFunction(timezone.now)
    try_again_at = factory.SelfAttribute("queued_at")


# Privacy


class StatementFactory(DjangoModelFactory):
    """A published version; `draft=True` for one that nobody sees yet."""

    class Meta:
        model = Statement

    class Params:
        draft = factory.Trait(published_by=None, published_at=None)

    number = factory.Sequence(lambda n: n + 2)
    text = "Wij bewaren weinig."
    english_text = "We keep little."
    written_by = factory.SubFactory(UserFactory)
    written_at = at(-30)
    published_by = factory.SelfAttribute("written_by")
    published_at = at(-29)


class AcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = Acceptance

    user = factory.SubFactory(UserFactory)
    statement = factory.SubFactory(StatementFactory)
    accepted_at = at(-20)


class OwnDataCopyFactory(DjangoModelFactory):
    """In the making; `ready=True` or `failed=True` for the other ends."""

    class Meta:
        model = OwnDataCopy

    class Params:
        ready = factory.Trait(ready_at=at(-1))
        failed = factory.Trait(failed_at=at(-1))

    user = factory.SubFactory(UserFactory)
    asked_at = at(-1, 14)


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = Erasure

    user = factory.SubFactory(UserFactory)
    asked_at = at(-3)
    due_at = factory.LazyAttribute(lambda o: o.asked_at + datetime.timedelta(days=14))


class RemovalFactory(DjangoModelFactory):
    class Meta:
        model = Removal

    table = "base.OutgoingMail"
    rows = 3
    reason = Removal.Reason.TERM
    removed_at = at(-1)


class BreachFactory(DjangoModelFactory):
    """Discovered yesterday, not reported."""

    class Meta:
        model = Breach

    title = factory.Sequence("Datalek {}".format)
    discovered_at = at(-1)
    what_happened = "Een lijst ging naar het verkeerde adres."
    kinds = "Namen en e-mailadressen."
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = at(-1, 16)


def profile_fields(**changes):
    """What the page with somebody's own profile sends."""
    return {
        "given_name": "Noor",
        "family_name": "van Dam",
        "can_offer": "",
        "wants_to_learn": "",
        "language": "nl",
        "phone": "",
        "can_offer_audience": 30,
        "wants_to_learn_audience": 30,
        "themes_audience": 30,
        "email_audience": 0,
        "phone_audience": 0,
        **changes,
    }
