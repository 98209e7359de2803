"""One way in: paths to records. Which reader takes a file is settled by what the file holds."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats import exports
from backcast.formats.container import Claimed, Member, Meter, called, contents
from backcast.formats.records import (
    EvidenceRecord,
    InteractionRecord,
    LeftOut,
    Origin,
    OwnerHint,
    PersonRecord,
    Problem,
    Progress,
    Record,
)
from backcast.formats.text import HEAD, Line, lines

READERS: dict[str, str] = {
    "linkedin": "backcast.formats.linkedin",
    "mail": "backcast.formats.mail",
    "vcard": "backcast.formats.vcard",
    "calendar": "backcast.formats.calendars",
    "resume": "backcast.formats.resume",
    "monica": "backcast.formats.monica",
    "notes": "backcast.formats.notes",
    "addressbook": "backcast.formats.addressbook",
    "pasted": "backcast.formats.pasted",
}
"""Name of a reader to the module that is one (`Reader`)."""
WILLING = ("addressbook", "notes", "pasted")
"""Readers that take more than they know: what is given by itself, or was explained by the user (`Willing`)."""

HINT = (
    "Backcast reads LinkedIn's data archive (the ZIP, its folder or a CSV of it), mail (mbox, Maildir, .eml),"
    " vCard files (.vcf), calendars (.ics), address books as CSV (Google, Outlook, your own), a CV as JSON"
    " Resume, Monica's exports (.json or .sql), Markdown notes about people, and lists with a person a line."
)

_NEVER_OPENED = (
    ".html", ".htm", ".jpg", ".jpeg", ".png", ".gif", ".pdf", ".mp4", ".mov", ".mp3", ".ogg", ".doc", ".docx",
    ".xls", ".xlsx", ".xml", ".zip", ".sqlite", ".exe",
)  # fmt: skip
_SNIFFED_LINES = 120
_STEP = 500
"""Records between two signs of progress [D]."""


class Reader(Protocol):
    """What a module must offer to be a reader. It opens files only as members, and raises only Unreadable."""

    KINDS: frozenset[str]
    """The kinds it opens and reads; it may claim others, only to name them."""

    def by_name(self, name: str) -> str:
        """The kind of a file that must not or need not be opened, "" for one to look into."""

    def by_contents(self, name: str, head: list[Line]) -> str:
        """The kind of a file by its first lines, "" where it is not this reader's."""

    def read(self, files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
        """Records of all its files, a FileSeen for each, Problems for what is wrong, Progress on the way."""


class Willing(Reader, Protocol):
    """A reader that takes people's own lists and notes, too."""

    def by_hand(self, name: str, head: list[Line], hint: OwnerHint, alone: bool) -> str:
        """The kind of a file nobody claims: one the user explained, or may be asked about where it came `alone`."""


def read(paths: Sequence[Path], hint: OwnerHint) -> Iterator[Record]:
    """All records of all paths; the Origin comes last. Unreadable where nothing at all can be read."""
    with ExitStack() as stack:
        meter = Meter()
        found: list[tuple[Path, Member | Problem]] = [
            (path, member) for path in paths for member in contents(path, meter, stack)
        ]
        members = [member for _, member in found if isinstance(member, Member)]
        problems = [trouble for _, trouble in found if isinstance(trouble, Problem)]
        alone = {id(member) for path, member in found if isinstance(member, Member) and _is_alone(path, member)}
        groups = {day: _claims(group, hint, alone) for day, group in exports.by_day(found).items()}
        claimed = [one for claims in groups.values() for files in claims.values() for one in files]
        _refuse_nothing(paths, claimed, problems)
        problems += _of_no_use(paths, found, claimed)
        meter.read = 0  # a look at each file is bounded already and is no part of the progress
        yield from problems
        tally, newest = _Tally(meter, sum(one.member.size for one in claimed)), next(iter(groups))
        for day, claims in groups.items():
            for record in _records(claims, hint):
                hint = exports.told(hint, record)
                record = exports.of_several(record, day) if len(groups) > 1 else record
                yield from tally.passing(exports.dated(record, day if day != newest else None))
        tally.left["not a kind of file Backcast reads"] += len(members) - len(claimed)
        yield from (LeftOut(reason, count) for reason, count in tally.left.items() if count)
        yield Origin(newest, max((m.written for m in members if m.written), default=None), tally.newest)


def _records(claims: dict[str, list[Claimed]], hint: OwnerHint) -> Iterator[Record]:
    for name, files in claims.items():
        yield from _reader(name).read(files, hint)


class _Tally:
    """Sums up on the way what belongs to the whole: reasons, newest date, progress."""

    def __init__(self, meter: Meter, total: int) -> None:
        self.left: Counter[str] = Counter()
        self.newest: date | None = None
        self._meter, self._total, self._passed = meter, total, 0

    def passing(self, record: Record) -> Iterator[Record]:
        if isinstance(record, LeftOut):
            self.left[record.reason] += record.count
            return
        if isinstance(record, Progress):
            yield self._progress(record.file, record.line)
            return
        yield record
        self._passed += 1
        if isinstance(record, PersonRecord | InteractionRecord | EvidenceRecord):
            self._date(record.day, record.connected_on if isinstance(record, PersonRecord) else None)
            if self._passed % _STEP == 0:
                yield self._progress(record.file, record.line)

    def _progress(self, file: str, line: int) -> Progress:
        return Progress(min(self._meter.read, self._total), self._total, file, line)

    def _date(self, *days: date | None) -> None:
        self.newest = max((day for day in (self.newest, *days) if day), default=None)


def _reader(name: str) -> Reader:
    return cast(Reader, import_module(READERS[name]))


def _is_alone(path: Path, member: Member) -> bool:
    """Whether a file was given itself, not in a folder or an archive."""
    return not member.archive and member.name == called(path)


def _claims(members: Sequence[Member], hint: OwnerHint, alone: set[int]) -> dict[str, list[Claimed]]:
    """The members by the reader that takes them."""
    claims: dict[str, list[Claimed]] = {}
    for member in members:
        name, kind = _claim(member, hint, id(member) in alone)
        if kind:
            claims.setdefault(name, []).append(Claimed(member, kind))
    return claims


def _claim(member: Member, hint: OwnerHint, alone: bool) -> tuple[str, str]:
    for name in READERS:
        if kind := _reader(name).by_name(member.name):
            return name, kind
    if member.size == 0 or member.name.lower().endswith(_NEVER_OPENED) or _is_large_json(member):
        return "", ""
    with member.open() as stream:
        start = stream.read(HEAD)
    head = [line for line, _ in zip(lines(io.BytesIO(start), HEAD), range(_SNIFFED_LINES), strict=False)]
    for name in READERS:
        if kind := _reader(name).by_contents(member.name, head):
            return name, kind
    for name in WILLING:
        if kind := cast(Willing, _reader(name)).by_hand(member.name, head, hint, alone):
            return name, kind
    return "", ""


def _is_large_json(member: Member) -> bool:
    return member.name.lower().endswith(".json") and member.size > limits.JSON


def _refuse_nothing(paths: Sequence[Path], claimed: Sequence[Claimed], problems: Sequence[Problem]) -> None:
    if any(one.kind in _reader(name).KINDS for name in READERS for one in claimed):
        return
    given = ", ".join(map(called, paths)) or "The list of files"
    cause = f" {problems[0].file}: {problems[0].message}" if problems else ""
    raise Unreadable(f"{given} holds nothing Backcast can read.{cause}", HINT)


def _of_no_use(
    paths: Sequence[Path], found: Sequence[tuple[Path, Member | Problem]], claimed: Sequence[Claimed]
) -> Iterator[Problem]:
    """A word on each path, among useful ones, of which no reader takes anything."""
    taken = {id(one.member) for one in claimed}
    useful = {path for path, member in found if id(member) in taken or isinstance(member, Problem)}
    for path in dict.fromkeys(paths):
        if path not in useful:
            yield Problem(called(path), 0, "", f"This holds nothing Backcast can read. {HINT}")
