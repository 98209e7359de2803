"""From rows to the engine's records: the only bridge between the tables of ties and `engine.warmth`."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from backcast.accounts.models import Viewer
from backcast.engine import warmth
from backcast.ties.models import Interaction, Tie


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


def tie(row: Tie, held: Sequence[warmth.Contact]) -> warmth.Tie:
    """One tie as the engine takes it."""
    return warmth.Tie(
        contacts=held,
        standing=row.standing,
        ring=row.ring,
        cadence=row.cadence,
        since=row.since,
        standing_on=row.standing_on,
    )
