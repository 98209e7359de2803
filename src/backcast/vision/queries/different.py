"""What became different in a future since it was last looked at: codes, ids and figures, from the journal and dates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from backcast.accounts.models import Viewer
from backcast.journal.models import Change, ChangeRow
from backcast.journal.queries import number
from backcast.vision.models import FuturePerson, Milestone, Note, Vision

Code = list[Any]
"""A code and its figures, as a note keeps them."""
FIGURES: Final = ("horizon", "importance", "appeal", "sure", "hours_per_week")
"""What a future is measured in, told with what it was."""
WORDS: Final = ("title", "known_for", "place", "meaning")
"""What a future is told in: that it was changed is kept, what it said before is in the journal."""
NUMBERS: Final = {number(model): model for model in (Vision, FuturePerson, Milestone)}


@dataclass(slots=True)
class Then:
    """What the journal knows of a future as it was: columns by row, what came since, and how many rows went."""

    columns: dict[tuple[type, int], dict[str, Any]] = field(default_factory=dict)
    added: dict[type, set[int]] = field(default_factory=lambda: {model: set() for model in NUMBERS.values()})
    gone: Counter[type] = field(default_factory=Counter)

    def of(self, row: Any) -> Mapping[str, Any]:
        """The columns of a row that were different for a while, as they were at first."""
        return self.columns.get((type(row), row.pk), {})

    def is_new(self, row: Any) -> bool:
        return row.pk in self.added[type(row)]


def different(
    viewer: Viewer, vision: Vision, last: Note | None, story: Sequence[Milestone], people: Sequence[FuturePerson]
) -> tuple[list[Code], dict[str, str]]:
    """What became different since the `last` look, or since it was written; and its words as they were, by column."""
    start = last.day if last else vision.written_on
    if start is None:
        return [], {}
    then = _then(viewer, vision, last, start, {row.pk for row in story}, {row.pk for row in people})
    was = then.of(vision)
    found = [*_figures(vision, was), *_milestones(then, start, story), *_people(then, people)]
    ways, now = (
        next((figures for code, figures in (last.changed if last else ()) if code == "ways"), None),
        reach(people),
    )
    if ways and is_weighed(viewer, vision) and ways != now:
        found.append(["reach", ways | {f"now_{name}": figure for name, figure in now.items()}])
    return found, {
        name: str(was[name]) for name in WORDS if was.get(name, getattr(vision, name)) != getattr(vision, name)
    }


def is_weighed(viewer: Viewer, vision: Vision) -> bool:
    """Whether ways were looked for to the people of this future."""
    return vision.active and viewer.workspace.weighed_on is not None


def reach(people: Sequence[FuturePerson]) -> dict[str, int]:
    """How many of the future people there are, and to how many a way is known or needed no more."""
    return {"people": len(people), "known": sum(one.knows_me or bool(one.reach) for one in people)}


def _figures(vision: Vision, was: Mapping[str, Any]) -> Iterator[Code]:
    for name in FIGURES:
        now = getattr(vision, name)
        now = now.isoformat() if isinstance(now, date) else now
        if name in was and was[name] != now:
            yield [name, {"from": was[name], "to": now}]
    told = [name for name in WORDS if name in was and was[name] != getattr(vision, name)]
    if told:
        yield ["words", {"columns": told}]


def _milestones(then: Then, start: date, story: Sequence[Milestone]) -> Iterator[Code]:
    """Each milestone at most once: what became of it counts for more than that it is new."""
    told: dict[str, list[int]] = {"done": [], "dropped": [], "reopened": [], "added": []}
    for row in story:
        state = then.of(row).get("state", row.state)
        if row.state == "done" and (state != "done" or (row.done_on and row.done_on > start) or then.is_new(row)):
            told["done"].append(row.pk)
        elif row.state == "dropped" and state != "dropped":
            told["dropped"].append(row.pk)
        elif row.state in ("open", "doing") and state in ("done", "dropped"):
            told["reopened"].append(row.pk)
        elif then.is_new(row) and row.state != "dropped":
            told["added"].append(row.pk)
    yield from ([code, {"milestones": ids}] for code, ids in told.items() if ids)
    if then.gone[Milestone]:
        yield ["gone", {"count": then.gone[Milestone]}]


def _people(then: Then, people: Sequence[FuturePerson]) -> Iterator[Code]:
    """Who came to know the user, and who is new in the future."""
    new = [row.pk for row in people if then.is_new(row)]
    met = [row.pk for row in people if row.knows_me and not then.is_new(row) and then.of(row).get("knows_me") is False]
    if met:
        yield ["knows_me", {"people": met}]
    if new:
        yield ["people_added", {"people": new}]
    if then.gone[FuturePerson]:
        yield ["people_gone", {"count": then.gone[FuturePerson]}]


def _then(viewer: Viewer, vision: Vision, last: Note | None, start: date, story: set[int], people: set[int]) -> Then:
    """The journal from the look on, read backward: what the oldest change found is how it was."""
    own: dict[type, set[int]] = {Vision: {vision.pk}, Milestone: story, FuturePerson: people}
    made, gone, then = {model: set[int]() for model in own}, {model: set[int]() for model in own}, Then()
    for row in _rows(viewer, last, start):
        model = NUMBERS[row.table]
        if row.op == "U" and row.row in own[model]:
            then.columns.setdefault((model, row.row), {}).update(row.before or {})
        elif row.op == "I":
            made[model] |= {pk for first, end in row.ranges or () for pk in range(first, end + 1)}
        elif row.op == "D" and row.row is not None and (row.before or {}).get("vision_id") == vision.pk:
            gone[model].add(row.row)
    for kind, ids in own.items():
        then.added[kind] = (made[kind] - gone[kind]) & ids
        then.gone[kind] = len(gone[kind] - made[kind] - ids)
    return then


def _rows(viewer: Viewer, last: Note | None, start: date) -> list[ChangeRow]:
    """What was written to futures, people and milestones after the look, newest first; files of contacts apart."""
    changes = Change.objects.of(viewer).filter(_after(viewer, last, start), batch=None)
    rows = ChangeRow.objects.of(viewer).filter(change__in=changes, table__in=list(NUMBERS))
    return list(rows.order_by("-id"))


def _after(viewer: Viewer, last: Note | None, start: date) -> Q:
    """Behind the change that kept the look, where the journal has it, else from the day after it."""
    if last:
        kept = ChangeRow.objects.of(viewer).filter(table=number(Note), op="I").order_by("id")
        for row in kept:
            if any(first <= last.pk <= end for first, end in row.ranges):
                return Q(pk__gt=row.change_id)
    return Q(at__gte=timezone.make_aware(datetime.combine(start + timedelta(days=1), time.min)))
