"""Reads of merges: who became whom by which change, what rests on it, and what came since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from backcast.accounts.models import Viewer
from backcast.errors import NotFound, Refused
from backcast.imports.models import Match, Sighting
from backcast.introductions.models import Ask
from backcast.journal.models import Change, ChangeRow
from backcast.journal.queries import number, table
from backcast.network.models import Acquaintance, ContactPoint, Evidence, Fact, Person, Position
from backcast.ties.models import Favour, Interaction, Promise, StandingEvidence

LINK = "merged_into_id"
CAME: dict[type[Any], str] = {
    Interaction: "contacts",
    Promise: "promises",
    Favour: "favours",
    Ask: "asks",
    StandingEvidence: "notes of what they did",
    Fact: "facts",
    ContactPoint: "addresses",
    Position: "positions",
}
"""What may come after a merge, in words."""
WHOSE: dict[type[Any], str] = {Ask: "connector"}
"""The column that says whose a row is, where it is not `person`."""
VERBS = {"merge": "merged", "apart": "apart"}
"""Verb of an answer's change, and the state it gives the pair."""
TOLD = (Person, Sighting, ContactPoint, Position, Fact, Interaction, StandingEvidence, Evidence)
"""Tables from which taking back an import removes rows."""


@dataclass(frozen=True)
class Told:
    """A merge as the journal tells of it."""

    change: Change
    keep: int
    gone: int
    rows: list[ChangeRow]

    @cached_property
    def written(self) -> dict[int, set[int]]:
        """Ids of the rows it changed, deleted or made, by table."""
        found: dict[int, set[int]] = {}
        for row in self.rows:
            found.setdefault(row.table, set()).update(_ids(row))
        return found

    @property
    def became(self) -> set[int]:
        """Everybody it made the kept one, those merged into the other before among them, and the kept one."""
        links = [row.row for row in self.rows if row.table == number(Person) and LINK in row.fields]
        return {self.keep, *(pk for pk in links if pk is not None)}

    @property
    def known(self) -> set[int]:
        """The people of acquaintances it took away."""
        images = [row.before for row in self.rows if row.table == number(Acquaintance) and row.op == "D"]
        return {pk for image in images for pk in (image["a_id"], image["b_id"])}


def _ids(row: ChangeRow) -> Iterator[int]:
    for first, last in row.ranges or [[row.row, row.row]]:
        yield from range(first, last + 1)


def merge(viewer: Viewer, change: Change) -> Told:
    """A merge that can still be taken back. NotFound for another change, Refused for one taken back already."""
    if change.verb != "merge":
        raise NotFound(f"Change {change.pk} is not a merge.", "See who was merged on their page.")
    if change.undone:
        raise Refused("This merge was taken apart already.", "Nothing else to do.")
    rows = list(ChangeRow.objects.of(viewer).filter(change=change).order_by("pk"))
    links = [row for row in rows if row.table == number(Person) and LINK in row.fields and not row.before[LINK]]
    if not links or links[0].row is None:
        raise Refused("What this merge did is not known any more.", "One of the two was forgotten.")
    return Told(change, links[0].after[LINK], links[0].row, rows)


def newer(viewer: Viewer, told: Told) -> Change | None:
    """The last merge that has built on what this one did: of one of its people, or of rows it wrote."""
    later = ChangeRow.objects.of(viewer).filter(
        change__verb="merge", change__undone=False, change__gt=told.change.pk, change__undo_of=None
    )
    found = [
        row.change
        for row in later.filter(table=number(Person), fields__contains=LINK).select_related("change")
        if told.became & {row.row, row.after[LINK]} or row.row in told.known
    ]
    for place, ids in told.written.items():
        if table(place) is not Person:
            shared = later.filter(table=place, row__in=ids).select_related("change").order_by("-change").first()
            found += [shared.change] if shared else []
    return max(found, key=lambda one: one.pk, default=None)


