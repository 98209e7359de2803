"""One LinkedIn table being read: its rows, its trouble, and how many of them were of use."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date

from backcast.formats import dating, names
from backcast.formats.container import Claimed
from backcast.formats.linkedin.files import SHAPES, near_header, strict_header
from backcast.formats.records import FileSeen, Problem, Progress
from backcast.formats.tables import Row, first_lines, rows
from backcast.formats.text import Line

STEP = 1_000
"""Rows between two signs of progress [D]."""


@dataclass(slots=True)
class Sheet:
    """A claimed table and the count of its rows; a row without problem or reason against it was read."""

    claimed: Claimed
    seen: int = 0
    read: int = 0
    _orders: set[str] | None = None
    _doubted: bool = False

    @property
    def name(self) -> str:
        return self.claimed.member.name

    def rows(self) -> Iterator[Row | Problem | Progress]:
        """The rows, and a Problem where the header lacks a column or a row cannot be taken apart."""
        head = first_lines(self.claimed.member)
        found = strict_header(self.claimed.kind, head)
        if not found:
            yield self._headless(head)
            return
        for row in rows(self.claimed.member, found):
            self.seen += 1
            yield row
            if self.seen % STEP == 0:
                yield Progress(0, 0, self.name, row.line)

    def is_day_first(self) -> bool:
        """Whether the slashed dates of this file begin with the day: one that can only be read so, and none
        that can only be read the other way, settle it for all."""
        return self._proven() == {"day"}

    def _proven(self) -> set[str]:
        """The orders of day and month that dates of this file prove. Looks through it once."""
        if self._orders is None:
            found = strict_header(self.claimed.kind, first_lines(self.claimed.member))
            told = rows(self.claimed.member, found) if found else ()
            dates = SHAPES[self.claimed.kind].dates
            orders = {dating.order(cell(row, name)) for row in told if isinstance(row, Row) for name in dates}
            self._orders = orders - {""}
        return self._orders

    def doubt(self, row: Row, show: str, text: str) -> Problem | None:
        """A word, once a file, on a date whose day and month nothing here tells apart."""
        if self._doubted or not dating.is_doubtful(text) or len(self._proven()) == 1:
            return None
        self._doubted = True
        message = (
            f"“{text[:60]}” and dates like it were read as month/day/year, as LinkedIn writes them. If the day comes"
            " first here, write them like 2024-02-01 and import again."
        )
        return self.problem(row, show, message)

    def told(self) -> FileSeen:
        """What became of this file."""
        return FileSeen(self.name, self.claimed.kind, self.seen, self.read)

    def problem(self, row: Row, field: str, message: str) -> Problem:
        return Problem(self.name, row.line, field, message)

    def _headless(self, head: list[Line]) -> Problem:
        near = near_header(self.claimed.kind, head)
        if not near:
            return Problem(self.name, 1, "", "The row with the names of the columns was not found.")
        missing = ", ".join(sorted(SHAPES[self.claimed.kind].required - set(near.columns)))
        seen = ", ".join(name for name in near.columns if name)[:300]
        message = f"The column “{missing}” is missing; the columns here are: {seen}. Rename and import again."
        return Problem(self.name, near.line, missing, message)


def cell(row: Row, name: str) -> str:
    """A cell's one line of text; one that says N/A is empty. Not for names: Na and Null are surnames."""
    text = names.clean(row.cells.get(name, ""))
    return "" if text.upper() == "N/A" else text


def day_of(sheet: Sheet, row: Row, name: str, show: str) -> Generator[Problem, None, date | None]:
    """The day in a cell, None for none; a Problem where it is no date, or could mean another."""
    text = cell(row, name)
    if not text:
        return None
    try:
        found = dating.day(text, day_first="/" in text and sheet.is_day_first())
    except ValueError:
        yield sheet.problem(row, show, f"“{text[:60]}” is not a date; write it like 07 Jun 2026.")
        return None
    if trouble := sheet.doubt(row, show, text):
        yield trouble
    return found


def needed_day(sheet: Sheet, row: Row, name: str, show: str, what: str) -> Generator[Problem, None, date | None]:
    """As `day_of`, for rows that are nothing without a date: an empty cell is a Problem too."""
    found = yield from day_of(sheet, row, name, show)
    if not cell(row, name):
        yield sheet.problem(row, show, f"This {what} has no date, so it was left out.")
    return found


def birthday_of(sheet: Sheet, row: Row, name: str, show: str) -> Generator[Problem, None, str]:
    """ "Dec 10, 1815", "Dec 10" or another date; a year of two digits could be of either century and is dropped."""
    text = cell(row, name)
    if not text:
        return ""
    for told in (text, f"{text}, 2000"):  # LinkedIn lets its members keep the year to themselves
        try:
            day = dating.day(told, day_first="/" in text and sheet.is_day_first())
        except ValueError:
            continue
        return day.isoformat() if re.search(r"\d{4}", text) else f"--{day:%m-%d}"
    yield sheet.problem(row, show, f"“{text[:60]}” is not a date; write it like 1990-12-10.")
    return ""


def partial_of(sheet: Sheet, row: Row, name: str, show: str) -> Generator[Problem, None, str]:
    """The date in a cell, as exact as it is written; "" for none, an open end, or one in trouble."""
    text = cell(row, name)
    try:
        found = dating.partial(text, day_first="/" in text and sheet.is_day_first())
    except ValueError:
        yield sheet.problem(row, show, f"“{text[:60]}” is not a date; write it like Jan 2020 or 2020.")
        return ""
    if trouble := sheet.doubt(row, show, text):
        yield trouble
    return found
