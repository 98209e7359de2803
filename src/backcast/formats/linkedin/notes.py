"""Notes.csv: what the owner wrote down about their connections. None of it may be lost."""

from collections.abc import Generator, Iterator
from datetime import date
from typing import NamedTuple

from backcast import limits
from backcast.formats.linkedin.directory import Directory
from backcast.formats.linkedin.people import someone
from backcast.formats.linkedin.sheet import Sheet, day_of
from backcast.formats.names import clean, clean_text, fold, profile_url
from backcast.formats.records import LeftOut, Record
from backcast.formats.tables import Row


class _Note(NamedTuple):
    sheet: Sheet
    line: int
    name: str
    url: str
    text: str
    day: date | None


def notes(sheets: Iterator[Sheet], directory: Directory) -> Iterator[Record]:
    """A person for everybody with notes, all of them in one text: the newest claim is the one shown."""
    found: dict[str, list[_Note]] = {}
    for sheet in sheets:
        for row in sheet.rows():
            if not isinstance(row, Row):
                yield row
            elif note := (yield from _note(sheet, row, directory)):
                held = found.setdefault(note.url or fold(note.name), [])
                if (note.text, note.day) in [(one.text, one.day) for one in held]:
                    yield LeftOut("the same note once more", 1)
                else:
                    sheet.read += 1
                    held.append(note)
    for told in found.values():
        yield from _joined(sorted(told, key=lambda note: (note.day or date.min, note.text)))


def _note(sheet: Sheet, row: Row, directory: Directory) -> Generator[Record, None, _Note | None]:
    text = clean_text(row.cells["note"])
    if not text:
        yield LeftOut("notes without words", 1)
        return None
    given, family = (row.cells.get(f"connection {part} name", "") for part in ("first", "last"))
    name, url = clean(f"{given} {family}"), profile_url(row.cells.get("connection profile url", ""))
    url = url or directory.url_of(name)
    name = directory.by_url.get(url, name)
    if not name:
        yield sheet.problem(row, "Connection First Name", "This note does not say whom it is about; add the name.")
        return None
    written = yield from day_of(sheet, row, "created on", "Created On")
    edited = yield from day_of(sheet, row, "edited on", "Edited On")
    return _Note(sheet, row.line, name, url, text, edited or written)


def _joined(told: list[_Note]) -> Iterator[Record]:
    """One text as it stands; several each under their day."""
    last, text = told[-1], told[0].text
    if len(told) > 1:
        text = "\n\n".join(f"{note.day.isoformat()}: {note.text}" if note.day else note.text for note in told)
    if len(text) > limits.TEXT:
        message = f"The notes on one person are longer than {limits.TEXT:,} characters together; shorten them."
        yield last.sheet.problem(Row(last.line, {}), "Note", message)
        text = clean_text(text)
    yield someone(last.sheet, last.line, last.name, last.url, day=last.day, note=text)
