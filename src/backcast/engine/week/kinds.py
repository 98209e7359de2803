"""The kinds of moves and what a week bears of each: two literal tables, one row a kind (engines.md §6, [D]).

An idea that brings a new kind adds its row here and its candidates at its own source; nothing else changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """What one move of a kind takes: minutes, energy (0 none, 1 a little, 2 some, 3 much) and limits.

    `limits` names rows of LIMITS (or SLICES) that the move counts against. An *opening* approaches somebody
    unasked, which is fair once a fortnight; promises are answers and free.
    Where `share` is given, a move takes that share of the week, at least `least` and at most `minutes`.
    """

    minutes: int
    energy: int
    limits: tuple[str, ...] = ()
    opening: bool = False
    share: float = 0.0
    least: int = 0


SLICES: Final = "slices"
"""The one limit that differs by user: as many slices as the schedule's pace asks for."""

LIMITS: Final[Mapping[str, int]] = {
    "light": 2,
    "setup": 2,
    "steps": 3,
    "asks": 1,
    "requests": 2,
    "gifts": 1,
    "letters": 1,
}
"""How many moves of a family a week bears [D]: few lines and wakes together; set-up moves; small steps; asks for an
introduction; asks and other requests together; something given; letters to strangers."""

APART: Final = 3
"""Weeks, the first one counted, in which a future person is approached in one way only [D]."""

KINDS: Final[Mapping[str, Kind]] = {
    "promise": Kind(15, 1),
    "few_lines": Kind(10, 1, limits=("light",), opening=True),
    "wake": Kind(10, 1, limits=("light",), opening=True),
    "slice": Kind(60, 1, limits=(SLICES,), share=0.4, least=25),
    "step": Kind(15, 1, limits=("steps",)),
    "vision": Kind(20, 1, limits=("setup",)),
    "name_people": Kind(15, 0, limits=("setup",)),
    "sort_lists": Kind(15, 0, limits=("setup",)),
    "recall": Kind(5, 0, limits=("setup",)),
    "find_place": Kind(15, 0, limits=("setup",)),
    "visible": Kind(20, 1),
    "ask": Kind(15, 2, limits=("asks", "requests"), opening=True),
    "follow_up": Kind(5, 0, limits=("requests",)),
    "thank": Kind(5, 0),
    "loop": Kind(5, 0),
    "give": Kind(20, 1, limits=("gifts",), opening=True),
    "near": Kind(10, 0, limits=("setup",)),
    "direct": Kind(20, 2, limits=("letters",), opening=True),
    "barrier": Kind(10, 1, limits=("requests",), opening=True),
}


def minutes_of(kind: str, hours: float) -> int:
    """Whole minutes that one move of the kind takes in a week of so many hours."""
    row = KINDS[kind]
    if not row.share:
        return row.minutes
    return min(row.minutes, max(row.least, round(row.share * hours * 60)))
