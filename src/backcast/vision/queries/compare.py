"""The futures side by side: what each asks for, how near its people are, and what they have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backcast.accounts.models import Viewer
from backcast.engine import schedule as engine
from backcast.formats import names
from backcast.vision import queries, snapshot
from backcast.vision.models import FuturePerson, Milestone, MilestoneAfter, Vision

WORDS: Final = {2: "Both", 3: "All three"}


@dataclass(frozen=True, slots=True)
class Future:
    """One future in figures. Hours are the user's own; `at_work` those of working hours. `reachable` counts the people
    who know the user or to whom a way is known; None while ways were not looked for."""

    vision: Vision
    milestones: int
    done: int
    hours: float
    at_work: float
    to_go: float
    schedule: engine.Schedule
    people: int
    know_me: int
    reachable: int | None

    @property
    def pace(self) -> float:
        """Hours a week that keep every date."""
        return self.schedule.pace * self.schedule.hours_total

    @property
    def hours_then(self) -> float:
        """Hours a week with those added that make it fit."""
        return self.schedule.hours_total + (self.schedule.extra_hours_needed or 0.0)

    @property
    def more(self) -> int:
        """People with a way to them who do not know the user yet."""
        return (self.reachable or 0) - self.know_me


@dataclass(frozen=True, slots=True)
class Shared:
    """What some of the futures have in common: `whose` in words, and the titles or names."""

    whose: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every future, the active one first, and what they share."""

    futures: tuple[Future, ...]
    milestones: tuple[Shared, ...]
    people: tuple[Shared, ...]


def comparison(viewer: Viewer) -> Comparison:
    """The futures side by side; four queries however long they are."""
    visions = list(queries.visions(viewer))
    held = Milestone.objects.of(viewer).order_by("pk")
    rows = _by_vision(held)
    links = _by_vision(MilestoneAfter.objects.of(viewer).select_related("milestone").order_by("pk"))
    people = _by_vision(FuturePerson.objects.of(viewer).select_related("person").order_by("-weight", "pk"))
    futures = [
        _future(viewer, one, rows.get(one.pk, []), links.get(one.pk, []), people.get(one.pk, [])) for one in visions
    ]
    kept = {pk: [row for row in of_one if row.state != "dropped"] for pk, of_one in rows.items()}
    return Comparison(tuple(futures), _shared(visions, kept, _marks), _shared(visions, people, _faces))


def _by_vision(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault((row.milestone if isinstance(row, MilestoneAfter) else row).vision_id, []).append(row)
    return found


def _future(
    viewer: Viewer,
    vision: Vision,
    rows: Sequence[Milestone],
    links: Sequence[MilestoneAfter],
    people: Sequence[FuturePerson],
) -> Future:
    kept = [row for row in rows if row.state != "dropped"]
    own = [row for row in kept if not row.at_work]
    todo = [row for row in own if row.state in snapshot.STARTABLE]
    is_weighed = viewer.workspace.weighed_on is not None
    return Future(
        vision=vision,
        milestones=len(kept),
        done=sum(row.state == "done" for row in kept),
        hours=sum(row.hours for row in own),
        at_work=sum(row.hours for row in kept if row.at_work),
        to_go=sum(max(row.hours - row.done_hours, 0.0) for row in todo),
        schedule=snapshot.in_time(viewer, vision, snapshot.records(rows, links)),
        people=len(people),
        know_me=sum(one.knows_me for one in people),
        reachable=sum(one.knows_me or bool(one.reach) for one in people) if is_weighed else None,
    )


def _marks(row: Milestone) -> Iterator[str]:
    """By what a milestone is known again: its key, or its title."""
    yield f"key {row.key}"
    yield f"title {names.plain(row.title) or row.title}"


def _faces(row: FuturePerson) -> Iterator[str]:
    """By what somebody of the future is known again: the person they are, their name, else how they are described."""
    if row.known:
        yield f"person {row.known.pk}"
    if row.name:
        yield f"name {names.fold(row.name)}"
    else:
        yield f"describe {names.plain(row.describe) or row.describe}"


def _shared(visions: Sequence[Vision], rows: Mapping[int, Sequence[Any]], marks: Any) -> tuple[Shared, ...]:
    """What is known again in more than one future, by which futures those are; the most common first."""
    places: dict[str, int] = {}
    groups: dict[int, tuple[str, list[int]]] = {}
    for vision in visions:
        for row in rows.get(vision.pk, ()):
            own = list(marks(row))
            place = next((places[mark] for mark in own if mark in places), len(groups))
            words, where = groups.setdefault(place, (_words(row), []))
            places |= {mark: place for mark in own if mark not in places}
            if vision.pk not in where:
                where.append(vision.pk)
    titles = {one.pk: f"“{one.title}”" for one in visions}
    found: dict[tuple[int, ...], list[str]] = {}
    for words, where in groups.values():
        if len(where) > 1:
            found.setdefault(tuple(where), []).append(words)
    ordered = sorted(found.items(), key=lambda one: -len(one[0]))
    return tuple(Shared(_whose(where, titles), tuple(words)) for where, words in ordered)


def _words(row: Any) -> str:
    if isinstance(row, Milestone):
        return row.title
    return str(row.known.name if row.known else row.name or row.describe)


def _whose(where: Sequence[int], titles: Mapping[int, str]) -> str:
    return WORDS[len(where)] if len(where) == len(titles) else " and ".join(titles[pk] for pk in where)
