"""Why many ties beat few in this model: one assumption at a time taken away (lab.md L2).

What is taken away is a way in which more brings less (`Shape`). The market is fitted anew each time, so that people
still find work, hear of it and move as often as was measured. In formulas only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from backcast.engine.lab.meanfield import fitted
from backcast.engine.lab.parameters import COUNTS, STRATEGIES, Parameters, Shape
from backcast.engine.lab.pay import gains
from backcast.engine.lab.prior import worlds

BOTH: Final = (STRATEGIES["deep"], STRATEGIES["broad"])
FIFTY: Final = sum(COUNTS[:3])
"""A person's ties up to the active layer."""
BY_TIE: Final = Shape(closeness=False, activity=False, strength=False)
CASES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "as it is": Shape(),
        "closeness does not level off": Shape(closeness=False),
        "activity does not level off": Shape(activity=False),
        "activity and closeness add up in a tie": Shape(strength=False),
        "nothing levels off within a tie": BY_TIE,
        "every hour brings as many contacts": Shape(by_layer=False),
        "only the fifty strongest ties count": Shape(strongest=FIFTY),
        "nothing levels off, and every hour brings as many contacts": replace(BY_TIE, by_layer=False),
        "nothing levels off, and only the fifty strongest count": replace(BY_TIE, strongest=FIFTY),
        "all of it": replace(BY_TIE, by_layer=False, strongest=FIFTY),
    }
)
"""What is taken away, by name."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Gains of living deep and broad against everybody else, in per cent of pay, alone; and of these the part that
    comes from finding work and moving, where neither hours nor ties change pay."""

    deep: float
    broad: float
    deep_jobs: float
    broad_jobs: float

    @property
    def ahead(self) -> float:
        """By how much deep gains more than broad."""
        return self.deep - self.broad


def gap(parameters: Parameters, years: float) -> Gap:
    """Deep and broad under these assumptions."""
    market = fitted(parameters)
    jobs = replace(market, parameters=replace(market.parameters, work_pays=0.0, ties_pay=0.0))
    return Gap(*gains(market, BOTH, years), *gains(jobs, BOTH, years))


def ablation(parameters: Parameters, years: float) -> dict[str, Gap]:
    """Each case in one world."""
    return {name: gap(replace(parameters, shape=shape), years) for name, shape in CASES.items()}


def ahead(shape: Shape, seed: int, many: int, years: float) -> float:
    """The share of worlds in which deep gains more than broad, where this is taken away in all of them."""
    drawn = worlds(seed, many, Parameters(shape=shape))
    found = [gains(market, BOTH, years) for market in drawn]
    return sum(deep > broad for deep, broad in found) / len(found)
