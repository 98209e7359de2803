"""Decides what a record means for this workspace: somebody new, a new claim, a new contact, or nothing.

The same decisions make the preview's counts and, while publishing, the rows.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from backcast.formats import languages, names
from backcast.formats.records import (
    EvidenceRecord,
    FileSeen,
    InteractionRecord,
    LeftOut,
    OwnerRecord,
    PersonRecord,
    PositionRecord,
    Problem,
)
from backcast.imports.snapshot import Book, Claim, Held, Pair, identity, role

OWNER = 0
"""The ref of the owner while they have no row."""
PROBLEMS = 1_000
"""Problems kept with a batch; the rest are counted [D]."""
UNKNOWN = {
    "recommendation": "recommendations from somebody not recognised",
    "recommendation_given": "recommendations for somebody not recognised",
    "endorsement": "endorsements by somebody not recognised",
    "endorsement_given": "endorsements of somebody not recognised",
    "follow": "people you follow and do not know yet",
}
"""Why evidence of nobody here is left out."""
UNMET = {
    "message": "messages with somebody not recognised",
    "mail": "mails with somebody who is not among your people",
    "meeting": "meetings with somebody who is not among your people",
    "call": "calls with somebody who is not among your people",
}
"""Why a contact with nobody here is left out."""
OF_THROWN = "contacts and evidence of somebody in your trash"
"""Why what is told of somebody known is left out: nothing new is written about them while they are in the trash."""
Brought = tuple[int, int | None]
"""A row and the batch that brought it."""


@dataclass(slots=True)
class Tally:
    """The counts of one import (contract.md, `import`)."""

    people: Counter[str] = field(default_factory=Counter)
    interactions: Counter[str] = field(default_factory=Counter)
    evidence: Counter[str] = field(default_factory=Counter)
    acquaintances: Counter[str] = field(default_factory=Counter)
    organisations: int = 0
    positions: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    files: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    touched: dict[int, str] = field(default_factory=dict)
    """Each ref met so far and whether it is new, updated or same: a person of two rows counts once."""
    pairs: dict[Pair, str] = field(default_factory=dict)
    """Each pair of acquaintances met so far, likewise."""

    def met(self, ref: int, found: str) -> None:
        """Count a person once, by the strongest thing that happened to them."""
        _once(self.people, self.touched, ref, found)

    def paired(self, pair: Pair, found: str) -> None:
        """Count two people who know each other once, likewise."""
        _once(self.acquaintances, self.pairs, pair, found)

    @property
    def is_empty(self) -> bool:
        """Whether applying would write nothing that is new."""
        people = self.people["new"] + self.people["updated"]
        pairs = self.acquaintances["new"] + self.acquaintances["updated"]
        return not (people + pairs + self.interactions["new"] + self.evidence["new"] + self.positions)

    def report(self) -> dict[str, Any]:
        """The counts as the contract names them."""
        return {
            "kind": sorted(set(self.kinds)),
            "people": {name: self.people[name] for name in ("new", "updated", "same", "unsure")},
            "organisations": {"new": self.organisations},
            "positions": {"new": self.positions},
            "interactions": {name: self.interactions[name] for name in ("new", "same")},
            "evidence": {name: self.evidence[name] for name in ("new", "same")},
            "acquaintances": {name: self.acquaintances[name] for name in ("new", "updated", "same")},
            "news": {"new": 0},
            "files": self.files,
            "problems": self.problems,
            "left_out": dict(sorted(self.left_out.items())),
        }


Met = TypeVar("Met")


def _once(counts: Counter[str], touched: dict[Met, str], one: Met, found: str) -> None:
    order = ("same", "updated", "new")
    before = touched.get(one)
    if before is None or order.index(found) > order.index(before):
        if before:
            counts[before] -= 1
        counts[found] += 1
        touched[one] = found


@dataclass(slots=True)
class Planned:
    """A person of a record: who, whether they are new, claims without a row yet, claims seen again, and claims
    that this import told of before."""

    ref: int
    record: PersonRecord | OwnerRecord
    is_new: bool
    fresh: list[tuple[Claim, str]] = field(default_factory=list)
    again: list[tuple[Claim, Held]] = field(default_factory=list)
    twice: list[Claim] = field(default_factory=list)


@dataclass(slots=True)
class Intake:
    """One import deciding against one book."""

    book: Book
    as_of: date
    tally: Tally = field(default_factory=Tally)
    moved: set[int] = field(default_factory=set)
    """Refs of whom nothing is new but the days of what is known: which of it is shown is decided once all is read."""

    def note(self, record: Any) -> None:
        """Count what is no row: files, problems, things left out."""
        if isinstance(record, FileSeen):
            self.tally.files.append(
                {"name": record.name, "kind": record.kind, "rows": record.rows, "read": record.read}
                | ({"export": record.day.isoformat()} if record.day else {})
            )
            if record.read:
                self.tally.kinds.append(record.kind.split(".")[0])
        elif isinstance(record, LeftOut):
            self.tally.left_out[record.reason] += record.count
        elif isinstance(record, Problem):
            self._problem(record)

    def _problem(self, told: Problem) -> None:
        if len(self.tally.problems) < PROBLEMS:
            self.tally.problems.append(
                {"file": told.file, "line": told.line, "field": told.field, "message": told.message}
            )
        else:
            self.tally.left_out["further problems, not listed"] += 1

    def person(self, record: PersonRecord) -> Planned | None:
        """What a person's record brings, or None where they are left out."""
        if self.book.is_owner(record):
            self.tally.left_out["this is you"] += 1
            return None
        if self.book.is_forgotten(record):
            self.tally.left_out["asked to be forgotten"] += 1
            return None
        ref = self._known(record)
        if ref is None:
            return None
        planned = Planned(ref, record, ref not in self.book.index.people)
        self.book.index.add(ref, identity(record))
        self._claims(planned, claims(record))
        self.tally.met(ref, "new" if planned.is_new else "updated" if planned.fresh else "same")
        return planned

    def _known(self, record: PersonRecord) -> int | None:
        """The ref of a record's person, a new one for somebody new; None where a name alone could mean several."""
        told_before = self.book.holders(record.name, [claim for claim, _ in claims(record)])
        if len(told_before) == 1:
            return told_before[0]
        match = self.book.index.match(identity(record))
        if told_before:
            return match.ref if match.ref in told_before else told_before[0]
        if match.ref is not None:
            return match.ref
        is_bare = not (record.urls or record.connected_on)
        if record.by_name:
            found = self.book.namesakes(record.name, record.organisation) if is_bare else self.book.halves(record)
            if len(found) == 1:
                return next(iter(found))
            if found and is_bare:
                message = f"Several people here are called {record.name}; write this down with the right one by hand."
                self._problem(Problem(record.file, record.line, "", message))
                return None
        if self.book.is_thrown(record, [claim for claim, _ in claims(record)]):
            self.tally.left_out["in your trash"] += 1
            return None
        self.tally.people["unsure"] += match.unsure
        return self.book.plan()

    def owner(self, record: OwnerRecord) -> Planned:
        """What a file tells of the owner; never counted among people."""
        ref = OWNER if self.book.owner is None else self.book.owner
        planned = Planned(ref, record, self.book.owner is None)
        self.book.owner = ref
        told = {*map(names.profile_url, record.urls), *map(names.email, record.emails)}
        self.book.owner_keys |= told - {""}
        self._claims(planned, claims(record))
        return planned

    def position(self, record: PositionRecord) -> tuple[Claim, Held | None] | None:
        """The owner's own position and its row where it has one; None where this import told of it already.
        An end is part of the claim, so that taking back the file that told of it opens the position again."""
        ref = OWNER if self.book.owner is None else self.book.owner
        key = self._organisation(record.organisation)
        claim = role(record.kind, key, record.title, record.start, record.end)
        if (ref, claim) in self.book.claims:
            held = self.book.claims[ref, claim]
            return (claim, held) if held else None
        self.book.claims[ref, claim] = None
        self.tally.positions += 1
        return claim, None

    def contact(self, record: InteractionRecord) -> tuple[int, int] | None:
        """(ref, key) of a new contact; None where it is known or its person is not."""
        ref = self._met(record)
        if ref is None:
            self.tally.left_out[OF_THROWN if self._is_thrown(record) else UNMET[record.kind]] += 1
            return None
        key = bigint(record.key)
        if (ref, key) in self.book.contacts:
            self.tally.interactions["same"] += 1
            return None
        self.book.contacts[ref, key] = None
        self.tally.interactions["new"] += 1
        return ref, key

    def contact_again(self, record: InteractionRecord) -> Brought | None:
        """(row, batch) of a contact that has a row already."""
        ref = self._met(record)
        return None if ref is None else self.book.contacts.get((ref, bigint(record.key)))

    def evidence(self, record: EvidenceRecord) -> tuple[int, int] | None:
        """(ref, key) of new evidence; None where it is known or its person is not."""
        ref = None if self.book.is_forgotten(record) else self._met(record)
        if ref is None:
            self.tally.left_out[OF_THROWN if self._is_thrown(record) else UNKNOWN[record.kind]] += 1
            return None
        place = (ref, record.kind, bigint(record.key))
        if place in self.book.evidence:
            self.tally.evidence["same"] += 1
            return None
        self.book.evidence[place] = None
        self.tally.evidence["new"] += 1
        return ref, place[2]

    def evidence_again(self, record: EvidenceRecord) -> Brought | None:
        """(row, batch) of evidence that has a row already."""
        ref = self._met(record)
        return None if ref is None else self.book.evidence.get((ref, record.kind, bigint(record.key)))

    def _is_thrown(self, record: InteractionRecord | EvidenceRecord) -> bool:
        """Whether somebody in the trash is told of: by an address, or where none is told by name."""
        thrown, told = self.book.thrown, {names.profile_url(record.url), names.email(record.email)} - {""}
        return any(map(thrown.keyed, told)) or (not told and bool(thrown.named(names.fold(record.name))))

    def _met(self, record: InteractionRecord | EvidenceRecord) -> int | None:
        where = record.organisation if isinstance(record, EvidenceRecord) else ""
        return self.who(record.name, record.email, record.url, where)

    def who(self, name: str, email: str, url: str = "", organisation: str = "") -> int | None:
        """The ref of somebody who is here, by an address, which several may share, or where none is told by name.
        An address nobody here has means somebody else, whatever the name."""
        index, keys = self.book.index, [key for key in (names.profile_url(url), names.email(email)) if key]
        for key in keys:
            found = index.keyed(key)
            found = found if len(found) < 2 else found & index.named(names.fold(name))
            if len(found) == 1:
                return next(iter(found))
        if url or keys or not name:
            return None
        found = self.book.namesakes(name, organisation)
        return next(iter(found)) if len(found) == 1 else None

    def _claims(self, planned: Planned, told: Iterator[tuple[Claim, str]]) -> None:
        for claim, value in told:
            if claim[0] == "position":
                self._organisation(value)
            known = (planned.ref, claim) in self.book.claims
            held = self.book.claims.get((planned.ref, claim))
            if held is not None:
                planned.again.append((claim, held))
            elif known:
                planned.twice.append(claim)
            else:
                self.book.claims[planned.ref, claim] = None
                planned.fresh.append((claim, value))
                self.tally.positions += claim[0] == "position"

    def _organisation(self, name: str) -> str:
        key = names.organisation(name)
        if key and key not in self.book.organisations:
            self.book.organisations[key] = None
            self.tally.organisations += 1
        return key


def claims(record: PersonRecord | OwnerRecord) -> Iterator[tuple[Claim, str]]:
    """What a record claims of a person, each with the value as written."""
    told = {"name": record.name, "place": record.place, "birthday": record.birthday}
    if isinstance(record, PersonRecord):
        told["note"] = record.note
        told["connected"] = record.connected_on.isoformat() if record.connected_on else ""
    else:
        told["headline"] = record.headline
    told["languages"] = languages.joined(record.languages)
    yield from ((("fact", name, record.source, value), value) for name, value in told.items() if value)
    for kind, values, normal in (
        ("email", record.emails, names.email),
        ("url", record.urls, names.profile_url),
    ):
        yield from ((("point", kind, key), value) for value in values if (key := normal(value)))
    if isinstance(record, PersonRecord):
        yield from ((("point", "phone", key), value) for value in record.phones if (key := names.phone(value)))
        if record.organisation or record.title:
            where = names.organisation(record.organisation)
            yield role("work", where, record.title, "", ""), record.organisation


def bigint(key: str) -> int:
    """A source's own key as 64 signed bits (BLAKE2b); two of a million meet by chance about once in 3·10⁷."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
