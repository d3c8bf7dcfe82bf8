"""Forms as the portal shows them: our own messages, one verb on the button, native widgets for dates."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _


class Verb(Submit):
    """The button that sends the form; its text is a verb."""

    field_classes = "btn main"

    def __init__(self, label):
        super().__init__("", label)
        self.field_classes = "btn main"


class PortalLook:
    """Mixin for a form. `submit_label` names what the button does; `draft` keeps the text in the browser."""

    submit_label = _("Save")
    draft = ""

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "form"
        helper.attrs = {"novalidate": True, **self.draft_attrs()}
        helper.add_input(Verb(self.submit_label))
        return helper

    def draft_attrs(self):
        if not self.draft:
            return {}
        return {"data-draft": self.draft, "data-draft-text": _("We put back what you had written here.")}


class PortalForm(PortalLook, forms.Form):
    pass


class PortalModelForm(PortalLook, forms.ModelForm):
    pass


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateAndTimeInput(forms.SplitDateTimeWidget):
    """A date and a time beside each other, for a `SplitDateTimeField`."""

    use_fieldset = True

    def __init__(self, attrs=None):
        forms.MultiWidget.__init__(self, [DateInput, TimeInput], attrs)
        self.widgets[0].attrs["aria-label"], self.widgets[1].attrs["aria-label"] = _("date"), _("time")
