"""Which people may be one: Fellegi and Sunter's weights over the pairs worth comparing."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations

from backcast.engine.identity.blocks import MOST, pairs
from backcast.engine.identity.commonness import Commonness, commonness
from backcast.engine.identity.constants import AGAINST, REVIEW, SURE
from backcast.engine.identity.evidence import Pairing, identifies, lowest, odds, pieces
from backcast.engine.identity.names import Level, Likeness, Namer
from backcast.engine.identity.portrait import Portrait, portrait
from backcast.engine.identity.records import Candidate, Known


def candidates(
    people: Iterable[Known],
    *,
    apart: Collection[tuple[int, int]] = (),
    least: float = REVIEW,
    explain: bool = True,
) -> list[Candidate]:
    """Pairs of at least that probability, the likelier first, then by refs; those of `apart` never. With `explain` each
    comes with its evidence."""
    refused = {(min(pair), max(pair)) for pair in apart}
    with _no_collecting():
        found = _candidates([portrait(known) for known in people], least, explain)
        kept = (one for one in found if (one.a, one.b) not in refused)
        return sorted(kept, key=lambda one: (-one.probability, one.a, one.b))


def _candidates(portraits: list[Portrait], least: float, explain: bool) -> list[Candidate]:
    namer = Namer(commonness(portraits))
    namer.common.shared = _shared(portraits, namer)
    found = []
    for a, b in pairs(portraits):
        one, other = portraits[a], portraits[b]
        pairing = Pairing(one, other, namer.likeness(one, other), namer.common)
        if pairing.like.level and (chance := _probability(pairing)) >= least:
            candidate = _candidate(pairing, chance, explain)
            if candidate.a != candidate.b:
                found.append(candidate)
    return found


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing here refers to itself, and looking for that takes as long as the work when people are many."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def compare(one: Known, other: Known) -> Candidate:
    """Any two, with full evidence; as if among `CROWD` people."""
    common = Commonness()
    a, b = portrait(one), portrait(other)
    pairing = Pairing(a, b, Namer(common).likeness(a, b), common)
    return _candidate(pairing, _probability(pairing), explain=True)


def _probability(pairing: Pairing) -> float:
    bits = odds(pairing)
    return 1 / (1 + 2**-bits) if bits > -60 else 0.0


def _candidate(pairing: Pairing, probability: float, explain: bool) -> Candidate:
    one, other = pairing.one.known.ref, pairing.other.known.ref
    if one > other:
        return _candidate(_turned(pairing), probability, explain)
    sure = probability >= SURE and identifies(pairing) and _is_clear(pairing)
    return Candidate(one, other, probability, sure, tuple(pieces(pairing)) if explain else ())


def _turned(pairing: Pairing) -> Pairing:
    like = pairing.like
    turned = Likeness(like.level, like.weight, like.other, like.one)
    return Pairing(pairing.other, pairing.one, turned, pairing.common)


def _is_clear(pairing: Pairing) -> bool:
    """Names that need no second look (under one profile: none that are somebody else's); no fact against it."""
    enough = Level.RENAMED if pairing.one.profiles & pairing.other.profiles else Level.SAME
    return pairing.like.level >= enough and lowest(pairing) > AGAINST


def _shared(portraits: Sequence[Portrait], namer: Namer) -> frozenset[str]:
    """Mailboxes and numbers that people use whose names cannot be one person's."""
    holders: dict[str, list[Portrait]] = defaultdict(list)
    for one in portraits:
        for key in (*one.mailboxes, *one.numbers):
            holders[key].append(one)
    return frozenset(key for key, them in holders.items() if len(them) > 1 and _is_shared(them, namer))


def _is_shared(holders: Sequence[Portrait], namer: Namer) -> bool:
    if len(holders) > MOST:
        return True
    two = combinations(holders, 2)
    return any(namer.likeness(one, other).level in (Level.STRANGER, Level.RELATIVE) for one, other in two)
