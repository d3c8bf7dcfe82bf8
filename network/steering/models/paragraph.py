"""What stays the same of a paragraph while its wording changes from version to version."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.base import markdown
from network.base.audit import audited
from network.base.history import append_only
from network.base.querysets import PortalQuerySet


@audited()
class Paragraph(models.Model):
    """A paragraph of a framework, or of the shared vision where `framework` is empty.

    What it says and its number stand in each version that has it (`version.paragraphs`). Others refer to its key.
    """

    framework = models.ForeignKey(
        "steering.Framework", models.PROTECT, null=True, blank=True, related_name="paragraphs"
    )

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        triggers = [append_only("paragraph_stays_itself")]

    def __str__(self):
        return _("Paragraph of %(text)s") % {"text": self.framework or _("the shared vision")}


class Wording(NamedTuple):
    """A paragraph as it stands in one version. `pk` is that of its `Paragraph`."""

    pk: int | None
    number: int
    text: str
    html: str


class NumberedText:
    """A model with a `text` in Markdown and `paragraph_ids`: which paragraphs that text has, in order.

    `network/steering/paragraphs.py` fills those in before the row is saved.
    """

    @property
    def paragraphs(self):
        parts = markdown.parts(self.text)
        keys = self.paragraph_ids if len(self.paragraph_ids) == len(parts) else [None] * len(parts)
        return [Wording(pk, number, *part) for number, (pk, part) in enumerate(zip(keys, parts, strict=True), 1)]

    def paragraph(self, pk):
        """The wording of one paragraph in this version, or None where the version does not have it."""
        return next((wording for wording in self.paragraphs if wording.pk == pk), None)
