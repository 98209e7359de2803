"""Reads of people, organisations and claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.errors import Ambiguous, Invalid, NotFound
from backcast.formats import languages, names
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position, SearchText
from backcast.network.queries import organisations
from backcast.network.queries.words import search as search

BOOKS = ("vcard", "google", "outlook", "csv", "monica", "notes", "pasted", "resume")
"""Sources the user keeps themselves: address books of every kind."""
RANK = {"hand": 0} | dict.fromkeys(BOOKS, 1) | {"linkedin": 2, "contacts": 3, "mail": 10, "calendar": 10}
"""Between claims of one day: by hand > address book > LinkedIn > mail (model.md §3)."""


def people(viewer: Viewer) -> QuerySet[Person]:
    """Everyone but the owner."""
    return Person.objects.of(viewer).filter(is_owner=False)


def person(viewer: Viewer, person_id: int) -> Person:
    """One person, not the owner; for somebody merged into another, that other."""
    found = of_id(viewer, person_id).select_related("organisation").first()
    if found is None:
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    return found


def of_id(viewer: Viewer, person_id: int) -> QuerySet[Person]:
    """The person of an id, which may be one they had before a merge."""
    became = Person.objects.all_of(viewer).filter(pk=person_id).values("merged_into")
    return people(viewer).filter(Q(pk=person_id) | Q(pk__in=became))


def merged_into(viewer: Viewer, person_id: int) -> set[int]:
    """The former ids of a person."""
    return set(Person.objects.all_of(viewer).filter(merged_into=person_id).values_list("pk", flat=True))


def owner(viewer: Viewer) -> Person | None:
    """The owner as a person, once a file told who they are."""
    return Person.objects.of(viewer).filter(is_owner=True).first()


def own_languages(viewer: Viewer) -> str:
    """What the owner speaks, as far as a file told or they said so."""
    found = owner(viewer)
    return found.languages if found else ""


def find(viewer: Viewer, who: str) -> Person:
    """The person meant by an id, e-mail, profile address or unambiguous name. Invalid where nothing is said."""
    meant = names.clean(who)
    if not meant:
        raise Invalid("No name was given.", "Write whom you mean: a name, an address or their number.")
    found = list(_meant(viewer, meant).select_related("organisation").order_by("sort", "pk")[:6])
    if not found:
        raise NotFound(f"Nobody here is called {meant}.", "Look them up with: backcast people WORDS")
    if len(found) > 1:
        those = "; ".join(f"{one.pk} {one.name}" for one in found[:5])
        more = "; and more" if len(found) > 5 else ""
        raise Ambiguous(f"{meant} could be several people.", f"Use an id: {those}{more}")
    return found[0]


def _meant(viewer: Viewer, who: str) -> QuerySet[Person]:
    rows = people(viewer)
    if who.isdecimal():
        return of_id(viewer, int(who)) if len(who) < 19 else rows.none()
    for key in (names.email(who), "" if " " in who else names.profile_url(who)):  # "A. Hale" is no address
        if key:
            of_key = ContactPoint.objects.of(viewer).filter(key=key).values("person")
            return rows.filter(pk__in=of_key)
    return _named(rows, who)


def _named(rows: QuerySet[Person], who: str) -> QuerySet[Person]:
    """People of exactly this name, else those whose name holds each of its words. A name of signs alone
    (an emoji) has no words and is only itself."""
    words = names.fold(who).split()
    same = Q(name=who) | Q(sort=" ".join(words)) if words else Q(name=who)
    same |= Q(pk__in=rows.filter(merged__isnull=False, facts__field="name", facts__value=who).values("pk"))
    exact = rows.filter(same)
    if not words or exact.exists():
        return exact
    for word in words:
        rows = rows.filter(sort__contains=word)
    return rows


def organisation(viewer: Viewer, name: str) -> Organisation | None:
    """The organisation that has or had that name, under any legal form, or None."""
    return organisations.called(viewer, name).first()


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to "where does this value come from?"."""

    field: str
    value: str
    source: str
    day: date
    shown: bool


def claims(viewer: Viewer, row: Person) -> list[Claim]:
    """Every claim about a person, newest first; `shown` marks the winners."""
    ids = [row.pk]
    return claims_of(row, facts(viewer, ids), points(viewer, ids), positions(viewer, ids))


