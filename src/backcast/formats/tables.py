"""CSV as people's programs write it: any separator, preambles, ragged rows, quotes that never close."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from backcast import limits
from backcast.formats.container import Member
from backcast.formats.names import clean
from backcast.formats.records import Problem
from backcast.formats.text import HEAD, Line, lines, mend

ROW = 2 * limits.CSV_FIELD
"""Characters of one whole row, its line breaks too; also what the csv module takes in one cell [D]."""
HEADER_WITHIN = 60
"""Rows in which the header must come [D]; preambles of up to a dozen lines were met."""

ESCAPED_LINES = 20
"""Lines of one row that are tried for backslashes before quotes [D]; keeps the trying linear."""

_REST = "The rest of this file was not read: it has too many rows or too many quotes that never close."
_SEPARATORS = (",", ";", "\t")


class Row(NamedTuple):
    """The line a row begins on, and its cells by the header's names in lower case."""

    line: int
    cells: dict[str, str]


class Header(NamedTuple):
    """Where the names of the columns stand, which they are and what separates them."""

    line: int
    columns: tuple[str, ...]
    separator: str


class _Block(NamedTuple):
    """The physical lines of one row: more than one where a quoted cell holds line breaks."""

    lines: list[Line]
    text: str
    trouble: str


def column(name: str) -> str:
    """A column's name for matching: lower case, `_` as a space, single spaces."""
    return " ".join(clean(name, 120).replace("_", " ").lower().split())


def header(head: list[Line], fits: Callable[[frozenset[str]], bool]) -> Header | None:
    """The first row whose names fit, under the separator that makes them fit."""
    return next((found for found in headers(head) if fits(frozenset(found.columns))), None)


def headers(head: list[Line]) -> Iterator[Header]:
    """Every row that could be the header, under every separator in it."""
    for line in head[:HEADER_WITHIN]:
        for separator in _SEPARATORS:
            if separator not in line.text and separator != ",":
                continue
            columns = tuple(column(cell) for cell in _cells(mend(line.text), separator) or ())
            yield Header(line.number, columns, separator)


def first_lines(member: Member) -> list[Line]:
    """The first lines of a file, enough to find its header."""
    with member.open() as stream:
        start = io.BytesIO(stream.read(HEAD))
    return [line for line, _ in zip(lines(start, HEAD), range(2 * HEADER_WITHIN), strict=False)]


def rows(member: Member, head: Header) -> Iterator[Row | Problem]:
    """Every row after the header. A row in trouble becomes a Problem, the next rows are read all the same."""
    with member.open() as stream:
        yield from _Table(member.name, head, lines(stream, ROW)).rows()


