"""Starting again somewhere else: who of the user's people is there, was there, or knows somebody who is."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, F, QuerySet

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.formats import languages, names, places
from backcast.network import queries as network
from backcast.network.models import Fact, Hop, Person, Position
from backcast.network.queries import organisations
from backcast.network.queries.shared import LIVE
from backcast.network.queries.words import speaks

SHOWN: Final = 60
"""People of one kind that are shown [D], as on a page of People."""
BETWEEN: Final = 12
"""People shown who know somebody there [D]."""
KNOWN: Final = 3
"""People there shown of each of them [D]."""
LOOKED_AT: Final = 400
"""Pairs of them and whom they know that are looked at, the likeliest first [D]."""
TOWNS: Final = 12
"""Places offered before anything is looked for [D]."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; a person fits what is told of all of it."""

    place: str = ""
    field: str = ""
    organisation: str = ""
    speaks: str = ""

    def __bool__(self) -> bool:
        told = names.plain(self.field) or names.plain(self.organisation) or languages.listed(self.speaks)
        return bool(places.parts(self.place) or told)


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who fits, with the reasons."""

    person: Person
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Somebody of the user's who is not there and knows some who are, the likeliest to be introduced to first."""

    person: Person
    knows: tuple[There, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: those the user knows, the strongest tie first; others who are there; who knows somebody there."""

    yours: Sequence[There]
    others: Sequence[There]
    between: Sequence[Between]
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of where people are, before anything is looked for."""

    people: int
    placed: int
    towns: Sequence[tuple[str, int]]
    colleagues: Sequence[tuple[str, int]] = field(default=())


def found(viewer: Viewer, wanted: Wanted) -> Found:
    """Who fits; a fixed number of queries."""
    because = _because(viewer, wanted)
    both = _former_colleagues(viewer, because)
    people = Person.objects.of(viewer).select_related("tie", "organisation").in_bulk(because)
    mine, wish = network.own_languages(viewer), languages.joined(languages.listed(wanted.speaks))
    told = [There(one, (*because[pk], *_speaks(one, mine, wish), *both.get(pk, ()))) for pk, one in people.items()]
    told.sort(key=lambda one: (-one.person.tie.strength, one.person.sort, one.person.pk))
    yours = [one for one in told if one.person.tie.against is not None]
    others = [one for one in told if one.person.tie.against is None]
    return Found(yours[:SHOWN], others[:SHOWN], _between(viewer, told), len(told))


def known(viewer: Viewer) -> Known:
    """How many have a place on record, the commonest places, and where former colleagues are."""
    people = network.people(viewer)
    towns = people.exclude(place="").values_list("place").annotate(many=Count("pk")).order_by("-many", "place")
    own = _own_places(viewer)
    there = Position.objects.of(viewer).filter(organisation__in=own, **LIVE).values_list("person", flat=True)
    near = Counter(people.filter(pk__in=there).exclude(place="").values_list("place", flat=True)) if own else Counter()
    ranked = sorted(near.items(), key=lambda item: (-item[1], item[0]))
    return Known(people.count(), people.exclude(place="").count(), list(towns[:TOWNS]), ranked[:TOWNS])


def _because(viewer: Viewer, wanted: Wanted) -> dict[int, list[str]]:
    """Everybody who fits all that is told, with the reasons."""
    told = []
    if places.parts(wanted.place):
        told.append(_by_place(viewer, wanted.place))
    if names.plain(wanted.organisation):
        told.append(_by_organisation(viewer, wanted.organisation))
    if names.plain(wanted.field):
        told.append(_by_field(viewer, wanted.field))
    if fits := speaks(wanted.speaks):
        told.append({pk: [] for pk in network.people(viewer).filter(fits).values_list("pk", flat=True)})
    fit = set.intersection(*(set(one) for one in told)) if told else set()
    return {pk: list(dict.fromkeys(reason for one in told for reason in one[pk])) for pk in fit}


Reasons = dict[int, list[str]]


def _by_place(viewer: Viewer, wanted: str) -> Reasons:
    """Who lives there, works or worked there, or was said to live there before."""
    found: Reasons = {}
    people = network.people(viewer)
    for pk, place in people.filter(place__in=_matching(people, "place", wanted)).values_list("pk", "place"):
        found.setdefault(pk, []).append(f"Lives in {place}")
    roles = Position.objects.of(viewer).filter(**LIVE)
    for role in roles.filter(place__in=_matching(roles, "place", wanted)).select_related("organisation"):
        found.setdefault(role.person_id, []).append(_role(role, role.place))
    facts = Fact.objects.of(viewer).filter(field="place", **LIVE)
    for fact in facts.filter(value__in=_matching(facts, "value", wanted)).select_related("person").order_by("-day"):
        if fact.value != fact.person.place:
            found.setdefault(fact.person_id, []).append(f"Was in {fact.value} in {fact.day:%B %Y}")
    return found


def _matching(rows: QuerySet[Person] | QuerySet[Position] | QuerySet[Fact], column: str, wanted: str) -> list[str]:
    """The places among some rows that lie in the one looked for."""
    told = rows.exclude(**{column: ""}).order_by().values_list(column, flat=True).distinct()
    return [place for place in told if places.is_in(place, wanted)]


def _by_organisation(viewer: Viewer, wanted: str) -> Reasons:
    """Who works or worked at an organisation of that name, or with these words in it."""
    words = set(names.organisation(wanted).split())
    rows = list(organisations.called(viewer, wanted)) or [
        row for row in organisations.listed(viewer, wanted) if words <= set(row.key.split())
    ]
    found: Reasons = {}
    roles = Position.objects.of(viewer).filter(organisation__in=rows, **LIVE).select_related("organisation")
    for role in roles.order_by("-current", "-end", "-pk"):
        found.setdefault(role.person_id, []).append(_role(role, ""))
    return found


def _role(role: Position, place: str) -> str:
    """A position in words: where and since or until when, as far as it is told."""
    doing = {"study": ("Studies", "Studied")}.get(role.kind, ("Works", "Worked"))[not role.current]
    at = f" at {role.organisation.name}" if role.organisation else ""
    until = f" until {role.end[:4]}" if role.end and not role.current else ""
    return doing + at + (f" in {place}" if place else "") + until


def _by_field(viewer: Viewer, wanted: str) -> Reasons:
    """Whose title, headline or organisation has these words, or longer ones that begin so."""
    words = names.plain(wanted).split()
    found: Reasons = {}
    rows = network.search(viewer, " ".join(words)).select_related("organisation")
    for one in rows:
        house = one.organisation.name if one.organisation else ""
        own = names.plain(f"{one.title} {one.headline} {house}").split()
        if all(any(word.startswith(part) for word in own) for part in words):
            found[one.pk] = [", ".join(part for part in (one.title or one.headline, house) if part)]
    return found


def _speaks(person: Person, mine: str, wanted: str) -> list[str]:
    """The languages the two have in common, and those looked for beside them."""
    both = languages.shared(mine, person.languages)
    more = languages.beside(both, languages.shared(person.languages, wanted))
    told = [f"You both speak {_listed(both)}"] if both else []
    return [*told, f"Speaks {_listed(more)}"] if more else told


def _listed(held: Sequence[str]) -> str:
    """Languages in a sentence: "Portuguese, German and English"."""
    *first, last = map(languages.name, held)
    return f"{', '.join(first)} and {last}" if first else last


def _own_places(viewer: Viewer) -> set[int]:
    """The organisations the user is or was at, as far as a file told."""
    rows = Position.objects.of(viewer).filter(person__is_owner=True, organisation__isnull=False)
    return {pk for pk in rows.values_list("organisation_id", flat=True) if pk is not None}


def _former_colleagues(viewer: Viewer, people: Collection[int]) -> Reasons:
    """Where some people were and the user was too, at the same time or not."""
    own = _own_places(viewer)
    if not own or not people:
        return {}
    rows = Position.objects.of(viewer).filter(organisation__in=own, **LIVE).order_by("organisation__name")
    found: Reasons = {}
    for pk, name in rows.values_list("person_id", "organisation__name").distinct():
        if pk in people:
            found.setdefault(pk, []).append(f"You were both at {name}")
    return found


def _between(viewer: Viewer, told: Iterable[There]) -> list[Between]:
    """Who of the user's is not among these and knows some of them, by how likely an introduction is."""
    there = {one.person.pk: one for one in told}
    hops = Hop.objects.of(viewer).filter(dst__in=there, src__tie__against__isnull=False, src__deleted_at=None)
    hops = hops.exclude(src__in=there).exclude(src__tie__ring="family").exclude(src__is_owner=True)
    odds = (1 + engine.scale() * F("against")) * (1 + engine.scale() * F("src__tie__against"))
    best = hops.annotate(odds=odds).order_by("odds", "src", "dst").select_related("src__tie", "src__organisation")
    held: dict[Person, list[There]] = {}
    for hop in best[:LOOKED_AT]:
        held.setdefault(hop.src, []).append(there[hop.dst_id])
    return [
        Between(person, tuple(knows[:KNOWN]), max(0, len(knows) - KNOWN))
        for person, knows in list(held.items())[:BETWEEN]
    ]


def worth_asking(viewer: Viewer, most: int = 5) -> list[Person]:
    """Whom the user may ask around with: the strongest ties that are not family and may be asked [D]."""
    rows = network.people(viewer).filter(tie__against__isnull=False, tie__suggest=True, tie__may_ask=True)
    return list(rows.exclude(tie__ring="family").select_related("tie").order_by("-tie__strength", "sort", "pk")[:most])
