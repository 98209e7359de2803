"""What two birthdays say."""

from functools import lru_cache

from backcast.engine.identity import constants as bits


@lru_cache(maxsize=65_536)
def birthday_bits(one: str, other: str) -> float:
    """Bits for or against, of two ISO dates, either without its year or month ("1980", "--03-22")."""
    a, b = one.replace("-", ""), other.replace("-", "")
    if len(a) == len(b) == 8:
        return bits.BIRTHDAY if a == b else bits.BIRTHDAY_NEAR if _near(a, b) else bits.BIRTHDAY_OTHER
    short, long = sorted((a, b), key=len)
    if len(short) == 4 and (one.startswith("--") or other.startswith("--")):
        return bits.BIRTHDAY_YEARLESS if long.endswith(short) else bits.BIRTHDAY_OTHER
    return 0.0 if long.startswith(short) else bits.BIRTHDAY_OTHER


def _near(one: str, other: str) -> bool:
    """One digit differs, two neighbours are swapped, or day and month."""
    wrong = [place for place in range(8) if one[place] != other[place]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(one) == sorted(other)
    return len(wrong) == 1 or swapped or one == other[:4] + other[6:] + other[4:6]
