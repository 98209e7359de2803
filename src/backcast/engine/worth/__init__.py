"""Worth: which ties matter to a vision, and what a move to one of them would change (engines.md §4)."""

from backcast.engine.worth.formula import (
    fragility,
    outlook,
    reach,
    readiness,
    share,
    vouching,
    worths,
)
from backcast.engine.worth.gains import (
    Lift,
    gain_of_ask,
    gain_of_gift,
    gain_of_lines,
    lift,
    step_up,
    upper_quartile,
)
from backcast.engine.worth.records import Future, Reason, Voucher, Way, Worth

__all__ = [
    "Future",
    "Lift",
    "Reason",
    "Voucher",
    "Way",
    "Worth",
    "fragility",
    "gain_of_ask",
    "gain_of_gift",
    "gain_of_lines",
    "lift",
    "outlook",
    "reach",
    "readiness",
    "share",
    "step_up",
    "upper_quartile",
    "vouching",
    "worths",
]
