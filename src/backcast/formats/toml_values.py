"""What one value of a TOML file may be: each function gives what is kept, or a sentence of what was expected."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from backcast import limits
from backcast.errors import Invalid
from backcast.formats import names

Check = Callable[[Any], Any]


class Unfit(Invalid):
    """What was expected instead, as the end of a sentence."""


def text(value: Any, most: int = limits.SENTENCE, least: int = 0) -> str:
    """One line of visible text, or several where `limits.TEXT` is allowed."""
    if not isinstance(value, str):
        raise Unfit(f"text in quotes is expected, not {noun(value)}")
    kept = names.clean_text(value) if most == limits.TEXT else names.clean(value, most + 1)
    if len(kept) > most or len(value) > 4 * most:
        raise Unfit(f"this is longer than {most} characters")
    if len(kept) < least:
        raise Unfit("a few words are expected here")
    return kept


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unfit(f"true or false is expected, not {noun(value)}")
    return value


def number(value: Any, bounds: tuple[float, float]) -> float:
    """A number within bounds; not-a-number is within none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unfit(f"a number is expected, not {noun(value)}")
    if not bounds[0] <= value <= bounds[1]:
        raise Unfit(f"a number from {bounds[0]} to {bounds[1]} is expected")
    return float(value)


def whole(value: Any, bounds: tuple[int, int]) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit(f"a whole number is expected, not {noun(value)}")
    if not bounds[0] <= value <= bounds[1]:
        raise Unfit(f"a whole number from {bounds[0]} to {bounds[1]} is expected")
    return value


def day(value: Any) -> date:
    """A date without a time."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Unfit(f"a day without quotes, such as 2031-11-01, is expected, not {noun(value)}")
    return value


def word(value: Any, words: Sequence[str]) -> str:
    """One of some words."""
    if value not in words:
        raise Unfit(f"one of {', '.join(words)} is expected, not {noun(value)}")
    return str(value)


def keys(value: Any) -> tuple[str, ...]:
    """Keys, each once, in their order."""
    if not isinstance(value, list):
        raise Unfit(f'a list of keys such as ["talk"] is expected, not {noun(value)}')
    if len(value) > limits.VISION_PARTS:
        raise Unfit(f"at most {limits.VISION_PARTS} keys are expected")
    return tuple(dict.fromkeys(text(one, limits.KEY, 1) for one in value))


def noun(value: Any) -> str:
    """What a value is, for the end of a sentence."""
    if isinstance(value, str):
        return f'the text "{names.clean(value, 40)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"the number {value}"
    if isinstance(value, int):
        return "a number"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a table" if isinstance(value, dict) else f"the time {value}"
