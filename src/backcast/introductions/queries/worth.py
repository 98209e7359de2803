"""Why a tie matters to the vision, in words, and what a move to somebody would gain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import worth as engine
from backcast.engine.warmth import Tie as Record
from backcast.introductions.queries import reach
from backcast.ties import snapshot
from backcast.ties.models import Tie
from backcast.ties.queries.vouchers import vouchers
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson

NUMBERS = {2: "two", 3: "three", 4: "four"}


def reasons(viewer: Viewer, ties: Iterable[Tie]) -> dict[int, list[str]]:
    """Why these ties matter, by person, in sentences, the weightiest first; those on whom nothing hangs are left out.
    One query at most."""
    rows = [(tie.pk, tie.standing, tie.reasons) for tie in ties if tie.reasons]
    wanted = {future for *_, told in rows for _, future, _ in told if future}
    known = FuturePerson.objects.of(viewer).select_related("person").in_bulk(list(wanted)) if wanted else {}
    return {
        person: [*filter(None, (_sentence(one, standing, known) for one in told))] for person, standing, told in rows
    }


def ends(ties: Iterable[Tie]) -> dict[int, list[int]]:
    """The ids of the future people to whom a way begins with each of these ties, by person; no query."""
    told = {tie.pk: [future for code, future, _ in tie.reasons or () if future and code != "self"] for tie in ties}
    return {person: found for person, found in told.items() if found}


def _sentence(reason: Sequence[Any], standing: str, known: Mapping[int, FuturePerson]) -> str:
    code, future, count = reason
    if code == "vouches":
        return f"Would vouch for you: {standing}."
    if future not in known:
        return ""
    where = whereto(known[future])
    told = {
        "self": "One of the people in your vision.",
        "only": f"The only way you have {where}.",
        "most": f"Most of the best ways you have {where} go through them.",
        "way": f"One of {NUMBERS.get(max(2, count), 'several')} ways {where}.",
    }
    return told[code]


def whereto(row: FuturePerson) -> str:
    """The direction of a way in words: to somebody, or into their organisation where they are nobody here yet."""
    return f"to {row.known.name}" if row.known else f"into {row.organisation or row.name or row.describe}"


@dataclass(frozen=True, slots=True)
class Way:
    """That one of so many `ways` to a future person begins with somebody, who is at its end already or not."""

    future: int
    ways: int
    is_there: bool


@dataclass(frozen=True, slots=True)
class Gains:
    """What moves would change of U, each above 0: a few lines (or waking) by person, something given by person, an
    ask by connector and future person. `ways` holds what begins with a person, the heaviest future person first.
    `usual` is g*, the upper quartile of all gains."""

    lines: Mapping[int, float] = field(default_factory=dict)
    gifts: Mapping[int, float] = field(default_factory=dict)
    asks: Mapping[tuple[int, int], float] = field(default_factory=dict)
    ways: Mapping[int, Sequence[Way]] = field(default_factory=dict)
    usual: float = 0.0

    def share(self, gain: float) -> float:
        """g/(g + g*), how a gain enters the week."""
        return engine.share(gain, self.usual)

    def of_lines(self, person: int) -> float:
        """The share of a few lines to somebody; 0 where they change nothing."""
        return self.share(self.lines.get(person, 0.0))


def gains(viewer: Viewer) -> Gains:
    """The gains of every move that has one; none without an active vision."""
    vision = visions.active(viewer)
    if vision is None:
        return Gains()
    found = reach.sought(viewer, vision)
    asks = _asks(found)
    lines, gifts = _of_ties(viewer, found)
    usual = engine.upper_quartile([*lines.values(), *gifts.values(), *asks.values()])
    return Gains(lines, gifts, asks, _ways(found), usual)


def _asks(found: Sequence[reach.Sought]) -> dict[tuple[int, int], float]:
    """Asks of whoever may be asked now."""
    futures = [one.record for one in found]
    told = {}
    for one, future in zip(found, futures, strict=True):
        for way in future.ways:
            if len(way.people) > 1 and way.people[0] not in one.silent:
                told[way.people[0], future.key] = engine.gain_of_ask(futures, future, way.chance)
    return {key: gain for key, gain in told.items() if gain > 0}


def _ways(found: Sequence[reach.Sought]) -> dict[int, list[Way]]:
    told: dict[int, list[Way]] = {}
    for one in sorted(found, key=lambda one: -one.future.weight):
        for route in one.found:
            way = Way(one.future.pk, len(one.found), is_there=len(route.people) == 1)
            told.setdefault(route.people[0], []).append(way)
    return told


def _of_ties(viewer: Viewer, found: Sequence[reach.Sought]) -> tuple[dict[int, float], dict[int, float]]:
    """A few lines and a gift to everybody whose tie carries something: who vouches, and who is asked first."""
    futures, vouching = [one.record for one in found], vouchers(viewer)
    shift = found[0].wanted.shift if found else 0.0
    n, own = engine.vouching(vouching), {one.person: one.part for one in vouching}
    lines, gifts = {}, {}
    for row, tie in _movable(viewer, {route.people[0] for one in found for route in one.found} | set(own)):
        part, higher = own.get(row.pk, 0.0), engine.step_up(row.standing, row.aim)
        plain = engine.lift(row.pk, tie, viewer.today, shift=shift)
        given = engine.lift(row.pk, tie, viewer.today, shift=shift, gift=True)
        stepped = engine.lift(row.pk, tie, viewer.today, shift=shift, gift=True, standing=higher) if higher else None
        lines[row.pk] = engine.gain_of_lines(futures, n, part, plain, row.strength, shift)
        gifts[row.pk] = engine.gain_of_gift(futures, n, part, given, stepped)
    return _positive(lines), _positive(gifts)


def _movable(viewer: Viewer, people: set[int]) -> Iterator[tuple[Tie, Record]]:
    """These people and those with an aim, as far as anything may be suggested about them."""
    rows = Tie.objects.of(viewer).filter(Q(person__in=people) | ~Q(aim=""), suggest=True, person__is_owner=False)
    ties = list(rows.exclude(ring="family").order_by("pk"))
    contacts = snapshot.contacts(viewer, [row.pk for row in ties])
    for row in ties:
        yield row, snapshot.tie(row, contacts.get(row.pk, ()))


def _positive(gains: Mapping[int, float]) -> dict[int, float]:
    return {person: gain for person, gain in gains.items() if gain > 0}
