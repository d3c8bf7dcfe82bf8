"""The two colours of a network, made into a style sheet in which every text can still be read."""

import re

BLACK, WHITE, NIGHT, WARM_INK = "#000000", "#ffffff", "#17201c", "#2c2100"


def contrast(one, other):
    """The contrast ratio of two `#rrggbb` colours, between 1 and 21 (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def stylesheet(brand, accent):
    """The tokens that `static/css/portal.css` takes from the network, for light and dark, from two `#rrggbb` colours.

    A colour that is too light or too dark is moved towards black or white until it can be read.
    """
    light, dark = _tokens(_light(brand, accent)), _tokens(_dark(brand, accent))
    return f":root {{\n{light}}}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"


def readable(brand):
    """The main colour as text and lines on white paper take it."""
    return _moved(brand, BLACK, on=WHITE, least=7)


def judged(brand, accent):
    """What two `#rrggbb` colours come to: each as the portal uses it for text, its contrast, and whether it was moved.

    Contrast is that of text in the main colour on white, and of dark text on the second colour.
    """
    used = _light(brand, accent)
    return {
        "brand": brand,
        "accent": accent,
        "brand_contrast": round(contrast(brand, WHITE), 1),
        "accent_contrast": round(contrast(accent, WARM_INK), 1),
        "used_brand": used["brand"],
        "used_accent": used["accent"],
        "brand_is_moved": used["brand"] != brand.lower(),
        "accent_is_moved": used["accent"] != accent.lower(),
        "query": f"brand_colour={brand[1:]}&accent_colour={accent[1:]}",
    }


def _light(brand, accent):
    brand = readable(brand)
    accent = _moved(accent, WHITE, on=WARM_INK, least=7)
    tint = _mixed(accent, WHITE, 0.18)
    return {
        "brand": brand,
        "brand-ink": WHITE,
        "brand-tint": _mixed(brand, WHITE, 0.11),
        "brand-strong": _mixed(brand, BLACK, 0.75),
        "deep": brand,
        "deep-ink": WHITE,
        "deep-soft": _mixed(brand, WHITE, 0.15),
        "accent": accent,
        "accent-tint": tint,
        "accent-deep": _moved(_mixed(accent, BLACK, 0.5), BLACK, on=tint, least=4.6),
    }


def _dark(brand, accent):
    pale = _moved(brand, WHITE, on=NIGHT, least=8)
    accent = _moved(accent, WHITE, on=WARM_INK, least=7)
    tint = _mixed(accent, NIGHT, 0.15)
    deep = _mixed(_moved(brand, BLACK, on=WHITE, least=9), NIGHT, 0.85)
    return {
        "brand": pale,
        "brand-ink": _moved(_mixed(brand, BLACK, 0.4), BLACK, on=pale, least=4.6),
        "brand-tint": _mixed(brand, NIGHT, 0.15),
        "brand-strong": _mixed(pale, WHITE, 0.6),
        "deep": deep,
        "deep-ink": WHITE,
        "deep-soft": _mixed(deep, WHITE, 0.2),
        "accent": accent,
        "accent-tint": tint,
        "accent-deep": _moved(accent, WHITE, on=tint, least=6),
    }


def _tokens(colours):
    return "".join(f"  --{name}: {colour};\n" for name, colour in colours.items())


def _moved(colour, towards, *, on, least):
    """The colour itself, or as little of `towards` mixed in as gives it a contrast of `least` on the ground `on`."""
    steps = (_mixed(colour, towards, 1 - step / 20) for step in range(21))
    return next((step for step in steps if contrast(step, on) >= least), towards)


def _mixed(colour, other, share):
    """`share` (0 to 1) of one colour and the rest of the other."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in parts)


def _parts(colour):
    return [int(part, 16) for part in re.findall("[0-9a-fA-F]{2}", colour)]


def _luminance(colour):
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _fractions(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _fractions(colour):
    return [part / 255 for part in _parts(colour)]
