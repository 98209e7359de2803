"""The map of the network: a picture for the eyes, and the same groups as a list."""

import json
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from backcast import limits
from backcast.accounts.middleware import Request
from backcast.accounts.models import Viewer
from backcast.engine.layout import ALONE, Edge
from backcast.formats.titles import FIELDS
from backcast.introductions.queries import routes, targets
from backcast.network import queries as network
from backcast.network.actions import map as actions
from backcast.network.queries import map as queries
from backcast.ties import actions as ties
from backcast.ties.models import STANDINGS, STATUSES
from backcast.ties.queries import map as nodes
from backcast.ties.queries.map import Node
from backcast.vision import queries as visions
from backcast.vision.models import shown
from backcast.web.answers import see_other

GROUPS: Final = 24
"""Groups of the list on one page [D]."""
FIRST: Final = 8
"""People shown of a group in the list [D]; its page has all."""
NAMED: Final = 20
"""The largest groups wear their names on the map (ui.md §2.3)."""

GROUP_MARKS: Final = [
    (shape, f"t{colour}") for shape in ("circle", "square", "diamond", "up") for colour in range(1, 5)
]
"""How the groups differ: by shape and colour, in turn."""
STANDING_MARKS: Final = {
    "champion": ("up", "t1"),
    "advocate": ("square", "t2"),
    "supporter": ("diamond", "t3"),
    "friendly": ("circle", "t4"),
    "unknown": ("dot", "muted"),
}
STATUS_MARKS: Final = {
    "new": ("cross", "t3"),
    "quiet": ("dot", "muted"),
    "current": ("circle", "good"),
    "due": ("diamond", "accent"),
    "fading": ("up", "warn"),
    "dormant": ("square", "t4"),
    "lapsed": ("down", "edge"),
}
WAY_MARKS: Final = {
    "On a way": ("diamond", "accent"),
    "Whom you want to reach": ("up", "bad"),
    "Others": ("dot", "muted"),
}
FIELD_MARKS: Final = [
    (shape, f"t{colour}") for shape in ("circle", "square", "diamond", "up", "down", "cross") for colour in range(1, 5)
][: len(FIELDS) + 1]
"""One for each field, in their order, and the last for words of the user's own."""
ALONE_MARK: Final = ("dot", "muted")
PLACES: Final = {field: place for place, field in enumerate(("", *FIELDS))}
STATUS_WORDS: Final = {"quiet": "no contact noted", "lapsed": "out of touch"}


@require_safe
def page(request: Request) -> HttpResponse:
    """The map, drawn at once on the first visit where that is quick; under way, how far it is."""
    ties.age(request.viewer)
    drawn, job = queries.drawn(request.viewer), queries.job(request.viewer)
    if request.headers.get("HX-Request"):
        return _progress(request, job)
    people = queries.people(request.viewer).count()
    if people and drawn is None and job is None and people <= actions.AT_ONCE:
        actions.ask(request.viewer)
        drawn = queries.drawn(request.viewer)
    groups = queries.groups(request.viewer) if drawn else []
    context = {
        "people": people,
        "drawn": drawn,
        "job": job,
        "stale": drawn is not None and drawn.mark != queries.mark(request.viewer),
        "page": Paginator(groups, GROUPS).get_page(request.GET.get("page")),
        "first": FIRST,
        "groups": groups,
        "linked": [one for one in groups if one.number != ALONE],
        "marks": json.dumps(_marks()),
        "legends": _legends(groups),
        "named": json.dumps({one.number: one.name for one in groups[:NAMED] if one.number != ALONE}),
        "reach": _reach(request.viewer) if drawn else [],
    }
    return render(request, "web/map.html", context)


def _progress(request: Request, job: Any) -> HttpResponse:
    if job is None or job.state == "failed":
        return HttpResponse(headers={"HX-Redirect": resolve_url("map")})
    return render(request, "web/map_progress.html", {"job": job})


@require_POST
def draw(request: Request) -> HttpResponse:
    """Draw it again, from where everybody lies, or anew."""
    actions.ask(request.viewer, anew=bool(request.POST.get("anew")))
    return see_other("map")


@require_safe
def group(request: Request, group: int) -> HttpResponse:
    """Everybody of one group."""
    row = queries.group(request.viewer, group)
    people = Paginator(row.members, limits.PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "web/map_group.html", {"group": row, "page": people, "section": "map"})


