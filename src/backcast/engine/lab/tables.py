"""What decides a week of the market, as whole numbers: chances in 2^32nds, and weights of contacts.

Agents belong to groups (a group follows one strategy); a tie has a layer and a count of mutual contacts. News among
the employed reaches contacts out of work, and, as a better job, contacts in work. With one group, one layer, equal
weights and nothing but `own` and `news`, this is the model of Calvó-Armengol and Jackson (lab.md A.2).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backcast.engine.lab.words import ONE, threshold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chances = NDArray[np.uint64]
    Weights = NDArray[np.uint64]

MUTUAL: Final = 64
"""Mutual contacts a tie counts, none included."""


@dataclass(frozen=True, slots=True)
class Passing:
    """How news goes on to one kind of contact, by [group of the teller, group of the hearer, layer, mutual].

    `weight`: how likely this contact is chosen among all, at most 2^20. `keep`: the chance that it then comes to
    something. `vouched`: the chance that, if so, the hearer was vouched for and not only tipped off."""

    weight: "Weights"
    keep: "Chances"
    vouched: "Chances"


@dataclass(frozen=True, slots=True)
class Tables:
    """The chances of one week by [group], and by [group, hired by referral] where somebody leaves.

    `own`: out of work, finds a job alone. `news`: in work, has news for somebody out of work. `ladder`: that, or news
    of a better job for somebody in work. `leaves`: loses the job. `moves`: that, or goes to another one."""

    own: "Chances"
    news: "Chances"
    ladder: "Chances"
    leaves: "Chances"
    moves: "Chances"
    to_idle: Passing
    to_busy: Passing


def plain(a: float, b: float) -> Tables:
    """The market of Calvó-Armengol and Jackson: hears with chance `a`, loses a job with chance `b`, each week."""
    import numpy as np

    def each(chance: float, *more: int) -> "Chances":
        return np.full((1, *more), threshold(chance), np.uint64)

    shape = (1, 1, 1, MUTUAL)
    every = Passing(np.ones(shape, np.uint64), np.full(shape, ONE, np.uint64), np.full(shape, ONE, np.uint64))
    return Tables(each(a), each(a), each(a), each(b, 2), each(b, 2), every, every)
