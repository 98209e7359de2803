"""Reads of people who may be here twice: the open questions, and two people side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.engine.identity import match
from backcast.engine.identity.records import Candidate, Piece
from backcast.formats import names
from backcast.imports import snapshot
from backcast.imports.models import Match
from backcast.journal.actions import BULK
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.ties.queries.documents import people_documents

LIKELY = (
    (0.98, "Almost surely the same person"),
    (0.9, "Very likely the same person"),
    (0.75, "Likely the same person"),
    (0.5, "Perhaps the same person"),
)
RATHER_TWO = "Rather two people"
"""A probability in words, from the highest down [D]."""
SAME = {
    "profile": "The same profile",
    "email": "The same e-mail address",
    "phone": "The same phone number",
    "name": "The same name",
    "organisation": "Works at the same place",
    "title": "The same title",
    "place": "The same town",
    "birthday": "The same birthday",
    "address": "The same address",
    "connected": "Connected with you on the same day",
    "colleague": "An address at the same employer",
}
OTHER = {
    "profile": "Different profiles",
    "email": "Different e-mail addresses",
    "phone": "Different phone numbers",
    "name": "Different names",
    "organisation": "Works at different places",
    "title": "Different titles",
    "place": "Different towns",
    "birthday": "Different birthdays",
    "address": "Different addresses",
    "connected": "Connected with you on different days",
    "colleague": "Colleagues rather than one person",
}
NEARLY = {
    "name": "Similar names",
    "birthday": "Almost the same birthday",
    "title": "Similar titles",
    "place": "Towns that fit each other",
    "address": "Similar addresses",
}
"""A kind of evidence in words: where it speaks for one person, where it does not, and where it speaks for one although
it is not told alike."""


def pairs(viewer: Viewer) -> QuerySet[Match]:
    """The open questions, the likelier first; nobody in the trash or merged."""
    here = {f"{side}__{column}": None for side in ("a", "b") for column in ("deleted_at", "merged_into")}
    rows = Match.objects.of(viewer).filter(state="open", **here)
    return rows.select_related("a__tie", "b__tie", "a__organisation", "b__organisation").order_by("-probability", "pk")


def sure(viewer: Viewer) -> QuerySet[Match]:
    """Those that may be merged without a look at each."""
    return pairs(viewer).filter(sure=True)


def count(viewer: Viewer) -> int:
    """How many questions are open."""
    return pairs(viewer).count()


def lines(pairs: int) -> list[str]:
    """How many questions are open, as a line for a terminal; none where there are none."""
    told = "1 pair may be the same person" if pairs == 1 else f"{pairs:,} pairs may be the same person"
    return [f"{told}. See them with: backcast duplicates"] if pairs else []


def kept_first(one: Person, other: Person) -> tuple[Person, Person]:
    """The two of a pair, the one to keep first: who has more contacts, else who was here first."""
    return (other, one) if _contacts(other) > _contacts(one) else (one, other)


def _contacts(person: Person) -> int:
    return person.tie.interactions if hasattr(person, "tie") else 0


def likely(probability: float) -> str:
    """A probability in words."""
    return next((words for least, words in LIKELY if probability >= least), RATHER_TWO)


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of evidence in words: whether it speaks for one person, and what was compared, each value once."""

    words: str
    agrees: bool | None
    values: Sequence[str]


def compared(viewer: Viewer, one: Person, other: Person) -> Candidate:
    """Two people as the engine sees them."""
    return match.compare(*snapshot.people(viewer, [one.pk, other.pk]))


def reasons(found: Candidate) -> list[Reason]:
    """What speaks for one person and what against, the weightier first."""
    return [reason(piece) for piece in sorted(found.evidence, key=lambda piece: (not piece.agrees, -abs(piece.weight)))]


def reason(piece: Piece) -> Reason:
    """One piece of evidence in words."""
    alike = names.fold(piece.one) == names.fold(piece.other)
    words = (SAME if piece.agrees or (piece.agrees is None and alike) else OTHER)[piece.kind]
    if piece.agrees and not alike:
        words = NEARLY.get(piece.kind, words)
    values = () if piece.kind == "organisation" else dict.fromkeys(filter(None, (piece.one, piece.other)))
    return Reason(words, piece.agrees, tuple(values))


def documents(viewer: Viewer, rows: Iterable[Match]) -> list[dict[str, Any]]:
    """Pairs as the contract names them, with their evidence; four queries for each few hundred."""
    wanted = list(rows)
    parts = (wanted[start : start + BULK] for start in range(0, len(wanted), BULK))
    return [one for part in parts for one in _documents(viewer, part)]


def _documents(viewer: Viewer, rows: Sequence[Match]) -> list[dict[str, Any]]:
    ids = {pk for row in rows for pk in (row.a_id, row.b_id)}
    people = network.people(viewer).filter(pk__in=ids).select_related("tie", "organisation")
    told = {one["id"]: one for one in people_documents(viewer, people)}
    known = {one.ref: one for one in snapshot.people(viewer, ids)}
    return [
        {
            "a": told[row.a_id],
            "b": told[row.b_id],
            "probability": row.probability,
            "sure": row.sure,
            "evidence": [_piece(piece) for piece in match.compare(known[row.a_id], known[row.b_id]).evidence],
        }
        for row in rows
    ]


def _piece(piece: Piece) -> dict[str, Any]:
    told = {"kind": piece.kind, "text": reason(piece).words, "agrees": piece.agrees}
    return told | {"weight": piece.weight, "a": piece.one, "b": piece.other}
