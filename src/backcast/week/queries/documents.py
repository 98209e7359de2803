"""A week as the contract names it."""

from typing import Any

from backcast.network.models import Person
from backcast.week.queries.shown import Told, View


def document(shown: View, weeks: int = 1) -> dict[str, Any]:
    """The week as the contract names it."""
    return {
        "start": shown.week.start.isoformat(),
        "hours": shown.hours,
        "planned_hours": round(shown.planned / 60, 2),
        "moves": [move_document(one) for one in shown.moves],
        "done": [move_document(one) | {"done_on": one.move.done_on} for one in shown.done],
        "left_out": [
            {"title": one.title, "because": one.because, "person": person_document(one.person)}
            for one in shown.left_out
        ],
        "optimal": shown.week.report.get("optimal", True),
        "ahead": list(shown.ahead[: max(0, weeks - 1)]),
    }


def move_document(one: Told) -> dict[str, Any]:
    """A move as the contract names it; `draft` is null for a kind without words."""
    return {
        "id": one.move.pk,
        "kind": one.move.kind,
        "person": person_document(one.move.person),
        "title": one.title,
        "minutes": one.move.minutes,
        "value": one.move.value,
        "draft": one.draft.text if one.draft else None,
        "serves": list(one.serves),
        "why": list(one.why),
    }


def person_document(person: Person | None) -> dict[str, Any] | None:
    """A person by id and name."""
    return {"id": person.pk, "name": person.name} if person else None
