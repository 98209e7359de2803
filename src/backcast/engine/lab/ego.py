"""An ego network: the ties of one person by layer, the user's own or the usual ones (lab.md, "The user").

Written as text it is short and exact, so that a command alone gives the same figures again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from backcast.engine.lab.parameters import COUNTS, LAYERS, MUTUALS
from backcast.errors import Invalid

CIRCLES: Final = LAYERS[: len(COUNTS)]
"""The layers that ties may be in at the start."""
MOST: Final = 100_000
"""Ties of one layer at most [D]."""
KNOWN: Final = 63
"""Mutual contacts of a tie at most: what the tables of the kernel hold."""
NONE: Final = "none"
"""The text of somebody without ties."""
FORM: Final = "inner=5:.8:.9:23,close=10"
_NUMBER: Final = re.compile(r"(\d{1,17}(\.\d{0,25})?|\.\d{1,25})(e-?\d{1,3})?", re.ASCII)

Known = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Ego:
    """Of each layer of `CIRCLES` the ties in it and their mean mutual contacts; where they are known, also their mean
    closeness now and their mean activity, the chance of a contact within four weeks as the person lives now."""

    counts: tuple[int, ...] = COUNTS
    mutuals: tuple[float, ...] = MUTUALS
    closeness: Known = (None,) * len(COUNTS)
    activity: Known = (None,) * len(COUNTS)

    @property
    def ties(self) -> int:
        """All of them."""
        return sum(self.counts)

    def __str__(self) -> str:
        """Layer by layer count:closeness:activity:mutual, where a layer without ties or a figure as usual is left
        out."""
        told = [self._told(at) for at in range(len(CIRCLES))]
        return ",".join(f"{name}={one}" for name, one in zip(CIRCLES, told, strict=True) if one != "0") or NONE

    def _told(self, at: int) -> str:
        mutual = None if self.mutuals[at] == MUTUALS[at] else self.mutuals[at]
        figures = [self.counts[at], self.closeness[at], self.activity[at], mutual]
        return ":".join("" if one is None else _plain(one) for one in figures).rstrip(":")


USUAL: Final = Ego()
"""Everybody else's."""


def _plain(figure: float) -> str:
    """Exactly this number, as short as it can be: .8, 23."""
    return repr(float(figure)).removesuffix(".0").removeprefix("0") or "0"


def parsed(text: str) -> Ego:
    """The ego network that `str` wrote.

    Raises Invalid, with what to write instead."""
    told: dict[str, tuple[float | None, ...]] = {}
    for part in [] if text.strip() == NONE else text.split(","):
        name, sign, figures = (piece.strip() for piece in part.partition("="))
        if name not in CIRCLES or not sign:
            raise _wrong(part, f"Write layers such as {FORM}; there are {', '.join(CIRCLES)}.")
        if name in told:
            raise _wrong(part, "Write each layer once.")
        told[name] = _figures(part, figures)
    return _ego(told)


def _ego(told: Mapping[str, tuple[float | None, ...]]) -> Ego:
    rows = [told.get(name, (0.0, None, None, None)) for name in CIRCLES]
    counts, closeness, activity, mutuals = zip(*rows, strict=True)
    usual = tuple(MUTUALS[at] if one is None else one for at, one in enumerate(mutuals))
    return Ego(tuple(int(one or 0) for one in counts), usual, closeness, activity)


def _figures(part: str, text: str) -> tuple[float | None, ...]:
    """Count, closeness, activity and mutual contacts; None where nothing stands."""
    pieces = [piece.strip() for piece in text.split(":")]
    if not pieces[0] or len(pieces) > 4 or not all(_NUMBER.fullmatch(piece) for piece in pieces if piece):
        raise _wrong(part, f"Write count:closeness:activity:mutual in numbers, such as {FORM}.")
    found = tuple(float(piece) if piece else None for piece in [*pieces, "", "", ""][:4])
    bounds = (("a whole number of ties", MOST), ("closeness", 1), ("activity", 1), ("mutual contacts", KNOWN))
    for figure, (what, most) in zip(found, bounds, strict=True):
        if figure is not None and figure > most:
            raise _wrong(part, f"Write {what} from 0 to {most}.")
    if found[0] != int(found[0] or 0):
        raise _wrong(part, "Write a whole number of ties.")
    return found


def _wrong(part: str, remedy: str) -> Invalid:
    shown = "".join(letter for letter in part.strip()[:40] if letter.isprintable())
    return Invalid(f"The ties “{shown}” cannot be read.", remedy)
