"""What the list of people can be narrowed to: by a field typed into the search, or by a facet with its count."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.network.queries import described, words
from backcast.network.queries.tags import tagged
from backcast.ties.models import RINGS, STANDINGS, STATUSES

MOST = 8
"""Organisations offered at once [D]: a line or two of them."""

AGES = {"month": (0, 31), "quarter": (31, 92), "year": (92, 366)}
"""How old the last contact is, in days: from, and less than. Rolling spans [D], so that the first of a month is
no different from its last."""
LAST = [*AGES, "longer", "never"]


def _one_of(column: str, allowed: Sequence[str]) -> words.Field:
    def fits(typed: str) -> Q | None:
        word = {"out of touch": "lapsed"}.get(names.plain(typed), names.plain(typed))
        return Q(**{column: word}) if word and word in allowed else None

    return fits


FIELDS: Mapping[str, words.Field] = {
    **words.FIELDS,
    "standing": _one_of("tie__standing", STANDINGS),
    "status": _one_of("tie__status", STATUSES),
    "ring": _one_of("tie__ring", RINGS),
    "tag": tagged,
    "field": described.field,
    "seniority": described.seniority,
    "town": described.town,
}
"""Fields of the search language: `standing:advocate`."""


def narrowed(viewer: Viewer, rows: QuerySet[Person], **chosen: str) -> QuerySet[Person]:
    """The people that fit every chosen facet; an empty choice narrows nothing."""
    for name, value in chosen.items():
        if value:
            rows = rows.filter(CHOICES[name](viewer, value))
    return rows


def _last(viewer: Viewer, age: str) -> Q:
    """Whose last contact is so old."""
    if age == "never":
        return Q(tie__last=None)
    if age == "longer":
        return Q(tie__last__lte=_ago(viewer, AGES["year"][1]))
    newest, oldest = AGES[age]
    since = Q(tie__last__gt=_ago(viewer, oldest))
    return since & Q(tie__last__lte=_ago(viewer, newest)) if newest else since


def _ago(viewer: Viewer, days: int) -> date:
    return viewer.today - timedelta(days)


CHOICES: Mapping[str, Callable[[Viewer, str], Q]] = {
    "standing": lambda viewer, value: Q(tie__standing=value),
    "status": lambda viewer, value: Q(tie__status=value),
    "ring": lambda viewer, value: Q(tie__ring=value),
    "organisation": lambda viewer, value: Q(organisation__in=network.organisations.called(viewer, value).order_by()),
    "last": _last,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, and how many people are left with it beside the other choices."""

    value: str
    count: int
    chosen: bool


Cell = tuple[tuple[str | None, ...], int]
WORDS: Mapping[str, Sequence[str]] = {"standing": STANDINGS, "status": STATUSES, "ring": RINGS, "last": LAST}
"""Facets of a few words, in the order of their words."""


def facets(viewer: Viewer, *, typed: str, organisation: str = "", **chosen: str) -> dict[str, list[Option]]:
    """The options of every facet that somebody fits, from two queries: one counts people by all facets of words
    at once, the other by organisation. A facet that would narrow nothing is left out."""
    rows = words.search(viewer, typed, FIELDS)
    wanted = [chosen.get(name, "") for name in WORDS]
    cells = _cells(viewer, narrowed(viewer, rows, organisation=organisation))
    counts = zip(WORDS.items(), _counts(cells, wanted), wanted, strict=True)
    options = {name: _options(order, found, value) for (name, order), found, value in counts}
    fitting = sum(number for values, number in cells if _misses(values, wanted) == [])
    options["organisation"] = _organisations(narrowed(viewer, rows, **chosen), organisation, fitting)
    return {name: held for name, held in options.items() if len(held) > 1 or any(one.chosen for one in held)}


def _cells(viewer: Viewer, rows: QuerySet[Person]) -> list[Cell]:
    """How many people there are of each mix of words."""
    age = Case(*(When(_last(viewer, age), then=Value(age)) for age in LAST))
    mixes = rows.annotate(age=age).values_list("tie__standing", "tie__status", "tie__ring", "age")
    return [(row[:-1], row[-1]) for row in mixes.annotate(Count("pk")).order_by()]


def _counts(cells: Sequence[Cell], wanted: Sequence[str]) -> list[Counter[str]]:
    """People by the values of each facet. Who misses no choice counts for every facet, who misses one counts for
    that facet alone: it is what a click there would change."""
    found: list[Counter[str]] = [Counter() for _ in wanted]
    for values, number in cells:
        missed = _misses(values, wanted)
        for place in range(len(wanted)) if not missed else missed if len(missed) == 1 else ():
            found[place][values[place] or ""] += number
    return found


def _misses(values: Sequence[str | None], wanted: Sequence[str]) -> list[int]:
    """The places of the choices that a mix does not fit."""
    return [place for place, value in enumerate(wanted) if value and values[place] != value]


def _options(order: Sequence[str], found: Counter[str], wanted: str) -> list[Option]:
    """In the order of the words; the chosen one is always there."""
    shown = [value for value in order if value and (found[value] or value == wanted)]
    return [Option(value, found[value], value == wanted) for value in shown]


def _organisations(rows: QuerySet[Person], wanted: str, fitting: int) -> list[Option]:
    """Those with the most people, one under all its legal forms; the chosen one where anybody `fitting` is there."""
    signs = When(organisation__key="", then=F("organisation__name"))
    keyed = rows.exclude(organisation=None).annotate(of=Case(signs, default=F("organisation__key")))
    told = keyed.values_list("of").annotate(number=Count("pk"), name=Min("organisation__name"))
    key = names.organisation(wanted) or names.clean(wanted)
    found = [Option(name, number, of == key) for of, number, name in told.order_by("-number", "of")[:MOST]]
    if wanted and fitting and not any(one.chosen for one in found):
        found.append(Option(names.clean(wanted), fitting, True))
    return found
