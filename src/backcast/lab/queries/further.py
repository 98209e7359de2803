"""What one more hour brings, and what changes as one advances, in sentences and as tables. Results kept from before
these were looked at say nothing of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backcast.lab.queries.tables import Table
from backcast.lab.queries.words import GAP, LEVELS, PLACES, STAGES, WORDS, count, hundredth, percent, two_digits

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hour:
    """What is said of the next hour, beside the drawing."""

    worlds: int
    hires: str
    costs: str


@dataclass(frozen=True, slots=True)
class Advance:
    """How often hours with people are ahead at each level, as known and as assumed; no rows where no strategy gives
    more hours to people than another, or where there are none to give."""

    worlds: int
    fewest: str
    rows: tuple[tuple[str, str, str], ...]


def hour(told: Document) -> Hour | None:
    """The words of the next hour; without any hours to give there is none."""
    further = told.get("next_hour")
    if not further or not told["hours"]:
        return None
    return Hour(further["worlds"], _hires(further["places"], count(told["years"], "year")), _costs(further["costs"]))


def _hires(places: Sequence[Document], when: str) -> str:
    """Where an hour counts most for finding work through people; what two digits do not part is not parted."""
    most = max(one["jobs"] for one in places if one["place"] != "work")
    if most <= 0:
        return ""
    by = two_digits(most)
    best = [f"“{PLACES[one['place']]}”" for one in places if one["place"] != "work" and two_digits(one["jobs"]) == by]
    said = f"Finding work is another matter than pay. After {when} the hour helps most with that here: "
    more = f"It raises the weekly chance of a job through people by about {by}{GAP}% of itself."
    return f"{said}{', '.join(best)}. {more}"


def _costs(costs: Document) -> str:
    """What a tie takes, which is no rule."""
    inner, close = two_digits(costs["inner"]), two_digits(costs["close"])
    said = f"As people usually spend their time, one of the five closest takes {inner} times as long as one of the 135 "
    return f"{said}further out, and one of the next ten {close} times. That is what they cost, not what an hour brings."


def advance(told: Document, stage: str = "") -> Advance | None:
    """How the answer changes as one advances; the level of the user's own stage says so."""
    further = told.get("advance")
    if not further:
        return None
    worlds = further["worlds"]
    pairs = zip(further["assumed"]["known"], further["assumed"]["assumed"], strict=True)
    rows = [
        (_called(known["level"], stage), _of(known["people_ahead"], worlds), _of(assumed["people_ahead"], worlds))
        for known, assumed in pairs
        if known["people_ahead"] is not None and told["hours"]
    ]
    return Advance(worlds, WORDS[further["fewest"]].label, tuple(rows))


def _called(name: str, stage: str) -> str:
    return f"{LEVELS[name]} (you)" if STAGES.get(stage) == name else LEVELS[name]


def _of(share: float, worlds: int) -> str:
    return f"{round(share * worlds)} of {worlds}"


def tables(told: Document) -> list[Table]:
    """The figures of both."""
    return [*_hours(told), *_levels(told)]


def _hours(told: Document) -> list[Table]:
    further = told.get("next_hour")
    if not further or not told["hours"]:
        return []
    many = further["many"]
    heads = (
        "One more hour with",
        "Pay: one world in ten below",
        "Half below",
        "One in ten above",
        "Usual assumptions",
        f"Mean of {many} hours",
        "Jobs through people",
        f"Mean of {many} hours, jobs",
    )
    parts = ("low", "middle", "high", "pay", "pay_of_many", "jobs", "jobs_of_many")
    rows = [(PLACES[one["place"]], *(hundredth(one[part]) for part in parts)) for one in further["places"]]
    return [Table(f"What one more hour a week adds ({count(further['worlds'], 'world')})", heads, tuple(rows))]


def _levels(told: Document) -> list[Table]:
    further = told.get("advance")
    if not further:
        return []
    worlds = count(further["worlds"], "world")
    titles = {"known": "as far as known", "assumed": "if senior pay rewards ties more"}
    heads = ("Level and strategy", "One world in ten below", "Half below", "One in ten above", "Usual assumptions")
    return [
        Table(
            f"As you advance, {titles[name]} ({worlds})", heads, tuple(row for level in levels for row in _level(level))
        )
        for name, levels in further["assumed"].items()
    ]


def _level(level: Document) -> list[tuple[str, ...]]:
    return [
        (
            f"{LEVELS[level['level']]}: {WORDS[one['name']].short}",
            *(percent(one[part]) for part in ("low", "middle", "high", "usual")),
        )
        for one in level["strategies"]
    ]
