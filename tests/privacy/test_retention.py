"""What goes by itself: on both sides of every term."""

import datetime
import io

import pgtrigger
import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Task
from pghistory.models import Context

from network.activities.models import Invitation
from network.base.models import OutgoingMail, TrailRemoval
from network.people.models import Session
from network.privacy import retention
from network.privacy.models import Erasure, OwnDataCopy, Removal
from network.privacy.registry import rules
from network.privacy.registry.people import KEPT
from network.privacy.registry.work import UNCONFIRMED
from tests import factories as make

pytestmark = pytest.mark.django_db
START = datetime.datetime(2018, 3, 1, 9, tzinfo=datetime.UTC)  # the trail lets nothing go of the last year
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def sent_mail():
    return make.OutgoingMailFactory(sent_at=START)


def given_up_mail():
    return make.OutgoingMailFactory(given_up_at=START)


def last_mail():
    return make.OutgoingMailFactory(sent_at=START, about="privacy.erasure:1")


def session():
    return Session.objects.create(session_key="x" * 32, session_data="", expire_date=START, seen_on=START.date())


def ready_copy():
    return make.OwnDataCopyFactory(ready_at=START)


def failed_copy():
    return make.OwnDataCopyFactory(failed_at=START)


def invitation():
    return make.InvitationFactory(activity=make.ActivityFactory(starts_at=START - 2 * DAY / 24, ends_at=START))


def answer():
    activity = make.ActivityFactory(starts_at=START - 2 * DAY / 24, ends_at=START)
    return make.AnswerFactory(question=make.QuestionFactory(activity=activity))


def choice():
    activity = make.ActivityFactory(starts_at=START - 2 * DAY / 24, ends_at=START)
    return make.ChoiceFactory(session__round__activity=activity)


def guest_who_never_confirmed():
    return make.GuestFactory(asking=True, expires_at=START)


def notice():
    activity = make.ActivityFactory(starts_at=START - 2 * DAY / 24, ends_at=START)
    return make.NoticeFactory(registration__activity=activity)


def evaluation_given():
    activity = make.ThemeMeetingFactory(starts_at=START - 2 * DAY / 24, ends_at=START)
    return make.EvaluationGivenFactory(registration__activity=activity)


def confirmation():
    address = EmailAddress.objects.get(user=make.UserFactory())
    return EmailConfirmation.objects.create(email_address=address, created=START, key="k")


def log_entry():
    entry = LogEntry.objects.create(user=make.administrator(), action_flag=1, object_repr="x")
    LogEntry.objects.update(action_time=START)
    return entry


def queue_task():
    return Task.objects.create(id="1", name="n", func="f", started=START, stopped=START)


def trail_row():
    with time_machine.travel(START, tick=False):
        make.SchoolBoardFactory()
    event = apps.get_model("schools.SchoolBoardEvent").objects.get()
    with pgtrigger.ignore("schools.SchoolBoardEvent:append_only"):  # the moment comes from the database's own clock
        type(event).objects.update(pgh_created_at=START)
    return event


def context():
    row = Context.objects.create(metadata={"user": 1})
    Context.objects.update(created_at=START)
    return row


def entry_invitation():
    return make.EntryInvitationFactory(expires_at=START)


def join_request():
    return make.JoinRequestFactory(asked_at=START)


def unconfirmed_request():
    return make.JoinRequestFactory(asked_at=START, unconfirmed=True)


def invitation_list():
    return make.InvitationListFactory(made_at=START)


TERMS = {
    "invitation to the network": (entry_invitation, 365),
    "request to take part": (join_request, 365),
    "request of an address that was not confirmed": (unconfirmed_request, KEPT.days),
    "list of people to invite": (invitation_list, KEPT.days),
    "sent mail": (sent_mail, 365),
    "mail that was given up": (given_up_mail, 365),
    "the last mail": (last_mail, 7),
    "session": (session, 0),
    "copy": (ready_copy, 7),
    "failed copy": (failed_copy, 7),
    "invitation": (invitation, 365),
    "answer to a question of an activity": (answer, 365),
    "chosen session": (choice, 365),
    "guest who never confirmed the address": (guest_who_never_confirmed, UNCONFIRMED.days),
    "reminder that went out": (notice, 365),
    "that an evaluation was given": (evaluation_given, 365),
    "confirmation": (confirmation, 7),
    "log of the administration": (log_entry, 730),
    "work of the queue": (queue_task, 30),
    "trail": (trail_row, 2555),
    "context of the trail": (context, 2555),
}