def rests_on_undone_import(viewer: Viewer, told: Told) -> bool:
    """Whether an import that told of either was taken back since: what it brought would come back without it."""
    undone = Change.objects.of(viewer).filter(verb="undo", batch__isnull=False, pk__gt=told.change.pk)
    batches = set(undone.values_list("batch_id", flat=True))
    if not batches:
        return False
    if any(row.op == "D" and row.before.get("batch_id") in batches for row in told.rows):
        return True
    return any(_lacks(viewer, told, model) for model in TOLD)


def _lacks(viewer: Viewer, told: Told, model: Any) -> bool:
    """Whether a row that the merge left there has gone."""
    rows = [row for row in told.rows if row.table == number(model)]
    left = {pk for row in rows if row.op != "D" for pk in _ids(row)}
    left -= {row.row for row in rows if row.op == "D" and row.row is not None}
    found: int = model.objects.all_of(viewer).filter(pk__in=left).count()
    return found < len(left)


def later_rows(viewer: Viewer, told: Told) -> list[tuple[str, int]]:
    """What has come to the kept one since, counted in words; it stays with them."""
    rows = ChangeRow.objects.of(viewer).filter(op="I", change__gt=told.change.pk, change__undo_of=None)
    found = []
    for model, words in CAME.items():
        made = [one for row in rows.filter(table=number(model)) for one in row.ranges]
        theirs = {WHOSE.get(model, "person"): told.keep}
        held = model.objects.all_of(viewer).filter(**theirs).values_list("pk", flat=True) if made else ()
        count = sum(any(first <= pk <= last for first, last in made) for pk in held)
        found += [(words, count)] if count else []
    return found


def sentences(keep: str, restored: Iterable[str], stayed: Iterable[tuple[str, int]]) -> list[str]:
    """What taking a merge apart did, in words."""
    found = [f"{name} and {keep} are two people again, and not asked about any more." for name in restored]
    came = ", ".join(f"{words}: {count}" for words, count in stayed)
    return [*found, f"What came since stays with {keep}: {came}."] if came else found


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who was merged into a person: their name then, when, and by which change."""

    name: str
    at: datetime
    change: int


def former(viewer: Viewer, person: Person) -> list[Former]:
    """Who was merged into a person, the last one first; two queries, one where nobody was."""
    names = dict(Person.objects.all_of(viewer).filter(merged_into=person).values_list("pk", "name"))
    if not names:
        return []
    rows = ChangeRow.objects.of(viewer).filter(
        table=number(Person), row__in=list(names), fields__contains=LINK, change__verb="merge", change__undone=False
    )
    found = [row for row in rows.select_related("change").order_by("-change") if not row.before[LINK]]
    return [Former(names[row.row or 0], row.change.at, row.change_id) for row in found]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that still stands: whether it was a merge, of whom, when, and the change that takes it back."""

    change: int
    is_merge: bool
    names: tuple[str, str]
    at: datetime


def lately(viewer: Viewer, most: int) -> list[Answer]:
    """The last answers about who is one person, the newest first; three queries."""
    rows = Change.objects.of(viewer).filter(verb__in=list(VERBS), undone=False, undo_of=None)
    changes = {row.pk: row for row in rows.order_by("-pk")[:most]}
    wrote = ChangeRow.objects.of(viewer).filter(change__in=list(changes), table=number(Match))
    pairs = [(row.change_id, pk) for row in wrote for pk in _ids(row)]
    held = Match.objects.of(viewer).select_related("a", "b").in_bulk([pk for _, pk in pairs])
    answered = {
        change: held[pk] for change, pk in pairs if pk in held and held[pk].state == VERBS[changes[change].verb]
    }
    return [
        Answer(pk, row.verb == "merge", (answered[pk].a.name, answered[pk].b.name), row.at)
        for pk, row in changes.items()
        if pk in answered
    ]


def kept_apart(viewer: Viewer, one: Person, other: Person) -> int | None:
    """The change by which the user said that these are two, if they did."""
    a, b = sorted((one.pk, other.pk))
    held = Match.objects.of(viewer).filter(a=a, b=b, state="apart").first()
    if held is None:
        return None
    rows = ChangeRow.objects.of(viewer).filter(table=number(Match), change__verb="apart", change__undone=False)
    return next((row.change_id for row in rows.order_by("-change") if held.pk in _ids(row)), None)
