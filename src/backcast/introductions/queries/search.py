"""The search of routes, in the database: backward from whom to reach, hop by hop, the user's tie last (model.md §8).

1/chance of a route = Π(1 + E·against) over its hops, E = e^−(logit f₀ + δ). Routes of one, two, three and four hops are
looked for in turn; each search leaves out what cannot be among the best k found so far.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import connection

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.ties.models import Tie

SUREST_HOP: Final = routes.against(routes.hop_score(1.0))
"""No hop has lower odds against it."""
UNBOUNDED: Final = 1e300


@dataclass(frozen=True, slots=True)
class Found:
    """A route as ids: `people` from the first after the user to the last; `against` holds the odds of each hop."""

    people: tuple[int, ...]
    against: tuple[float, ...]
    inverse: float
    """1/chance."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: the `ends`, the best `most`; nobody of `not_first` is asked first and nobody of `without` is on
    the way at all; `only` names the first people allowed; `via` must be on the way, before the end."""

    ends: tuple[int, ...]
    most: int
    shift: float = 0.0
    not_first: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    only: frozenset[int] | None = None
    via: int | None = None
    hops: int = routes.HOPS


def best(viewer: Viewer, wanted: Wanted) -> list[Found]:
    """The best simple routes, the likeliest first; ties in chance by the ids on the way."""
    scale, ends = routes.scale(shift=wanted.shift), tuple(sorted(set(wanted.ends) - wanted.without))
    if not ends or wanted.most < 1:
        return []
    surest = _surest(viewer)
    if surest is None:
        return []
    found: list[Found] = [] if wanted.via else _direct(viewer, wanted, ends, scale)
    for between in range(1, wanted.hops):
        for place in range(between) if wanted.via else (None,):
            found = _first(found, wanted.most)
            bound = found[-1].inverse if len(found) == wanted.most else UNBOUNDED
            statement = _Statement(viewer, wanted, ends, between, place, scale, bound, surest)
            found += statement.rows()
    return _first(found, wanted.most)


def different(viewer: Viewer, wanted: Wanted) -> list[Found]:
    """The best route of each first person, so many people, the likeliest first."""
    found: list[Found] = []
    while len(found) < wanted.most:
        firsts = frozenset(one.people[0] for one in found)
        again = best(viewer, _but(wanted, firsts))
        fresh = [one for place, one in enumerate(again) if one.people[0] not in {x.people[0] for x in again[:place]}]
        if not fresh:
            break
        found += fresh
    return _first(found, wanted.most)


def with_most(wanted: Wanted, most: int) -> Wanted:
    """The same for so many routes."""
    return replace(wanted, most=most)


def through(wanted: Wanted, only: frozenset[int]) -> Wanted:
    """The same, beginning with one of these."""
    return replace(wanted, only=only, not_first=frozenset())


def _but(wanted: Wanted, firsts: frozenset[int]) -> Wanted:
    """The same, beginning with somebody else."""
    return replace(wanted, most=1 if firsts else wanted.most, not_first=wanted.not_first | firsts)


def _first(found: Iterable[Found], most: int) -> list[Found]:
    unlike = {one.people: one for one in found}.values()
    return sorted(unlike, key=lambda one: (one.inverse, len(one.people), one.people))[:most]


def _surest(viewer: Viewer) -> float | None:
    """The lowest odds against any first hop; None where there is no tie at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(against) FROM backcast_tie WHERE workspace_id = %s AND against IS NOT NULL",
            [viewer.workspace_id],
        )
        (surest,) = cursor.fetchone()
    return None if surest is None else float(surest)


def _direct(viewer: Viewer, wanted: Wanted, ends: Sequence[int], scale: float) -> list[Found]:
    """Ends the user knows: a route of one hop asks nobody in between."""
    known = Tie.objects.all_of(viewer).filter(person__in=ends, against__isnull=False).order_by("against", "pk")
    rows = known.values_list("person_id", "against")[: wanted.most + len(wanted.not_first)]
    allowed = wanted.only if wanted.only is not None else frozenset(ends)
    direct = [(pk, odds) for pk, odds in rows if odds is not None and pk in allowed - wanted.not_first]
    return [Found((pk,), (odds,), 1 + scale * odds) for pk, odds in direct[: wanted.most]]


