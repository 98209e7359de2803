"""The front matter of a note: flat keys, lists, and one level inside them. It makes text of it and nothing else."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backcast import limits
from backcast.formats.names import plain
from backcast.formats.text import Line, mend

_KEY = re.compile(r"(?:\"([^\"]{1,80})\"|'([^']{1,80})'|([^\s:#\[\]{}\"'-][^:#\[\]{}\"']{0,79}))\s{0,8}:(?:\s(.*))?$")
_WIKI = re.compile(r"!?\[\[([^\[\]|]{1,300})(?:\\?\|([^\[\]]{1,300}))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(([^()\s]{1,1000})\)")
_PART = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'|[^,]*+)\s*(?:,|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": " ", "r": ""}
_WIDTH = 8_000
"""Characters of one line of front matter that are read [D]."""
_NOTHING = frozenset({"", "~", "null", "[]", "{}", '""', "''"})
_ENDS = frozenset({"---", "..."})


class Entry(NamedTuple):
    """One value under a key, or under a name inside it; both spelled for matching. `value` is "" where there is
    none; `broken` tells of a line that says nothing at all."""

    key: str
    inside: str
    value: str
    line: int
    broken: bool = False


def entries(lines: Iterable[Line]) -> list[Entry]:
    """The entries of a note that begins with front matter; none where it does not. Takes no line after its end."""
    source = iter(lines)
    first = next((line for line in source if line.text.strip()), None)
    if first is None or first.text.strip() != "---":
        return []
    return list(_Front().read(source))


class _Front:
    """Where in the front matter we are: under which key, and whether in a text of several lines."""

    def __init__(self) -> None:
        self._key = self._inside = ""
        self._folded: list[str] | None = None
        self._since = self._depth = 0

    def read(self, source: Iterator[Line]) -> Iterator[Entry]:
        """Entries up to the closing line; at most `limits.FRONT_MATTER` lines."""
        for count, line in enumerate(source):
            text = mend(line.text[:_WIDTH]).expandtabs(2).rstrip()
            if text in _ENDS or count >= limits.FRONT_MATTER:
                break
            depth = len(text) - len(text.lstrip())
            if self._folded is not None and (not text or depth > self._depth):
                self._folded.append(text.strip())
                continue
            yield from self._finished()
            bare = text.strip()
            if bare and not bare.startswith("#"):
                yield from self._line(bare, depth, line.number)
        yield from self._finished()

    def _finished(self) -> Iterator[Entry]:
        if self._folded:
            yield Entry(self._key, self._inside, "\n".join(self._folded).strip(), self._since)
        self._folded = None

    def _line(self, bare: str, depth: int, number: int) -> Iterator[Entry]:
        is_item = bare == "-" or bare.startswith("- ")
        bare = bare[1:].strip() if is_item else bare
        found = _KEY.match(bare)
        if found and not (is_item or depth):
            self._key, self._inside = _name(found), ""
        elif found and self._key and not bare.lower().startswith(("http:", "https:", "mailto:")):
            self._inside = _name(found)
        elif (is_item or depth) and self._key:
            self._inside = "" if is_item else self._inside
            yield from self._values(bare, number)
            return
        else:
            yield Entry("", "", bare, number, broken=True)
            return
        told = (found[4] or "").strip()
        if re.fullmatch(r"[|>][+-]?\d?", told):
            self._folded, self._since, self._depth = [], number, depth
        else:
            yield from self._values(told, number)

    def _values(self, told: str, number: int) -> Iterator[Entry]:
        """Each value of a text: a list in brackets has several, a map in braces has names of its own."""
        if told.startswith("{") and told.endswith("}"):
            for part in _parts(told[1:-1]):
                found = _KEY.match(part)
                if found and (value := _scalar(found[4] or "")):
                    yield Entry(self._key, _name(found), value, number)
            return
        several = told.startswith("[") and told.endswith("]") and not told.startswith("[[")
        links = [found[0] for found in _WIKI.finditer(told)] if told.startswith("[[") else []
        for part in links or (_parts(told[1:-1]) if several else [told]):
            value = _scalar(part)
            yield Entry(self._key, self._inside, value, number)


def _name(found: re.Match[str]) -> str:
    """A key for matching: plain letters, single spaces."""
    return plain((found[1] or found[2] or found[3] or "").replace("-", " "))


def _parts(text: str) -> list[str]:
    """At commas outside quotes."""
    parts, at = [], 0
    while at < len(text) and (found := _PART.match(text, at)) and found.end() > at:
        parts.append(found[1])
        at = found.end()
    return parts


def _scalar(text: str) -> str:
    """The text of one value: quotes, comments and links undone."""
    text = text.strip()
    if text[:1] == '"' and text[-1:] == '"' and len(text) > 1:
        text = _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text[1:-1])
    elif text[:1] == "'" and text[-1:] == "'" and len(text) > 1:
        text = text[1:-1].replace("''", "'")
    elif " #" in text:
        text = text[: text.index(" #")].rstrip()
    return "" if text.lower() in _NOTHING else unlinked(text)


def unlinked(text: str) -> str:
    """A text with links replaced by what they show: "[[people/Anna Ash]]" → "Anna Ash"."""
    if "[" not in text:
        return text
    text = _WIKI.sub(lambda found: found[2] or found[1].partition("#")[0].rpartition("/")[2] or found[1], text)
    return _LINK.sub(lambda found: found[1] or found[2], text)
