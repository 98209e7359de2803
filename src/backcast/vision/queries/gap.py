"""The gap: where attention went in the last days, beside what the vision asks for ("we are who we hang out with").

The arithmetic and every constant are told in docs/algorithms/gap.md.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.formats.titles import LEVELS
from backcast.vision.models import Vision
from backcast.vision.queries import attention
from backcast.vision.queries.attention import KINDS, Part

SPANS: Final = (90, 365)
"""Days looked back: a season, and a year [D]."""
ROWS: Final = 8
"""Values shown of each kind [D]; the rest stand together."""
LACKING: Final = 0.15
"""A part of the vision that gets so much less of the hours is worth a sentence [D]."""
MUCH: Final = 0.3
"""A part of the hours so large that the vision says nothing of, too [D]."""
TOLD: Final = 0.5
"""Of so much of the hours a value must be known before hours and vision are compared [D]."""
SENTENCES: Final = 2
"""Sentences on what is lacking [D]: the two that matter most."""
NAMED: Final = 3
"""People named in a sentence [D]."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value: its hours, contacts and people, its share of all hours, and of what the vision asks for, None where
    that tells nothing of the kind. `rest` is how many values stand together here; a key of "" is what is not known."""

    key: str
    name: str
    hours: float
    share: float
    contacts: int
    people: int
    asked: float | None
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One kind: its values, what is not known last, and of how much of the hours and of the vision it is known."""

    kind: str
    rows: Sequence[Row]
    known: float
    asked: float

    @property
    def is_told(self) -> bool:
        """Whether enough is known on both sides to compare them."""
        return self.known >= TOLD and self.asked > 0

    @property
    def values(self) -> list[Row]:
        """The rows of one known value each."""
        return [row for row in self.rows if row.key]


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands out: `lacking`, with the future people it is about; `much`; or `unknown`, with the people whose word
    would tell most."""

    says: str
    kind: str
    row: Row
    people: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Everything the page shows; `future` are the hours with people of the vision, `asks` whether it tells of any."""

    days: int
    hours: float
    contacts: int
    people: int
    future: float
    asks: bool
    tables: Sequence[Table]
    remarks: Sequence[Remark]


def gap(viewer: Viewer, vision: Vision, days: int) -> Gap:
    """Where attention went beside what a vision asks for; at most four queries."""
    asked = attention.asked(viewer, vision)
    given = attention.near(attention.given(viewer, days), [one.values["place"] for one in asked])
    tables = [_table(kind, given, asked) for kind in KINDS]
    wanted = {one.person for one in asked if one.person}
    hours = _sum(given)
    return Gap(
        days=days,
        hours=hours,
        contacts=sum(one.contacts for one in given),
        people=len(given),
        future=_sum(one for one in given if one.person in wanted),
        asks=any(one.future for one in asked),
        tables=tables,
        remarks=[*_lacking(tables, asked), *_much(tables), *_unknown(tables, given)] if hours else [],
    )


def _sum(parts: Iterable[Part]) -> float:
    return sum(one.amount for one in parts)


Grouped = Mapping[str, Sequence[Part]]


def _by(kind: str, parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.values[kind].key, []).append(part)
    return found


@dataclass(frozen=True, slots=True)
class Sides:
    """Hours and vision of one kind by value, and both as a whole; `told` is what the vision tells of this kind."""

    kind: str
    hours: Grouped
    vision: Grouped
    whole: float
    wished: float
    told: float

    def row(self, keys: Collection[str], name: str) -> Row:
        """One value, or several together."""
        held = [part for key in keys for part in self.hours.get(key, ())]
        sought = _sum(part for key in keys for part in self.vision.get(key, ()))
        return Row(
            key="".join(keys) if len(keys) == 1 else "",
            name=name,
            hours=_sum(held),
            share=_sum(held) / self.whole if self.whole else 0.0,
            contacts=sum(one.contacts for one in held),
            people=len(held),
            asked=sought / self.wished if self.told else None,
            rest=len(keys) if len(keys) > 1 else 0,
        )

    def name(self, key: str) -> str:
        """What most call it, here before the vision."""
        told = [part.values[self.kind].name for part in self.hours.get(key) or self.vision[key]]
        return max(sorted(set(told)), key=told.count)

    def order(self) -> list[str]:
        """The known values: levels from the highest, else what is asked for first, then by hours."""
        keys = {*self.hours, *self.vision} - {""}
        if self.kind == "seniority":
            return sorted(keys, key=LEVELS.index, reverse=True)
        return sorted(keys, key=lambda key: (-_sum(self.vision.get(key, ())), -_sum(self.hours.get(key, ())), key))


def _table(kind: str, given: Sequence[Part], asked: Sequence[Part]) -> Table:
    hours, vision, whole, wished = _by(kind, given), _by(kind, asked), _sum(given), _sum(asked)
    sides = Sides(kind, hours, vision, whole, wished, wished - _sum(vision.get("", ())))
    order = sides.order()
    kept = ROWS if len(order) > ROWS + 1 else len(order)
    rows = [sides.row((key,), sides.name(key)) for key in order[:kept]]
    if order[kept:]:
        rows.append(sides.row(order[kept:], f"{len(order) - kept} others"))
    if "" in hours or (sides.told and "" in vision):
        rows.append(sides.row(("",), "Unknown"))
    known = 1 - _sum(hours.get("", ())) / whole if whole else 0.0
    return Table(kind, rows, known, sides.told / wished if wished else 0.0)


def _lacking(tables: Iterable[Table], asked: Iterable[Part]) -> list[Remark]:
    """What the vision asks for and gets little of, the widest gap of each kind."""
    found = []
    for table in (one for one in tables if one.is_told):
        row = max(table.values, key=lambda one: (one.asked or 0.0) - one.share, default=None)
        if row and (row.asked or 0.0) - row.share >= LACKING:
            people = [part for part in asked if part.values[table.kind].key == row.key and part.future]
            found.append(Remark("lacking", table.kind, row, people[:NAMED]))
    return sorted(found, key=lambda one: one.row.share - (one.row.asked or 0.0))[:SENTENCES]


def _much(tables: Iterable[Table]) -> Iterator[Remark]:
    """The largest part of the hours that the vision says nothing of."""
    rows = [(row.share, table.kind, row) for table in tables if table.is_told for row in table.values if not row.asked]
    share, kind, row = max(rows, key=lambda one: one[0], default=(0.0, "", None))
    if row and share >= MUCH:
        yield Remark("much", kind, row)


def _unknown(tables: Iterable[Table], given: Iterable[Part]) -> Iterator[Remark]:
    """Of what too little is known to compare, and whose word would help most: the field before the others."""
    table = min((one for one in tables if one.known < TOLD), key=lambda one: one.kind != "field", default=None)
    if table:
        people = sorted((one for one in given if not one.values[table.kind].key), key=lambda one: -one.amount)
        yield Remark("unknown", table.kind, table.rows[-1], people[:NAMED])
