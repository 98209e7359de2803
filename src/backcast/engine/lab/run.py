"""Weeks of a market one after the other, and what is counted on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import kernel
from backcast.engine.lab.graphs import Graph
from backcast.engine.lab.kernels import Step
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

    def hazard(self) -> list[float | None]:
        """The chance of work in a week after at least 1, 2, … weeks without; None where nobody was so long."""
        risk, hired = (part[::-1].cumsum()[::-1] for part in (self.at_risk, self.hired))
        return [
            float(hired[weeks] / risk[weeks]) if weeks < len(risk) and risk[weeks] else None
            for weeks in range(1, PERIODS + 1)
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
    start: kernel.State | None = None,
    step: Step = kernel.step,
    notice: Notice = lambda _: True,
) -> Counts:
    """So many weeks, everybody in work at the start or as `start` has it; what is counted begins after the first
    `before` weeks. `step` is any of `kernels`. `notice` hears of every week and may stop the run."""
    import numpy as np

    state, counts = start or kernel.employed(graph.agents), Counts()
    idle, out = np.flatnonzero(~state.employed), np.zeros(graph.agents, np.int16)
    for week in range(weeks):
        found = step(state, graph, tables, seed, week).found
        if week >= before:
            count(counts, out[idle], state.employed[idle], found[idle])
        out[idle] *= ~state.employed[idle]
        idle = np.flatnonzero(~state.employed)
        out[idle] = np.minimum(out[idle] + 1, LONGEST)
        counts.by_week.append(1 - (graph.agents - len(idle)) / graph.agents)
        if not notice(week + 1):
            break
    return counts


def count(counts: Counts, out: "NDArray[np.int16]", works: "NDArray[np.bool_]", found: "NDArray[np.uint8]") -> None:
    """One week of those out of work at its start: for how long they were, whether they work at its end, and how they
    found a job."""
    import numpy as np

    counts.at_risk += np.bincount(out, minlength=LONGEST + 1)
    counts.hired += np.bincount(out[works], minlength=LONGEST + 1)
    counts.channels[1:] += np.bincount(found, minlength=len(CHANNELS) + 1)[1:]
