"""What fields and kinds are called in the log, where the model itself has no words for them.

Most of these are never on a form: who did something, and what belongs to what.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

FIELDS = {
    "accepted_by": _("accepted by"),
    "answered_by": _("answered by"),
    "closed_by": _("closed by"),
    "confirmed_by": _("confirmed by"),
    "erasure": _("request to be removed"),
    "giver": _("handed over by"),
    "invitation": _("invitation"),
    "key": _("number of the copy"),
    "made_by": _("made by"),
    "receiver": _("handed over to"),
    "recorded_by": _("recorded by"),
    "revoked_by": _("withdrawn by"),
    "activity": _("activity"),
    "activity_ptr": _("activity"),
    "added_by": _("added by"),
    "adopted_by": _("adopted by"),
    "archived_by": _("put in the archive by"),
    "asked_by": _("asked by"),
    "author": _("author"),
    "calendar_sequence": _("version in calendars"),
    "calendar_uid": _("number in calendars"),
    "cancelled_by": _("cancelled by"),
    "created_by": _("made by"),
    "conclusion": _("decision that came out of it"),
    "decided_by": _("decided by"),
    "digest": _("fingerprint"),
    "done_by": _("done by"),
    "edited_by": _("changed by"),
    "ended_by": _("withdrawn or replaced by"),
    "framework": _("framework"),
    "given_by": _("given by"),
    "goal": _("goal"),
    "invited_by": _("invited by"),
    "meeting": _("theme meeting"),
    "issued_by": _("issued by"),
    "registration": _("registration"),
    "partner": _("partner"),
    "overruled_by": _("place given outside the order by"),
    "position": _("position"),
    "presence_by": _("attendance noted by"),
    "proposed_by": _("proposed by"),
    "published_by": _("published by"),
    "reminded_by": _("reminded by"),
    "school": _("school"),
    "story": _("practice story"),
    "theme": _("theme"),
    "type": _("kind"),
    "user": _("person"),
    "version": _("version of a framework"),
    "vision": _("shared vision"),
    "workinggroup": _("working group"),
    "written_by": _("written by"),
}
JOBS = {
    "answer_join_request": _("answer a request to take part"),
    "ask_how_it_went": _("ask whether it worked, what people were going to try"),
    "build_copy": _("make a copy of own data"),
    "carry_out_hand_overs": _("carry out hand-overs"),
    "deliver_mail": _("send mail"),
    "deliver_waiting_mail": _("send mail that waits"),
    "forget_expired": _("forget what is no longer needed"),
    "forget_sent_forms": _("forget forms that were sent"),
    "forget_who_asked": _("remove details of who asked for it"),
    "give_out_free_seats": _("give out free places"),
    "remind_schools_by_itself": _("remind schools of their position"),
    "return_reviews": _("put decisions back on the agenda"),
    "send_login_code": _("send a code to log in"),
    "send_password_link": _("send a link for a password"),
    "tell_afterwards": _("write to who came"),
    "tell_before": _("remind who comes"),
    "tell_holders": _("tell who got a certificate"),
    "watch_breaches": _("watch the clock of data breaches"),
    "work_through_list": _("invite the people of a list"),
    "work_through_waiting_lists": _("go on with lists of invitations"),
}
"""What background jobs are called, by the name of their function."""
KINDS = {
    "FrameworkGoal": _("goal of a framework"),
    "GroupFramework": _("framework of a working group"),
    "GroupTheme": _("theme of a working group"),
}


def field_label(column):
    """The name of a column of an event; its model's own where that was written to be read."""
    own = column.verbose_name
    return capfirst(str(FIELDS.get(column.name, own) if isinstance(own, str) else own))


def kind_label(event):
    """What kind of thing the events of this model are about."""
    model = event.pgh_tracked_model
    return capfirst(str(KINDS.get(model.__name__, model._meta.verbose_name)))
