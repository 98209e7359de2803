"""Strategies by their names: those that have one, and any of them with another share of the hours for people (M(x))."""

import re
from dataclasses import replace
from typing import Final

from backcast.engine.lab.parameters import STRATEGIES, Strategy
from backcast.errors import Invalid

SHARE: Final = re.compile(r"\d(\.\d{1,6})?|\.\d{1,6}", re.ASCII)
REMEDY: Final = f"Choose from: {', '.join(STRATEGIES)}; or with another share of the hours for people, as in broad@.25."


def strategy(name: str) -> Strategy:
    """The strategy of that name: `broad`, or `broad@.25`, which gives a quarter of the hours to people, broadly.

    Raises Invalid, with what there is."""
    root, sign, share = name.partition("@")
    if root not in STRATEGIES:
        raise Invalid(f"{_shown(root)} is not a strategy here.", REMEDY)
    if not sign:
        return STRATEGIES[root]
    if not SHARE.fullmatch(share) or float(share) > 1:
        raise Invalid(f"{_shown(name)} has no share of hours from 0 to 1 after the @.", REMEDY)
    return replace(STRATEGIES[root], name=f"{root}@{_plain(float(share))}", people=float(share))


def _plain(share: float) -> str:
    """As short as it can be: .25, 0, 1."""
    return f"{share:.6f}".rstrip("0").rstrip(".").removeprefix("0") or "0"


def _shown(name: str) -> str:
    return "".join(letter for letter in name[:40] if letter.isprintable()) or "That"
