"""Room for words on a line: marks a least distance apart, words wrapped to a width, years between the marks."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

NARROW, USUAL, WIDE = "fijlrt.,:;'’|!()[] -·", 8.3, "mwMWQ@%—…"
WIDTHS = {**dict.fromkeys(NARROW, 5.2), **dict.fromkeys(WIDE, 12.9)}
CAPITAL, SQUARE = 9.8, 13.0
"""Widths of letters at 13 px in the widest of the usual system fonts (DejaVu Sans), rounded up."""
CUT = "…"


def width(text: str) -> float:
    """About how wide words are at 13 px; never less than they are in the usual fonts."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return SQUARE
    return CAPITAL if letter.isupper() else USUAL if letter.isascii() else CAPITAL


def wrap(text: str, most: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width; a word that is too long is broken, what is left over is cut.

    Only plain spaces part words: others hold together what must stay on a line.
    """
    found: list[str] = []
    rest = [word for word in text.split(" ") if word]
    while rest and len(found) < lines:
        found.append(_line(rest, most))
    if rest and found:
        found[-1] = cut(f"{found[-1]} {rest[0]}", most)
    return tuple(found)


def _line(rest: list[str], most: float) -> str:
    """Take the next line off the words."""
    line = rest.pop(0)
    if width(line) > most:
        fits = _fitting(line, most)
        rest.insert(0, line[fits:])
        return line[:fits]
    while rest and width(f"{line} {rest[0]}") <= most:
        line = f"{line} {rest.pop(0)}"
    return line


def _fitting(word: str, most: float) -> int:
    """How many letters of a word fit, at least one; a mark on a letter stays with it."""
    fits = max(sum(total <= most for total in accumulate(map(_letter, word))), 1)
    while fits < len(word) and unicodedata.combining(word[fits]):
        fits += 1
    return fits


def short(text: str, most: float) -> str:
    """The text in one line of a width."""
    return text if width(text) <= most else cut(text, most)


def cut(text: str, most: float) -> str:
    """The beginning of a text that goes on, ending in … within a width."""
    fits = width(text + CUT) <= most
    return (text if fits else text[: _fitting(text, most - width(CUT))].rstrip()) + CUT


def spread(wanted: Sequence[float], gaps: Sequence[float], low: Sequence[float], high: Sequence[float]) -> list[float]:
    """Places nearest to those wanted (least squares) that keep their order, the gaps between them, and their bounds.

    Pool-adjacent-violators on the places less the gaps before them; clipping by bounds that rise with the order keeps
    it. Where the bounds leave no room for the gaps, the upper ones win.
    """
    before = list(accumulate(gaps, initial=0.0))
    free = _rising([one - gap for one, gap in zip(wanted, before, strict=True)])
    floor = list(accumulate((one - gap for one, gap in zip(low, before, strict=True)), max))
    roof = list(accumulate((one - gap for one, gap in zip(reversed(high), reversed(before), strict=True)), min))[::-1]
    bounded = (min(max(one, least), most) for one, least, most in zip(free, floor, roof, strict=True))
    return [one + gap for one, gap in zip(bounded, before, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest values that never fall."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def between(day: float, days: Sequence[float], places: Sequence[float]) -> float:
    """Where a day stands between the marks of two others; outside of all, at the edge. `days` never fall."""
    at = bisect_right(days, day)
    if at in (0, len(days)):
        return places[0 if at == 0 else -1]
    part = (day - days[at - 1]) / (days[at] - days[at - 1])
    return places[at - 1] + (places[at] - places[at - 1]) * part
