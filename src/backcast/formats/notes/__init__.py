"""The reader of notes about people: a folder of Markdown files, one a person, with front matter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from backcast import limits
from backcast.formats import meanings
from backcast.formats.container import Claimed
from backcast.formats.names import fold
from backcast.formats.notes.fields import is_person
from backcast.formats.notes.front import entries
from backcast.formats.notes.note import note
from backcast.formats.notes.own import Own
from backcast.formats.records import FileSeen, OwnerHint, PersonRecord, Problem, Progress, Record
from backcast.formats.text import Line, lines

__all__ = ["KINDS", "by_contents", "by_hand", "by_name", "read"]

OWN = "notes.own"
"""A note that says nowhere that it is about a person; the user may say so."""

KINDS = frozenset({"notes", OWN})
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


def by_hand(name: str, head: list[Line], hint: OwnerHint, alone: bool) -> str:
    """A Markdown file whose front matter the user explained, or any with front matter that is given by itself."""
    if not name.lower().endswith((".md", ".markdown")):
        return ""
    front = entries(head)
    said = meanings.of_notes(hint.meanings)
    return OWN if (said and is_person(front, said)) or (alone and front) else ""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """The people of all notes, then when they met; one FileSeen a folder, or a file where it is alone in it."""
    own = Own(meanings.of_notes(hint.meanings))
    people: list[PersonRecord] = []
    rest: list[Record] = []
    read_in: Counter[str] = Counter()
    for count, claimed in enumerate(sorted(files, key=lambda one: one.member.name), 1):
        for record in _explained(claimed, own) if claimed.kind == OWN else note(claimed.member, own):
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
    if files and (columns := own.seen(_shown(files), is_read=bool(people))):
        yield columns
    for folder, held in groupby(sorted(files, key=_folder), _folder):
        inside = list(held)
        shown = inside[0].member.name if len(inside) == 1 else folder or "notes"
        yield FileSeen(shown, "notes", len(inside), read_in[folder])


def _explained(claimed: Claimed, own: Own) -> Iterator[Record]:
    """A note that says nowhere whom it is about: read once the user has said what one of its fields means."""
    with claimed.member.open() as stream:
        front = entries(lines(stream, limits.NOTE_FILE))
    if meanings.names_somebody([own.said.get(entry.key, "") for entry in front]):
        yield from note(claimed.member, own)
        return
    own.meet(front)
    message = "Nothing here says whom this note is about; say what its fields mean."
    yield Problem(claimed.member.name, 1, "", message)


def _shown(files: Sequence[Claimed]) -> str:
    """The name of the notes together: of the file, else of the first one's folder."""
    return files[0].member.name if len(files) == 1 else _folder(files[0]) or "notes"


def _folder(claimed: Claimed) -> str:
    return claimed.member.name.rpartition("/")[0]
