"""People as JSON documents, with the keys of contract.md. What a later issue brings is null or empty."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.formats import languages
from backcast.network.models import ContactPoint, Person, Position
from backcast.network.queries import by_person
from backcast.network.queries.acquaintances import Known
from backcast.ties.models import Favour, Interaction, Promise, StandingEvidence, Tie
from backcast.ties.queries import Portrait, evidence, favours, portrait, proposals
from backcast.ties.queries.why import sentences

Document = dict[str, Any]


def people_documents(viewer: Viewer, rows: QuerySet[Person]) -> list[Document]:
    """One document for each row of `queries.people`; two queries however many there are."""
    points = ContactPoint.objects.of(viewer).filter(person__in=rows.values("pk")).order_by("pk")
    held = by_person(points)
    return [person_document(row, row.tie, held.get(row.pk, ())) for row in rows]


def person_document(person: Person, tie: Tie, points: Iterable[ContactPoint]) -> Document:
    """One person as `people` lists them."""
    told = list(points)
    return {
        "id": person.pk,
        "name": person.name,
        "standing": tie.standing,
        "aim": tie.aim or None,
        "ring": tie.ring or None,
        "organisation": person.organisation.name if person.organisation else None,
        "title": person.title or None,
        "emails": [point.value for point in told if point.kind == "email"],
        "urls": [point.value for point in told if point.kind == "url"],
        "closeness": tie.closeness,
        "activity": tie.activity,
        "strength": tie.strength,
        "reciprocity": tie.reciprocity,
        "status": tie.status,
        "first_contact": _iso(tie.first),
        "last_contact": _iso(tie.last),
        "next_contact": _iso(tie.next),
        "interactions": tie.interactions,
        "worth": tie.worth,
        "suggest": tie.suggest,
    }


def portrait_document(held: Portrait) -> Document:
    """One person with everything known of them; `interactions` is the list, newest first."""
    return person_document(held.person, held.tie, held.points) | {
        "languages": list(languages.held(held.person.languages)),
        "positions": [_position(row) for row in held.positions],
        "interactions": [_interaction(row) for row in held.interactions],
        "favours": [_favour(row) for row in held.favours],
        "promises": [_promise(row) for row in held.promises],
        "acquaintances": [_acquaintance(one) for one in held.knows.people],
        "why": sentences(held.warmth.why),
    }


def document(viewer: Viewer, person: Person) -> Document:
    """The portrait of a person as it is now, for the answer of a command, with what they did for the user and
    what that and their contacts propose."""
    held, deeds = portrait(viewer, person), evidence.of_person(viewer, person.pk)
    return portrait_document(held) | {
        "proposals": [_proposal(one) for one in proposals.proposals_of(viewer, person, held.tie, deeds)],
        "evidence": [_evidence(row) for row in deeds],
    }


def _proposal(one: proposals.Proposal) -> Document:
    """By its field, which is `standing` or `ring`."""
    return {one.field: one.value, "because": " ".join(one.because)}


def _evidence(row: StandingEvidence) -> Document:
    return {"kind": row.kind, "text": row.text, "source": row.source, "date": row.day.isoformat()}


def _acquaintance(one: Known) -> Document:
    told = [
        {"kind": row.kind, "text": row.text, "source": row.source, "date": row.day.isoformat()} for row in one.evidence
    ]
    return {"id": one.person.pk, "name": one.person.name, "strength": one.strength, "evidence": told}


def _position(row: Position) -> Document:
    return {
        "organisation": row.organisation.name if row.organisation else None,
        "title": row.title or None,
        "start": row.start or None,
        "end": row.end or None,
        "current": row.current,
        "source": row.source,
    }


def _interaction(row: Interaction) -> Document:
    return {
        "id": row.pk,
        "day": row.day.isoformat(),
        "kind": row.kind,
        "way": row.way,
        "minutes": row.minutes,
        "text": row.text,
        "source": row.source,
    }


def _promise(row: Promise) -> Document:
    return {
        "id": row.pk,
        "text": row.text,
        "theirs": row.way == "in",
        "made": row.made_on.isoformat(),
        "due": _iso(row.due),
        "done": _iso(row.done_on),
    }


def _favour(row: Favour) -> Document:
    return {"id": row.pk, "way": favours.WORDS[row.way], "text": row.text, "date": row.day.isoformat()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
