"""Which column of a table holds what, and which program made it."""

import re
from dataclasses import dataclass

from backcast import limits
from backcast.formats.addressbook import words
from backcast.formats.tables import Header, headers
from backcast.formats.text import Line

GENERIC_WITHIN = 10
"""Lines in which a header of no known program must come [D]: letters have such words further down."""
_GOOGLE = re.compile(r"(?:e-mail|phone|organization|address|website) 1 - \w+|(?:given name|family name) yomi")
_NEW_GOOGLE = frozenset({"phonetic first name", "organization name"})
_FAMILY = frozenset({"name", "nom", "naam"})
"""What stands for the family name where there is a column for the given name and none besides."""
_TABLES = (".csv", ".tsv", ".txt", ".tab")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table by field, in the order of the table; of a town's, its region and country."""

    header: Header
    kind: str
    language: str
    fields: dict[str, tuple[str, ...]]
    places: tuple[tuple[str, ...], ...]
    """City, region and country of each address, "" for one that is missing."""

    @property
    def source(self) -> str:
        """Who the records are from: google, outlook or csv."""
        return self.kind.rpartition(".")[2]

    def of(self, field: str) -> tuple[str, ...]:
        """The columns that hold a field."""
        return self.fields.get(field, ())


def found(name: str, head: list[Line]) -> Columns | None:
    """The columns of an address book's table; None where the file is none."""
    near = {line.number for line in head[:GENERIC_WITHIN]}
    first: Columns | None = None
    for header in headers(head):
        if len(header.columns) < 2 or len(header.columns) > limits.CSV_COLUMNS:
            continue
        columns = _columns(header)
        if columns.source != "csv" and _is_of_people(columns):
            return columns
        may_be = first is None and header.line in near and name.lower().endswith(_TABLES)
        if may_be and _is_of_people(columns):
            first = columns
    return first


def _columns(header: Header) -> Columns:
    kind = _kind(header.columns)
    told: dict[str, list[str]] = {}
    places: dict[str, dict[str, str]] = {}
    for column in dict.fromkeys(header.columns):
        field, which = words.field(column)
        if field in ("city", "region", "country"):
            places.setdefault(which, {}).setdefault(field, column)
        elif field:
            told.setdefault(field, []).append(column)
    _settle(told, kind)
    fields = {field: tuple(columns) for field, columns in told.items()}
    order = [tuple(place.get(part, "") for part in ("city", "region", "country")) for place in places.values()]
    return Columns(header, kind, words.language(header.columns), fields, tuple(order))


def _kind(columns: tuple[str, ...]) -> str:
    if any(map(_GOOGLE.match, columns)) or set(columns) >= _NEW_GOOGLE:
        return "addressbook.google"
    if any(words.spelled(column) in words.OUTLOOK for column in columns):
        return "addressbook.outlook"
    return "addressbook.csv"


def _settle(told: dict[str, list[str]], kind: str) -> None:
    """Gives the words of several meanings the one they have in this table."""
    if either := told.pop("either", None):
        told.setdefault("given" if "family" in told and "given" not in told else "name", []).extend(either)
    whole = told.get("name", [])
    if "given" in told and "family" not in told and (family := [name for name in whole if name in _FAMILY]):
        told["family"] = family
        told["name"] = [name for name in whole if name not in family]
    salutations = told.pop("salutation", [])
    if kind == "addressbook.csv" and "title" not in told:
        told["title"] = salutations


def _is_of_people(columns: Columns) -> bool:
    """Whether names come with something to know their bearers by."""
    whole = "given" in columns.fields and "family" in columns.fields
    named = whole or "name" in columns.fields
    reached = any(columns.of(field) for field in ("email", "phone", "profile"))
    return (named and reached) or (whole and any(columns.of(field) for field in ("organisation", "title")))
