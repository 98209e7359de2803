"""Which hops there should be, from who knows whom and who was where at the same time, and what those there lack."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.network.models import Acquaintance, Hop, Organisation, Person
from backcast.network.queries import shared
from backcast.network.queries.shared import Pair

MANY: Final = 1_000
"""People from which on it is quicker to look at everybody [D]."""
KINDS: Final = ("work", "study")
PART: Final = 400
"""Ids in one statement (model.md §4.8)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What brings hops in step: ids of those to go, `(src, dst, odds against)` of those that are new or have other
    odds, and how many people are known at the organisations where that number changed."""

    gone: list[int]
    fresh: list[tuple[int, int, float]]
    known: dict[int, int]

    def __bool__(self) -> bool:
        return bool(self.gone or self.fresh or self.known)


def difference(viewer: Viewer, people: Iterable[int] | None) -> Difference:
    """How the hops of some people, or of all, differ from what is told. With them go all who are at an organisation
    whose number of people says something else of any two by now."""
    sizes = shared.sizes(viewer)
    known = _changed(viewer, sizes)
    touched = None if people is None else set(people) | _crowded(viewer, known, sizes)
    if touched is not None and len(touched) > MANY:
        touched = None
    told = {} if touched == set() else wanted(viewer, touched, sizes)
    held = {} if touched == set() else dict(_held(viewer, touched))
    fresh = [(*pair, odds) for pair, odds in told.items() if pair not in held or held[pair][1] != odds]
    gone = [pk for pair, (pk, _) in held.items() if pair not in told]
    return Difference(gone, fresh, {pk: now for pk, (_, now) in known.items()})


def _changed(viewer: Viewer, sizes: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """(before, now) of every organisation where another number of people is known."""
    held = dict(Organisation.objects.all_of(viewer).exclude(known=0).values_list("pk", "known"))
    both = ((pk, (held.get(pk, 0), sizes.get(pk, 0))) for pk in held.keys() | sizes.keys())
    return {pk: pair for pk, pair in both if pair[0] != pair[1]}


def _crowded(viewer: Viewer, known: Mapping[int, tuple[int, int]], sizes: Mapping[int, int]) -> set[int]:
    """Everybody at the organisations where a shared stay says something else by now."""
    moved = [pk for pk, (before, now) in known.items() if _says(before) != _says(now)]
    return {stay.person for part in parts(moved) for stay in shared.stays(viewer, organisations=part)}


def _says(known: int) -> list[float]:
    """What a shared stay says of any two where so many are known."""
    return [shared.strength(kind, known) for kind in KINDS]


def wanted(viewer: Viewer, people: Collection[int] | None, sizes: Mapping[int, int]) -> dict[Pair, float]:
    """The odds against every hop that what is told speaks for: of all, or with one of some people in it."""
    told: dict[Pair, list[float]] = {}
    apart: set[Pair] = set()
    for a, b, state, strength, direction in _acquaintances(viewer, people):
        if state != "active":
            apart.add((a, b))
        elif strength > 0:
            _add(told, a, b, strength, direction)
    for pair, stay, _ in shared.pairs(_stays(viewer, people), sizes, people):
        if pair not in apart:
            _add(told, *pair, shared.strength(stay.kind, sizes[stay.organisation]), "both")
    return {pair: _against(tuple(sorted(strengths))) for pair, strengths in told.items()}


def _add(told: dict[Pair, list[float]], a: int, b: int, strength: float, direction: str) -> None:
    if direction != "b_a":
        told.setdefault((a, b), []).append(strength)
    if direction != "a_b":
        told.setdefault((b, a), []).append(strength)


@lru_cache(maxsize=10_000)
def _against(strengths: tuple[float, ...]) -> float:
    return routes.against(routes.hop_score(routes.together(strengths)))


def _acquaintances(viewer: Viewer, people: Collection[int] | None) -> Iterator[tuple[int, int, str, float, str]]:
    away = shared.away(viewer)
    rows = Acquaintance.objects.of(viewer).exclude(a__in=away).exclude(b__in=away)
    told = rows.values_list("a_id", "b_id", "state", "strength", "direction")
    if people is None:
        yield from told.iterator(chunk_size=5000)
        return
    found = {row[:2]: row for part in parts(people) for row in told.filter(Q(a__in=part) | Q(b__in=part))}
    yield from found.values()


def _stays(viewer: Viewer, people: Collection[int] | None) -> list[shared.Stay]:
    """All stays, or those at the organisations of some people."""
    if people is None:
        return shared.stays(viewer)
    return [stay for part in parts(people) for stay in shared.beside(viewer, part)]


def _held(viewer: Viewer, people: Collection[int] | None) -> Iterator[tuple[Pair, tuple[int, float]]]:
    """(id, odds against) of the hops there are, of all or with one of some people in them."""
    rows = Hop.objects.of(viewer).values_list("pk", "src_id", "dst_id", "against")
    wanted = [Q()] if people is None else [Q(src__in=part) | Q(dst__in=part) for part in parts(people)]
    for part in wanted:
        for pk, src, dst, odds in rows.filter(part).iterator(chunk_size=5000):
            yield (src, dst), (pk, odds)


def parts(keys: Collection[int]) -> Iterator[list[int]]:
    """Ids in parts that fit one statement, in order."""
    ordered = sorted(keys)
    return (ordered[start : start + PART] for start in range(0, len(ordered), PART))


def lags(viewer: Viewer, most: int) -> int:
    """How many rows are out of step among the hops of the first and the last people to come, so many of each."""
    rows = Person.objects.of(viewer).values_list("pk", flat=True)
    found = difference(viewer, {*rows.order_by("pk")[:most], *rows.order_by("-pk")[:most]})
    return len(found.gone) + len(found.fresh) + len(found.known)
