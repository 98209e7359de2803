"""Reads of people, organisations and claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.errors import Ambiguous, NotFound
from backcast.formats import names
from backcast.network.models import ContactPoint, Fact, Organisation, Person, Position, SearchText
from backcast.network.queries.words import search as search

BOOKS = ("vcard", "google", "outlook", "csv", "monica", "notes", "pasted", "resume")
"""Sources the user keeps themselves: address books of every kind."""
RANK = {"hand": 0} | dict.fromkeys(BOOKS, 1) | {"linkedin": 2, "contacts": 3, "mail": 10, "calendar": 10}
"""Between claims of one day: by hand > address book > LinkedIn > mail (model.md §3)."""


def people(viewer: Viewer) -> QuerySet[Person]:
    """Everyone but the owner."""
    return Person.objects.of(viewer).filter(is_owner=False)


def person(viewer: Viewer, person_id: int) -> Person:
    """One person, not the owner."""
    found = people(viewer).filter(pk=person_id).select_related("organisation").first()
    if found is None:
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    return found


def owner(viewer: Viewer) -> Person | None:
    """The owner as a person, once a file told who they are."""
    return Person.objects.of(viewer).filter(is_owner=True).first()


def find(viewer: Viewer, who: str) -> Person:
    """The person meant by an id, e-mail, profile address or unambiguous name."""
    meant = names.clean(who)
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
        return rows.filter(pk=int(who)) if len(who) < 19 else rows.none()
    for key in (names.email(who), names.profile_url(who)):
        if key:
            of_key = ContactPoint.objects.of(viewer).filter(key=key).values("person")
            return rows.filter(pk__in=of_key)
    return _named(rows, who)


def _named(rows: QuerySet[Person], who: str) -> QuerySet[Person]:
    """People of exactly this name, else those whose name holds each of its words. A name of signs alone
    (an emoji) has no words and is only itself."""
    words = names.fold(who).split()
    same = Q(name=who) | Q(sort=" ".join(words)) if words else Q(name=who)
    exact = rows.filter(same)
    if not words or exact.exists():
        return exact
    for word in words:
        rows = rows.filter(sort__contains=word)
    return rows


def organisations(viewer: Viewer, name: str) -> QuerySet[Organisation]:
    """The organisations of that name under any legal form; one of signs alone has no key and is only itself."""
    key, rows = names.organisation(name), Organisation.objects.of(viewer)
    return rows.filter(key=key) if key else rows.filter(key="", name=names.clean(name))


def organisation(viewer: Viewer, name: str) -> Organisation | None:
    """The organisation of that name under any legal form, or None."""
    return organisations(viewer, name).order_by("pk").first()


def organisation_names(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations somebody works at now, for a filter."""
    return Organisation.objects.of(viewer).filter(people__is_owner=False).distinct().order_by("name")


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
    found = [
        Claim(f.field, f.value, f.source, f.day, _shown(row, f)) for f in Fact.objects.of(viewer).filter(person=row)
    ]
    for point in ContactPoint.objects.of(viewer).filter(person=row):
        found.append(Claim(point.kind, point.value, point.source, point.day, True))
    for role in Position.objects.of(viewer).filter(person=row).select_related("organisation"):
        where = role.organisation.name if role.organisation else ""
        text = ", ".join(part for part in (role.title, where) if part)
        found.append(Claim("position", text, role.source, role.day, role.current))
    return sorted(found, key=lambda claim: (claim.field, not claim.shown, -claim.day.toordinal()))


def _shown(row: Person, fact: Fact) -> bool:
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


def search_text(person: Person, points: Iterable[ContactPoint]) -> str:
    """What search looks through for a person: names, place and role folded, and addresses as they are."""
    where = person.organisation.name if person.organisation else ""
    told = [names.plain(part) for part in (person.name, where, person.title, person.place, person.headline)]
    return " ".join([*told, *(point.key for point in points if point.kind != "phone")])


def search_lags(viewer: Viewer) -> set[int]:
    """The people, by id, whose search text is missing, or differs from what it would be now."""
    held = dict(SearchText.objects.of(viewer).values_list("person_id", "text"))
    reached = by_person(ContactPoint.objects.of(viewer).order_by("pk"))
    rows = Person.objects.of(viewer).select_related("organisation")
    return {row.pk for row in rows if held.get(row.pk) != search_text(row, reached.get(row.pk, ()))}


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
