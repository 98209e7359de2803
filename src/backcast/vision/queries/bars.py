"""The gap as a drawing: for each value a bar of the hours, and below it a dashed one of what the vision asks for."""

from dataclasses import dataclass
from typing import Final

from backcast.vision.queries.gap import Row, Table

ROW: Final = 52
"""Height of one value in pixels: its words, and two bars."""
LEFT, RIGHT = 2.0, 98.0
"""Where bars begin and the longest ends, as shares of the width."""
LETTERS: Final = 26
"""Letters of a name that fit beside its figures on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value; `given` and `asked` are where its bars end, "" where nothing is drawn."""

    name: str
    figures: str
    words_y: int
    given_y: int
    asked_y: int
    given: str
    asked: str


@dataclass(frozen=True, slots=True)
class Bars:
    """What the template draws of one kind."""

    kind: str
    height: int
    bars: tuple[Bar, ...]


def bars(table: Table) -> Bars:
    """The longest bar fills the width: only shares within one picture compare."""
    longest = max((max(row.share, row.asked or 0.0) for row in table.rows), default=0.0) or 1.0
    drawn = tuple(_bar(row, place, longest) for place, row in enumerate(table.rows))
    return Bars(table.kind, ROW * len(drawn) + 8, drawn)


def _bar(row: Row, place: int, longest: float) -> Bar:
    top, name = ROW * place, row.name
    return Bar(
        name=name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…",
        figures=percent(row.share) + ("" if row.asked is None else f" · asked {percent(row.asked)}"),
        words_y=top + 20,
        given_y=top + 32,
        asked_y=top + 44,
        given=_width(row.share, longest),
        asked=_width(row.asked or 0.0, longest),
    )


def _width(share: float, longest: float) -> str:
    return f"{LEFT + (RIGHT - LEFT) * share / longest:.2f}%" if share else ""


def percent(share: float) -> str:
    """A share in words: 0.004 is under 1 %, nothing is 0 %."""
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"
