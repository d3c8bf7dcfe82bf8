"""What the queue runs for people."""

from django.db import transaction
from django.utils import timezone

from network.base.jobs import job
from network.people import emails
from network.people.actions import importing, joining
from network.people.models import InvitationList, User


@job
@transaction.atomic
def send_password_link(email):
    """Send a link to choose a new password, if there is an account with this address that may sign in."""
    user = User.objects.active().filter(email=email.lower()).first()
    if user:
        emails.queue_password_link(user, now=timezone.now())


@job
def work_through_list(pk):
    """Invite the people of a confirmed list."""
    importing.work_through(pk=pk, clock=timezone.now)


@job
def work_through_waiting_lists():
    """Go on with lists whose run was killed or whose wake-up call was lost."""
    for pk in InvitationList.objects.unfinished().order_by("confirmed_at", "pk").values_list("pk", flat=True):
        work_through_list(pk)


@job
def answer_join_request(pk):
    """Mail the first answer to a request to join."""
    joining.send_first_answer(pk=pk, now=timezone.now())


@job
@transaction.atomic
def send_login_code(email, code):
    """Mail a code to log in with, if there is an account with this address that may sign in."""
    person = User.objects.active().filter(email=email.lower()).first()
    if person:
        emails.queue_login_code(person, code=code, now=timezone.now())
