"""Reads of the map with what stands between the user and everybody on it."""

from dataclasses import dataclass

from backcast.accounts.models import Viewer
from backcast.network.queries import doing
from backcast.network.queries import map as network


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the map: where, in which group, and their tie."""

    id: int
    x: float
    y: float
    group: int
    strength: float
    standing: str
    status: str
    field: str


def nodes(viewer: Viewer) -> list[Node]:
    """Everybody on the map, by id; one query."""
    told = ("x", "y", "group", "person__tie__strength", "person__tie__standing", "person__tie__status")
    rows = network.spots(viewer).order_by("person_id").values_list("person_id", *told, *network.DOING)
    return [
        Node(pk, x, y, group, strength or 0.0, standing or "unknown", status or "quiet", doing.field(*does))
        for pk, x, y, group, strength, standing, status, *does in rows
    ]
