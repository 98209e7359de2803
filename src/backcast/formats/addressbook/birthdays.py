"""Birthdays as address books write them: without a year, as zeros for none, in the order of some country."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backcast.formats import dating, names
from backcast.formats.records import Problem
from backcast.formats.tables import Row

NO_YEAR = "1604"
"""The year some programs write where none is known: the first leap year of their calendar."""


@dataclass(slots=True)
class Birthdays:
    """The birthdays of one table. What a slashed one means is settled by all of them together, else by the
    language of the columns."""

    file: str
    language: str
    all: Callable[[], Iterator[str]]
    """Reads what stands in the birthday column, through the whole table."""
    _orders: set[str] | None = None
    _doubted: bool = False

    def of(self, row: Row, written: str) -> tuple[str, Problem | None]:
        """A birthday as records hold it, "" for none; and what is doubtful or wrong with it."""
        text = names.clean(written)
        if not re.search("[1-9]", text):
            return "", self._problem(row, text) if re.search(r"[^\W\d]", text) else None
        day_first = "/" in text and self._is_day_first()
        try:
            told = _told(text, day_first)
        except ValueError:
            return "", self._problem(row, text)
        return told, self._doubt(row, text)

    def _is_day_first(self) -> bool:
        return self._proven() == {"day"} or (self.language != "en" and self._proven() != {"month"})

    def _proven(self) -> set[str]:
        """The orders of day and month that birthdays of this table prove. Looks through it once."""
        if self._orders is None:
            self._orders = {dating.order(text) for text in self.all()} - {""}
        return self._orders

    def _doubt(self, row: Row, text: str) -> Problem | None:
        """A word, once a table, on a day and month that nothing here tells apart."""
        if self._doubted or self.language != "en" or not dating.is_doubtful(text) or len(self._proven()) == 1:
            return None
        self._doubted = True
        message = (
            f"“{text[:60]}” and birthdays like it were read as month/day/year. If the day comes first here, write them"
            " like 1990-12-10 and import again."
        )
        return Problem(self.file, row.line, "Birthday", message)

    def _problem(self, row: Row, text: str) -> Problem:
        message = f"“{text[:60]}” is not a date; write it like 1990-12-10."
        return Problem(self.file, row.line, "Birthday", message)


def _told(text: str, day_first: bool) -> str:
    """A year of two digits could be of either century and is dropped. ValueError where it is no date."""
    try:
        return dating.birthday(text, NO_YEAR)
    except ValueError:
        pass
    try:
        day = dating.day(text, day_first=day_first)
    except ValueError:
        return f"--{dating.day(f'{text}, 2000'):%m-%d}"
    has_year = re.search(r"\d{4}", text) and day.year != int(NO_YEAR)
    return day.isoformat() if has_year else f"--{day:%m-%d}"
