"""The time line of a plan as a drawing: today at the left, the future at the right, the last to begin on top."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backcast.vision.queries.schedule import Placed, Plan

ROWS = 24
"""Milestones drawn, those that begin first [D]: a picture of more is a wall; the list has all."""
TOP, ROW, FOOT = 34, 40, 12
"""Heights in pixels. Widths are shares of the page, so that words keep their size on a phone."""
LEFT, RIGHT = 2.0, 98.0
LETTERS = 46
"""Letters of a title that fit beside each other on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A milestone: its words at `words_y`, its line at `line_y`; from `spare` to `begin` it may wait."""

    title: str
    words_y: int
    line_y: int
    spare: str
    begin: str
    end: str
    is_tight: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A first of January."""

    x: str
    year: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws; `left_out` milestones begin later than those drawn."""

    height: int
    foot: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def picture(plan: Plan, today: date) -> Picture | None:
    """The drawing; None where nothing lies ahead."""
    end = plan.vision.horizon
    drawn = plan.placed[:ROWS][::-1]
    if end <= today or not drawn:
        return None
    height = TOP + ROW * len(drawn) + FOOT
    return Picture(
        height=height,
        foot=height - FOOT,
        bars=tuple(_bar(one, place, today, end) for place, one in enumerate(drawn)),
        ticks=tuple(_ticks(today, end)),
        left_out=len(plan.placed) - len(drawn),
    )


def _bar(placed: Placed, place: int, today: date, end: date) -> Bar:
    item, title = placed.item, placed.milestone.title
    return Bar(
        title=title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…",
        words_y=TOP + ROW * place + 18,
        line_y=TOP + ROW * place + 28,
        spare=_x(min(item.earliest_start, item.latest_start), today, end),
        begin=_x(item.latest_start, today, end),
        end=_x(item.latest_finish, today, end),
        is_tight=item.critical,
    )


def _x(day: date, today: date, end: date) -> str:
    """Where a day stands, as a share of the width; what lies outside stands at the edge."""
    part = min(max((day - today) / (end - today), 0.0), 1.0)
    return f"{LEFT + (RIGHT - LEFT) * part:.2f}%"


def _ticks(today: date, end: date) -> Iterator[Tick]:
    """Each first of January that is not too near either edge for its words."""
    for year in range(today.year + 1, end.year + 1):
        part = (date(year, 1, 1) - today) / (end - today)
        if 0.1 < part < 0.82:
            yield Tick(_x(date(year, 1, 1), today, end), year)
