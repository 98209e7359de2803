"""Who works, eight people to a byte, for those who look at their contacts. Only where numba is installed."""

import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np  # noqa: TID253

from backcast.engine.lab.machine import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

EIGHT: Final = 8
ALL: Final = np.uint8(255)
"""Eight that all work."""
FIRSTS: Final = {"little": 0x0102040810204080, "big": 0x8040201008040201}
"""Times eight bytes of 0 or 1, as this kind of computer reads them as one number: the highest byte of it holds them
all, the first as lowest bit."""
EACH: Final = np.uint64(FIRSTS[sys.byteorder])
TOP: Final = np.uint64(56)

Flags = tuple["NDArray[np.bool_]", "NDArray[np.uint64]", "NDArray[np.uint8]"]


def flags(many: int) -> Flags:
    """Room for so many flags and some that are set, to fill the last eight; the eights of them as one number each; and
    room to `pack` them. Packed they are small enough for the cache of each core; two cores that pass each other a
    million bytes wait for it."""
    made = np.empty(-(-many // EIGHT) * EIGHT, np.bool_)
    made[many:] = True
    return made, made.view(np.uint64), np.empty(len(made) // EIGHT, np.uint8)


@compiled
def packed(eight: Any) -> Any:
    """Eight flags as one byte."""
    return np.uint8(eight * EACH >> TOP)


@compiled
def pack(flags: Any, begin: int, end: int) -> None:
    """Write so many eights of flags as one byte each."""
    _, eights, bits = flags
    for at in range(begin, end):
        bits[at] = packed(eights[at])


@compiled
def given(bits: Any, at: int) -> bool:
    """One flag of those packed."""
    return bool(bits[at >> 3] >> (at & 7) & 1)
