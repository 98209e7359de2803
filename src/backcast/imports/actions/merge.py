"""Two people who are one become one, and are taken apart again exactly as they were (model.md §5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from backcast.accounts.models import Viewer
from backcast.errors import NotFound, Refused
from backcast.imports.actions import acquaintances, joining, knowing, look
from backcast.imports.models import Match
from backcast.imports.queries import merges
from backcast.journal.actions import Inverted, in_turn, invert, record
from backcast.journal.models import Batch, Change, ChangeRow
from backcast.journal.queries import number
from backcast.network import actions as network
from backcast.network.models import Acquaintance, Person
from backcast.ties import actions as ties
from backcast.vision import actions as vision


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; its change takes it back."""

    change: Change
    keep: Person
    gone: Person
    names: tuple[str, str]
    """What the two were called before."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Who is back, whom they were taken from, and in words how much of what came since stays with the latter."""

    change: Change
    keep: Person
    restored: list[Person]
    stayed: list[tuple[str, int]]
    changed_since: bool


def merge(viewer: Viewer, keep: Person, gone: Person) -> Merged:
    """Make one person of two: all that is known of `gone` comes to `keep`, whose own words stand where both have
    some. Refused for the owner, one person twice, somebody in the trash, and two the user said are two."""
    with in_turn(viewer):
        with record(viewer, "merge", title=keep.name, pinned=True) as rec:
            keep, gone = _checked(viewer, keep, gone)
            names = keep.name, gone.name
            in_step = look.is_in_step(viewer)
            joining.join(rec, keep, gone)
            joining.set_answer(rec, keep.pk, gone.pk, "merged")
            network.settle(rec, [keep.pk, gone.pk])
            vision.find(rec)
            ties.refresh(viewer, [keep.pk])
        look.keep_in_step(viewer, in_step, keep.pk)
    keep.refresh_from_db()
    return Merged(rec.change, keep, gone, names)


def _checked(viewer: Viewer, keep: Person, gone: Person) -> tuple[Person, Person]:
    """Both as they are now."""
    rows = Person.objects.all_of(viewer).in_bulk([keep.pk, gone.pk])
    if len(rows) < len({keep.pk, gone.pk}):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    keep, gone = rows[keep.pk], rows[gone.pk]
    if keep.is_owner or gone.is_owner:
        raise Refused("One of them is you.", "Merge two of your people.")
    if keep.pk == gone.pk or keep.pk == gone.merged_into_id or gone.pk == keep.merged_into_id:
        raise Refused("These two are one person already.", "Nothing else to do.")
    for one in (keep, gone):
        if one.merged_into_id:
            raise Refused(f"{one.name} was merged already.", f"Their id is {one.merged_into_id} now.")
        if one.deleted_at:
            raise Refused(f"{one.name} is in the trash.", "Restore them first, then merge.")
    a, b = sorted((keep.pk, gone.pk))
    if Match.objects.of(viewer).filter(a=a, b=b, state="apart").exists():
        raise Refused("You said that these are two people.", "To take that back, compare the two under People.")
    _not_while_importing(viewer)
    return keep, gone


def _not_while_importing(viewer: Viewer) -> None:
    """An import that is being saved goes by the people it found when it began."""
    if Batch.objects.of(viewer).filter(state__in=["applying", "undoing"]).exists():
        raise Refused("An import is under way.", "Wait until it is done, then try again.")


def take_back(viewer: Viewer, change: Change) -> Inverted | Apart:
    """Undo any change of the user's: a merge in its own way, everything else by the journal."""
    return unmerge(viewer, change) if change.verb == "merge" else ties.take_back(viewer, change)


def unmerge(viewer: Viewer, change: Change) -> Apart:
    """Make two people again of one. What came since stays with the one who was kept; the two are never asked about
    again. Refused below a newer merge, and where an import that told of them was taken back since."""
    with in_turn(viewer):
        return _unmerge(viewer, change)


def _unmerge(viewer: Viewer, change: Change) -> Apart:
    change.refresh_from_db(fields=["undone"])
    told = merges.merge(viewer, change)
    _not_while_importing(viewer)
    if newer := merges.newer(viewer, told):
        raise Refused(
            f"A later merge rests on this one: {newer.title}, change {newer.pk}.",
            f"Take that one apart first: backcast unmerge {newer.pk}",
        )
    if merges.rests_on_undone_import(viewer, told):
        raise Refused("An import that told of them was taken back since.", "Import that file again to have both.")
    later, in_step = merges.later_rows(viewer, told), look.is_in_step(viewer)
    done = invert(viewer, change)
    _settle(viewer, told, change, [row for table, row, _ in done.kept if table == number(Acquaintance)])
    answer_apart(viewer, told.keep, told.gone)
    look.keep_in_step(viewer, in_step, told.keep, told.gone)
    people = Person.objects.all_of(viewer).in_bulk([told.keep, told.gone])
    spared = any(table != number(Acquaintance) for table, *_ in done.kept)
    return Apart(change, people[told.keep], [people[told.gone]], later, spared)


def _settle(viewer: Viewer, told: merges.Told, change: Change, left: Iterable[int]) -> None:
    """What is derived follows the rows again: shown claims, search, ties, and who knows whom. Acquaintances that were
    `left`, as their evidence went back only then, go too, unless the user has said something of them since."""
    with record(viewer, "undo", title=change.title, undo_of=change) as rec:
        known = {row.pk for one in (told.keep, told.gone) for row in knowing.of_person(rec, one)}
        acquaintances.settle(rec, known)
        rec.drop(Acquaintance, _bare(viewer, left))
        network.settle(rec, [told.keep, told.gone])
    ties.refresh(viewer, [told.keep, told.gone])


def _bare(viewer: Viewer, ids: Iterable[int]) -> list[int]:
    said = ChangeRow.objects.of(viewer).filter(table=number(Acquaintance), op="U").values("row")
    rows = Acquaintance.objects.of(viewer).filter(pk__in=list(ids), evidence=None).exclude(pk__in=said)
    return list(rows.values_list("pk", flat=True))


def keep_apart(viewer: Viewer, one: Person, other: Person) -> Change | None:
    """Note that two people are two: they are not asked about again. None where that was said before."""
    if one.pk == other.pk:
        raise Refused("This is one person.", "Choose two.")
    with in_turn(viewer):
        in_step = look.is_in_step(viewer)
        change = answer_apart(viewer, one.pk, other.pk)
        look.keep_in_step(viewer, in_step)
    return change


def answer_apart(viewer: Viewer, one: int, other: int) -> Change | None:
    """The answer alone."""
    with record(viewer, "apart", title="Two people") as rec:
        joining.set_answer(rec, one, other, "apart")
    return rec.change if rec.change.pk else None
