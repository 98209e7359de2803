"""Where moves come from: a literal table, one function a source. A later idea adds its own line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from django.utils.module_loading import import_string

from backcast.engine import warmth
from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import HORIZON, Candidate, Reason, Ref
from backcast.ties import snapshot as ties
from backcast.ties.models import Promise, Tie
from backcast.week.snapshot import OPENINGS, State, Story

SOURCES = {
    "promises": "backcast.week.sources.promises",
    "ties": "backcast.week.sources.people",
    "milestones": "backcast.week.sources.slices",
    "beginnings": "backcast.week.sources.beginnings",
}
WEEKS = 2 * HORIZON
NEAREST = 40
"""People looked at for a few lines: two a week for twelve weeks leave some to choose from [D]."""
FORTNIGHT = 14


def candidates(state: State) -> list[Candidate]:
    """Every move that could be made, from every source, without what was done in this week already."""
    done = {move.key for move in state.done}
    found = [one for path in SOURCES.values() for one in _source(path)(state) if one.key not in done]
    keys = {one.key for one in found}
    return [replace(one, after=tuple(key for key in one.after if key in keys)) for one in found]


def _source(path: str) -> Callable[[State], Iterator[Candidate]]:
    source: Callable[[State], Iterator[Candidate]] = import_string(path)
    return source


def _earliest(state: State, *days: date | None) -> int:
    """The first week (index) in which all of these days have come, this week from the day itself on."""
    latest = max((day for day in days if day), default=state.start)
    if latest <= max(state.start, state.today):
        return 0
    return max(1, ceil((latest - state.start).days / 7))


def promises(state: State) -> Iterator[Candidate]:
    """What the user owes; due within a week it is a duty."""
    for row in state.promises:
        key = f"promise:{row.pk}"
        due = [None if row.due is None else (row.due - state.start).days - 7 * week for week in range(WEEKS)]
        rests = state.rests_until(key)
        yield Candidate(
            key=key,
            kind="promise",
            minutes=minutes_of("promise", state.hours),
            energy=KINDS["promise"].energy,
            values=tuple(value.promise_value(days) for days in due),
            why=(_promise_reason(state, row),),
            serves=(Ref("tie", row.person_id),),
            person=row.person_id,
            due=row.due,
            duty=value.is_duty(due[0]) and _earliest(state, rests) == 0,
            earliest=_earliest(state, rests),
            foreseen=key in state.foreseen,
        )


def _promise_reason(state: State, row: Promise) -> Reason:
    if row.due is None:
        return Reason("promise_made", (("days", (state.today - row.made_on).days),))
    return Reason("promise_due", (("days", (row.due - state.today).days),))


def people(state: State) -> Iterator[Candidate]:
    """A few lines to people whose time has come, and to dormant ties; the most fitting only."""
    split = value.split_of(state.viewer.workspace.stage)
    best = sorted(
        ((_worth(state, tie, split), tie) for tie in state.ties),
        key=lambda pair: (-pair[0], -pair[1].strength, pair[1].person_id),
    )
    chosen = [tie for worth, tie in best[:NEAREST] if worth > 0]
    contacts = ties.contacts(state.viewer, [tie.person_id for tie in chosen])
    futures = {one.person_id: one for one in (state.story.people if state.story else ()) if one.person_id}
    for tie in chosen:
        yield _light(state, tie, contacts.get(tie.person_id, []), split, futures.get(tie.person_id))


def _worth(state: State, tie: Tie, split: float) -> float:
    """The best value within the horizon, with today's activity: enough to choose whom to look at."""
    values = _values(state, tie, lambda _: tie.activity, split)
    return max(values)


def _values(state: State, tie: Tie, activity: Callable[[int], float], split: float) -> tuple[float, ...]:
    """v by week: nothing before the time has come, from then on what it is worth on that day. Activity goes on
    falling while one waits; were v to rise with it, putting off would always pay."""
    ring = tie.ring or None
    if tie.status == "dormant":
        return (value.wake_value(ring, activity(0), split=split),)
    silent = (state.start - tie.last).days if tie.last else 0
    turn = warmth.clock(tie.ring, tie.cadence)
    due = (tie.next - state.start).days if tie.next else None

    def worth(week: int) -> float:
        return value.lines_value(
            ring,
            activity(week),
            due_in=None if due is None else due - 7 * week,
            contact_days=tie.days,
            overdue=silent + 7 * week > turn,
            split=split,
        )

    first = next((week for week in range(WEEKS) if worth(week) > 0), None)
    return (0.0,) if first is None else (*[0.0] * first, worth(first))