@pytest.mark.parametrize(("make_row", "days"), TERMS.values(), ids=TERMS)
def test_row_is_there_on_the_last_moment_of_its_term_and_gone_after_it(make_row, days):
    with time_machine.travel(START, tick=False):
        row = make_row()
    model = type(row)
    with time_machine.travel(START + days * DAY, tick=False):
        retention.forget_expired(now=timezone.now())
        assert model.objects.filter(pk=row.pk).exists()
    with time_machine.travel(START + days * DAY + SECOND, tick=False):
        retention.forget_expired(now=timezone.now())
        assert not model.objects.filter(pk=row.pk).exists()
    noted = Removal.objects.filter(table=model._meta.label).count()
    assert noted + TrailRemoval.objects.filter(trail=model._meta.db_table).count() == 1


def test_every_term_is_tested():
    tested = {type_of for type_of, _days in TERMS.values()}
    per_trail_table = sum("pgh_created_at" in expiry.since for _category, _holding, expiry in rules())
    rows_that_stay = 1  # of guests the details go: tests/activities/test_guests.py
    # One for the whole trail, and accounts stand below.
    assert len(list(rules())) - per_trail_table - rows_that_stay == len(tested)


def test_waiting_mail_is_never_forgotten():
    mail = make.OutgoingMailFactory(queued_at=START)
    retention.forget_expired(now=START + 3000 * DAY)
    assert OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_file_of_a_copy_goes_with_it():
    copy = ready_copy()
    default_storage.save(copy.file_name, ContentFile(b"alles"))
    retention.forget_expired(now=START + 8 * DAY)
    assert not default_storage.exists(copy.file_name)


# Accounts of people who left


@pytest.fixture
def left():
    """Somebody whose only membership ended on the first of March, and who never logged in after that."""
    person = make.teacher(joined_at=START - 900 * DAY, last_login=START - 10 * DAY)
    person.memberships.update(starts_on=START.date() - 900 * DAY, ends_on=START.date())
    return person


def test_account_of_who_left_is_announced_after_two_years_and_goes_a_fortnight_later(left):
    midnight = timezone.localtime(START).replace(hour=0)
    retention.forget_expired(now=midnight + 730 * DAY)
    assert not Erasure.objects.exists()
    late = midnight + 730 * DAY + DAY
    retention.forget_expired(now=late)
    erasure = Erasure.objects.get(user=left)
    assert (erasure.reason, erasure.due_at) == (Erasure.Reason.TERM, late + 14 * DAY)
    assert OutgoingMail.objects.filter(to_address=left.email).count() == 1
    left.refresh_from_db()
    assert left.erased_at is None
    retention.forget_expired(now=late + DAY)
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize(
    "still",
    [
        lambda person: make.MembershipFactory(user=person),
        lambda person: make.AppointmentFactory(user=person),
        lambda person: type(person).objects.filter(pk=person.pk).update(last_login=START + 300 * DAY),
    ],
    ids=["membership", "appointment", "logged in"],
)
def test_account_that_is_in_use_stays(left, still):
    still(left)
    retention.forget_expired(now=START + 760 * DAY)
    assert not Erasure.objects.exists()


# Dry run


def test_dry_run_says_what_would_go_and_removes_nothing():
    sent_mail()
    out = io.StringIO()
    with time_machine.travel(START + 400 * DAY, tick=False):
        call_command("forget_expired", "--dry-run", stdout=out)
    assert any(line.split()[0] == "1" and "1 jaar" in line for line in out.getvalue().splitlines())
    assert OutgoingMail.objects.count() == 1
    with time_machine.travel(START + 400 * DAY, tick=False):
        call_command("forget_expired", stdout=out)
    assert OutgoingMail.objects.count() == 0


def test_page_shows_what_would_go(client_of):
    make.OutgoingMailFactory(sent_at=timezone.now() - 366 * DAY)
    page = client_of(make.administrator()).get("/beheer/privacy/bewaren/").content.decode()
    assert '<td class="num" data-label="Zou nu weggaan">1</td>' in page
    assert OutgoingMail.objects.count() == 1


def test_one_term_that_fails_holds_up_no_other(monkeypatch):
    sent_mail()
    ready_copy()
    real = retention.forget

    def fails(holding, expiry, *, now):
        if holding.model == "base.OutgoingMail":
            raise RuntimeError
        return real(holding, expiry, now=now)

    monkeypatch.setattr(retention, "forget", fails)
    retention.forget_expired(now=START + 400 * DAY)
    assert OutgoingMail.objects.count() == 1
    assert OwnDataCopy.objects.count() == 0


def test_invitation_that_goes_changes_no_total():
    row = invitation()
    make.RegistrationFactory(activity=row.activity)
    retention.forget_expired(now=START + 366 * DAY)
    assert not Invitation.objects.exists()
    assert row.activity.registrations.count() == 1
