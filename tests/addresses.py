"""Every address of the portal: with what it is visited, and what each role gets there.

Answers stand in the order of `ROLES`: visitor, teacher, specialist, school leader, partner, funder, project lead,
administrator. `in` means that one is sent to the page for signing in. In the small network (`tests/world.py`) teacher,
specialist and school leader are of one school; the specialist runs the working group that organises the theme meeting;
the teacher wrote the stories, has a place in the theme meeting and is invited to the visit.
"""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from network.activities import door
from network.activities.models import CalendarFeed
from network.people.tokens import hash_of, new_token
from network.people.wishes import Wish, stop_link
from tests import factories as make
from tests.world import ROLES


def nothing(w):
    return []


@dataclass(frozen=True)
class Row:
    """How an address is visited: `arguments` of the network go into the path; with `fields` it is a POST of those."""

    answers: str
    arguments: object = nothing
    fields: object = None

    def path(self, name, world):
        return reverse(name, args=self.arguments(world))

    def visit(self, client, path, world):
        """Ask for the address, or post to it."""
        if self.fields is None:
            return client.get(path)
        return client.post(path, self.fields(world) if callable(self.fields) else self.fields)

    @property
    def expected(self):
        return dict(zip(ROLES, self.answers.split(), strict=True))


def version(framework):
    """The arguments of the address of a framework's first version."""
    return lambda w: [getattr(w, framework).slug, 1]


def slug(thing):
    return lambda w: [getattr(w, thing).slug]


def feed_of_the_teacher(w):
    feed = CalendarFeed.objects.filter(user=w.teacher).first() or make.CalendarFeedFactory(user=w.teacher)
    return [feed.token]


def ticket_of_the_teacher(w):
    mine = w.theme_meeting.registrations.get(user=w.teacher)
    return [w.theme_meeting.slug, mine.pk, door.ticket(mine)]


def harvest_of_the_teacher(w):
    return [make.HarvestFactory(registration=w.held.registrations.get(user=w.teacher)).pk]


def own_response(w):
    """Of the teacher, said to everyone who can read the story."""
    return [w.story.slug, make.ResponseFactory(story=w.story, author=w.teacher, said_to=w.story.audience).pk]


def someone_waiting(w):
    return [w.theme_meeting.slug, make.RegistrationFactory(activity=w.theme_meeting, waiting=True).pk]


def lost_mail(w):
    return [make.OutgoingMailFactory(given_up=True).pk]


def holiday(w):
    return [make.SchoolHolidayFactory().pk]


def question(w):
    return [w.theme_meeting.slug, w.question.pk]


def material(w):
    """Of the specialist, shared with the schools."""
    return [w.theme_meeting.slug, w.material.pk]


def own_copy(w):
    """Of the teacher, ready to be downloaded."""
    return [make.OwnDataCopyFactory(user=w.teacher, ready=True).key]


def certificate_code(w):
    """Of the teacher."""
    return [w.certificate.code]


def partner_slug(w):
    return [w.partner.memberships.get().partner.slug]


def membership(w):
    """The teacher's, at the school of the leader."""
    return [w.teacher.memberships.get().pk]


def position(w):
    return {"school": w.school.pk, "stance": "consent"}


