"""What goes into worth and what comes out."""

from dataclasses import dataclass
from typing import Literal

from backcast.engine.standing import WILLINGNESS, at_least


@dataclass(frozen=True, slots=True)
class Way:
    """One route to somebody: the people on it, from whom the user asks to the one reached, the chance of its `first`
    hop, and that of all later ones together (1 where the user knows the one reached)."""

    people: tuple[int, ...]
    first: float
    rest: float = 1.0

    @property
    def chance(self) -> float:
        """That every hop holds."""
        return self.first * self.rest

    def leans_on(self, person: int) -> bool:
        """Whether it is no way without them: they are asked first, or stand in between. Being the one reached is
        no help in getting there."""
        return person == self.people[0] or person in self.people[:-1]


@dataclass(frozen=True, slots=True)
class Future:
    """Somebody of the vision: weight 1–5, whether they know the user already, who they are here if anybody, and the
    best way by each first person, the likeliest first."""

    key: int
    weight: float
    ways: tuple[Way, ...] = ()
    knows_me: bool = False
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Voucher:
    """A tie to somebody who may vouch for the user: their standing, and its strength in [0, 1]."""

    person: int
    standing: str
    strength: float

    @property
    def part(self) -> float:
        """q · S, what they add to n; nothing below supporter."""
        return WILLINGNESS[self.standing] * self.strength if at_least(self.standing, "supporter") else 0.0


Code = Literal["self", "only", "most", "way", "vouches"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody matters: they are a future person (`self`), the only way to one, on most of the best ways, or on
    one of `count` ways; or they vouch. `lost` is its part of the worth."""

    code: Code
    lost: float
    future: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """U(now) − U(without them), in [0, 1], and what it is made of, the largest part first."""

    value: float
    reasons: tuple[Reason, ...]