@require_safe
def data(request: Request) -> HttpResponse:
    """Where everybody lies and who knows whom, as bytes for the picture."""
    return HttpResponse(
        packed(nodes.nodes(request.viewer), queries.edges(request.viewer)), content_type="application/octet-stream"
    )


def packed(people: Sequence[Node], edges: Sequence[Edge]) -> bytes:
    """Little-endian: the numbers n of people and m of pairs; then, each for all, ids (4 bytes), x and y, strength
    (float32), pairs of places in that order (2 · 4), group (2), standing, status and field (1 each, as in `_marks`)."""
    place = {one.id: n for n, one in enumerate(people)}
    pairs = [place[pk] for a, b, _ in edges if a in place and b in place for pk in (a, b)]
    n, m = len(people), len(pairs) // 2
    standings = {word: value for value, word in enumerate(STANDINGS)}
    statuses = {word: value for value, word in enumerate(STATUSES)}
    return b"".join(
        [
            struct.pack(f"<2I{n}I", n, m, *(one.id for one in people)),
            struct.pack(f"<{2 * n}f", *(at for one in people for at in (one.x, one.y))),
            struct.pack(f"<{n}f", *(one.strength for one in people)),
            struct.pack(f"<{2 * m}I", *pairs),
            struct.pack(f"<{n}H", *(min(one.group, 0xFFFF) for one in people)),
            bytes(standings[one.standing] for one in people),
            bytes(statuses[one.status] for one in people),
            bytes(_place(one.field) for one in people),
        ]
    )


def _place(field: str) -> int:
    """Where the mark of a field stands: first not known, then each of `FIELDS`, last a word of the user's own."""
    return PLACES.get(field, len(FIELDS) + 1)


@require_safe
def names(request: Request) -> HttpResponse:
    """The name of everybody on the map, by id."""
    return JsonResponse(dict(queries.spots(request.viewer).values_list("person_id", "person__name")))


@require_safe
def ways(request: Request, person_id: int) -> HttpResponse:
    """The best ways to somebody, each as the ids from whom to ask to whom it leads."""
    person = network.person(request.viewer, person_id)
    found = routes.routes(request.viewer, targets.of_person(person))
    return JsonResponse({"to": person.pk, "ways": [[one.pk for one in way.people] for way in found.routes]})


def _reach(viewer: Viewer) -> list[Any]:
    """Whom the user wants to be known by and who is here, to show the ways to."""
    vision = visions.active(viewer)
    rows = visions.future_people(viewer, vision) if vision else []
    return [person for row in rows if (person := shown(row.person))]


def _marks() -> dict[str, Any]:
    """Shape and colour for each value, in the order of the bytes; of groups in turn, the first for those alone."""
    return {
        "group": [ALONE_MARK, *GROUP_MARKS],
        "standing": [STANDING_MARKS[word] for word in STANDINGS],
        "status": [STATUS_MARKS[word] for word in STATUSES],
        "way": list(WAY_MARKS.values()),
        "field": [ALONE_MARK, *FIELD_MARKS],
    }


def _legends(groups: Sequence[queries.Group]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What each mark means, in words: (colouring, [(word, shape, colour)])."""
    largest = [one for one in groups if one.number != ALONE][: len(GROUP_MARKS) // 2]
    told = [(one.name, *GROUP_MARKS[(one.number - 1) % len(GROUP_MARKS)]) for one in largest]
    return [
        ("group", [*told, ("Know nobody here", *ALONE_MARK)]),
        ("standing", [(word, *STANDING_MARKS[word]) for word in STANDINGS]),
        ("status", [(STATUS_WORDS.get(word, word), *STATUS_MARKS[word]) for word in STATUSES]),
        ("way", [(word, *mark) for word, mark in WAY_MARKS.items()]),
        ("field", _fields(member.field for one in groups for member in one.members)),
    ]


def _fields(told: Iterable[str]) -> list[tuple[str, str, str]]:
    """The marks of the fields that somebody is in, the commonest first."""
    found = Counter(map(_place, told))
    words = {place: FIELDS[field] for field, place in PLACES.items() if field} | {0: "Unknown"}
    marks = [ALONE_MARK, *FIELD_MARKS]
    return [(words.get(place, "Other words of yours"), *marks[place]) for place, _ in found.most_common()]
