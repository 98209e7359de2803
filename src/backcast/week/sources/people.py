"""A few lines to people whose time has come, and to dormant ties."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from backcast.engine import warmth
from backcast.engine.warmth.tally import tally
from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.introductions.queries.worth import Way
from backcast.ties import snapshot as ties
from backcast.ties.models import Tie
from backcast.week.snapshot import WEEKS, State

NEAREST = 40
"""People looked at for a few lines: two a week for twelve weeks leave some to choose from [D]."""
FORTNIGHT = 14
LED_TO = 2
"""Future people named beside a move to somebody who leads to them [D]."""
LATELY = 28
"""Days of silence before a few lines are offered for what they gain alone [D]: nobody is written to as soon as met."""


def people(state: State) -> Iterator[Candidate]:
    """A few lines to those for whom they are worth most."""
    split = value.split_of(state.viewer.workspace.stage)
    chosen = _chosen(state, split)
    contacts = ties.contacts(state.viewer, [tie.person_id for tie in chosen])
    for tie in chosen:
        activity = activity_of(state, tie, contacts.get(tie.person_id, []))
        yield _approach(state, tie, _values(state, tie, activity, split))


def _chosen(state: State, split: float) -> list[Tie]:
    """The best by today's activity; who rests for longer than we look ahead takes nobody's place."""
    ranked = []
    for tie in state.ties:
        worth = max(_values(state, tie, _as_today(tie), split))
        if worth > 0 and opens(state, tie) < WEEKS:
            ranked.append((-worth, -tie.strength, tie.person_id, tie))
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:3])[:NEAREST]]


def _as_today(tie: Tie) -> Callable[[int], float]:
    """Today's activity for every week: enough to choose whom to look at."""
    return lambda week: tie.activity


def activity_of(state: State, tie: Tie, contacts: Sequence[warmth.Contact]) -> Callable[[int], float]:
    """How active the tie will be in a week to come if nobody writes until then."""
    known = [contact for contact in contacts if contact.day <= state.today]

    def activity(week: int) -> float:
        day = state.day + timedelta(weeks=week)
        return warmth.activity(tally(known, day).ages, warmth.clock(tie.ring, tie.cadence))

    return activity


def _values(state: State, tie: Tie, activity: Callable[[int], float], split: float) -> tuple[float, ...]:
    """v by week: nothing before the time has come, from then on what it is worth on that day. Activity goes on
    falling while one waits; were v to rise with it, putting off would always pay."""
    gain = state.gains.of_lines(tie.person_id)
    if tie.status == "dormant":
        return (value.wake_value(tie.ring or None, activity(0), split=split, gain=gain),)
    if is_unmet(tie):
        return (value.hello_value(tie.ring or None, tie.standing, split=split, gain=gain),)
    first = next((week for week in range(WEEKS) if _lines_value(state, tie, week, 0.0, split) > 0), None)
    if first is None:
        return (0.0,)
    return (*[0.0] * first, _lines_value(state, tie, first, activity(first), split))


def is_unmet(tie: Tie) -> bool:
    """Somebody written on the lists whom no record shows a contact with."""
    return tie.days == 0 and tie.standing in value.HELLO


def _lines_value(state: State, tie: Tie, week: int, activity: float, split: float) -> float:
    silent = (state.day - tie.last).days if tie.last else 0
    return value.lines_value(
        tie.ring or None,
        activity,
        due_in=(tie.next - state.start).days - 7 * week if tie.next else None,
        contact_days=tie.days,
        overdue=silent + 7 * week > warmth.clock(tie.ring, tie.cadence),
        split=split,
        gain=_gain(state, tie, silent + 7 * week),
    )


def _gain(state: State, tie: Tie, silent: int) -> float | None:
    """How much a few lines gain after so long a silence; None while nothing is known of anybody's gain."""
    if not state.gains.lines:
        return None
    is_time = tie.ring or tie.last is None or silent >= LATELY
    return state.gains.of_lines(tie.person_id) if is_time else 0.0


def _approach(state: State, tie: Tie, values: tuple[float, ...]) -> Candidate:
    kind = "wake" if tie.status == "dormant" else "few_lines"
    key = f"{kind}:{tie.person_id}"
    return Candidate(
        key=key,
        kind=kind,
        minutes=minutes_of(kind, state.hours),
        energy=KINDS[kind].energy,
        values=values,
        why=tuple(_reasons(state, tie, kind)),
        serves=tuple(_serves(state, tie)),
        person=tie.person_id,
        earliest=opens(state, tie),
        foreseen=key in state.foreseen,
    )


def _serves(state: State, tie: Tie) -> Iterator[Ref]:
    future = state.story.known.get(tie.person_id) if state.story else None
    if future is not None:
        yield Ref("future_person", future.pk)
    for one in _led_to(state, tie):
        yield Ref("future_person", one.future)
    yield Ref("tie", tie.person_id)


def _led_to(state: State, tie: Tie) -> Sequence[Way]:
    """The heaviest future people, besides themselves, to whom a way begins with them."""
    future = state.story.known.get(tie.person_id) if state.story else None
    own = future.pk if future else None
    return [one for one in state.gains.ways.get(tie.person_id, ()) if one.future != own][:LED_TO]


def opens(state: State, tie: Tie) -> int:
    """The first week (index) in which nothing keeps this person's peace."""
    return state.week_of(state.rests_until(f"few_lines:{tie.person_id}"), *_rests(state, tie))


def _rests(state: State, tie: Tie) -> Iterator[date | None]:
    """One opening a fortnight; without an answer a third of the interval."""
    opened = state.opened.get(tie.person_id)
    if opened is None:
        return
    yield opened + timedelta(days=FORTNIGHT)
    if tie.last is None or tie.last <= opened:
        yield opened + timedelta(days=warmth.clock(tie.ring, tie.cadence) // 3)


def _reasons(state: State, tie: Tie, kind: str) -> Iterator[Reason]:
    silent = (state.today - tie.last).days if tie.last else 0
    every = warmth.interval(tie.ring, tie.cadence)
    if kind == "wake":
        yield Reason("dormant", (("days", silent), ("standing", tie.standing)))
    elif is_unmet(tie):
        yield Reason("on_list", (("standing", tie.standing),))
    elif every:
        yield Reason("due", (("days", silent), ("ring", tie.ring), ("every", every), ("own", int(bool(tie.cadence)))))
    elif tie.days:
        yield Reason("quiet", (("days", silent), ("contacts", tie.days)))
    else:
        yield Reason("unspoken")
    if state.story and tie.person_id in state.story.known:
        yield Reason("in_vision")
    for one in _led_to(state, tie)[:1]:
        yield Reason("inside" if one.is_there else "way", (("ways", one.ways), ("future", one.future)))
