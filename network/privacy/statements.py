"""Which privacy statement counts now. The portal brings the first version along."""

import pathlib

from network.privacy.models import Statement

TEXTS = pathlib.Path(__file__).parent / "texts"


def first_statement():
    """The version with which every portal begins."""
    dutch, english = ((TEXTS / f"{language}.md").read_text(encoding="utf-8") for language in ("nl", "en"))
    return Statement(number=1, text=dutch, english_text=english)


def current():
    """The latest published version; before anyone wrote one, the first, which may not be in the database yet."""
    return Statement.objects.published().newest_first().first() or first_statement()
