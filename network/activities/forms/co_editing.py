"""Choosing who organises along."""

from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.people.models import User
from network.working_groups.forms import PersonField


class CoEditorForm(PortalForm):
    submit_label = _("Organise together")

    user = PersonField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
