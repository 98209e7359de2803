"""Weeks of a market one after the other, and what is counted on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import kernel
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

BEFORE: Final = 50
"""Weeks before anything is averaged: everybody begins in work, and the market must settle (engines.md §10)."""
PERIODS: Final = 10
"""Weeks out of work that the hazard is told for."""
LONGEST: Final = 520
"""Weeks out of work that are told apart; longer spells count as so long [D]."""
CHANNELS: Final = {kernel.ALONE: "own", kernel.TIPPED: "tip", kernel.VOUCHED: "referral"}

Notice = Callable[[int], bool]
"""Told how many weeks have passed; False stops the run."""


@dataclass(slots=True)
class Counts:
    """What happened: the share out of work at the end of each week; after the first weeks, how many were out of work
    for so many weeks at the start of a week (`at_risk`) and of these found work in it and kept it (`hired`), and how
    jobs were found by those out of work."""

    by_week: list[float] = field(default_factory=list)
    at_risk: "Whole" = field(default_factory=lambda: _none())
    hired: "Whole" = field(default_factory=lambda: _none())
    channels: "Whole" = field(default_factory=lambda: _none(len(CHANNELS) + 1))

    def mean(self, before: int) -> float | None:
        """The mean share out of work after so many weeks; None for a shorter run."""
        told = self.by_week[before:]
        return sum(told) / len(told) if told else None

    def hazard(self, periods: int = PERIODS) -> list[float | None]:
        """The chance of work in a week after at least 1, 2, … weeks without; None where nobody was so long."""
        risk, hired = (part[::-1].cumsum()[::-1] for part in (self.at_risk, self.hired))
        return [
            float(hired[weeks] / risk[weeks]) if weeks < len(risk) and risk[weeks] else None
            for weeks in range(1, periods + 1)
        ]

    def by_channel(self) -> dict[str, float | None]:
        """The share of each channel in the jobs that people out of work found."""
        every = int(self.channels.sum())
        return {word: float(self.channels[code] / every) if every else None for code, word in CHANNELS.items()}

    def weeks_to_job(self) -> dict[str, float | None]:
        """Weeks out of work of those who found some: lower quarter, median, upper quarter, mean."""
        import numpy as np

        sums, every = np.cumsum(self.hired), int(self.hired.sum())
        parts = {"quarter": 0.25, "median": 0.5, "three_quarters": 0.75}
        if not every:
            return {**dict.fromkeys(parts), "mean": None}
        found: dict[str, float | None] = {
            word: float(np.searchsorted(sums, part * every)) for word, part in parts.items()
        }
        return found | {"mean": float((self.hired * np.arange(len(self.hired))).sum() / every)}


def _none(length: int = LONGEST + 1) -> "Whole":
    import numpy as np

    return np.zeros(length, np.int64)


def run(
    graph: Graph,
    tables: Tables,
    weeks: int,
    seed: int,
    *,
    before: int = BEFORE,
    notice: Notice = lambda _: True,
) -> Counts:
    """So many weeks, everybody in work at the start; what is counted begins after the first `before` weeks. `notice`
    hears of every week and may stop the run."""
    import numpy as np

    state, counts = kernel.employed(graph.agents), Counts()
    out = np.zeros(graph.agents, np.int64)
    for week in range(weeks):
        idle = ~state.employed
        found = kernel.step(state, graph, tables, seed, week).found
        counts.by_week.append(1 - float(state.employed.mean()))
        if week >= before:
            counts.at_risk += np.bincount(out[idle], minlength=LONGEST + 1)
            counts.hired += np.bincount(out[idle & state.employed], minlength=LONGEST + 1)
            counts.channels += np.bincount(found[idle], minlength=len(CHANNELS) + 1) * _known()
        out = np.where(state.employed, 0, np.minimum(out + 1, LONGEST))
        if not notice(week + 1):
            break
    return counts


def _known() -> "Whole":
    """All codes but that of no job."""
    import numpy as np

    return np.array([0, *(1 for _ in CHANNELS)], np.int64)
