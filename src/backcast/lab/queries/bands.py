"""Pay of single lives over the years as a drawing. Widths are shares of the page, so that words keep their size on a
phone; a table says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any, Final

from backcast.lab.queries.words import WORDS, roughly, whole

Document = Mapping[str, Any]
TOP, HEIGHT, FOOT = 12, 260, 28
"""Heights of the bands in pixels; below them stand the years."""
PLOT: Final = 48.0
"""Share of the width that the bands take, beside the margin; the rest is for the labels at the ends of the lines."""
MARGIN: Final = 48
"""Pixels at the left for the levels of pay."""
ROOM: Final = 40
"""Pixels between two labels, each of two lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A strategy: its band and its middle in hundredths of the plot, and its label where the line ends."""

    place: int
    name: str
    spread: str
    band: str
    middle: str
    end_y: str
    label_y: str
    range_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A year or a level of pay."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Bands:
    """Pay of single lives over the years; `so_far` counts them while not all have passed."""

    height: int
    margin: int
    plot: str
    reached: str
    leader: str
    words_x: str
    years_y: int
    lines: tuple[Line, ...]
    years: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    so_far: int
    lives: int


def lived(one: Document) -> Document:
    """Single lives with a strategy: all their years, or those so far; empty before there are any."""
    return one["life"] or one.get("so_far") or {}


def bands(told: Document) -> Bands | None:
    """From today's pay to the last year there is, for each strategy what four lives of five stay between."""
    rows = [(WORDS[one["name"]].short, life["by_year"]) for one in told["strategies"] if (life := lived(one))]
    if not rows:
        return None
    years = len(rows[0][1]["middle"])
    reached = PLOT * years / told["years"]
    shown = [value for _, by_year in rows for part in by_year.values() for value in part]
    low, high = min(1.0, *shown), max(1.0, *shown)
    edge = 0.05 * (high - low) or 0.05
    scale = _Scale(low - edge, high + edge)
    ends = apart([TOP + scale.part(by_year["middle"][-1]) * HEIGHT for _, by_year in rows])
    return Bands(
        height=TOP + HEIGHT + FOOT,
        margin=MARGIN,
        plot=f"{PLOT}%",
        reached=f"{reached:.2f}%",
        leader=f"{reached + 2:.2f}%",
        words_x=f"{reached + 2.5:.2f}%",
        years_y=TOP + HEIGHT + 18,
        lines=tuple(_line(at, row, scale, ends[at], 100 / told["years"]) for at, row in enumerate(rows)),
        so_far=years if years < told["years"] else 0,
        lives=lived(told["strategies"][0])["lives"],
        years=tuple(_years(told["years"])),
        levels=tuple(_levels(scale)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def part(self, value: float) -> float:
        """How far below the top a value lies, as a share of the height."""
        return (self.high - value) / (self.high - self.low)


def _line(at: int, row: tuple[str, Mapping[str, Sequence[float]]], scale: _Scale, label: float, step: float) -> Line:
    name, by_year = row
    points = {part: [1.0, *values] for part, values in by_year.items()}
    low, middle, high = (100 * points[part][-1] - 100 for part in ("low", "middle", "high"))
    return Line(
        place=at,
        name=name,
        spread=f"{whole(middle)}, {roughly(low, high)}",
        band=_path(points["high"], scale, step) + " L " + _path(points["low"], scale, step, back=True)[2:] + " Z",
        middle=_path(points["middle"], scale, step),
        end_y=f"{TOP + scale.part(points['middle'][-1]) * HEIGHT:.1f}",
        label_y=f"{label:.1f}",
        range_y=f"{label + 15:.1f}",
    )


def _path(values: Sequence[float], scale: _Scale, step: float, *, back: bool = False) -> str:
    """A line through the years, each a step wide, in hundredths of the plot."""
    points = [f"{at * step:.2f} {100 * scale.part(value):.2f}" for at, value in enumerate(values)]
    return "M " + " L ".join(points[::-1] if back else points)


def apart(wanted: Sequence[float]) -> list[float]:
    """Heights as near to these as lets each have its room within the drawing."""
    order, found = sorted(range(len(wanted)), key=wanted.__getitem__), list(wanted)
    for place, at in enumerate(order):
        least = TOP + 8 if place == 0 else found[order[place - 1]] + ROOM
        found[at] = max(wanted[at], least)
    most = float(TOP + HEIGHT - 12)
    for at in reversed(order):
        found[at] = min(found[at], most)
        most = found[at] - ROOM
    return found


def _years(years: int) -> list[Mark]:
    """Today, and years so far apart that their words fit on a phone."""
    step = 1 if years <= 6 else 2 if years <= 12 else 5
    return [Mark(f"{PLOT * at / years:.2f}%", str(at)) for at in range(step, years + 1, step)]


def _levels(scale: _Scale) -> list[Mark]:
    """Round levels of pay, against today's; four or so."""
    step = _round((scale.high - scale.low) / 4)
    first = floor(scale.low / step) + 1
    levels = [at * step for at in range(first, floor(scale.high / step) + 1)]
    return [Mark(f"{TOP + scale.part(one) * HEIGHT:.1f}", whole(100 * one - 100)) for one in levels]


def _round(step: float) -> float:
    """The next round step: 1, 2 or 5 times a power of ten."""
    ten = 10.0 ** floor(log10(step))
    return next(size * ten for size in (1, 2, 5, 10) if size * ten >= step)
