"""What people did for the user, in words: the reasons of a proposed standing, and the list on a person's page."""

from collections.abc import Iterable, Sequence
from datetime import date

from backcast.accounts.models import Viewer
from backcast.engine.standing import RANK, SPEAKS_FOR
from backcast.network.queries import by_person
from backcast.pages.templatetags.backcast import count
from backcast.ties.models import StandingEvidence

TOLD = {
    "effort": "Went out of their way for you",
    "interview": "Set up an interview for you",
    "introduction": "Introduced you to somebody",
    "reference": "Wrote a reference for you",
    "recommendation": "Recommended you in writing",
    "answer": "Answered when you asked",
    "endorsement": "Endorsed you",
    "witness": "Saw a result of your work",
    "recommendation_given": "You recommended them in writing",
    "endorsement_given": "You endorsed them",
    "follow": "You follow them",
}
"""Kind of evidence → what happened, the strongest first."""


def of_person(viewer: Viewer, person_id: int) -> list[StandingEvidence]:
    """Everything on record, what they did before what the user did, newest first within a kind."""
    rows = StandingEvidence.objects.of(viewer).filter(person=person_id).select_related("batch")
    order = list(TOLD)
    return sorted(rows, key=lambda row: (order.index(row.kind), -row.day.toordinal(), row.pk))


def evidence(viewer: Viewer, evidence_id: int) -> StandingEvidence | None:
    """One piece of evidence of this workspace, with its person."""
    rows = StandingEvidence.objects.of(viewer).filter(pk=evidence_id, person__deleted_at=None)
    return rows.select_related("person").first()


def reasons(viewer: Viewer, people: Iterable[int]) -> dict[int, list[str]]:
    """For each of some people what speaks for them, one sentence a kind, the strongest first; one query."""
    rows = StandingEvidence.objects.of(viewer).filter(person__in=list(people), kind__in=list(SPEAKS_FOR))
    return {person: sentences(held) for person, held in by_person(rows.order_by("day", "pk")).items()}


def sentences(rows: Sequence[StandingEvidence]) -> list[str]:
    """One sentence a kind of what speaks for a standing: "Recommended you in writing in July 2009."."""
    kinds: dict[str, list[StandingEvidence]] = {}
    for row in rows:
        if row.kind in SPEAKS_FOR:
            kinds.setdefault(row.kind, []).append(row)
    strongest = sorted(kinds, key=lambda kind: (-RANK[SPEAKS_FOR[kind][0]], list(TOLD).index(kind)))
    return [_sentence(kind, kinds[kind]) for kind in strongest]


def _sentence(kind: str, rows: Sequence[StandingEvidence]) -> str:
    newest = max(row.day for row in rows)
    if kind == "endorsement":
        skills = {row.text for row in rows if row.text}
        what = count(len(skills), "skill") if len(skills) != 1 else next(iter(skills))
        told = f"{TOLD[kind]} for {what}" if skills else TOLD[kind]
        return f"{told}, last in {newest.year}." if len(rows) > 1 else f"{told} in {newest.year}."
    if len(rows) > 1:
        return f"{TOLD[kind]} {'twice' if len(rows) == 2 else f'{len(rows)} times'}, last in {month(newest)}."
    return f"{TOLD[kind]} in {month(newest)}."


def month(day: date) -> str:
    """A day as one would say it of something long ago: July 2009."""
    return f"{day:%B %Y}"
