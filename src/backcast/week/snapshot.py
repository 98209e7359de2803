"""Everything a plan looks at, read once in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.engine.week import value
from backcast.engine.week.kinds import minutes_of
from backcast.engine.week.records import HORIZON
from backcast.ties.models import Promise, Tie
from backcast.vision import queries as visions
from backcast.vision import snapshot as vision_snapshot
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.week.models import Move, Week

MEMORY = timedelta(days=400)
"""How far back moves matter for what rests now: the longest rest is a third of a year's interval [D]."""
OPENINGS = ("few_lines", "wake")


@dataclass(frozen=True, slots=True)
class Story:
    """The active vision as the week sees it."""

    vision: Vision
    people: Sequence[FuturePerson]
    milestones: Mapping[str, Milestone]
    leads: Mapping[str, Sequence[FuturePerson]]
    schedule: engine.Schedule

    def weight(self, key: str) -> float:
        """Weight of the heaviest future person a milestone leads to, over that of the heaviest of all."""
        heaviest = max((one.weight for one in self.people), default=0)
        own = max((one.weight for one in self.leads.get(key, ())), default=0)
        return own / heaviest if heaviest else 0.0


@dataclass(frozen=True, slots=True)
class State:
    """What is known on the day of planning. `ties` and `promises` leave out who must never be suggested, `ties` also
    who is not worth a few lines within the weeks looked at. `people` and `placed` count everyone but family."""

    viewer: Viewer
    start: date
    hours: float
    ties: Sequence[Tie]
    people: int
    placed: int
    promises: Sequence[Promise]
    story: Story | None
    moves: Sequence[Move]
    foreseen: frozenset[str]
    account: float
    """Slices owed when the week begins (−1 ahead … +2 behind)."""

    @property
    def today(self) -> date:
        """The day of planning."""
        return self.viewer.today

    @property
    def done(self) -> list[Move]:
        """Moves already done in this week."""
        return [move for move in self.moves if move.state == "done" and move.week.start == self.start]

    def rests_until(self, key: str) -> date | None:
        """The day until which a move was put off."""
        put_off = (move.until for move in self.moves if move.state == "skipped" and subject(move.key) == subject(key))
        return max((day for day in put_off if day), default=None)

    def last_opening(self, person: int) -> date | None:
        """The day somebody was last approached by a move."""
        done = (m.done_on for m in self.moves if m.person_id == person and m.state == "done" and m.kind in OPENINGS)
        return max((day for day in done if day), default=None)


def subject(key: str) -> str:
    """Kind and subject of a key; the further slices of one week add their number."""
    return ":".join(key.split(":")[:2])


def slices_in(move: Move, hours: float) -> int:
    """How many slices a stored move is, in a week of so many hours."""
    return max(1, round(move.minutes / minutes_of("slice", hours)))


def state(viewer: Viewer, week: Week, hours: float, last: Week | None) -> State:
    """The state for planning one week, after the `last` one if that was planned."""
    ties = Tie.objects.of(viewer).filter(person__is_owner=False).exclude(ring="family")
    counts = ties.aggregate(people=Count("pk"), placed=Count("pk", filter=~Q(standing="unknown")))
    told = Q(state__in=["done", "skipped"])
    late = Q(week__start__gt=week.start - MEMORY) | Q(until__gt=viewer.today)
    promises = Promise.objects.of(viewer).filter(done_on=None, way="out", person__tie__suggest=True)
    moves = list(Move.objects.of(viewer).filter(told & late).select_related("week"))
    return State(
        viewer=viewer,
        start=week.start,
        hours=hours,
        ties=list(ties.filter(suggest=True).filter(may_ask_for_lines(week.start)).order_by("pk")),
        people=counts["people"],
        placed=counts["placed"],
        promises=list(promises.exclude(person__tie__ring="family").order_by("due", "pk")),
        story=story(viewer),
        moves=moves,
        foreseen=_foreseen(viewer, week, last),
        account=_account(last, moves),
    )


def may_ask_for_lines(start: date) -> Q:
    """Ties that can be worth a few lines within the weeks looked at; of thousands most are not."""
    soon = start + timedelta(weeks=2 * HORIZON)
    return Q(status="dormant") | Q(next__lte=soon) | Q(ring="", days__gte=value.CONTACT_DAYS)


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
        leads=_leads(rows, people, visions.leads(viewer, vision)),
        schedule=vision_snapshot.in_time(viewer, vision, records),
    )


def _leads(
    rows: Iterable[Milestone], people: Iterable[FuturePerson], links: Iterable[object]
) -> dict[str, list[FuturePerson]]:
    keys, known = {row.pk: row.key for row in rows}, {one.pk: one for one in people}
    found: dict[str, list[FuturePerson]] = {}
    for link in links:
        found.setdefault(keys[link.milestone_id], []).append(known[link.future_person_id])  # type: ignore[attr-defined]
    return found
