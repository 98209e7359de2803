"""How alike two names of organisations are. Names come folded and without legal form (`formats.names.organisation`),
and are compared by whole words, never by parts of one.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

Likeness = Literal["exact", "strong", "weak", ""]

PLAIN = """
group groupe grupo gruppo gruppe grup holding holdings company companies corporation corporate
international internacional internazionale intl global worldwide europe european emea apac americas america
usa us uk deutschland germany france italia italy espana spain portugal nederland netherlands belgium belgie
austria osterreich schweiz suisse switzerland polska poland turkiye turkey brasil brazil india china japan canada
australia ireland nordic nordics sweden sverige norge norway danmark denmark finland suomi cz hungary romania
technologies technology tech software systems solutions services consulting digital engineering labs lab studio
studios the
"""
GENERIC = frozenset(PLAIN.split())
"""Words that say little of which organisation is meant: parts of a group, countries, what many firms do [D]."""
MOST = 20
"""Names with the same telling words beyond which nothing is suggested [D]: they are then no name of one firm."""


def likeness(one: str, other: str) -> Likeness:
    """`exact`: the same name. `strong`: one has only generic words more. `weak`: one holds all words of the other, or
    they differ in generic words alone. Empty: nothing speaks for it."""
    if not one or not other:
        return ""
    if one == other:
        return "exact"
    short, long = sorted((one.split(), other.split()), key=len)
    if _is_within(short, long):
        return "strong" if telling(one) and telling(one) == telling(other) else "weak"
    return "weak" if telling(one) and telling(one) == telling(other) else ""


def telling(name: str) -> tuple[str, ...]:
    """The words of a name that say which organisation is meant; none of "Global Services"."""
    return tuple(word for word in name.split() if word not in GENERIC)


def _is_within(short: list[str], long: list[str]) -> bool:
    """Whether the words of one stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def strong_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of different names with strong likeness; looks only at those whose telling words are the same."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(set(names)):
        alike.setdefault(telling(name), []).append(name)
    for words, held in alike.items():
        if words and len(held) <= MOST:
            yield from ((one, other) for one, other in combinations(held, 2) if likeness(one, other) == "strong")
