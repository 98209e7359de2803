"""Where there is no way: the conversations most likely to open one. The user's ties by how likely they are to help,
times how much speaks for their knowing somebody near."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Final

from django.db.models import Count

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.engine.organisations import telling
from backcast.engine.routes import Estimate
from backcast.formats import names
from backcast.introductions.queries.targets import ENDS
from backcast.network import queries as network
from backcast.network.models import Hop, Organisation, Person, Position
from backcast.ties.models import Tie
from backcast.vision.models import FuturePerson
from backcast.vision.queries.alike import RANKS, field_words

MOST: Final = 5
"""Conversations proposed: what a week or two can hold (issue 5)."""
LOOKED_AT: Final = 5_000
"""Ties that are looked at, the surest first [D], so that the page stays quick."""
LIKENESS: Final[Mapping[str, float]] = {
    "now": 0.5,
    "before": 0.35,
    "knows": 0.35,
    "field": 0.12,
    "place": 0.1,
    "many": 0.05,
}
"""How much one thing speaks for knowing somebody near the aim [D]: being at the organisation now or before, knowing
somebody there, each word of the field shared, the same town, and knowing many people at all."""
NOBODY_NEAR: Final = "among the likeliest to help, as nothing noted here tells who is near"
WORDS: Final = 3
"""Words of the field that count for one person [D]."""
MANY: Final = 20
"""Whom so many are known to know knows many [D]."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of the aim: organisations with their names, who is there and where, the words of the field, and
    the place as folded words."""

    organisations: Mapping[int, str] = field(default_factory=dict)
    there: Mapping[int, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of somebody the user has a tie with; `here` are organisations they are at now, `gone` those they
    were at, `knows` people there whom they know, in words, `place` their town, folded."""

    person: int
    against: float
    here: frozenset[int]
    gone: frozenset[int]
    knows: Sequence[str]
    acquainted: int
    words: frozenset[str]
    place: str


@dataclass(frozen=True, slots=True)
class Opener:
    """A conversation to begin with: how likely they are to help, and why they of all people."""

    person: Person
    chance: Estimate
    because: tuple[str, ...]


def likeness(sought: Sought, one: Portrait) -> tuple[float, tuple[str, ...]]:
    """How much speaks for their knowing somebody near, 1 − Π(1 − part), and each part in words."""
    told = [("now", f"is at {sought.organisations[pk]} now") for pk in sorted(one.here & sought.organisations.keys())]
    gone = (one.gone - one.here) & sought.organisations.keys()
    told += [("before", f"was at {sought.organisations[pk]}") for pk in sorted(gone)]
    told += [("knows", f"knows {name}") for name in one.knows[:1]]
    shared = sorted(one.words & sought.words)[:WORDS]
    told += [("field", f"has to do with {word}") for word in shared]
    if one.place and f" {one.place} " in f" {sought.place} ":
        told.append(("place", "lives in the same town"))
    if one.acquainted >= MANY:
        told.append(("many", f"knows many people, {one.acquainted} that you know of"))
    return 1 - prod(1 - LIKENESS[part] for part, _ in told), tuple(words for _, words in told)


def of_person(viewer: Viewer, row: Person) -> Sought:
    """What is known of a person: where they are and were, what they do, where they live."""
    held = Position.objects.of(viewer).filter(person=row, organisation__merged_into=None).exclude(organisation=None)
    at = dict(held.values_list("organisation_id", "organisation__name"))
    if row.organisation is not None:
        at[row.organisation.pk] = row.organisation.name
    return Sought(at, _there(viewer, at), field_words(row.title, row.headline), names.plain(row.place))


def of_organisation(viewer: Viewer, row: Organisation) -> Sought:
    """An organisation; its name may tell the field."""
    at = {row.pk: row.name}
    return Sought(at, _there(viewer, at), frozenset(telling(row.key)) - RANKS)


def of_future_person(viewer: Viewer, row: FuturePerson) -> Sought:
    """Somebody of the future: as the person they are, else as described."""
    if row.known:
        return of_person(viewer, row.known)
    where = network.organisation(viewer, row.organisation) if row.organisation else None
    at = {where.pk: where.name} if where else {}
    return Sought(at, _there(viewer, at), field_words(row.describe, row.organisation), names.plain(row.vision.place))