PUBLIC = {
    "home": Row("200 200 200 200 200 200 200 200"),
    "accessibility": Row("200 200 200 200 200 200 200 200"),
    "privacy": Row("200 200 200 200 200 200 200 200"),
    "security_text": Row("200 200 200 200 200 200 200 200"),
    "robots_text": Row("200 200 200 200 200 200 200 200"),
    "network_colours": Row("200 200 200 200 200 200 200 200"),
    "health": Row("200 200 200 200 200 200 200 200"),
    "set_language": Row("302 302 302 302 302 302 302 302", fields={"language": "nl"}),
}
DASHBOARD = {
    "dashboard:landing": Row(" in 302 302 302 302 302 302 302"),
    "dashboard:start": Row(" in 200 200 200 200 200 200 302"),
    "dashboard:overview": Row(" in 404 404 404 404 404 200 404"),
    "dashboard:mail_send_again": Row(" in 404 404 404 404 404 302 404", lost_mail, {}),
    "insight:thread": Row(" in 200 200 200 200 200 200 404"),
    "insight:decision_register": Row(" in 200 200 200 200 200 200 404"),
    "insight:register_csv": Row(" in 200 200 200 200 200 200 404"),
    "insight:register_workbook": Row(" in 200 200 200 200 200 200 404"),
    "insight:decision_review": Row(" in 200 200 200 200 200 200 404", lambda w: [w.decision.pk]),
    "insight:framework_thread": Row(" in 200 200 200 200 200 200 404", slug("in_force")),
}
ACTIVITIES = {
    "activities:activity_list": Row("200 200 200 200 200 200 200 200"),
    "activities:my_calendar": Row(" in 200 200 200 200 200 200 200"),
    "activities:public_feed": Row("200 200 200 200 200 200 200 200"),
    "activities:calendar_feed": Row(" in 200 200 200 200 200 200 404"),
    "activities:personal_feed": Row("200 200 200 200 200 200 200 200", feed_of_the_teacher),
    "activities:everything_feed": Row("200 200 200 200 200 200 200 200", feed_of_the_teacher),
    "activities:group_feed": Row("200 200 200 200 200 200 200 200", lambda w: [*feed_of_the_teacher(w), w.group.slug]),
    "activities:school_feed": Row(
        "200 200 200 200 200 200 200 200", lambda w: [*feed_of_the_teacher(w), w.school.slug]
    ),
    "activities:material_add": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:material_edit": Row(" in 403 200 403 404 404 403 404", material),
    "activities:version_add": Row(" in 403 200 403 404 404 403 404", material),
    "activities:material_remove": Row(" in 403 200 403 404 404 200 404", material),
    "activities:material_download": Row(" in 200 200 200 404 404 200 404", lambda w: [*material(w), 1]),
    "activities:message_write": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:mail_log": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:sign_in_sheet": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:badges": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:door_show": Row(" in 403 302 403 403 404 302 404", slug("theme_meeting")),
    "activities:check_in": Row(" in 200 200 200 200 404 200 404", lambda w: [w.theme_meeting.slug, "een-code"]),
    "activities:my_ticket": Row(" in 200 404 404 404 404 404 404", slug("theme_meeting")),
    "activities:ticket_scan": Row(" in 403 200 403 403 404 200 404", ticket_of_the_teacher),
    "activities:activity_detail": Row(" in 200 200 200 404 404 200 404", slug("meeting")),
    "activities:activity_calendar": Row(" in 200 200 200 200 404 200 404", slug("theme_meeting")),
    "activities:activity_register": Row(" in 302 200 200 200 404 200 404", slug("theme_meeting"), {}),
    "activities:activity_answers": Row(" in 200 302 302 302 404 302 404", slug("theme_meeting")),
    "activities:question_list": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:question_add": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:question_edit": Row(" in 403 200 403 403 404 200 404", question),
    "activities:question_stop": Row(" in 403 302 403 403 404 302 404", question, {}),
    "activities:question_shift": Row(" in 403 302 403 403 404 302 404", question, {}),
    "activities:activity_withdraw": Row(" in 302 302 302 302 404 302 404", slug("theme_meeting"), {}),
    "activities:colleague_take_along": Row(" in 200 200 200 403 404 403 404", slug("theme_meeting")),
    "activities:place_give": Row(" in 403 403 403 403 404 200 404", someone_waiting),
    "activities:invitation_decline": Row(" in 302 404 404 404 404 404 404", lambda w: [w.invitation.pk], {}),
    "activities:activity_plan": Row(" in 403 200 403 403 403 200 403"),
    "activities:activity_plan_kind": Row(" in 403 200 403 403 403 200 403", lambda w: ["group_meeting"]),
    "activities:activity_edit": Row(" in 403 200 403 404 404 200 404", slug("group_meeting")),
    "activities:activity_publish": Row(" in 404 200 404 404 404 403 404", slug("draft_meeting")),
    "activities:activity_ask_agreement": Row(" in 404 302 404 404 404 403 404", slug("draft_meeting"), {}),
    "activities:activity_archive": Row(" in 403 302 403 403 404 302 404", slug("theme_meeting")),
    "activities:activity_unarchive": Row(" in 403 403 403 403 404 403 404", slug("theme_meeting"), {}),
    "activities:series_detail": Row(" in 200 200 200 200 404 200 404", slug("series")),
    "activities:series_register": Row(" in 302 200 200 200 404 200 404", slug("series")),
    "activities:series_edit": Row(" in 403 200 403 403 404 200 404", slug("series")),
    "activities:series_publish": Row(" in 403 200 403 403 404 302 404", slug("series")),
    "activities:series_start": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:series_leave": Row(" in 403 302 403 403 404 302 404", slug("theme_meeting"), {}),
    "activities:template_save": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:co_editor_list": Row(" in 403 403 200 403 403 200 403", slug("network_day")),
    "activities:co_editor_remove": Row(
        " in 403 403 302 403 403 302 403", lambda w: [w.network_day.slug, w.co_editor.pk], {}
    ),
    "activities:activity_discard": Row(" in 404 200 404 404 404 403 404", slug("draft_meeting")),
    "activities:activity_move": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:activity_cancel": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:invitation_take_back": Row(
        " in 403 403 403 404 404 302 404", lambda w: [w.invitation.activity.slug, w.invitation.pk], {}
    ),
    "activities:activity_invite": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:activity_remind": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:activity_participants": Row(" in 404 200 200 404 404 200 404", slug("theme_meeting")),
    "activities:participants_download": Row(" in 404 200 200 404 404 200 404", slug("theme_meeting")),
    "activities:participants_workbook": Row(" in 404 200 200 404 404 200 404", slug("theme_meeting")),
    "activities:activity_attendance": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "activities:agenda_backlog": Row(" in 404 404 200 404 404 200 404"),
    "activities:agenda_item_add": Row(" in 403 403 200 403 403 200 403"),
    "activities:agenda_item_edit": Row(" in 404 404 200 404 404 200 404", lambda w: [w.agenda_item.pk]),
    "activities:agenda_item_shift": Row(" in 404 404 302 404 404 302 404", lambda w: [w.agenda_item.pk], {}),
    "activities:agenda_item_handle": Row(" in 404 404 302 404 404 302 404", lambda w: [w.agenda_item.pk], {}),
    "activities:agenda_item_decide": Row(" in 404 404 403 404 404 403 404", lambda w: [w.agenda_item.pk]),
    "activities:meeting_minutes": Row(" in 404 404 200 404 404 200 404", slug("past_meeting")),
    "activities:minutes_adopt": Row(" in 404 404 302 404 404 302 404", slug("past_meeting"), {}),
    "activities:action_item_list": Row(" in 200 200 200 200 200 200 200"),
    "activities:action_item_add": Row(" in 403 403 200 403 403 200 403"),
    "activities:action_item_done": Row(" in 404 404 302 404 404 302 404", lambda w: [w.action_item.pk], {}),
    "theme_meetings:theme_meeting_detail": Row(" in 200 200 200 200 404 200 404", slug("theme_meeting")),
    "theme_meetings:theme_meeting_plan": Row(" in 403 200 403 403 403 200 403"),
    "theme_meetings:theme_meeting_edit": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "theme_meetings:programme_edit": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "theme_meetings:look_back": Row(" in 302 302 302 302 404 302 404", slug("theme_meeting")),
    "theme_meetings:evaluation_results": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "theme_meetings:evaluation_edit": Row(" in 403 200 403 403 404 200 404", slug("theme_meeting")),
    "theme_meetings:evaluation_download": Row(
        " in 403 404 403 403 404 404 404", lambda w: [w.theme_meeting.slug, "csv"]
    ),
    "theme_meetings:certificate_list": Row(" in 403 200 403 404 404 200 404", slug("held")),
    "theme_meetings:certificate_example": Row(" in 403 200 403 404 404 200 404", slug("held")),
    "theme_meetings:certificates_correct": Row(" in 403 302 403 404 404 302 404", slug("held"), {}),
    "theme_meetings:certificate_revoke": Row(
        " in 403 200 403 404 404 200 404", lambda w: [w.held.slug, w.certificate.pk]
    ),
    "certificates:ask": Row("200 200 200 200 200 200 200 200"),
    "certificates:check": Row("200 200 200 200 200 200 200 200", certificate_code),
    "certificates:year": Row(" in 200 200 200 200 200 200 200"),
    "certificates:year_download": Row(" in 200 200 200 200 200 200 200", lambda w: [2025]),
    "certificates:year_document": Row(" in 200 200 200 200 200 200 200", lambda w: [2025]),
    "certificates:certificate_detail": Row(" in 200 404 404 404 404 404 404", certificate_code),
    "certificates:certificate_document": Row(" in 200 404 404 404 404 404 404", certificate_code),
    "visits:visit_detail": Row(" in 200 200 200 404 404 200 404", slug("visit")),
    "visits:visit_plan": Row(" in 403 200 403 403 403 200 403"),
    "visits:visit_edit": Row(" in 403 403 403 404 404 200 404", slug("visit")),
}
STEERING = {
    "steering:steering_home": Row(" in 200 200 200 200 200 200 404"),
    "steering:vision": Row(" in 200 200 200 200 200 200 404"),
    "steering:vision_write": Row(" in 403 403 403 403 403 200 403"),
    "steering:endorsement_give": Row(" in 403 403 200 403 403 403 403", lambda w: [w.school.pk]),
    "steering:goal_detail": Row(" in 200 200 200 200 200 200 404", slug("goal")),
    "steering:goal_write": Row(" in 403 403 403 403 403 200 403"),
    "steering:goal_edit": Row(" in 403 403 403 403 403 200 404", slug("goal")),
    "steering:framework_list": Row(" in 200 200 200 200 200 200 404"),
    "steering:framework_write": Row(" in 403 403 200 403 403 200 403"),
    "steering:framework_detail": Row(" in 200 200 200 200 200 200 404", slug("in_force")),
    "steering:version_detail": Row(" in 404 404 200 404 404 200 404", version("proposed")),
    "steering:version_edit": Row(" in 404 404 200 404 404 200 404", version("draft")),
    "steering:version_propose": Row(" in 404 404 200 404 404 200 404", version("draft")),
    "steering:version_extend": Row(" in 404 404 403 404 404 200 404", version("proposed")),
    "steering:version_rewrite": Row(" in 404 404 403 404 404 200 404", version("proposed")),
    "steering:version_withdraw": Row(" in 404 404 403 404 404 200 404", version("proposed")),
    "steering:version_new": Row(" in 403 403 302 403 403 302 404", slug("in_force"), {}),
    "steering:version_adopt": Row(" in 404 404 403 404 404 200 404", version("proposed")),
    "steering:position_give": Row(" in 404 404 302 404 404 403 404", version("proposed"), position),
    "steering:objection_remark": Row(
        " in 404 404 302 404 404 302 404",
        lambda w: [w.objected.slug, 1, w.other_school.pk],
        {"text": "Kan het anders?"},
    ),
    "steering:position_remind": Row(" in 404 404 403 404 404 200 404", version("proposed")),
    "steering:decision_detail": Row(" in 200 200 200 200 200 200 404", lambda w: [w.decision.pk]),
}
GROUPS = {
    "working_groups:working_group_list": Row(" in 200 200 200 200 200 200 404"),
    "working_groups:working_group_start": Row(" in 403 403 403 403 403 200 403"),
    "working_groups:working_group_detail": Row(" in 200 200 200 200 200 200 404", slug("group")),
    "working_groups:working_group_edit": Row(" in 403 200 403 403 403 200 404", slug("group")),
    "working_groups:working_group_end": Row(" in 403 403 403 403 403 200 404", slug("group")),
    "working_groups:member_add": Row(" in 403 200 403 403 403 200 404", slug("group")),
    "working_groups:member_chair": Row(" in 403 302 403 403 403 302 404", lambda w: [w.group.slug, w.chair.pk], {}),
    "working_groups:member_end": Row(" in 403 200 403 403 403 200 404", lambda w: [w.group.slug, w.chair.pk]),
}
PRACTICE = {
    "practice:story_list": Row("200 200 200 200 200 200 200 200"),
    "practice:harvest_tell": Row(" in 200 404 404 404 404 404 404", harvest_of_the_teacher),
    "practice:story_detail": Row(" in 200 200 200 404 404 200 404", slug("story")),
    "practice:story_write": Row(" in 200 200 200 200 200 200 404"),
    "practice:story_edit": Row(" in 200 403 403 404 404 403 404", slug("story")),
    "practice:story_publish": Row(" in 200 403 403 404 404 403 404", slug("story")),
    "practice:story_take_back": Row(" in 200 403 403 404 404 403 404", slug("story")),
    "practice:story_delete": Row(" in 200 404 404 404 404 404 404", slug("draft_story")),
    "practice:response_remove": Row(" in 302 403 403 404 404 403 404", own_response, {}),
    "practice:response_give": Row(
        " in 302 302 302 404 404 302 404", slug("story"), {"kind": "thought", "text": "Mooi!"}
    ),
}
PEOPLE = {
    "schools:school_list": Row("200 200 200 200 200 200 200 200"),
    "schools:school_detail": Row("200 200 200 200 200 200 200 200", slug("school")),
    "schools:school_tell": Row(" in 403 403 200 403 403 200 403", slug("school")),
    "partners:partner_list": Row("200 200 200 200 200 200 200 200"),
    "partners:partner_detail": Row(
        "200 200 200 200 200 200 200 200", lambda w: [w.partner.memberships.get().partner.slug]
    ),
    "people:profile": Row(" in 200 200 200 200 200 200 200"),
    "people:profile_edit": Row(" in 200 200 200 200 200 200 200"),
    "people:security": Row(" in 200 200 200 200 200 200 200"),
    "people:prove_by_code": Row(" in 302 302 302 302 302 302 302"),
    "people:sessions_end": Row(" in 302 302 302 302 302 302 302", fields={"session": "none"}),
    "people:school_account_link": Row(" in 302 302 302 302 302 302 302", lambda w: ["google"], {}),
    "people:school_account_unlink": Row(" in 404 404 404 404 404 404 404", lambda w: [1]),
    "people:profile_preview": Row(" in 200 200 200 200 404 200 404"),
    "directory:person_list": Row(" in 200 200 200 200 404 200 404"),
    "directory:person_detail": Row(" in 200 200 200 200 404 200 404", lambda w: [w.teacher.public_id]),
}
SURE_IT_IS_YOU = Row(" in 302 302 302 302 302 302 302")  # to the page that asks for the password once more
OFFICE = " in 404 404 404 404 404 200 200"
PRIVACY = {
    "privacy:own_data": Row(" in 200 200 200 200 200 200 200"),
    "privacy:copy_ask": SURE_IT_IS_YOU,
    "privacy:copy_detail": Row(" in 200 404 404 404 404 404 404", own_copy),
    "privacy:copy_download": Row(" in 302 302 302 302 302 302 302", own_copy),
    "privacy:erasure": Row(" in 200 200 200 200 200 200 200"),
    "privacy:erasure_ask": SURE_IT_IS_YOU,
    "privacy:erasure_take_back": Row(" in 302 302 302 302 302 302 302", fields={}),
    "privacy:statement_accept": Row(" in 200 200 200 200 200 200 200"),
    "privacy_version": Row("200 200 200 200 200 200 200 200", lambda w: [w.old_statement.number]),
    "privacy_office:home": Row(OFFICE),
    "privacy_office:register": Row(OFFICE),
    "privacy_office:register_download": Row(OFFICE),
    "privacy_office:retention": Row(OFFICE),
    "privacy_office:statement_write": Row(OFFICE),
    "privacy_office:statement_publish": Row(OFFICE),
    "privacy_office:breach_list": Row(OFFICE),
    "privacy_office:breach_record": Row(OFFICE),
    "privacy_office:breach_detail": Row(OFFICE, lambda w: [w.breach.pk]),
    "privacy_office:breach_edit": Row(OFFICE, lambda w: [w.breach.pk]),
    "privacy_office:breach_close": Row(OFFICE, lambda w: [w.breach.pk]),
}


