"""Whom the finder shows: the people found by a few letters, and before any letter those touched last."""

from collections.abc import Iterator

from django.db.models import Case, Value, When

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.journal.models import Change, ChangeRow
from backcast.journal.queries import number
from backcast.network.models import Person
from backcast.ties import queries
from backcast.ties.models import Interaction, Promise, Tie

CHANGES = 20
"""The newest acts of the user that are looked through [D]: more than one remembers having done."""
ROWS = 100
"""Their newest rows, and the newest ids of rows that came together [D]."""
SELVES = {number(Person), number(Tie)}
"""Tables whose rows have the person's own id."""
OWNED: dict[int, type[Interaction | Promise]] = {number(model): model for model in (Interaction, Promise)}
"""Tables whose rows name the person."""


def found(viewer: Viewer, words: str, most: int) -> list[Person]:
    """The people who fit the words: first whose name begins so, then whose later name does, each by worth."""
    key = names.plain(words)
    near = Case(When(sort__startswith=key, then=Value(0)), When(sort__contains=f" {key}", then=Value(1)), default=2)
    rows = queries.people(viewer, words=words)
    return list(rows.order_by(near, *rows.query.order_by)[:most])


def recent(viewer: Viewer, most: int) -> list[Person]:
    """The people of the user's newest acts, then those of the newest contacts; at most five queries."""
    ids = list(dict.fromkeys(_touched(viewer)))[: 2 * most]
    held = queries.people(viewer).in_bulk(ids) if ids else {}
    people = [held[pk] for pk in ids if pk in held][:most]
    if len(people) < most:
        others = queries.people(viewer, sort="last")[: 2 * most]
        people += [one for one in others if one.pk not in held]
    return people[:most]


def _touched(viewer: Viewer) -> Iterator[int]:
    """Ids of people, the newest act first; rows gone again lead nowhere."""
    acts = Change.objects.of(viewer).filter(actor="user").order_by("-id").values_list("pk", flat=True)[:CHANGES]
    noted = ChangeRow.objects.of(viewer).filter(change__in=list(acts)).order_by("-id")
    rows = [(one.table, key) for one in noted.filter(table__in=[*SELVES, *OWNED])[:ROWS] for key in _ids(one)]
    whose: dict[tuple[int, int], int] = {}
    for table, model in OWNED.items():
        wanted = [key for other, key in rows if other == table]
        found = model.objects.of(viewer).filter(pk__in=wanted).values_list("pk", "person_id") if wanted else ()
        whose |= {(table, pk): person for pk, person in found}
    for table, key in rows:
        person = key if table in SELVES else whose.get((table, key))
        if person is not None:
            yield person


def _ids(row: ChangeRow) -> list[int]:
    """The ids a row of the journal is about, the newest first."""
    if row.row is not None:
        return [row.row]
    runs = (range(last, first - 1, -1) for first, last in reversed(row.ranges or []))
    return [key for run in runs for key in run[:ROWS]][:ROWS]
