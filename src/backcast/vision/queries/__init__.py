"""Reads of the vision: the active one, its story told from the future, and the same as a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.errors import NotFound, NoVision
from backcast.formats.vision_records import years_after
from backcast.vision import snapshot
from backcast.vision.models import (
    Barrier,
    FuturePerson,
    Milestone,
    MilestoneAfter,
    MilestoneLeads,
    Place,
    RoleModel,
    Shift,
    Vision,
)
from backcast.vision.queries.questions import Question, asking, next_question, open_questions, question
from backcast.vision.queries.schedule import Placed, Plan, plan, plan_document, pushes

MOST = 3
"""Futures side by side (product.md A2)."""
YEARS = 5
"""How far ahead a future looks where nobody says otherwise (product.md A2: three to five)."""
PARTS: dict[str, Any] = {
    "people": FuturePerson,
    "milestones": Milestone,
    "places": Place,
    "shifts": Shift,
    "barriers": Barrier,
    "models": RoleModel,
}
"""The parts of a vision, by their word in addresses."""


def usual_horizon(today: date) -> date:
    """The day a future is set on where nobody says otherwise."""
    return years_after(today, YEARS)


def visions(viewer: Viewer) -> QuerySet[Vision]:
    """Every future, the active one first."""
    return Vision.objects.of(viewer).order_by("-active", "pk")


def active(viewer: Viewer) -> Vision | None:
    """The future the weeks work for, or None."""
    return Vision.objects.of(viewer).filter(active=True).first()


def vision(viewer: Viewer, vision_id: int) -> Vision:
    """One future of this workspace."""
    found = Vision.objects.of(viewer).filter(pk=vision_id).first()
    if found is None:
        raise NotFound("There is no such vision.", "Go back to the Vision page.")
    return found


def part(viewer: Viewer, name: str, row_id: int) -> Any:
    """One part of a vision by its word and id, with its vision."""
    model = PARTS.get(name)
    found = model.objects.of(viewer).filter(pk=row_id).select_related("vision").first() if model else None
    if found is None:
        raise NotFound("There is no such part of a vision.", "Go back to the Vision page.")
    return found


def milestone(viewer: Viewer, milestone_id: int) -> Milestone:
    """One milestone of this workspace."""
    found: Milestone = part(viewer, "milestones", milestone_id)
    return found


def milestones(viewer: Viewer, vision: Vision) -> QuerySet[Milestone]:
    """The milestones of a vision."""
    return Milestone.objects.of(viewer).filter(vision=vision).order_by("pk")


def future_people(viewer: Viewer, vision: Vision) -> QuerySet[FuturePerson]:
    """The future people of a vision, with the person each of them is, where known."""
    rows = FuturePerson.objects.of(viewer).filter(vision=vision)
    return rows.select_related("person").order_by("-weight", "pk")


def after(viewer: Viewer, vision: Vision) -> QuerySet[MilestoneAfter]:
    """Which milestone waits for which."""
    return MilestoneAfter.objects.of(viewer).filter(milestone__vision=vision).order_by("pk")


def leads(viewer: Viewer, vision: Vision) -> QuerySet[MilestoneLeads]:
    """Which milestone leads to which future person."""
    return MilestoneLeads.objects.of(viewer).filter(milestone__vision=vision).order_by("pk")


def has_place(viewer: Viewer, vision: Vision) -> bool:
    """Whether a vision names any place to be."""
    return Place.objects.of(viewer).filter(vision=vision).exists()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of all future `people`: those with a name, those who know the user, and those with a way to them; None while
    ways were not looked for."""

    people: int
    named: int
    know_me: int
    reachable: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A milestone in the story: what it waits for, whom it leads to, and its place in time while it is open, with the
    milestones it then pushes; `barriers` stand before it."""

    milestone: Milestone
    after: tuple[Milestone, ...]
    leads_to: tuple[FuturePerson, ...]
    item: engine.Item | None
    pushes: tuple[Milestone, ...] = ()
    barriers: tuple[Barrier, ...] = ()

    @property
    def until(self) -> date:
        """The day that orders the story: when it was done, or must be."""
        row = self.milestone
        return row.done_on or (self.item.latest_finish if self.item else row.due) or date.min


@dataclass(frozen=True, slots=True)
class Story:
    """One future with everything a page or a document shows of it. `chapters` run from the future to today."""

    vision: Vision
    stage: str
    people: tuple[FuturePerson, ...]
    chapters: tuple[Chapter, ...]
    dropped: tuple[Chapter, ...]
    places: tuple[Place, ...]
    shifts: tuple[Shift, ...]
    barriers: tuple[Barrier, ...]
    models: tuple[RoleModel, ...]
    others: tuple[Vision, ...]
    coverage: Coverage
    schedule: engine.Schedule

    @property
    def in_order(self) -> list[Chapter]:
        """Every chapter as it was written down."""
        return sorted((*self.chapters, *self.dropped), key=lambda chapter: chapter.milestone.pk)


def active_story(viewer: Viewer) -> Story:
    """The story of the active future. NoVision where there is none."""
    return story(viewer, the_active(viewer))


def the_active(viewer: Viewer) -> Vision:
    """The active future. NoVision where there is none."""
    found = active(viewer)
    if found is not None:
        return found
    if visions(viewer).exists():
        raise NoVision("None of your futures is the active one.", "Choose one on the Vision page.")
    raise NoVision(
        "There is no vision yet.", "Write one on the Vision page, or load a file: backcast vision --file FILE.toml"
    )


def story(viewer: Viewer, vision: Vision) -> Story:
    """The whole of one future, in nine queries however long it is."""
    people = tuple(future_people(viewer, vision))
    rows, waits = list(milestones(viewer, vision)), list(after(viewer, vision))
    schedule = snapshot.in_time(viewer, vision, snapshot.records(rows, waits))
    of_vision = {"vision": vision}
    barriers = Barrier.objects.of(viewer).filter(**of_vision).select_related("guide", "milestone").order_by("pk")
    chapters = _chapters(rows, waits, list(leads(viewer, vision)), people, barriers, schedule)
    return Story(
        vision=vision,
        stage=viewer.workspace.stage,
        people=people,
        chapters=tuple(one for one in chapters if one.milestone.state != "dropped"),
        dropped=tuple(one for one in chapters if one.milestone.state == "dropped"),
        places=tuple(Place.objects.of(viewer).filter(**of_vision).order_by("pk")),
        shifts=tuple(Shift.objects.of(viewer).filter(**of_vision).order_by("pk")),
        barriers=tuple(barriers),
        models=tuple(RoleModel.objects.of(viewer).filter(**of_vision).select_related("person").order_by("pk")),
        others=tuple(one for one in visions(viewer) if one.pk != vision.pk),
        coverage=_coverage(people, is_weighed=viewer.workspace.weighed_on is not None),
        schedule=schedule,
    )


def _coverage(people: Sequence[FuturePerson], *, is_weighed: bool) -> Coverage:
    return Coverage(
        people=len(people),
        named=sum(bool(one.name) for one in people),
        know_me=sum(one.knows_me for one in people),
        reachable=sum(one.knows_me or bool(one.reach) for one in people) if is_weighed else None,
    )


def _chapters(
    rows: Sequence[Milestone],
    waits: Sequence[MilestoneAfter],
    leads: Sequence[MilestoneLeads],
    people: Sequence[FuturePerson],
    barriers: Iterable[Barrier],
    schedule: engine.Schedule,
) -> list[Chapter]:
    """Chapters from the future to today; what comes before another never stands above it while both are open."""
    by_id, by_person = {row.pk: row for row in rows}, {one.pk: one for one in people}
    items = {item.key: item for item in schedule.items}
    after: dict[int, list[int]] = {row.pk: [] for row in rows}
    leads_to: dict[int, list[int]] = {row.pk: [] for row in rows}
    before: dict[int | None, list[Barrier]] = {row.pk: [] for row in rows}
    for wait in waits:
        after[wait.milestone_id].append(wait.after_id)
    for lead in leads:
        leads_to[lead.milestone_id].append(lead.future_person_id)
    for barrier in barriers:
        before.setdefault(barrier.milestone_id, []).append(barrier)
    pushed = pushes(schedule, {row.key: row for row in rows})
    waiting = [engine.Milestone(f"{pk:020}", after=tuple(f"{one:020}" for one in after[pk])) for pk in by_id]
    depth = {int(key): place for place, key in enumerate(engine.links(waiting).order)}
    chapters = [
        Chapter(
            milestone=row,
            after=tuple(by_id[pk] for pk in after[row.pk]),
            leads_to=tuple(by_person[pk] for pk in leads_to[row.pk]),
            item=items.get(row.key),
            pushes=pushed.get(row.key, ()),
            barriers=tuple(before[row.pk]),
        )
        for row in rows
    ]
    return sorted(chapters, key=lambda one: _place(one, depth[one.milestone.pk]), reverse=True)


def _place(chapter: Chapter, depth: int) -> tuple[bool, date, date, int]:
    start = chapter.item.latest_start if chapter.item else date.min
    return (chapter.item is not None, chapter.until, start, depth)


def document(story: Story) -> dict[str, Any]:
    """The story as the contract's JSON."""
    row = story.vision
    own = ("key", "active", "title", "horizon", "known_for", "place", "meaning", "importance", "appeal", "sure")
    return {
        "id": row.pk,
        **{name: _plain(getattr(row, name)) for name in own},
        "stage": story.stage,
        "hours_per_week": row.hours_per_week,
        "milestone_share": row.milestone_share,
        "future_people": [_future_person(one) for one in sorted(story.people, key=lambda one: one.pk)],
        "milestones": [_milestone(one) for one in story.in_order],
        "places": [{"id": one.pk, "title": one.title} for one in story.places],
        "shifts": [_shift(one) for one in story.shifts],
        "barriers": [_barrier(one) for one in story.barriers],
        "models": [_model(one) for one in story.models],
        "coverage": {
            "named": story.coverage.people,
            "with_name": story.coverage.named,
            "know_me": story.coverage.know_me,
            "reachable": story.coverage.reachable,
        },
        "others": [{"id": one.pk, "key": one.key, "title": one.title, "active": one.active} for one in story.others],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _future_person(row: FuturePerson) -> dict[str, Any]:
    own = ("key", "name", "describe", "organisation", "local", "knows_me", "coffee", "weight")
    person = row.known.pk if row.known else None
    reach = {"reach": row.reach, "reach_low": row.reach_low, "reach_high": row.reach_high}
    return {"id": row.pk, **{name: getattr(row, name) for name in own}, "person": person} | reach


def _milestone(chapter: Chapter) -> dict[str, Any]:
    row = chapter.milestone
    own = ("key", "kind", "title", "due", "hours", "weeks", "at_work", "importance", "done_hours", "state", "done_on")
    return {
        "id": row.pk,
        **{name: _plain(getattr(row, name)) for name in own},
        "after": [one.key for one in chapter.after],
        "leads_to": [one.key for one in chapter.leads_to],
    }


def _shift(row: Shift) -> dict[str, Any]:
    own = {"practice": row.practice, "review": _plain(row.review), "state": row.state}
    return {"id": row.pk, "from": row.was, "to": row.to} | own


def _barrier(row: Barrier) -> dict[str, Any]:
    guide = row.known.name if row.known else row.guide_name
    return {
        "id": row.pk,
        "title": row.title,
        "guide": guide or None,
        "person": row.known.pk if row.known else None,
        "first_ask": row.first_ask,
        "before": row.milestone.key if row.milestone else None,
        "state": row.state,
    }


def _model(row: RoleModel) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "what": row.what, "person": row.known.pk if row.known else None}


__all__ = [
    "MOST",
    "PARTS",
    "YEARS",
    "Chapter",
    "Coverage",
    "Placed",
    "Plan",
    "Question",
    "Story",
    "active",
    "active_story",
    "after",
    "asking",
    "document",
    "future_people",
    "has_place",
    "leads",
    "milestone",
    "milestones",
    "next_question",
    "open_questions",
    "part",
    "plan",
    "plan_document",
    "question",
    "story",
    "the_active",
    "usual_horizon",
    "vision",
    "visions",
]
