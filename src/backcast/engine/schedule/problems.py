"""What stands in the way of a schedule, as codes with figures; the words are those of each door."""

from collections.abc import Iterator, Sequence
from datetime import date

from backcast.engine.schedule.jobs import Job, weeks
from backcast.engine.schedule.levelling import EPSILON
from backcast.engine.schedule.links import Links
from backcast.engine.schedule.records import Item, Milestone, Problem


def problems(
    milestones: Sequence[Milestone],
    linked: Links,
    todo: Sequence[Job],
    items: Sequence[Item],
    today: date,
    horizon: date,
    speed: float,
    extra: float | None,
) -> tuple[Problem, ...]:
    """Everything odd or impossible, what concerns the whole story first."""
    found = [Problem("horizon_passed", number=weeks(today, horizon))] if horizon < today else []
    asked = sum(job.hours for job in todo)
    if not speed and asked:
        found.append(Problem("no_hours", number=asked))
    found += [Problem("ring", ring[0], ring) for ring in linked.rings]
    by_key = {one.key: one for one in milestones}
    for key in sorted(by_key):
        found += _of_one(by_key[key], by_key, today, horizon)
    if extra is None:
        found += [Problem("too_near", item.key) for item in items[:1]]
    return tuple([*found, *_missed(todo, items)] if speed else found)


def _of_one(one: Milestone, by_key: dict[str, Milestone], today: date, horizon: date) -> Iterator[Problem]:
    """What is odd about one milestone and its links."""
    unknown = tuple(sorted({key for key in one.after if key not in by_key}))
    if unknown:
        yield Problem("unknown_predecessor", one.key, unknown)
    if not one.due:
        return
    if one.due < today:
        yield Problem("overdue", one.key, number=weeks(today, one.due))
    if one.due > horizon:
        yield Problem("after_horizon", one.key, number=weeks(one.due, horizon))
    for key in sorted({*one.after} & by_key.keys()):
        due = by_key[key].due
        if due and due > one.due:
            yield Problem("due_before", one.key, (key,), weeks(due, one.due))


def _missed(todo: Sequence[Job], items: Sequence[Item]) -> Iterator[Problem]:
    """Each date that cannot be kept, with the chain that leads to it and misses the most weeks."""
    by_key = {item.key: item for item in items}
    end: dict[str, str] = {}
    for job in todo:  # a milestone rests on one further up the list
        end[job.key] = end.get(by_key[job.key].rests_on, job.key)
    told: set[str] = set()
    for item in sorted(items, key=lambda item: (round(item.slack_weeks, 6), item.latest_start, item.key)):
        if item.slack_weeks >= -EPSILON:
            return
        if end[item.key] not in told:
            told.add(end[item.key])
            yield Problem("date_missed", end[item.key], _chain(item, by_key), -item.slack_weeks)


def _chain(item: Item, by_key: dict[str, Item]) -> tuple[str, ...]:
    found = [item.key]
    while by_key[found[-1]].rests_on:
        found.append(by_key[found[-1]].rests_on)
    return tuple(found)
