"""Reads of ties: the list of people with their warmth, and everything about one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.engine import warmth
from backcast.network import queries as network
from backcast.network.models import ContactPoint, Person, Position
from backcast.network.queries import acquaintances, disagreements
from backcast.ties import snapshot
from backcast.ties.models import STANDINGS, Favour, Interaction, Promise, Tie
from backcast.ties.queries import facets, favours

SORTS: dict[str, list[Any]] = {
    "worth": [F("tie__worth").desc(nulls_last=True), "-tie__strength", "sort", "pk"],
    "name": ["sort", "pk"],
    "last": [F("tie__last").desc(nulls_last=True), "sort", "pk"],
}
"""Default is worth, and while worth is null strength, then name (contract.md)."""


def people(
    viewer: Viewer,
    *,
    words: str = "",
    standing: str = "",
    organisation: str = "",
    status: str = "",
    ring: str = "",
    last: str = "",
    sort: str = "worth",
) -> QuerySet[Person]:
    """People with their ties, searched (network.queries.words), narrowed by facets and ordered; two joins, no
    further query a row."""
    rows = network.search(viewer, words, facets.FIELDS).select_related("tie", "organisation")
    chosen = {"standing": standing, "organisation": organisation, "status": status, "ring": ring, "last": last}
    rows = facets.narrowed(viewer, rows, **chosen)
    return rows.order_by(*SORTS[sort])


def below(viewer: Viewer, standing: str) -> list[Person]:
    """Those of a standing without a higher aim, the newest placed first."""
    higher = STANDINGS[: STANDINGS.index(standing)]
    rows = people(viewer, standing=standing).exclude(tie__aim__in=higher)
    return list(rows.order_by("-tie__standing_on", "sort", "pk")[: limits.PAGE_ROWS])


def unplaced(viewer: Viewer, most: int) -> list[Person]:
    """The closest without a standing. Family stays out, and so does who is not to be suggested."""
    rows = people(viewer, standing="unknown").filter(tie__suggest=True)
    return list(rows.exclude(tie__ring="family")[:most])


def is_empty(viewer: Viewer) -> bool:
    """Whether the workspace knows nobody yet."""
    return not network.people(viewer).exists()


@dataclass(frozen=True, slots=True)
class Portrait:
    """One person with everything a page about them shows."""

    person: Person
    tie: Tie
    points: Sequence[ContactPoint]
    positions: Sequence[Position]
    interactions: Sequence[Interaction]
    promises: Sequence[Promise]
    favours: Sequence[Favour]
    warmth: warmth.Warmth
    claims: Sequence[network.Claim]
    disagree: Sequence[disagreements.Disagreement]
    knows: acquaintances.Knows


def portrait(
    viewer: Viewer, person: Person, *, contacts: int | None = None, skip: int = 0, knows: int | None = None
) -> Portrait:
    """Everything about a person, all their interactions or so many of them, newest first, and all they seem to
    know or the surest so many; a fixed number of queries."""
    tie = Tie.objects.of(viewer).get(person=person)
    held = snapshot.contacts(viewer, [person.pk]).get(person.pk, [])
    rows = Interaction.objects.of(viewer).filter(person=person).order_by("-day", "-at", "-pk")
    ids = [person.pk]
    facts, points = list(network.facts(viewer, ids)), list(network.points(viewer, ids))
    positions = list(network.positions(viewer, ids))
    return Portrait(
        person=person,
        tie=tie,
        points=points,
        positions=sorted(filter(_is_some, positions), key=_newest_first, reverse=True),
        interactions=list(rows[skip : skip + contacts] if contacts else rows),
        promises=list(Promise.objects.of(viewer).filter(person=person).order_by("done_on", "due", "pk")),
        favours=favours.of_person(viewer, person),
        warmth=warmth.warmth(snapshot.tie(tie, held), viewer.today),
        claims=network.claims_of(person, facts, points, positions),
        disagree=disagreements.of_person(person, facts, positions),
        knows=acquaintances.known_by(viewer, person.pk, knows),
    )


def _is_some(role: Position) -> bool:
    """Not the word of the user that there is no position now."""
    return bool(role.title or role.organisation_id)


def _newest_first(role: Position) -> tuple[bool, str, int]:
    return (role.current, role.end or role.start, role.day.toordinal())


def open_promises(viewer: Viewer) -> QuerySet[Promise]:
    """Promises not kept yet, the most urgent first."""
    rows = Promise.objects.of(viewer).filter(done_on=None, person__deleted_at=None)
    rows = rows.select_related("person", "person__tie")
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def promise(viewer: Viewer, promise_id: int) -> Promise | None:
    """One promise of this workspace."""
    rows = Promise.objects.of(viewer).filter(pk=promise_id, person__deleted_at=None)
    return rows.select_related("person").first()


def ties(viewer: Viewer) -> QuerySet[Tie]:
    """Every tie with its person."""
    return Tie.objects.of(viewer).select_related("person").order_by("pk")