@dataclass(frozen=True, slots=True)
class _Statement:
    """The search of routes with so many people `between` the user and the end. n1 stands before the end, the last of
    them is whom the user asks."""

    viewer: Viewer
    wanted: Wanted
    ends: tuple[int, ...]
    between: int
    place: int | None
    scale: float
    bound: float
    surest: float

    def rows(self) -> list[Found]:
        """What it finds, the likeliest first."""
        sql, values = self._written()
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [self._found(row) for row in cursor.fetchall()]

    def _found(self, row: Sequence[Any]) -> Found:
        inverse, end, *rest = row
        people, against = rest[: self.between], rest[self.between :]
        return Found((*reversed(people), end), tuple(reversed(against)), inverse)

    def _written(self) -> tuple[str, list[Any]]:
        places = range(1, self.between + 1)
        last = f"h{self.between}.src_id"
        product = " * ".join(f"(1 + {self.scale!r} * {name}.against)" for name in [*(f"h{n}" for n in places), "t"])
        told = ", ".join([f"h{n}.src_id" for n in places] + [f"h{n}.against" for n in places] + ["t.against"])
        tables = " CROSS JOIN ".join([f"backcast_hop h{n}" for n in places] + ["backcast_tie t"])
        where, values = self._conditions(last, product)
        order = ", ".join(["1", *(f"h{n}.src_id" for n in reversed(places)), "h1.dst_id"])
        sought = f"SELECT {product}, h1.dst_id, {told} FROM {tables}"  # noqa: S608 own names and numbers
        return f"{sought} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT %s", [*values, self.wanted.most]

    def _conditions(self, last: str, product: str) -> tuple[list[str], list[Any]]:
        where = [f"h1.dst_id IN ({_marks(self.ends)})"]
        values: list[Any] = list(self.ends)
        for n in range(2, self.between + 1):
            where.append(f"h{n}.dst_id = h{n - 1}.src_id")
            where += [f"h{n}.src_id <> h{before}.dst_id" for before in range(1, n)]
        where.append(f"t.person_id = {last} AND t.workspace_id = %s AND t.against IS NOT NULL")
        values.append(self.viewer.workspace_id)
        if self.bound < UNBOUNDED:
            where += [*self._bounds(), f"{product} < {self.bound!r}"]
        if self.place is not None:
            where.append(f"h{self.place + 1}.src_id = %s")
            values += [self.wanted.via]
        for name, sign, ids in self._sets(last):
            where.append(f"{name} {sign} ({_marks(ids)})")
            values += ids
        return where, values

    def _bounds(self) -> list[str]:
        """How high the odds against each hop may be, if the rest were as sure as can be."""
        written = []
        for n in range(1, self.between + 1):
            rest = (1 + self.scale * SUREST_HOP) ** (self.between - n) * (1 + self.scale * self.surest)
            so_far = " * ".join(f"(1 + {self.scale!r} * h{before}.against)" for before in range(1, n)) or "1"
            written.append(f"h{n}.against < ({self.bound / rest!r} / ({so_far}) - 1) / {self.scale!r}")
        return written

    def _sets(self, last: str) -> list[tuple[str, str, list[int]]]:
        sets = [(last, "NOT IN", self.wanted.not_first), (last, "IN", self.wanted.only)]
        between = [f"h{n}.src_id" for n in range(1, self.between + 1)]
        sets += [(name, "NOT IN", self.wanted.without) for name in between]
        if len(self.ends) > 1:
            sets += [(name, "NOT IN", frozenset(self.ends)) for name in between]
        return [(name, sign, sorted(ids)) for name, sign, ids in sets if ids or (ids is not None and sign == "IN")]


def _marks(values: Collection[int]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"
