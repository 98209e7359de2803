"""A plan as rows and a report: keys, codes and figures, never a name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backcast.accounts.models import Viewer
from backcast.engine.week.records import Candidate, LeftOut, Plan, Planned
from backcast.week.models import ON_MILESTONES, Move, Week, barrier_of, linked
from backcast.week.snapshot import State
from backcast.week.sources.beginnings import asked_for, counted


def store_moves(viewer: Viewer, week: Week, found: Plan, offered: Mapping[str, Candidate]) -> None:
    """Show what was planned; what was shown before and is not planned any more is hidden and keeps its id."""
    rows = {row.key: row for row in Move.objects.of(viewer).filter(week=week)}
    shown = {one.key for one in found.weeks[0]}
    Move.objects.of(viewer).filter(week=week, state="shown").exclude(key__in=shown).update(state="hidden")
    for slot, planned in enumerate(found.weeks[0]):
        row = rows.get(planned.key) or Move(workspace=viewer.workspace, week=week, key=planned.key)
        _fill(row, slot, planned, offered[planned.key])
        row.save()


def _fill(row: Move, slot: int, planned: Planned, one: Candidate) -> None:
    row.slot, row.kind, row.state = slot, one.kind, "shown"
    row.minutes, row.value = planned.minutes, planned.value
    row.why = [[reason.code, dict(reason.figures)] for reason in one.why]
    row.serves = [[ref.kind, ref.key] for ref in one.serves]
    subject = one.key.split(":")[1]
    row.person_id = one.person
    row.promise_id = int(subject) if one.kind == "promise" else None
    row.milestone_id = int(subject) if one.kind in ON_MILESTONES else None
    future, row.ask_id = linked(one.key)
    row.future_person_id = future or one.way
    row.barrier_id = barrier_of(one.key)


def report(seen: State, found: Plan, offered: Mapping[str, Candidate], pace: float) -> dict[str, Any]:
    """All else that the plan says: hours, pace, what was left out and why, the weeks ahead."""
    ranked = sorted(found.left_out, key=lambda one: (-max(offered[one.key].values), one.key))
    return {
        "hours": seen.hours,
        "pace": pace,
        "account": seen.account,
        "optimal": found.optimal,
        "asks": {one.key: most for one in offered.values() if (most := asked_for(one.why))},
        "asked": {**_asked(found, offered), **seen.asked},
        "left_out": [_left(one, offered[one.key]) for one in ranked],
        "ahead": [[[one.key, offered[one.key].person, one.minutes] for one in week] for week in found.weeks[1:]],
    }


def _asked(found: Plan, offered: Mapping[str, Candidate]) -> dict[str, int]:
    """How much there was of what the shown moves ask more of."""
    shown = (offered[one.key] for one in found.weeks[0])
    return {one.key: count for one in shown if (count := counted(one.why)) is not None}


def _left(one: LeftOut, candidate: Candidate) -> dict[str, Any]:
    return {
        "key": one.key,
        "person": candidate.person,
        "because": one.because,
        "figures": {name: str(figure) if isinstance(figure, date) else figure for name, figure in one.figures},
        "week": one.week,
    }
