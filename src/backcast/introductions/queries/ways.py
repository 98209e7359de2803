"""Routes as a page tells them: each way with its chance in words, its weakest link, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from backcast.accounts.models import Viewer
from backcast.engine.routes import Estimate
from backcast.introductions.queries import told
from backcast.introductions.queries.routes import YOU, Hop, Route, Routes
from backcast.introductions.queries.targets import Target
from backcast.network.models import Evidence, Person
from backcast.network.models import Hop as Link
from backcast.network.queries import acquaintances
from backcast.pages.templatetags.backcast import count, span
from backcast.ties.models import Tie

STANDS: Final = {
    "champion": "a champion",
    "advocate": "an advocate",
    "supporter": "a supporter",
    "friendly": "friendly",
    "unknown": "standing not known yet",
}
VIAS: Final = 12
"""People who know the end that are offered as a way, the surest first [D]."""
NAMED: Final = 3
"""Pieces of evidence named for one hop [D]; the rest is on the page of the person."""


@dataclass(frozen=True, slots=True)
class Step:
    """One hop in words."""

    src: str
    dst: Person
    chance: str
    spread: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One route in words; `draft` is what an ask along it is about, as a query."""

    people: tuple[Person, ...]
    chance: str
    spread: str
    steps: tuple[Step, ...]
    weakest: Step
    draft: str

    @property
    def is_direct(self) -> bool:
        """Whether nobody stands in between."""
        return len(self.people) == 1


def ways(viewer: Viewer, found: Routes) -> list[Way]:
    """Every route found, in words; five queries."""
    pairs = {_pair(hop) for route in found.routes for hop in route.hops if hop.src}
    evidence = acquaintances.between(viewer, pairs) if pairs else {}
    firsts = [route.people[0].pk for route in found.routes]
    ties = Tie.objects.all_of(viewer).in_bulk(firsts) if firsts else {}
    return [_way(viewer, route, found.target, evidence, ties) for route in found.routes]


def _pair(hop: Hop) -> tuple[int, int]:
    one, other = sorted((hop.src.pk if hop.src else 0, hop.dst.pk))
    return one, other


def _way(
    viewer: Viewer,
    route: Route,
    target: Target,
    evidence: Mapping[tuple[int, int], Sequence[Evidence]],
    ties: Mapping[int, Tie],
) -> Way:
    steps = []
    for hop in route.hops:
        because = heard(evidence.get(_pair(hop), ())) if hop.src else tie(viewer, ties[hop.dst.pk])
        src = hop.src.name if hop.src else YOU
        steps.append(Step(src, hop.dst, told.about(hop.chance), told.spread(hop.chance), because))
    return Way(
        people=route.people,
        chance=told.about(route.chance),
        spread=told.spread(route.chance),
        steps=tuple(steps),
        weakest=steps[route.weakest],
        draft=draft(route.people[0], target, route.people[-1]),
    )


def draft(connector: Person, target: Target, end: Person) -> str:
    """What an ask of this connector is about, as a query: the aim itself, or, of many found by words, the one there."""
    kind, aim = ("person", end.pk) if target.kind == "words" else (target.kind, target.id)
    return urlencode({"connector": connector.pk, kind: aim})


def heard(pieces: Sequence[Evidence]) -> tuple[str, ...]:
    """What speaks for two people knowing each other, a sentence for each kind; the user's own words are quoted."""
    named = []
    for words, one in acquaintances.Known(Person(), 0.0, pieces).because[:NAMED]:
        named.append(f"{words}: “{one.text}”" if one.text and one.kind == "said" else words)
    return tuple(named) or ("You have not noted why",)


def tie(viewer: Viewer, row: Tie) -> tuple[str, str]:
    """What stands between the user and somebody, in words, and the figure behind them."""
    parts = [STANDS[row.standing], f"last contact {_ago(viewer, row)}" if row.last else "no contact on record"]
    if row.gave or row.got:
        parts.append(f"{count(row.gave, 'favour')} given, {row.got} received")
    told = ", ".join(parts)
    return told[0].upper() + told[1:], f"Strength of the tie: {row.strength:.2f} of 1"


def _ago(viewer: Viewer, row: Tie) -> str:
    days = (viewer.today - row.last).days if row.last else 0
    return f"{span(days)} ago" if days > 0 else "today"


def offered(viewer: Viewer, found: Routes) -> list[Person]:
    """Whom a way may be asked to lead through: those on the routes and those who surely know an end, by name; two
    queries."""
    ids = {one.pk for route in found.routes for one in route.people[:-1]}
    rows = Link.objects.of(viewer).filter(dst__in=found.target.ends).exclude(src__in=found.target.ends)
    ids |= set(rows.order_by("against", "src").values_list("src", flat=True)[:VIAS])
    return list(Person.objects.of(viewer).filter(pk__in=ids).order_by("sort", "pk"))


def strangers(viewer: Viewer, ends: Iterable[int]) -> bool:
    """Whether the user knows none of them; one query."""
    wanted = list(ends)
    return bool(wanted) and not Tie.objects.all_of(viewer).filter(person__in=wanted, against__isnull=False).exists()


def together(estimate: Estimate) -> str:
    """Several routes in one phrase."""
    return f"{told.about(estimate)} ({told.spread(estimate)})"
