"""Whether every text of the source is translated: what gettext finds in the source, against what is in locale/."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from deploy.bootstrap.places import ROOT
from deploy.bootstrap.trouble import Trouble, report

LANGUAGE = "nl"
SOURCES = ("locale", "network", "pue070", "templates")
CATALOGUE = Path("locale") / LANGUAGE / "LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NEEDS_GETTEXT = "This needs gettext's xgettext and msgmerge (Debian and Ubuntu: apt-get install gettext)."


def has_gettext():
    return bool(shutil.which("xgettext") and shutil.which("msgmerge"))


def extracted():
    """Return the catalogue that the source asks for, with what locale/ has of it; made in a copy of the source."""
    if not has_gettext():
        raise Trouble(NEEDS_GETTEXT)
    with tempfile.TemporaryDirectory(prefix="translations-") as copy:
        for name in SOURCES:
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, Path(copy) / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        shutil.copy(ROOT / "manage.py", copy)
        (Path(copy) / CATALOGUE.parent).mkdir(parents=True, exist_ok=True)
        command = ["manage.py", "makemessages", "--locale", LANGUAGE, "--no-location", "--no-obsolete"]
        stand_ins = {"SECRET_KEY": "x" * 50, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
        answer = subprocess.run(
            [sys.executable, *command], cwd=copy, env={**os.environ, **stand_ins}, capture_output=True, text=True
        )
        if answer.returncode:
            raise Trouble(f"makemessages failed:\n{answer.stderr.strip()}")
        return polib.pofile(str(Path(copy) / CATALOGUE))


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def texts(entry):
    """Return the translations of an entry: one, or one per plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholder_fault(entry):
    """Return what is wrong with the placeholders of a translation, or None; a plural may leave out the number."""
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    needed = set() if entry.msgid_plural else allowed
    for text in texts(entry):
        found = set(PLACEHOLDER.findall(text))
        if not needed <= found <= allowed:
            return f"placeholders differ: {entry.msgid!r} → {text!r}"
    return None


def faults_of(entry):
    """Yield what is wrong with one translation."""
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    elif not all(texts(entry)):
        yield f"not translated: {entry.msgid!r}"
    elif fault := placeholder_fault(entry):
        yield fault


def faults(catalogue, wanted=None):
    """Yield what is wrong with `catalogue`, as sentences; `wanted` is what the source asks for, None if unknown."""
    for entry in catalogue:
        if not entry.obsolete:
            yield from faults_of(entry)
    if wanted is not None:
        present, asked = {key(entry) for entry in catalogue}, {key(entry) for entry in wanted}
        yield from (f"missing, run `make messages`: {msgid!r}" for _, msgid, _ in sorted(asked - present, key=str))
        yield from (
            f"no longer used, run `make messages`: {msgid!r}" for _, msgid, _ in sorted(present - asked, key=str)
        )


def main():
    """Print every fault; return 1 if there is one, or if gettext is missing where it must not be (CI)."""
    file = ROOT / CATALOGUE
    wanted = extracted() if has_gettext() else None
    found = list(faults(polib.pofile(str(file)) if file.exists() else polib.POFile(), wanted))
    print("\n".join(found))
    if wanted is None:
        print(f"NOT compared with the source. {NEEDS_GETTEXT}")
    return 1 if found or (wanted is None and os.environ.get("CI")) else 0


if __name__ == "__main__":
    report(main)
