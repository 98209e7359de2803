"""Two people side by side: every field either has, who said so, and where the two differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.ties.queries.employer import SOURCES

FIELDS = {
    "name": "Name",
    "position": "Work",
    "place": "Town",
    "birthday": "Birthday",
    "email": "E-mail",
    "phone": "Phone",
    "url": "Address on the web",
    "connected": "Connected on",
    "headline": "Headline",
    "note": "Note",
}
"""Fields in the order in which one compares, in words."""
SAID = {**SOURCES, "sample": "the sample", "resume": "your CV"}
DATED = ("birthday", "connected")


@dataclass(frozen=True, slots=True)
class Told:
    """A value with who says so."""

    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both. It `differs` where both have values and none in common."""

    label: str
    one: Sequence[Told]
    other: Sequence[Told]
    is_day: bool = False

    @property
    def differs(self) -> bool:
        """Whether it speaks of two people, as far as it goes."""
        one, other = ({names.plain(told.value) for told in side} for side in (self.one, self.other))
        return bool(one and other) and not one & other


def beside(viewer: Viewer, one: Person, other: Person) -> list[Line]:
    """The fields that either has; six queries."""
    mine, theirs = (_told(network.claims(viewer, person)) for person in (one, other))
    return [
        Line(label, mine.get(field, ()), theirs.get(field, ()), field in DATED)
        for field, label in FIELDS.items()
        if field in mine or field in theirs
    ]


def _told(claims: Iterable[network.Claim]) -> dict[str, list[Told]]:
    """By field, each value once with all who say so, what is shown first."""
    said: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for claim in claims:
        value, sources = said.setdefault(claim.field, {}).setdefault(names.plain(claim.value), (claim.value, []))
        word = SAID.get(claim.source, claim.source)
        if value and word not in sources:
            sources.append(word)
    return {field: [Told(value, ", ".join(words)) for value, words in each.values()] for field, each in said.items()}
