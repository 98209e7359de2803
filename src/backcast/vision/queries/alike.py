"""Who of the user's people is like somebody of the future, or stands beside them: where to look for a name or a way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.formats import names, titles
from backcast.network.models import Hop, Person
from backcast.network.queries import organisations
from backcast.ties.models import Tie
from backcast.vision.models import FuturePerson

SHOWN: Final = 5
"""People shown for each of the future [D]."""
LOOKED_FOR: Final = 40
"""People of the future looked for at once, the weightiest first [D]."""
LOOKED_AT: Final = 5_000
"""Ties looked at, the surest first [D], as where ways are opened."""
PAIRS: Final = 1_000
"""Pairs of somebody and whom they know there that are looked at, the likeliest first [D]."""
SHARED: Final = 3
"""Words named that two titles share [D]."""
RANKS: Final = names.word_set(
    "a an and at for from in of or the to with who whom head chief senior junior lead leader manager managing director"
    " officer vice president associate assistant principal staff team member founder partner owner mid size sized level"
    " somebody someone anybody person people working works runs near small large big good they their that has new"
)
"""Words of a title or a description that say nothing of the field [D]."""


@dataclass(frozen=True, slots=True)
class Like:
    """Somebody the user has a tie with, and in words what speaks for them."""

    person: Person
    because: tuple[str, ...]
    is_one: bool = True
    """Whether they might be the one meant; who only knows somebody there is not."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who is like somebody of the future, and who stands beside them: at the same organisation, or knowing somebody
    there."""

    like: tuple[Like, ...] = ()
    beside: tuple[Like, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """What a title or a description tells: the field, how senior, and words of its own."""

    field: str = ""
    level: str = ""
    words: frozenset[str] = frozenset()


def found(viewer: Viewer, people: Sequence[FuturePerson]) -> dict[int, Found]:
    """For each of these people of the future, as far as they are described or have an organisation; seven queries at
    most."""
    people = [one for one in people if one.describe or one.organisation][:LOOKED_FOR]
    if not people:
        return {}
    where = _where(viewer, people)
    ties = _ties(viewer)
    faces = {one.pk: face(one.title or one.headline, one.field, one.seniority, _house(one)) for one in ties}
    knows = _knows(viewer, set(where.values()))
    return {one.pk: _found(one, where.get(one.pk), ties, faces, knows) for one in people}


def _where(viewer: Viewer, people: Iterable[FuturePerson]) -> dict[int, int]:
    """The organisation of each as one that is here, by any name it has or had."""
    wanted = {one.pk: names.organisation(one.organisation) for one in people if one.organisation}
    known = organisations.keys(viewer) if wanted else {}
    return {pk: known[key] for pk, key in wanted.items() if key in known}


def _ties(viewer: Viewer) -> list[Person]:
    """The user's people, family apart, the surest ties first."""
    rows = Tie.objects.of(viewer).filter(against__isnull=False, person__deleted_at=None, person__merged_into=None)
    rows = rows.filter(person__is_owner=False).exclude(ring="family").order_by("against", "pk")
    return [row.person for row in rows.select_related("person__organisation")[:LOOKED_AT]]


def face(text: str, field: str = "", level: str = "", house: str = "") -> Face:
    """What some words tell of somebody; what was said of them goes before. The name of where they are is words too."""
    return Face(field or titles.field(text), level or titles.seniority(text), field_words(text, house))


def field_words(*texts: str) -> frozenset[str]:
    """The words of some texts that tell a field."""
    return frozenset(word for text in texts for word in names.plain(text).split() if len(word) > 2) - RANKS


def _knows(viewer: Viewer, there: set[int]) -> dict[int, list[tuple[Person, Person]]]:
    """Who of the user's knows somebody at an organisation without being there, the likeliest first."""
    if not there:
        return {}
    hops = Hop.objects.of(viewer).filter(dst__organisation__in=there, src__tie__against__isnull=False)
    hops = hops.filter(src__deleted_at=None, dst__deleted_at=None).exclude(src__organisation=F("dst__organisation"))
    hops = hops.exclude(src__tie__ring="family").exclude(src__is_owner=True).exclude(dst__is_owner=True)
    odds = (1 + engine.scale() * F("against")) * (1 + engine.scale() * F("src__tie__against"))
    best = hops.annotate(odds=odds).order_by("odds", "src", "dst").select_related("src__organisation", "dst")[:PAIRS]
    held: dict[int, list[tuple[Person, Person]]] = {}
    for hop in best:
        held.setdefault(hop.dst.organisation_id or 0, []).append((hop.src, hop.dst))
    return held


def _found(
    row: FuturePerson,
    where: int | None,
    ties: Sequence[Person],
    faces: Mapping[int, Face],
    knows: Mapping[int, Sequence[tuple[Person, Person]]],
) -> Found:
    own = row.known.pk if row.known else None
    sought = face(row.describe)
    others = ties if sought != Face() else ()  # who is described by nothing resembles nobody
    like = ((_likeness(sought, faces[one.pk]), place, one) for place, one in enumerate(others) if one.pk != own)
    ranked = sorted((one for one in like if one[0][0]), key=lambda one: (-one[0][0], one[1]))
    beside = [Like(one, (f"Is at {_house(one)} now",)) for one in ties if where and one.organisation_id == where]
    for one, there in knows.get(where or 0, ()):
        if one.pk not in {held.person.pk for held in beside}:
            beside.append(Like(one, (f"Knows {there.name} there",), is_one=False))
    return Found(
        tuple(Like(one, because) for (_, because), _, one in ranked[:SHOWN]),
        tuple(one for one in beside if one.person.pk != own)[:SHOWN],
    )


def _house(one: Person) -> str:
    return one.organisation.name if one.organisation else ""


def _likeness(sought: Face, one: Face) -> tuple[int, tuple[str, ...]]:
    """How much speaks for being like them, and what, in words. A level alone is no likeness."""
    shared = sorted(sought.words & one.words)[:SHARED]
    same_field = bool(sought.field) and sought.field == one.field
    told = [f"Same field, {titles.FIELDS.get(one.field, one.field)}"] if same_field else []
    if shared:
        told.append(f"{'also ' if told else 'Also '}{', '.join(f'“{word}”' for word in shared)}")
    same_level = bool(told) and bool(sought.level) and sought.level == one.level
    if same_level:
        told.append("at the same level")
    return 2 * same_field + len(shared) + same_level, tuple(told)
