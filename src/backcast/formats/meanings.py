"""What the columns of people's own lists mean, as they said: the fields there are, and how columns are known again."""

import csv
from collections.abc import Mapping, Sequence
from typing import Final

from backcast.errors import Invalid
from backcast.formats.digest import digest
from backcast.formats.names import clean, plain
from backcast.formats.tables import column

FIELDS: Final = {
    "name": "Name",
    "given": "Given name",
    "family": "Family name",
    "email": "E-mail",
    "phone": "Phone",
    "organisation": "Organisation",
    "title": "Job title",
    "place": "Place",
    "languages": "Languages",
    "url": "Web address",
    "birthday": "Birthday",
    "note": "Note",
    "": "Leave out",
}
"""What a column may hold, and how that is called."""
NAMING: Final = ("name", "given", "family", "email")
"""Of these one is needed: without it nobody would be known by anything."""
SAID = ""
"""Stands for a digest where the user just said what some columns mean, in whatever table they are met."""
NOTES = "notes"
"""The digest of every note: its fields differ from note to note, and each means the same in all of them."""

Meanings = Mapping[str, Mapping[str, str]]
"""Digest of the columns to column to field."""

HOW = 'Write it like --map "Who=name,Mail=email".'
_LEAVE = frozenset({"", "-", "none", "skip", "leave out"})
_WORDS = {plain(word.replace("-", " ")): field for field, label in FIELDS.items() for word in (field, label)}
_ALSO = {"first name": "given", "last name": "family", "mail": "email", "company": "organisation", "link": "url",
         "employer": "organisation", "organization": "organisation", "role": "title", "position": "title",
         "city": "place", "town": "place", "notes": "note",
         "language": "languages", "speaks": "languages"}  # fmt: skip


def known_by(columns: Sequence[str]) -> str:
    """The digest of a table's columns: the same ones in the same order, in any case."""
    return digest(*map(column, columns))


def of_table(columns: Sequence[str], meanings: Meanings) -> Mapping[str, str] | None:
    """What the columns of this table mean, where the user said so, now or before."""
    said = {column(name): field for name, field in meanings.get(SAID, {}).items()}
    if said and set(said) <= set(columns):
        return said
    return meanings.get(known_by(columns))


def of_notes(meanings: Meanings) -> Mapping[str, str]:
    """What the fields of notes mean, as far as the user said so."""
    told = {**meanings.get(NOTES, {}), **meanings.get(SAID, {})}
    return {key(name): field for name, field in told.items()}


def key(name: str) -> str:
    """A field of notes for matching, as `front` spells them: "works_at" is "works at"."""
    return plain(name.replace("-", " "))


def parsed(text: str) -> dict[str, str]:
    """Column to field of "Who=name, Mail=email", with quotes around a name that holds a comma. Invalid where a field is
    none, or nothing is said."""
    told = {}
    for part in filter(str.strip, next(csv.reader([clean(text, 20_000)], skipinitialspace=True), [])):
        name, equals, said = part.rpartition("=")
        if not (equals and name.strip()):
            raise Invalid(f"“{clean(part, 60)}” does not say what a column means.", HOW)
        told[clean(name, 120)] = field(said)
    if not told:
        raise Invalid("Nothing is said of any column.", HOW)
    return told


def field(said: str) -> str:
    """The field somebody means. Invalid where it is none."""
    word = plain(said.replace("-", " "))
    if said.strip().lower() in _LEAVE:
        return ""
    found = _WORDS.get(word) or _ALSO.get(word)
    if not found:
        known = ", ".join(filter(None, FIELDS))
        raise Invalid(f"“{clean(said, 60)}” is nothing a column can hold here.", f"It may be one of: {known}; or skip.")
    return found


def names_somebody(fields: Sequence[str]) -> bool:
    """Whether a list with these fields tells who its people are."""
    return not set(NAMING).isdisjoint(fields)
