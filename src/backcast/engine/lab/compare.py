"""Strategies beside each other, over every world the assumptions allow, and what the answer hangs on (lab.md C).

What may be said of it: how far the assumptions move the answer, never how likely a strategy is to be the better one.
The structure of the model is our choice, and another structure moved the figures as much as the assumptions did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from backcast.engine.lab.parameters import Parameters, Strategy
from backcast.engine.lab.prior import RANGES

RATIOS: Final = (0.5, 1.0, 2.0, 4.0)
"""Bounds of the classes of the ratio that decides (lab.md C)."""
SPREAD: Final = (("low", 0.1), ("middle", 0.5), ("high", 0.9))
"""Four in five lie between low and high."""


@dataclass(frozen=True, slots=True)
class World:
    """One draw: its assumptions, and what each strategy gains in pay against living as everybody else, in per cent."""

    parameters: Parameters
    gains: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """What ties pay, for each standard deviation of their logarithm, against what hours of work pay: the one ratio
        that decides whether all hours should go to work or to people, and that nobody has measured: (β_n/σ_n) : β_w."""
        told = self.parameters
        return told.ties_pay / told.spread / told.work_pays if told.work_pays else float("inf")


@dataclass(slots=True)
class Comparison:
    """Some strategies over all worlds looked at so far."""

    strategies: Sequence[Strategy]
    worlds: list[World] = field(default_factory=list)

    def spread(self, at: int) -> dict[str, float]:
        """The gains of a strategy that one world in ten, half of them and nine in ten stay below."""
        return spread(world.gains[at] for world in self.worlds)

    def best(self, at: int) -> float:
        """The share of worlds in which no strategy gains more. To be shown only beside the interval, with the sentence
        that the structure is our choice."""
        return sum(world.gains[at] >= max(world.gains) for world in self.worlds) / len(self.worlds)

    def ahead(self, one: int, other: int) -> list[float]:
        """By how much one gains more than the other, world by world."""
        return [world.gains[one] - world.gains[other] for world in self.worlds]

    def slopes(self, one: int, other: int) -> dict[str, float]:
        """For each assumption how far it moves the difference: Spearman's rank correlation, the furthest first."""
        ahead = _ranks(self.ahead(one, other))
        found = {
            name: _correlation(_ranks([getattr(world.parameters, name) for world in self.worlds]), ahead)
            for name in RANGES
        }
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))

    def by_ratio(self, one: int, other: int) -> list[tuple[float, float, int, float | None]]:
        """The share of worlds in which one gains more than the other, by class of the ratio that decides: its lower and
        upper bound, the worlds in it, and the share (None without any)."""
        found = []
        for low, high in zip((0.0, *RATIOS), (*RATIOS, float("inf")), strict=True):
            held = [world for world in self.worlds if low <= world.ratio < high or world.ratio == high == float("inf")]
            won = sum(world.gains[one] > world.gains[other] for world in held)
            found.append((low, high, len(held), won / len(held) if held else None))
        return found


def quantile(figures: Iterable[float], part: float) -> float:
    """The figure that so many stay below, by linear interpolation."""
    held = sorted(figures)
    place = part * (len(held) - 1)
    low = int(place)
    return held[low] + (place - low) * (held[min(low + 1, len(held) - 1)] - held[low])


def spread(figures: Iterable[float]) -> dict[str, float]:
    """The figures that one in ten, half of them and nine in ten stay below."""
    held = sorted(figures)
    return {name: quantile(held, part) for name, part in SPREAD}


def _ranks(figures: Sequence[float]) -> list[float]:
    """Places in order, equal figures sharing theirs."""
    order = sorted(range(len(figures)), key=figures.__getitem__)
    ranks, at = [0.0] * len(figures), 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and figures[order[end + 1]] == figures[order[at]]:
            end += 1
        for place in range(at, end + 1):
            ranks[order[place]] = (at + end) / 2
        at = end + 1
    return ranks


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's, here of ranks; 0 where one of them never changes."""
    middle, beside = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - middle) * (b - beside) for a, b in zip(one, other, strict=True))
    apart = sum((a - middle) ** 2 for a in one) * sum((b - beside) ** 2 for b in other)
    return both / apart**0.5 if apart else 0.0
