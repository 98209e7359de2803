"""Into the trash and back. Nothing of a person changes but the day on their row: who is in the trash is in no list,
page, plan or search, and comes back as they were."""

from collections.abc import Iterable
from datetime import date

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.journal.actions import Also, record
from backcast.journal.models import Change
from backcast.network.actions import hops
from backcast.network.actions.search import index, unindex
from backcast.network.models import Person
from backcast.network.queries import trash

SEVERAL = "Several people"


def throw(viewer: Viewer, ids: Iterable[int]) -> Change | None:
    """Move people to the trash, in one change; None where all of them are there already."""
    return _move(viewer, set(ids), "trash", viewer.today)


def restore(viewer: Viewer, ids: Iterable[int], also: Also | None = None) -> Change | None:
    """Take people out of the trash again, and `also` what else follows, in one change; None where none of them is
    there."""
    return _move(viewer, set(ids), "restore", None, also)


def _move(viewer: Viewer, ids: set[int], verb: str, day: date | None, also: Also | None = None) -> Change | None:
    rows = {row.pk: row for row in trash.shown_or_thrown(viewer, ids)}
    if not rows or len(rows) < len(ids):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    wanted = [pk for pk, row in rows.items() if (row.deleted_at is None) is (day is not None)]
    title = next(iter(rows.values())).name if len(rows) == 1 else SEVERAL
    with record(viewer, verb, title=title) as rec:
        if day:
            unindex(viewer, wanted)
        rec.update_many(Person, {pk: {"deleted_at": day} for pk in wanted})
        index(viewer, wanted)
        hops.settle(viewer, wanted)
        if also:
            also(rec)
    return rec.change if rec.change.pk else None
