"""The first ask to whoever can guide past a barrier."""

from collections.abc import Iterator

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.ties.models import Tie
from backcast.vision.models import Barrier
from backcast.vision.queries.barriers import open_barriers
from backcast.week.snapshot import State
from backcast.week.sources.people import opens


def barriers(state: State) -> Iterator[Candidate]:
    """Every barrier whose guide was not asked yet. A guide who is a person here is asked as any opening is made; one
    who is in the trash, or is not to be asked, is nobody to ask."""
    if state.story is None:
        return
    rows = open_barriers(state.viewer, state.story.vision)
    guides = [row.guide_id for row in rows if row.guide_id]
    asked = Tie.objects.of(state.viewer).filter(person__in=guides, suggest=True, may_ask=True, person__is_owner=False)
    ties = asked.exclude(ring="family").in_bulk() if guides else {}
    for row in rows:
        tie = ties.get(row.guide_id or 0)
        if tie or row.guide_id is None:
            yield _first_ask(state, row, tie)


def _first_ask(state: State, row: Barrier, tie: Tie | None) -> Candidate:
    key = f"barrier:{tie.person_id}:b{row.pk}" if tie else f"barrier:b{row.pk}"
    before = row.milestone
    return Candidate(
        key=key,
        kind="barrier",
        minutes=minutes_of("barrier", state.hours),
        energy=KINDS["barrier"].energy,
        values=(value.barrier_value((before or row.vision).importance),),
        why=tuple(_why(row)),
        serves=tuple(_serves(row, tie)),
        person=tie.person_id if tie else None,
        earliest=opens(state, tie) if tie else state.week_of(state.rests_until(key)),
        foreseen=key in state.foreseen,
    )


def _why(row: Barrier) -> Iterator[Reason]:
    yield Reason("barrier", (("milestone", row.milestone_id),) if row.milestone_id else ())
    yield Reason("first_ask" if row.first_ask else "no_first_ask")


def _serves(row: Barrier, tie: Tie | None) -> Iterator[Ref]:
    yield Ref("milestone", row.milestone_id) if row.milestone_id else Ref("vision", row.vision_id)
    if tie:
        yield Ref("tie", tie.person_id)
