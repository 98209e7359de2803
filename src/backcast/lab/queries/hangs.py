"""What a comparison hangs on: the ratio that decides between work and ties, and every assumption by how far it moves
the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from backcast.engine.lab.compare import spread
from backcast.engine.lab.parameters import STRATEGIES
from backcast.engine.lab.scenario import NO_HOURS
from backcast.lab.queries.words import ASSUMED, WORDS, between, count, number, percent

Document = Mapping[str, Any]
NEAR: Final = 2.0
"""A world is near a ratio where its own is at most so many times larger or smaller [D]."""
ALIKE: Final = 0.05
"""Per cent that strategies may be apart in four worlds of five and still are said to come out alike [D]."""
SMALL: Final = 5
"""Worlds below which a class says little [D]."""


def hours_or_ties(told: Document) -> list[Document]:
    """The pairs that differ in how many hours go to people: the one thing the ratio decides. Without hours to give
    there are none."""
    pairs = [(pair, *(STRATEGIES[name].people for name in pair["between"])) for pair in told["pairs"]]
    return [pair for pair, one, other in pairs if one != other and told["hours"]]


def chief(told: Document) -> Document | None:
    """The pair that is told of: of those that differ in hours for people, the one whose strategy comes out highest."""
    middles = {one["name"]: one["middle"] for one in told["strategies"]}
    return max(hours_or_ties(told), key=lambda pair: middles[pair["between"][0]], default=None)


def is_of_depth(told: Document) -> bool:
    """Whether two of them give the same hours to people, to others of them: few or many is no finding of the model
    (lab.md L2)."""
    shares = [STRATEGIES[one["name"]].people for one in told["strategies"] if STRATEGIES[one["name"]].people]
    return len(set(shares)) < len(shares)


def apart(told: Document, one: str, other: str) -> tuple[float, float]:
    """By how much one strategy gains more than another, world by world: what four worlds of five lie between."""
    names = [each["name"] for each in told["strategies"]]
    mine, theirs = names.index(one) + 1, names.index(other) + 1
    found = spread(row[mine] - row[theirs] for row in told["by_world"])
    return found["low"], found["high"]


def are_alike(told: Document) -> bool:
    """Whether nothing parts these strategies that would be worth a word."""
    first, *others = (one["name"] for one in told["strategies"])
    spreads = [apart(told, first, name) for name in others]
    return bool(spreads) and all(low >= -ALIKE and high <= ALIKE for low, high in spreads)


def undecided(told: Document) -> str:
    """Why there are no classes of the ratio to show."""
    if told["ratio"] is not None:
        held = f"You assumed that ties pay {number(told['ratio'])} times what hours of work pay."
        return f"{held} Leave it open to see where the answer turns."
    if len(told["strategies"]) == 1:
        return "One strategy alone leaves nothing to decide. Compare it with another."
    if are_alike(told):
        return "These come out alike, so there is nothing to decide between them."
    if not told["hours"]:
        return NO_HOURS
    said = "These give the same hours to people while in work, so the ratio that decides between work and ties is not "
    said += "what parts them."
    return f"{said} How the model is built parts them, and that settles nothing." if is_of_depth(told) else said


@dataclass(frozen=True, slots=True)
class There:
    """What the worlds near a ratio say of two strategies."""

    ratio: float
    worlds: int
    ahead: int
    low: float
    middle: float
    high: float
    names: tuple[str, str]

    @property
    def words(self) -> str:
        """The answer at this ratio."""
        second, first = self.names
        about = "as much as" if self.ratio == 1 else f"{number(self.ratio)} times what"
        if not self.worlds:
            return f"No world here has ties pay about {about} hours of work pay. Compare again with that ratio to see."
        said = f"Where ties pay about {about} hours of work pay, “{second}” is ahead of “{first}” in {self.ahead} of "
        said += f"{count(self.worlds, 'world')}; its pay differs by {percent(self.middle)} "
        said += f"({between(self.low, self.high)})."
        return said + (" That is few worlds to tell from." if self.worlds < SMALL else "")


def there(told: Document, ratio: float) -> There | None:
    """The answer of the worlds whose ratio is near this one; None where no pair hangs on it."""
    pair = chief(told)
    if pair is None:
        return None
    names = [one["name"] for one in told["strategies"]]
    second, first = (names.index(name) + 1 for name in pair["between"])
    near = [row for row in told["by_world"] if row[0] is not None and ratio / NEAR <= row[0] <= ratio * NEAR]
    apart = [row[second] - row[first] for row in near]
    found = spread(apart) if apart else dict.fromkeys(("low", "middle", "high"), 0.0)
    called = (WORDS[pair["between"][0]].label, WORDS[pair["between"][1]].label)
    return There(ratio, len(near), sum(one > 0 for one in apart), names=called, **found)


@dataclass(frozen=True, slots=True)
class Class:
    """Worlds by the ratio, with how many of them have each strategy ahead of the first; "" where there are none."""

    words: str
    worlds: int
    ahead: tuple[str, ...]


def classes(told: Document) -> tuple[list[str], list[Class]]:
    """The strategies that the ratio decides about against the first one, and for each class how often they are ahead.
    Held by the user, the ratio has no classes."""
    pairs = hours_or_ties(told)
    if not pairs or told["ratio"] is not None or are_alike(told):
        return [], []
    rows = [
        Class(_span(one), one["worlds"], tuple(_of(pair["ratio"][at]) for pair in pairs))
        for at, one in enumerate(pairs[0]["ratio"])
    ]
    return [WORDS[pair["between"][0]].short for pair in pairs], rows


def _span(one: Document) -> str:
    if not one["from"]:
        return f"Less than {number(one['to'])} times"
    return f"{number(one['from'])} " + ("times or more" if one["to"] is None else f"to {number(one['to'])} times")


def _of(one: Document) -> str:
    return f"{round(one['worlds'] * one['second_ahead'])} of {one['worlds']}" if one["worlds"] else ""


@dataclass(frozen=True, slots=True)
class Slope:
    """How far an assumption moves the difference of two strategies: −1 to 1, and whom more of it helps, by its place
    among the strategies; None where that cannot be told from chance."""

    words: str
    slope: float
    helps: str
    place: int | None


SLIGHT: Final = 3.0
"""Standard errors below which a slope cannot be told from chance [D]: of some twenty, one is beyond two by chance."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """What moves the second strategy against the first; every assumption, the one that moves them furthest first."""

    second: str
    first: str
    rows: tuple[Slope, ...]


def slopes(told: Document) -> Slopes | None:
    """Of the pair that is told of; None of one strategy alone."""
    pair = chief(told) or (told["pairs"] or [None])[0]
    if pair is None:
        return None
    places = [[one["name"] for one in told["strategies"]].index(name) for name in pair["between"]]
    called = [WORDS[name].short for name in pair["between"]]
    fixed = {name for key, name in (("ratio", "ties_pay"), ("told", "told")) if told[key] is not None}
    slight = SLIGHT / sqrt(max(told["worlds"] - 1, 1))
    rows = [_slope(name, slope, slight, called, places) for name, slope in pair["slopes"].items() if name not in fixed]
    return Slopes(called[0], called[1], tuple(rows))


def _slope(name: str, slope: float, slight: float, called: Sequence[str], places: Sequence[int]) -> Slope:
    if abs(slope) < slight:
        return Slope(ASSUMED[name], slope, "", None)
    helped = 0 if slope > 0 else 1
    return Slope(ASSUMED[name], slope, called[helped], places[helped])
