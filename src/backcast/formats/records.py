"""What readers yield: people, the owner, positions, interactions, evidence, and how the reading itself went.

Every record survives JSON: `from_json(to_json(record)) == record`; dates travel in ISO form, tuples as lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Someone a file speaks of. `key` is the same for the same person in every file of this source.

    `day` is when the facts were true if the record itself says so, else None: the date of the export holds.
    `birthday` is "1980-03-22", "--03-22", "1980-03", "1980" or "".
    """

    source: str
    key: str
    name: str
    given: str
    family: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    urls: tuple[str, ...]
    organisation: str
    title: str
    connected_on: date | None
    day: date | None
    birthday: str
    place: str
    note: str
    file: str
    line: int
    by_name: bool = False
    """Whether a name may be enough to know them by, where only one person here can be meant: so of members of
    a network, of whom one file tells the address, another the day they connected, a third the name alone."""
    languages: tuple[str, ...] = ()
    """What they speak, as `formats.languages` holds it, the preferred one first."""


@dataclass(frozen=True, slots=True)
class OwnerRecord:
    """The one whose export this is; nobody's contact. `day` is as in PersonRecord."""

    source: str
    name: str
    given: str
    family: str
    emails: tuple[str, ...]
    urls: tuple[str, ...]
    headline: str
    place: str
    birthday: str
    file: str
    line: int
    day: date | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionRecord:
    """A position of the owner, or where they studied. `start` and `end` are partial ISO dates, never widened;
    "" is an open end. `day` is as in PersonRecord."""

    source: str
    organisation: str
    title: str
    start: str
    end: str
    place: str
    file: str
    line: int
    day: date | None = None
    kind: Literal["work", "study"] = "work"


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """One contact with one person: `weight` as engines.md §1, `hours` None means the usual for its kind.

    `at` is aware and in UTC, None where the file tells no zone. The words themselves are never kept.
    """

    source: str
    key: str
    name: str
    url: str
    email: str
    day: date
    at: datetime | None
    kind: Literal["message", "mail", "meeting", "call"]
    way: Literal["in", "out", "both"]
    weight: float
    hours: float | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class AcquaintanceRecord:
    """Two other people who seem to know each other: they were on one small thread or at one small meeting. Each side
    has an address, a name, or both; `strength` in [0, 1] is what this one piece of evidence tells. `key` is the same
    for the same thread or meeting in every file of this source."""

    source: str
    key: str
    name: str
    email: str
    other_name: str
    other_email: str
    kind: Literal["thread", "meeting"]
    strength: float
    text: str
    day: date
    file: str
    line: int


EvidenceKind = Literal["recommendation", "recommendation_given", "endorsement", "endorsement_given", "follow"]


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """Something one person did for the owner, or the owner for them. `key` is the same for the same thing of
    this person in every file of this source; `day` is as in PersonRecord.

    `organisation` helps to tell people of one name apart. `text` is a few words of it: a skill, a sentence.
    """

    source: str
    key: str
    name: str
    url: str
    email: str
    kind: EvidenceKind
    text: str
    day: date | None
    file: str
    line: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader could not take as it stands: where, and in one sentence what and what to do."""

    file: str
    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file, what it was taken for, how many rows (or cards) it holds and how many were of use. `day` is that of
    its export, where several were given."""

    name: str
    kind: str
    rows: int
    read: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many files or rows were left out on purpose, and why, in plain words."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class ColumnsSeen:
    """A table of somebody's own making, or notes with fields of their own: what its columns hold, and what each means,
    as the user said, else as it looks; "" is left out. `digest` knows the same columns again.

    `examples` are up to three values of each column, a line each; they are shown when asking and never kept.
    `is_read` is False where nothing was taken from these columns, as nobody said what they mean.
    """

    file: str
    kind: Literal["addressbook", "notes"]
    digest: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    examples: tuple[str, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes read of all bytes to read, and the file and line being read."""

    done: int
    total: int
    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Three witnesses of when an export was made: its name, its files' time stamps, its newest content."""

    named: date | None
    written: date | None
    newest: date | None


@dataclass(frozen=True, slots=True)
class OwnerHint:
    """What the caller already knows of the owner, so that a single file can be read alone; and what the columns of
    their own lists mean, by the digest of the columns (`formats.meanings`)."""

    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


KINDS: dict[str, type] = {
    "person": PersonRecord,
    "owner": OwnerRecord,
    "position": PositionRecord,
    "interaction": InteractionRecord,
    "acquaintance": AcquaintanceRecord,
    "evidence": EvidenceRecord,
    "problem": Problem,
    "file": FileSeen,
    "left_out": LeftOut,
    "columns": ColumnsSeen,
    "progress": Progress,
    "origin": Origin,
    "hint": OwnerHint,
}
Row = PersonRecord | OwnerRecord | PositionRecord | InteractionRecord | AcquaintanceRecord | EvidenceRecord
"""What becomes rows; the other records tell how the reading went."""
Record = Row | Problem | FileSeen | LeftOut | ColumnsSeen | Progress | Origin

_TAGS = {kind: tag for tag, kind in KINDS.items()}
_FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in _TAGS}
_DATES = frozenset({"connected_on", "day", "named", "written", "newest"})


def to_json(record: Record | OwnerHint) -> dict[str, Any]:
    """The record as plain JSON values, with its kind under "type"."""
    kind = type(record)
    told: dict[str, Any] = {"type": _TAGS[kind]}
    for name in _FIELDS[kind]:
        value = getattr(record, name)
        told[name] = value.isoformat() if isinstance(value, date) else value
    return told


def from_json(told: dict[str, Any]) -> Any:
    """The record `to_json` told of. ValueError or TypeError where it is none."""
    kind = KINDS.get(told.get("type", ""))
    if kind is None:
        raise ValueError("no such kind of record")
    return kind(**{name: _value(name, value) for name, value in told.items() if name != "type"})


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DATES:
        return date.fromisoformat(value)
    if name == "at":
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
