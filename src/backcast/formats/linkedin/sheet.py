"""One LinkedIn table being read: its rows, its trouble, and how many of them were of use."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from backcast.formats import dating, names
from backcast.formats.container import Claimed
from backcast.formats.linkedin.files import SHAPES, near_header, strict_header
from backcast.formats.records import FileSeen, Problem, Progress
from backcast.formats.tables import HEADER_WITHIN, Row, rows
from backcast.formats.text import HEAD, Line, lines

STEP = 1_000
"""Rows between two signs of progress [D]."""


@dataclass(slots=True)
class Sheet:
    """A claimed table and the count of its rows; a row without problem or reason against it was read."""

    claimed: Claimed
    seen: int = 0
    read: int = 0
    _day_first: dict[str, bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.claimed.member.name

    def rows(self) -> Iterator[Row | Problem | Progress]:
        """The rows, and a Problem where the header lacks a column or a row cannot be taken apart."""
        head = first_lines(self.claimed)
        found = strict_header(self.claimed.kind, head)
        if not found:
            yield self._headless(head)
            return
        for row in rows(self.claimed.member, found):
            self.seen += 1
            yield row
            if self.seen % STEP == 0:
                yield Progress(0, 0, self.name, row.line)

    def is_day_first(self, name: str) -> bool:
        """Whether the slashed dates of a column begin with the day: one that can only be read so, and none
        that can only be read the other way, settle it for all. Looks through the file once."""
        if name not in self._day_first:
            found = strict_header(self.claimed.kind, first_lines(self.claimed))
            told = rows(self.claimed.member, found) if found else ()
            orders = {dating.order(cell(row, name)) for row in told if isinstance(row, Row)}
            self._day_first[name] = orders - {""} == {"day"}
        return self._day_first[name]

    def told(self) -> FileSeen:
        """What became of this file."""
        return FileSeen(self.name, self.claimed.kind, self.seen, self.read)

    def problem(self, row: Row, field: str, message: str) -> Problem:
        return Problem(self.name, row.line, field, message)

    def _headless(self, head: list[Line]) -> Problem:
        near = near_header(self.claimed.kind, head, 2)
        if not near:
            return Problem(self.name, 1, "", "The row with the names of the columns was not found.")
        missing = ", ".join(sorted(SHAPES[self.claimed.kind].required - set(near.columns)))
        seen = ", ".join(name for name in near.columns if name)[:300]
        message = f"The column “{missing}” is missing; the columns here are: {seen}. Rename and import again."
        return Problem(self.name, near.line, missing, message)


def first_lines(claimed: Claimed) -> list[Line]:
    """The first lines of a file, enough to find its header."""
    with claimed.member.open() as stream:
        start = io.BytesIO(stream.read(HEAD))
    return [line for line, _ in zip(lines(start, HEAD), range(2 * HEADER_WITHIN), strict=False)]


def cell(row: Row, name: str) -> str:
    """A cell's one line of text; one that says N/A is empty. Not for names: Na and Null are surnames."""
    text = names.clean(row.cells.get(name, ""))
    return "" if text.upper() == "N/A" else text


def day_of(sheet: Sheet, row: Row, name: str, show: str) -> tuple[date | None, Problem | None]:
    """The day in a cell, or the Problem of its being none."""
    text = cell(row, name)
    if not text:
        return None, None
    try:
        return dating.day(text, day_first="/" in text and sheet.is_day_first(name)), None
    except ValueError:
        return None, sheet.problem(row, show, f"“{text[:60]}” is not a date; write it like 07 Jun 2026.")
