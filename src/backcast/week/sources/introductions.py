"""Asking and what follows from it: ask along a route, a quiet reminder, thanks, who might know somebody, a letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from backcast.engine import warmth
from backcast.engine.routes import SILENT_DAYS
from backcast.engine.week import value
from backcast.engine.week.kinds import APART, KINDS, minutes_of
from backcast.engine.week.records import HORIZON, Candidate, Reason, Ref
from backcast.introductions.models import Ask
from backcast.introductions.queries import asks, limits
from backcast.ties.models import Tie
from backcast.ties.queries.favours import owes
from backcast.vision.models import FuturePerson
from backcast.week.snapshot import State
from backcast.week.sources.people import opens

ALIKE: Final = 3
"""Connectors looked at for each future person: as many as count together (engines.md §3)."""
LETTER_RESTS: Final = timedelta(days=365)
"""Until the same stranger is written to again [D], as with the same request to one person (engines.md §3)."""
NEAR_RESTS: Final = timedelta(days=56)
"""Until one asks oneself again who might know somebody near the same person [D]."""
THANKS: Final = {"introduced": "thank", "thanked": "loop"}
"""State of an ask -> what is owed to the one who was asked."""
LONG_SILENT: Final = 2
"""Intervals of silence after which a few lines come before an ask (engines.md §6)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of asks and of the ties they go through."""

    rows: Sequence[Ask]
    ties: Mapping[int, Tie]
    silent: Mapping[int, str]

    @property
    def drafts(self) -> list[Ask]:
        """Letters that lie there."""
        return [row for row in self.rows if row.state == "drafted"]

    def waits(self, future: FuturePerson) -> date | None:
        """The day from which another way to a future person may be taken."""
        days = [row.asked_on for row in self.rows if row.asked_on and _is_about(row, future)]
        return max(days) + timedelta(weeks=APART) if days else None


def introductions(state: State) -> Iterator[Candidate]:
    """Every move around asks."""
    known = _asked(state)
    futures = list(state.story.people) if state.story else []
    yield from _asks(state, known, futures)
    yield from _followed(state, known)
    yield from _near(state, futures)
    yield from _direct(state, known, futures)


def _asked(state: State) -> Asked:
    rows = list(asks.rows(state.viewer).filter(Q(state__in=asks.UNFINISHED) | Q(asked_on__gte=_recent(state))))
    people = {connector for connector, _ in state.gains.asks} | {row.connector_id for row in rows}
    people |= {one.person_id for one in (state.story.people if state.story else ()) if one.person_id}
    ties = Tie.objects.of(state.viewer).filter(person__in=people, suggest=True, person__is_owner=False)
    return Asked(rows, ties.exclude(ring="family").in_bulk(), limits.left_out(state.viewer))


def _recent(state: State) -> date:
    return state.day - timedelta(weeks=APART)


def _is_about(row: Ask, future: FuturePerson) -> bool:
    return row.future_person_id == future.pk or (row.target_id is not None and row.target_id == future.person_id)


def _one(
    state: State,
    key: str,
    worth: float,
    why: Iterable[Reason],
    serves: Iterable[Ref],
    *,
    person: int | None = None,
    earliest: int = 0,
    after: tuple[str, ...] = (),
    way: FuturePerson | None = None,
    later: Iterable[float] = (),
) -> Candidate:
    """A candidate with what its kind takes; `later` is its worth in the following weeks, where that changes."""
    kind = key.split(":")[0]
    return Candidate(
        key=key,
        kind=kind,
        minutes=minutes_of(kind, state.hours),
        energy=KINDS[kind].energy,
        values=(worth, *later),
        why=tuple(why),
        serves=tuple(serves),
        person=person,
        earliest=earliest,
        after=after,
        foreseen=key in state.foreseen,
        way=way.pk if way else None,
    )


def _asks(state: State, known: Asked, futures: Sequence[FuturePerson]) -> Iterator[Candidate]:
    """Drafts that lie there, then the best asks: each connector for one future person."""
    busy = {row.connector_id for row in known.drafts}
    for row in known.drafts:
        if row.connector_id in known.ties and row.connector_id not in known.silent:
            yield _drafted(state, known, row, futures)
    for connector, future, gain in _best(state, futures, busy):
        tie = known.ties.get(connector)
        if tie:
            yield _along(state, known, tie, future, gain)


def _best(state: State, futures: Sequence[FuturePerson], busy: set[int]) -> Iterator[tuple[int, FuturePerson, float]]:
    """The best few connectors of each future person; a connector for the one it gains most for."""
    by_id, taken, count = {one.pk: one for one in futures}, set(busy), dict.fromkeys((one.pk for one in futures), 0)
    for (connector, key), gain in sorted(state.gains.asks.items(), key=lambda pair: (-pair[1], pair[0])):
        if connector not in taken and key in by_id and count[key] < ALIKE:
            taken.add(connector)
            count[key] += 1
            yield connector, by_id[key], gain


def _drafted(state: State, known: Asked, row: Ask, futures: Sequence[FuturePerson]) -> Candidate:
    future = next((one for one in futures if _is_about(row, one)), None)
    gain = state.gains.asks.get((row.connector_id, future.pk), 0.0) if future else 0.0
    tie = known.ties[row.connector_id]
    return _one(
        state,
        f"ask:{row.connector_id}:a{row.pk}",
        value.drafted_value(row.chance or 0.0, state.gains.share(gain)),
        [Reason("drafted", (("days", (state.today - row.made_on).days),)), *_why(state, tie, future)],
        _serves(tie, future),
        person=row.connector_id,
        earliest=max(opens(state, tie), state.week_of(known.waits(future) if future else None)),
        after=_before(state, tie),
        way=future,
    )


def _along(state: State, known: Asked, tie: Tie, future: FuturePerson, gain: float) -> Candidate:
    return _one(
        state,
        f"ask:{tie.person_id}:f{future.pk}",
        value.ask_value(state.gains.share(gain)),
        _why(state, tie, future),
        _serves(tie, future),
        person=tie.person_id,
        earliest=max(opens(state, tie), state.week_of(known.waits(future))),
        after=_before(state, tie),
        way=future,
    )


def _why(state: State, tie: Tie, future: FuturePerson | None) -> Iterator[Reason]:
    """How many ways begin with them."""
    ways = state.gains.ways.get(tie.person_id, ()) if future else ()
    for one in ways:
        if future and one.future == future.pk:
            yield Reason("way", (("ways", one.ways), ("future", future.pk)))


def _serves(tie: Tie, future: FuturePerson | None) -> Iterator[Ref]:
    if future:
        yield Ref("future_person", future.pk)
    yield Ref("tie", tie.person_id)


def _before(state: State, tie: Tie) -> tuple[str, ...]:
    """What comes first: something given where more was received, a few lines after a long silence."""
    silent = (state.day - tie.last).days if tie.last else None
    long = silent is None or silent > LONG_SILENT * warmth.clock(tie.ring, tie.cadence)
    first = [f"give:{tie.person_id}"] if owes(tie) else []
    return (*first, *([f"few_lines:{tie.person_id}", f"wake:{tie.person_id}"] if long else []))


def _followed(state: State, known: Asked) -> Iterator[Candidate]:
    """A quiet reminder after some working days, and thanks for what was done."""
    for row in known.rows:
        if row.connector_id not in known.ties:
            continue
        yield from _reminded(state, row)
        if row.state in THANKS:
            days = max(0, (state.today - (asks.day_of(row) or state.today)).days)
            worth, *later = (value.thanks_value(days + 7 * week) for week in range(HORIZON))
            yield _about(state, row, THANKS[row.state], worth, Reason(row.state, (("days", days),)), later)


def _reminded(state: State, row: Ask) -> Iterator[Candidate]:
    reached, key = asks.waited(row, state.today), f"follow_up:{row.pk}"
    reminded = sum(move.key == key and move.state == "done" for move in state.moves)
    if not row.asked_on or (state.today - row.asked_on).days >= SILENT_DAYS:
        return  # by then it counts as no answer, and rests
    if reached and reached > reminded:
        days = asks.working_days(row.asked_on, state.today)
        yield _about(state, row, "follow_up", value.FOLLOW_UP, Reason("no_answer", (("days", days),)))


def _about(state: State, row: Ask, kind: str, worth: float, why: Reason, later: Iterable[float] = ()) -> Candidate:
    key = f"{kind}:{row.pk}"
    return _one(
        state,
        key,
        worth,
        [why],
        [Ref("tie", row.connector_id)],
        person=row.connector_id,
        earliest=state.week_of(state.rests_until(key)),
        later=later,
    )


def _near(state: State, futures: Sequence[FuturePerson]) -> Iterator[Candidate]:
    """Who might know somebody near the heaviest of those to whom hardly any way is known: one at a time."""
    far = [one for one in futures if not one.knows_me and _is_far(state, one)] if state.people else []
    starts = {one.pk: _near_from(state, one) for one in far}
    for future in sorted(far, key=lambda one: starts[one.pk])[:1]:
        yield _one(
            state,
            f"near:{future.pk}",
            value.near_value(0.0),
            [Reason("no_way")],
            [Ref("future_person", future.pk)],
            earliest=starts[future.pk],
        )


def _near_from(state: State, future: FuturePerson) -> int:
    key = f"near:{future.pk}"
    done = max((move.done_on for move in state.moves if move.key == key and move.done_on), default=None)
    return state.week_of(state.rests_until(key), done + NEAR_RESTS if done else None)


def _is_far(state: State, future: FuturePerson) -> bool:
    return not _is_led_to(state, future) or (future.reach is not None and value.near_value(future.reach) > 0)


def _is_led_to(state: State, future: FuturePerson) -> bool:
    return any(one.future == future.pk for ways in state.gains.ways.values() for one in ways)


def _direct(state: State, known: Asked, futures: Sequence[FuturePerson]) -> Iterator[Candidate]:
    """A letter to somebody of the future who has a name, whom the user does not know and to whom no way is known."""
    heaviest = max((one.weight for one in futures), default=1)
    for future in futures:
        tie = known.ties.get(future.person_id or 0)
        if future.knows_me or _is_led_to(state, future) or not _is_stranger(future, tie):
            continue
        key = f"direct:f{future.pk}"
        rests = opens(state, tie) if tie else 0
        yield _one(
            state,
            key,
            value.direct_value(future.weight / heaviest),
            [Reason("stranger")],
            [Ref("future_person", future.pk)],
            person=tie.person_id if tie else None,
            earliest=max(rests, state.week_of(state.rests_until(key), known.waits(future), _written_to(state, key))),
            way=future,
        )


def _is_stranger(future: FuturePerson, tie: Tie | None) -> bool:
    """Whether they have a name and no tie; who is left out of every suggestion has one that is not looked at."""
    return tie.against is None if tie else bool(future.name) and future.known is None


def _written_to(state: State, key: str) -> date | None:
    """The day from which another letter to the same stranger is fair."""
    done = max((move.done_on for move in state.moves if move.key == key and move.done_on), default=None)
    return done + LETTER_RESTS if done else None
