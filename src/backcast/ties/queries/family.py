"""Who may be family: looked for only when the user asks, and never said of anybody unasked.

A family name of the user's own, or of somebody already placed in the family, and an address shared with one of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.network import queries as network
from backcast.network.models import ContactPoint, Person
from backcast.ties.models import TieProposal

MOST = 40
"""People shown at once [D]: a screen or two to look through."""
RING = "family"


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody who may be family, with the reasons in sentences."""

    person: Person
    because: tuple[str, ...]


def relatives(viewer: Viewer, *, most: int = MOST) -> list[Relative]:
    """Who may be family and was not answered for yet: first those who share an address, then those who are not known
    from work; at most so many, five queries."""
    near = [row for row in (network.owner(viewer), *_placed(viewer)) if row is not None]
    shared = _sharing(viewer, [row.pk for row in near])
    surnames = {name: row for row in reversed(near) if (name := surname(row))}
    rows = _unanswered(viewer, near).filter(_may_be(surnames) | Q(pk__in=shared)).select_related("organisation")
    told = (Relative(row, _because(row, surnames, shared)) for row in rows)
    found = [one for one in told if one.because]
    return sorted(found, key=lambda one: _order(one, shared))[:most]


def surname(person: Person) -> str:
    """Their family name, folded: the last word of the name where nothing else is known."""
    words = person.sort.split()
    return words[-1] if len(words) > 1 else ""


def _placed(viewer: Viewer) -> list[Person]:
    return list(network.people(viewer).filter(tie__ring=RING))


def _unanswered(viewer: Viewer, near: Iterable[Person]) -> QuerySet[Person]:
    said = TieProposal.objects.of(viewer).filter(field="ring", value=RING).values("person")
    return network.people(viewer).exclude(pk__in=[row.pk for row in near]).exclude(pk__in=said)


def _may_be(surnames: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for name in surnames:
        found |= Q(sort__endswith=f" {name}")
    return found


def _sharing(viewer: Viewer, ids: list[int]) -> dict[int, str]:
    """Who shares an e-mail address or telephone with some people: their id, and which kind it is."""
    points = ContactPoint.objects.of(viewer).filter(kind__in=["email", "phone"])
    keys = points.filter(person__in=ids).values("key")
    return dict(points.filter(key__in=keys).exclude(person__in=ids).values_list("person_id", "kind"))


def _because(row: Person, surnames: Mapping[str, Person], shared: dict[int, str]) -> tuple[str, ...]:
    told = []
    if kind := shared.get(row.pk):
        what = "an e-mail address" if kind == "email" else "a telephone number"
        told.append(f"Shares {what} with you or with your family.")
    if found := surnames.get(surname(row)):
        told.append(f"Has the same family name as {'you' if found.is_owner else found.name}.")
    return tuple(told)


def _order(one: Relative, shared: dict[int, str]) -> tuple[bool, bool, str, int]:
    return one.person.pk not in shared, one.person.organisation_id is not None, one.person.sort, one.person.pk
