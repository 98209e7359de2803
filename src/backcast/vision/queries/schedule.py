"""The backward schedule of a future: its milestones in time, what they push, and what would make the story fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.vision import snapshot
from backcast.vision.models import Milestone, MilestoneAfter, Vision
from backcast.vision.queries.spans import missing, spare
from backcast.vision.queries.troubles import sentence

PUSHED = 4
"""Milestones looked at down a chain, one more than a page names [D]."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone in time, with the next ones it pushes when it begins later than its latest start, nearest first."""

    milestone: Milestone
    item: engine.Item
    pushes: tuple[Milestone, ...]

    @property
    def room(self) -> str:
        """What there is to spare, or missing, in words."""
        return spare(self.item.slack_weeks)


@dataclass(frozen=True, slots=True)
class Freed:
    """What is still missing, in extra hours a week, without a milestone or with half of it; None: no hours help."""

    milestone: Milestone
    without: float | None
    halved: float | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that does not add up: its code and figures, and the same in words."""

    problem: engine.Problem
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One future in time. `placed` begins with what begins first; `chain` is the one with the least to spare."""

    vision: Vision
    schedule: engine.Schedule
    placed: tuple[Placed, ...]
    chain: tuple[Placed, ...]
    freed: tuple[Freed, ...]
    troubles: tuple[Trouble, ...]

    @property
    def from_the_future(self) -> tuple[Placed, ...]:
        """The last to begin first, as the story is told."""
        return self.placed[::-1]

    @property
    def helps(self) -> tuple[Freed, ...]:
        """The milestones that help when they are dropped or halved."""
        return tuple(one for one in self.freed if (one.without, one.halved) != (None, None))

    @property
    def told(self) -> tuple[Trouble, ...]:
        """What does not add up, but for what the answer says already."""
        return tuple(one for one in self.troubles if one.problem.code != "too_near")

    @property
    def is_idle(self) -> bool:
        """Whether there is work and no hour for it, so that no date means anything."""
        return not self.schedule.hours_per_week and any(one.item.hours for one in self.placed)

    @property
    def hours_then(self) -> float:
        """Hours a week with those added that make it fit."""
        return self.schedule.hours_total + (self.schedule.extra_hours_needed or 0.0)

    @property
    def missing(self) -> str:
        """The most time any milestone lacks, in words; nothing where it fits."""
        return "" if self.schedule.fits else missing(-min(one.item.slack_weeks for one in self.placed))


def plan(viewer: Viewer, vision: Vision) -> Plan:
    """The schedule of one future; two queries however long it is."""
    rows = list(Milestone.objects.of(viewer).filter(vision=vision).order_by("pk"))
    links = MilestoneAfter.objects.of(viewer).filter(milestone__vision=vision).order_by("pk")
    story = snapshot.records(rows, links)
    found = snapshot.in_time(viewer, vision, story)
    by_key = {row.key: row for row in rows}
    placed = _placed(found, by_key)
    frees = engine.reliefs(story, found, today=viewer.today, horizon=vision.horizon)
    finishes = {key: one.item.latest_finish for key, one in placed.items()}
    titles = {row.key: row.title for row in rows}
    return Plan(
        vision=vision,
        schedule=found,
        placed=tuple(placed.values()),
        chain=tuple(placed[item.key] for item in found.tightest),
        freed=tuple(Freed(by_key[one.key], one.extra_if_dropped, one.extra_if_halved) for one in frees),
        troubles=tuple(Trouble(one, sentence(one, titles, finishes)) for one in found.problems),
    )


def _placed(found: engine.Schedule, by_key: dict[str, Milestone]) -> dict[str, Placed]:
    pushed = pushes(found, by_key)
    return {item.key: Placed(by_key[item.key], item, pushed[item.key]) for item in found.items}


def pushes(found: engine.Schedule, by_key: Mapping[str, Milestone]) -> dict[str, tuple[Milestone, ...]]:
    """By its key, what each milestone pushes when it begins later than its latest start, nearest first."""
    items = {item.key: item for item in found.items}
    pushed: dict[str, tuple[Milestone, ...]] = {}
    for item in found.items:
        last = item
        after: list[Milestone] = []
        while last.rests_on and len(after) < PUSHED:
            last = items[last.rests_on]
            after.append(by_key[last.key])
        pushed[item.key] = tuple(after)
    return pushed


def plan_document(plan: Plan) -> dict[str, Any]:
    """The schedule as the contract's JSON."""
    found = plan.schedule
    return {
        "vision": plan.vision.key,
        "horizon": plan.vision.horizon.isoformat(),
        "hours_per_week": found.hours_per_week,
        "hours_total": found.hours_total,
        "milestone_share": found.milestone_share,
        "pace": found.pace,
        "fits": found.fits,
        "extra_hours_needed": found.extra_hours_needed,
        "milestones": [_milestone(one) for one in plan.placed],
        "critical_chain": [one.item.key for one in plan.chain],
        "does_not_fit": [_short(one) for one in plan.placed if one.item.slack_weeks < -engine.EPSILON],
        "frees": [_freed(one) for one in plan.freed],
        "problems": [_trouble(one) for one in plan.troubles],
    }


def _named(row: Milestone) -> dict[str, Any]:
    return {"id": row.pk, "key": row.key, "title": row.title}


def _milestone(placed: Placed) -> dict[str, Any]:
    item, dates = placed.item, ("earliest_start", "latest_start", "latest_finish")
    return {
        **_named(placed.milestone),
        **{name: _day(getattr(item, name)) for name in dates},
        "slack_weeks": item.slack_weeks,
        "critical": item.critical,
        "hours": item.hours,
        "because": item.because,
        "rests_on": item.rests_on or None,
    }


def _day(day: date) -> str:
    return day.isoformat()


def _short(placed: Placed) -> dict[str, Any]:
    return _named(placed.milestone) | {"weeks_missing": -placed.item.slack_weeks}


def _freed(freed: Freed) -> dict[str, Any]:
    hours = {"extra_hours_if_dropped": freed.without, "extra_hours_if_halved": freed.halved}
    return _named(freed.milestone) | hours


def _trouble(trouble: Trouble) -> dict[str, Any]:
    told = trouble.problem
    figures = {"code": told.code, "key": told.key or None, "others": list(told.others), "number": told.number}
    return figures | {"message": trouble.sentence}
