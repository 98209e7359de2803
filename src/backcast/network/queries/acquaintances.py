"""Reads of who knows whom: the people somebody seems to know, each with what speaks for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.network.models import Acquaintance, Evidence, Organisation, Person
from backcast.network.queries import shared

ONE = {
    "said": "One of them said so",
    "introduced": "You introduced them",
    "meeting": "At a meeting together",
    "thread": "In a mail thread together",
    "employer": "At the same employer at the same time",
    "school": "At the same school at the same time",
    "recommendation": "One recommended the other in writing",
}
SEVERAL = {"meeting": "At {} meetings together", "thread": "In {} mail threads together"}
"""Kind of evidence in words, once and several times."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody a person seems to know, how surely, and why: the newest evidence first."""

    person: Person
    strength: float
    evidence: Sequence[Evidence]

    @property
    def because(self) -> list[tuple[str, Evidence]]:
        """A sentence for each kind and source, with the newest evidence of it."""
        kinds: dict[tuple[str, str], list[Evidence]] = {}
        for row in self.evidence:
            kinds.setdefault((row.kind, row.source), []).append(row)
        return [(_words(kind, rows), rows[0]) for (kind, _), rows in kinds.items()]


def _words(kind: str, rows: Sequence[Evidence]) -> str:
    times = SEVERAL[kind].format(len(rows)) if len(rows) > 1 and kind in SEVERAL else ONE[kind]
    newest = rows[0].day
    return f"{times}, last in {newest:%B %Y}" if len(rows) > 1 else f"{times} in {newest:%B %Y}"


def of_person(viewer: Viewer, person_id: int) -> QuerySet[Acquaintance]:
    """The acquaintances of one person, the surest first."""
    rows = Acquaintance.objects.of(viewer).filter(Q(a=person_id) | Q(b=person_id), state="active")
    rows = rows.filter(a__deleted_at=None, b__deleted_at=None)
    return rows.order_by("-strength", "pk")


def known_by(viewer: Viewer, person_id: int, most: int | None = None) -> list[Known]:
    """Whom somebody seems to know, all or the surest so many; two queries."""
    rows = list(of_person(viewer, person_id).select_related("a", "b")[:most])
    held = by_acquaintance(viewer, [row.pk for row in rows])
    others = ((row, row.b if row.a_id == person_id else row.a) for row in rows)
    return [Known(other, row.strength, held.get(row.pk, [])) for row, other in others]


def by_acquaintance(viewer: Viewer, ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """What speaks for some acquaintances and is not retired, the newest first; one query."""
    held: dict[int, list[Evidence]] = {}
    rows = Evidence.objects.of(viewer).filter(acquaintance__in=list(ids), retired=False)
    for row in rows.order_by("-day", "-pk"):
        held.setdefault(row.acquaintance_id, []).append(row)
    return held


def between(viewer: Viewer, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[Evidence]]:
    """What speaks for some pairs (lower id first), the newest first: what was told, and what follows from being at one
    place at the same time; those rows have no id. Four queries."""
    wanted = set(pairs)
    people = {person for pair in wanted for person in pair}
    rows = Acquaintance.objects.of(viewer).filter(a__in=people, b__in=people)
    ids = {row.pk: (row.a_id, row.b_id) for row in rows if (row.a_id, row.b_id) in wanted}
    told = {ids[pk]: pieces for pk, pieces in by_acquaintance(viewer, ids).items()}
    for pair, piece in _shared(viewer, people):
        if pair in wanted:
            told.setdefault(pair, []).append(piece)
    return told


def _shared(viewer: Viewer, people: set[int]) -> Iterator[tuple[tuple[int, int], Evidence]]:
    held = shared.stays(viewer, people=people)
    places = Organisation.objects.all_of(viewer).in_bulk({stay.organisation for stay in held})
    known = {pk: row.known for pk, row in places.items()}
    for pair, stay in shared.pairs(held, known, people):
        strength = shared.strength(stay.kind, known[stay.organisation])
        kind = "employer" if stay.kind == "work" else "school"
        text = places[stay.organisation].name
        yield pair, Evidence(kind=kind, strength=strength, text=text, source="positions", day=viewer.today)


def strength(evidence: Iterable[float]) -> float:
    """How surely two people know each other by several pieces of evidence, each in [0, 1]: 1 − Π(1 − s)."""
    return 1.0 - prod(1.0 - one for one in sorted(evidence))


def out_of_step(viewer: Viewer, most: int) -> set[int]:
    """Of some acquaintances those, by id, without evidence or whose strength does not follow from it."""
    rows = list(Acquaintance.objects.of(viewer).order_by("-strength", "pk")[:most])
    held = by_acquaintance(viewer, [row.pk for row in rows])
    bare = set(Acquaintance.objects.of(viewer).filter(evidence=None).values_list("pk", flat=True))
    wrong = {
        row.pk for row in rows if abs(row.strength - strength(one.strength for one in held.get(row.pk, []))) > 1e-9
    }
    return bare | wrong
