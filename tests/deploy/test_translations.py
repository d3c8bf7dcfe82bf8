"""What counts as a fault in a catalogue of translations."""

import polib
import pytest

from deploy import translations


def catalogue(*entries):
    made = polib.POFile()
    made.extend(entries)
    return made


def test_complete_catalogue_has_no_faults():
    entries = (
        polib.POEntry(msgid="Goal", msgstr="Doel"),
        polib.POEntry(
            msgid="one school",
            msgid_plural="%(count)s schools",
            msgstr_plural={0: "één school", 1: "%(count)s scholen"},
        ),
    )

    assert list(translations.faults(catalogue(*entries), catalogue(*entries))) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Goal"), "not translated: 'Goal'"),
        (polib.POEntry(msgid="Goal", msgstr="Doel", flags=["fuzzy"]), "fuzzy: 'Goal'"),
        (
            polib.POEntry(msgid="Hello %(name)s", msgstr="Dag %(naam)s"),
            "placeholders differ: 'Hello %(name)s' → 'Dag %(naam)s'",
        ),
        (
            polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "a", 1: ""}),
            "not translated: 'a'",
        ),
    ],
)
def test_fault_of_an_entry_is_named(entry, fault):
    assert list(translations.faults(catalogue(entry))) == [fault]


def test_difference_from_the_source_is_named():
    present = catalogue(polib.POEntry(msgid="Old", msgstr="Oud"))
    wanted = catalogue(polib.POEntry(msgid="New"))

    assert list(translations.faults(present, wanted)) == [
        "missing, run `make messages`: 'New'",
        "no longer used, run `make messages`: 'Old'",
    ]
