"""Fields of search that are read from titles and places: `field:data`, `seniority:senior`, `town:lisbon`."""

from typing import Final

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.formats import names, places, titles
from backcast.network.models import Person
from backcast.network.queries import doing, words

MOST: Final = 12_000
"""People whose titles are read for one search [D], about a tenth of a second; among more, those of whom somebody said
so. Of as many ids at most half are told to the database, which takes some 32,000 in one statement."""
UNKNOWN: Final = "unknown"


def field(typed: str) -> words.Later | None:
    """People in a field, by its word or its name; "unknown" for those of whom nobody knows."""
    word = titles.field_word(typed)
    return _reading("field", "" if word.lower() == UNKNOWN else word) if word else None


def seniority(typed: str) -> words.Later | None:
    """People of a level, or "unknown"."""
    word = names.plain(typed)
    return _reading("seniority", "" if word == UNKNOWN else word) if word in (*titles.LEVELS, UNKNOWN) else None


def _reading(kind: str, word: str) -> words.Later:
    def fits(viewer: Viewer) -> Q:
        rows = Person.objects.of(viewer).filter(is_owner=False).order_by()
        told = rows.values_list("pk", "field", "seniority", "title", "headline")[: MOST + 1]
        found = [(pk, getattr(doing.said(*columns), kind).word) for pk, *columns in told]
        if len(found) > MOST:
            return Q(**{kind: word})
        fit = [pk for pk, read in found if read.casefold() == word.casefold()]
        if 2 * len(fit) <= len(found):
            return Q(pk__in=fit)
        return ~Q(pk__in={pk for pk, _ in found} - set(fit))

    return fits


def town(typed: str) -> words.Later | None:
    """People who live in a town, region or country; their places are compared, where the index finds its words."""
    parts = places.parts(typed)

    def fits(viewer: Viewer) -> Q:
        near = words.search(viewer, f'"{" ".join(parts[0])}"').exclude(place="").order_by()
        told = near.values_list("place", flat=True).distinct()
        return Q(place__in=[place for place in told if places.is_in(place, typed)])

    return fits if parts else None