def claims_of(
    row: Person, facts: Iterable[Fact], points: Iterable[ContactPoint], positions: Iterable[Position]
) -> list[Claim]:
    """The same from rows in hand."""
    found = [Claim(fact.field, fact.value, fact.source, fact.day, _shown(row, fact)) for fact in facts]
    for point in points:
        found.append(Claim(point.kind, point.value, point.source, point.day, True))
    for role in positions:
        where = role.organisation.name if role.organisation else ""
        text = ", ".join(part for part in (role.title, where) if part)
        found.append(Claim("position", text, role.source, role.day, role.current))
    return sorted(found, key=lambda claim: (claim.field, not claim.shown, -claim.day.toordinal()))


def _shown(row: Person, fact: Fact) -> bool:
    if fact.field == "languages" and fact.value:
        return set(languages.held(fact.value)) <= set(languages.held(row.languages))
    return fact.field == "connected" or getattr(row, fact.field) == fact.value


def newest(claims: Iterable[Any]) -> Any:
    """The winner: a chosen claim, else the newest day, else the better source (model.md §3); an address that
    stands for a name gives way to any name."""
    return min(
        claims,
        key=lambda c: (
            not getattr(c, "chosen", False),
            getattr(c, "field", "") == "name" and "@" in c.value,
            -c.day.toordinal(),
            RANK.get(c.source, 9),
            -(c.pk or 0),
        ),
        default=None,
    )


def spoken(claims: Iterable[Fact]) -> str:
    """What somebody speaks: what the user last wrote, else all that any source told, the newest first. Two sources
    that tell of different languages both may be right, and nobody unlearns one because a newer file is silent on it."""
    told = [claim for claim in claims if claim.field == "languages"]
    told.sort(key=lambda claim: (-claim.day.toordinal(), claim.source, claim.value))
    word: Fact | None = newest(claim for claim in told if claim.source == "hand")
    if word is not None:
        return word.value
    return languages.joined(languages.together(one for claim in told for one in languages.held(claim.value)))


def search_text(person: Person, points: Iterable[ContactPoint], former: Iterable[str] = ()) -> str:
    """What search looks through for a person: names, place and role folded, and addresses as they are. `former` are
    names of those who were merged into them."""
    where = person.organisation.name if person.organisation else ""
    told = [names.plain(part) for part in (person.name, where, person.title, person.place, person.headline)]
    told += [names.plain(name) for name in former if name != person.name]
    return " ".join([*told, *(point.key for point in points if point.kind != "phone")])


def former_names(viewer: Viewer, ids: Iterable[int] | None = None) -> Mapping[int, Sequence[str]]:
    """Every name told of people whom others were merged into, of all or of some."""
    merged = Person.objects.all_of(viewer).filter(merged_into__isnull=False)
    merged = merged if ids is None else merged.filter(merged_into__in=list(ids))
    rows = Fact.objects.of(viewer).filter(field="name", person__in=merged.values("merged_into")).order_by("value")
    return {person: [row.value for row in held] for person, held in by_person(rows).items()}


def search_lags(viewer: Viewer) -> set[int]:
    """The people, by id, whose search text is missing, differs from what it would be now, or should not be."""
    held = dict(SearchText.objects.of(viewer).values_list("person_id", "text"))
    reached = by_person(ContactPoint.objects.of(viewer).order_by("pk"))
    rows = Person.objects.of(viewer).select_related("organisation")
    former = former_names(viewer)
    told = {row.pk: search_text(row, reached.get(row.pk, ()), former.get(row.pk, ())) for row in rows}
    return {pk for pk in held.keys() | told.keys() if held.get(pk) != told.get(pk)}


def by_person(rows: Iterable[Any]) -> Mapping[int, Sequence[Any]]:
    """Rows grouped by their person."""
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.person_id, []).append(row)
    return grouped


def points(viewer: Viewer, people_ids: Iterable[int]) -> QuerySet[ContactPoint]:
    """The addresses of some people."""
    return ContactPoint.objects.of(viewer).filter(person__in=list(people_ids)).order_by("pk")


def positions(viewer: Viewer, people_ids: Iterable[int]) -> QuerySet[Position]:
    """The positions of some people, with their organisations."""
    rows = Position.objects.of(viewer).filter(person__in=list(people_ids))
    return rows.select_related("organisation").order_by("pk")


def facts(viewer: Viewer, people_ids: Iterable[int], fields: Sequence[str] = ()) -> QuerySet[Fact]:
    """The claims about some people, of some fields or of all."""
    wanted = Q(field__in=fields) if fields else Q()
    return Fact.objects.of(viewer).filter(wanted, person__in=list(people_ids)).order_by("pk")
