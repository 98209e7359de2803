"""Everything a plan looks at, read once in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import TypeVar

from django.db.models import Count, Q

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.engine import warmth
from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import HORIZON
from backcast.introductions.queries.worth import Gains, gains
from backcast.ties.models import Promise, Tie
from backcast.vision import queries as visions
from backcast.vision import snapshot as vision_snapshot
from backcast.vision.actions.steps import is_step
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.week.models import Move, Week

MEMORY = timedelta(days=400)
"""How far back moves matter for what rests now: the longest rest is a third of a year's interval [D]."""
Key = TypeVar("Key", int, str)
WEEKS = 2 * HORIZON
"""Weeks looked at: six that are solved, and as many of outlook (engines.md §6)."""


@dataclass(frozen=True, slots=True)
class Story:
    """The active vision as the week sees it."""

    vision: Vision
    people: Sequence[FuturePerson]
    milestones: Mapping[str, Milestone]
    after: Mapping[str, Sequence[str]]
    """The keys of what is open and must come before it, by key."""
    leads: Mapping[str, Sequence[FuturePerson]]
    schedule: engine.Schedule

    @property
    def known(self) -> dict[int, FuturePerson]:
        """Those of the future people who are people here already, by person."""
        return {one.person_id: one for one in self.people if one.person_id}

    def weight(self, key: str) -> float:
        """Weight of the heaviest future person a milestone leads to, over that of the heaviest of all."""
        heaviest = max((one.weight for one in self.people), default=0)
        own = max((one.weight for one in self.leads.get(key, ())), default=0)
        return own / heaviest if heaviest else 0.0


@dataclass(frozen=True, slots=True)
class State:
    """What is known on the day of planning. `ties` and `promises` leave out who must never be suggested; `ties` also
    inner people without an interval of their own, and who is not worth a few lines within the weeks looked at.
    `people` and `placed` count everyone but family, `unplaced` those of the rest who may be suggested."""

    viewer: Viewer
    start: date
    hours: float
    ties: Sequence[Tie]
    people: int
    placed: int
    unplaced: int
    promises: Sequence[Promise]
    story: Story | None
    moves: Sequence[Move]
    put_off: Mapping[str, date]
    """The day until which the user put a subject off."""
    opened: Mapping[int, date]
    """The day of the last move by which somebody was approached."""
    foreseen: frozenset[str]
    asked: Mapping[str, int]
    """How much there was, by key, when this week first asked for more of it."""
    account: float
    """Slices owed when the week begins (−1 ahead … +2 behind)."""
    gains: Gains
    """What moves to people would change for the vision (engine.worth)."""

    @property
    def today(self) -> date:
        """The day of planning."""
        return self.viewer.today

    @property
    def done(self) -> list[Move]:
        """Moves already done in this week."""
        return [move for move in self.moves if move.state == "done" and move.week.start == self.start]

    @property
    def day(self) -> date:
        """The first day of the week that is left: its Monday, or the day of planning."""
        return max(self.start, self.today)

    def week_of(self, *days: date | None) -> int:
        """The first week (index) in which all of these days have come, this week from the day itself on."""
        latest = max((day for day in days if day), default=self.day)
        return 0 if latest <= self.day else max(1, ceil((latest - self.start).days / 7))

    def rests_until(self, key: str) -> date | None:
        """The day until which a move was put off."""
        return self.put_off.get(subject(key))


def subject(key: str) -> str:
    """What a key is about: any opening to a person is one subject, and so is any slice of a milestone."""
    kind, about = key.split(":")[:2]
    return f"{'opening' if KINDS[kind].opening else kind}:{about}"


def slices_in(move: Move, hours: float) -> int:
    """How many slices a stored move is, in a week of so many hours."""
    return max(1, round(move.minutes / minutes_of("slice", hours)))


