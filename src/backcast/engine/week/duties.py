"""Duties come before any choice: by date, each in the first week with time and a move left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backcast.engine.week.problem import Room
from backcast.engine.week.records import Because, Candidate, Figures


@dataclass(frozen=True, slots=True)
class Placed:
    """The week of a duty (index, None: in no week looked at), and what kept it out of the first one."""

    week: int | None
    because: Because | None = None
    figures: Figures = ()


@dataclass(frozen=True, slots=True)
class Duties:
    """Where each duty went, by key, and the room that they leave in each week."""

    places: dict[str, Placed]
    rooms: tuple[Room, ...]


def placed_duties(candidates: Sequence[Candidate], rooms: Sequence[Room]) -> Duties:
    """Place every duty. Only time and the number of moves hold one back.

    A promise is kept tired as well: energy is used up but not asked for, and a duty counts against the limits
    of its family without obeying them.
    """
    left = list(rooms)
    places = {}
    for one in sorted((one for one in candidates if one.duty), key=lambda one: (one.due or date.max, one.key)):
        week = next((at for at in range(one.earliest, len(left)) if not kept_out(one, left[at])), None)
        places[one.key] = Placed(week, *_why_not_now(one, left[0]))
        if week is not None:
            left[week] = left[week].less(one.kind, one.minutes)
    return Duties(places, tuple(left))


def kept_out(duty: Candidate, room: Room) -> Because | None:
    """Why a duty does not go into a week with this much room."""
    if room.moves < 1:
        return "moves"
    return "hours" if room.minutes < duty.minutes else None


def _why_not_now(duty: Candidate, room: Room) -> tuple[Because | None, Figures]:
    if duty.earliest > 0:
        return "not_yet", (("from", duty.earliest),)
    return kept_out(duty, room), (("minutes", duty.minutes), ("free", room.minutes))
