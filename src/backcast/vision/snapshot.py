"""From rows to the engine's records: the only bridge between the tables of the vision and `engine.schedule`."""

from collections.abc import Iterable

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.vision.models import Milestone, MilestoneAfter, Vision

STARTABLE = ("open", "doing")


def records(rows: Iterable[Milestone], links: Iterable[MilestoneAfter]) -> list[engine.Milestone]:
    """What is still to do of the story, with the keys of what must come before it.

    Links to what is done or dropped hold nothing back and are left out.
    """
    todo = {row.pk: row for row in rows if row.state in STARTABLE}
    after: dict[int, list[str]] = {}
    for link in links:
        if link.after_id in todo:
            after.setdefault(link.milestone_id, []).append(todo[link.after_id].key)
    return [_record(row, tuple(after.get(row.pk, ()))) for row in todo.values()]


def _record(row: Milestone, after: tuple[str, ...]) -> engine.Milestone:
    return engine.Milestone(
        key=row.key,
        hours=row.hours,
        due=row.due,
        after=after,
        weeks=row.weeks,
        at_work=row.at_work,
        importance=row.importance,
        kind=row.kind,
        done_hours=row.done_hours,
    )


def in_time(viewer: Viewer, vision: Vision, story: list[engine.Milestone]) -> engine.Schedule:
    """When each of them must begin, and whether they fit the hours of this future."""
    return engine.schedule(
        story,
        today=viewer.today,
        horizon=vision.horizon,
        hours_per_week=vision.hours_per_week,
        milestone_share=vision.milestone_share,
    )
