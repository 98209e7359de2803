"""Reads of tags."""

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network.models import Person, Tag

MOST = 60
"""Characters of a tag [D]: a few words."""


def word(name: str) -> str:
    """A tag as it is kept: in small letters, so that one tag is never two; empty where it has no letter or digit."""
    told = names.clean(name, MOST).lower()
    return told if any(letter.isalnum() for letter in told) else ""


def tags_of(viewer: Viewer, person: Person) -> list[str]:
    """The tags of somebody, by name."""
    return list(Tag.objects.of(viewer).filter(tagged__person=person).order_by("name").values_list("name", flat=True))


def tagged(typed: str) -> Q | None:
    """Who has a tag, for the language of the search: `tag:conference`."""
    return Q(tagged__tag__name=word(typed)) if word(typed) else None
