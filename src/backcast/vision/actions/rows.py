"""What loading and writing by hand share: the change they write in, the futures, links and the stage."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Refused
from backcast.journal.actions import Recorder, record
from backcast.vision import queries
from backcast.vision.models import (
    Vision,
)


@contextmanager
def writing(viewer: Viewer, title: str) -> Iterator[Recorder]:
    """One pinned change: what is checked in it stays true until it is written."""
    with record(viewer, "vision", title=title, pinned=True) as rec:
        yield rec


def new_vision(rec: Recorder, key: str, columns: Mapping[str, Any]) -> Vision:
    """A new future; Refused where there are three."""
    held = [one.key for one in queries.visions(rec.viewer)]
    if len(held) >= queries.MOST:
        hint = f"Their keys are {', '.join(held)}. Use one of them, or remove one on the Vision page."
        raise Refused("There are three futures already.", hint)
    return rec.insert(Vision(key=key, written_on=rec.viewer.today, **columns))


def activate(rec: Recorder, vision: Vision) -> None:
    """Make this the one active future."""
    others = Vision.objects.of(rec.viewer).filter(active=True).exclude(pk=vision.pk)
    rec.update_many(Vision, {one.pk: {"active": False} for one in others})
    rec.update(vision, active=True)


def by_key(rec: Recorder, model: type[Any], vision: Vision) -> dict[str, Any]:
    """The stored rows of a vision by their key."""
    return {row.key: row for row in model.objects.of(rec.viewer).filter(vision=vision).order_by("pk")}


def set_links(rec: Recorder, model: type[Any], end: str, wanted: Mapping[int, Iterable[int]]) -> None:
    """Make the links of some milestones exactly these."""
    missing = {pk: dict.fromkeys(ends) for pk, ends in wanted.items()}
    gone = []
    for link in model.objects.of(rec.viewer).filter(milestone__in=list(wanted)):
        if getattr(link, end) in missing[link.milestone_id]:
            del missing[link.milestone_id][getattr(link, end)]
        else:
            gone.append(link)
    rec.delete_many(gone)
    rec.insert_many([model(milestone_id=pk, **{end: other}) for pk, ends in missing.items() for other in ends])


def check_room(held: int) -> None:
    """Refuse more parts of one kind than a vision holds."""
    if held > limits.VISION_PARTS:
        raise Refused(f"At most {limits.VISION_PARTS} of these fit in one vision.", "Remove some first.")


def set_stage(rec: Recorder, stage: str | None) -> None:
    """Where the user stands in their career; part of the same change, so that undo brings it back."""
    workspace: Any = rec.viewer.workspace  # no Owned row, and journaled like one
    if stage is not None:
        rec.update(workspace, stage=stage)
