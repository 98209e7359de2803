"""Who was where at the same time: shared employers and schools, which speak for two people knowing each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.db.models import Count

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.network.models import Position

CROWD: Final = 100
"""Where more people are known than these, being there says too little of any two [D]: less than .06 of each pair."""
HERE: Final = {"deleted_at": None, "merged_into": None, "is_owner": False}
LIVE: Final = {f"person__{name}": value for name, value in HERE.items()}
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

    @property
    def until(self) -> str:
        """The end, or the end of all dates for what lasts; empty where it is not known."""
        return self.end or ("9999" if self.current else "")


def met(one: Stay, other: Stay) -> bool:
    """Whether two stays of one kind at one organisation overlap, or both are there now; unknown dates say no."""
    if one.kind != other.kind:
        return False
    if one.start and other.start and one.until and other.until:
        return one.start <= other.until + "~" and other.start <= one.until + "~"
    return one.kind == "work" and one.current and other.current and not one.end and not other.end


def stays(
    viewer: Viewer, *, organisations: Iterable[int] | None = None, people: Iterable[int] | None = None
) -> list[Stay]:
    """The stays of live people but the owner, all or those at some organisations or of some people; one query."""
    rows = Position.objects.of(viewer).filter(**LIVE).exclude(organisation=None)
    if organisations is not None:
        rows = rows.filter(organisation__in=list(organisations))
    if people is not None:
        rows = rows.filter(person__in=list(people))
    told = rows.values_list("person_id", "organisation_id", "kind", "start", "end", "current")
    return [Stay(*row) for row in told.iterator(chunk_size=5000)]


def sizes(viewer: Viewer) -> dict[int, int]:
    """How many live people have a position at each organisation that has any; one query."""
    rows = Position.objects.of(viewer).filter(**LIVE).exclude(organisation=None)
    return dict(rows.values_list("organisation_id").annotate(Count("person", distinct=True)))


def strength(kind: str, known: int) -> float:
    """How surely two people know each other by one shared stay, where so many of its people are known here: their
    number is the least the organisation has."""
    if known > CROWD:
        return 0.0
    return routes.shared_employer(max(known, routes.USUAL_SIZE)) if kind == "work" else routes.HEARD["school"]


def pairs(
    told: Iterable[Stay], known: Mapping[int, int], people: Collection[int] | None
) -> Iterator[tuple[Pair, Stay]]:
    """Every pair (lower id first) that shared an organisation, once for each shared organisation and kind, of all or
    with one of `people` in it."""
    places: dict[tuple[int, str], dict[int, list[Stay]]] = {}
    for stay in told:
        if known.get(stay.organisation, 0) <= CROWD:
            places.setdefault((stay.organisation, stay.kind), {}).setdefault(stay.person, []).append(stay)
    for there in places.values():
        for one, other in combinations(sorted(there), 2):
            if people is not None and one not in people and other not in people:
                continue
            if any(met(a, b) for a in there[one] for b in there[other]):
                yield (one, other), there[one][0]
