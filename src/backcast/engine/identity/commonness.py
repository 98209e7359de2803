"""How much a shared word, employer or place says: the rarer, the more. Counted in the data at hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import log2

from backcast.engine.identity.constants import CROWD, NAME_MOST, TWICE
from backcast.engine.identity.portrait import Name, Portrait


@dataclass(slots=True)
class Commonness:
    """Counts over people. Without people it knows only what is so everywhere."""

    people: int = 0
    words: Counter[str] = field(default_factory=Counter)
    names: Counter[Name] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)
    places: Counter[frozenset[str]] = field(default_factory=Counter)
    titles: Counter[frozenset[str]] = field(default_factory=Counter)
    shared: frozenset[str] = frozenset()
    """Mailboxes and numbers that people of different names use."""
    bits: dict[str, float] = field(default_factory=dict)
    """Of words, as far as asked for."""
    prior: float = field(init=False)
    """log2 of the odds that any two are one person: pairs grow with the square, second entries do not."""

    def __post_init__(self) -> None:
        self.prior = log2(2 * TWICE / max(self.people, CROWD))

    def word(self, word: str) -> float:
        """Bits of a shared word of a name."""
        found = self.bits.get(word)
        if found is None:
            found = self.bits[word] = self.rarity(self.words[word])
        return found

    def either(self, one: str, other: str) -> float:
        """Bits of sharing one of two spellings."""
        return self.rarity(self.words[one] + self.words[other])

    def rarity(self, count: int) -> float:
        """Bits of sharing what `count` people have; a thousand unseen people have it once [D]."""
        return log2((self.people + CROWD) / (count + 1))

    def name(self, name: Name) -> float:
        """The most bits that a whole name can have: words come together by culture, not by chance.

        Three of a name may be one person in three sources, so they do not count as others.
        """
        others = self.names[tuple(sorted(name))] - 3
        return log2(2 * (self.people + CROWD) / others) if others > 0 else NAME_MOST


def commonness(portraits: Sequence[Portrait]) -> Commonness:
    """Count everything once."""
    counted = Commonness(len(portraits))
    names = [one.names[0] for one in portraits if one.names]
    counted.words.update(chain.from_iterable(names))
    counted.names.update(tuple(sorted(name)) for name in names)
    counted.organisations.update(chain.from_iterable(one.organisations for one in portraits))
    counted.domains.update(chain.from_iterable(one.domains for one in portraits))
    counted.places.update(one.place for one in portraits if one.place)
    counted.titles.update(one.title for one in portraits if one.title)
    return counted
