"""Something useful given: to whom more is owed than given, to whom it brings nearer, and to the only one who could
introduce while nothing may be asked of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import F, Max, Q

from backcast.engine import warmth
from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.ties import snapshot as ties
from backcast.ties.models import Favour, Tie
from backcast.ties.queries.favours import owes
from backcast.week.snapshot import State
from backcast.week.sources.introductions import LONG_SILENT
from backcast.week.sources.people import activity_of, opens

MOST: Final = 12
"""People looked at for a gift: one a week for twelve weeks [D]."""
RESTS: Final = timedelta(days=90)
"""One gift a person in so many days (engines.md §6)."""


def gifts(state: State) -> Iterator[Candidate]:
    """The best occasions to give."""
    split = value.split_of(state.viewer.workspace.stage)
    only = _only_ways(state)
    wanted = Q(got__gt=F("gave")) | Q(person__in=[*state.gains.gifts, *only])
    rows = Tie.objects.of(state.viewer).filter(wanted, suggest=True, person__is_owner=False).exclude(ring="family")
    known = [tie for tie in rows.order_by("pk") if owes(tie) or tie.person_id in only or _is_in_touch(state, tie)]
    held = ties.contacts(state.viewer, [tie.person_id for tie in known])
    given = _given(state, known)
    ranked = []
    for tie in known:
        active = activity_of(state, tie, held.get(tie.person_id, []))(0)
        gain = state.gains.share(state.gains.gifts.get(tie.person_id, 0.0))
        is_only = tie.person_id in only
        worth = value.give_value(tie.ring or None, active, owes=owes(tie), is_only=is_only, split=split, gain=gain)
        if worth > 0:
            ranked.append((worth, _gift(state, tie, worth, is_only, given.get(tie.person_id))))
    yield from (one for _, one in sorted(ranked, key=lambda pair: (-pair[0], pair[1].key))[:MOST])


def _is_in_touch(state: State, tie: Tie) -> bool:
    """Whether something may be given out of the blue; who has gone quiet gets a few lines first [D]."""
    return tie.last is not None and (state.day - tie.last).days <= LONG_SILENT * warmth.clock(tie.ring, tie.cadence)


def _only_ways(state: State) -> set[int]:
    """With whom the only way to somebody of the future begins, of whom nothing may be asked now."""
    return {
        person
        for person, ways in state.gains.ways.items()
        for one in ways
        if one.ways == 1 and not one.is_there and (person, one.future) not in state.gains.asks
    }


def _given(state: State, known: list[Tie]) -> dict[int, date]:
    """The day of the last gift to each."""
    rows = Favour.objects.of(state.viewer).filter(way="out", person__in=[tie.person_id for tie in known])
    return dict(rows.values_list("person_id").annotate(last=Max("day")))


def _gift(state: State, tie: Tie, worth: float, is_only: bool, last: date | None) -> Candidate:
    key = f"give:{tie.person_id}"
    rests = last + RESTS if last else None
    return Candidate(
        key=key,
        kind="give",
        minutes=minutes_of("give", state.hours),
        energy=KINDS["give"].energy,
        values=(worth,),
        why=tuple(_why(state, tie, is_only)),
        serves=tuple(_serves(state, tie)),
        person=tie.person_id,
        earliest=max(opens(state, tie), state.week_of(rests)),
        foreseen=key in state.foreseen,
    )


def _serves(state: State, tie: Tie) -> Iterator[Ref]:
    for one in state.gains.ways.get(tie.person_id, ())[:1]:
        yield Ref("future_person", one.future)
    yield Ref("tie", tie.person_id)


def _why(state: State, tie: Tie, is_only: bool) -> Iterator[Reason]:
    if owes(tie):
        yield Reason("received_more", (("gave", tie.gave), ("got", tie.got)))
    if is_only:
        yield Reason("rests_now")
    ways = state.gains.ways.get(tie.person_id, ())
    for one in ways[:1]:
        yield Reason("inside" if one.is_there else "way", (("ways", one.ways), ("future", one.future)))
    if not owes(tie) and not ways:
        yield Reason("towards", (("aim", tie.aim),)) if tie.aim else Reason("useful")
