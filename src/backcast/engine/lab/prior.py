"""What nobody has measured: how far each assumption may be off, and draws of whole worlds from that (lab.md A.3)."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any, Final

from backcast.engine.lab.meanfield import Market, fitted
from backcast.engine.lab.parameters import WEEKS, Parameters


@dataclass(frozen=True, slots=True)
class Range:
    """Where a figure may lie: evenly between two bounds, or evenly in its logarithm."""

    low: float
    high: float
    by_log: bool = False

    def at(self, part: float) -> float:
        """The figure at this share of the range."""
        if self.by_log:
            return exp(log(self.low) + part * log(self.high / self.low))
        return self.low + part * (self.high - self.low)


_USUAL = Parameters()
RANGES: Final[Mapping[str, Range]] = {
    "odds_vouched": Range(1.5, 6.4, by_log=True),
    "quit_less": Range(0.1, 0.3),
    "told": Range(0.02, 0.5),
    "novelty": Range(10, 40, by_log=True),
    "trust": Range(5, 20, by_log=True),
    "prefers": Range(0, 2),
    "window": Range(2, 26, by_log=True),
    "half_life": Range(2 * WEEKS, 8 * WEEKS, by_log=True),
    "social": Range(0.15, 1, by_log=True),
    "vouches": Range(0.3, 3, by_log=True),
    "convex": Range(0.5, 4, by_log=True),
    "closeness_pays": Range(0, 1),
    "starts": Range(1.5, 10, by_log=True),
    "less_search": Range(0.2, 1),
    "effort": Range(0, 0.3),
    "work_pays": Range(0, 2 * _USUAL.work_pays),
    "ties_pay": Range(0, 2 * _USUAL.ties_pay),
    "spread": Range(0.25, 1, by_log=True),
    "better": Range(1.03, 1.15),
    "replaced": Range(0.3, 0.7),
    "dormant": Range(0.1, 0.6),
}
"""By name of the assumption; sources beside each in `Parameters`. [D] where none is named there."""
CONTACT_SHARE: Final = Range(1 / 3, 1 / 2)
"""Share of jobs found through contacts (Federal Reserve Bank of Philadelphia; Pellizzari)."""


def worlds(
    seed: int, many: int, usual: Parameters = _USUAL, known: Mapping[str, float] | None = None
) -> Iterator[Market]:
    """Markets fitted to draws of all assumptions at once. What is `known` is not drawn. Each assumption is spread
    evenly over all draws (a Latin hypercube, McKay, Beckman and Conover 1979), so that few draws say much; the first
    few of many are as good a sample as any."""
    rng = random.Random(seed)  # noqa: S311
    names = [*RANGES, ""]
    columns = {name: _spread(rng, many) for name in names}
    for at in range(many):
        drawn: dict[str, Any] = {name: RANGES[name].at(columns[name][at]) for name in RANGES} | dict(known or {})
        share = CONTACT_SHARE.at(columns[""][at])
        yield fitted(replace(usual, **drawn), contact_share=share)


def _spread(rng: random.Random, many: int) -> list[float]:
    """One figure from each of so many equal parts of [0, 1], in random order."""
    parts = [(at + rng.random()) / many for at in range(many)]
    rng.shuffle(parts)
    return parts
