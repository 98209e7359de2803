"""What search looks through, and the index over it, written together (docs/decisions/0009-search-index.md)."""

from collections.abc import Iterable

from django.db import connection, transaction

from backcast.accounts.models import Viewer
from backcast.journal.actions import BULK
from backcast.network import queries
from backcast.network.models import Person, SearchText
from backcast.network.queries import index as held

TEXTS = "backcast_searchtext"
BLANK = "INSERT INTO {name}_data (id, block) VALUES (1, x''), (10, x'00000000000000')"
"""The two records of an index that holds nothing, as SQLite itself writes them into a new one."""


def index(viewer: Viewer, ids: Iterable[int]) -> None:
    """Write what search looks through for some people (derived, not journaled)."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BULK):
        _index(viewer, wanted[start : start + BULK])


@transaction.atomic
def _index(viewer: Viewer, ids: list[int]) -> None:
    texts, old = _texts(viewer, ids), _written(viewer, ids)
    indexed = held.indexed(ids) if held.is_used() else set(old)
    wrong = [pk for pk, text in texts.items() if old.get(pk) != text or pk not in indexed]
    stale = indexed - set(old)
    if not stale:
        _take_out([pk for pk in wrong if pk in indexed])
    rows = [SearchText(workspace_id=viewer.workspace_id, person_id=pk, text=texts[pk]) for pk in wrong]
    SearchText.objects.of(viewer).bulk_create(
        rows, batch_size=BULK, update_conflicts=True, unique_fields=["person"], update_fields=["text"]
    )
    if stale or not held.is_used():
        rebuild_search()
    else:
        _put_in(wrong)


def unindex(viewer: Viewer, ids: Iterable[int]) -> None:
    """Take some people out of search, before they go; `index` brings back who stays."""
    wanted = sorted(set(ids))
    old = _written(viewer, wanted)
    if held.is_used():
        _take_out(sorted(held.indexed(wanted) & set(old)))
    SearchText.objects.of(viewer).filter(person__in=wanted).delete()


def _texts(viewer: Viewer, ids: list[int]) -> dict[int, str]:
    points = queries.by_person(queries.points(viewer, ids))
    people = Person.objects.of(viewer).filter(pk__in=ids).select_related("organisation")
    former = queries.former_names(viewer, ids)
    return {row.pk: queries.search_text(row, points.get(row.pk, ()), former.get(row.pk, ())) for row in people}


def _written(viewer: Viewer, ids: list[int]) -> dict[int, str]:
    return dict(SearchText.objects.of(viewer).filter(person__in=ids).values_list("person_id", "text"))


def _take_out(ids: list[int]) -> None:
    """Before their texts change: an entry is found by the text it came from."""
    if ids and held.is_used():
        _run(
            f"INSERT INTO {held.NAME} ({held.NAME}, rowid, text) SELECT 'delete', person_id, text FROM {TEXTS}"  # noqa: S608
            f" WHERE person_id IN ({held.id_list(ids)})"
        )


def _put_in(ids: list[int]) -> None:
    if ids:
        _run(
            f"INSERT INTO {held.NAME} (rowid, text) SELECT person_id, text FROM {TEXTS}"  # noqa: S608
            f" WHERE person_id IN ({held.id_list(ids)})"
        )


def rebuild_search() -> None:
    """Make the index anew from the texts, of every workspace: after people have gone, whose entries, with parts of
    their names, would stay. An SQLite that cannot use the index empties it, and the next that can fills it."""
    if held.is_used():
        _run(f"INSERT INTO {held.NAME} ({held.NAME}) VALUES ('rebuild')")  # noqa: S608
    elif held.exists():
        for part in ("data", "idx", "docsize"):
            _run(f"DELETE FROM {held.NAME}_{part}")  # noqa: S608
        _run(BLANK.format(name=held.NAME))


def mend_search(*, thorough: bool = False) -> None:
    """Make the index where there is none yet, and anew where it does not hold everyone; `thorough` compares every
    letter."""
    if not held.is_used():
        return
    if not held.exists():
        make_index()
    elif held.counts_differ() or (thorough and not held.is_sound()):
        rebuild_search()


@transaction.atomic
def make_index() -> None:
    """Make the index, of every text there is."""
    _run(f"CREATE VIRTUAL TABLE IF NOT EXISTS {held.NAME} USING fts5({held.SHAPE})")
    rebuild_search()


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
