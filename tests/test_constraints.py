"""Every constraint of the database is broken here on purpose, so none can fall out unseen."""

from pathlib import Path

import factory
import pytest
from django.apps import apps
from django.db import IntegrityError

from network.activities.models import Activity, Registration
from network.people.audience import Audience
from network.people.models import Membership
from network.steering.models import FrameworkVersion, Position
from tests.factories import (
    AcceptanceFactory,
    ActionItemFactory,
    ActivityFactory,
    AgendaItemFactory,
    AnswerFactory,
    AppointmentFactory,
    BreachFactory,
    CertificateFactory,
    CoEditorFactory,
    EndorsementFactory,
    EntryInvitationFactory,
    ErasureFactory,
    EvaluationFactory,
    FoundingLinkFactory,
    FrameworkVersionFactory,
    GoalFactory,
    GrantFactory,
    GroupMembershipFactory,
    HandOverFactory,
    HarvestFactory,
    InvitationFactory,
    InvitationListFactory,
    InvitationRowFactory,
    JoinRequestFactory,
    LogoFactory,
    MaterialFactory,
    MaterialVersionFactory,
    MembershipFactory,
    MessageFactory,
    MinutesFactory,
    NetworkFactory,
    NoticeFactory,
    ObjectionRemarkFactory,
    OutgoingMailFactory,
    OwnDataCopyFactory,
    PartnerFactory,
    PositionFactory,
    PositionReminderFactory,
    PracticeStoryFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    RegistrationFactory,
    RemovalFactory,
    ResponseFactory,
    ReviewFactory,
    SchoolBoardFactory,
    SchoolFactory,
    SchoolHolidayFactory,
    SharedVisionFactory,
    StatementFactory,
    TrailRemovalFactory,
    UserFactory,
    WorkingGroupFactory,
    YearNormsFactory,
    day,
    moment,
)

BACKWARDS = {"starts_on": day(0), "ends_on": day(-1)}
Function = Membership.Function
Version = FrameworkVersion.State


def twice(make, **shared):
    """Make two rows that agree in `shared`; the second is one too many."""
    make(**shared)
    make(**shared)


def again(make, *fields, **others):
    """Make a row, and another one that agrees with it in `fields`."""
    first = make()
    make(**{field: getattr(first, field) for field in fields}, **others)


def concluded_by_itself():
    review = ReviewFactory()
    type(review).objects.update(outcome="keep", conclusion=review.decision)


def versions(*states):
    framework = FrameworkVersionFactory(state=Version.WITHDRAWN).framework
    for number, state in enumerate(states, 2):
        FrameworkVersionFactory(framework=framework, number=number, **{state: True} if state != "draft" else {})


