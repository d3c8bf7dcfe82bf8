"""What templates point at exists, and nothing in them breaks the content security policy."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from network.base import shapes
from network.base.templatetags import portal

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "mail" not in path.parts]


def everywhere(pattern, paths=TEMPLATES):
    return {(str(path.relative_to(HOUSE)), found) for path in paths for found in re.findall(pattern, path.read_text())}


def test_every_icon_used_is_in_the_sprite():
    sprite = (HOUSE / "static/vendor/bootstrap-icons/sprite.svg").read_text()
    drawn = set(re.findall(r'id="([\w-]+)"', sprite))
    used = everywhere(r'{% icon "([\w-]+)"')
    assert used
    assert {place for place in used if place[1] not in drawn} == set()


def test_every_static_file_named_exists():
    named = everywhere(r'{% static "([^"]+)"')
    assert named
    assert {place for place in named if not (HOUSE / "static" / place[1]).is_file()} == set()


def test_every_template_included_exists():
    named = everywhere(r'{% (?:include|extends) "((?!account/|admin/|allauth/|socialaccount/|mfa/)[^"#]+)')
    assert {place for place in named if not (HOUSE / "templates" / place[1]).is_file()} == set()


def test_a_form_that_is_drawn_field_by_field_has_the_summary_of_mistakes_too():
    """A form drawn as a whole has it by itself."""
    by_hand = {path for path in PAGES if "|as_crispy_field" in path.read_text()}
    assert by_hand
    without = {
        path.name for path in by_hand if not re.search("as_crispy_errors|errors.html|role=.alert", path.read_text())
    }
    assert without == set()


def test_no_inline_style_or_script():
    assert everywhere(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", PAGES) == set()


@pytest.mark.parametrize("kind", [*shapes.SHAPES, *shapes.KINDS])
def test_every_line_has_shape_and_name(kind):
    with translation.override("en"):
        badge, name = portal.line(kind), shapes.line_of(kind)
        label = str(shapes.NAMES[name])
    assert f'class="line {name}"' in badge
    assert shapes.SHAPES[name] in badge
    assert label in badge


def test_every_kind_of_activity_has_a_line():
    from network.activities.models import Activity

    assert set(Activity.Kind.values) == set(shapes.KINDS)


def test_seats_above_sixty_are_one_bar():
    assert portal.seats(60, 3)["is_bar"] is False
    assert portal.seats(61, 3)["is_bar"] is True


def test_vendored_files_keep_licence_and_version():
    folders = [folder for folder in (HOUSE / "static/vendor").iterdir() if folder.is_dir()]
    assert len(folders) == 3
    assert [
        folder.name for folder in folders if not {"LICENCE", "VERSION"} <= {file.name for file in folder.iterdir()}
    ] == []
