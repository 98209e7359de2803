"""Small steps of a plan in weeks: each a move of its own, in its week or later, never before what it waits for."""

from collections.abc import Iterator, Mapping
from datetime import date

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.vision.actions.newcomer import opens
from backcast.vision.actions.steps import PREFIX, is_step
from backcast.vision.models import Milestone
from backcast.week.snapshot import State, Story

LEAST = 5
"""Minutes of a step whose hours are used up: to finish it, or to say that it is done [D]."""


def steps(state: State) -> Iterator[Candidate]:
    """The open steps in their order; one that waits for other work of the story comes once that is done."""
    story = state.story
    rows = _open(story) if story else {}
    for place, row in enumerate(rows.values()):
        waits = story.after[row.key] if story else ()
        if all(key in rows for key in waits):
            yield _step(state, row, place, tuple(f"step:{rows[key].pk}" for key in waits))


def _open(story: Story) -> Mapping[str, Milestone]:
    """The open steps by key, those meant for earlier weeks first."""
    found = [row for key, row in story.milestones.items() if key in story.after and is_step(key, row.hours)]
    return {row.key: row for row in sorted(found, key=lambda row: (row.due or date.max, row.pk))}


def _step(state: State, row: Milestone, place: int, after: tuple[str, ...]) -> Candidate:
    key = f"step:{row.pk}"
    told = (("step", row.key.removeprefix(PREFIX)),)
    return Candidate(
        key=key,
        kind="step",
        minutes=max(LEAST, round((row.hours - row.done_hours) * 60)),
        energy=KINDS["step"].energy,
        values=(value.step_value(place),),
        why=(Reason("step", told), Reason("step_how", told)),
        serves=(Ref("milestone", row.pk), Ref("vision", row.vision_id)),
        earliest=state.week_of(opens(row.due), state.rests_until(key)),
        after=after,
        foreseen=key in state.foreseen,
    )
