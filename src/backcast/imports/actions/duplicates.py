"""What is done about people who are here twice: many at once, and the worker's part of it."""

from typing import Any

from backcast.accounts.models import Job, Viewer
from backcast.errors import Refused
from backcast.imports.actions import Tell, look, progress
from backcast.imports.actions.merge import Merged, merge
from backcast.imports.queries import duplicates

LOOKING, MERGING = "Looking for people who are here twice", "Merging"


def _silent(done: int, total: int, what: str) -> None:
    pass


def apply_sure(viewer: Viewer, tell: Tell = _silent) -> list[Merged]:
    """Merge every pair that is sure, each in a change of its own; of several who are one, one is left. A pair that
    is not sure any more once the others are merged stays a question."""
    look.look(viewer)
    total = duplicates.sure(viewer).count()
    made: list[Merged] = []
    refused: set[int] = set()
    while (row := duplicates.sure(viewer).exclude(pk__in=refused).first()) is not None:
        tell(len(made), max(total, len(made) + 1), MERGING)
        keep, gone = duplicates.kept_first(row.a, row.b)
        try:
            made.append(merge(viewer, keep, gone))
        except Refused:
            refused.add(row.pk)
    tell(total, total, MERGING)
    return made


def run_look(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part of looking among very many people."""
    progress(viewer, job)(0, 0, LOOKING)
    look.look(viewer)
    return {"pairs": duplicates.count(viewer)}


def run_sure(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part of merging what is sure; stopped in the middle, the rest stays a question."""
    return {"merged": len(apply_sure(viewer, progress(viewer, job)))}
