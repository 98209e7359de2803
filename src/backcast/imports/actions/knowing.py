"""Whom somebody knows, when they turn out to be somebody else: pairs are told anew, with all that speaks for them."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from backcast.imports.actions import acquaintances
from backcast.imports.actions.resting import rest_on_both
from backcast.journal.actions import BULK, Recorder
from backcast.network.models import Acquaintance, Evidence


def join(rec: Recorder, keep: int, gone: int) -> None:
    """Everyone the one who goes knows, the kept one knows; that the two know each other says nothing any more."""
    held = {_other(row, keep): row for row in of_person(rec, keep)}
    old = of_person(rec, gone)
    new = [_turned(row, keep, gone) for row in old if _other(row, gone) not in (keep, *held)]
    held |= {_other(row, keep): row for row in rec.insert_many(new)}
    told = _evidence(rec, [*old, *held.values()])
    for row in old:
        kept, evidence = held[_other(row, gone)] if _other(row, gone) != keep else None, told.get(row.pk, [])
        if kept is None:
            rec.delete_many(evidence)
        else:
            _say_of_both(rec, kept, row, _turned(row, keep, gone))
            _hand_over(rec, kept, evidence, told.get(kept.pk, []))
    rec.delete_many(old)
    acquaintances.settle(rec, {row.pk for row in held.values()} - {row.pk for row in old})


def of_person(rec: Recorder, person: int) -> list[Acquaintance]:
    """Everything noted of whom somebody knows, of whatever state."""
    return list(Acquaintance.objects.of(rec.viewer).filter(Q(a=person) | Q(b=person)).order_by("pk"))


def _evidence(rec: Recorder, rows: Sequence[Acquaintance]) -> dict[int, list[Evidence]]:
    """All that speaks for some acquaintances."""
    found: dict[int, list[Evidence]] = {}
    for start in range(0, len(rows), BULK):
        part = [row.pk for row in rows[start : start + BULK]]
        for one in Evidence.objects.of(rec.viewer).filter(acquaintance__in=part).order_by("pk"):
            found.setdefault(one.acquaintance_id, []).append(one)
    return found


def _say_of_both(rec: Recorder, kept: Acquaintance, row: Acquaintance, turned: Acquaintance) -> None:
    """What the user said of either stays."""
    direction = kept.direction if kept.direction == turned.direction else "both"
    state = row.state if kept.state == "active" else kept.state
    if (direction, state) != (kept.direction, kept.state):
        rec.update(kept, direction=direction, state=state)


def _hand_over(rec: Recorder, kept: Acquaintance, evidence: Iterable[Evidence], own: Iterable[Evidence]) -> None:
    """All that speaks for one acquaintance speaks for the other, what speaks for both once."""
    known: dict[tuple[str, int | None], Evidence] = {(one.kind, one.key): one for one in own if one.key is not None}
    again = [(known[one.kind, one.key], one) for one in evidence if (one.kind, one.key) in known]
    rest_on_both(rec, again)
    rec.delete_many(one for _, one in again)
    rec.put((one for one in evidence if (one.kind, one.key) not in known), acquaintance=kept)


def _other(row: Acquaintance, person: int) -> int:
    return row.b_id if row.a_id == person else row.a_id


def _turned(row: Acquaintance, keep: int, gone: int) -> Acquaintance:
    """The same acquaintance of the kept one, `a` the lower id again."""
    a, b = sorted((keep, _other(row, gone)))
    swaps = (row.a_id == gone) != (a == keep)
    direction = {"a_b": "b_a", "b_a": "a_b"}.get(row.direction, row.direction) if swaps else row.direction
    return Acquaintance(a_id=a, b_id=b, direction=direction, state=row.state)
