"""Plain words for what the engine knows by name: strategies and assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy in words: as one would say it, short for a picture, and what it means."""

    label: str
    short: str
    means: str


WORDS: Final[Mapping[str, Strategy]] = {
    "work": Strategy("All free hours at work", "All at work", "Every free hour goes into the work itself."),
    "broad": Strategy("Many people, lightly", "Many, lightly", "Every free hour goes to the 100 or so you rarely see."),
    "deep": Strategy(
        "A few people, deeply", "A few, deeply", "Every free hour goes to some 35 people, until they are close."
    ),
    "half-broad": Strategy(
        "Half at work, half with many", "Half and many", "Half the hours at work, half with those you rarely see."
    ),
    "half-deep": Strategy(
        "Half at work, half with a few", "Half and a few", "Half the hours at work, half with some 35 people."
    ),
    "inner": Strategy("Those already closest", "The closest", "Every free hour goes to the five closest."),
    "balanced": Strategy("Close and loose alike", "Close and loose", "A quarter of the hours to each circle."),
    "new": Strategy("New people", "New people", "Every free hour goes into meeting people you do not know yet."),
    "dormant": Strategy("People out of touch", "Out of touch", "Every free hour goes to those not heard of for years."),
    "reactive": Strategy(
        "People only once out of work", "Once out of work", "All hours at work; people only while looking for a job."
    ),
    "bridging": Strategy(
        "Bridges to other circles",
        "Bridges",
        "Half the hours to those rarely seen, half to new people, both with few friends in common.",
    ),
    "clique": Strategy(
        "Friends of friends",
        "Friends of friends",
        "Half the hours to those rarely seen, half to new people, both with many friends in common.",
    ),
    "random": Strategy("Anybody, by chance", "By chance", "Every free hour goes to anybody you know, as it happens."),
    "dormant-first": Strategy(
        "People out of touch first",
        "Out of touch first",
        "Those not heard of for years are kept up like those you rarely see; the rest is spread as usual.",
    ),
    "base": Strategy("As everybody else", "As everybody", "Three hours of ten with people, spread as usual."),
}
"""Each strategy by the engine's name, in the order of the form."""

PLACES: Final[Mapping[str, str]] = {
    "work": "The work",
    "close": "Close ones",
    "active": "In regular touch",
    "outer": "Rarely seen",
    "new": "New people",
    "dormant": "Out of touch",
    "spread": "All, as usual",
}
"""Where one more hour can go, by the engine's name."""

LEVELS: Final[Mapping[str, str]] = {"junior": "At the beginning", "middle": "In the middle", "senior": "Further up"}
"""How far somebody has got."""
STAGES: Final[Mapping[str, str]] = {
    "entry": "junior",
    "mid": "middle",
    "senior": "senior",
    "lead": "senior",
    "executive": "senior",
}
"""The level at each stage of a career that the user may have told of."""

ASSUMED: Final[Mapping[str, str]] = {
    "work_pays": "What hours of work pay",
    "ties_pay": "What ties pay",
    "spread": "How much people's ties differ",
    "social": "Share of social hours that counts for work",
    "window": "How long a contact counts as recent",
    "half_life": "How slowly closeness fades",
    "starts": "Hours it takes to begin a tie",
    "told": "How readily loose ties speak up",
    "trust": "How many mutual contacts it takes to be trusted",
    "novelty": "How many mutual contacts still leave news new",
    "prefers": "How much people think of close ones first",
    "odds_vouched": "What being vouched for adds",
    "vouches": "How much vouching needs closeness",
    "quit_less": "How much longer the referred stay",
    "effort": "How much hours of work protect the job",
    "less_search": "How much less search costs job offers",
    "better": "What a new job adds to pay",
    "replaced": "Pay while out of work",
    "closeness_pays": "How much closeness pays, beside strength",
    "convex": "How much only the closest pay",
    "dormant": "How close those out of touch still are",
}
"""Each assumption of which nobody knows how large it is, so that "more of it" can be said."""


GAP: Final = "\u00a0"
"""Keeps a number and its sign together at the end of a line."""


def percent(gain: float) -> str:
    """A gain or loss with its sign, and none on nothing: +1.3 %, −0.2 %, 0.0 %."""
    return f"{_tenth(gain)}{GAP}%"


def between(low: float, high: float) -> str:
    """A range of gains: −0.7 to +1.2 %."""
    return f"{_tenth(low)} to {_tenth(high)}{GAP}%"


def _tenth(gain: float) -> str:
    return (f"{gain:+.1f}" if round(gain, 1) else "0.0").replace("-", "−")


def hundredth(gain: float, unit: str = f"{GAP}%") -> str:
    """A small gain with its sign: +0.12 %."""
    return f"{_hundredth(gain)}{unit}"


def narrowly(low: float, high: float) -> str:
    """A range of small gains: +0.03 to +0.28 %."""
    return f"{_hundredth(low)} to {_hundredth(high)}{GAP}%"


def _hundredth(gain: float) -> str:
    return (f"{gain:+.2f}" if round(gain, 2) else "0.00").replace("-", "−")


def whole(gain: float) -> str:
    """A gain to the whole per cent."""
    return f"{_unit(gain)}{GAP}%"


def roughly(low: float, high: float) -> str:
    """A range to the whole per cent: −4 to +22 %."""
    return f"{_unit(low)} to {_unit(high)}{GAP}%"


def _unit(gain: float) -> str:
    return (f"{gain:+.0f}" if round(gain) else "0").replace("-", "−")


def number(figure: float) -> str:
    """10.0 → "10", 2.5 → "2.5"."""
    return f"{figure:.10g}"


def two_digits(figure: float) -> str:
    """A size that nobody measured to more than two digits: 6.78 → "6.8", 27.2 → "27"."""
    return number(float(f"{figure:.2g}"))


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 year, 5 years."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
