"""For how long people are out of work and how they find some: what is counted as the weeks of a market pass."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from backcast.engine.lab import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Short = NDArray[np.int16]
    Small = NDArray[np.uint8]
    Whole = NDArray[np.int64]

PERIODS: Final = 10
"""Weeks out of work that the hazard is told for."""
LONGEST: Final = 520
"""Weeks out of work that are told apart; longer spells count as so long [D]."""
CHANNELS: Final = {kernel.ALONE: "own", kernel.TIPPED: "tip", kernel.VOUCHED: "referral"}


def begun(agents: int) -> "Counts":
    """Nothing counted yet."""
    import numpy as np

    return Counts(np.zeros(agents, np.int16))


@dataclass(slots=True)
class Counts:
    """What happened: for how many weeks each agent is out of work by now (`out`), and the share out of work at the end
    of each week; after the first weeks, how many were out of work for so many weeks at the start of a week (`at_risk`)
    and of these found work in it and kept it (`hired`), and how jobs were found by those out of work."""

    out: "Short"
    by_week: list[float] = field(default_factory=list)
    at_risk: "Whole" = field(default_factory=lambda: _none())
    hired: "Whole" = field(default_factory=lambda: _none())
    channels: "Whole" = field(default_factory=lambda: _none(len(CHANNELS) + 1))

    def add(self, idle: "Whole", works: "Flags", found: "Small", told: bool) -> None:
        """One week: who was out of work at its start, who works at its end, and how each found a job. Before averages
        begin it is not `told`, and only how long people are out of work is kept."""
        import numpy as np

        if told:
            self.at_risk += np.bincount(self.out[idle], minlength=LONGEST + 1)
            self.hired += np.bincount(self.out[idle][works[idle]], minlength=LONGEST + 1)
            self.channels[1:] += np.bincount(found[idle], minlength=len(CHANNELS) + 1)[1:]
        self.out[idle] *= ~works[idle]
        now = np.flatnonzero(~works)
        self.out[now] = np.minimum(self.out[now] + 1, LONGEST)
        self.passed(len(now))

    def passed(self, idle: int) -> None:
        """A week has passed, and so many are out of work."""
        self.by_week.append(1 - (len(self.out) - idle) / len(self.out))

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