BROKEN = {
    # Schools and partners
    "network_one_row": lambda: NetworkFactory(id=2),
    "network_quorum_is_a_percentage": lambda: NetworkFactory(quorum_percent=101),
    "year_norms_of_a_likely_year": lambda: YearNormsFactory(first_year=1999),
    "logo_one_row": lambda: LogoFactory(id=2),
    "school_holiday_ends_after_start": lambda: SchoolHolidayFactory(**BACKWARDS),
    "school_board_number_once": lambda: twice(SchoolBoardFactory, number="00070"),
    "school_ends_after_start": lambda: SchoolFactory(joined_on=day(0), left_on=day(-1)),
    "school_brin_once": lambda: twice(SchoolFactory, brin="00AB"),
    "partner_ends_after_start": lambda: PartnerFactory(joined_on=day(0), left_on=day(-1)),
    "grant_ends_after_start": lambda: GrantFactory(**BACKWARDS),
    "grant_is_more_than_nothing": lambda: GrantFactory(maximum_amount=0),
    # People
    "user_email_in_lower_case": lambda: UserFactory(email="Anna@proef.example"),
    "user_texts_are_short": lambda: UserFactory(can_offer="x" * 1001),
    "user_has_a_name": lambda: UserFactory(family_name=""),
    "membership_ends_after_start": lambda: MembershipFactory(**BACKWARDS),
    "membership_of_a_school_or_a_partner": lambda: MembershipFactory(
        school=SchoolFactory(), partner=PartnerFactory(), function=Function.SPECIALIST
    ),
    "membership_function_fits_organisation": lambda: MembershipFactory(function=Function.PARTNER_CONTACT),
    "membership_stand_in_at_a_school": lambda: MembershipFactory(partner=PartnerFactory(), is_stand_in=True),
    "membership_once_per_school_and_function": lambda: again(MembershipFactory, "user", "school"),
    "membership_once_per_partner_and_function": lambda: twice(
        MembershipFactory, user=UserFactory(), partner=PartnerFactory()
    ),
    "appointment_ends_after_start": lambda: AppointmentFactory(**BACKWARDS),
    "membership_days_of_a_stand_in": lambda: MembershipFactory(stands_in_from=day()),
    "membership_stand_in_ends_after_start": lambda: MembershipFactory(
        is_stand_in=True, stands_in_from=day(), stands_in_until=day(-1)
    ),
    "user_phone_is_a_number": lambda: UserFactory(phone="bel mij"),
    "user_profile_on_the_ladder": lambda: UserFactory(phone_audience=Audience.PUBLIC),
    "hand_over_to_someone_else": lambda: HandOverFactory(receiver=factory.SelfAttribute("giver")),
    "hand_over_carried_out_or_withdrawn": lambda: HandOverFactory(carried_out_at=moment(), withdrawn_at=moment()),
    "hand_over_one_at_a_time": lambda: again(HandOverFactory, "giver"),
    "appointment_once_per_office": lambda: again(AppointmentFactory, "user", "office"),
    "user_photo_consent_to_a_text": lambda: UserFactory(photo_consent_at=moment()),
    "entry_invitation_email_in_lower_case": lambda: EntryInvitationFactory(email="Anna@proef.example"),
    "entry_invitation_to_a_school_or_a_partner": lambda: EntryInvitationFactory(
        school=SchoolFactory(), partner=PartnerFactory(), function=Function.SPECIALIST
    ),
    "entry_invitation_function_fits_organisation": lambda: EntryInvitationFactory(function=Function.PARTNER_CONTACT),
    "entry_invitation_moments_in_order": lambda: EntryInvitationFactory(expires_at=moment(-3)),
    "entry_invitation_accepted_or_revoked": lambda: EntryInvitationFactory(accepted=True, revoked=True),
    "entry_invitation_accepted_by_and_at": lambda: EntryInvitationFactory(accepted_at=moment()),
    "entry_invitation_revoked_by_and_at": lambda: EntryInvitationFactory(revoked_at=moment()),
    "entry_invitation_once_per_school": lambda: again(EntryInvitationFactory, "email", "school"),
    "entry_invitation_once_per_partner": lambda: twice(
        EntryInvitationFactory, email="anna@proef.example", partner=PartnerFactory()
    ),
    "invitation_list_confirmed_by_and_at": lambda: InvitationListFactory(confirmed_at=moment()),
    "invitation_list_finished_after_confirmed": lambda: InvitationListFactory(finished_at=moment()),
    "invitation_row_once_per_line": lambda: again(InvitationRowFactory, "list", "number"),
    "join_request_email_in_lower_case": lambda: JoinRequestFactory(email="Anna@proef.example"),
    "join_request_answered_by_and_at": lambda: JoinRequestFactory(declined=True, answered_by=None),
    "join_request_answered_after_confirmed": lambda: JoinRequestFactory(declined=True, confirmed_at=None),
    "join_request_invited_or_declined_with_a_reason": lambda: JoinRequestFactory(declined=True, declined_because=""),
    "join_request_one_open_per_address": lambda: again(JoinRequestFactory, "email"),
    # Steering
    "shared_vision_adopted_by_and_at": lambda: SharedVisionFactory(adopted_by=None),
    "goal_ends_after_start": lambda: GoalFactory(**BACKWARDS),
    "endorsement_once_per_school": lambda: again(EndorsementFactory, "vision", "school"),
    "framework_version_number_once": lambda: again(FrameworkVersionFactory, "framework", withdrawn=True),
    "framework_one_version_in_force": lambda: versions("adopted", "adopted"),
    "framework_one_version_in_the_making": lambda: versions("draft", "proposed"),
    "framework_version_edited_by_and_at": lambda: FrameworkVersionFactory(edited_at=moment()),
    "framework_version_reminded_by_and_at": lambda: FrameworkVersionFactory(proposed=True, reminded_at=moment()),
    "framework_version_proposed_by_and_at": lambda: FrameworkVersionFactory(proposed_at=moment()),
    "framework_version_adopted_by_and_at": lambda: FrameworkVersionFactory(adopted=True, adopted_by=None),
    "framework_version_proposed_with_a_deadline": lambda: FrameworkVersionFactory(proposed=True, positions_due_on=None),
    "framework_version_adopted_has_a_moment": lambda: FrameworkVersionFactory(
        adopted=True, adopted_by=None, adopted_at=None
    ),
    "position_one_per_school": lambda: again(PositionFactory, "version", "school"),
    "review_concluded_with_a_decision": lambda: ReviewFactory(outcome="keep"),
    "review_concludes_another": lambda: concluded_by_itself(),
    "position_objection_is_not_solved": lambda: PositionFactory(objection=True, solved="Toch"),
    "objection_remark_says_something": lambda: ObjectionRemarkFactory(text=""),
    "position_reminder_once": lambda: again(PositionReminderFactory, "version", "moment", "due_on"),
    "position_against_has_a_reason": lambda: PositionFactory(stance=Position.Stance.OBJECTION),
    # Working groups
    "working_group_ends_after_start": lambda: WorkingGroupFactory(**BACKWARDS),
    "group_membership_ends_after_start": lambda: GroupMembershipFactory(**BACKWARDS),
    "group_membership_once": lambda: again(GroupMembershipFactory, "group", "user"),
    # Activities
    "activity_ends_after_it_starts": lambda: ActivityFactory(ends_at=moment(14)),
    "activity_has_a_place": lambda: ActivityFactory(capacity=0),
    "activity_kept_places_end": lambda: ActivityFactory(capacity=10, kept_per_school=2),
    "activity_cancelled_has_a_moment": lambda: ActivityFactory(state=Activity.State.CANCELLED),
    "activity_published_has_a_moment": lambda: ActivityFactory(published_by=None, published_at=None),
    "activity_group_meeting_has_a_group": lambda: ActivityFactory(kind=Activity.Kind.GROUP_MEETING),
    "activity_template_stays_a_draft": lambda: ActivityFactory(is_template=True),
    "activity_archived_is_no_draft": lambda: ActivityFactory(
        draft=True, archived_by=UserFactory(), archived_at=moment()
    ),
    "activity_archived_by_and_at": lambda: ActivityFactory(archived_at=moment()),
    "activity_published_by_and_at": lambda: ActivityFactory(published_by=None),
    "activity_cancelled_by_and_at": lambda: ActivityFactory(cancelled=True, cancelled_by=None),
    "registration_one_active_per_person": lambda: again(RegistrationFactory, "activity", "user", waiting=True),
    "registration_cancelled_has_a_moment": lambda: RegistrationFactory(state=Registration.State.CANCELLED),
    "registration_attendance_of_a_place": lambda: RegistrationFactory(waiting=True, present=True),
    "registration_cancelled_by_and_at": lambda: RegistrationFactory(cancelled=True, cancelled_by=None),
    "registration_moved_up_for_a_reason": lambda: RegistrationFactory(promoted_at=moment()),
    "registration_overruled_for_a_reason": lambda: RegistrationFactory(overruled_because="Zij leidt een sessie."),
    "registration_overruled_by_and_at": lambda: RegistrationFactory(overruled_because="Nodig.", overruled_at=moment()),
    "registration_reason_of_who_withdrew": lambda: RegistrationFactory(cancelled_because="Ziek."),
    "registration_presence_by_and_at": lambda: RegistrationFactory(present=True, presence_by=None),
    "invitation_once_per_person": lambda: again(InvitationFactory, "activity", "user"),
    "co_editor_once": lambda: again(CoEditorFactory, "activity", "user"),
    "message_reached_somebody": lambda: MessageFactory(people=0),
    "material_title_once": lambda: again(MaterialFactory, "activity", "title"),
    "material_for_a_school_has_one": lambda: MaterialFactory(audience=Audience.MY_SCHOOL),
    "material_version_number_once": lambda: again(MaterialVersionFactory, "material"),
    "material_version_is_a_file_or_a_link": lambda: MaterialVersionFactory(link="https://film.example/"),
    "notice_once": lambda: again(NoticeFactory, "registration", "kind"),
    "evaluation_has_one_to_five_questions": lambda: EvaluationFactory(questions=[]),
    "harvest_told_has_an_outcome": lambda: HarvestFactory(told="Het lukte."),
    "harvest_says_something": lambda: HarvestFactory(will_try=""),
    "question_once_per_activity": lambda: again(QuestionFactory, "activity", "label"),
    "question_options_where_one_chooses": lambda: QuestionFactory(choice=True, options=["Alleen dit"]),
    "answer_once_per_question": lambda: again(AnswerFactory, "question", "registration"),
    "answer_says_something": lambda: AnswerFactory(values=[]),
    "agenda_item_takes_time": lambda: AgendaItemFactory(minutes=0),
    "minutes_adopted_by_and_at": lambda: MinutesFactory(adopted=True, adopted_by=None),
    "action_item_done_by_and_at": lambda: ActionItemFactory(done_at=moment()),
    "programme_item_ends_after_it_starts": lambda: ProgrammeItemFactory(lasts=0),
    "activity_kept_places_end_before_it_starts": lambda: ActivityFactory(kept_until=moment(15)),
    "activity_for_a_school_has_one": lambda: ActivityFactory(audience=Audience.MY_SCHOOL),
    "activity_for_a_group_has_one": lambda: ActivityFactory(audience=Audience.WORKING_GROUP),
    "activity_asked_by_and_at": lambda: ActivityFactory(asked_at=moment()),
    "certificate_one_valid_per_registration": lambda: again(CertificateFactory, "registration"),
    "certificate_code_can_be_read": lambda: CertificateFactory(code="OUI"),
    "certificate_ended_has_a_moment": lambda: CertificateFactory(state="replaced"),
    "certificate_revoked_for_a_reason": lambda: CertificateFactory(revoked=True, revoked_because=""),
    "certificate_ended_by_and_at": lambda: CertificateFactory(revoked=True, ended_by=None),
    # Practice
    "practice_story_for_a_group_names_it": lambda: PracticeStoryFactory(audience=Audience.WORKING_GROUP),
    "practice_story_for_a_school_names_it": lambda: PracticeStoryFactory(
        author=UserFactory(), audience=Audience.MY_SCHOOL
    ),
    "practice_story_title_once_per_author": lambda: again(PracticeStoryFactory, "author", "title"),
    "practice_story_published_has_readers": lambda: PracticeStoryFactory(audience=Audience.ONLY_ME),
    "practice_story_published_tells_what_happened": lambda: PracticeStoryFactory(happened=""),
    "response_once": lambda: again(ResponseFactory, "story", "author", "text"),
    # Founding, audit trail
    "founding_link_one_row": lambda: FoundingLinkFactory(id=2),
    "founding_link_expires_later": lambda: FoundingLinkFactory(expires_at=moment(-1)),
    "trail_removal_says_what_went": lambda: TrailRemovalFactory(person=None),
    # Privacy
    "user_erased_is_closed": lambda: UserFactory(erased_at=moment()),
    "statement_one_draft": lambda: twice(StatementFactory, draft=True),
    "statement_published_by_and_at": lambda: StatementFactory(published_by=None),
    "acceptance_once_per_version": lambda: again(AcceptanceFactory, "user", "statement"),
    "own_data_copy_one_in_the_making": lambda: again(OwnDataCopyFactory, "user"),
    "own_data_copy_ready_or_failed": lambda: OwnDataCopyFactory(ready=True, failed=True),
    "erasure_one_open_per_person": lambda: again(ErasureFactory, "user"),
    "erasure_leaves_time_for_regret": lambda: ErasureFactory(due_at=moment(10)),
    "erasure_taken_back_or_done": lambda: ErasureFactory(taken_back_at=moment(), done_at=moment()),
    "removal_has_a_cause": lambda: RemovalFactory(reason="erasure"),
    "breach_closed_by_and_at": lambda: BreachFactory(reported_at=moment(), closed_at=moment()),
    "breach_closed_is_reported_or_says_why_not": lambda: BreachFactory(closed_by=UserFactory(), closed_at=moment()),
    "breach_reported_after_discovery": lambda: BreachFactory(reported_at=moment(-2)),
    "breach_told_after_discovery": lambda: BreachFactory(told_at=moment(-2)),
    # Mail
    "outgoing_mail_has_a_text_or_a_composer": lambda: OutgoingMailFactory(subject=""),
    "outgoing_mail_sent_is_composed": lambda: OutgoingMailFactory(sent=True, composer="network.base.mail.queue"),
    "outgoing_mail_sent_or_given_up": lambda: OutgoingMailFactory(sent=True, given_up=True),
}


def constraints_of_the_network():
    models = [model for model in apps.get_models() if model.__module__.startswith("network.")]
    return {constraint.name for model in models for constraint in model._meta.constraints}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_database_refuses_what_breaks(name):
    with pytest.raises(IntegrityError) as refused:
        BROKEN[name]()
    assert refused.value.__cause__.diag.constraint_name == name


def test_every_constraint_is_broken_by_a_test():
    elsewhere = "".join(file.read_text() for file in Path(__file__).parent.rglob("*/test_*.py"))
    untested = {name for name in constraints_of_the_network() - BROKEN.keys() if f'"{name}"' not in elsewhere}
    assert untested == set()


def test_only_constraints_that_exist_are_broken():
    assert BROKEN.keys() - constraints_of_the_network() == set()
