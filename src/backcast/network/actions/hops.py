"""The upkeep of hops, ready for the search of routes: from who knows whom and who was where at the same time.

Derived, and brought in step by whatever changes an acquaintance, a position, or who is here. `settle` after a change
and `rebuild` give the same rows.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.journal.actions import BULK
from backcast.network.models import Acquaintance, Hop, Organisation
from backcast.network.queries import shared

Strengths = dict[tuple[int, int], list[float]]
"""How surely `src` can introduce to `dst`, piece by piece."""


def rebuild(viewer: Viewer) -> int:
    """Make every hop anew; returns how many there are."""
    _count(viewer)
    Hop.objects.of(viewer).delete()
    return _write(viewer, _strengths(viewer, None))


def settle(viewer: Viewer, people: Iterable[int]) -> None:
    """Bring the hops of some people in step: whose acquaintances or positions changed, who came or went."""
    touched = set(people) | _crowded(viewer, _count(viewer))
    ordered = sorted(touched)
    for start in range(0, len(ordered), BULK):
        part = ordered[start : start + BULK]
        Hop.objects.of(viewer).filter(Q(src__in=part) | Q(dst__in=part)).delete()
    _write(viewer, _strengths(viewer, touched))


def _count(viewer: Viewer) -> dict[int, tuple[int, int]]:
    """Note how many people are known at each organisation; returns (before, now) where that changed."""
    now = shared.sizes(viewer)
    held = dict(Organisation.objects.all_of(viewer).exclude(known=0).values_list("pk", "known"))
    changed = {
        pk: (held.get(pk, 0), now.get(pk, 0)) for pk in held.keys() | now.keys() if held.get(pk, 0) != now.get(pk, 0)
    }
    rows = [Organisation(pk=pk, known=after) for pk, (_, after) in changed.items()]
    Organisation.objects.all_of(viewer).bulk_update(rows, ["known"], batch_size=BULK)
    return changed


def _crowded(viewer: Viewer, changed: dict[int, tuple[int, int]]) -> set[int]:
    """Everybody at the organisations that are so large that their number counts."""
    large = [pk for pk, sizes in changed.items() if max(sizes) > routes.USUAL_SIZE]
    return {stay.person for stay in shared.stays(viewer, organisations=large)} if large else set()


def _strengths(viewer: Viewer, people: set[int] | None) -> Strengths:
    """Every piece of what speaks for a hop, of all or with one of some people in it."""
    told: Strengths = {}
    apart: set[tuple[int, int]] = set()
    for row in _acquaintances(viewer, people):
        if row.state != "active":
            apart.add((row.a_id, row.b_id))
        elif row.strength > 0:
            _add(told, row.a_id, row.b_id, row.strength, row.direction)
    known = dict(Organisation.objects.all_of(viewer).exclude(known=0).values_list("pk", "known"))
    for pair, stay in shared.pairs(_stays(viewer, people), known, people):
        if pair not in apart:
            _add(told, *pair, shared.strength(stay.kind, known[stay.organisation]), "both")
    return told


def _add(told: Strengths, a: int, b: int, strength: float, direction: str) -> None:
    if direction in ("both", "a_b"):
        told.setdefault((a, b), []).append(strength)
    if direction in ("both", "b_a"):
        told.setdefault((b, a), []).append(strength)


def _acquaintances(viewer: Viewer, people: set[int] | None) -> Iterator[Acquaintance]:
    sides = {f"{side}__{name}": value for side in ("a", "b") for name, value in shared.HERE.items()}
    rows = Acquaintance.objects.of(viewer).filter(**sides)
    if people is None:
        yield from rows.iterator(chunk_size=5000)
        return
    ordered = sorted(people)
    seen: set[int] = set()
    for start in range(0, len(ordered), BULK):
        part = ordered[start : start + BULK]
        for row in rows.filter(Q(a__in=part) | Q(b__in=part)):
            if row.pk not in seen:
                seen.add(row.pk)
                yield row


def _stays(viewer: Viewer, people: set[int] | None) -> list[shared.Stay]:
    """All stays, or those at the organisations of some people."""
    if people is None:
        return shared.stays(viewer)
    ordered, places = sorted(people), set[int]()
    for start in range(0, len(ordered), BULK):
        places |= {stay.organisation for stay in shared.stays(viewer, people=ordered[start : start + BULK])}
    wanted, found = sorted(places), list[shared.Stay]()
    for start in range(0, len(wanted), BULK):
        found += shared.stays(viewer, organisations=wanted[start : start + BULK])
    return found


def _write(viewer: Viewer, told: Strengths) -> int:
    rows = [
        Hop(workspace=viewer.workspace, src_id=src, dst_id=dst, against=_against(strengths))
        for (src, dst), strengths in sorted(told.items())
    ]
    Hop.objects.of(viewer).bulk_create(rows, batch_size=BULK)
    return len(rows)


def _against(strengths: Iterable[float]) -> float:
    return routes.against(routes.hop_score(routes.together(strengths)))
