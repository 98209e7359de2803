"""INSERT statements as rows of text. Nothing is executed; every other statement is passed over."""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from backcast import limits
from backcast.formats.records import Problem
from backcast.formats.text import Line, lines, mend

_INSERT = re.compile(
    r"\s*+INSERT\s++(?:IGNORE\s++)?INTO\s++[`\"]?(\w{1,80})[`\"]?\s*+\(([^()]{1,8000})\)\s*+VALUES\b", re.IGNORECASE
)
_VALUE = re.compile(r"\s*+(?:'((?:[^'\\]|\\.|'')*+)'|([^\s,()']++))\s*+([,)])", re.DOTALL)
_OPENING = re.compile(r"[\s,]*+\(")
_QUOTE = re.compile(r"\\.|'")
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": ""}
_DAY = re.compile(r"# Export date:\s*(\d{4}-\d\d-\d\d)")
_AGAIN = "This row cannot be followed and was left out; export it again or mend it here."


class Statement(NamedTuple):
    """The table of an INSERT, its columns, and where its rows begin."""

    table: str
    columns: tuple[str, ...]
    end: int


class Row(NamedTuple):
    """One row, its cells by column; NULL is ""."""

    table: str
    line: int
    cells: dict[str, str]


def statement(text: str) -> Statement | None:
    """The INSERT that a text begins with."""
    found = _INSERT.match(text)
    if not found:
        return None
    columns = tuple(name.strip(' `"\t\r\n').lower() for name in found[2].split(","))
    return Statement(found[1].lower(), columns, found.end())


def rows(stream: BinaryIO, file: str, wanted: frozenset[str]) -> Iterator[Row | Problem | str]:
    """The rows of the wanted tables, and as text the day of the export where a comment tells it."""
    return _Dump(file, wanted, lines(stream, limits.SQL_ROW)).rows()


class _Dump:
    """One pass over a dump, able to look again at lines that an open quote had swallowed."""

    def __init__(self, file: str, wanted: frozenset[str], source: Iterator[Line]) -> None:
        self._file, self._wanted, self._source = file, wanted, source
        self._again: deque[Line] = deque()
        self._now: Statement | None = None
        self._prefix = ""
        self._lost = False

    def rows(self) -> Iterator[Row | Problem | str]:
        """All rows; after `limits.CSV_BREAKS` quotes that never close the rest is given up."""
        breaks = 0
        while taken := self._block():
            if day := _DAY.match(taken[0].text):
                yield day[1]
                continue
            found = list(self._of_block(taken))
            lost = bool(found) and isinstance(found[-1], Problem) and found[-1].message == _AGAIN
            yield from found[:-1] if lost and self._lost else found  # one word on a stretch of noise is enough
            self._lost = lost
            if len(taken) > 1 and lost:
                self._again.extendleft(reversed(taken[1:]))
                breaks += 1
            if breaks > limits.CSV_BREAKS:
                yield Problem(self._file, taken[0].number, "", "The rest was not read: too many quotes never close.")
                return

    def _block(self) -> list[Line]:
        """Lines up to one at whose end no text is open. A comment is a block of its own."""
        taken: list[Line] = []
        size, inside = 0, False
        while (line := self._again.popleft() if self._again else next(self._source, None)) is not None:
            taken.append(line)
            size += len(line.text) + 1
            if len(taken) == 1 and line.text.lstrip().startswith(("#", "--", "/*")):
                break
            if "'" in line.text:
                inside = sum(mark[0] == "'" for mark in _QUOTE.finditer(line.text)) % 2 != inside
            if not inside or size > limits.SQL_ROW:
                break
        return taken

    def _of_block(self, taken: list[Line]) -> Iterator[Row | Problem]:
        """The rows of a block, which may begin a statement and may end it."""
        text, first, at = "\n".join(line.text for line in taken), taken[0], 0
        if started := statement(text):
            if started.table.endswith("accounts"):
                self._prefix = started.table.removesuffix("accounts")
            self._now = started._replace(table=started.table.removeprefix(self._prefix))
            at = started.end
        if self._now is None or self._now.table not in self._wanted or not text[at:].strip():
            return
        if not all(line.whole for line in taken) or len(text) > limits.SQL_ROW:
            message = f"This row is longer than {limits.SQL_ROW:,} characters and was left out."
            yield Problem(self._file, first.number, self._now.table, message)
            return
        yield from self._rows(self._now, mend(text), at, first.number)

    def _rows(self, now: Statement, text: str, at: int, line: int) -> Iterator[Row | Problem]:
        while found := _OPENING.match(text, at):
            values, end = _values(text, found.end())
            line += text.count("\n", at, found.end())
            if end < 0:
                yield Problem(self._file, line, now.table, _AGAIN)
                return
            if len(values) != len(now.columns):
                message = f"This row has {len(values)} values where its table has {len(now.columns)} columns."
                yield Problem(self._file, line, now.table, message + " Mend it and import again.")
            else:
                yield Row(now.table, line, dict(zip(now.columns, values, strict=True)))
            line += text.count("\n", found.end(), end)
            at = end
        rest = text[at:].strip()
        if rest.startswith(";"):
            self._now = None
        elif rest not in ("", ","):
            yield Problem(self._file, line, now.table, _AGAIN)


def _values(text: str, at: int) -> tuple[list[str], int]:
    """The values of one row and the place after it, -1 where it cannot be followed."""
    values: list[str] = []
    while found := _VALUE.match(text, at):
        bare = found[2] or ""
        values.append(_plain(found[1]) if found[1] is not None else "" if bare.upper() == "NULL" else bare)
        at = found.end()
        if found[3] == ")":
            return values, at
    return values, -1


def _plain(text: str) -> str:
    if "\\" not in text and "''" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]) if found[1] is not None else "'", text)
