"""Which parts of the active future somebody or an organisation serves: the way back to the vision from every page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, F, Q, QuerySet, Value, When

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.vision.models import Barrier, FuturePerson, RoleModel


@dataclass(frozen=True, slots=True)
class Serves:
    """A part of the future by its word in addresses and its id, and how it is served, in words."""

    part: str
    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the future: `who` it is about, its own words, the organisation it names, and where that person is."""

    part: str
    id: int
    who: int | None
    title: str
    place: str
    there: int | None


OWN: Final = {"people": "One of the people who will know you", "barriers": "Guides you past: {}"} | {
    "models": "Somebody you learn from"
}
"""How a part is served, by its word, on the page of the person it is about."""
THERE: Final = {"people": "{} will know you", "barriers": "A guide past: {}", "models": "You learn from {}"}
"""The same on the page of where they are."""


def of_people(
    viewer: Viewer, people: Collection[int], ways: Mapping[int, Collection[int]] | None = None
) -> dict[int, list[Serves]]:
    """What these people serve, by person; `ways` are the ids of the future people to whom a way begins with them. One
    query however many there are."""
    ends = {person: found for person, found in (ways or {}).items() if found}
    if not people:
        return {}
    leads = Q(pk__in={pk for found in ends.values() for pk in found})
    rows = _rows(viewer, Q(person__in=people), Q(guide__in=people), leads)
    told: dict[int, list[Serves]] = {}
    for row in rows:
        if row.who is not None and row.who in people:
            told.setdefault(row.who, []).append(Serves(row.part, row.id, OWN[row.part].format(row.title)))
    for person, ids in ends.items():
        there = [row for row in rows if row.part == "people" and row.id in ids and row.who != person]
        told.setdefault(person, []).extend(Serves("people", row.id, f"On the way to {row.title}") for row in there)
    return told


def of_organisation(viewer: Viewer, organisation: int, called: Iterable[str]) -> list[Serves]:
    """What knowing people at an organisation serves, by its id and all that it is `called`; one query."""
    keys = {names.organisation(name) for name in called} - {""}
    found = _rows(
        viewer, Q(person__organisation=organisation), Q(guide__organisation=organisation), ~Q(organisation="")
    )
    return [
        Serves(one.part, one.id, THERE[one.part].format(one.title))
        for one in found
        if one.there == organisation or names.organisation(one.place) in keys
    ]


def _rows(viewer: Viewer, people: Q, guides: Q, futures: Q) -> list[Row]:
    """The parts of the active future about some people, and some future people besides; nobody in the trash."""
    called = Case(When(name="", then=F("describe")), default=F("name"))
    place = F("organisation")
    known = _told(FuturePerson.objects.of(viewer).filter(people | futures), "people", "person", called, place)
    open_ = Barrier.objects.of(viewer).filter(guides).exclude(state="past")
    barriers = _told(open_, "barriers", "guide", F("title"), Value(""))
    models = _told(RoleModel.objects.of(viewer).filter(people), "models", "person", F("name"), Value(""))
    rows = [Row(*row) for row in known.union(barriers, models, all=True)]
    return sorted(rows, key=lambda row: ([*OWN].index(row.part), row.id))


def _told(rows: QuerySet[Any], part: str, who: str, title: Any, place: Any) -> QuerySet[Any, tuple[Any, ...]]:
    live = rows.filter(**{f"{who}__deleted_at": None}, vision__active=True)
    return live.values_list(Value(part), "pk", who, title, place, f"{who}__organisation")
