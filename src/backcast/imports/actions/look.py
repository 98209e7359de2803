"""Looks for people who are here twice. What is found follows from what is known of everyone, so it is written
without a journal; an answer is never touched."""

from collections.abc import Collection, Iterable

from django.db.models import F, Q, QuerySet

from backcast.accounts.models import Viewer, Workspace
from backcast.engine.identity import match
from backcast.engine.identity.constants import REVIEW
from backcast.engine.identity.records import Candidate
from backcast.imports import snapshot
from backcast.imports.models import Match
from backcast.journal.actions import BULK, in_turn
from backcast.network import queries as network

AT_ONCE = 5_000
"""People up to whom a page looks by itself; above, one asks for it, and the worker looks [D]."""
Pair = tuple[int, int]


def is_in_step(viewer: Viewer) -> bool:
    """Whether nothing has changed since the last look."""
    stamp, looked = Workspace.objects.of(viewer).values_list("stamp", "looked").get()
    return bool(stamp == looked)


def is_large(viewer: Viewer) -> bool:
    """Whether looking takes longer than one waits for a page."""
    return network.people(viewer).count() > AT_ONCE


def look(viewer: Viewer) -> None:
    """Bring the open questions up to date, where anything has changed. Where something changes meanwhile, the next
    look does it."""
    stamp, looked = Workspace.objects.of(viewer).values_list("stamp", "looked").get()
    if stamp == looked:
        return
    answered = set(Match.objects.of(viewer).exclude(state="open").values_list("a_id", "b_id"))
    found = match.candidates(snapshot.people(viewer), apart=answered, explain=False)
    with in_turn(viewer):
        if Workspace.objects.of(viewer).filter(stamp=stamp).update(looked=stamp):  # else what was read is old already
            _keep(viewer, found, Match.objects.of(viewer).filter(state="open"))


def _keep(viewer: Viewer, found: Iterable[Candidate], rows: QuerySet[Match]) -> None:
    """Make the open questions among some rows exactly what was found; a question keeps its id."""
    wanted = {(one.a, one.b): (one.probability, one.sure) for one in found}
    held = {(row.a_id, row.b_id): row for row in rows}
    _drop(viewer, [row.pk for pair, row in held.items() if pair not in wanted])
    kept = [row for pair, row in held.items() if pair in wanted]
    changed = [row for row in kept if (row.probability, row.sure) != wanted[row.a_id, row.b_id]]
    for row in changed:
        row.probability, row.sure = wanted[row.a_id, row.b_id]
    Match.objects.of(viewer).bulk_update(changed, ["probability", "sure"], batch_size=BULK)
    new = [
        Match(workspace=viewer.workspace, a_id=pair[0], b_id=pair[1], probability=told[0], sure=told[1])
        for pair, told in wanted.items()
        if pair not in held
    ]
    Match.objects.of(viewer).bulk_create(new, batch_size=BULK, ignore_conflicts=True)


def _drop(viewer: Viewer, ids: Collection[int]) -> None:
    wanted = list(ids)
    for start in range(0, len(wanted), BULK):
        Match.objects.of(viewer).filter(pk__in=wanted[start : start + BULK], state="open").delete()


def keep_in_step(viewer: Viewer, was_in_step: bool, *people: int) -> None:
    """After an answer: compare these people again with whom they were compared, which is all that can have changed
    much, instead of everyone with everyone."""
    with in_turn(viewer):
        for one in people:
            _review(viewer, one)
        if was_in_step:
            Workspace.objects.of(viewer).update(looked=F("stamp"))


def _review(viewer: Viewer, person: int) -> None:
    rows = Match.objects.of(viewer).filter(Q(a=person) | Q(b=person))
    answered = {_other(row, person) for row in rows if row.state != "open"}
    partners = _partners(viewer, person) - answered
    if not partners:
        return
    known = {one.ref: one for one in snapshot.people(viewer, {person, *partners})}
    if person not in known:
        return
    found = [match.compare(known[person], known[one]) for one in sorted(partners & known.keys())]
    _keep(viewer, [one for one in found if one.probability >= REVIEW], rows.filter(state="open"))


def _partners(viewer: Viewer, person: int) -> set[int]:
    """Who may be this person, or may have been one of those who were merged into them."""
    family = {person, *network.merged_into(viewer, person)}
    rows = Match.objects.of(viewer).filter(Q(a__in=family) | Q(b__in=family), state="open")
    return {pk for row in rows for pk in (row.a_id, row.b_id)} - family


def _other(row: Match, person: int) -> int:
    return row.b_id if row.a_id == person else row.a_id
