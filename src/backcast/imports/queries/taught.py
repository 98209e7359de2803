"""What an import taught: who is new, warm, quiet or has moved on, what people did, and where sources disagree.

Everything is read from the rows of the batch each time the page is shown, so that what the user forgets or
changes later is not told from an old report.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.imports.models import PreviewChunk
from backcast.journal.models import Batch
from backcast.network import queries as network
from backcast.network.models import ContactPoint, Person, Position
from backcast.network.queries.disagreements import Disagreement, Said, open_disagreements
from backcast.ties.models import Interaction, StandingEvidence, Tie
from backcast.ties.queries.employer import SOURCES
from backcast.ties.queries.evidence import TOLD
from backcast.ties.queries.proposals import proposals

SOME = 6
"""People named of each kind; the rest are a number [D]."""
WARM = 90
"""Days since the last contact within which a tie is warm on this page [D], as for `new` in engines.md §1."""
CHUNKS = 3
"""Parts of a preview looked through for new names."""
FIELDS = {"name": "Name", "place": "Town", "birthday": "Birthday", "position": "Position"}
"""Fields that two sources can tell differently, in words."""


@dataclass(frozen=True, slots=True)
class Some:
    """A few people by name, and how many there are in all."""

    people: Sequence[Person]
    count: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.people)


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose employer differs from the one an earlier file of the same source told."""

    person: Person
    before: str
    before_day: date
    after: str
    after_day: date


@dataclass(frozen=True, slots=True)
class Differs:
    """A fact two sources tell differently: the one shown first, each with who said so and when."""

    person: Person
    field: str
    told: Sequence[tuple[str, str, date]]


@dataclass(frozen=True, slots=True)
class Taught:
    """What one import taught. Lists are cut to a few; `moved_count` and the like count all."""

    new: Some
    warm: Some
    quiet: Some
    moved: Sequence[Moved]
    moved_count: int
    deeds: Sequence[tuple[str, str, Some]]
    differ: Sequence[Differs]
    differ_count: int
    proposals: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        some = (self.new, self.warm, self.quiet)
        return not (any(one.count for one in some) or self.moved or self.deeds or self.differ)


def taught(viewer: Viewer, batch: Batch) -> Taught:
    """What an applied import taught; a fixed number of queries."""
    people = network.people(viewer).filter(batch=batch).order_by("-tie__strength", "sort", "pk")
    roles, met = _roles(viewer, batch), _met(viewer, batch)
    moved = sorted(_moved(batch, roles), key=lambda one: (-one.after_day.toordinal(), one.person.sort))
    differ = list(_differ(viewer, batch))
    return Taught(
        new=Some(list(people[:SOME]), people.count()),
        warm=_some(viewer, met, last__gt=viewer.today - timedelta(days=WARM), last__lte=viewer.today),
        quiet=_some(viewer, met, status__in=["dormant", "lapsed"]),
        moved=moved[:SOME],
        moved_count=len(moved),
        deeds=_deeds(viewer, batch),
        differ=differ[:SOME],
        differ_count=len(differ),
        proposals=bool(proposals(viewer, most=1)),
    )


def _met(viewer: Viewer, batch: Batch) -> set[int]:
    """Everyone this import brought contacts with."""
    rows = Interaction.objects.of(viewer).filter(batch=batch).order_by()
    return set(rows.values_list("person_id", flat=True).distinct())


def _some(viewer: Viewer, met: Container[int], **wanted: Any) -> Some:
    """Those of them whose tie is as wanted, the strongest first, without family and who is not to be suggested."""
    rows = Tie.objects.of(viewer).filter(suggest=True, **wanted).exclude(ring="family").order_by("-strength", "pk")
    found = [pk for pk in rows.values_list("pk", flat=True) if pk in met]
    people = Person.objects.of(viewer).in_bulk(found[:SOME])
    return Some([people[pk] for pk in found[:SOME]], len(found))


def _roles(viewer: Viewer, batch: Batch) -> Mapping[int, Sequence[Position]]:
    """The work of everyone of whom this import told and something else was told before or besides."""
    rows = Position.objects.of(viewer).filter(kind="work", end="", person__is_owner=False, organisation__isnull=False)
    rows = rows.filter(person__deleted_at=None)
    several = rows.order_by().values("person").annotate(n=Count("organisation", distinct=True)).filter(n__gt=1)
    told = rows.filter(batch=batch).values("person")
    held = rows.filter(person__in=several.values("person")).filter(person__in=told)
    return network.by_person(held.select_related("organisation", "person__organisation").order_by("pk"))


