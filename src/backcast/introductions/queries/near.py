"""How near the people of the future are: through whom, and how likely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.introductions.queries import learned, limits, search, targets, told
from backcast.network.models import Person
from backcast.vision import queries as vision
from backcast.vision.models import FuturePerson

LOOKED_FOR: Final = 12
"""People of the future whose nearest way is looked for at once, the weightiest first [D]."""
BETWEEN = {1: "One introduction away", 2: "Two introductions away", 3: "Three introductions away"}


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody of the future, how near in words, and who would be asked first."""

    row: FuturePerson
    words: str = ""
    through: Person | None = None
    chance: str = ""


def near(viewer: Viewer) -> list[Near]:
    """The people of the active vision, the weightiest first; those after the first dozen without a look for ways."""
    active = vision.active(viewer)
    rows = list(vision.future_people(viewer, active)) if active else []
    sought = [row for row in rows if not row.knows_me][:LOOKED_FOR]
    shift = learned.learned(viewer).shift if sought else 0.0
    ways = dict(zip((row.pk for row in sought), _ways(viewer, sought, shift), strict=True))
    firsts = {way.people[0] for way in ways.values() if isinstance(way, search.Found)}
    people = Person.objects.of(viewer).in_bulk(firsts) if firsts else {}
    return [_near(row, ways.get(row.pk), people, shift) for row in rows]


def _ways(viewer: Viewer, rows: Sequence[FuturePerson], shift: float) -> list[search.Found | str]:
    """The likeliest way to each, or why there is none."""
    found: list[search.Found | str] = []
    for row in rows:
        target = targets.of_future_person(viewer, row)
        best = _best(viewer, target, shift) if target.ends else None
        found.append(best or _without(row, bool(target.ends)))
    return found


def _best(viewer: Viewer, target: targets.Target, shift: float) -> search.Found | None:
    silent = target.not_first(limits.left_out(viewer, target.aim))
    return next(iter(search.best(viewer, search.Wanted(target.ends, 1, shift, silent))), None)


def _without(row: FuturePerson, is_here: bool) -> str:
    if is_here:
        return "No way known yet"
    if row.organisation:
        return "Nobody there is known yet"
    return "Not among your people yet" if row.name else "No name yet"


def _near(row: FuturePerson, way: search.Found | str | None, people: dict[int, Person], shift: float) -> Near:
    if row.knows_me:
        return Near(row, "Knows you already")
    if not isinstance(way, search.Found):
        return Near(row, way or "")
    first = people[way.people[0]]
    if len(way.people) == 1:
        return Near(row, "You know them" if row.known else "You know somebody there", first)
    chance = engine.route([engine.score_of(odds) for odds in way.against], shift=shift)
    return Near(row, BETWEEN[len(way.people) - 1], first, told.about(chance))
