"""What somebody does and how senior they are: what was said of them, else what their title or headline says."""

from collections.abc import Callable
from dataclasses import dataclass

from backcast.formats import titles
from backcast.network.models import Person

TOLD = "told"
TITLE = "title"
HEADLINE = "headline"
"""Where a word is from; "" where nobody knows."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it is from; both "" where it is not known."""

    word: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """The field of somebody, and their seniority."""

    field: Word
    seniority: Word


NOBODY = Doing(Word(), Word())
"""Of somebody who is not here."""


def doing(person: Person) -> Doing:
    """Of a person; no query."""
    return said(person.field, person.seniority, person.title, person.headline)


def said(field: str, seniority: str, title: str, headline: str) -> Doing:
    """The same from their columns."""
    return Doing(
        _first(titles.field_word(field), titles.field, title, headline),
        _first(titles.level_word(seniority), titles.seniority, title, headline),
    )


def field(told: str, title: str, headline: str) -> str:
    """The field alone, "" where it is not known."""
    return _first(titles.field_word(told), titles.field, title, headline).word


def _first(told: str, read: Callable[[str], str], title: str, headline: str) -> Word:
    if told:
        return Word(told, TOLD)
    for text, source in ((title, TITLE), (headline, HEADLINE)):
        if text and (word := read(text)):
            return Word(word, source)
    return Word()


def shown(word: str) -> str:
    """A field or a level as it is shown: "Data and AI", "Senior"."""
    return titles.FIELDS.get(word, word[:1].upper() + word[1:])
