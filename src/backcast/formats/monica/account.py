"""What an export of Monica says, however it is written down."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

LATER = {
    "debt": "debts",
    "gift": "gifts",
    "reminder": "reminders",
    "task": "tasks",
    "pet": "pets",
    "life_event": "life events",
    "relationship": "relationships between your contacts",
    "photo": "photos",
    "document": "documents",
    "journal_entry": "journal entries",
}
"""What has no use yet, and what it is counted as."""


class Met(NamedTuple):
    """One contact with somebody: how, on which day as written, and who began."""

    kind: Literal["message", "meeting", "call"]
    day: str
    way: Literal["in", "out", "both"]


@dataclass(slots=True)
class Contact:
    """One contact of the account. `birthday` is an ISO date, "--03-22" or ""; `fields` are (type, value)."""

    key: str
    name: str
    given: str
    family: str
    title: str = ""
    organisation: str = ""
    birthday: str = ""
    place: str = ""
    about: str = ""
    is_partial: bool = False
    is_dead: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    line: int = 0


@dataclass(slots=True)
class Account:
    """A whole export. `rows` counts its contacts, usable or not; `me` is the key of the owner's own contact."""

    day: date | None = None
    given: str = ""
    family: str = ""
    email: str = ""
    me: str = ""
    rows: int = 0
    contacts: list[Contact] = field(default_factory=list)
    later: Counter[str] = field(default_factory=Counter)


def is_true(value: object) -> bool:
    """A flag as JSON and MySQL write it."""
    return value is True or value in ("1", "true", "yes")


def day_of(text: str) -> date | None:
    """The day of a stamp, in the zone of the server: Monica asks for days, not for times."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def birthday(text: str, *, by_age: bool, without_year: bool) -> str:
    """A birthday as told. One worked out from an age is none: its year is a guess and its day made up."""
    day = day_of(text)
    if day is None or by_age:
        return ""
    return f"--{day:%m-%d}" if without_year else day.isoformat()
