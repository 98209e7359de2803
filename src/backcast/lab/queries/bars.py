"""Ranges on one scale as drawings: strategies over all worlds, alone and all together, luck beside strategy, and what
assumptions move. Widths are shares of the page; a table says the same of each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backcast.lab.queries.hangs import Slopes
from backcast.lab.queries.words import PLACES, WORDS, between, hundredth, narrowly, percent, roughly

Document = Mapping[str, Any]
ROW: Final = 46
"""Height of a bar with its words, in pixels."""
LEFT, RIGHT = 2.0, 98.0
"""Where the widest bar begins and ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A range with its middle, its words above; `kind` tells how it is coloured."""

    kind: str
    name: str
    told: str
    words_y: int
    line_y: int
    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Ranges on one scale; `zero` is where nothing changes."""

    height: int
    zero: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Range:
    """What a bar is drawn from, in per cent; `told` stands for its figures."""

    kind: str
    name: str
    low: float
    middle: float
    high: float
    told: str = ""

    @property
    def words(self) -> str:
        return self.told or f"{percent(self.middle)} ({between(self.low, self.high)})"


def strategies(told: Document) -> Bars:
    """Each strategy over all worlds."""
    return _bars([_Range(*_who(told, at), one["low"], one["middle"], one["high"]) for at, one in _each(told)])


def everyone(told: Document) -> Bars:
    """Each strategy alone, where the dot is, and when everybody does it, at the other end of the bar."""
    return _bars(
        [
            _Range(
                *_who(told, at),
                min(one["alone"], one["everyone"]),
                one["alone"],
                max(one["alone"], one["everyone"]),
                f"{percent(one['alone'])}, everybody {percent(one['everyone'])}",
            )
            for at, one in _each(told)
        ]
    )


def _each(told: Document) -> Iterator[tuple[int, Document]]:
    yield from enumerate(told["strategies"])


def _who(told: Document, at: int) -> tuple[str, str]:
    """The colour and the name of a strategy."""
    return f"s{at}", WORDS[told["strategies"][at]["name"]].short


def luck(told: Document) -> Bars | None:
    """One life of the strategy that comes out highest, beside how far apart the strategies are, on one scale."""
    highest = max(told["strategies"], key=lambda one: one["middle"])
    middles = [one["middle"] for one in told["strategies"]]
    middles += [0.0] if len(middles) == 1 else []  # one alone stands beside everybody else
    if not highest["life"]:
        return None
    low, middle, high = (100 * highest["life"][part] - 100 for part in ("low", "middle", "high"))
    least, (usual, most) = min(middles), _top(middles)
    return _bars(
        [
            _Range("by-luck", "Luck", low, middle, high, roughly(low, high)),
            _Range("by-choice", "Strategy", least, usual, most, between(least, most)),
        ]
    )


def hours(told: Document) -> Bars | None:
    """What one more hour adds to pay at each place, over some worlds; the best place first."""
    further = told.get("next_hour")
    if not further:
        return None
    rows = sorted(further["places"], key=lambda one: -one["middle"])
    return _bars(
        [
            _Range(
                "by-choice",
                PLACES[one["place"]],
                one["low"],
                one["middle"],
                one["high"],
                f"{hundredth(one['middle'], '')} ({narrowly(one['low'], one['high'])})",
            )
            for one in rows
        ]
    )


def _top(middles: Sequence[float]) -> tuple[float, float]:
    """The one in the middle, and the highest."""
    return sorted(middles)[len(middles) // 2], max(middles)


def _bars(rows: Sequence[_Range]) -> Bars:
    values = [0.0, *(value for row in rows for value in (row.low, row.high))]
    low, wide = min(values), (max(values) - min(values)) or 1.0

    def at(value: float) -> str:
        return f"{LEFT + (RIGHT - LEFT) * (value - low) / wide:.2f}%"

    drawn = tuple(
        Bar(
            row.kind,
            row.name,
            row.words,
            ROW * place + 20,
            ROW * place + 34,
            at(row.low),
            at(row.middle),
            at(row.high),
        )
        for place, row in enumerate(rows)
    )
    return Bars(ROW * len(rows) + 10, at(0.0), drawn)


@dataclass(frozen=True, slots=True)
class Lean:
    """How far an assumption moves the answer, from the middle to one side, in the colour of whom it helps."""

    words: str
    words_y: int
    line_y: int
    to: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Leans:
    """The assumptions that move the answer furthest."""

    height: int
    bars: tuple[Lean, ...]


SHOWN: Final = 8
"""Assumptions drawn [D]; the table has all."""


def leans(found: Slopes) -> Leans:
    """Bars to the right where more of it helps the second strategy, to the left where it helps the first."""
    rows = [one for one in found.rows if one.place is not None][:SHOWN]
    drawn = tuple(
        Lean(one.words, ROW * row + 20, ROW * row + 34, f"{50 + (RIGHT - 50) * one.slope:.2f}%", one.place)
        for row, one in enumerate(rows)
    )
    return Leans(ROW * len(drawn) + 10, drawn)
