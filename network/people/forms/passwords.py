"""Forms in which somebody chooses a password: what is asked of it in one sentence, not as a list of rules."""

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _


class WhatIsAsked:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least 12 characters, such as four words.")


class ChooseAnotherForm(WhatIsAsked, ChangePasswordForm):
    pass


class ChooseFirstForm(WhatIsAsked, SetPasswordForm):
    pass


class ChooseByLinkForm(WhatIsAsked, ResetPasswordKeyForm):
    pass
