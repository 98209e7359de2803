"""What of a future has changed since the user told it in their own words: the journal knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final

from backcast.accounts.models import Viewer
from backcast.journal.models import ChangeRow
from backcast.journal.queries import history, number
from backcast.vision.models import Barrier, FuturePerson, Milestone, Place, RoleModel, Shift, Vision
from backcast.vision.queries import Story

TOLD: Final[dict[type[Any], tuple[str, ...]]] = {
    Vision: ("title", "horizon", "known_for", "place", "meaning"),
    FuturePerson: ("name", "describe", "organisation", "coffee", "local"),
    Milestone: ("title", "kind", "due", "state"),
    Place: ("title",),
    Shift: ("was", "to", "practice"),
    Barrier: ("title", "guide_name", "first_ask", "milestone_id"),
    RoleModel: ("name", "what"),
}
"""The columns of a future and of each part that the prose tells of."""
NAMES: Final = ("title", "name", "describe", "to")
"""Columns that hold a part's own words, the first that has any."""


@dataclass(frozen=True, slots=True)
class Untold:
    """What the words of that day cannot know, each by its own words."""

    day: date
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there is any difference."""
        return bool(self.new or self.changed or self.gone)


@dataclass(slots=True)
class Image:
    """A row as it was when the words were written, as far as the journal tells; or one that is new since."""

    is_new: bool
    columns: dict[str, Any] = field(default_factory=dict)


def untold(viewer: Viewer, story: Story) -> Untold | None:
    """What is different; None where the words are those of the milestones, or nobody knows when they were written.
    What was changed and changed back is no difference. Two queries."""
    written = _written(viewer, story.vision)
    if written is None:
        return None
    seen = _images(viewer, written)
    rows = {(number(type(row)), row.pk): row for row in _parts(story)}
    met = [(row, seen[key]) for key, row in rows.items() if key in seen]
    lost = (old for key, old in seen.items() if key not in rows and _was_of(old, story.vision))
    return Untold(
        day=written.change.at.date(),
        new=tuple(_words(row) for row, old in met if old.is_new),
        changed=tuple(_words(row) for row, old in met if _differs(row, old)),
        gone=tuple(_name(old.columns) for old in lost),
    )


def _written(viewer: Viewer, vision: Vision) -> ChangeRow | None:
    """The change in which the words of now were written; an undo only brings words back."""
    if not vision.told:
        return None
    rows = (one for one in history(viewer, Vision, vision.pk) if one.op == "U" and "told" in one.fields.split(","))
    own = (one for one in rows if one.change.undo_of_id is None)
    return next((one for one in own if (one.after or {}).get("told") == vision.told), None)


def _images(viewer: Viewer, written: ChangeRow) -> dict[tuple[int, int], Image]:
    """Every part that was touched after a change, by its table and id."""
    later = ChangeRow.objects.of(viewer).filter(table__in=map(number, TOLD), change__gt=written.change_id)
    seen: dict[tuple[int, int], Image] = {}
    for one in later.order_by("pk"):
        for row, before in _events(one):
            held = seen.setdefault((one.table, row), Image(is_new=before is None))
            held.columns = {**(before or {}), **held.columns}
    return seen


def _events(one: ChangeRow) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """What happened to each row, with the columns from before; None where there was no row before."""
    if one.op == "I":
        yield from ((pk, None) for first, last in one.ranges for pk in range(first, last + 1))
    elif one.row is not None:
        yield one.row, dict(one.before or {})


def _parts(story: Story) -> Iterable[Any]:
    milestones = (one.milestone for one in story.in_order)
    return chain([story.vision], story.people, milestones, story.places, story.shifts, story.barriers, story.models)


def _was_of(old: Image, vision: Vision) -> bool:
    return not old.is_new and old.columns.get("vision_id") == vision.pk


def _differs(row: Any, old: Image) -> bool:
    told = (name for name in TOLD[type(row)] if name in old.columns)
    return not old.is_new and any(old.columns[name] != _plain(getattr(row, name)) for name in told)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _words(row: Any) -> str:
    return _name({name: getattr(row, name, "") for name in NAMES})


def _name(columns: dict[str, Any]) -> str:
    return next((str(columns[name]) for name in NAMES if columns.get(name)), "")
