"""What is looked at in some of the worlds once all are compared: the next hour, and what changes as one advances.

It takes longer for each world than the comparison itself, so few worlds have to do; the ranges are rougher for that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from backcast.engine.lab import marginal, seniority
from backcast.engine.lab.compare import spread
from backcast.engine.lab.ego import USUAL, Ego
from backcast.engine.lab.marginal import MANY, Yield
from backcast.engine.lab.meanfield import Market
from backcast.engine.lab.parameters import Strategy
from backcast.engine.lab.seniority import SETS, Level

WORLDS: Final = 24
"""Worlds that are looked at further [D]: a range over them is as rough as a tenth of it."""
LEVELS: Final = tuple(dict.fromkeys(level for levels in SETS.values() for level in levels))
"""All that are told apart."""

Rows = list[tuple[float, ...]]


@dataclass(slots=True)
class Further:
    """What one more hour adds to pay at each place, and each strategy at each level, world by world; and both in the
    usual world."""

    strategies: Sequence[Strategy]
    years: float
    ego: Ego
    yields: list[Yield]
    usual: Mapping[Level, tuple[float, ...]]
    hours: Rows = field(default_factory=list)
    levels: dict[Level, Rows] = field(default_factory=dict)

    @classmethod
    def of(cls, market: Market, strategies: Sequence[Strategy], years: float, ego: Ego = USUAL) -> "Further":
        """With the world of usual assumptions."""
        usual = {level: seniority.gains(market, strategies, years, level, ego) for level in LEVELS}
        return cls(strategies, years, ego, marginal.yields(market, years, ego), usual, [], {one: [] for one in LEVELS})

    def look(self, market: Market) -> None:
        """At one more world."""
        self.hours.append(marginal.pays(market, self.years, self.ego))
        for level in LEVELS:
            self.levels[level].append(seniority.gains(market, self.strategies, self.years, level, self.ego))

    def document(self) -> dict[str, Any]:
        """All figures, as plain values."""
        if not self.hours:
            return {}
        return {"next_hour": self._next_hour(), "advance": self._advance()}

    def _next_hour(self) -> dict[str, Any]:
        told = [
            {
                "place": one.place,
                "jobs": one.jobs,
                "jobs_of_many": one.jobs_of_many,
                "pay": one.pay,
                "pay_of_many": one.pay_of_many,
            }
            | worth
            for one, worth in zip(self.yields, _spreads(self.hours), strict=True)
        ]
        return {"worlds": len(self.hours), "many": MANY, "places": told, "costs": marginal.costs()}

    def _advance(self) -> dict[str, Any]:
        return {
            "worlds": len(self.hours),
            "fewest": min(self.strategies, key=lambda one: one.people).name,
            "assumed": {name: [self._level(one) for one in levels] for name, levels in SETS.items()},
        }

    def _level(self, level: Level) -> dict[str, Any]:
        rows = self.levels[level]
        told = [
            {"name": one.name, "usual": gain} | worth
            for one, gain, worth in zip(self.strategies, self.usual[level], _spreads(rows), strict=True)
        ]
        return {
            "level": level.name,
            "strategies": told,
            "people_ahead": seniority.people_ahead(self.strategies, rows),
        }


def _spreads(rows: Sequence[Sequence[float]]) -> list[dict[str, float]]:
    """Column by column."""
    return [spread(column) for column in zip(*rows, strict=True)]
