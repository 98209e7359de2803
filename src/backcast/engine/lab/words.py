"""Random words by counter: the word of an agent in a week follows from the seed alone, whoever computes it and when.

Each word is the splitmix64 finaliser (Steele, Lea, Flood, OOPSLA 2014) of a key of the week and the agent's number, so
that threads, blocks and kernels agree bit for bit. Every random decision compares a half of a word, a whole number
below 2^32, with a chance written as a whole number of 2^32nds.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

BITS: Final = 32
ONE: Final = 1 << BITS
"""A chance of one: every half of a word is below it."""
GOLDEN: Final = 0x9E3779B97F4A7C15
FIRST: Final = 0xBF58476D1CE4E5B9
SECOND: Final = 0x94D049BB133111EB
MASK: Final = (1 << 64) - 1


def threshold(chance: float) -> int:
    """A chance in [0, 1] as a whole number of 2^32nds."""
    return round(min(max(chance, 0.0), 1.0) * ONE)


def mix(word: int) -> int:
    """The finaliser on one number of 64 bits."""
    word = (word ^ word >> 30) * FIRST & MASK
    word = (word ^ word >> 27) * SECOND & MASK
    return word ^ word >> 31


def key(seed: int, week: int) -> int:
    """The key of a week: two rounds, so that neighbouring seeds and weeks have nothing in common."""
    return mix(mix((seed & MASK) + GOLDEN & MASK) + week * GOLDEN & MASK)


def first(week_key: int, agents: int) -> "Words":
    """The first word of every agent in a week."""
    import numpy as np

    counters = np.arange(agents, dtype=np.uint64)
    counters *= np.uint64(GOLDEN)
    counters += np.uint64(week_key)
    return further(counters)


def further(words: "Words") -> "Words":
    """The next word after each; the argument is not changed."""
    import numpy as np

    words = words ^ words >> np.uint64(30)
    words *= np.uint64(FIRST)
    words ^= words >> np.uint64(27)
    words *= np.uint64(SECOND)
    words ^= words >> np.uint64(31)
    return words


def high(words: "Words") -> "Words":
    """The upper halves."""
    import numpy as np

    return words >> np.uint64(BITS)


def low(words: "Words") -> "Words":
    """The lower halves."""
    import numpy as np

    return words & np.uint64(ONE - 1)
