"""Everything a plan looks at, read once in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
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
    """What is known on the day of planning. `ties` leaves out who must never be suggested."""

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
        return max((m.until for m in self.moves if m.key == key and m.state == "skipped" and m.until), default=None)

    def last_opening(self, person: int) -> date | None:
        """The day somebody was last approached by a move."""
        done = (m.done_on for m in self.moves if m.person_id == person and m.state == "done" and m.kind in OPENINGS)
        return max((day for day in done if day), default=None)


def state(viewer: Viewer, week: Week, hours: float, account: float) -> State:
    """The state for planning one week."""
    ties = list(Tie.objects.of(viewer).filter(person__is_owner=False).select_related("person"))
    moves = Move.objects.of(viewer).filter(state__in=["done", "skipped"], week__start__gt=week.start - MEMORY)
    shown = Move.objects.of(viewer).filter(week=week, state="shown")
    promises = Promise.objects.of(viewer).filter(done_on=None, way="out").select_related("person__tie")
    return State(
        viewer=viewer,
        start=week.start,
        hours=hours,
        ties=[tie for tie in ties if tie.suggest and tie.ring != "family"],
        people=sum(tie.ring != "family" for tie in ties),
        placed=sum(tie.standing != "unknown" for tie in ties),
        promises=list(promises.order_by("due", "pk")),
        story=story(viewer),
        moves=list(moves.select_related("week")),
        foreseen=frozenset(shown.values_list("key", flat=True)),
        account=account,
    )


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
