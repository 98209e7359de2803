"""Who was where at the same time: shared employers and schools, which speak for two people knowing each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.network.models import Person, Position

CROWD: Final = 100
"""Where more people are known than these, being there says too little of any two [D]: less than .06 of each pair."""
HERE: Final = {"deleted_at": None, "merged_into": None, "is_owner": False}
LIVE: Final = {f"person__{name}": value for name, value in HERE.items()}
COLUMNS: Final = ("person_id", "organisation_id", "kind", "start", "end", "current", "day")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's time at an organisation; days as partial dates, empty where nobody told."""

    person: int
    organisation: int
    kind: str
    start: str
    end: str
    current: bool
    day: date
    """When that was true, as its source tells."""

    @property
    def until(self) -> str:
        """The end, or the end of all dates for what lasts; empty where it is not known."""
        return self.end or ("9999" if self.current else "")


def met(one: Stay, other: Stay) -> bool:
    """Whether two stays of one kind at one organisation overlap, or both are there now; unknown dates say no."""
    if one.kind != other.kind:
        return False
    if dated(one, other):
        return one.start <= other.until + "~" and other.start <= one.until + "~"
    return one.kind == "work" and one.current and other.current and not one.end and not other.end


def dated(one: Stay, other: Stay) -> bool:
    """Whether the days of both are known."""
    return bool(one.start and other.start and one.until and other.until)


def away(viewer: Viewer) -> QuerySet[Any, Any]:
    """The ids of those who are not here, and of the owner: few, so to leave them out needs no join, which a database
    that has just taken a large import in may plan badly."""
    gone = Q(deleted_at__isnull=False) | Q(merged_into__isnull=False) | Q(is_owner=True)
    return Person.objects.all_of(viewer).filter(gone).values("pk")


def _all(viewer: Viewer) -> QuerySet[Position]:
    return Position.objects.of(viewer).exclude(organisation=None).exclude(person__in=away(viewer))


def stays(
    viewer: Viewer, *, organisations: Iterable[int] | None = None, people: Iterable[int] | None = None
) -> list[Stay]:
    """The stays of live people but the owner, all or those at some organisations or of some people; one query."""
    rows = _all(viewer)
    if organisations is not None:
        rows = rows.filter(organisation__in=list(organisations))
    if people is not None:
        rows = rows.filter(person__in=list(people))
    return [Stay(*row) for row in rows.values_list(*COLUMNS).iterator(chunk_size=5000)]


def beside(viewer: Viewer, people: Sequence[int]) -> list[Stay]:
    """The stays at every organisation that some people were at; one query."""
    there = Position.objects.of(viewer).filter(person__in=people).exclude(organisation=None).values("organisation")
    return [Stay(*row) for row in _all(viewer).filter(organisation__in=there).values_list(*COLUMNS)]


def sizes(viewer: Viewer) -> dict[int, int]:
    """How many live people have a position at each organisation that has any; one query."""
    rows = _all(viewer)
    return dict(rows.values_list("organisation_id").annotate(Count("person", distinct=True)))


def strength(kind: str, known: int) -> float:
    """How surely two people know each other by one shared stay, where so many of its people are known here: their
    number is the least the organisation has."""
    if known > CROWD:
        return 0.0
    return routes.shared_employer(max(known, routes.USUAL_SIZE)) if kind == "work" else routes.HEARD["school"]


def pairs(
    told: Iterable[Stay], known: Mapping[int, int], people: Collection[int] | None
) -> Iterator[tuple[Pair, Stay, Stay]]:
    """Every pair (lower id first) that shared an organisation, with their stays, once for each shared organisation and
    kind, of all or with one of `people` in it."""
    places: dict[tuple[int, str], dict[int, list[Stay]]] = {}
    for stay in told:
        if known.get(stay.organisation, 0) <= CROWD:
            places.setdefault((stay.organisation, stay.kind), {}).setdefault(stay.person, []).append(stay)
    for there in places.values():
        for one, other in combinations(sorted(there), 2):
            if people is not None and one not in people and other not in people:
                continue
            met_there = next(((a, b) for a in there[one] for b in there[other] if met(a, b)), None)
            if met_there:
                yield (one, other), *met_there
