import re
from pathlib import Path

import pytest

import backcast

SHEET = (Path(backcast.__file__).parent / "web/static/backcast/css/backcast.css").read_text()
TOKENS = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\);", SHEET))
TEXT = [(ink, ground) for ink in ("ink", "muted") for ground in ("bg", "surface", "sunken")]
TEXT += [("accent", ground) for ground in ("bg", "surface", "sunken", "accent-soft")] + [("accent-ink", "accent")]
TEXT += [(tone, ground) for tone in ("warn", "bad", "good") for ground in ("surface", "bg", f"{tone}-soft")]
TEXT += [(tier, "surface") for tier in ("t1", "t2", "t3", "t4")]
TEXT += [("ink", soft) for soft in ("accent-soft", "warn-soft", "bad-soft", "good-soft")]
PARTS = [(part, ground) for part in ("edge", "focus") for ground in ("bg", "surface", "sunken")]


def luminance(colour):
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#1d2026", "#fbfaf7") == pytest.approx(15.63, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("needs", "one", "other"), [(4.5, *pair) for pair in TEXT] + [(3, *pair) for pair in PARTS])
def test_every_pair_can_be_read(needs, one, other, scheme):
    assert contrast(TOKENS[one].split(", ")[scheme], TOKENS[other].split(", ")[scheme]) >= needs


def test_colours_are_named_once():
    outside = re.sub(r"@layer tokens \{.*?\n\}", "", SHEET, flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", outside) == []
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", SHEET))
    assert used <= set(re.findall(r"--([a-z0-9-]+):", SHEET))
