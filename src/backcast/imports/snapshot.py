"""What the workspace knows already, in memory, so that an import decides without asking row by row.

A person is a `ref` here: their id, or a negative number while they are only planned.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backcast.accounts.actions import suppression_code
from backcast.accounts.models import Suppression, Viewer
from backcast.engine.identity import Identity, Index
from backcast.formats import names
from backcast.formats.records import OwnerHint, PersonRecord
from backcast.network import queries as network
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position
from backcast.ties.models import Interaction

Claim = tuple[str, ...]
"""("fact", field, source, value) · ("point", kind, key) · ("position", organisation, title, start, end)."""


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
    index: Index = field(default_factory=Index)
    claims: dict[tuple[int, Claim], Held | None] = field(default_factory=dict)
    contacts: dict[tuple[int, int], tuple[int, int | None] | None] = field(default_factory=dict)
    """(ref, key) → (row, batch) of an interaction; None while only planned."""
    organisations: dict[str, int | None] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    owner: int | None = None
    owner_keys: frozenset[str] = frozenset()
    ids: dict[int, int] = field(default_factory=dict)
    """Planned refs that have become people."""
    _next: int = 0

    def pk(self, ref: int) -> int:
        """The id of a person, planned before or not."""
        return self.ids.get(ref, ref)

    def plan(self, seen: Identity) -> int:
        """A ref for somebody new."""
        self._next -= 1
        self.index.add(self._next, seen)
        return self._next

    def is_owner(self, record: PersonRecord) -> bool:
        """Whether the record is the owner, who is nobody's contact."""
        return bool(self.owner_keys & keys(record))

    def is_forgotten(self, record: PersonRecord) -> bool:
        """Whether this person asked to be forgotten."""
        if not self.forgotten:
            return False
        told = {*keys(record), *map(names.phone, record.phones)} - {""}
        told.add(f"{names.fold(record.name)}|{names.organisation(record.organisation)}")
        return any(suppression_code(self.viewer, key) in self.forgotten for key in told)


def keys(record: PersonRecord) -> set[str]:
    """The addresses that recognise somebody."""
    return {key for key in (*map(names.profile_url, record.urls), *map(names.email, record.emails)) if key}


def identity(record: PersonRecord) -> Identity:
    """A record as the engine takes it."""
    return Identity(
        name=names.fold(record.name),
        urls=frozenset(key for url in record.urls if (key := names.profile_url(url))),
        emails=frozenset(key for text in record.emails if (key := names.email(text))),
        organisations=frozenset({names.organisation(record.organisation)} - {""}),
        connected=frozenset({record.connected_on.isoformat()} if record.connected_on else ()),
    )


def hint(viewer: Viewer) -> OwnerHint:
    """What is known of the owner, for readers of a single file."""
    owner = network.owner(viewer)
    if owner is None:
        return OwnerHint()
    points = list(network.points(viewer, [owner.pk]))
    return OwnerHint(
        names=tuple(fact.value for fact in network.facts(viewer, [owner.pk], ["name"])),
        urls=tuple(point.key for point in points if point.kind == "url"),
        emails=tuple(point.key for point in points if point.kind == "email"),
    )


def book(viewer: Viewer) -> Book:
    """Everything, in nine queries."""
    made = Book(viewer, forgotten=frozenset(Suppression.objects.of(viewer).values_list("code", flat=True)))
    told: dict[int, dict[str, set[str]]] = {}
    _read_claims(made, told)
    for pk, sort, is_owner in Person.objects.of(viewer).values_list("pk", "sort", "is_owner"):
        parts = told.get(pk, {})
        if is_owner:
            made.owner = pk
            made.owner_keys = frozenset(parts.get("url", set()) | parts.get("email", set()))
        else:
            made.index.add(pk, _identity(sort, parts))
    for key, pk in Organisation.objects.of(viewer).order_by("-pk").values_list("key", "pk"):
        made.organisations[key] = pk
    rows = Interaction.objects.of(viewer).filter(key__isnull=False)
    found: Iterable[Any] = rows.values_list("person_id", "key", "pk", "batch_id").iterator(5000)
    made.contacts = {(who, key): (pk, batch) for who, key, pk, batch in found}
    return made


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
        "person_id", "organisation__key", "title", "start", "end", "pk", "batch_id", "day"
    )
    for person, where, title, start, end, *row in roles:
        yield person, ("position", where or "", title, start, end), ("organisation", where or ""), Held(*row)
