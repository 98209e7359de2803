"""The reader of LinkedIn's "Get a copy of your data", of every era, whole or in single files."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from backcast.formats.container import Claimed
from backcast.formats.languages import together
from backcast.formats.linkedin import addressbook, later, messages, notes, owner, people
from backcast.formats.linkedin.directory import Directory, Owner
from backcast.formats.linkedin.evidence import EVIDENCE, Evidence
from backcast.formats.linkedin.files import LANGUAGES, SHAPES, by_contents, by_name
from backcast.formats.linkedin.sheet import Sheet
from backcast.formats.names import fold, profile_url
from backcast.formats.records import LeftOut, OwnerHint, OwnerRecord, PersonRecord, Problem, Record
from backcast.formats.tables import Row

__all__ = ["KINDS", "by_contents", "by_name", "read"]

KINDS = frozenset(SHAPES)
"""The kinds that are opened and read; others are only named."""


def read(files: Sequence[Claimed], hint: OwnerHint) -> Iterator[Record]:
    """All records of one or more archives' files: owner first, people before what they did."""
    sheets = [Sheet(claimed) for claimed in files if claimed.kind in KINDS]
    if sheets:
        yield from _Archive(sheets, hint).records()
    yield from (sheet.told() for sheet in sheets)
    for claimed in files:
        if claimed.kind not in KINDS:
            yield from later.told(claimed)


class _Archive:
    """One pass over the tables, in the order in which they explain one another."""

    def __init__(self, sheets: Sequence[Sheet], hint: OwnerHint) -> None:
        self._sheets = sheets
        self._hint = hint
        self._owner = Owner({fold(name) for name in hint.names}, {profile_url(url) for url in hint.urls} - {""})
        self._directory = Directory()

    def records(self) -> Iterator[Record]:
        told = yield from self._profile()
        invitations = yield from self._slurp("linkedin.invitations", messages.slurp_invitations)
        letters = yield from self._slurp("linkedin.messages", messages.slurp_messages)
        for sent in (*invitations, *letters):
            self._directory.add(sent.sender, sent.sender_url)
        yield from self._told_owner(told, invitations, letters)
        for sheet in self._of("linkedin.positions"):
            yield from people.positions(sheet)
        for sheet in self._of("linkedin.education"):
            yield from people.education(sheet)
        known: set[str] = set()
        for sheet in self._of("linkedin.connections"):
            yield from self._connections(sheet, known)
        yield from self._exchanges([*invitations, *letters], known)
        yield from self._evidence(known)
        yield from notes.notes(self._of("linkedin.notes"), self._directory)
        yield from addressbook.contacts(self._of("linkedin.contacts"))

    def _of(self, kind: str) -> Iterator[Sheet]:
        return (sheet for sheet in self._sheets if sheet.claimed.kind == kind)

    def _profile(self) -> Generator[Record, None, OwnerRecord | None]:
        told: OwnerRecord | None = None
        own: tuple[str, ...] = ()
        for sheet in self._of("linkedin.profile"):
            told = (yield from people.profile(sheet)) or told
        for sheet in self._of("linkedin.email_addresses"):
            found = yield from people.emails(sheet)
            told = told or _nameless(sheet)
            own = tuple(dict.fromkeys((*own, *found)))
        spoken: tuple[str, ...] = ()
        for sheet in self._of(LANGUAGES):
            spoken = together((*spoken, *(yield from people.languages(sheet))))
            told = told or (_nameless(sheet) if spoken else None)
        return replace(told, emails=own, languages=spoken) if told else None

    def _slurp(self, kind: str, slurp: messages.Slurp) -> Generator[Record, None, list[messages.Sent]]:
        found: list[messages.Sent] = []
        for sheet in self._of(kind):
            found += yield from slurp(sheet)
        return found

    def _told_owner(
        self, told: OwnerRecord | None, invitations: list[messages.Sent], letters: list[messages.Sent]
    ) -> Iterator[Record]:
        """Settles who the owner is, and tells of them where the archive itself does."""
        if told and told.name:
            self._owner.names.add(fold(told.name))
        name = owner.from_invitations(self._owner, invitations)
        name = owner.from_messages(self._owner, letters, self._directory) or name
        if told is None and name:
            first = (*letters, *invitations)[0]
            told = OwnerRecord("linkedin", "", "", "", (), (), "", "", "", first.sheet.name, first.line)
        if told:
            name = told.name or name or next(iter(self._hint.names), "")
            yield replace(told, name=name, urls=tuple(sorted(self._owner.urls)))

    def _connections(self, sheet: Sheet, known: set[str]) -> Iterator[Record]:
        for record in people.connections(sheet, self._owner, self._directory):
            if isinstance(record, PersonRecord):
                once = record.key if record.urls else f"{record.key} {record.connected_on}"
                if once in known:
                    yield LeftOut("the same connection once more", 1)
                    continue
                known |= {once, record.key, fold(record.name)}
            yield record

    def _exchanges(self, sent: list[messages.Sent], known: set[str]) -> Iterator[Record]:
        exchange = messages.Exchange(self._owner, self._directory, known)
        for one in sent:
            if not one.direction and not self._owner.is_known:
                yield LeftOut("messages, as it is not told which of the people is you", 1)
                continue
            yield from exchange.records(one)
        letters = next((one for one in sent if not one.direction), None)
        if letters and not self._owner.is_known:
            yield Problem(
                letters.sheet.name, letters.line, "FROM",
                "Nothing here tells which of these people is you; give Profile.csv together with this file.",
            )  # fmt: skip

    def _evidence(self, known: set[str]) -> Iterator[Record]:
        told = Evidence(self._directory, known)
        for sheet in (sheet for kind in EVIDENCE for sheet in self._of(kind)):
            yield from told.records(sheet)
        for sheet in self._of("linkedin.recommendations"):
            sheet.seen = sum(isinstance(row, Row) for row in sheet.rows())
            yield Problem(
                sheet.name, 1, "",
                "Were these recommendations received or given? Name the file Recommendations_Received.csv or"
                " Recommendations_Given.csv and import again.",
            )  # fmt: skip


def _nameless(sheet: Sheet) -> OwnerRecord:
    """The owner, of whom this file tells something, but not what they are called."""
    return OwnerRecord("linkedin", "", "", "", (), (), "", "", "", sheet.name, 1)
