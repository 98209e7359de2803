"""The reader of lists that somebody pasted, or wrote into a plain text file: a person a line."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.container import Claimed
from backcast.formats.pasted.line import FILE, LINE, people
from backcast.formats.records import FileSeen, LeftOut, OwnerHint, PersonRecord, Problem, Record
from backcast.formats.text import Line, lines, mend

__all__ = ["EXAMPLE", "FILE", "KINDS", "LINE", "by_contents", "by_hand", "by_name", "people", "read"]

KINDS = frozenset({"pasted"})
EXAMPLE = "Anna Ash <anna@example.org>, Oak Ltd"
"""A line that is always understood."""
_WIDE = 8 * LINE
_TEXTS = (".txt", ".csv", ".tsv", ".list", ".text")


def by_name(name: str) -> str:
    """No list is known by its name alone: what is pasted may be a table or a card."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """No text is a list by itself: it may be a letter."""
    return ""


def by_hand(name: str, head: list[Line], hint: OwnerHint, alone: bool) -> str:
    """What was pasted and is nothing else; and a text file given by itself of which most lines are people with an
    address, number or link."""
    if alone and name == FILE:
        return "pasted"
    if not (alone and name.lower().endswith(_TEXTS)):
        return ""
    text = "\n".join(mend(line.text) for line in head)
    told = [one for one in people(text) if not isinstance(one, LeftOut)]
    good = [one for one in told if isinstance(one, PersonRecord) and (one.emails or one.phones or one.urls)]
    return "pasted" if good and 2 * len(good) >= len(told) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """Whoever the lines name. Unreadable where they name nobody at all."""
    for claimed in files:
        yield from _read_one(claimed)


def _read_one(claimed: Claimed) -> Iterator[Record]:
    name = claimed.member.name
    with claimed.member.open() as stream:
        source = io.BytesIO(stream.read(limits.REQUEST_BODY))
    text = "\n".join(mend(line.text) for line in lines(source, _WIDE))
    told = list(people(text))
    found = [one for one in told if isinstance(one, PersonRecord)]
    if not found:
        cause = next((f" {one.message}" for one in told if isinstance(one, Problem)), "")
        raise Unreadable(
            f"Nobody was found in {name.removesuffix('.txt')}.{cause}", f"Write one person a line, like: {EXAMPLE}"
        )
    for one in told:
        yield one if isinstance(one, LeftOut) else replace(one, file=name)
    yield FileSeen(name, claimed.kind, len(told), len(found))
