"""Whom the user knows at an organisation: who is there now, who was, and who knows somebody there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.introductions.queries import learned, told
from backcast.network.models import Hop, Organisation, Person
from backcast.network.queries import organisations

SHOWN: Final = 10
"""People shown who know somebody there [D]."""
LOOKED_AT: Final = 200
"""Pairs of them and whom they know that are looked at, the likeliest first [D]."""
ALIKE: Final = 5
"""People shown of an organisation that is very likely the same [D]."""


@dataclass(frozen=True, slots=True)
class Between:
    """A tie of the user who knows somebody there, the likeliest of them first."""

    person: Person
    knows: tuple[Person, ...]
    chance: str

    @property
    def more(self) -> int:
        """How many they know there besides the first."""
        return len(self.knows) - 1


def second_degree(viewer: Viewer, row: Organisation) -> list[Between]:
    """Who is not there and knows somebody who is, by how likely an introduction is; two queries."""
    there = organisations.people_now(viewer, row).order_by().values("pk")
    hops = Hop.objects.of(viewer).filter(dst__in=there, src__tie__against__isnull=False, src__is_owner=False)
    hops = hops.exclude(src__organisation=row).exclude(src__tie__ring="family").filter(src__deleted_at=None)
    shift = learned.learned(viewer).shift
    scale = engine.scale(shift=shift)
    odds = (1 + scale * F("against")) * (1 + scale * F("src__tie__against"))
    best = hops.annotate(odds=odds).order_by("odds", "src", "dst").select_related("src__tie", "dst")[:LOOKED_AT]
    held: dict[int, list[Hop]] = {}
    for hop in best:
        held.setdefault(hop.src_id, []).append(hop)
    return [_between(found, shift) for found in list(held.values())[:SHOWN]]


def _between(hops: Sequence[Hop], shift: float) -> Between:
    first = hops[0]
    odds = (first.src.tie.against or 1.0, first.against)
    chance = engine.route([engine.score_of(one) for one in odds], shift=shift)
    return Between(first.src, tuple(hop.dst for hop in hops), told.about(chance))


def likely_same(viewer: Viewer, alike: Sequence[tuple[Organisation, str]]) -> list[tuple[Organisation, list[Person]]]:
    """The people at organisations of a strongly like name, named apart; a weak likeness counts for nobody."""
    same = [row for row, found in alike if found == "strong"]
    people = Person.objects.of(viewer).filter(is_owner=False, organisation__in=same).order_by("sort", "pk")
    held: dict[int | None, list[Person]] = {}
    for one in people.select_related("tie") if same else ():
        held.setdefault(one.organisation_id, []).append(one)
    return [(row, held[row.pk][:ALIKE]) for row in same if row.pk in held]
