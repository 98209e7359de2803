"""Who knows whom, as the user tells it: said, noticed, disputed, or no longer so. Hops follow each word."""

from collections.abc import Collection

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.errors import Invalid, NotFound
from backcast.formats import names
from backcast.journal.actions import BULK, Recorder, record
from backcast.network.actions import hops
from backcast.network.models import HEARD, Acquaintance, Evidence, Person
from backcast.network.queries import acquaintances as queries


def say(
    viewer: Viewer,
    one: Person,
    other: Person,
    *,
    why: str = "",
    strength: float | None = None,
    kind: str = "said",
) -> Evidence:
    """Note that `one` knows `other`: how the user knows, and how surely (0 to 1; by kind where left out). What was
    said twice in the same words on one day is one piece. An acquaintance that was disputed is active again."""
    _check(one, other, strength, kind)
    a, b = sorted((one.pk, other.pk))
    with record(viewer, "knows", title=f"{one.name} and {other.name}") as rec:
        row = Acquaintance.objects.of(viewer).filter(a=a, b=b).first() or rec.insert(Acquaintance(a_id=a, b_id=b))
        rec.update(row, state="active")
        piece = Evidence(
            acquaintance=row,
            kind=kind,
            strength=routes.HEARD[kind] if strength is None else strength,
            text=names.clean(why, limits.QUOTE),
            day=viewer.today,
        )
        held = Evidence.objects.of(viewer).filter(acquaintance=row, kind=kind, text=piece.text, day=piece.day, key=None)
        again = held.filter(retired=False).first()
        if again:
            rec.update(again, strength=piece.strength)
        told = again or rec.insert(piece)
        settle(rec, [row.pk])
        hops.settle(viewer, [a, b])
    return told


def _check(one: Person, other: Person, strength: float | None, kind: str) -> None:
    if one.pk == other.pk:
        raise Invalid("This is one person.", "Name two.")
    if one.is_owner or other.is_owner:
        raise Invalid("One of them is you.", "What is between you and somebody is a contact: backcast log WHO TEXT")
    if strength is not None and not 0 < strength <= 1:
        raise Invalid("How surely is a number above 0 and up to 1.", "Leave it out if you don't know.")
    if kind not in HEARD:
        raise Invalid(f"{kind} is not a kind of evidence.", f"Kinds: {', '.join(HEARD)}.")


def put_state(viewer: Viewer, row: Acquaintance, state: str) -> None:
    """Say that two people don't know each other (`disputed`), no longer do (`retired`), or do (`active`)."""
    if state not in ("active", "disputed", "retired"):
        raise Invalid(f"{state} is not a state.", "One of: active, disputed, retired.")
    with record(viewer, "knows", title=f"{row.a.name} and {row.b.name}") as rec:
        rec.update(row, state=state)
        hops.settle(viewer, [row.a_id, row.b_id])


def retire(viewer: Viewer, piece: Evidence, *, retired: bool = True) -> None:
    """Let one piece of evidence count no more, or again; nothing is deleted."""
    row = piece.acquaintance
    with record(viewer, "knows", title=f"{row.a.name} and {row.b.name}") as rec:
        rec.update(piece, retired=retired)
        settle(rec, [row.pk])
        hops.settle(viewer, [row.a_id, row.b_id])


def acquaintance(viewer: Viewer, acquaintance_id: int) -> Acquaintance:
    """One acquaintance of this workspace between people who are here."""
    rows = Acquaintance.objects.of(viewer).select_related("a", "b")
    found = rows.filter(pk=acquaintance_id, a__deleted_at=None, b__deleted_at=None).first()
    if found is None:
        raise NotFound("There is no such acquaintance.")
    return found


def settle(rec: Recorder, ids: Collection[int]) -> None:
    """Bring some acquaintances in step with their evidence; without any, they go. Strength is not journaled."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), BULK):
        _settle(rec, wanted[start : start + BULK])


def _settle(rec: Recorder, ids: list[int]) -> None:
    rows = Acquaintance.objects.of(rec.viewer).filter(pk__in=ids)
    bare = list(rows.filter(evidence=None, state="active").values_list("pk", flat=True))
    rec.drop(Acquaintance, bare)
    held = queries.by_acquaintance(rec.viewer, ids)
    changed = []
    for row in rows.exclude(pk__in=bare):
        strength = queries.strength(one.strength for one in held.get(row.pk, []))
        if row.strength != strength:
            row.strength = strength
            changed.append(row)
    Acquaintance.objects.of(rec.viewer).bulk_update(changed, ["strength"], batch_size=BULK)
