"""The writing: whole sentences, typed as Dutch is printed, of a length that fits the pages."""

import re

import pytest

from network.dashboard.example.reading import DATA, prose, read

FILES = sorted(path.stem for path in DATA.glob("*.toml"))
SENTENCES = {
    "introduction", "can_show", "wants_to_learn", "summary", "description", "takeaway", "learning_question", "note",
    "what_to_observe", "cancelled_because", "text", "mandate", "reason", "purpose", "wanted", "did", "happened",
    "differently", "offers", "learns",
}  # fmt: skip
LONGEST = {"title": 72, "summary": 260, "reason": 400, "offers": 200, "learns": 200, "name": 60}


def texts(value, key=""):
    """Every text with the name of its field."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("name", FILES)
def test_sentences_end_as_sentences(name):
    for field, text in texts(read(name)):
        if field not in SENTENCES or (field == "purpose" and name == "steering_work"):
            continue
        for paragraph in filter(None, text.splitlines()):
            assert re.search(r"[.?!:”)]$", paragraph), f"{field}: {paragraph}"


@pytest.mark.parametrize("name", FILES)
def test_texts_are_neither_filler_nor_typed_carelessly(name):
    for field, text in texts(read(name)):
        assert not re.search(r"\b(lorem|ipsum|todo|xxx)\b", text, re.IGNORECASE), text
        assert not re.search(r"['\"]", text), f"straight quote in {field}: {text}"
        assert "  " not in text, f"two spaces in {field}: {text}"
        assert " - " not in text, f"hyphen for a dash in {field}: {text}"


@pytest.mark.parametrize("name", FILES)
def test_texts_fit_the_pages(name):
    for field, text in texts(read(name)):
        assert len(text) <= LONGEST.get(field, 4000), f"{field} of {len(text)} characters: {text}"


def test_prose_joins_lines_and_keeps_paragraphs_and_lists():
    text = "\nEen regel\ndie doorloopt.\n\nNieuwe alinea:\n\n1. Eerste\n   punt.\n2. Tweede.\n- Streepje.\n"
    assert prose(text) == "Een regel die doorloopt.\n\nNieuwe alinea:\n\n1. Eerste punt.\n2. Tweede.\n- Streepje."
