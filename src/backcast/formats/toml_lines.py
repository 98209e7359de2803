"""Where each key of a TOML text stands. `tomllib` tells the line of a slip in the writing, not of a wrong value.

The text is known to be valid TOML, so the scan may be loose: it follows headers, keys, arrays and inline tables,
and steps over comments and strings of every kind.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|\n|[\[\]{},=.]"
    r"|[^\s\[\]{},=.\"'#]+",
    re.DOTALL,
)
_END = ""


DIGITS: Final = 4_300
"""Of a whole number at most, which is where Python stops reading one."""


class _Token(NamedTuple):
    text: str
    line: int


def lines(text: str) -> Mapping[Path, int]:
    """The line of every key and header: ("milestones", 2, "after") → 31, ("milestones", 2) → 27."""
    return _Scan(text).found


def endless(text: str) -> int:
    """The line of a number with more digits than are read; the first line where there is none."""
    long = (token.line for token in _tokens(text) if len(token.text) > DIGITS and token.text[-1].isdigit())
    return next(long, 1)


class _Scan:
    """One pass over the tokens, with the table they belong to."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens = _tokens(text)
        self._table: Path = ()
        self._now = _Token("\n", 1)
        while self._now.text != _END:
            self._statement()

    def _next(self) -> _Token:
        """The token just left behind."""
        left = self._now
        self._now = next(self._tokens, _Token(_END, left.line))
        return left

    def _statement(self) -> None:
        if self._now.text == "\n":
            self._next()
        elif self._now.text == "[":
            self._header()
        else:
            self._pair(self._table)

    def _header(self) -> None:
        line = self._next().line
        many = self._now.text == "["
        if many:
            self._next()
        self._table = self._resolve(self._keys("]"), many)
        self.found.setdefault(self._table, line)
        while self._now.text == "]":
            self._next()

    def _resolve(self, keys: list[str], many: bool) -> Path:
        """The path of a header: arrays of tables named on the way stand for their last entry."""
        path: Path = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if many and place == len(keys) - 1:
                self.found.setdefault(path, self._now.line)
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _keys(self, end: str) -> list[str]:
        keys = []
        while self._now.text not in (end, _END):
            written = self._next().text
            if written != ".":
                keys.append(_unquoted(written))
        return keys

    def _pair(self, table: Path) -> None:
        line = self._now.line
        path = (*table, *self._keys("="))
        for length in range(len(table) + 1, len(path) + 1):
            self.found.setdefault(path[:length], line)
        self._next()
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._now.text == "[":
            self._several(path, "]")
        elif self._now.text == "{":
            self._several(path, "}")
        else:
            while self._now.text not in ("\n", ",", "]", "}", _END):
                self._next()

    def _several(self, path: Path, end: str) -> None:
        """What stands between brackets: values by their place, or pairs."""
        self._next()
        place = 0
        while self._now.text not in (end, _END):
            if self._now.text in ("\n", ","):
                self._next()
            elif end == "}":
                self._pair(path)
            else:
                self.found[(*path, place)] = self._now.line
                self._value((*path, place))
                place += 1
        self._next()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] != "#":
            yield _Token(token, line)
        line += token.count("\n")


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    plain: str = tomllib.loads(f"key = {key}")["key"]
    return plain
