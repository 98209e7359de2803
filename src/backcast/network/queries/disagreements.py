"""Facts that disagree: what several sources tell of one field, side by side. No rows of their own; they follow from
the claims (model.md §3.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network import queries
from backcast.network.models import Fact, Person, Position

FIELDS = ("name", "place", "birthday")
"""Fields of which one value is shown and others may be right. Notes and headlines are told beside each other, and
nobody has to choose. Nor with languages: of two sources both may be right, and `network.queries.spoken` shows what
either tells."""
POSITION = "position"
EARLIER = timedelta(days=548)
"""A word so much older than the newest is an earlier employer, not a different one: 18 months [D], as in
`ties.queries.employer`."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field: who said so, and when it was true."""

    row: Fact | Position
    value: str
    key: str
    """The value as it is compared: two spellings of one name are no disagreement."""
    shown: bool

    @property
    def source(self) -> str:
        """Who said so."""
        return self.row.source

    @property
    def day(self) -> date:
        """When it was true."""
        return self.row.day

    @property
    def chosen(self) -> bool:
        """Whether the user chose it."""
        return self.row.chosen


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field with different values: each once, by its newest claim, the shown one first."""

    person: Person
    field: str
    said: Sequence[Said]

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet: the user neither chose a value nor wrote the one shown."""
        return not any(one.chosen for one in self.said) and self.said[0].source != "hand"

    @property
    def is_chosen(self) -> bool:
        """Whether the user chose the value shown, whatever is newer."""
        return any(one.chosen for one in self.said)


def open_disagreements(viewer: Viewer) -> list[Disagreement]:
    """Everybody's facts that disagree and wait for a word, by name; two queries."""
    told = Count("source", distinct=True)
    facts = Fact.objects.of(viewer).filter(field__in=FIELDS)
    roles = Position.objects.of(viewer).filter(kind="work", end="")
    several = (
        facts.order_by().values("person", "field").annotate(told=told).filter(told__gt=1).values("person"),
        roles.order_by().values("person").annotate(told=told).filter(told__gt=1).values("person"),
    )
    among = queries.people(viewer).filter(Q(pk__in=several[0]) | Q(pk__in=several[1])).values("pk")
    held = queries.by_person(facts.filter(person__in=among).select_related("person").order_by("pk"))
    work = queries.by_person(roles.filter(person__in=among).select_related("person", "organisation").order_by("pk"))
    people = {pk: rows[0].person for rows_of in (held, work) for pk, rows in rows_of.items()}
    ordered = sorted(people.values(), key=lambda row: (row.sort, row.pk))
    found = (one for row in ordered for one in of_person(row, held.get(row.pk, ()), work.get(row.pk, ())))
    return [one for one in found if one.is_open]


def of_person(row: Person, facts: Sequence[Fact], roles: Sequence[Position]) -> list[Disagreement]:
    """The fields of one person that several sources tell differently, decided or not, from all their claims."""
    return [one for one in _fields(row, facts, roles) if len(one.said) > 1]


def _fields(row: Person, facts: Sequence[Fact], roles: Sequence[Position]) -> Iterator[Disagreement]:
    for field in FIELDS:
        told = [fact for fact in facts if fact.field == field]
        if len({fact.value for fact in told}) > 1:
            yield Disagreement(row, field, _said(told, [_fact_key(fact) for fact in told]))
    work = [role for role in roles if role.kind == "work" and not role.end]
    if len(work) > 1:
        yield Disagreement(row, POSITION, _said(*_at_odds(work)))


def _fact_key(fact: Fact) -> str:
    return names.fold(fact.value) if fact.field == "name" else names.plain(fact.value)


def _at_odds(work: Sequence[Position]) -> tuple[list[Position], list[str]]:
    """The positions that can be true at once with the newest, each with what is compared of it. A source that tells
    no title has nothing against the newest title at the same place."""
    newest: Position = queries.newest(work)
    late = [role for role in work if role.chosen or newest.day - role.day <= EARLIER]
    titles: dict[int | None, str] = {}
    for role in sorted(late, key=lambda role: (role.day, role.pk)):
        titles[role.organisation_id] = names.plain(role.title) or titles.get(role.organisation_id, "")
    keys = [f"{role.organisation_id} {names.plain(role.title) or titles[role.organisation_id]}" for role in late]
    return late, keys


def _said(rows: Sequence[Fact | Position], keys: Sequence[str]) -> list[Said]:
    """The newest word of each source, once for each value, the one shown first."""
    shown = queries.newest(rows)
    last = {queries.newest(row for row in rows if row.source == source).pk for source in {row.source for row in rows}}
    told: dict[str, list[Fact | Position]] = {}
    for row, key in zip(rows, keys, strict=True):
        if row.pk in last or row.chosen:
            told.setdefault(key, []).append(row)
    first = next(key for row, key in zip(rows, keys, strict=True) if row is shown)
    best = {key: shown if key == first else queries.newest(held) for key, held in told.items()}
    said = [Said(row, value_of(row), key, key == first) for key, row in best.items()]
    return sorted(said, key=lambda one: (not one.shown, -one.day.toordinal(), -one.row.pk))


def value_of(row: Fact | Position) -> str:
    """A claim in words; empty where it says that there is nothing."""
    if isinstance(row, Fact):
        return row.value
    where = row.organisation.name if row.organisation else ""
    return ", ".join(part for part in (row.title, where) if part)
