"""The texts that mean some people and nobody else here, as one pattern however many they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network.models import ContactPoint, Person

SOMEONE = "someone who asked to be forgotten"


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for. `strict` matches the texts as whole words, `loose` anywhere; both without regard to case."""

    texts: frozenset[str]
    names: frozenset[str] = frozenset()
    """Folded; a name somebody else has too is not among them, because it alone tells nothing."""
    strict: re.Pattern[str] = field(init=False)
    loose: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        anything = pattern(_low(" ".join(text.split())) for text in self.texts)
        object.__setattr__(self, "strict", re.compile(rf"(?<![\w@.-]){anything}(?![\w@-])", re.IGNORECASE))
        object.__setattr__(self, "loose", re.compile(anything, re.IGNORECASE))

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of one of them, in any spelling that matching sees as the same."""
        return bool(self.names) and names.fold(text) in self.names

    def replaced(self, value: Any) -> Any:
        """A text, or JSON value, without them."""
        if isinstance(value, str):
            return "" if self.is_name(value) else self.strict.sub(SOMEONE, value)
        if isinstance(value, list):
            return [self.replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: self.replaced(one) for key, one in value.items()}
        return value


NONE = "(?!)"
"""A pattern that matches nowhere."""
SHARED = 3
"""Letters by which texts that begin alike are looked for together [D]: hundreds then cost little more than one."""


def pattern(texts: Iterable[str]) -> str:
    """A pattern of any of the texts, the longest first; a space matches any run of spaces."""
    wanted = sorted(set(texts) - {""})
    return _any(wanted, SHARED) if wanted else NONE


def _any(texts: Iterable[str], shared: int) -> str:
    if shared == 0:
        ways = ["".join(map(_letter, text)) for text in sorted(texts, key=lambda text: (-len(text), text))]
    else:
        alike: dict[str, list[str]] = {}
        for text in texts:
            alike.setdefault(text[:1], []).append(text[1:])
        ways = [_letter(first) + _any(rest, shared - 1) for first, rest in alike.items() if first]
        ways += [""] if "" in alike else []
    return f"(?:{'|'.join(ways)})"


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)


def _low(text: str) -> str:
    """In small letters, as all of them are compared; a letter that would become two stays as it is."""
    return text.lower() if len(text.lower()) == len(text) else text


def sought(viewer: Viewer, people: Iterable[Person]) -> Sought:
    """What to look for: addresses nobody else has, profile slugs, and the names nobody else has, of them and of
    those merged into them."""
    ids = {person.pk for person in people}
    own = Person.objects.all_of(viewer).filter(pk__in=ids) | Person.objects.all_of(viewer).filter(merged_into__in=ids)
    rows = {row.pk: row for row in own}
    texts = {text for point in _points(viewer, set(rows)) for text in (point.key, point.value, *_slug(point.key))}
    folded = {row.sort for row in rows.values()} - _shared(viewer, rows)
    texts |= {text for row in rows.values() if row.sort in folded for text in (row.name, row.sort)}
    return Sought(frozenset(text for text in texts if len(text) > 2), frozenset(folded - {""}))


def _points(viewer: Viewer, ids: set[int]) -> list[ContactPoint]:
    """Their addresses that nobody else has."""
    held = list(ContactPoint.objects.of(viewer).filter(person__in=ids))
    others = ContactPoint.objects.of(viewer).filter(key__in={point.key for point in held}).exclude(person__in=ids)
    shared = set(others.values_list("key", flat=True))
    return [point for point in held if point.key not in shared]


def _shared(viewer: Viewer, rows: dict[int, Person]) -> set[str]:
    """Those of their folded names that somebody else has too."""
    folded = {row.sort for row in rows.values()}
    others = Person.objects.all_of(viewer).filter(sort__in=folded).exclude(pk__in=rows)
    return set(others.values_list("sort", flat=True))


def _slug(key: str) -> set[str]:
    """The last part of a profile address; one that could be an ordinary word is not looked for alone."""
    slug = key.rstrip("/").rpartition("/")[2] if "/in/" in key else ""
    return {slug} if re.search(r"[\d-]", slug) else set()
