"""How near the people of the active vision are: the best ways to each, and what is left of them without somebody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import prod
from typing import Final

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.engine import worth
from backcast.engine.routes import Estimate
from backcast.introductions.models import Ask
from backcast.introductions.queries import learned, limits, search, targets
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson, Vision

KEPT: Final = 5
"""Ways with different first people kept for each [D]: two more than count together, so that most of what is left
without one of them is known already."""
NEVER: Final = (limits.DONT_ASK, limits.FAMILY)
"""Reasons for not asking somebody that do not pass with time: they alone make a tie worth less."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A future person, the search for ways to them by anybody who may ever be asked, what it found, and who of them is
    not asked now. Nothing is looked for where they know the user already."""

    future: FuturePerson
    wanted: search.Wanted
    found: tuple[search.Found, ...]
    silent: frozenset[int]

    @property
    def is_all(self) -> bool:
        """Whether nobody else could be asked first."""
        return len(self.found) < self.wanted.most

    @property
    def record(self) -> worth.Future:
        """The same as the engine takes it."""
        row = self.future
        who = row.known.pk if row.known else None
        ways = tuple(way(one, self.wanted.shift) for one in self.found)
        return worth.Future(row.pk, float(row.weight), ways, row.knows_me, who)


def way(found: search.Found, shift: float) -> worth.Way:
    """A route as the engine of worth takes it."""
    scale = engine.scale(shift=shift)
    first, *rest = (1 / (1 + scale * odds) for odds in found.against)
    return worth.Way(found.people, first, prod(rest))


def sought(viewer: Viewer, vision: Vision) -> list[Sought]:
    """Every future person of a vision with the best ways to them; a handful of searches each."""
    shift, silent = learned.learned(viewer).shift, limits.left_out(viewer)
    never = frozenset(person for person, because in silent.items() if because in NEVER)
    asked = _asked_lately(viewer)
    found = []
    for row in visions.future_people(viewer, vision):
        target = targets.of_future_person(viewer, row)
        now = limits.left_out(viewer, target.aim) if asked else silent
        wanted = search.Wanted(target.ends, KEPT, shift, target.not_first(never))
        ways = () if row.knows_me else tuple(search.different(viewer, wanted))
        found.append(Sought(row, wanted, ways, target.not_first(now)))
    return found


def _asked_lately(viewer: Viewer) -> bool:
    """Whether anything was asked that may not be asked again."""
    year = viewer.today - timedelta(days=engine.ALIKE_DAYS)
    return Ask.objects.of(viewer).filter(asked_on__gt=year).exists()


def reach(viewer: Viewer, one: Sought) -> Estimate | None:
    """The combined chance of the ways that may be asked now; 1 where they know the user, None where no way is known."""
    if one.future.knows_me:
        return Estimate(1.0, 1.0, 1.0)
    left = [route for route in one.found if route.people[0] not in one.silent]
    if len(left) < engine.COMBINED and not one.is_all and len(left) < len(one.found):
        left = search.different(viewer, _with(one, not_first=one.wanted.not_first | one.silent))
    return engine.combined(_estimate(route, one.wanted.shift) for route in left) if left else None


def _estimate(found: search.Found, shift: float) -> Estimate:
    return engine.route([engine.score_of(odds) for odds in found.against], shift=shift)


def without(viewer: Viewer, one: Sought, person: int) -> list[worth.Way]:
    """The best ways by different first people with no tie to somebody and nobody introduced by them; as the one to
    reach they stay. Searched only where what was found does not tell."""
    clear = [route for route in one.found if not _leans(route, person)]
    firsts = frozenset(route.people[0] for route in one.found if _leans(route, person)) - {person}
    if not one.future.knows_me and (one.is_all or len(clear) >= engine.COMBINED):
        around = search.different(viewer, _around(one, person, only=firsts)) if firsts else []
        best = sorted([*clear, *around], key=lambda route: route.inverse)[: engine.COMBINED]
    else:
        best = search.different(viewer, _around(one, person))
    return [way(route, one.wanted.shift) for route in best]


def _leans(found: search.Found, person: int) -> bool:
    return person == found.people[0] or person in found.people[:-1]


def _around(one: Sought, person: int, only: frozenset[int] | None = None) -> search.Wanted:
    """The search that goes around somebody."""
    between = frozenset({person}) - frozenset(one.wanted.ends)
    return _with(one, not_first=one.wanted.not_first | {person}, without=between, only=only)


def _with(
    one: Sought,
    *,
    not_first: Iterable[int],
    without: frozenset[int] = frozenset(),
    only: frozenset[int] | None = None,
) -> search.Wanted:
    return replace(one.wanted, most=engine.COMBINED, not_first=frozenset(not_first), without=without, only=only)
