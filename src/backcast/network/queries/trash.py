"""Who is in the trash, since when, and for how long still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.formats import names
from backcast.network import queries
from backcast.network.models import Person

KEPT = timedelta(days=30)
"""How long somebody stays in the trash before they are purged (security.md C15)."""


@dataclass(frozen=True, slots=True)
class Thrown:
    """Somebody in the trash, and the whole days until they are purged."""

    person: Person
    since: date
    days_left: int


def trash(viewer: Viewer) -> list[Thrown]:
    """Everyone in the trash, the latest first."""
    rows = in_trash(viewer).select_related("organisation").order_by("-deleted_at", "sort", "pk")
    return [_thrown(row, row.deleted_at, viewer.today) for row in rows if row.deleted_at]


def _thrown(row: Person, since: date, today: date) -> Thrown:
    return Thrown(row, since, max(0, (since + KEPT - today).days))


def in_trash(viewer: Viewer) -> QuerySet[Person]:
    """The people in the trash."""
    return Person.objects.all_of(viewer).filter(deleted_at__isnull=False, merged_into=None)


def overdue(viewer: Viewer) -> QuerySet[Person]:
    """Those whose days in the trash are over."""
    return in_trash(viewer).filter(deleted_at__lte=viewer.today - KEPT)


def shown_or_thrown(viewer: Viewer, ids: Iterable[int]) -> QuerySet[Person]:
    """Those of some people who are here or in the trash, by name; never the owner."""
    rows = Person.objects.all_of(viewer).filter(is_owner=False, merged_into=None, pk__in=list(ids))
    return rows.select_related("organisation").order_by("sort", "pk")


def find(viewer: Viewer, who: str) -> Person:
    """The person meant, here or else in the trash, there by id or whole name."""
    try:
        return queries.find(viewer, who)
    except NotFound:
        rows = in_trash(viewer)
        number = who.strip()
        is_id = number.isdecimal() and len(number) < 19
        found = list(rows.filter(pk=int(number)) if is_id else rows.filter(sort=names.fold(who)).exclude(sort=""))
        if len(found) != 1:
            raise
        return found[0]
