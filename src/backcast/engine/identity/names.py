"""Two names beside each other: which words are the same, and what that weighs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, partial

from backcast.engine.identity import constants as bits
from backcast.engine.identity.commonness import Commonness
from backcast.engine.identity.letters import sound
from backcast.engine.identity.nicknames import FORMALS, SHORT, related
from backcast.engine.identity.portrait import Name, Portrait
from backcast.engine.identity.slips import RARE, is_slip


class Level(IntEnum):
    """How two names stand to each other, the worst first."""

    NAMELESS = 0
    STRANGER = 1
    RELATIVE = 2
    RENAMED = 3
    FAINT = 4
    """Nothing against it, and next to nothing for it: an address for a name, or two slips at once."""
    LIKELY = 5
    """One person, if the name were all: but a slip, an initial, a lone word or a foreign form is in it."""
    SAME = 6
    """The same words in any order, script or accent, or the short form of one."""


NAMELESS, STRANGER, RELATIVE, RENAMED, FAINT, LIKELY, SAME = Level
"""Asking the enumeration for each costs a tenth of the whole comparison."""


@dataclass(slots=True)
class Likeness:
    """How the names `one` and `other` agree. Not frozen, as portraits are not."""

    level: Level
    weight: float
    one: Name = ()
    other: Name = ()


Grade = tuple[Level, float]
Paired = tuple[int, int, Grade]
"""Places of two words and how they agree."""


@dataclass(slots=True)
class Namer:
    """Compares names by how common their words are here; remembers words and names already compared."""

    common: Commonness
    graded: Callable[[str, str], Grade | None] = field(init=False)
    compared: dict[tuple[Name, Name], Likeness] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.graded = cache(partial(_graded, self.common))

    def likeness(self, one: Portrait, other: Portrait) -> Likeness:
        """The best that any of the names of two people have in common."""
        if len(one.names) == 1 == len(other.names):
            best = self._names(one.names[0], other.names[0])
        elif one.names and other.names:
            found = (self._names(a, b) for a in one.names for b in other.names)
            best = max(found, key=lambda like: (like.level, like.weight))
        else:
            return _unnamed(one, other)
        if one.age and other.age and one.age != other.age:
            return Likeness(STRANGER, bits.GENERATION, best.one, best.other)
        return best

    def _names(self, one: Name, other: Name) -> Likeness:
        found = self.compared.get((one, other))
        if found is None:
            found = self.compared[one, other] = self._compared(one, other)
        return found

    def _compared(self, one: Name, other: Name) -> Likeness:
        if one == other:
            return Likeness(*self._whole(one), one, other)
        if len(one) > len(other):
            like = self._compared(other, one)
            return Likeness(like.level, like.weight, one, other)
        return self._words(one, other)

    def _whole(self, name: Name) -> Grade:
        if len(name) == 1:
            return (LIKELY, max(0.0, self.common.word(name[0]) + bits.LONE))
        weight = sum(self.common.word(word) + bits.SAME for word in name)
        return SAME, max(0.0, min(weight, self.common.name(name), bits.NAME_MOST))

    def _words(self, one: Name, other: Name) -> Likeness:
        """`one` is the shorter. The words that agree best are taken for each other, each once."""
        if len(one) == len(other) == 2:
            turned = one[0] == other[1] and one[1] == other[0]
            return self._all_of(one, other) if turned else self._judged(one, other, self._two_by_two(one, other))
        if len(one) != len(other) and "".join(one) == "".join(other):
            return Likeness(SAME, self._whole(one)[1], one, other)
        if len(one) > 1 and len(set(one)) == len(one) and set(one) <= set(other):
            return self._all_of(one, other)
        return self._judged(one, other, self._sorted_out(one, other))

    def _all_of(self, one: Name, other: Name) -> Likeness:
        """Every word of the one is in the other."""
        return self._agreed(one, other, [(SAME, self.common.word(word) + bits.SAME) for word in one], 0)

    def _two_by_two(self, one: Name, other: Name) -> list[Paired]:
        """What nearly all names are: two words beside two, in order or turned, or only one of them the same."""
        first, second = self._fits(one, other, 0, 0), self._fits(one, other, 1, 1)
        if first and second:
            return [(0, 0, first), (1, 1, second)]
        if third := self._fits(one, other, 0, 1):
            if fourth := self._fits(one, other, 1, 0):
                return [(0, 1, third), (1, 0, fourth)]
            return [(0, 1, third)]
        if first:
            return [(0, 0, first)]
        if second:
            return [(1, 1, second)]
        fourth = self._fits(one, other, 1, 0)
        return [(1, 0, fourth)] if fourth else []

    def _sorted_out(self, one: Name, other: Name) -> list[Paired]:
        graded = [
            (*grade, -abs(i - j), i, j)
            for i in range(len(one))
            for j in range(len(other))
            if (grade := self._fits(one, other, i, j)) is not None
        ]
        paired: dict[int, Paired] = {}
        given = set()
        for level, weight, _, i, j in sorted(graded, reverse=True):
            if i not in paired and j not in given:
                paired[i] = i, j, (level, weight)
                given.add(j)
        return list(paired.values())

    def _fits(self, one: Name, other: Name, i: int, j: int) -> Grade | None:
        grade = self.graded(one[i], other[j])
        if grade and grade[0] is FAINT and i == j == 0 and _is_ending(one[0], other[0]):
            return None
        return grade

    def _judged(self, one: Name, other: Name, paired: list[Paired]) -> Likeness:
        full = [(i, j) for i, j, _ in paired if len(one[i]) > 1 and len(other[j]) > 1]
        if not full:
            return Likeness(STRANGER, bits.STRANGER, one, other)
        left = len(one) - len(paired)
        if left and (len(paired) < 2 or _is_other_family(one, other, paired)):
            renamed = (0, 0) in full
            level, weight = (RENAMED, bits.RENAMED) if renamed else (RELATIVE, bits.RELATIVE)
            return Likeness(level, weight, one, other)
        return self._agreed(one, other, [grade for _, _, grade in paired], left)

    def _agreed(self, one: Name, other: Name, grades: list[Grade], left: int) -> Likeness:
        levels = [level for level, _ in grades]
        if levels.count(FAINT) > 1:
            return Likeness(FAINT, 0.0, one, other)
        weight = sum(said for _, said in grades) + (bits.MIDDLE_OTHER if left else 0.0)
        weight += bits.LONE if len(grades) == 1 else 0.0
        exact = not left and levels.count(SAME) == len(levels) > 1
        if exact and len(one) == len(other):
            weight = min(weight, self.common.name(one), self.common.name(other))
        level = SAME if exact else LIKELY
        return Likeness(level, max(0.0, min(weight, bits.NAME_MOST)), one, other)


def _is_other_family(one: Name, other: Name, paired: list[Paired]) -> bool:
    """The last word of neither has anything beside it."""
    return all(i != len(one) - 1 and j != len(other) - 1 for i, j, _ in paired)


def _graded(common: Commonness, one: str, other: str) -> Grade | None:
    """How two words agree, None where they do not: (SAME certainly, LIKELY maybe, FAINT a slip; bits)."""
    if one == other:
        return SAME, common.word(one) + bits.SAME
    if len(one) == 1 or len(other) == 1:
        return (LIKELY, bits.INITIAL) if one[0] == other[0] else None
    if sound(one) == sound(other):
        level, said = SAME, bits.SOUND
    elif related(one, other):
        level, said = SAME if (one, other) in SHORT else LIKELY, bits.NICKNAME
    elif is_slip(one, other) and _is_plausible(common, one, other):
        level, said = FAINT, bits.SLIP
    else:
        return None
    return level, max(0.0, common.either(one, other) + said)


def _is_plausible(common: Commonness, one: str, other: str) -> bool:
    """A slip of the hand makes a word that hardly anyone has; two words of many people are two names."""
    return not (one in FORMALS and other in FORMALS) and min(common.words[one], common.words[other]) <= RARE


def _unnamed(one: Portrait, other: Portrait) -> Likeness:
    """An address that stands for the name is no name, and nothing against one either."""
    written = all(each.names or "@" in each.known.name for each in (one, other))
    return Likeness(FAINT, 0.0) if written else Likeness(NAMELESS, bits.NAMELESS)


def _is_ending(one: str, other: str) -> bool:
    """Only the last vowel differs, as between Daniel and Daniela, Mario and Maria: two given names."""
    return one.rstrip("aeiou") == other.rstrip("aeiou")