def _light(state: State, tie: Tie, contacts: list[warmth.Contact], split: float, future: object | None) -> Candidate:
    kind = "wake" if tie.status == "dormant" else "few_lines"
    key = f"{kind}:{tie.person_id}"
    turn = warmth.clock(tie.ring, tie.cadence)
    heaviest: dict[date, float] = {}
    for contact in contacts:
        if contact.day <= state.today:
            heaviest[contact.day] = max(contact.weight, heaviest.get(contact.day, 0.0))

    def activity(week: int) -> float:
        day = max(state.start, state.today) + timedelta(days=7 * week)
        return warmth.activity([((day - on).days, weight) for on, weight in heaviest.items()], turn)

    serves = [Ref("tie", tie.person_id)]
    if future is not None:
        serves.insert(0, Ref("future_person", future.pk))  # type: ignore[attr-defined]
    return Candidate(
        key=key,
        kind=kind,
        minutes=minutes_of(kind, state.hours),
        energy=KINDS[kind].energy,
        values=_values(state, tie, activity, split),
        why=tuple(_light_reasons(state, tie, kind, future is not None)),
        serves=tuple(serves),
        person=tie.person_id,
        earliest=_earliest(state, state.rests_until(key), *_rests(state, tie, turn)),
        foreseen=key in state.foreseen,
    )


def _rests(state: State, tie: Tie, turn: int) -> Iterator[date | None]:
    """One opening a fortnight; without an answer a third of the interval."""
    opened = state.last_opening(tie.person_id)
    if opened is None:
        return
    yield opened + timedelta(days=FORTNIGHT)
    if tie.last is None or tie.last <= opened:
        yield opened + timedelta(days=turn // 3)


def _light_reasons(state: State, tie: Tie, kind: str, is_future: bool) -> Iterator[Reason]:
    silent = (state.today - tie.last).days if tie.last else 0
    if kind == "wake":
        yield Reason("dormant", (("days", silent), ("standing", tie.standing)))
    elif tie.next:
        every = warmth.interval(tie.ring, tie.cadence) or 0
        yield Reason("due", (("days", silent), ("ring", tie.ring), ("every", every)))
    else:
        yield Reason("quiet", (("days", silent), ("contacts", tie.days)))
    if is_future:
        yield Reason("in_vision")


def slices(state: State) -> Iterator[Candidate]:
    """A slice of each of the two milestones that must begin first; what is done at work takes no hours."""
    story = state.story
    if story is None:
        return
    ready = {
        item.key: item
        for item in story.schedule.items
        if item.ready and item.hours > 0 and not story.milestones[item.key].at_work
    }
    offered = value.slices_offered(
        value.Startable(
            key=key,
            latest_start=item.latest_start,
            slack=item.slack_weeks,
            importance=story.milestones[key].importance,
            weight=story.weight(key),
        )
        for key, item in ready.items()
    )
    for key, worth in offered:
        yield _slice(state, story, key, worth, ready[key].hours)


def _slice(state: State, story: Story, milestone: str, worth: float, hours: float) -> Candidate:
    row, item = story.milestones[milestone], next(one for one in story.schedule.items if one.key == milestone)
    done = sum(move.milestone_id == row.pk for move in state.done)
    key = f"slice:{row.pk}" + (f":{done + 1}" if done else "")
    minutes = minutes_of("slice", state.hours)
    begin = (item.latest_start - state.today).days // 7
    leads = story.leads.get(milestone, ())
    why = [Reason("slice", (("weeks", begin), ("hours", round(hours, 1)), ("all", row.hours)))]
    if leads:
        why.insert(0, Reason("leads", (("people", len(leads)),)))
    return Candidate(
        key=key,
        kind="slice",
        minutes=minutes,
        energy=KINDS["slice"].energy,
        values=(worth,),
        why=tuple(why),
        serves=(Ref("milestone", row.pk), *(Ref("future_person", one.pk) for one in leads)),
        most=max(1, ceil(hours * 60 / minutes)),
        earliest=_earliest(state, state.rests_until(key)),
        foreseen=key in state.foreseen,
    )


def beginnings(state: State) -> Iterator[Candidate]:
    """What makes every later week better while little is known."""
    has_vision, named = state.story is not None, len(state.story.people) if state.story else 0
    first = () if has_vision else ("vision:",)
    future = Ref("vision", state.story.vision.pk if state.story else "")
    told = (
        ("vision", value.vision_value(has_vision), Reason("no_vision"), future, ()),
        ("name_people", value.naming_value(named), Reason("named", (("named", named),)), future, first),
        (
            "sort_lists",
            value.sorting_value(state.placed, state.people),
            Reason("placed", (("placed", state.placed), ("people", state.people))),
            Ref("week", ""),
            (),
        ),
    )
    for kind, worth, why, serves, after in told:
        if worth > 0:
            key = f"{kind}:"
            yield Candidate(
                key=key,
                kind=kind,
                minutes=minutes_of(kind, state.hours),
                energy=KINDS[kind].energy,
                values=(worth,),
                why=(why,),
                serves=(serves,),
                earliest=_earliest(state, state.rests_until(key)),
                after=after,
                foreseen=key in state.foreseen,
            )


__all__ = ["OPENINGS", "SOURCES", "candidates"]
