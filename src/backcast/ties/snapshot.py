"""From rows to the engine's records: the only bridge between the tables of ties and `engine.warmth`."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q

from backcast.accounts.models import Viewer
from backcast.engine import warmth
from backcast.network.models import Fact
from backcast.ties.models import Favour, Interaction, Tie

BOOKS = ("vcard", "contacts", "addressbook", "monica", "notes")
"""Sources in which the user keeps people they know: to stand there is a connection."""


def contacts(viewer: Viewer, people: Iterable[int] | None) -> dict[int, list[warmth.Contact]]:
    """The contacts of each person, or of everyone; one ordered scan of the covering index."""
    rows = Interaction.objects.of(viewer)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    values = rows.order_by("person", "day").values_list("person_id", "day", "weight", "hours", "way")
    return {
        person: [warmth.Contact(*row[1:]) for row in held]
        for person, held in groupby(values.iterator(chunk_size=5000), key=itemgetter(0))
    }


def favours(viewer: Viewer, people: Iterable[int] | None) -> dict[int, tuple[int, int]]:
    """How many favours each person was given and gave, up to today; those without any left out."""
    rows = Favour.objects.of(viewer).filter(day__lte=viewer.today)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    gave, got = Count("pk", filter=Q(way="out")), Count("pk", filter=Q(way="in"))
    counts = rows.values_list("person_id").annotate(gave=gave, got=got)
    return {person: (out, into) for person, out, into in counts}


def kept(viewer: Viewer, people: Iterable[int] | None) -> set[int]:
    """Who stands in an address book of the user's own."""
    rows = Fact.objects.of(viewer).filter(source__in=BOOKS, field="name")
    if people is not None:
        rows = rows.filter(person__in=list(people))
    return set(rows.values_list("person_id", flat=True))


def tie(row: Tie, held: Sequence[warmth.Contact]) -> warmth.Tie:
    """One tie as the engine takes it."""
    return warmth.Tie(
        contacts=held,
        standing=row.standing,
        ring=row.ring,
        cadence=row.cadence,
        since=row.since,
        standing_on=row.standing_on,
        favours=(row.gave, row.got),
    )
