"""What each import told of one row, where they differ: the newest file's words are shown, whichever came in first, and
after an undo the newest of those that are left.

While all imports of a row agree their sightings hold no words. Once two differ, each holds its own.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from backcast.accounts.models import Viewer
from backcast.imports.actions import acquaintances
from backcast.imports.models import Sighting
from backcast.journal.actions import BULK, Recorder, image
from backcast.journal.models import Batch
from backcast.journal.queries import number
from backcast.network.models import Evidence
from backcast.ties.models import Interaction, StandingEvidence

Words = dict[str, Any]
SAYS: dict[type[Any], tuple[str, ...]] = {
    Interaction: ("day", "at", "way", "weight", "minutes", "hours"),
    StandingEvidence: ("day", "text"),
    Evidence: ("day", "strength", "text"),
}
"""What two files may tell differently of the same contact or deed: a meeting was moved, a sentence rewritten."""


def words(row: Any) -> Words:
    """What a row says, as JSON values."""
    return image(row, SAYS[type(row)])


def joined(model: type[Any], one: Words, other: Words) -> Words:
    """What one import says that tells two things of the same row, in whatever order."""
    return shown(model, [(date.min, one), (date.min, other)])


def shown(model: type[Any], told: Iterable[tuple[date, Words]]) -> Words:
    """Of what several imports say, each as of its day, what is shown: the newest. But a deed was done on the first of
    its days, as a file that tells no day can only say that it was done before."""
    is_deed = model is StandingEvidence
    said = sorted(told, key=lambda one: (one[0], one[1]["text"] if is_deed else _order(one[1])))
    newest = said[-1][1]
    return newest | {"day": min(one["day"] for _, one in said)} if is_deed else newest


def _order(told: Words) -> tuple[str, str]:
    return told["day"], json.dumps(told, sort_keys=True)


def keep(rec: Recorder, batch: Batch, model: type[Any], told: Mapping[int, Words]) -> None:
    """Note what an import says of rows that were there when it told of them, by their ids. Not journaled: an import is
    taken back by its sightings."""
    ids = list(told)
    for start in range(0, len(ids), BULK):
        part = ids[start : start + BULK]
        rows, seen = model.objects.all_of(rec.viewer).in_bulk(part), of_rows(rec.viewer, model, part)
        fresh, differing = [], []
        for pk, row in rows.items():
            held = {one.batch_id: one for one in seen.get(pk, ())}
            if told[pk] != words(row) or any(one.told for one in held.values()):
                fresh += _beside(batch, row, told[pk], held)
                differing.append(pk)
            elif batch.pk not in (row.batch_id, *held):
                fresh.append(_sighting(batch.pk, row))
        Sighting.objects.of(rec.viewer).bulk_create(fresh)
        settle(rec, model, differing)


def _beside(batch: Batch, row: Any, said: Words, held: Mapping[int, Sighting]) -> list[Sighting]:
    """The sightings that are missing once this stands beside what was told before; the others learn their words."""
    found = {one.batch_id: one.told or words(row) for one in held.values()}
    found.setdefault(row.batch_id, words(row))
    found[batch.pk] = joined(type(row), found.get(batch.pk, said), said)
    for one in held.values():
        if one.told != found[one.batch_id]:
            one.told = found[one.batch_id]
            one.save(update_fields=["told"])
    return [_sighting(one, row, its) for one, its in found.items() if one not in held]


def _sighting(batch: int, row: Any, told: Words | None = None) -> Sighting:
    day = date.fromisoformat(told["day"]) if told else row.day
    return Sighting(
        workspace_id=row.workspace_id, batch_id=batch, table=number(type(row)), row=row.pk, day=day, told=told
    )


def of_rows(viewer: Viewer, model: type[Any], ids: Iterable[int]) -> dict[int, list[Sighting]]:
    """The sightings of some rows of one table."""
    found: dict[int, list[Sighting]] = {}
    for one in Sighting.objects.of(viewer).filter(table=number(model), row__in=list(ids)).select_related("batch"):
        found.setdefault(one.row, []).append(one)
    return found


def settle(rec: Recorder, model: type[Any], ids: Iterable[int]) -> None:
    """Show of some rows what the newest import that is left says of them."""
    wanted, changed = sorted(ids), []
    for start in range(0, len(wanted), BULK):
        part = wanted[start : start + BULK]
        rows, seen = model.objects.all_of(rec.viewer).in_bulk(part), of_rows(rec.viewer, model, part)
        for pk, row in rows.items():
            told = [(one.batch.as_of, one.told) for one in seen.get(pk, ()) if one.told]
            if told and (said := shown(model, told)) != words(row):
                model.objects.all_of(rec.viewer).filter(pk=pk).update(**python(model, said))
                changed.append(pk)
    if model is Evidence and changed:
        acquaintances.settle(rec, acquaintances.of_evidence(rec.viewer, changed))


def of_both(*told: tuple[Any, Iterable[Sighting]]) -> dict[int, Words]:
    """For rows that become one, each with its sightings: what each import says, empty where all agree."""
    if type(told[0][0]) not in SAYS:
        return {}
    pieces = [
        (batch, said)
        for row, seen in told
        for batch, said in {row.batch_id: words(row), **{one.batch_id: one.told or words(row) for one in seen}}.items()
    ]
    found: dict[int, Words] = {}
    for batch, said in pieces:
        found[batch] = joined(type(told[0][0]), found.get(batch, said), said)
    return found if any(said != pieces[0][1] for _, said in pieces) else {}


def newest(viewer: Viewer, model: type[Any], told: Mapping[int, Words]) -> dict[str, Any]:
    """The columns to show where imports, by their ids, say different things."""
    days = dict(Batch.objects.of(viewer).filter(pk__in=told).values_list("pk", "as_of"))
    return python(model, shown(model, [(days[batch], said) for batch, said in told.items()]))


def python(model: type[Any], said: Words) -> dict[str, Any]:
    """What is said, as the columns take it."""
    return {name: model._meta.get_field(name).to_python(value) for name, value in said.items()}
