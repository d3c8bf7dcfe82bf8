"""The file with someone's own data: one JSON document, and a CSV table for every kind of row."""

import csv
import datetime
import io
import json
import tempfile
import zipfile

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.base.tables import neutral
from network.privacy import emails
from network.privacy.models import OwnDataCopy
from network.privacy.reading import readable, tables_of
from network.privacy.registry import CATEGORIES


def build(*, pk, now):
    """Gather everything, write the file, and tell by mail. Returns whether it was made now.

    A build that was killed runs again from the start and writes the same file name; one that is ready stays as it is.
    """
    copy = OwnDataCopy.objects.in_the_making().select_related("user").filter(pk=pk).first()
    if not copy:
        return False
    with override(copy.user.language), tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            fill(archive, copy)
        default_storage.delete(copy.file_name)  # what an earlier try left behind
        default_storage.save(copy.file_name, File(packed))
    return finish(copy, now=now)


def fill(archive, copy):
    gathered = {}
    for done, category in enumerate(CATEGORIES, 1):
        tables = tables_of(copy.user, category)
        gathered[category.key] = {
            "title": str(category.title),
            "why": str(category.purpose),
            "how_long": category.terms,
            "tables": {
                table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables
            },
        }
        for table in tables:
            place = f"{slugify(category.title)}/{slugify(table.name)}.csv"
            archive.writestr(place, csv_text(table.header, table.rows))
        OwnDataCopy.objects.filter(pk=copy.pk).update(done=done)
    text = json.dumps(gathered, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    archive.writestr(_("my-data.json"), text)


def csv_text(header, rows):
    """As Dutch spreadsheet programs open it at once: semicolons and a byte order mark; no cell runs as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([neutral(for_a_sheet(cell)) for cell in row] for row in [header, *rows])
    return "\ufeff" + text.getvalue()


def for_a_sheet(value):
    """A value as a spreadsheet knows it: the clock of this place and no time zone, and yes or no in words."""
    if isinstance(value, bool):
        return str(readable(value))
    return f"{localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime.datetime) else value


@transaction.atomic
def finish(copy, *, now):
    """Note that it is ready and send the mail, once. A copy whose owner left in the meantime is no use any more."""
    row = OwnDataCopy.objects.in_the_making().select_for_update().select_related("user").filter(pk=copy.pk).first()
    if not row or row.user.erased_at:
        transaction.on_commit(lambda: default_storage.delete(copy.file_name))
        return False
    row.ready_at = now
    row.save(update_fields=["ready_at"])
    emails.queue_copy_ready(row, now=now)
    return True


def give_up(*, now, older_than):
    """Note of copies that were asked too long ago and are not ready that they failed, so that one can ask again."""
    return OwnDataCopy.objects.in_the_making().filter(asked_at__lt=now - older_than).update(failed_at=now)