def _moved(batch: Batch, roles: Mapping[int, Sequence[Position]]) -> Iterable[Moved]:
    for held in roles.values():
        for source in {role.source for role in held}:
            told = sorted((role for role in held if role.source == source), key=lambda role: (role.day, role.pk))
            last = told[-1]
            earlier = [role for role in told if role.organisation_id != last.organisation_id and role.day < last.day]
            before = earlier[-1] if earlier and last.batch_id == batch.pk else None
            if before and before.organisation and last.organisation:
                yield Moved(last.person, before.organisation.name, before.day, last.organisation.name, last.day)


def _differ(viewer: Viewer, batch: Batch) -> Iterable[Differs]:
    """Facts that sources tell differently, this import among them, and nobody has decided."""
    for one in open_disagreements(viewer):
        if any(said.row.batch_id == batch.pk for said in one.said):
            told = [(_value(one, said), _who(said.source), said.day) for said in one.said]
            yield Differs(one.person, FIELDS[one.field], told)


def _value(one: Disagreement, said: Said) -> str:
    """What is told: of positions at different organisations only these."""
    places = {row.row.organisation for row in one.said if isinstance(row.row, Position)}
    if len(places) > 1 and isinstance(said.row, Position) and said.row.organisation:
        return said.row.organisation.name
    return said.value


def _who(source: str) -> str:
    return SOURCES.get(source, source)


def _deeds(viewer: Viewer, batch: Batch) -> list[tuple[str, str, Some]]:
    """Kind, words and people of what this import told people did, the strongest kind first; two queries."""
    rows = StandingEvidence.objects.of(viewer).filter(batch=batch, person__deleted_at=None).order_by("-day", "pk")
    kinds: dict[str, dict[int, None]] = {}
    for kind, person in rows.values_list("kind", "person_id"):
        kinds.setdefault(kind, {}).setdefault(person)
    some = {kind: list(held)[:SOME] for kind, held in kinds.items()}
    people = Person.objects.of(viewer).in_bulk({pk for held in some.values() for pk in held})
    return [
        (kind, words, Some([people[pk] for pk in some[kind]], len(kinds[kind])))
        for kind, words in TOLD.items()
        if kind in kinds
    ]


def newcomers(viewer: Viewer, batch: Batch) -> list[str]:
    """A few names of a preview that nobody here has, nor their addresses; a fixed number of queries."""
    told: list[dict[str, Any]] = []
    for held in PreviewChunk.objects.of(viewer).filter(batch=batch).order_by("rank", "pk")[:CHUNKS]:
        told += [row for row in held.records if row.get("type") == "person" and row.get("name")]
    keys = {key for row in told for key in _keys(row)}
    known = set(ContactPoint.objects.of(viewer).filter(key__in=keys).values_list("key", flat=True))
    named = {names.fold(row["name"]) for row in told}
    here = set(Person.objects.all_of(viewer).filter(is_owner=False, sort__in=named).values_list("sort"))
    new = [row["name"] for row in told if not known & _keys(row) and (names.fold(row["name"]),) not in here]
    return list(dict.fromkeys(new))[:SOME]


def _keys(row: Mapping[str, Any]) -> set[str]:
    found = [*map(names.profile_url, row.get("urls", ())), *map(names.email, row.get("emails", ()))]
    return {key for key in found if key}


def document(told: Taught) -> dict[str, Any]:
    """What was taught as `import --json` tells it."""

    def people(some: Some) -> dict[str, Any]:
        return {"count": some.count, "some": [{"id": one.pk, "name": one.name} for one in some.people]}

    return {
        "new": people(told.new),
        "warm": people(told.warm),
        "quiet": people(told.quiet),
        "moved": {
            "count": told.moved_count,
            "some": [
                {
                    "id": one.person.pk,
                    "name": one.person.name,
                    "before": one.before,
                    "before_day": one.before_day,
                    "after": one.after,
                    "after_day": one.after_day,
                }
                for one in told.moved
            ],
        },
        "evidence": [{"kind": kind} | people(some) for kind, _, some in told.deeds],
        "disagree": told.differ_count,
        "proposals": told.proposals,
    }


def lines(told: Taught) -> list[str]:
    """What was taught in three plain lines at most, the most telling first."""
    found = []
    if told.new.count:
        found.append(f"New: {_named(told.new)}.")
    if told.moved:
        found.append(f"Changed employer: {_named(Some([one.person for one in told.moved], told.moved_count))}.")
    found += [f"{words}: {_named(some)}." for kind, words, some in told.deeds if kind != "follow"]
    if told.quiet.count:
        found.append(f"Quiet for long: {_named(told.quiet)}.")
    return found[:3]


def _named(some: Some) -> str:
    named = ", ".join(names.clean(one.name, 60) for one in some.people[:3])
    more = some.count - min(3, len(some.people))
    return f"{named} and {more} more" if more else named
