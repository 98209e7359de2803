"""The search of routes, in the database: backward from whom to reach, hop by hop, the user's tie last (model.md §8).

1/chance of a route = Π(1 + E·against) over its hops, E = e^−(logit f₀ + δ). Routes of one, two, three and four hops are
looked for in turn; each search leaves out what cannot be among the best found so far (docs/algorithms/routes.md).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from django.db import connection

from backcast.accounts.models import Viewer
from backcast.engine import routes

SUREST_HOP: Final = routes.against(routes.hop_score(1.0))
"""No later hop has lower odds against it."""
TIES: Final = "FROM backcast_tie WHERE workspace_id = %(mine)s AND against"
NEAR: Final = 100
"""The surest ties, so many [D], are held in hand for the longer routes: most of those met there would need a tie surer
than these, and need not be looked for in a large table."""
NEAREST: Final = f"{TIES} IS NOT NULL ORDER BY against LIMIT"
NOBODY: Final = "CAST(NULL AS bigint)"
NO_ODDS: Final = "CAST(NULL AS double precision)"
OPENING: Final = (f"c0, c1, {NOBODY}, c2, {NO_ODDS}", "c0, c1, c2, c3, c4")
"""Routes of one and two hops are asked for at once, as rows of two hops: nothing found by then could bound them."""
WRITTEN: Final = 64
"""Statements kept as text [D]: each by its length and by what it has to mind."""


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
    the way at all; `only` names the first people allowed; `via` must be on the way, before the end. `apart`: of each
    first person the best route only."""

    ends: tuple[int, ...]
    most: int
    shift: float = 0.0
    not_first: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    only: frozenset[int] | None = None
    via: int | None = None
    hops: int = routes.HOPS
    apart: bool = False


def best(viewer: Viewer, wanted: Wanted) -> list[Found]:
    """The best simple routes, the likeliest first; ties in chance by the ids on the way."""
    wanted = replace(wanted, ends=tuple(sorted(set(wanted.ends) - wanted.without)))
    if not wanted.ends or wanted.most < 1:
        return []
    limits, values = _limits(wanted), _values(viewer, wanted)
    hops, has_via = min(wanted.hops, len(OPENING)), wanted.via is not None
    opening = _opening(connection.vendor, hops, has_via, wanted.apart, limits, NEAR)
    (*_, surest, edge), *rows = sorted(_rows(opening, values), key=lambda row: row[0] is not None)
    found = _first(map(_found, rows), wanted)
    for between in range(len(OPENING), wanted.hops if surest is not None else 0):
        bound = found[-1].inverse if len(found) >= wanted.most else None
        rooms = _rooms(values["scale"], between, bound, surest, edge)
        near = NEAR if bound is not None and edge is not None else None
        for place in _places(between, has_via=has_via):
            text = _written(connection.vendor, between, place, bound is not None, wanted.apart, limits, near)
            found += map(_found, _rows(text, values | rooms))
        found = _first(found, wanted)
    return found


def _places(between: int, *, has_via: bool) -> Iterable[int | None]:
    """Where on the way whom it must lead through may stand; nothing to mind without."""
    return range(between) if has_via else (None,)


def different(viewer: Viewer, wanted: Wanted) -> list[Found]:
    """The best route of each first person, so many people, the likeliest first."""
    return best(viewer, replace(wanted, apart=True))


def with_most(wanted: Wanted, most: int) -> Wanted:
    """The same for so many routes."""
    return replace(wanted, most=most)


def through(wanted: Wanted, only: frozenset[int]) -> Wanted:
    """The same, beginning with one of these."""
    return replace(wanted, only=only, not_first=frozenset())


def _first(found: Iterable[Found], wanted: Wanted) -> list[Found]:
    ordered = sorted(found, key=lambda one: (one.inverse, len(one.people), one.people))
    unlike: dict[Any, Found] = {}
    for one in ordered:
        unlike.setdefault(one.people[0] if wanted.apart else one.people, one)
    return list(unlike.values())[: wanted.most]


