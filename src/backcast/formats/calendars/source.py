"""A calendar's file: up to which day it can tell what has been, and what of it was of use."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from backcast.formats.calendars.events import Event

STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
"""When programs wrote an event out, changed it, made it."""
AHEAD = timedelta(days=366)
"""How far ahead a meeting may lie [D]."""
MANY, LATELY = 20, timedelta(days=60)
"""Events of a calendar in use, and how long it may show no sign of that [D]."""
EARLIEST = date(1970, 1, 1)
"""Older meetings are slips of the pen or of a program [D]."""


@dataclass(slots=True)
class Source:
    """A file and the day it was written, if that is known; how many events it has, and on which lines those of use
    begin. `known`, `alive` and `last` are settled once all of it is read."""

    name: str
    written: date | None
    rows: int = 0
    used: set[int] = field(default_factory=set)
    known: date = EARLIEST
    """The newest day it knows of."""
    alive: date = EARLIEST
    """The newest day on which it was in use: what repeats without end is not known to have gone on after it."""
    last: date = EARLIEST
    """The last day ahead that is of use."""
    _stamp: str = ""
    _start: str = ""

    def witness(self, event: Event) -> None:
        """Counts an event and notes the days it carries."""
        self.rows += 1
        for name in STAMPS:
            self._stamp = max(self._stamp, self._past(event.first(name)))
        self._start = max(self._start, self._past(event.first("DTSTART")))

    def settle(self) -> None:
        """The file's own day is the newest it knows of; where it has none, that of the newest stamp. A copy of an old
        calendar betrays itself: many events, and none of them made, changed or held lately."""
        newest = _day(max(self._stamp, self._start))
        self.known = self.written or _day(self._stamp) or newest or EARLIEST
        old = newest and self.rows >= MANY and self.known - newest > LATELY
        self.alive = newest if newest and old else self.known
        self.last = min(self.known, date.max - AHEAD) + AHEAD

    def _past(self, text: str) -> str:
        """The day of a stamp, "" for one to come."""
        day = text[:10].replace("-", "")[:8]
        if len(day) != 8 or not day.isdecimal():
            return ""
        return day if self.written is None or day <= f"{self.written:%Y%m%d}" else ""


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
