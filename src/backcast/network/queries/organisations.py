"""Reads of organisations: by any name they have or had, with the people there now and before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Count, F, Max, Q, QuerySet, When

from backcast.accounts.models import Viewer
from backcast.engine.organisations import Likeness, likeness, strong_pairs
from backcast.errors import NotFound
from backcast.formats import names
from backcast.network.models import Organisation, OrganisationName, Person, Position

HERE: dict[str, Any] = {"deleted_at": None, "merged_into": None, "is_owner": False}
"""People who are shown, the owner apart."""
THERE = {f"person__{name}": value for name, value in HERE.items()}
"""Positions of such people."""


def called(viewer: Viewer, name: str) -> QuerySet[Organisation]:
    """The organisations of that name under any legal form, those that have it now before those that had it; one of
    signs alone has no key and is only itself."""
    key, rows = names.organisation(name), Organisation.objects.of(viewer)
    if not key:
        return rows.filter(key="", name=names.clean(name)).order_by("pk")
    before = OrganisationName.objects.of(viewer).filter(key=key).values("organisation")
    now = Case(When(key=key, then=0), default=1)
    return rows.filter(Q(key=key) | Q(pk__in=before)).order_by(now, "pk")


def organisation(viewer: Viewer, organisation_id: int) -> Organisation:
    """One organisation; of one that was merged the one it has become part of."""
    rows = Organisation.objects.all_of(viewer).select_related("merged_into")
    found = rows.filter(pk=organisation_id).first()
    if found is None:
        raise NotFound("There is no such organisation.")
    return found.merged_into or found


def keys(viewer: Viewer) -> dict[str, int]:
    """Every key an organisation is recognised by, with its id: those it has now before those it had."""
    before = OrganisationName.objects.of(viewer).order_by("-pk").values_list("key", "organisation_id")
    merged = Organisation.objects.all_of(viewer).exclude(merged_into=None).order_by("-pk")
    now = Organisation.objects.of(viewer).order_by("-pk").values_list("key", "pk")
    found = dict([*before, *merged.values_list("key", "merged_into_id"), *now])
    return {key: pk for key, pk in found.items() if key and pk is not None}


def keys_of(viewer: Viewer) -> Mapping[int, Iterable[str]]:
    """The same by id: what each is called, was called, and what has become part of it."""
    found: dict[int, set[str]] = {}
    for key, pk in keys(viewer).items():
        found.setdefault(pk, set()).add(key)
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """An organisation with how many people are there now, and were before."""

    row: Organisation
    now: int
    before: int


def listed(viewer: Viewer, words: str = "") -> QuerySet[Organisation]:
    """The organisations of the people here, by how many are there now, then by name; by words of any of their
    names."""
    some = Person.objects.of(viewer).filter(is_owner=False).values("organisation")
    were = Position.objects.of(viewer).filter(**THERE).values("organisation")
    rows = Organisation.objects.of(viewer).filter(Q(pk__in=some) | Q(pk__in=were))
    for word in names.plain(words).split():
        also = OrganisationName.objects.of(viewer).filter(key__contains=word).values("organisation")
        rows = rows.filter(Q(key__contains=word) | Q(pk__in=also))
    there = Q(**{f"people__{name}": value for name, value in HERE.items()})
    return rows.annotate(now=Count("people", filter=there)).order_by("-now", "key", "pk")


def counted(viewer: Viewer, rows: Sequence[Organisation]) -> list[Counted]:
    """The same with people counted; two queries."""
    ids = [row.pk for row in rows]
    people = Person.objects.of(viewer).filter(**HERE, organisation__in=ids).order_by()
    now = dict(people.values_list("organisation").annotate(Count("pk")))
    gone = Position.objects.of(viewer).filter(**THERE, organisation__in=ids).order_by()
    gone = gone.exclude(person__organisation=F("organisation"))
    before = dict(gone.values_list("organisation").annotate(Count("person", distinct=True)))
    return [Counted(row, now.get(row.pk, 0), before.get(row.pk, 0)) for row in rows]


def people_now(viewer: Viewer, row: Organisation) -> QuerySet[Person]:
    """Who is there now, the strongest ties first."""
    rows = Person.objects.of(viewer).filter(is_owner=False, organisation=row)
    return rows.select_related("tie").order_by("-tie__strength", "sort", "pk")


def people_before(viewer: Viewer, row: Organisation) -> QuerySet[Position]:
    """What people did there who are elsewhere now, the latest word first, once a person."""
    held = Position.objects.of(viewer).filter(**THERE, organisation=row).exclude(person__organisation=row)
    latest = held.order_by().values("person").annotate(latest=Max("pk")).values("latest")
    rows = Position.objects.of(viewer).filter(pk__in=latest)
    return rows.select_related("person__tie").order_by("-day", "person__sort", "pk")


APART: Final = "organisations_apart"
"""Where the workspace's settings hold the pairs, by id, of which the user said that they are two."""


def pair(one: Organisation, other: Organisation) -> tuple[int, int]:
    """Two organisations in whatever order."""
    return min(one.pk, other.pk), max(one.pk, other.pk)


def apart(viewer: Viewer) -> set[tuple[int, int]]:
    """The pairs that were said to be two: nobody asks about them again."""
    return {(one, other) for one, other in viewer.workspace.settings.get(APART, ())}


@dataclass(frozen=True, slots=True)
class Alike:
    """Two organisations that are one, it seems: the one with more people first."""

    keep: Counted
    gone: Counted


def suggestions(viewer: Viewer, most: int) -> list[Alike]:
    """Organisations whose names differ in generic words alone, unless the user said that they are two; a weaker
    likeness is never suggested."""
    by_key = {row.key: row for row in listed(viewer) if row.key}
    pairs = list(strong_pairs(by_key))
    held = counted(viewer, [by_key[key] for key in {key for pair in pairs for key in pair}])
    of_key = {one.row.key: one for one in held}
    found = [_alike(of_key[one], of_key[other]) for one, other in pairs]
    two = apart(viewer)
    found = [one for one in found if pair(one.keep.row, one.gone.row) not in two]
    return sorted(found, key=lambda one: (-one.gone.now - one.keep.now, one.keep.row.key, one.gone.row.key))[:most]


def _alike(one: Counted, other: Counted) -> Alike:
    first, second = sorted((one, other), key=lambda held: (-held.now, -held.before, len(held.row.key), held.row.pk))
    return Alike(first, second)


def perhaps(viewer: Viewer, row: Organisation, most: int) -> Sequence[tuple[Organisation, Likeness]]:
    """Others whose names are like this one's, strong before weak: for a person to look at, never used unasked."""
    first = row.key.split()[:1]
    others = listed(viewer).exclude(pk=row.pk).filter(key__contains=first[0]) if first else []
    two = apart(viewer)
    others = [other for other in others if pair(row, other) not in two]
    alike = [(other, found) for other in others if (found := likeness(row.key, other.key))]
    return sorted(alike, key=lambda one: (one[1] == "weak", one[0].key))[:most]
