"""What the workspace knows already, in memory, so that an import decides without asking row by row.

A person is a `ref` here: their id, or a negative number while they are only planned.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backcast.accounts.actions import suppression_code
from backcast.accounts.models import Suppression, Viewer, Workspace
from backcast.engine.identity import Identity, Index
from backcast.engine.identity.records import Known
from backcast.formats import names
from backcast.formats.records import EvidenceRecord, OwnerHint, PersonRecord
from backcast.network import queries as network
from backcast.network.models import Acquaintance, ContactPoint, Evidence, Fact, Person, Position
from backcast.network.queries import organisations, trash
from backcast.ties.models import Interaction, StandingEvidence

Claim = tuple[str, ...]
"""("fact", field, source, value) · ("point", kind, key) · ("position", organisation, title, start, end), with
"study" at its end where it is not work."""


Pair = tuple[int, int]
"""The refs of two people who seem to know each other, the lower first."""


@dataclass(slots=True)
class Held:
    """A claim that has a row: where it is, which batch brought it and when it was true."""

    row: int
    batch: int | None
    day: date


@dataclass(slots=True)
class Book:
    """Everyone and everything an import may meet."""

    viewer: Viewer
    stamp: int = 0
    """The workspace's stamp when all of this was read: whoever writes raises it."""
    index: Index = field(default_factory=Index)
    claims: dict[tuple[int, Claim], Held | None] = field(default_factory=dict)
    contacts: dict[tuple[int, int], tuple[int, int | None] | None] = field(default_factory=dict)
    """(ref, key) → (row, batch) of an interaction; None while only planned."""
    evidence: dict[tuple[int, str, int], tuple[int, int | None] | None] = field(default_factory=dict)
    """(ref, kind, key) → (row, batch) of evidence; None while only planned."""
    pairs: dict[Pair, int | None] = field(default_factory=dict)
    """The row of an acquaintance; None while only planned."""
    heard: dict[tuple[int, int, str, int], tuple[int, int | None] | None] = field(default_factory=dict)
    """(pair, kind, key) → (row, batch) of what speaks for an acquaintance; None while only planned."""
    organisations: dict[str, int | None] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    thrown: Index = field(default_factory=Index)
    """Who is in the trash: recognised where nobody else is meant, and left alone."""
    owner: int | None = None
    owner_keys: frozenset[str] = frozenset()
    ids: dict[int, int] = field(default_factory=dict)
    """Planned refs that have become people."""
    _next: int = 0

    def pk(self, ref: int) -> int:
        """The id of a person, planned before or not."""
        return self.ids.get(ref, ref)

    def plan(self) -> int:
        """A ref for somebody new."""
        self._next -= 1
        return self._next

    def namesakes(self, name: str, organisation: str = "") -> set[int]:
        """Who may be meant by a name: of several, those known to be members of the network; of several of
        these, those at the organisation."""
        found, where = self.index.named(names.fold(name)), names.organisation(organisation)
        for is_likelier in (is_member, lambda held: bool(where) and where in held.organisations):
            likelier = {ref for ref in found if is_likelier(self.index.people[ref])} if len(found) > 1 else set()
            found = likelier or found
        return found

    def halves(self, record: PersonRecord) -> set[int]:
        """Members of this name of whom the other half is known: the connection without an address, where the
        record has the address, or the address of no connection, where the record has that."""
        named = {ref: self.index.people[ref] for ref in self.index.named(names.fold(record.name))}
        if record.urls:
            return {ref for ref, held in named.items() if held.connected and not has_profile(held)}
        return {ref for ref, held in named.items() if has_profile(held) and not held.connected}

    def holders(self, name: str, told: Sequence[Claim]) -> list[int]:
        """Those of a name of whom all of this is known already, people before planned ones: the same record
        again makes nobody new, even where nothing decides who of several it means."""
        found = [ref for ref in self.index.named(names.fold(name)) if all((ref, one) in self.claims for one in told)]
        return sorted(found, key=lambda ref: (ref < 0, abs(ref)))

    def is_thrown(self, record: PersonRecord, told: Sequence[Claim]) -> bool:
        """Whether a record that means nobody here is of somebody in the trash."""
        named = self.thrown.named(names.fold(record.name))
        if record.by_name and named and not (record.urls or record.connected_on):
            return True
        is_told = any(all((ref, one) in self.claims for one in told) for ref in named)
        return is_told or self.thrown.match(identity(record)).ref is not None

    def is_owner(self, record: PersonRecord) -> bool:
        """Whether the record is the owner, who is nobody's contact."""
        return bool(self.owner_keys & keys(record))

    def is_forgotten(self, record: PersonRecord | EvidenceRecord) -> bool:
        """Whether this person asked to be forgotten."""
        if not self.forgotten:
            return False
        told = keys(record) | {f"{names.fold(record.name)}|{names.organisation(record.organisation)}"}
        if isinstance(record, PersonRecord):
            told |= {*map(names.phone, record.phones)} - {""}
        return any(suppression_code(self.viewer, key) in self.forgotten for key in told)


