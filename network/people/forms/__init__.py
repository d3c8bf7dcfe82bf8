"""Forms about one's own account."""

from allauth.account.forms import ResetPasswordForm
from django_q.tasks import async_task


class PasswordLinkForm(ResetPasswordForm):
    """Asks for a link to choose a new password.

    The address is looked up by the queue and not here: an answer that costs the same for everybody does not tell,
    not even by its time, who has an account.
    """

    def clean_email(self):
        self.users = []
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        # Not kept after it ran: the queue is no place for addresses.
        async_task("network.people.tasks.send_password_link", email, save=False, task_name="password link")
        return email
