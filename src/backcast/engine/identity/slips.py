"""Words one slip of the hand apart, among many words at once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache

RARE = 3
"""A slip is looked for where one of the two spellings is held by at most so many [D]: slips do not repeat."""
ALIKE = 40
"""So many words that differ in one letter are a list of codes, not slips [D]."""


def variants_of(words: Iterable[str]) -> dict[str, list[str]]:
    """For each rare word the other words here that it may be meant for: those equal to it when at most one letter
    is left out of each."""
    counts = Counter(words)
    rare = {word for word, count in counts.items() if count <= RARE}
    first: dict[str, str] = {}
    more: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        if len(word) >= 5:
            for left in (word, *(word[:place] + word[place + 1 :] for place in range(len(word)))):
                if first.setdefault(left, word) is not word:
                    more[left].append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for left, others in more.items():
        if len(others) >= ALIKE:
            continue
        alike = {first[left], *others}
        for word in alike & rare:
            found[word] |= alike
    return {word: sorted(others - {word}) for word, others in found.items()}


def is_slip(one: str, other: str) -> bool:
    """One slip of the hand in words of five letters or more, two in eight or more [D]."""
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 5 else 0
    if not allowed or abs(len(one) - len(other)) > allowed:
        return False
    return _distance()(one, other, score_cutoff=allowed) <= allowed


@cache
def _distance() -> Callable[..., int]:
    """Letters changed, lost, added or swapped. Loaded at the first need."""
    from rapidfuzz.distance import OSA

    return OSA.distance