def of_words(viewer: Viewer, words: str, places: Iterable[Organisation]) -> Sought:
    """Anybody some words describe, perhaps at one of some places that are called so."""
    at = {row.pk: row.name for row in places}
    return Sought(at, _there(viewer, at), field_words(words), names.plain(words))


def _there(viewer: Viewer, at: Mapping[int, str]) -> dict[int, str]:
    rows = network.people(viewer).filter(organisation__in=list(at)).order_by("pk")
    told = rows.values_list("pk", "name", "organisation_id")[:ENDS]
    return {pk: f"{name} at {at[where]}" for pk, name, where in told if where}


Ranked = tuple[float, int, Estimate, tuple[str, ...]]
"""What decides the order, the best first, then whom it is about, how likely they are to help, and why they."""


def openers(viewer: Viewer, sought: Sought, *, but: Collection[int], shift: float) -> list[Opener]:
    """At most five ties of the user, the likeliest to open a way first; those of `but` left out. Where nothing speaks
    for anybody, the surest ties. Six queries."""
    ranked: list[Ranked] = []
    surest: list[Ranked] = []
    for one in portraits(viewer, sought, but):
        near, because = likeness(sought, one)
        chance = engine.estimate(engine.score_of(one.against), shift=shift)
        if near:
            ranked.append((-near * chance.chance, one.person, chance, because))
        elif len(surest) < MOST:
            surest.append((-chance.chance, one.person, chance, (NOBODY_NEAR,)))
    best = sorted(ranked or surest, key=lambda found: found[:2])[:MOST]
    people = Person.objects.of(viewer).select_related("organisation").in_bulk([found[1] for found in best])
    return [Opener(people[pk], chance, because) for _, pk, chance, because in best]


def portraits(viewer: Viewer, sought: Sought, but: Collection[int]) -> Iterable[Portrait]:
    """The user's ties as they bear on an aim, the surest first."""
    rows = Tie.objects.of(viewer).filter(against__isnull=False, person__deleted_at=None, person__merged_into=None)
    rows = rows.filter(person__is_owner=False).exclude(ring="family").order_by("against", "pk")
    told = rows.values_list(
        "person_id", "against", "person__organisation_id", "person__title", "person__headline", "person__place"
    )
    held = [row for row in told[:LOOKED_AT] if row[0] not in but]
    gone, knows, acquainted = _gone(viewer, sought), _knows(viewer, sought), _acquainted(viewer, held)
    for person, against, here, title, headline, place in held:
        yield Portrait(
            person,
            float(against or 0),
            frozenset({here} if here else ()),
            gone.get(person, frozenset()),
            knows.get(person, ()),
            acquainted.get(person, 0),
            field_words(title, headline) if sought.words else frozenset(),
            names.plain(place.split(",")[0]) if sought.place else "",
        )


def _gone(viewer: Viewer, sought: Sought) -> dict[int, frozenset[int]]:
    if not sought.organisations:
        return {}
    rows = Position.objects.of(viewer).filter(organisation__in=list(sought.organisations))
    found: dict[int, set[int]] = {}
    for person, organisation in rows.values_list("person_id", "organisation_id"):
        found.setdefault(person, set()).add(organisation)
    return {person: frozenset(held) for person, held in found.items()}


def _knows(viewer: Viewer, sought: Sought) -> dict[int, list[str]]:
    """Whom at the organisations each person knows, the surest first."""
    if not sought.there:
        return {}
    rows = Hop.objects.of(viewer).filter(dst__in=list(sought.there)).order_by("against", "pk")
    found: dict[int, list[str]] = {}
    for src, dst in rows.values_list("src_id", "dst_id"):
        found.setdefault(src, []).append(sought.there[dst])
    return found


def _acquainted(viewer: Viewer, held: Sequence[Any]) -> dict[int, int]:
    """How many people each of the surest ties is known to know."""
    surest = [row[0] for row in held[:ENDS]]
    rows = Hop.objects.of(viewer).filter(src__in=surest).order_by()
    return dict(rows.values_list("src_id").annotate(Count("pk")))
