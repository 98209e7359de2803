"""How far work is, in words: what is being done, how fast, and about how long it will still take."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from backcast import limits

COMPARING, SAVING = "Comparing", "Saving"
"""What is done after reading; it is counted in chunks, while reading is counted in bytes."""
PATIENCE = 3.0
"""Seconds before anything is said of speed: earlier figures jump about [D]."""


@dataclass(slots=True)
class Pace:
    """Watches one piece of work after another; each begins where the total changes or the count falls back."""

    clock: Callable[[], float] = time.monotonic
    _began: float = 0.0
    _first: int = 0
    _done: int = 0
    _total: int = -1

    def words(self, done: int, total: int, what: str) -> str:
        """The work in words, with its speed and the time left once these can be told."""
        now = self.clock()
        if total != self._total or done < self._done:
            self._began, self._first = now, done
        self._done, self._total = done, total
        seconds, gone = now - self._began, done - self._first
        if seconds < PATIENCE or gone <= 0 or done >= total:
            return what
        speed = "" if what in (COMPARING, SAVING) else f"{_size(gone / seconds)} a second"
        return ", ".join(part for part in (what, speed, left(seconds / gone * (total - done))) if part)


def left(seconds: float) -> str:
    """A guess of the time left, rounded as roughly as it is known."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {5 * round(seconds / 5)} s left"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min left"
    return f"about {round(seconds / 3600)} h left"


def _size(count: float) -> str:
    return f"{count / limits.MEGABYTE:.1f} MB" if count < 10 * limits.MEGABYTE else f"{count / limits.MEGABYTE:.0f} MB"
