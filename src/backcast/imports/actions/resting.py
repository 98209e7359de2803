"""Which imports a row rests on: its own batch, and every other that told of it again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from backcast.imports.actions import tellings
from backcast.imports.actions.publish import DATED
from backcast.imports.models import Sighting
from backcast.journal.actions import BULK, Recorder
from backcast.journal.queries import number

Pairs = Sequence[tuple[Any, Any]]


def rest_on_both(rec: Recorder, pairs: Pairs) -> None:
    """For rows of one table that say the same: the first of each pair rests on whatever the second rested on, and is
    as new as the newer. What the user said by hand needs no import."""
    if not pairs:
        return
    table = number(type(pairs[0][0]))
    seen = _seen(rec, table, [row.pk for pair in pairs for row in pair])
    for kept, row in pairs:
        if kept.batch_id is None or row.batch_id is None:
            hand = kept if kept.batch_id is None else row
            rec.delete_many([*seen.get(kept.pk, []), *seen.get(row.pk, [])])
            rec.update(kept, source=hand.source, day=hand.day, batch=hand.batch)
        else:
            _share(rec, table, (kept, row), seen)


def _seen(rec: Recorder, table: int, rows: Sequence[int]) -> dict[int, list[Sighting]]:
    found: dict[int, list[Sighting]] = {}
    for start in range(0, len(rows), BULK):
        for one in Sighting.objects.of(rec.viewer).filter(table=table, row__in=rows[start : start + BULK]):
            found.setdefault(one.row, []).append(one)
    return found


def _share(rec: Recorder, table: int, pair: tuple[Any, Any], seen: dict[int, list[Sighting]]) -> None:
    kept, row = pair
    own, others = seen.get(kept.pk, []), seen.get(row.pk, [])
    days = _days(kept, own)
    for batch, day in _days(row, others).items():
        days[batch] = max(day, days.get(batch, day))
    told = tellings.of_both((kept, own), (row, others))
    held = {one.batch_id: one for one in own}
    for batch, day in days.items() if len(days) > 1 else ():
        if batch in held:
            rec.update(held[batch], day=day, told=told.get(batch))
        else:
            rec.insert(Sighting(batch_id=batch, table=table, row=kept.pk, day=day, told=told.get(batch)))
    rec.delete_many(others)
    if table in DATED:
        rec.update(kept, day=max(kept.day, row.day))
    elif told and len(days) > 1:
        rec.update(kept, **tellings.newest(rec.viewer, type(kept), told))


def _days(row: Any, sightings: Iterable[Sighting]) -> dict[int, date]:
    """The day each import told of a row."""
    found = {one.batch_id: one.day for one in sightings}
    return {row.batch_id: row.day, **found}
