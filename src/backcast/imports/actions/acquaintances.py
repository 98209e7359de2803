"""Who knows whom, as an import tells it: what a record means, the rows it becomes, and what is left after an undo."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.formats.records import AcquaintanceRecord
from backcast.imports.actions.intake import Brought, Intake, bigint
from backcast.imports.snapshot import Pair
from backcast.journal.actions import Recorder
from backcast.journal.models import Batch
from backcast.network.actions.acquaintances import settle as settle
from backcast.network.models import Acquaintance, Evidence
from backcast.network.queries import acquaintances as network

STRANGERS = "hints that two people know each other, of whom one is not among your people"


def pair(intake: Intake, told: AcquaintanceRecord) -> Pair | None:
    """The people meant, by their refs in order; None unless both are here. Two addresses may be one person's."""
    one, other = intake.who(told.name, told.email), intake.who(told.other_name, told.other_email)
    return None if one is None or other is None else (min(one, other), max(one, other))


def decide(intake: Intake, told: AcquaintanceRecord) -> Pair | None:
    """The pair of new evidence; None where it is known, or somebody of the two is not."""
    found, tally = pair(intake, told), intake.tally
    if found is None:
        tally.left_out[STRANGERS] += 1
        return None
    if found[0] == found[1]:
        return None
    place = (*found, told.kind, bigint(told.key))
    if place in intake.book.heard:
        tally.paired(found, "same")
        return None
    tally.paired(found, "updated" if found in intake.book.pairs else "new")
    intake.book.pairs.setdefault(found)
    intake.book.heard[place] = None
    return found


def again(intake: Intake, told: AcquaintanceRecord) -> Brought | None:
    """(row, batch) of evidence that has a row already."""
    found = pair(intake, told)
    return None if found is None else intake.book.heard.get((*found, told.kind, bigint(told.key)))


def write(rec: Recorder, intake: Intake, batch: Batch, fresh: Sequence[tuple[AcquaintanceRecord, Pair]]) -> None:
    """The rows of new evidence, with an acquaintance for each pair that has none yet."""
    book = intake.book
    told: dict[Pair, list[Evidence]] = {}
    for one, found in fresh:
        told.setdefault(found, []).append(proof(one, batch))
    held = {pk for found in told if (pk := book.pairs[found]) is not None}
    missing = [found for found in told if book.pairs[found] is None]
    rows = [_acquaintance(book.pk(found[0]), book.pk(found[1]), told[found]) for found in missing]
    for found, row in zip(missing, rec.insert_many(rows), strict=True):
        book.pairs[found] = row.pk
    for found, evidence in told.items():
        for piece in evidence:
            piece.acquaintance_id = book.pairs[found] or 0
    rec.insert_many([row for evidence in told.values() for row in evidence])
    for found, evidence in told.items():
        for piece in evidence:
            book.heard[*found, piece.kind, piece.key or 0] = piece.pk, batch.pk
    settle(rec, held)


def _acquaintance(one: int, other: int, evidence: Iterable[Evidence]) -> Acquaintance:
    strength = network.strength(row.strength for row in evidence)
    return Acquaintance(a_id=min(one, other), b_id=max(one, other), strength=strength)


def proof(told: AcquaintanceRecord, batch: Batch) -> Evidence:
    """The row of one piece of evidence, which speaks for no acquaintance yet."""
    return Evidence(
        kind=told.kind,
        strength=told.strength if 0.0 <= told.strength <= 1.0 else 0.0,
        text=names.clean(told.text, limits.QUOTE),
        key=bigint(told.key),
        source=told.source,
        day=told.day,
        batch=batch,
    )


def people(evidence: "QuerySet[Evidence, Any]") -> set[int]:
    """Everyone some evidence tells of; one query."""
    sides: Iterable[tuple[int, int]] = evidence.values_list("acquaintance__a_id", "acquaintance__b_id")
    return {person for both in sides for person in both}


def of_evidence(viewer: Viewer, ids: Iterable[int]) -> set[int]:
    """The acquaintances some evidence speaks for."""
    rows = Evidence.objects.of(viewer).filter(pk__in=list(ids))
    return set(rows.values_list("acquaintance_id", flat=True))
