"""The reader of notes about people: a folder of Markdown files, one a person, with front matter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from backcast.formats.container import Claimed
from backcast.formats.names import fold
from backcast.formats.notes.fields import is_person
from backcast.formats.notes.front import entries
from backcast.formats.notes.note import note
from backcast.formats.records import FileSeen, OwnerHint, PersonRecord, Progress, Record
from backcast.formats.text import Line

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset({"notes"})
_STEP = 200
"""Notes between two signs of progress [D]."""


def by_name(name: str) -> str:
    """No note is known by its name alone."""
    return ""


def by_contents(name: str, head: list[Line]) -> str:
    """A Markdown file whose front matter speaks of a person."""
    if not name.lower().endswith((".md", ".markdown")):
        return ""
    return "notes" if is_person(entries(head)) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The people of all notes, then when they met; one FileSeen a folder, or a file where it is alone in it."""
    people: list[PersonRecord] = []
    rest: list[Record] = []
    read_in: Counter[str] = Counter()
    for count, claimed in enumerate(sorted(files, key=lambda one: one.member.name), 1):
        for record in note(claimed.member):
            if isinstance(record, PersonRecord):
                people.append(record)
                read_in[_folder(claimed)] += 1
            else:
                rest.append(record)
        if count % _STEP == 0:
            yield Progress(0, 0, claimed.member.name)
    alike = Counter(fold(person.name) for person in people)
    for person in people:
        yield replace(person, by_name=person.by_name and alike[fold(person.name)] == 1)
    yield from rest
    for folder, held in groupby(sorted(files, key=_folder), _folder):
        inside = list(held)
        shown = inside[0].member.name if len(inside) == 1 else folder or "notes"
        yield FileSeen(shown, "notes", len(inside), read_in[folder])


def _folder(claimed: Claimed) -> str:
    return claimed.member.name.rpartition("/")[0]
