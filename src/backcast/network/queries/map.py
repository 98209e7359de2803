"""Reads of the map: where people lie, who knows whom, and whether it still shows the network as it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Max, QuerySet, Sum

from backcast.accounts.models import Job, Viewer
from backcast.engine.layout import ALONE, Edge
from backcast.errors import NotFound
from backcast.network.models import Hop, Person, Spot
from backcast.network.queries import doing
from backcast.network.queries.shared import LIVE

KIND: Final = "network.map"
"""The kind of the job that draws it; the last one done says when."""
COMMON: Final = 0.3
"""A group is named by an organisation or a place that so many of it share [D]."""


DOING: Final = ("person__field", "person__title", "person__headline")
"""What tells the field of somebody with a spot."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """When the map was drawn, and a mark of the network it shows."""

    on: date
    mark: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a group."""

    id: int
    name: str
    title: str
    organisation: str
    place: str
    field: str


@dataclass(frozen=True, slots=True)
class Group:
    """People who know each other more than they know others; by name."""

    number: int
    name: str
    members: Sequence[Member]


def people(viewer: Viewer) -> QuerySet[Person]:
    """Whom the map shows: everybody but the owner."""
    return Person.objects.of(viewer).filter(is_owner=False)


def spots(viewer: Viewer) -> QuerySet[Spot]:
    """The spots of those who are still here."""
    return Spot.objects.of(viewer).filter(**LIVE)


def edges(viewer: Viewer) -> list[Edge]:
    """Every pair that seems to know each other, lower id first, with the chance of an introduction at an even base
    rate, the better way of the two; one query."""
    found: dict[tuple[int, int], float] = {}
    rows = Hop.objects.of(viewer).values_list("src_id", "dst_id", "against")
    for src, dst, against in rows.iterator(chunk_size=10_000):
        pair = (src, dst) if src < dst else (dst, src)
        found[pair] = max(found.get(pair, 0.0), 1.0 / (1.0 + against))
    return [(a, b, chance) for (a, b), chance in found.items()]


def mark(viewer: Viewer) -> str:
    """Equal for equal networks: who is here, and how surely they know each other; two queries."""
    here = people(viewer).aggregate(many=Count("pk"), last=Max("pk"))
    known = Hop.objects.of(viewer).aggregate(many=Count("pk"), sure=Sum("against"))
    return f"{here['many']} {here['last']} {known['many']} {known['sure'] or 0:.3f}"


def drawn(viewer: Viewer) -> Drawn | None:
    """The last drawing, or None."""
    job = Job.objects.of(viewer).filter(kind=KIND, state="done").order_by("-pk").first()
    told = (job.args.get("result") or {}) if job else {}
    return Drawn(date.fromisoformat(told["on"]), told["mark"]) if told else None


def job(viewer: Viewer) -> Job | None:
    """The drawing under way, or the last one where it failed."""
    row = Job.objects.of(viewer).filter(kind=KIND).order_by("-pk").first()
    return row if row and row.state != "done" else None


def groups(viewer: Viewer) -> list[Group]:
    """The groups of the map, the largest first; those who know nobody here stand last. One query."""
    members: dict[int, list[Member]] = {}
    told = ("group", "person_id", "person__name", "person__title", "person__organisation__name", "person__place")
    rows = spots(viewer).order_by("person__sort", "person_id").values_list(*told, *DOING)
    for number, pk, name, title, house, place, *does in rows:
        members.setdefault(number, []).append(Member(pk, name, title, house or "", place, doing.field(*does)))
    found = [Group(number, _name(number, held), held) for number, held in members.items()]
    return sorted(found, key=lambda one: (one.number == ALONE, -len(one.members), one.number))


def group(viewer: Viewer, number: int) -> Group:
    """One group of the map."""
    found = next((one for one in groups(viewer) if one.number == number), None)
    if found is None:
        raise NotFound("There is no such group.")
    return found


def _name(number: int, members: Sequence[Member]) -> str:
    """What many of a group share: their organisation or the two commonest, and their place."""
    if number == ALONE:
        return "On their own"
    houses, places = _counted(one.organisation for one in members), _counted(one.place for one in members)
    enough = COMMON * len(members)
    told = [word for word, times in places[:1] if times >= enough]
    if houses and houses[0][1] >= enough:
        told.insert(0, houses[0][0])
    elif not told:
        told = [word for word, _ in houses[:2]]
    return ", ".join(told) or f"Group {number}"


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    """Words that several have, the commonest first."""
    found = Counter(word for word in words if word)
    return sorted(((word, times) for word, times in found.items() if times > 1), key=lambda one: (-one[1], one[0]))
