"""Whether ties count more as one advances: three levels, and what is assumed of them (lab.md C, seniority).

Only how often jobs are lost is known by level. Everything else is put in, so that what comes out of it is no finding:
if senior pay rewards ties more than hours, ties pay more for seniors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from backcast.engine.lab import pay
from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.meanfield import Market
from backcast.engine.lab.parameters import Parameters, Strategy


@dataclass(frozen=True, slots=True)
class Level:
    """How far somebody has got, as multiples of what holds in the middle: how often the job is lost, openings that one
    out of work can apply for or hear of, how much being vouched for counts, and what hours of work and ties pay."""

    name: str
    loses: float = 1.0
    openings: float = 1.0
    vouching: float = 1.0
    work_pays: float = 1.0
    ties_pay: float = 1.0

    def on(self, parameters: Parameters) -> Parameters:
        """The same assumptions as they are for somebody at this level. All of it is of this person: the market they
        live in, and was fitted before, stays."""
        return replace(
            parameters,
            b=parameters.b * self.loses,
            searches=parameters.searches * self.openings,
            news=parameters.news * self.openings,
            vouching=parameters.vouching * self.vouching,
            work_pays=parameters.work_pays * self.work_pays,
            ties_pay=parameters.ties_pay * self.ties_pay,
        )


MIDDLE: Final = Level("middle")
KNOWN: Final = (Level("junior", loses=1.4), MIDDLE, Level("senior", loses=0.7))
"""What is known: jobs are lost more often at the beginning (recalled and unchecked, lab.md C)."""
ASSUMED: Final = (
    Level("junior", 1.4, openings=1.2, work_pays=1.3, ties_pay=0.7),
    MIDDLE,
    Level("senior", 0.7, openings=0.6, vouching=1.5, work_pays=0.7, ties_pay=1.5),
)
"""If senior pay rewards ties more: fewer openings higher up, being vouched for counts more there, and ties pay more
against hours of work [D]."""
SETS: Final[Mapping[str, tuple[Level, ...]]] = MappingProxyType({"known": KNOWN, "assumed": ASSUMED})
"""Both by name."""


def at(market: Market, level: Level) -> Market:
    """The same market for somebody at a level: their assumptions, the others' states."""
    return replace(market, parameters=level.on(market.parameters))


def by_group(parameters: Parameters, levels: Sequence[Level], many: int) -> list[Parameters]:
    """The assumptions of so many groups, each at its level; all in the middle where none are named."""
    return [level.on(parameters) for level in levels or [MIDDLE] * many]


def gains(
    market: Market, strategies: Sequence[Strategy], years: float, level: Level, ego: Ego = USUAL
) -> tuple[float, ...]:
    """What each strategy adds to the pay of somebody at a level, against living as everybody else there, in per cent;
    alone in the market."""
    return pay.gains(at(market, level), strategies, years, ego=ego)


def people_ahead(strategies: Sequence[Strategy], rows: Sequence[Sequence[float]]) -> float | None:
    """The share of worlds in which the best of those who give more hours to people gains more than who gives fewest;
    None where all give as many."""
    fewest = min(range(len(strategies)), key=lambda one: strategies[one].people)
    others = [one for one, told in enumerate(strategies) if told.people > strategies[fewest].people]
    if not others or not rows:
        return None
    return sum(max(row[one] for one in others) > row[fewest] for row in rows) / len(rows)
