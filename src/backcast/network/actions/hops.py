"""The upkeep of hops, ready for the search of routes.

Derived, and brought in step by whatever changes an acquaintance, a position, or who is here. `settle` after a change
and `rebuild` give the same rows; both write only what differs.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connection, transaction

from backcast.accounts.models import Viewer, Workspace
from backcast.journal.actions import in_turn
from backcast.network.models import Hop, Organisation
from backcast.network.queries import hops as queries
from backcast.network.queries.hops import Difference

ROWS: Final = 10_000
"""Rows of one statement on PostgreSQL [D]."""
INTO: Final = "INSERT INTO backcast_hop (workspace_id, src_id, dst_id, against)"
AGAIN: Final = "ON CONFLICT (src_id, dst_id) DO UPDATE SET against = excluded.against"
COLUMNS: Final = "unnest(%s::bigint[], %s::bigint[], %s::float8[])"


def rebuild(viewer: Viewer) -> int:
    """Look at every hop; returns how many there are."""
    settle(viewer, None)
    return Hop.objects.of(viewer).count()


def settle(viewer: Viewer, people: Iterable[int] | None) -> None:
    """Bring the hops of some people, or of all, in step: whose acquaintances or positions changed, who came or went."""
    _write(viewer, queries.difference(viewer, people))


def settle_aside(viewer: Viewer, people: Iterable[int] | None) -> None:
    """The same after much has changed: looks before it holds the lock of writers, and again where somebody wrote
    meanwhile."""
    touched, stamp = None if people is None else set(people), _stamp(viewer)
    found = queries.difference(viewer, touched)
    with in_turn(viewer):
        _write(viewer, found if _stamp(viewer) == stamp else queries.difference(viewer, touched))


def _stamp(viewer: Viewer) -> int:
    return Workspace.objects.values_list("stamp", flat=True).get(pk=viewer.workspace_id)


def _write(viewer: Viewer, found: Difference) -> None:
    if not found:
        return
    with transaction.atomic():
        for part in queries.parts(found.gone):
            Hop.objects.of(viewer).filter(pk__in=part).delete()
        _put(viewer, found.fresh)
        _count(viewer, found.known)


def _put(viewer: Viewer, fresh: list[tuple[int, int, float]]) -> None:
    """Past the objects, which take eight times as long. To PostgreSQL as three columns at once: a statement a row is
    five times slower there."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            values = [(viewer.workspace_id, *row) for row in fresh]
            cursor.executemany(f"{INTO} VALUES (%s, %s, %s, %s) {AGAIN}", values)
            return
        for start in range(0, len(fresh), ROWS):
            columns = [list(column) for column in zip(*fresh[start : start + ROWS], strict=True)]
            text = f"{INTO} SELECT %s, h.* FROM {COLUMNS} h {AGAIN}"  # noqa: S608 own names
            cursor.execute(text, [viewer.workspace_id, *columns])


def _count(viewer: Viewer, known: dict[int, int]) -> None:
    """Note how many people are known at organisations, so many at once."""
    by_number: dict[int, list[int]] = {}
    for pk, number in known.items():
        by_number.setdefault(number, []).append(pk)
    for number, ids in by_number.items():
        for part in queries.parts(ids):
            Organisation.objects.all_of(viewer).filter(pk__in=part).update(known=number)
