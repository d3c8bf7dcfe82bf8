"""Documents as PDF that everybody can read: tagged, with title, language and fonts inside (PDF/UA-1, ISO 14289-1).

A document is written in Typst, `templates/<room>/paper/<name>.typ`, from data alone: every text it shows comes along,
in the language of its reader. Text of people is never read as markup.
Decision: docs/decisions/pdf-documents.md.
"""

import functools
import json
import logging
import re
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from network.base.colours import readable

FONTS = Path(__file__).parent / "fonts"
STANDARD = "ua-1"
# Latin, Greek, Cyrillic, Arabic and punctuation: what the fonts have, nearly without gaps.
UNKNOWN = re.compile(
    r"[^\t\n\x20-\u02af\u0300-\u04ff\u0600-\u06ff\u1e00-\u1fff\u2000-\u206f\u20a0-\u20bf\u2190-\u21ff]"
)
logger = logging.getLogger(__name__)


def pdf(template, data, *, language, now, title, author, brand):
    """A document as bytes. The same arguments give the same bytes.

    `template` is a path below `templates/`; `data` a dict that JSON can hold; `language` the code of the language of
    its texts; `now` the moment of its making; `title`, `author` and `brand` (a colour `#rrggbb`) of the document.
    """
    about = {"title": title, "author": author, "language": language, "brand": readable(brand)}
    whole = {**data, "document": about}
    from typst import TypstError  # megabytes that a process hardly ever needs

    try:
        return _compiled(template, whole, now)
    except TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        logger.warning("Characters that no font has were left out of %s", template)
        return _compiled(template, without_unknown(whole), now)


def pdf_response(content, name):
    """A download `<name>.pdf`."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"', "X-Content-Type-Options": "nosniff"},
    )


def without_unknown(value):
    """The same data with a box in place of every character that no font has, such as a picture in a name."""
    match value:
        case str():
            return UNKNOWN.sub("□", value)
        case dict():
            return {key: without_unknown(each) for key, each in value.items()}
        case list() | tuple():
            return [without_unknown(each) for each in value]
    return value


def _compiled(template, data, now):
    import typst

    templates = settings.BASE_DIR / "templates"
    return typst.compile(
        str(templates / template),
        root=str(templates),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=[STANDARD],
        timestamp=int(now.timestamp()),
    )


@functools.cache
def _fonts():
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
