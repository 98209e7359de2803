"""Who knows whom, as the user tells it: said, noticed, disputed, or no longer so. Hops follow each word."""

from collections.abc import Collection
from datetime import date
from typing import Final

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.errors import Invalid
from backcast.formats import names
from backcast.journal.actions import BULK, Recorder, record
from backcast.network.actions import hops
from backcast.network.models import HEARD, Acquaintance, Evidence, Person
from backcast.network.queries import acquaintances as queries

STATES: Final = ("active", "disputed", "retired")
EARLIEST: Final = date(1930, 1, 1)
"""Nobody says since when two people have known each other before this [D], as with contacts."""


def say(
    viewer: Viewer,
    one: Person,
    other: Person,
    *,
    why: str = "",
    strength: float | None = None,
    kind: str = "said",
    on: date | None = None,
) -> Evidence:
    """Note that `one` knows `other`: how the user knows, how surely (0 to 1; by kind where left out), and since when
    (today where left out). What was said before in the same words is one piece, as new as the newest day. An
    acquaintance that was disputed is active again."""
    with record(viewer, "knows", title=f"{one.name} and {other.name}") as rec:
        return tell(rec, one, other, why=why, strength=strength, kind=kind, on=on)


def tell(
    rec: Recorder,
    one: Person,
    other: Person,
    *,
    why: str = "",
    strength: float | None = None,
    kind: str = "said",
    on: date | None = None,
) -> Evidence:
    """The same as part of a change."""
    _check(one, other)
    _check_how(strength, kind, on, rec.viewer.today)
    row = _pair(rec.viewer, one, other)
    row = row if row.pk else rec.insert(row)
    rec.update(row, state="active")
    piece = Evidence(
        acquaintance=row,
        kind=kind,
        strength=routes.HEARD[kind] if strength is None else strength,
        text=names.clean(why, limits.QUOTE),
        day=on or rec.viewer.today,
    )
    told = _again(rec, piece, strength) or rec.insert(piece)
    settle(rec, [row.pk])
    hops.settle(rec.viewer, [row.a_id, row.b_id])
    return told


def _pair(viewer: Viewer, one: Person, other: Person) -> Acquaintance:
    """What is held of two people, else a new row for them."""
    a, b = sorted((one, other), key=lambda person: person.pk)
    return Acquaintance.objects.of(viewer).filter(a=a, b=b).first() or Acquaintance(a=a, b=b)


def _again(rec: Recorder, piece: Evidence, strength: float | None) -> Evidence | None:
    """The same piece where it was told before, of the newer day, and as sure as is said now, if anything is."""
    same = {name: getattr(piece, name) for name in ("acquaintance", "kind", "text", "source", "key")}
    held = Evidence.objects.of(rec.viewer).filter(**same, retired=False).order_by("-day", "pk").first()
    if held:
        sure = held.strength if strength is None else strength
        rec.update(held, day=max(held.day, piece.day), strength=sure)
    return held


def _check(one: Person, other: Person) -> None:
    if one.pk == other.pk:
        raise Invalid("This is one person.", "Name two.")
    if one.is_owner or other.is_owner:
        raise Invalid("One of them is you.", "What is between you and somebody is a contact: backcast log WHO TEXT")


def _check_how(strength: float | None, kind: str, on: date | None, today: date) -> None:
    if strength is not None and not 0 <= strength <= 1:
        raise Invalid("How surely is a number from 0 to 1.", "Leave it out if you don't know.")
    if kind not in HEARD:
        raise Invalid(f"{kind} is not a kind of evidence.", f"Kinds: {', '.join(HEARD)}.")
    if on and not EARLIEST <= on <= today:
        raise Invalid(f"{on.isoformat()} is not a likely day.", "Look at the year again.")


def put_state(viewer: Viewer, one: Person, other: Person, state: str) -> None:
    """Say that two people don't know each other (`disputed`), no longer do (`retired`), or do (`active`), whatever
    speaks for it. Without any evidence of its own a dispute is all there is, and goes with its end."""
    _check(one, other)
    if state not in STATES:
        raise Invalid(f"{state} is not a state.", f"One of: {', '.join(STATES)}.")
    with record(viewer, "knows", title=f"{one.name} and {other.name}") as rec:
        row = _pair(viewer, one, other)
        if state == "active" and row.pk and not row.evidence.exists():
            rec.delete(row)
        elif row.pk:
            rec.update(row, state=state)
        elif state != "active":
            row.state = state
            rec.insert(row)
        hops.settle(viewer, [one.pk, other.pk])


def retire(viewer: Viewer, piece: Evidence, *, retired: bool = True) -> None:
    """Let one piece of evidence count no more, or again; nothing is deleted."""
    row = piece.acquaintance
    with record(viewer, "knows", title=f"{row.a.name} and {row.b.name}") as rec:
        rec.update(piece, retired=retired)
        row = Acquaintance.objects.of(viewer).filter(evidence=piece.pk).first() or row  # a merge may have moved it
        settle(rec, [row.pk])
        hops.settle(viewer, [row.a_id, row.b_id])


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
