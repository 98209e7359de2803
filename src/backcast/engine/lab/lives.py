"""Single lives with a strategy: how far luck moves what the mean hides (lab.md C, luck)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lives:
    """So far `pay[year][life]`: what a life earned in each year, in years of the first week's pay; `total[life]`: all
    of it, discounted; `idle[life]`: weeks out of work."""

    pay: "Floats"
    total: "Floats"
    idle: "Floats"

    def band(self, part: float) -> list[float]:
        """Year by year, the pay that so many lives stay below."""
        import numpy as np

        return [float(one) for one in np.quantile(self.pay, part, axis=1)]
