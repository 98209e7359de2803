"""What the user owes."""

from collections.abc import Iterator

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.ties.models import Promise
from backcast.week.snapshot import State


def promises(state: State) -> Iterator[Candidate]:
    """What the user owes; due within a week it is a duty, unless it was put off."""
    for row in state.promises:
        key = f"promise:{row.pk}"
        days = (row.due - state.day).days if row.due else None
        earliest = state.week_of(state.rests_until(key))
        yield Candidate(
            key=key,
            kind="promise",
            minutes=minutes_of("promise", state.hours),
            energy=KINDS["promise"].energy,
            values=(value.promise_value(days),),
            why=(_reason(state, row),),
            serves=(Ref("tie", row.person_id),),
            person=row.person_id,
            due=row.due,
            duty=value.is_duty(days) and earliest == 0,
            earliest=earliest,
            foreseen=key in state.foreseen,
        )


def _reason(state: State, row: Promise) -> Reason:
    if row.due is None:
        return Reason("promise_made", (("days", (state.today - row.made_on).days),))
    return Reason("promise_due", (("days", (row.due - state.today).days),))
