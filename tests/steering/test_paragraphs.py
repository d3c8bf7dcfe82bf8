"""A paragraph stays itself over the versions of a text."""

import pytest
from django.db import connection
from django.utils import timezone

from network.base.markdown import parts
from network.steering import actions
from network.steering.models import Paragraph
from network.steering.paragraphs import matched
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST = "Wij ontmoeten elkaar vijf keer per schooljaar."
SECOND = "Elke school stuurt ten minste twee mensen naar een themabijeenkomst."
THIRD = "De gastschool regelt koffie en een zaal."


def text(*paragraphs):
    return "\n\n".join(paragraphs)


def framework(*paragraphs):
    return actions.write_framework(
        title="Ontmoeten",
        goals=[make.GoalFactory()],
        text=text(*paragraphs),
        mandate="Vrij.",
        by=make.school_leader(),
        now=timezone.now(),
    )


def saved(version, *paragraphs):
    return actions.save_version(
        version=version,
        revision=version.revision,
        text=text(*paragraphs),
        mandate=version.mandate,
        by=version.written_by,
        now=timezone.now(),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Een\n\nTwee", ["Een", "Twee"]),
        ("## Kop\n\nEen\n\nTwee", ["## Kop\n\nEen", "Twee"]),
        ("## Kop\n\n### Onder\n\nEen", ["## Kop\n\n### Onder\n\nEen"]),
        ("Dit:\n\n- a\n- b\n\nDaarna", ["Dit:\n\n- a\n- b", "Daarna"]),
        ("Dit.\n\n- a\n- b", ["Dit.", "- a\n- b"]),
        ("Een\r\n\r\nTwee\r\n", ["Een", "Twee"]),
        ("Een\n\n---\n\nTwee", ["Een\n\n---", "Twee"]),
        ("Een\n\n## Kop zonder tekst", ["Een", "## Kop zonder tekst"]),
        ("\n\n  Een", ["  Een"]),
        ("", []),
    ],
)
def test_text_is_divided_in_paragraphs(source, expected):
    assert [part.source for part in parts(source)] == expected


def test_parts_together_look_like_the_whole():
    html = [
        part.html.strip() for part in parts("# Titel\n\nEen [link].\n\n## Onder\n\nTwee\n\n[link]: https://a.example/")
    ]
    assert html == [
        '<h3>Titel</h3>\n<p>Een <a href="https://a.example/" rel="noopener noreferrer nofollow">link</a>.</p>',
        "<h4>Onder</h4>\n<p>Two</p>".replace("Two", "Twee"),
    ]


BEFORE = [(1, FIRST), (2, SECOND), (3, THIRD)]


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        ([FIRST, SECOND, THIRD], [1, 2, 3]),
        ([THIRD, FIRST, SECOND], [3, 1, 2]),
        (["Iets nieuws vooraf.", FIRST, SECOND, THIRD], [None, 1, 2, 3]),
        ([FIRST, THIRD], [1, 3]),
        ([FIRST, "Elke school stuurt drie mensen naar een themabijeenkomst.", THIRD], [1, 2, 3]),
        ([FIRST, "Iedereen is welkom op een themabijeenkomst van een school.", THIRD], [1, 2, 3]),
        ([FIRST, "Geld blijft geld.", THIRD], [1, None, 3]),
        ([FIRST, FIRST], [1, None]),
        ([], []),
    ],
)
def test_paragraph_is_known_again(texts, keys):
    assert matched(BEFORE, texts) == keys


def test_paragraph_of_another_version_comes_back_word_for_word():
    assert matched(BEFORE, [FIRST, "Geld blijft geld."], elsewhere=[(9, "Geld  blijft\ngeld.")]) == [1, 9]


def test_new_framework_has_paragraphs():
    version = framework(FIRST, SECOND)
    rows = list(Paragraph.objects.filter(framework=version.framework).order_by("pk").values_list("pk", flat=True))
    assert [(each.pk, each.number, each.text) for each in version.paragraphs] == [
        (rows[0], 1, FIRST),
        (rows[1], 2, SECOND),
    ]


def test_saving_a_draft_keeps_what_is_the_same_and_makes_what_is_new():
    version = framework(FIRST, SECOND)
    first, second = version.paragraph_ids
    after = saved(version, THIRD, FIRST, SECOND)
    assert after.paragraph_ids[1:] == [first, second]
    assert after.paragraph_ids[0] not in (first, second)
    assert after.paragraph(second).number == 3
    assert saved(after, THIRD).paragraph(second) is None


def test_next_version_has_the_paragraphs_of_the_one_before():
    version = make.FrameworkVersionFactory(adopted=True, text=text(FIRST, SECOND))
    draft = actions.start_new_version(framework=version.framework, by=version.written_by, now=timezone.now())
    assert draft.paragraph_ids == version.paragraph_ids
    changed = saved(draft, FIRST, SECOND.replace("twee", "drie"), THIRD)
    assert changed.paragraph_ids[:2] == version.paragraph_ids
    assert len(changed.paragraph_ids) == 3


def test_next_vision_has_the_paragraphs_of_the_one_before():
    lead, now = make.project_lead(), timezone.now()
    first = actions.adopt_vision(text=text(FIRST, SECOND), by=lead, now=now)
    second = actions.adopt_vision(text=text(SECOND, THIRD), by=lead, now=now)
    assert second.paragraph_ids[0] == first.paragraph_ids[1]
    assert second.paragraph_ids[1] not in first.paragraph_ids
    assert set(Paragraph.objects.filter(framework=None).values_list("pk", flat=True)) == {
        *first.paragraph_ids,
        *second.paragraph_ids,
    }


def test_version_written_past_the_actions_has_numbers_without_identity():
    version = make.FrameworkVersionFactory(text=text(FIRST, SECOND), paragraph_ids=[])
    assert [(each.pk, each.number) for each in version.paragraphs] == [(None, 1), (None, 2)]


def test_pages_show_the_numbers(client):
    version = make.FrameworkVersionFactory(adopted=True, text=text(FIRST, SECOND))
    client.force_login(make.teacher())
    page = client.get(version.framework.get_absolute_url()).content.decode()
    assert 'id="par-1"' in page
    assert 'id="par-2"' in page


def test_migration_numbers_the_texts_of_before():
    from importlib import import_module

    from django.apps import apps

    migration = import_module("network.steering.migrations.0003_paragraphs")
    framework = make.FrameworkFactory()
    first = make.FrameworkVersionFactory(
        framework=framework, superseded=True, text=text(FIRST, SECOND), paragraph_ids=[]
    )
    second = make.FrameworkVersionFactory(
        framework=framework, number=2, adopted=True, text=text(SECOND, THIRD), paragraph_ids=[]
    )
    vision = make.SharedVisionFactory(text=text(FIRST), paragraph_ids=[])
    with connection.schema_editor(atomic=False) as editor:
        migration.number_all(apps, editor)
    for row in (first, second, vision):
        row.refresh_from_db()
    assert second.paragraph_ids[0] == first.paragraph_ids[1]
    assert len({*first.paragraph_ids, *second.paragraph_ids, *vision.paragraph_ids}) == 4
