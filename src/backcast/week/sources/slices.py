"""Work on the story: a slice of each of the two milestones that must begin first."""

from collections.abc import Iterator
from math import ceil

from backcast.engine.schedule import Item
from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Reason, Ref
from backcast.vision.actions.steps import is_step
from backcast.vision.models import Milestone
from backcast.week.snapshot import State, Story


def slices(state: State) -> Iterator[Candidate]:
    """What can be started and takes hours of the week; what is done at work takes none. One whose hours are used up
    is offered until it is said to be done: what comes after it waits for that."""
    story = state.story
    if story is None:
        return
    items = {item.key: item for item in story.schedule.items if item.ready}
    ready = {key: item for key, item in items.items() if _takes_hours(story.milestones[key])}
    for key, worth in value.slices_offered(_startable(story, item) for item in ready.values()):
        yield _slice(state, story, ready[key], worth)


def _takes_hours(row: Milestone) -> bool:
    return not row.at_work and row.hours > 0 and not is_step(row.key, row.hours)


def _startable(story: Story, item: Item) -> value.Startable:
    return value.Startable(
        key=item.key,
        latest_start=item.latest_start,
        slack=item.slack_weeks,
        importance=story.milestones[item.key].importance,
        weight=story.weight(item.key),
    )


def _slice(state: State, story: Story, item: Item, worth: float) -> Candidate:
    row, leads = story.milestones[item.key], story.leads.get(item.key, ())
    key, minutes = _key(state, row), _minutes(state, item)
    return Candidate(
        key=key,
        kind="slice",
        minutes=minutes,
        energy=KINDS["slice"].energy,
        values=(worth,),
        why=tuple(_reasons(state, row, item, len(leads))),
        serves=(Ref("milestone", row.pk), *(Ref("future_person", one.pk) for one in leads)),
        most=max(1, ceil(item.hours * 60 / minutes)),
        earliest=state.week_of(state.rests_until(key)),
        foreseen=key in state.foreseen,
    )


def _minutes(state: State, item: Item) -> int:
    """A whole slice, or no more than is left; at least the shortest move, five minutes [D]."""
    whole, left = minutes_of("slice", state.hours), ceil(item.hours * 60)
    return min(whole, max(5, left)) if left > 0 else whole


def _key(state: State, row: Milestone) -> str:
    """A further slice in one week is a move of its own and carries its number."""
    done = sum(move.milestone_id == row.pk for move in state.done)
    return f"slice:{row.pk}" + (f":{done + 1}" if done else "")


def _reasons(state: State, row: Milestone, item: Item, leads: int) -> Iterator[Reason]:
    if leads:
        yield Reason("leads", (("people", leads),))
    if round(item.hours, 1) <= 0:
        yield Reason("used_up", (("all", row.hours),))
        return
    begin = (item.latest_start - state.today).days // 7
    yield Reason("slice", (("weeks", begin), ("hours", round(item.hours, 1)), ("all", row.hours)))