def state(viewer: Viewer, week: Week, hours: float, last: Week | None) -> State:
    """The state for planning one week, after the `last` one if that was planned."""
    ties = Tie.objects.of(viewer).filter(person__is_owner=False).exclude(ring="family")
    fair = ties.filter(suggest=True).exclude(ring="inner", cadence=None)
    unknown = Q(standing="unknown")
    counts = ties.aggregate(
        people=Count("pk"),
        placed=Count("pk", filter=~unknown),
        unplaced=Count("pk", filter=unknown & Q(suggest=True)),
    )
    told = Q(state__in=["done", "skipped"])
    late = Q(week__start__gt=week.start - MEMORY) | Q(until__gt=viewer.today)
    owed = Promise.objects.of(viewer).filter(done_on=None, way="out", person__tie__in=ties.filter(suggest=True))
    moves = list(Move.objects.of(viewer).filter(told & late).select_related("week"))
    gained = gains(viewer)
    return State(
        viewer=viewer,
        start=week.start,
        hours=hours,
        ties=list(fair.filter(may_ask_for_lines(week.start, gained.lines)).order_by("pk")),
        people=counts["people"],
        placed=counts["placed"],
        unplaced=counts["unplaced"],
        promises=list(owed.order_by("due", "pk")),
        story=story(viewer),
        moves=moves,
        put_off=_latest((subject(move.key), move.until) for move in moves if move.state == "skipped"),
        opened=_latest((move.person_id, move.done_on) for move in moves if _is_opening(move)),
        foreseen=_foreseen(viewer, week, last),
        asked=week.report.get("asked", {}),
        account=_account(last, moves),
        gains=gained,
    )


def _is_opening(move: Move) -> bool:
    return move.state == "done" and KINDS[move.kind].opening


def _latest(days: Iterable[tuple[Key | None, date | None]]) -> dict[Key, date]:
    """The latest day by key."""
    found: dict[Key, date] = {}
    for key, day in days:
        if key is not None and day is not None:
            found[key] = max(day, found.get(key, day))
    return found


def may_ask_for_lines(start: date, gained: Iterable[int]) -> Q:
    """Ties that can be worth a few lines within the weeks looked at; of thousands most are not."""
    soon = start + timedelta(weeks=WEEKS)
    silent = soon - timedelta(days=warmth.clock("", None))
    quiet = Q(ring="", days__gte=value.CONTACT_DAYS, last__lt=silent)
    unmet = Q(days=0, standing__in=list(value.HELLO))
    return Q(status="dormant") | Q(next__lte=soon) | quiet | unmet | Q(ring="", person__in=list(gained))


def _foreseen(viewer: Viewer, week: Week, last: Week | None) -> frozenset[str]:
    """What the last plan shows for this week: its own, else what the week before looked ahead to."""
    if week.inputs or last is None:
        return frozenset(Move.objects.of(viewer).filter(week=week, state="shown").values_list("key", flat=True))
    ahead = last.report.get("ahead", [])
    return frozenset(row[0] for row in ahead[0]) if ahead else frozenset()


def _account(last: Week | None, moves: Iterable[Move]) -> float:
    """What the last week leaves to do, or is ahead."""
    if last is None or "pace" not in last.report:
        return 0.0
    slices = [move for move in moves if move.week_id == last.pk and move.kind == "slice" and move.state == "done"]
    done = sum(slices_in(move, last.report["hours"]) for move in slices)
    return value.account_after(last.report["account"], last.report["pace"], done)


def story(viewer: Viewer) -> Story | None:
    """The active vision with its schedule; None where there is none."""
    vision = visions.active(viewer)
    if vision is None:
        return None
    rows = list(visions.milestones(viewer, vision))
    records = vision_snapshot.records(rows, visions.after(viewer, vision))
    people = list(visions.future_people(viewer, vision))
    return Story(
        vision=vision,
        people=people,
        milestones={row.key: row for row in rows},
        after={one.key: one.after for one in records},
        leads=_leads(rows, people, visions.leads(viewer, vision)),
        schedule=vision_snapshot.in_time(viewer, vision, [_beside_slices(one) for one in records]),
    )


def _beside_slices(one: engine.Milestone) -> engine.Milestone:
    """A small step is a move of its own: its minutes are none of the hours that slices keep pace with."""
    return replace(one, at_work=True) if is_step(one.key, one.hours_in_all) else one


def _leads(
    rows: Iterable[Milestone], people: Iterable[FuturePerson], links: Iterable[object]
) -> dict[str, list[FuturePerson]]:
    keys, known = {row.pk: row.key for row in rows}, {one.pk: one for one in people}
    found: dict[str, list[FuturePerson]] = {}
    for link in links:
        found.setdefault(keys[link.milestone_id], []).append(known[link.future_person_id])  # type: ignore[attr-defined]
    return found