def _found(row: Sequence[Any]) -> Found:
    """A row holds 1/chance, the people from the first to the end, and the odds in the same order."""
    most = len(row) // 2
    people = most if row[most] is not None else most - 1
    return Found(tuple(row[1 : people + 1]), tuple(row[most + 1 : most + 1 + people]), row[0])


def _rows(text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What the database answers. PostgreSQL keeps these few statements planned: planning takes as long as answering."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            return list(cursor.fetchall())
    from psycopg import Cursor

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as kept:
        rows: list[tuple[Any, ...]] = kept.execute(text, values, prepare=True, binary=True).fetchall()
        return rows


def _values(viewer: Viewer, wanted: Wanted) -> dict[str, Any]:
    """The values of every statement of a search."""
    scale = routes.scale(shift=wanted.shift)
    values: dict[str, Any] = {"scale": scale, "most": wanted.most, "mine": viewer.workspace_id, "via": wanted.via}
    values |= {"end": wanted.ends[0], "first": next(iter(wanted.only or ()), None)}
    return values | {name: _list(getattr(wanted, name)) for name in _limits(wanted) - {"first"}}


def _rooms(scale: float, between: int, bound: float | None, surest: float, edge: float | None) -> dict[str, Any]:
    """A room is how high 1/chance of a part of a route may be, if the rest of it were as sure as can be."""
    if bound is None:
        return {}
    surest_hop, surest_tie = 1 + scale * SUREST_HOP, 1 + scale * surest
    rooms = [bound / surest_tie / surest_hop ** (between - n) for n in range(1, between + 1)]
    told = {f"room{n}": room for n, room in enumerate([*rooms, bound], start=1)}
    return told if edge is None else told | {"far": bound / (1 + scale * edge)}


def _limits(wanted: Wanted) -> frozenset[str]:
    """Which sets of people the search has to mind."""
    minded = {name for name in ("not_first", "without") if getattr(wanted, name)}
    minded |= {"ends"} if len(wanted.ends) > 1 else set()
    if wanted.only is not None:
        minded.add("first" if len(wanted.only) == 1 else "only")
    return frozenset(minded)


@lru_cache(maxsize=WRITTEN)
def _opening(vendor: str, hops: int, has_via: bool, apart: bool, limits: frozenset[str], near: int) -> str:
    """The text that asks for the shortest routes, as rows of two hops, and in such a row too for the lowest odds
    against any first hop (nothing where there is no tie at all) and the odds where the near ties end (or nothing)."""
    edges = f"(SELECT min(against) {TIES} IS NOT NULL) AS c3, (SELECT against {NEAREST} 1 OFFSET {near}) AS c4"
    parts = [f"SELECT {NO_ODDS} AS c0, {NOBODY} AS c1, {NOBODY} AS c2, {edges}"]
    for between, columns in enumerate(OPENING[:hops]):
        for place in _places(between, has_via=has_via):
            found = _written(vendor, between, place, False, apart, limits)
            parts.append(f"SELECT {columns} FROM ({found}) found")  # noqa: S608 own names
    return " UNION ALL ".join(parts)


@lru_cache(maxsize=WRITTEN)
def _written(
    vendor: str,
    between: int,
    place: int | None,
    bounded: bool,
    apart: bool,
    limits: frozenset[str],
    near: int | None = None,
) -> str:
    """The text. h1 is the hop to the end, the last of them begins with whom the user asks: their tie is t."""
    hops = [f"h{n}" for n in range(1, between + 1)]
    people = [f"{name}.src_id" for name in reversed(hops)] + (["h1.dst_id"] if hops else ["t.person_id"])
    steps = {name: _met(hops[: n + 1]) for n, name in enumerate(hops)} | {"t": _known(people[0] if hops else None)}
    steps[next(iter(steps))].append(
        _among(people[-1], "ends", vendor) if "ends" in limits else f"{people[-1]} = %(end)s"
    )
    if bounded:
        for n, name in enumerate(steps, start=1):
            steps[name].append(f"{name}.against < (%(room{n})s / ({_product([*steps][: n - 1])}) - 1) / %(scale)s")
    if near is not None:
        steps[hops[-1]].append(_near(hops, near))
    for barred in sorted(limits & {"ends", "without"}):
        for name in hops:
            steps[name].append("NOT " + _among(f"{name}.src_id", barred, vendor))
    if place is not None:
        steps[hops[between - 1 - place]].append(f"{people[place]} = %(via)s")
    firsts = steps[hops[-1] if hops else "t"]
    firsts += ["NOT " + _among(people[0], "not_first", vendor)] if "not_first" in limits else []
    firsts += [_among(people[0], "only", vendor)] if "only" in limits else []
    firsts += [f"{people[0]} = %(first)s"] if "first" in limits else []
    told = [_product(steps), *people, *(f"{name}.against" for name in reversed(steps))]
    return _ordered(_joined(steps, told, vendor), len(people), apart)


def _met(hops: Sequence[str]) -> list[str]:
    """A hop leads to where the one before begins, from somebody who is not on the way yet."""
    *before, own = hops
    joined = [f"{own}.dst_id = {before[-1]}.src_id"] if before else []
    return joined + [f"{own}.src_id <> {met}.dst_id" for met in before]


def _known(first: str | None) -> list[str]:
    joined = [f"t.person_id = {first}"] if first else []
    return [*joined, "t.workspace_id = %(mine)s", "t.against IS NOT NULL"]


def _near(hops: Sequence[str], near: int) -> str:
    """Where the room that is left asks for a tie surer than the edge of the near ones, it is one of them. Their number
    is written out, so that PostgreSQL knows how few it keeps in hand."""
    return f"({_product(hops)} < %(far)s OR {hops[-1]}.src_id IN (SELECT person_id {NEAREST} {near}))"


def _product(names: Iterable[str]) -> str:
    return " * ".join(f"(1 + %(scale)s * {name}.against)" for name in names) or "1"


def _joined(steps: Mapping[str, Sequence[str]], told: Sequence[str], vendor: str) -> str:
    """The steps one after the other. SQLite keeps the order of a cross join; PostgreSQL, which would read all ties at
    once, keeps that of subqueries it may not take apart."""
    columns = ", ".join(f"{name} AS c{n}" for n, name in enumerate(told))
    tables = {name: "backcast_tie" if name == "t" else "backcast_hop" for name in steps}
    if vendor != "postgresql":
        joined = " CROSS JOIN ".join(f"{table} {name}" for name, table in tables.items())
        where = " AND ".join(condition for conditions in steps.values() for condition in conditions)
        return f"SELECT {columns} FROM {joined} WHERE {where}"  # noqa: S608 own names and ids
    held = {"backcast_tie": "person_id, against", "backcast_hop": "src_id, dst_id, against"}
    apart = [
        f"LATERAL (SELECT {held[table]} FROM {table} {name} WHERE {' AND '.join(steps[name])} OFFSET 0) {name}"  # noqa: S608
        for name, table in tables.items()
    ]
    return f"SELECT {columns} FROM {' CROSS JOIN '.join(apart)}"  # noqa: S608


def _ordered(text: str, people: int, apart: bool) -> str:
    """The likeliest first; `apart` keeps the best row of each first person."""
    order = ", ".join(f"c{n}" for n in range(people + 1))
    if apart:
        columns = ", ".join(f"c{n}" for n in range(2 * people + 1))
        ranked = f"SELECT r.*, row_number() OVER (PARTITION BY c1 ORDER BY {order}) AS place FROM ({text}) r"  # noqa: S608
        text = f"SELECT {columns} FROM ({ranked}) p WHERE place = 1"  # noqa: S608
    return f"{text} ORDER BY {order} LIMIT %(most)s"


def _among(column: str, name: str, vendor: str) -> str:
    """Whether a column is one of a set of people. The set is one value, so that the text stays the same."""
    if vendor == "postgresql":
        return f"{column} = ANY(%({name})s)"
    return f"{column} IN (SELECT value FROM json_each(%({name})s))"  # noqa: S608 own names


def _list(ids: Iterable[int]) -> str | list[int]:
    """A set of people as one value: JSON for SQLite, an array for PostgreSQL."""
    told = sorted(ids)
    return told if connection.vendor == "postgresql" else json.dumps(told)
