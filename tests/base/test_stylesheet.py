"""The colours can be told apart by everyone, in light and dark; the style sheet stays small and our own."""

import re
from pathlib import Path

import brotli
import pytest

from network.base.colours import contrast, stylesheet

CSS = (Path(__file__).parents[2] / "static" / "css" / "portal.css").read_text()
LIGHT, DARK = "light", "dark"

TEXT_PAIRS = [
    *[
        ("ink", ground)
        for ground in ("paper", "surface", "sunken", "brand-tint", "asks-tint", "accent-tint", "bad-tint", "good-tint")
    ],
    *[("ink-soft", ground) for ground in ("paper", "surface", "sunken", "brand-tint")],
    *[("brand", ground) for ground in ("paper", "surface", "sunken", "brand-tint")],
    ("brand-ink", "brand"),
    ("brand-ink", "brand-strong"),
    ("brand-strong", "brand-tint"),
    ("deep-ink", "deep"),
    ("deep-soft", "deep"),
    ("accent-ink", "accent"),
    ("accent-deep", "accent-tint"),
    *[("asks", ground) for ground in ("surface", "paper", "asks-tint")],
    ("good", "good-tint"),
    ("good", "surface"),
    *[("bad", ground) for ground in ("surface", "paper", "bad-tint")],
    ("bad-ink", "bad"),
    *[
        (f"lane-{lane}", ground)
        for lane in ("steering", "group", "theme", "visit", "day", "partner")
        for ground in ("paper", "surface", "sunken", "brand-tint")
    ],
]
PART_PAIRS = [
    ("edge", "surface"),
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("focus", "brand-tint"),
    ("accent", "deep"),
]


def tokens(scheme, css=CSS):
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[0]))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[1])) if scheme == DARK else {})


def too_weak(pairs, scheme, least, own=""):
    colours = tokens(scheme) | (tokens(scheme, own) if own else {})
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < least}


def test_contrast_is_the_one_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_text_can_be_read(scheme):
    assert too_weak(TEXT_PAIRS, scheme, 4.5) == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_edge_and_focus_can_be_seen(scheme):
    assert too_weak(PART_PAIRS, scheme, 3) == {}


NETWORKS = [
    ("#0f4c3a", "#f6bd16"),
    ("#ffffff", "#000000"),
    ("#000000", "#ffffff"),
    ("#ffe600", "#0030ff"),
    ("#c8102e", "#00a3e0"),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(("brand", "accent"), NETWORKS)
def test_colours_of_any_network_can_be_read(brand, accent, scheme):
    assert too_weak(TEXT_PAIRS, scheme, 4.5, stylesheet(brand, accent)) == {}
    assert too_weak(PART_PAIRS, scheme, 3, stylesheet(brand, accent)) == {}


def test_colours_that_can_be_read_stay_as_they_are():
    own = tokens(LIGHT, stylesheet("#0f4c3a", "#f6bd16"))
    assert (own["brand"], own["accent"]) == ("#0f4c3a", "#f6bd16")


def test_dark_renames_no_token():
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.S)
    names = [set(re.findall(r"--([\w-]+):", block)) for block in blocks[:2]]
    assert names[1] <= names[0]


def test_every_token_used_exists():
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


def test_nothing_comes_from_elsewhere():
    assert [address for address in re.findall(r'url\("([^"]+)"\)', CSS) if not address.startswith("../")] == []
    assert "@import" not in CSS


def test_it_stays_small_on_the_wire():
    assert len(brotli.compress(CSS.encode())) < 12_000
