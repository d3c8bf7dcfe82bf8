"""A file or a link with an activity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.models import MaterialVersion
from network.base import documents
from network.base.forms import PortalForm
from network.people.audience import Audience


class SourceForm(PortalForm):
    """Either a file or a link."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput({"accept": ",".join(documents.ACCEPTED)}),
        help_text=_("PDF, Word, Excel, PowerPoint or OpenDocument, 10 MB at most; or a picture, 2 MB at most."),
    )
    link = forms.URLField(
        label=_("Or a link"), required=False, max_length=500, assume_scheme="https", help_text=_("To a page or a film.")
    )

    def clean_file(self):
        if not self.cleaned_data["file"]:
            return None
        try:
            return documents.clean(self.cleaned_data["file"])
        except documents.NoDocument as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("A link begins with https://."))
        return link

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("link")):
            self.add_error("file", _("Give a file or a link, one of the two."))
        return cleaned

    def version(self):
        """What was given, as a version that is not saved yet."""
        document, note = self.cleaned_data["file"], self.cleaned_data.get("note", "")
        if not document:
            return MaterialVersion(link=self.cleaned_data["link"], note=note)
        return MaterialVersion(
            name=document.name,
            media_type=document.media_type,
            size=len(document.content),
            content=document.content,
            note=note,
        )


class NameForm(PortalForm):
    """What it is called and who may see it."""

    title = forms.CharField(label=_("What is it?"), max_length=120, help_text=_("Such as “Slides of the lesson”."))
    audience = forms.TypedChoiceField(label=_("Who may see it?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, rungs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(rung.value, label) for rung, label in rungs]
        self.fields["audience"].initial = Audience.WORKING_GROUP.value


class MaterialForm(NameForm, SourceForm):
    submit_label = _("Add it")
    field_order = ["title", "file", "link", "audience"]


class VersionForm(SourceForm):
    submit_label = _("Give this version")

    note = forms.CharField(label=_("What changed?"), max_length=160, required=False)
