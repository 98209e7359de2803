"""The figures as tables: what each drawing shows, and what does not fit in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backcast.lab.queries.bands import lived
from backcast.lab.queries.hangs import Slopes
from backcast.lab.queries.words import WORDS, hundredth, percent, whole

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading of each column, and rows of words that begin with what they are about."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each row by its name, with its values beside their headings."""
        for name, *values in self.rows:
            yield name, list(zip(self.heads[1:], values, strict=True))


def tables(told: Document, found: Slopes | None) -> list[Table]:
    """All of them, but those that have no rows."""
    every = [_worlds(told), everyone(told), _luck(told), *(_years(one) for one in told["strategies"] if lived(one))]
    if found:
        every.append(_slopes(found))
    return [one for one in every if one.rows]


def everyone(told: Document) -> Table:
    """In the one world of usual assumptions: whoever does it alone, and when everybody does."""
    heads = ("Strategy", "You alone", "If everybody does")
    rows = [(WORDS[one["name"]].label, percent(one["alone"]), percent(one["everyone"])) for one in told["strategies"]]
    return Table("If everybody did the same", heads, tuple(rows))


def _worlds(told: Document) -> Table:
    heads = ("Strategy", "One world in ten below", "Half below", "One in ten above", "With usual assumptions")
    rows = [
        (WORDS[one["name"]].label, *(percent(one[part]) for part in ("low", "middle", "high", "usual")))
        for one in told["strategies"]
    ]
    title = f"Over all possible worlds ({told['worlds']}), pay against everybody else"
    return Table(title, heads, tuple(rows))


def _luck(told: Document) -> Table:
    heads = ("Strategy", "One life in ten below", "Half below", "One in ten above")
    rows = [
        (WORDS[one["name"]].label, *(whole(100 * one["life"][part] - 100) for part in ("low", "middle", "high")))
        for one in told["strategies"]
        if one["life"]
    ]
    return Table("Luck: pay of single lives over all years, against their mean", heads, tuple(rows))


def _years(one: Document) -> Table:
    heads = ("Year", "One life in ten below", "Half below", "One in ten above")
    parts = [[whole(100 * value - 100) for value in lived(one)["by_year"][part]] for part in ("low", "middle", "high")]
    rows = tuple((f"Year {year}", *values) for year, values in enumerate(zip(*parts, strict=True), 1))
    return Table(f"{WORDS[one['name']].label}: pay of single lives against today", heads, rows)


def _slopes(found: Slopes) -> Table:
    """Rank correlations of what is assumed with how far the two strategies are apart."""
    rows = [(one.words, hundredth(one.slope, ""), one.helps or "cannot be told") for one in found.rows]
    title = f"What moves “{found.second}” against “{found.first}”"
    return Table(title, ("Assumption", "Rank correlation, −1 to 1", "More of it helps"), tuple(rows))
