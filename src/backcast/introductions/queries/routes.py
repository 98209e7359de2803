"""Routes to somebody: the likeliest ways of introductions, how likely they are, and who is left out of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.engine.routes import Estimate
from backcast.introductions.queries import learned, limits, search
from backcast.introductions.queries.targets import Target
from backcast.network.models import Person

MOST: Final = 5
NAMED: Final = 50
"""People left out who are named [D]: all of them but in the largest networks."""
YOU: Final = "You"


@dataclass(frozen=True, slots=True)
class Hop:
    """From one person of a route to the next; `src` None is the user."""

    src: Person | None
    dst: Person
    chance: Estimate


@dataclass(frozen=True, slots=True)
class Route:
    """One way: the people after the user, the last one reached, with the hops between them."""

    people: tuple[Person, ...]
    hops: tuple[Hop, ...]
    chance: Estimate

    @property
    def weakest(self) -> int:
        """The place of the hop that is least likely to hold."""
        return min(range(len(self.hops)), key=lambda place: self.hops[place].chance.chance)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who could introduce and is not asked now, with the reason."""

    person: Person
    because: str


@dataclass(frozen=True, slots=True)
class Routes:
    """The best routes, the likeliest first; `combined` counts the best three with different first people."""

    target: Target
    routes: tuple[Route, ...]
    combined: Estimate
    left_out: tuple[LeftOut, ...]
    shift: engine.Learned


def routes(
    viewer: Viewer, target: Target, *, most: int = MOST, via: Person | None = None, hops: int = engine.HOPS
) -> Routes:
    """The best routes of at most so many hops to a target, with `via` on the way if given; some ten queries."""
    shift, silent = learned.learned(viewer), limits.left_out(viewer, target.aim)
    ends = tuple(target.ends)
    not_first = target.not_first(silent)
    wanted = search.Wanted(ends, most, shift.shift, not_first, via=via.pk if via else None, hops=hops)
    found = search.best(viewer, wanted)
    firsts = _different(viewer, wanted, found)
    barred = _barred(viewer, wanted)
    people = _people(viewer, [*found, *barred])
    told = tuple(_route(one, people, shift.shift) for one in found)
    return Routes(
        target=target,
        routes=told,
        combined=engine.combined(_chance(one, shift.shift) for one in firsts),
        left_out=tuple(LeftOut(people[one.people[0]], silent[one.people[0]]) for one in barred),
        shift=shift,
    )


def _different(viewer: Viewer, wanted: search.Wanted, found: Sequence[search.Found]) -> list[search.Found]:
    """The best routes with different first people: among those found already, unless these are too few."""
    firsts: dict[int, search.Found] = {}
    for one in found:
        firsts.setdefault(one.people[0], one)
    if len(firsts) >= engine.COMBINED or len(found) < wanted.most:
        return list(firsts.values())[: engine.COMBINED]
    return search.different(viewer, search.with_most(wanted, engine.COMBINED))


def _barred(viewer: Viewer, wanted: search.Wanted) -> list[search.Found]:
    """The best routes that would begin with those who are left out, however few routes are wanted."""
    if not wanted.not_first:
        return []
    return search.different(viewer, search.through(search.with_most(wanted, NAMED), wanted.not_first))


def _people(viewer: Viewer, found: Iterable[search.Found]) -> dict[int, Person]:
    ids = {pk for one in found for pk in one.people}
    return Person.objects.of(viewer).select_related("organisation").in_bulk(ids)


def _chance(found: search.Found, shift: float) -> Estimate:
    return engine.route([engine.score_of(odds) for odds in found.against], shift=shift)


def _route(found: search.Found, people: dict[int, Person], shift: float) -> Route:
    way = [people[pk] for pk in found.people]
    hops = tuple(
        Hop(src, dst, engine.estimate(engine.score_of(odds), shift=shift))
        for src, dst, odds in zip([None, *way], way, found.against, strict=False)
    )
    return Route(tuple(way), hops, _chance(found, shift))