def good_token(factory):
    """The path of a link that works, with a secret of its own for every visit."""

    def arguments(w):
        token = new_token()
        factory(token_hash=hash_of(token))
        return [token]

    return arguments


def stop_link_of(w):
    return [signed_part(stop_link(w.teacher, Wish.REMINDERS))]


def signed_part(link):
    return link.rstrip("/").rpartition("/")[2]


ENTRY = {
    "entry:link": Row("302 302 302 302 302 302 302 302", good_token(make.EntryInvitationFactory)),
    "entry:accept": Row("404 302 302 302 302 302 302 302"),
    "entry:about_me": Row(" in 200 200 200 200 200 200 403"),
    "entry:wishes": Row(" in 200 200 200 200 200 200 200"),
    "entry:join": Row("200 200 200 200 200 200 200 200"),
    "entry:join_link": Row("302 302 302 302 302 302 302 302", good_token(make.JoinRequestFactory)),
    "entry:join_confirm": Row("404 404 404 404 404 404 404 404"),
    "entry:stop_mail": Row("200 200 200 200 200 200 200 200", stop_link_of),
    "people:wishes_edit": Row(" in 200 200 200 200 200 200 200"),
    "invitations:invitation_list": Row(" in 404 404 200 404 404 200 404"),
    "invitations:invitation_download": Row(" in 404 404 200 404 404 200 404"),
    "invitations:invitation_send": Row(" in 404 404 200 404 404 200 404"),
    "invitations:invitation_send_again": Row(" in 404 404 302 404 404 302 404", lambda w: [w.asked_in.pk], {}),
    "invitations:invitation_revoke": Row(" in 404 404 200 404 404 200 404", lambda w: [w.asked_in.pk]),
    "invitations:list_hand_in": Row(" in 404 404 200 404 404 200 404"),
    "invitations:list_detail": Row(" in 404 404 404 404 404 200 404", lambda w: [w.list.pk]),
    "invitations:list_confirm": Row(" in 404 404 404 404 404 302 404", lambda w: [w.list.pk], {}),
    "invitations:list_discard": Row(" in 404 404 404 404 404 302 404", lambda w: [w.list.pk], {}),
    "invitations:list_download": Row(" in 404 404 404 404 404 200 404", lambda w: [w.list.pk]),
    "invitations:request_list": Row(" in 404 404 404 404 404 200 404"),
    "invitations:request_invite": Row(" in 404 404 404 404 404 200 404", lambda w: [w.join_request.pk]),
    "invitations:request_decline": Row(" in 404 404 404 404 404 200 404", lambda w: [w.join_request.pk]),
}
# The school is that of teacher, specialist and leader; the pages on offices ask to log in again (302) first.
MEMBERSHIP = {
    "membership:overview": Row(" in 404 404 302 404 404 200 404"),
    "membership:school_members": Row(" in 404 404 200 404 404 200 404", slug("school")),
    "membership:school_member_add": Row(" in 404 404 200 404 404 200 404", slug("school")),
    "membership:partner_members": Row(" in 404 404 404 404 404 200 404", partner_slug),
    "membership:partner_member_add": Row(" in 404 404 404 404 404 200 404", partner_slug),
    "membership:member_end": Row(" in 404 404 200 404 404 200 404", membership),
    "membership:member_keep": Row(" in 404 404 302 404 404 302 404", membership, {}),
    "membership:member_move": Row(" in 404 404 403 404 404 200 404", membership),
    "membership:stand_in_name": Row(" in 404 404 200 404 404 200 404", membership),
    "membership:stand_in_end": Row(" in 404 404 302 404 404 302 404", membership, {}),
    "membership:office_list": Row(" in 404 404 404 404 404 200 200"),
    "membership:administrator_appoint": Row(" in 404 404 404 404 404 302 302"),
    "membership:project_lead_appoint": Row(" in 404 404 404 404 404 302 302"),
    "membership:office_end": Row(" in 404 404 404 404 404 302 302", lambda w: [w.lead.appointments.get().pk]),
    "membership:hand_over": Row(" in 404 404 404 404 404 302 404"),
    "membership:hand_over_take_back": Row(" in 404 404 404 404 404 302 404"),
}
ACCOUNT = {
    "account_login": Row("200 302 302 302 302 302 302 302"),
    "account_logout": Row("302 200 200 200 200 200 200 200"),
    "account_reset_password": Row("200 200 200 200 200 200 200 200"),
    "account_reset_password_done": Row("200 200 200 200 200 200 200 200"),
    "account_signup": Row("200 302 302 302 302 302 302 302"),
    "account_email": Row(" in 200 200 200 200 200 200 200"),
    "account_change_password": Row(" in 200 200 200 200 200 200 200"),
    "account_set_password": Row(" in 302 302 302 302 302 302 302"),
    "account_reauthenticate": Row(" in 200 200 200 200 200 200 200"),
    "account_request_login_code": Row("200 302 302 302 302 302 302 302"),
    "mfa_index": Row(" in 302 302 302 302 302 302 302"),
    "school_account_login": Row("404 404 404 404 404 404 404 404", lambda w: ["google"], {}),
    "school_account_return": Row("404 404 404 404 404 404 404 404", lambda w: ["google"]),
    "school_account_join": Row(" in in in in in in in in"),
    "admin:index": Row("302 404 404 404 404 404 404 200"),
}
SETTINGS = {
    "network_logo": Row("404 404 404 404 404 404 404 404", lambda w: ["0" * 32]),
    "settings:network": Row(" in 404 404 404 404 404 200 200"),
    "settings:preview": Row(" in 404 404 404 404 404 200 200"),
    "settings:preview_colours": Row(" in 404 404 404 404 404 200 200"),
    "settings:logo": Row(" in 404 404 404 404 404 200 200", fields={}),
    "settings:logo_remove": Row(" in 404 404 404 404 404 302 302", fields={}),
    "settings:norms": Row(" in 404 404 404 404 404 200 200"),
    "settings:themes": Row(" in 404 404 404 404 404 200 200"),
    "settings:theme_add": Row(" in 404 404 404 404 404 200 200"),
    "settings:theme_edit": Row(" in 404 404 404 404 404 200 200", lambda w: [w.theme.pk]),
    "settings:holidays": Row(" in 404 404 404 404 404 200 200"),
    "settings:holiday_add": Row(" in 404 404 404 404 404 200 200"),
    "settings:holiday_edit": Row(" in 404 404 404 404 404 200 200", holiday),
    "settings:holiday_remove": Row(" in 404 404 404 404 404 302 302", holiday, {}),
    "settings:holidays_look": Row(" in 404 404 404 404 404 200 200", fields={}),
    "settings:holidays_add": Row(" in 404 404 404 404 404 302 302", fields={}),
    "settings:schools": Row(" in 404 404 404 404 404 200 200"),
    "settings:school_add": Row(" in 404 404 404 404 404 200 200"),
    "settings:school_edit": Row(" in 404 404 404 404 404 200 200", lambda w: [w.school.pk]),
    "settings:board_add": Row(" in 404 404 404 404 404 200 200"),
    "settings:board_edit": Row(" in 404 404 404 404 404 200 200", lambda w: [w.school.board_id]),
}
FOUNDING = {
    "founding:network": Row("404 404 404 404 404 404 404 404"),
    "founding:schools": Row("404 404 404 404 404 404 404 404"),
    "founding:account": Row("404 404 404 404 404 404 404 404"),
    "founding:enter": Row("404 404 404 404 404 404 404 404", lambda w: ["token"]),
}
AUDIT = {
    "audit:trail": Row(" in 404 404 404 404 404 404 200"),
    "audit:trail_download": Row(" in 404 404 404 404 404 404 200"),
    "audit:trail_workbook": Row(" in 404 404 404 404 404 404 200"),
}
TABLES = {
    "audit": AUDIT,
    "settings": SETTINGS,
    "founding": FOUNDING,
    "public": PUBLIC,
    "dashboard": DASHBOARD,
    "activities": ACTIVITIES,
    "steering": STEERING,
    "groups": GROUPS,
    "practice": PRACTICE,
    "people": PEOPLE,
    "privacy": PRIVACY,
    "entry": ENTRY,
    "membership": MEMBERSHIP,
    "account": ACCOUNT,
}
ROWS = {name: row for table in TABLES.values() for name, row in table.items()}


def named_patterns(patterns=None, namespace=""):
    """The name of every address below these patterns, with its namespaces; those of the admin left out."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern.url_patterns, inner)
