"""Tables whose columns have names that only their makers understand: read as the user says, else asked about."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from backcast import limits
from backcast.formats import guesses, meanings, names
from backcast.formats.addressbook import words
from backcast.formats.addressbook.columns import GENERIC_WITHIN, Columns
from backcast.formats.container import Member
from backcast.formats.records import ColumnsSeen
from backcast.formats.tables import Header, Row, headers, rows
from backcast.formats.text import Line

KIND = "addressbook.csv"
LOOKED_AT = 50
"""Rows in which examples are looked for [D]."""
EXAMPLES, WIDTH = 3, 60
"""Values of a column that are shown, and characters of each [D]."""

_TOLD_AS = {"url": "profile"}
"""Fields by another name in `Columns`: what the user calls a person's web address is taken as their own."""
_MEANT = {"profile": "url", "site": "url", "either": "name", "shown": "name", "city": "place", "country": "place"}
_ALIKE = frozenset({*meanings.FIELDS} - {""})


def explained(head: list[Line], known: meanings.Meanings) -> Columns | None:
    """The columns of a table that the user explained, now or before; None where they did not."""
    if not known:
        return None
    for header in headers(head[:GENERIC_WITHIN]):
        told = meanings.of_table(header.columns, known) if 1 < len(header.columns) <= limits.CSV_COLUMNS else None
        if told is not None:
            return _columns(header, told)
    return None


def _columns(header: Header, told: Mapping[str, str]) -> Columns:
    fields: dict[str, tuple[str, ...]] = {}
    for column in dict.fromkeys(header.columns):
        field = told.get(column, "")
        if column and field in _ALIKE:
            field = _TOLD_AS.get(field, field)
            fields[field] = (*fields.get(field, ()), column)
    return Columns(header, KIND, words.language(header.columns), fields, ())


def likely(name: str, head: list[Line], *, with_address: bool = False) -> Header | None:
    """The row with the names of the columns of what looks like a table: the one that most of the next have as many
    cells as. None for other text, and for a table that begins with people at once."""
    if not name.lower().endswith((".csv", ".tsv", ".tab")):
        return None
    best: tuple[tuple[int, int], Header] | None = None
    for separator in (",", ";", "\t"):
        found = [one for one in headers(head[: 2 * GENERIC_WITHIN]) if one.separator == separator]
        first = next((one for one in found if 1 < len(one.columns) <= limits.CSV_COLUMNS), None)
        if first is None or sum(map(bool, first.columns)) < 2 or any(map(names.email, first.columns)):
            continue
        alike = [one for one in found if one.line > first.line and len(one.columns) == len(first.columns)]
        if alike and (not with_address or any(names.email(cell) for one in alike for cell in one.columns)):
            score = (len(alike), len(first.columns))
            best = max(best or (score, first), (score, first), key=lambda one: one[0])
    return best[1] if best else None


def seen(member: Member, header: Header, known: Columns | None) -> ColumnsSeen:
    """What the columns hold, and what each means or seems to."""
    values = _values(member, header)
    fields = {column: field for field, columns in known.fields.items() for column in columns} if known else {}
    told = {column: _MEANT.get(fields.get(column, ""), fields.get(column, "")) for column in values}
    if known is None:
        told = _guessed(values)
    return ColumnsSeen(
        member.name, "addressbook", meanings.known_by(header.columns), tuple(values), tuple(told.values()),
        tuple("\n".join(examples) for examples in values.values()), known is not None,
    )  # fmt: skip


def _values(member: Member, header: Header) -> dict[str, list[str]]:
    """The first different values of each column that has a name."""
    values: dict[str, list[str]] = {column: [] for column in header.columns if column}
    for row in islice((row for row in rows(member, header) if isinstance(row, Row)), LOOKED_AT):
        for column, kept in values.items():
            value = names.clean(row.cells.get(column, ""), WIDTH)
            if value and value not in kept and len(kept) < EXAMPLES:
                kept.append(value)
    return values


def _guessed(values: dict[str, list[str]]) -> dict[str, str]:
    """A field for each column, by its name, else by what it holds; "" where neither tells."""
    told = {column: _by_name(column) or guesses.field(kept) for column, kept in values.items()}
    if not {"name", "given", "family"} & set(told.values()):
        free = [column for column, kept in values.items() if not told[column] and guesses.are_names(kept)]
        told |= dict.fromkeys(free[:1], "name")
    several = Counter(field for field in told.values() if field in ("name", "given", "family", "birthday", "note"))
    for column, field in reversed(told.items()):
        if several[field] > 1:  # of two names the first is taken; several addresses are all somebody's
            told[column], several[field] = "", several[field] - 1
    return told


def _by_name(column: str) -> str:
    field, _ = words.field(column)
    field = _MEANT.get(field, field)
    return field if field in _ALIKE else ""
