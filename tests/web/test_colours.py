"""Every ink on every ground it is set on, in both schemes (WCAG 2.2, 1.4.3), from the style sheet."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "web" / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
MARKS = [
    f"m-{kind}" for kind in ("agency", "creator", "source", "handout", "date", "place", "notice", "quiet")
]
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link") for ground in ("ground", "sheet", "paper")),
    *((ink, ground) for ink in MARKS for ground in ("ground", "paper")),
    *((ink, ground) for ink in ("warn", "bad", "calm") for ground in ("ground", "sheet")),
    ("ink", "hit"),
    ("ink", "warn-ground"),
    ("warn", "warn-ground"),
    ("bad", "bad-ground"),
    ("chosen-ink", "chosen"),
    ("handout-ink", "handout"),
    ("likely-ink", "likely"),
    ("disputed-ink", "disputed"),
    ("sheet", "bad"),
    ("ground", "ink"),
]


def colours(scheme):
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    text = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_standard_s():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_ink_stands_out_from_its_ground(scheme, ink, ground):
    known = colours(scheme)
    assert contrast(known[ink], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edge", ["line-strong", "focus"])
def test_edges_of_controls_stand_out(scheme, edge):
    known = colours(scheme)
    assert contrast(known[edge], known["ground"]) >= 3


def test_no_other_sheet_names_a_colour_of_its_own():
    for sheet in CSS.glob("*.css"):
        if sheet.name != "tokens.css":
            assert not re.search(r":[^;{}]*#[0-9a-f]{3,8}\b", sheet.read_text("utf-8")), sheet.name
