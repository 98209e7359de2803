"""Which pairs are worth comparing: those that share something which few share.

Everything that could reach `REVIEW` is looked for under a key of its own: identifiers, the words of a name in any
order, script and short form, one slip of the hand, an initial, a lone word with something else, a birthday, a
household. A key that more than `MOST` people share is narrowed by what else they share.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations, permutations

from backcast.engine.identity.letters import sound
from backcast.engine.identity.nicknames import FAMILIES
from backcast.engine.identity.portrait import Name, Portrait
from backcast.engine.identity.slips import variants_of

MOST = 25
"""People under one key whose every pair is compared [D]: 300 pairs."""
Key = tuple[object, ...]
Blocks = dict[Key, list[int]]
Pair = tuple[int, int]


@lru_cache(maxsize=131_072)
def head(word: str) -> str:
    """What all forms of a word are kept under: its sound, or that of the name it is short for."""
    return sound(FAMILIES.get(word, word))


def pairs(portraits: Sequence[Portrait]) -> set[Pair]:
    """Positions of the pairs to compare, the smaller first."""
    found: set[Pair] = set()
    named, inner = _by_name(portraits)
    for block in (_by_identifier(portraits), _by_fact(portraits), named):
        for members in block.values():
            if len(members) > 1:
                found.update(_inside(members, portraits))
    for key, members in inner.items():
        found.update(_between(members, named.get(key, [])))
    found.update(_by_other_spelling(portraits, named))
    every = {word for one in portraits for name in one.names for word in name}
    found.update(_by_initial(portraits, every))
    found.update(_by_lone_word(portraits, every))
    return found


def _between(few: list[int], others: list[int]) -> Iterator[Pair]:
    if len(few) + len(others) <= MOST:
        for position in few:
            yield from _with(position, others)


def _inside(members: list[int], portraits: Sequence[Portrait]) -> Iterator[Pair]:
    if len(members) <= MOST:
        yield from combinations(members, 2)
        return
    narrower: Blocks = defaultdict(list)
    for position in members:
        for key in _narrowing(portraits[position]):
            narrower[key].append(position)
    for few in narrower.values():
        if 1 < len(few) <= MOST:
            yield from combinations(few, 2)


def _narrowing(one: Portrait) -> Iterator[Key]:
    yield from one.names
    yield from _shared(one)
    if one.known.birthday:
        yield ("birthday", one.known.birthday)


def _shared(one: Portrait) -> Iterator[Key]:
    """What makes a name say more."""
    for kind, values in (("o", one.organisations), ("d", one.domains), ("c", one.known.connected), ("w", one.pages)):
        for value in values:
            yield kind, value
    if one.place:
        yield "place", one.place
    if one.title:
        yield "title", one.title


def _by_identifier(portraits: Sequence[Portrait]) -> Blocks:
    blocks: Blocks = defaultdict(list)
    for position, one in enumerate(portraits):
        for profile in one.profiles:
            blocks[profile].append(position)
        for mailbox in one.mailboxes:
            blocks["@", mailbox].append(position)
        for line in one.lines:
            blocks["+", line].append(position)
    return blocks


def _by_fact(portraits: Sequence[Portrait]) -> Blocks:
    """Born on one day under a name that begins alike, or where the address has a number in common; a household."""
    blocks: Blocks = defaultdict(list)
    for position, one in enumerate(portraits):
        birthday = one.known.birthday
        if not birthday and not one.doors:
            continue
        whole = len(birthday) >= 8 and not birthday.startswith("--")
        words = {word for name in one.names for word in name}
        if whole:
            _add(blocks, position, ((birthday, initial) for initial in {head(word)[:1] for word in words}))
            _add(blocks, position, ((birthday, number) for number in one.doors))
        _add(blocks, position, _household_keys(one))
    return blocks


def _household_keys(one: Portrait) -> Iterator[Key]:
    """One address in two writings: the same numbers, or the beginning of the street with something else."""
    if len(one.doors) > 1:
        yield ("doors", one.doors)
    heads = {head(word) for name in one.names for word in name}
    for street in one.streets:
        begins = street.lstrip("0123456789")[:6]
        yield from (("street", begins, other) for other in (*one.doors, *heads, one.known.birthday) if other)


def _add(blocks: Blocks, position: int, keys: Iterable[Key]) -> None:
    for key in keys:
        blocks[key].append(position)


def _by_name(portraits: Sequence[Portrait]) -> tuple[Blocks, Blocks]:
    """Every two words of a name without their order; and apart those of a longer name without its last word, which
    are compared with names of two words only."""
    named: Blocks = defaultdict(list)
    inner: Blocks = defaultdict(list)
    for position, one in enumerate(portraits):
        for name in one.names:
            if len(name) == 2:
                first, last = head(name[0]), head(name[1])
                members = named[(first, last) if first < last else (last, first)]
                if not members or members[-1] != position:
                    members.append(position)
            else:
                _add_long(name, position, named, inner)
    return named, inner


def _add_long(name: Name, position: int, named: Blocks, inner: Blocks) -> None:
    """A name of one word or many is also found closed up: Jean Pierre, Jeanpierre."""
    named["".join(name),].append(position)
    *firsts, last = dict.fromkeys(head(word) for word in name if len(word) > 1) or [""]
    _add(named, position, (_two(word, last) for word in firsts))
    _add(inner, position, (_two(one, other) for one, other in combinations(firsts, 2)))


def _two(one: str, other: str) -> Key:
    return (one, other) if one < other else (other, one)


def _by_other_spelling(portraits: Sequence[Portrait], named: Blocks) -> Iterator[Pair]:
    """People found when a name is closed up, or when one word of it is read as a word it may be a slip of."""
    variants = variants_of(word for one in portraits for name in one.names for word in name)
    meant = {word: {head(other) for other in others} for word, others in variants.items()}
    slipped = meant.keys()
    for position, one in enumerate(portraits):
        for name in one.names:
            closed = named.get(("".join(name),)) if len(name) == 2 else None
            if closed:
                yield from _between([position], closed)
            if not slipped.isdisjoint(name):
                for key in _other_keys(name, meant):
                    if key in named:
                        yield from _between([position], named[key])


def _other_keys(name: Name, meant: dict[str, set[str]]) -> list[Key]:
    told = [(head(other), meant[word]) for word, other in permutations(name, 2) if word in meant]
    return [(kept, read) if kept < read else (read, kept) for kept, others in told for read in others]


def _with(position: int, members: Iterable[int]) -> Iterator[Pair]:
    for member in members:
        if member != position:
            yield (position, member) if position < member else (member, position)


def _by_initial(portraits: Sequence[Portrait], every: Set[str]) -> Iterator[Pair]:
    """Names that hold an initial, beside those it may stand for; `every` word of a name there is."""
    letters = {word for word in every if len(word) == 1}
    short: Blocks = defaultdict(list)
    for position, one in enumerate(portraits if letters else ()):
        for name in one.names:
            if not letters.isdisjoint(name):
                keys = ((head(word), other) for word, other in permutations(name, 2) if len(other) == 1 < len(word))
                _add(short, position, keys)
    lettered = {word for word, _ in short}
    heads = {word: said for word in every if (said := head(word)) in lettered}
    full: Blocks = defaultdict(list)
    for position, one in enumerate(portraits if short else ()):
        for name in one.names:
            for word, other in permutations(name, 2):
                if word in heads and (key := (heads[word], other[0])) in short:
                    full[key].append(position)
    yield from _beside(short, full)


def _by_lone_word(portraits: Sequence[Portrait], every: Set[str]) -> Iterator[Pair]:
    """Names of one word, beside names that hold it, where something else is the same."""
    short: Blocks = defaultdict(list)
    for position, one in enumerate(portraits):
        for name in one.names:
            if len(name) == 1:
                _add(short, position, ((head(name[0]), key) for key in _telling(one)))
    alone = {word for word, _ in short}
    heads = {word: said for word in every if (said := head(word)) in alone}
    full: Blocks = defaultdict(list)
    for position, one in enumerate(portraits if short else ()):
        for name in one.names:
            if len(name) > 1 and not heads.keys().isdisjoint(name):
                told = _telling(one)
                for word in {heads[word] for word in name if word in heads}:
                    _add(full, position, [(word, key) for key in told if (word, key) in short])
    yield from _beside(short, full)


def _beside(short: Blocks, full: Blocks) -> Iterator[Pair]:
    for key, members in short.items():
        if len(members) <= MOST:
            yield from combinations(members, 2)
            yield from _between(members, full.get(key, []))


def _telling(one: Portrait) -> list[object]:
    """What can lift a lone word."""
    told: list[object] = [*one.organisations, *one.domains, *one.known.connected, *one.pages]
    if one.known.birthday:
        told.append(one.known.birthday[-5:])
    if one.place:
        told.append(one.place)
    if one.title:
        told += one.title, (one.place, one.title)
    return told