@dataclass(slots=True)
class _Table:
    """One pass over a table, able to look again at lines that an open quote had swallowed."""

    file: str
    head: Header
    source: Iterator[Line]

    def rows(self) -> Iterator[Row | Problem]:
        """After a broken row only whole ones count: what a quote swallowed may be the rest of a letter."""
        again: deque[Line] = deque()
        breaks = count = 0
        resync = False
        while block := self._block(again):
            first = block.lines[0]
            if first.number <= self.head.line:
                again.extendleft(reversed(block.lines[1:]))  # a preamble's odd quote must not hide the header
                continue
            if breaks > limits.CSV_BREAKS or count >= limits.CSV_ROWS:
                yield Problem(self.file, first.number, "", _REST)
                return
            cells, trouble = self._row(block)
            if cells is not None and not (resync and len(cells) != len(self.head.columns)):
                resync = False
                count += 1
                if any(cells) and not self._is_header(cells):
                    yield Row(first.number, dict(zip_longest(self._names(), cells, fillvalue="")))
                continue
            if trouble and (len(block.lines) > 1 or not resync):
                yield Problem(self.file, first.number, "", trouble)
            if len(block.lines) > 1:  # only its first line is to blame: look again at the others
                again.extendleft(reversed(block.lines[1:]))
                resync, breaks = True, breaks + 1

    def _is_header(self, cells: list[str]) -> bool:
        """Whether this row is the header once more, as where two files were joined."""
        first = self.head.columns[0]
        return column(cells[0]) == first and tuple(map(column, cells)) == self.head.columns[: len(cells)]

    def _names(self) -> tuple[str, ...]:
        return _first_of_each(self.head.columns)

    def _block(self, again: deque[Line]) -> _Block | None:
        """Lines up to the end of a row, found by following quotes that open at the start of a cell."""
        taken: list[Line] = []
        size, inside = 0, False
        while (line := again.popleft() if again else next(self.source, None)) is not None:
            if not line.text and not taken:
                continue
            taken.append(line)
            size += len(line.text) + 1
            if not line.whole or size > ROW:
                return _Block(taken, "", self._too_long(inside))
            inside = _is_open(line.text, self.head.separator, inside)
            if not inside or (len(taken) <= ESCAPED_LINES and self._is_escaped(_joined(taken))):
                return _Block(taken, _joined(taken), "")
        return _Block(taken, "", self._too_long(True)) if taken else None

    def _is_escaped(self, text: str) -> bool:
        """Whether the row is whole once `\\"` is read as a quote inside a cell, as some exports write it."""
        if '\\"' not in text or _is_open(text.replace('\\"', ""), self.head.separator, False):
            return False
        return len(_cells(text, self.head.separator, escaped=True) or ()) == len(self.head.columns)

    def _too_long(self, inside: bool) -> str:
        if inside:
            return "A quote opens here and never closes; close it or remove it, then import again."
        return f"This row is longer than {ROW:,} characters and was left out."

    def _row(self, block: _Block) -> tuple[list[str] | None, str]:
        if block.trouble:
            return None, block.trouble
        width = len(self.head.columns)
        cells = self._parsed(mend(block.text), width)
        while cells and len(cells) > width and not cells[-1].strip():
            cells.pop()
        if cells is None or len(cells) > width:
            found = "quotes that cannot be followed" if cells is None else f"{len(cells)} cells"
            return (
                None,
                f"This row has {found} where the header has {width} columns; mend it and import again.",
            )
        if any(len(cell) > limits.CSV_FIELD for cell in cells):
            return (
                None,
                f"A cell here is longer than {limits.CSV_FIELD:,} characters, so the row was left out.",
            )
        return cells, ""

    def _parsed(self, text: str, width: int) -> list[str] | None:
        """Strictly where a quote has swallowed line breaks: it may have been left open by mistake."""
        plain = _cells(text, self.head.separator, strict="\n" in text or '\\"' in text)
        if '\\"' in text and (plain is None or len(plain) != width):
            return _cells(text, self.head.separator, escaped=True)
        return plain


def _joined(taken: list[Line]) -> str:
    return "\n".join(line.text for line in taken) if len(taken) > 1 else taken[0].text


def _cells(text: str, separator: str, *, escaped: bool = False, strict: bool = False) -> list[str] | None:
    """The cells of one row, None where its quotes cannot be followed."""
    escape = "\\" if escaped else None
    try:
        return next(csv.reader((text,), delimiter=separator, escapechar=escape, strict=strict), [])
    except csv.Error:
        return None


def _is_open(text: str, separator: str, inside: bool) -> bool:
    """Whether a quoted cell is still open at the end of this text. Linear in its length."""
    if '"' not in text:
        return inside
    at = 0
    if not inside and text[0] == '"':
        inside, at = True, 1
    while True:
        if inside:
            at = _closing(text, at)
            if at < 0:
                return True
        found = text.find(separator + '"', at)
        if found < 0:
            return False
        inside, at = True, found + 2


def _closing(text: str, at: int) -> int:
    """The place after the quote that closes the cell, -1 where none does. A doubled quote is text."""
    while (at := text.find('"', at)) >= 0:
        if text[at + 1 : at + 2] != '"':
            return at + 1
        at += 2
    return -1


@lru_cache(maxsize=64)
def _first_of_each(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Column names with later doubles made nameless, so that the first of them keeps its cell."""
    return tuple("" if name in columns[:at] else name for at, name in enumerate(columns))
