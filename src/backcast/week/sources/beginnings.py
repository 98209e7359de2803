"""What makes every later week better while little is known."""

from collections.abc import Iterator

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.week.snapshot import State


def beginnings(state: State) -> Iterator[Candidate]:
    """Five lines of vision, two people in it, ten people on the lists."""
    story = state.story
    first, named = (() if story else ("vision:",)), len(story.people) if story else 0
    future = Ref("vision", story.vision.pk if story else "")
    placed = Reason("placed", (("placed", state.placed), ("people", state.people)))
    yield from _one(state, "vision", value.vision_value(story is not None), Reason("no_vision"), future)
    yield from _one(
        state, "name_people", value.naming_value(named), Reason("named", (("named", named),)), future, first
    )
    yield from _one(state, "sort_lists", value.sorting_value(state.placed, state.people), placed, Ref("week", ""))


def _one(
    state: State, kind: str, worth: float, why: Reason, serves: Ref, after: tuple[str, ...] = ()
) -> Iterator[Candidate]:
    if worth <= 0:
        return
    key = f"{kind}:"
    yield Candidate(
        key=key,
        kind=kind,
        minutes=minutes_of(kind, state.hours),
        energy=KINDS[kind].energy,
        values=(worth,),
        why=(why,),
        serves=(serves,),
        earliest=state.week_of(state.rests_until(key)),
        after=after,
        foreseen=key in state.foreseen,
    )
