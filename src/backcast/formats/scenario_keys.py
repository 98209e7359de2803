"""The keys of a scenario file: what each may be, and what it is where the file leaves it out (docs/lab-file.md).

Names of assumptions and their meaning are those of the engine's `Parameters`; a test holds the two together. Bounds are
of meaning, all [D]: outside of them a figure is none, or a slip of the hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from backcast import limits
from backcast.formats import toml_values as values
from backcast.formats.links import AGENTS
from backcast.formats.toml_values import Check, Unfit

MODELS: Final = ("plain", "full")
LEVELS: Final = ("junior", "middle", "senior")
ADVANCES: Final = ("known", "assumed")
"""What is put in for each level: only what is known, or also that senior pay rewards ties more."""
MODES: Final = ("solo", "everyone", "mixed")
STARTS: Final = ("employed", "unemployed")
CIRCLES: Final = ("inner", "close", "active", "outer", "dormant")
"""Layers a tie may be in at the start."""
WEEKS: Final = (1, 100_000)
"""Of one run [D]: two thousand years."""
SEEDS: Final = (0, 2**31 - 1)
DEGREE: Final = (0, 10_000)
GROUPS: Final = 12
"""Groups of one market [D]; the tables of a week grow with their square."""
MOST: Final = 100_000
"""Lives, worlds, and runs of one sweep, at most [D]."""
FITTED: Final = ("searches", "news", "ladder")
"""Assumptions that a market is fitted by."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one key may be, and what it is where it is left out: None leaves it open."""

    check: Check
    default: Any = None


Keys = Mapping[str, Key]


def _number(low: float, high: float, default: Any = None) -> Key:
    return Key(partial(values.number, bounds=(low, high)), default)


def _whole(bounds: tuple[int, int], default: Any = None) -> Key:
    return Key(partial(values.whole, bounds=bounds), default)


def _word(words: tuple[str, ...], default: Any = None) -> Key:
    return Key(partial(values.word, words=words), default)


def _text(default: Any = None, most: int = limits.NAME) -> Key:
    return Key(partial(values.text, most=most, least=1), default)


def _words(value: Any) -> tuple[str, ...]:
    """Names, each once."""
    if not isinstance(value, list) or not value:
        raise Unfit(f'a list of names such as ["work", "broad"] is expected, not {values.noun(value)}')
    if len(value) > GROUPS:
        raise Unfit(f"at most {GROUPS} names are expected")
    return tuple(dict.fromkeys(values.text(one, limits.KEY, 1) for one in value))


MODEL: Final = _word(MODELS, "plain")
FLAG: Final = Key(values.flag)

TOP: Final[Keys] = {"name": _text(), "seed": _whole(SEEDS, 1)}
"""In every scenario."""
LONG: Final[Mapping[str, Keys]] = {
    "plain": {"weeks": _whole(WEEKS, 200)},
    "full": {"weeks": _whole(WEEKS, 320)},
    "compare": {},
}
"""By what is done: how long it goes on. The full market has five years after the weeks in which it comes to rest."""
PLAIN: Final[Keys] = {
    "model": MODEL,
    "a": _number(0, 1, 0.1),
    "b": _number(0, 1, 0.015),
    "agents": _whole((1, AGENTS), 10_000),
    "degree": _whole(DEGREE, 10),
    "network": _text(most=limits.SENTENCE),
    "start": _word(STARTS, STARTS[0]),
}
"""`[market]` of Calvó-Armengol and Jackson."""
FULL: Final[Keys] = {
    "model": MODEL,
    "agents": _whole((1, AGENTS), 2_000),
    "degree": _whole(DEGREE, 170),
    "network": _text(most=limits.SENTENCE),
    "layer": _word(CIRCLES),
    "start": _word(STARTS, STARTS[0]),
    "fitted": Key(values.flag, True),
    "contact_share": _number(0, 0.95),
    "levels": _word(ADVANCES, ADVANCES[0]),
}
"""`[market]` of people with ties, strategies and pay."""
COMPARE: Final[Keys] = {
    "strategies": Key(_words, ("work", "broad", "deep", "half-broad", "reactive")),
    "hours": _number(0, 80, 10.0),
    "years": _whole((1, 20), 5),
    "draws": _whole((2, MOST), 120),
    "lives": _whole((10, MOST), 2_000),
    "mode": _word(MODES, MODES[0]),
    "told": _number(0, 1),
    "ratio": _number(0, 100),
    "first": _whole((1, MOST)),
    "further": _whole((0, MOST), 24),
    "ties": _text(most=limits.SENTENCE),
}
"""`[compare]`: what `lab compare` takes."""
GROUP: Final[Keys] = {
    "name": _text(),
    "strategy": _text(most=limits.KEY),
    "share": _number(0, 1),
    "level": _word(LEVELS, LEVELS[1]),
}
"""`[[group]]`: name, strategy, share of the people, how far they have got; strategy and share are needed."""
ASSUMPTIONS: Final[Keys] = {
    "b": _number(0, 0.8),
    "searches": _number(0, 1_000),
    "news": _number(0, 100),
    "ladder": _number(0, 100),
    "moves": _number(0, 1),
    "cold": _number(1e-6, 0.5),
    "odds_known": _number(0.01, 1_000),
    "odds_vouched": _number(0.01, 1_000),
    "quit_less": _number(0, 1),
    "told": _number(0, 1),
    "novelty": _number(0.1, 1_000_000),
    "trust": _number(0.1, 1_000_000),
    "prefers": _number(0, 10),
    "window": _number(0.1, 520),
    "half_life": _number(1, 10_000),
    "social": _number(0.01, 1),
    "vouches": _number(0, 20),
    "vouching": _number(0, 10),
    "starts": _number(0.1, 1_000),
    "less_search": _number(0, 10),
    "free": _number(0, 112),
    "hours": _number(0, 80),
    "effort": _number(0, 2),
    "dormant": _number(0, 1),
    "closeness_pays": _number(0, 1),
    "convex": _number(0, 20),
    "spread": _number(0.01, 10),
    "work_pays": _number(0, 1),
    "ties_pay": _number(0, 1),
    "better": _number(0.1, 10),
    "replaced": _number(0, 2),
    "discount": _number(0, 1),
    "deviation": _number(0.1, 80),
    "fixed_jobs": _number(0, 1),
    "openings": _number(0.01, 100),
}
"""`[assumptions]`; what is left out is as usual."""
SHAPE: Final[Keys] = {"closeness": FLAG, "activity": FLAG, "strength": FLAG, "by_layer": FLAG}
"""`[assumptions.shape]`: where more brings less; false takes it away."""
STRONGEST: Final[Keys] = {"strongest": _number(1, 1_000)}
"""… and how many ties count, which the formulas of `[compare]` know and the kernel does not."""