def has_profile(held: Identity) -> bool:
    """Whether the address of somebody's profile is known."""
    return any("linkedin.com/in/" in url for url in held.urls)


def is_member(held: Identity) -> bool:
    """Whether somebody is known from LinkedIn itself, not only from an address book or by hand."""
    return bool(held.connected) or has_profile(held)


def role(kind: str, organisation: str, title: str, start: str, end: str) -> Claim:
    """The claim of a position."""
    told = ("position", organisation, title, start, end)
    return told if kind == "work" else (*told, kind)


def keys(record: PersonRecord | EvidenceRecord) -> set[str]:
    """The addresses that recognise somebody."""
    if isinstance(record, PersonRecord):
        found = (*map(names.profile_url, record.urls), *map(names.email, record.emails))
    else:
        found = (names.profile_url(record.url), names.email(record.email))
    return {key for key in found if key}


def identity(record: PersonRecord) -> Identity:
    """A record as the engine takes it."""
    return Identity(
        name=names.fold(record.name),
        urls=frozenset(key for url in record.urls if (key := names.profile_url(url))),
        emails=frozenset(key for text in record.emails if (key := names.email(text))),
        organisations=frozenset({names.organisation(record.organisation)} - {""}),
        connected=frozenset({record.connected_on.isoformat()} if record.connected_on else ()),
    )


def hint(viewer: Viewer, emails: Iterable[str] = ()) -> OwnerHint:
    """What is known of the owner, for readers of a single file, with addresses the user says are theirs."""
    owner = network.owner(viewer)
    if owner is None:
        return OwnerHint(emails=tuple(emails))
    points = list(network.points(viewer, [owner.pk]))
    return OwnerHint(
        names=tuple(fact.value for fact in network.facts(viewer, [owner.pk], ["name"])),
        urls=tuple(point.key for point in points if point.kind == "url"),
        emails=tuple(dict.fromkeys((*emails, *(point.key for point in points if point.kind == "email")))),
    )


def stamp(viewer: Viewer) -> int:
    """How often anything was written in this workspace."""
    return Workspace.objects.of(viewer).values_list("stamp", flat=True).get()


def book(viewer: Viewer) -> Book:
    """Everything, in fourteen queries."""
    made = Book(
        viewer, stamp(viewer), forgotten=frozenset(Suppression.objects.of(viewer).values_list("code", flat=True))
    )
    told: dict[int, dict[str, set[str]]] = {}
    _read_claims(made, told)
    thrown = set(trash.in_trash(viewer).values_list("pk", flat=True))
    everyone = Person.objects.all_of(viewer).filter(merged_into=None)  # what is known of a merged one is with the other
    for pk, name, sort, is_owner in everyone.values_list("pk", "name", "sort", "is_owner"):
        parts = told.get(pk, {})
        if is_owner:
            made.owner = pk
            made.owner_keys = frozenset(parts.get("url", set()) | parts.get("email", set()))
        else:
            index = made.thrown if pk in thrown else made.index
            index.add(pk, _identity(sort, parts))
            for other in parts.get("name", set()) - {name}:  # a file may still know them by an earlier name
                index.add(pk, Identity(names.fold(other)))
    made.organisations = dict(organisations.keys(viewer))
    rows = Interaction.objects.of(viewer).filter(key__isnull=False)
    found: Iterable[Any] = rows.values_list("person_id", "key", "pk", "batch_id").iterator(5000)
    made.contacts = {(who, key): (pk, batch) for who, key, pk, batch in found}
    known = StandingEvidence.objects.of(viewer).filter(key__isnull=False)
    proofs: Iterable[Any] = known.values_list("person_id", "kind", "key", "pk", "batch_id").iterator(5000)
    made.evidence = {(who, kind, key): (pk, batch) for who, kind, key, pk, batch in proofs}
    _read_acquaintances(made)
    return made


