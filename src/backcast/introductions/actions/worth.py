"""What each tie is worth to the active vision, and how near the people of every future are: derived, so no journal."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Q

from backcast.accounts.actions import enqueue
from backcast.accounts.models import Job, Viewer, Workspace
from backcast.engine import worth as engine
from backcast.engine.routes import Estimate
from backcast.introductions.queries import reach
from backcast.journal.actions import BULK, in_turn
from backcast.ties.models import Tie
from backcast.ties.queries.vouchers import vouchers
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson

JOB: Final = "introductions.weigh"
AT_ONCE: Final = 200_000
"""Ties times future people up to which a page weighs by itself [D; a quarter of a second]; above, the worker does, and
lists show the last value until then (model.md §7.5)."""
REASONS: Final = 3
"""Reasons kept for each person [D]."""


def is_in_step(viewer: Viewer) -> bool:
    """Whether nothing has changed and no day has passed since the ties were last weighed."""
    stamp, weighed, day = Workspace.objects.of(viewer).values_list("stamp", "weighed", "weighed_on").get()
    return bool(stamp == weighed and day == viewer.today)


def weigh_soon(viewer: Viewer) -> None:
    """Weigh before a page is shown, or leave it to the worker where that takes longer than one waits."""
    if is_in_step(viewer):
        return
    if not _is_large(viewer):
        weigh(viewer)
    elif not Job.objects.of(viewer).filter(kind=JOB, state__in=["open", "running"]).exists():
        enqueue(viewer, JOB, {})


def _is_large(viewer: Viewer) -> bool:
    people = FuturePerson.objects.of(viewer).count()
    return people > 0 and people * Tie.objects.of(viewer).filter(against__isnull=False).count() > AT_ONCE


def run_weigh(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The same as a job."""
    weigh(viewer)
    return {}


def weigh(viewer: Viewer) -> None:
    """Bring worth and reach up to date, where anything changed or a day passed. Where something changes meanwhile, the
    next one does it."""
    if is_in_step(viewer):
        return
    stamp = Workspace.objects.of(viewer).values_list("stamp", flat=True).get()
    vision = visions.active(viewer)
    found = reach.sought(viewer, vision) if vision else []
    others = (one for other in visions.visions(viewer) if not other.active for one in reach.sought(viewer, other))
    reached = {one.future.pk: reach.reach(viewer, one) for one in (*found, *others)}
    worths = _worths(viewer, found) if vision else {}
    with in_turn(viewer):
        if not Workspace.objects.of(viewer).filter(stamp=stamp).update(weighed=stamp, weighed_on=viewer.today):
            return
        _keep_reach(viewer, reached)
        _keep_worth(viewer, worths, None if vision is None else 0.0)
    viewer.workspace.weighed, viewer.workspace.weighed_on = stamp, viewer.today


def _worths(viewer: Viewer, found: Sequence[reach.Sought]) -> dict[int, engine.Worth]:
    by_key = {one.future.pk: one for one in found}
    futures = [one.record for one in found]
    return engine.worths(
        futures, vouchers(viewer), lambda future, person: reach.without(viewer, by_key[future.key], person)
    )


def _keep_reach(viewer: Viewer, reached: Mapping[int, Estimate | None]) -> None:
    rows = FuturePerson.objects.of(viewer)
    rows.exclude(pk__in=list(reached)).filter(reach__isnull=False).update(reach=None, reach_low=None, reach_high=None)
    for row in rows.filter(pk__in=list(reached)):
        one = reached[row.pk]
        told = (one.chance, one.low, one.high) if one else (None, None, None)
        if told != (row.reach, row.reach_low, row.reach_high):
            row.reach, row.reach_low, row.reach_high = told
            row.save(update_fields=["reach", "reach_low", "reach_high"])


def _keep_worth(viewer: Viewer, worths: Mapping[int, engine.Worth], otherwise: float | None) -> None:
    """Everybody nothing hangs on has the same; only rows that differ are written."""
    told = {person: (one.value, _reasons(one)) for person, one in worths.items() if one.value > 0}
    rows = Tie.objects.all_of(viewer)
    if otherwise is not None:
        rows.filter(worth__isnull=True).update(worth=otherwise)
    plain = Q(worth=otherwise) if otherwise is not None else Q(worth__isnull=True)
    stale = [pk for pk in rows.exclude(plain & Q(reasons__isnull=True)).values_list("pk", flat=True) if pk not in told]
    for start in range(0, len(stale), BULK):
        rows.filter(pk__in=stale[start : start + BULK]).update(worth=otherwise, reasons=None)
    changed = []
    for row in rows.filter(pk__in=list(told)):
        if (row.worth, row.reasons) != told[row.pk]:
            row.worth, row.reasons = told[row.pk]
            changed.append(row)
    Tie.objects.of(viewer).bulk_update(changed, ["worth", "reasons"], batch_size=BULK)


def _reasons(one: engine.Worth) -> list[list[Any]]:
    return [[reason.code, reason.future, reason.count] for reason in one.reasons[:REASONS] if reason.lost > 0]
