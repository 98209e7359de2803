"""Where attention went, and what the vision asks for: both as parts of a whole, by organisation, field, seniority and
place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any, Final

from django.db.models import Count, Sum

from backcast.accounts.models import Viewer
from backcast.formats import names, places, titles
from backcast.network import queries as network
from backcast.network.models import Organisation, OrganisationName, Person
from backcast.network.queries import doing
from backcast.ties.models import Interaction
from backcast.vision import queries
from backcast.vision.models import FuturePerson, Vision

KINDS: Final = ("organisation", "field", "seniority", "place")
"""By what attention is told apart."""
HOUSE: Final = ("organisation__name", "organisation__key")
COLUMNS: Final = ("name", "field", "seniority", "title", "headline", "place", *HOUSE)
"""What is read of a person."""


@dataclass(frozen=True, slots=True)
class Value:
    """An organisation, field, level or place: what tells it from others, and its name. Both "" where not known."""

    key: str = ""
    name: str = ""


UNKNOWN: Final = Value()


@dataclass(frozen=True, slots=True)
class Part:
    """What one person took of the user's hours, or is of the vision: an `amount` of some whole."""

    amount: float
    values: Mapping[str, Value]
    person: int = 0
    name: str = ""
    contacts: int = 0
    future: int = 0
    """The future person it is of, by id."""


def given(viewer: Viewer, days: int) -> list[Part]:
    """The hours of contact of the last days by person, the user's family left out. Two queries: the hours are added up
    in the database, from the index of ageing alone. Contacts that lie ahead are no attention yet."""
    span = Interaction.objects.of(viewer).filter(day__gt=viewer.today - timedelta(days), day__lte=viewer.today)
    people = network.people(viewer).filter(pk__in=span.values("person")).exclude(tie__ring="family")
    told = {row["pk"]: row for row in people.order_by().values("pk", *COLUMNS)}
    sums = span.order_by().values_list("person_id").annotate(Sum("hours"), Count("pk"))
    return [_given(told[pk], hours or 0.0, contacts) for pk, hours, contacts in sums if pk in told]


def _given(row: Mapping[str, Any], hours: float, contacts: int) -> Part:
    does = doing.said(row["field"], row["seniority"], row["title"], row["headline"])
    name = row["organisation__name"] or ""
    values = {
        "organisation": Value(row["organisation__key"] or name, name),
        "field": _word(does.field.word),
        "seniority": _word(does.seniority.word),
        "place": town(row["place"]),
    }
    return Part(hours, values, row["pk"], row["name"], contacts)


def _word(word: str) -> Value:
    return Value(word, doing.shown(word)) if word else UNKNOWN


@lru_cache(maxsize=16_384)
def town(place: str) -> Value:
    """The town of a place as it was written: "Lisbon, Portugal" is Lisbon."""
    parts = places.parts(place)
    return Value(" ".join(parts[0]), place.split(",")[0].strip()) if parts else UNKNOWN


def asked(viewer: Viewer, vision: Vision) -> list[Part]:
    """The future people as parts of the vision, by their weights; at most two queries. Without any, a vision that
    tells its place asks for that."""
    people = list(queries.future_people(viewer, vision).select_related("person__organisation"))
    if not people:
        here = town(vision.place)
        return [Part(1.0, dict.fromkeys(KINDS, UNKNOWN) | {"place": here})] if here.key else []
    called = _called(viewer, {names.organisation(one.organisation) for one in people} - {""})
    return [_asked(one, vision, called) for one in people]


def _asked(one: FuturePerson, vision: Vision, called: Mapping[str, Value]) -> Part:
    known, words = one.known, one.describe
    does = doing.said(known.field, known.seniority, known.title, known.headline) if known else doing.NOBODY
    values = {
        "organisation": _house(known, one.organisation, called),
        "field": _word(does.field.word or titles.field(words)),
        "seniority": _word(does.seniority.word or titles.seniority(words)),
        "place": town((known.place if known else "") or (vision.place if one.local else "")),
    }
    return Part(float(one.weight), values, known.pk if known else 0, one.name or words, future=one.pk)


def _house(known: Person | None, told: str, called: Mapping[str, Value]) -> Value:
    """Where they are: what the vision says, else where the person here is."""
    if key := names.organisation(told):
        return called.get(key, Value(key, names.clean(told)))
    house = known.organisation if known else None
    return Value(house.key or house.name, house.name) if house else UNKNOWN


def _called(viewer: Viewer, keys: Iterable[str]) -> dict[str, Value]:
    """The organisations here that had one of these names and have another now."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = OrganisationName.objects.of(viewer).filter(key__in=wanted, organisation__merged_into=None)
    kept = Organisation.objects.of(viewer).filter(key__in=wanted).values("key")
    told = rows.exclude(key__in=kept).order_by("-pk").values_list("key", "organisation__key", "organisation__name")
    return {key: Value(now or name, name) for key, now, name in told}


def near(parts: Iterable[Part], sought: Iterable[Value]) -> list[Part]:
    """Parts whose town lies in a place that is asked for count there: Lisbon in Portugal."""
    wanted = [value for value in dict.fromkeys(sought) if value.key]
    there = cache(lambda own: _there(own, wanted))  # many people, few towns
    return [replace(part, values={**part.values, "place": there(part.values["place"])}) for part in parts]


def _there(own: Value, wanted: Sequence[Value]) -> Value:
    same = (one for one in wanted if own.key and (own.key == one.key or places.is_in(own.name, one.name)))
    return next(same, own)
