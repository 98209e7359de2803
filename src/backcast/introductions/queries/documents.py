"""Routes and asks as the documents of the contract."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from backcast.accounts.models import Viewer
from backcast.introductions.models import Ask
from backcast.introductions.queries import asks
from backcast.introductions.queries.routes import YOU, Route, Routes
from backcast.network.models import Evidence, Person
from backcast.network.queries import acquaintances


def document(viewer: Viewer, found: Routes) -> dict[str, Any]:
    """Everything about the routes to one target."""
    owner = Person.objects.of(viewer).filter(is_owner=True).first()
    you = {"id": owner.pk if owner else 0, "name": owner.name if owner else YOU}
    told = acquaintances.between(viewer, _pairs(found.routes))
    return {
        "to": {"kind": found.target.kind, "id": found.target.id, "name": found.target.name},
        "routes": [_route(one, you, told) for one in found.routes],
        "combined": asdict(found.combined),
        "left_out": [{**_person(one.person), "because": one.because} for one in found.left_out],
    }


def ask_document(viewer: Viewer, row: Ask) -> dict[str, Any]:
    """One ask with what was foretold, its letter and its days."""
    kinds = {"person": row.target_id, "future": row.future_person_id, "organisation": row.organisation_id}
    kind = next((kind for kind, pk in kinds.items() if pk), "words")
    return {
        "id": row.pk,
        "state": row.state,
        "person": _person(row.connector),
        "for": {"kind": kind, "id": kinds.get(kind), "name": asks.about(row)},
        "line": asks.told(viewer, row).line,
        "chance": row.chance,
        "low": row.low,
        "high": row.high,
        "days": {state: getattr(row, asks.DAYS[state]) for state in _way(row)},
        "text": row.text,
        "note": row.note,
        "outcome": row.outcome,
    }


def _way(row: Ask) -> tuple[str, ...]:
    """The states whose days an ask tells: of one without a yes the answer, or that none came."""
    return ("asked", row.state) if row.state in ("declined", "silent") else asks.WAY


def _pairs(routes: Iterable[Route]) -> set[tuple[int, int]]:
    hops = (hop for route in routes for hop in route.hops)
    return {(min(hop.src.pk, hop.dst.pk), max(hop.src.pk, hop.dst.pk)) for hop in hops if hop.src}


def _person(row: Person) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name}


def _route(route: Route, you: dict[str, Any], told: dict[tuple[int, int], list[Evidence]]) -> dict[str, Any]:
    return {
        "people": [you, *(_person(one) for one in route.people)],
        **asdict(route.chance),
        "hops": [
            {
                "from": hop.src.pk if hop.src else you["id"],
                "to": hop.dst.pk,
                **asdict(hop.chance),
                "evidence": _evidence(hop.src, hop.dst, told),
            }
            for hop in route.hops
        ],
        "weakest": route.weakest,
    }


def _evidence(src: Person | None, dst: Person, told: dict[tuple[int, int], list[Evidence]]) -> list[dict[str, Any]]:
    pieces = told.get((min(src.pk, dst.pk), max(src.pk, dst.pk)), []) if src else []
    return [{"kind": one.kind, "text": one.text, "source": one.source, "date": one.day} for one in pieces]