def _read_acquaintances(made: Book) -> None:
    rows = Acquaintance.objects.of(made.viewer).values_list("a_id", "b_id", "pk")
    made.pairs = {(a, b): pk for a, b, pk in rows.iterator(5000)}
    known = Evidence.objects.of(made.viewer).filter(key__isnull=False)
    heard: Iterable[Any] = known.values_list(
        "acquaintance__a_id", "acquaintance__b_id", "kind", "key", "pk", "batch_id"
    ).iterator(5000)
    made.heard = {(a, b, kind, key): (pk, batch) for a, b, kind, key, pk, batch in heard}


def _identity(sort: str, parts: dict[str, set[str]]) -> Identity:
    return Identity(
        name=sort,
        urls=frozenset(parts.get("url", ())),
        emails=frozenset(parts.get("email", ())),
        organisations=frozenset(parts.get("organisation", ())),
        connected=frozenset(parts.get("connected", ())),
    )


def _read_claims(made: Book, told: dict[int, dict[str, set[str]]]) -> None:
    for person, claim, part, held in _rows(made.viewer):
        made.claims[person, claim] = held
        if part[1]:
            told.setdefault(person, {}).setdefault(part[0], set()).add(part[1])


def _rows(viewer: Viewer) -> Iterable[tuple[int, Claim, tuple[str, str], Held]]:
    row: Any
    facts = Fact.objects.of(viewer).values_list("person_id", "field", "source", "value", "pk", "batch_id", "day")
    for person, name, source, value, *row in facts:
        yield person, ("fact", name, source, value), (name, value), Held(*row)
    points = ContactPoint.objects.of(viewer).values_list("person_id", "kind", "key", "pk", "batch_id", "day")
    for person, kind, key, *row in points:
        yield person, ("point", kind, key), (kind, key), Held(*row)
    roles = Position.objects.of(viewer).values_list(
        "person_id", "organisation_id", "organisation__key", "kind", "title", "start", "end", "pk", "batch_id", "day"
    )
    called = organisations.keys_of(viewer)
    for person, pk, own, kind, title, start, end, *row in roles:
        for where in {own or "", *called.get(pk, ())}:  # a file may still call it by an earlier name
            yield person, role(kind, where, title, start, end), ("organisation", where), Held(*row)


def people(viewer: Viewer, ids: Collection[int] | None = None) -> list[Known]:
    """Everyone but the owner, or some of them, as the engine compares people; four queries."""
    wanted: dict[str, Any] = {} if ids is None else {"person__in": list(ids)}
    told: dict[int, dict[str, set[str]]] = {}
    facts = Fact.objects.of(viewer).filter(field__in=["name", "connected"], **wanted)
    points = ContactPoint.objects.of(viewer).filter(**wanted)
    roles = Position.objects.of(viewer).filter(kind="work", organisation__isnull=False, **wanted)
    parts: tuple[tuple[Any, str, str], ...] = (
        (facts, "field", "value"),
        (points, "kind", "key"),
        (roles, "kind", "organisation__key"),
    )
    for rows, *columns in parts:
        for person, part, value in rows.values_list("person_id", *columns).iterator(5000):
            told.setdefault(person, {}).setdefault(part, set()).add(value)
    own = network.people(viewer) if ids is None else network.people(viewer).filter(pk__in=list(ids))
    shown = own.order_by("pk").values_list("pk", "name", "given", "family", "title", "place", "birthday")
    return [_known(row, told.get(row[0], {})) for row in shown.iterator(5000)]


def _known(row: tuple[Any, ...], told: dict[str, set[str]]) -> Known:
    pk, name, given, family, title, place, birthday = row
    return Known(
        ref=pk,
        name=name,
        given=given,
        family=family,
        other_names=tuple(sorted(told.get("name", set()) - {name})),
        urls=frozenset(told.get("url", ())),
        emails=frozenset(told.get("email", ())),
        phones=frozenset(told.get("phone", ())),
        organisations=frozenset(told.get("work", set()) - {""}),
        title=title,
        place=place,
        birthday=birthday,
        connected=frozenset(told.get("connected", ())),
    )
