"""Reads of who knows whom: the people somebody seems to know, each with what speaks for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from django.db.models import Q

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
THEN = {"work": "Worked at {} at the same time", "school": "Studied at {} at the same time"}
NOW = "Both work at {} now"
"""The same for what follows from their positions, with days of both or as both are there now."""


SURE = ((0.7, "surely"), (0.4, "likely"), (0.0, "perhaps"))
"""From which strength on how surely two people know each other, in a word [D]."""
POSITIONS = "positions"
"""The source of what follows from being somewhere at the same time; such evidence has no id."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody a person seems to know, how surely, and why: the newest evidence first. What the user set `aside`
    counts no more."""

    person: Person
    strength: float
    evidence: Sequence[Evidence]
    aside: Sequence[Evidence] = ()
    state: str = "active"

    @property
    def because(self) -> list[tuple[str, Evidence]]:
        """A sentence for each kind and source, with the newest evidence of it; for each place they shared one."""
        kinds: dict[tuple[str, str, str], list[Evidence]] = {}
        for row in self.evidence:
            kinds.setdefault((row.kind, row.source, row.text if row.source == POSITIONS else ""), []).append(row)
        return [(_words(rows), rows[0]) for rows in kinds.values()]

    @property
    def sure(self) -> str:
        """How surely, in a word."""
        return next(word for least, word in SURE if self.strength >= least)


@dataclass(frozen=True, slots=True)
class Knows:
    """Whom somebody seems to know: the surest first, of so many in all; and apart from them those of whom the user
    said otherwise, or for whom nothing counts any more."""

    people: Sequence[Known]
    total: int
    apart: Sequence[Known]


def _words(rows: Sequence[Evidence]) -> str:
    kind, newest = rows[0].kind, rows[0].day
    if rows[0].source == POSITIONS:
        return rows[0].words
    times = SEVERAL[kind].format(len(rows)) if len(rows) > 1 and kind in SEVERAL else ONE[kind]
    return f"{times}, last in {newest:%B %Y}" if len(rows) > 1 else f"{times} in {newest:%B %Y}"


def known_by(viewer: Viewer, person_id: int, most: int | None = None) -> Knows:
    """Whom somebody seems to know, all or the surest so many; six queries."""
    met: dict[int, list[Evidence]] = {}
    for pair, piece in _shared(viewer, shared.beside(viewer, [person_id]), {person_id}):
        met.setdefault(sum(pair) - person_id, []).append(piece)
    rows = Acquaintance.objects.of(viewer).filter(Q(a=person_id) | Q(b=person_id))
    told = {row.a_id + row.b_id - person_id: row for row in rows}
    people = Person.objects.of(viewer).filter(is_owner=False).in_bulk([*told, *met])
    sure = {pk: strength(_strengths(told.get(pk), met.get(pk, ()))) for pk in people}
    ordered = sorted(people, key=lambda pk: (-sure[pk], pk))
    shown, apart = [pk for pk in ordered if sure[pk]], [pk for pk in ordered if not sure[pk]]
    chosen = [*shown[:most], *apart]
    held = _evidence(viewer, [told[pk].pk for pk in chosen if pk in told])

    def known(pk: int) -> Known:
        row = told.get(pk)
        pieces = held.get(row.pk, []) if row else []
        speaks = [*(one for one in pieces if not one.retired), *met.get(pk, ())]
        aside = [one for one in pieces if one.retired]
        return Known(people[pk], sure[pk], speaks, aside, row.state if row else "active")

    return Knows([known(pk) for pk in shown[:most]], len(shown), [known(pk) for pk in apart])


def _strengths(row: Acquaintance | None, met: Iterable[Evidence]) -> list[float]:
    """What counts for two people; nothing where the user said otherwise."""
    if row and row.state != "active":
        return []
    return [row.strength if row else 0.0, *(one.strength for one in met)]


def _evidence(viewer: Viewer, ids: Sequence[int]) -> dict[int, list[Evidence]]:
    """All that was ever told for some acquaintances, the newest first."""
    held: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.of(viewer).filter(acquaintance__in=ids).order_by("-day", "-pk"):
        held.setdefault(row.acquaintance_id, []).append(row)
    return held


def evidence(viewer: Viewer, evidence_id: int, person_id: int) -> Evidence | None:
    """One piece of what speaks for whom a person knows, between people who are here."""
    theirs = Q(acquaintance__a=person_id) | Q(acquaintance__b=person_id)
    rows = Evidence.objects.of(viewer).filter(theirs, pk=evidence_id)
    rows = rows.filter(acquaintance__a__deleted_at=None, acquaintance__b__deleted_at=None)
    return rows.select_related("acquaintance__a", "acquaintance__b").first()


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
    for pair, piece in _shared(viewer, shared.stays(viewer, people=people), people):
        if pair in wanted:
            told.setdefault(pair, []).append(piece)
    return told


def _shared(
    viewer: Viewer, held: Sequence[shared.Stay], people: set[int]
) -> Iterator[tuple[tuple[int, int], Evidence]]:
    """What follows from some stays for pairs with one of some people in them; one query."""
    places = Organisation.objects.all_of(viewer).in_bulk({stay.organisation for stay in held})
    known = {pk: row.known for pk, row in places.items()}
    for pair, one, other in shared.pairs(held, known, people):
        strength = shared.strength(one.kind, known[one.organisation])
        kind, day = "employer" if one.kind == "work" else "school", max(one.day, other.day)
        name = places[one.organisation].name
        piece = Evidence(kind=kind, strength=strength, text=name, source=POSITIONS, day=day)
        piece.words = (THEN[one.kind] if shared.dated(one, other) else NOW).format(name)
        yield pair, piece


def strength(evidence: Iterable[float]) -> float:
    """How surely two people know each other by several pieces of evidence, each in [0, 1]: 1 − Π(1 − s)."""
    return 1.0 - prod(1.0 - one for one in sorted(evidence))


def out_of_step(viewer: Viewer, most: int) -> set[int]:
    """Of some acquaintances those, by id, that nothing speaks for, or whose strength does not follow from what does."""
    rows = list(Acquaintance.objects.of(viewer).order_by("-strength", "pk")[:most])
    held = by_acquaintance(viewer, [row.pk for row in rows])
    unsaid = Acquaintance.objects.of(viewer).filter(evidence=None, state="active")
    bare = set(unsaid.values_list("pk", flat=True))
    wrong = {
        row.pk for row in rows if abs(row.strength - strength(one.strength for one in held.get(row.pk, []))) > 1e-9
    }
    return bare | wrong
