"""One run of a scenario as plain values, which travel to any process: what it is made of, what it is recognised by, and
what cannot be. `play` says what comes out of it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final

from backcast.engine.lab import graphs
from backcast.engine.lab.ego import parsed
from backcast.engine.lab.parameters import COUNTS
from backcast.engine.lab.strategies import REMEDY, strategy
from backcast.errors import Invalid

Place = tuple[str | int, ...]
Trouble = tuple[Place, str] | None
"""The key that is wrong, and the end of a sentence."""
Network = tuple[int, bytes]
"""How many agents, and the two ends of every link as whole numbers of 32 bits, the lowest byte first."""
Group = tuple[str, str, float, str]
"""Name, strategy, share of the people, level (`seniority`)."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The market of Calvó-Armengol and Jackson: with everybody `start` (employed or unemployed), on `network` or on a
    random one in which each of so many agents has `degree` contacts."""

    weeks: int
    a: float
    b: float
    agents: int | None
    degree: int | None
    network: Network | None
    start: str


@dataclass(frozen=True, slots=True)
class Full:
    """The full market in the kernel: for `market.BEFORE` weeks everybody lives as everybody else, then each group
    takes up its strategy. Of `degree` contacts, layers have their usual parts; a network of one's own is all in one
    `layer`. Where it is `fitted`, it is to people with the usual ties. `levels` names what of seniority is put in."""

    weeks: int
    assumptions: Mapping[str, Any]
    groups: Sequence[Group]
    agents: int | None
    degree: int | None
    network: Network | None
    layer: str | None
    start: str
    fitted: bool
    contact_share: float | None
    levels: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Strategies beside each other as `scenario.Setting` has them; what is assumed is held in every world."""

    assumptions: Mapping[str, Any]
    strategies: Sequence[str]
    hours: float
    years: int
    draws: int
    lives: int
    mode: str
    told: float | None
    ratio: float | None
    first: int | None
    further: int
    ties: str | None


Case = Plain | Full | Compared
A_TIE: Final = 6
"""Bytes each end of a tie takes in the full market: who it leads to, its layer, mutual contacts."""
A_PERSON, A_GROUP = 150, 60
"""Bytes each person takes in it with the work of a week's pay, and more for each group (measured: 135 and 41)."""
KINDS: Final[Mapping[str, type[Plain] | type[Full] | type[Compared]]] = {
    "plain": Plain,
    "full": Full,
    "compare": Compared,
}


def of(kind: str, told: Mapping[str, Any]) -> Case:
    """The case of a kind from its values by name."""
    return KINDS[kind](**told)


def digest(case: Case, seed: int, version: str) -> str:
    """What a run is recognised by: its content alone, wherever it stands, and the version of the program."""
    told = {"kind": type(case).__name__, "case": asdict(case), "seed": seed, "version": version}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=_packed).encode()).hexdigest()[:32]


@lru_cache(maxsize=8)
def _packed(value: bytes) -> str:
    """A network in short; every run of a sweep has the same few."""
    return hashlib.sha256(value).hexdigest()


def memory(case: Case) -> int:
    """Bytes that playing it takes, about."""
    if isinstance(case, Compared):
        return 0
    agents, degree = case.agents or 0, float(case.degree or 0)
    if case.network:
        agents, ends = case.network
        degree = len(ends) / 4 / agents
    making = graphs.memory(agents, degree)
    if isinstance(case, Plain):
        return making
    return max(making, round(agents * (A_TIE * degree + A_PERSON + A_GROUP * len(case.groups))))


def trouble(case: Case) -> Trouble:
    """What cannot be in a case: the key, and the end of a sentence; None where nothing is wrong."""
    if isinstance(case, Compared):
        if case.ties is not None and case.mode == "mixed":
            return ("compare", "ties"), "in a mixed market everybody has the usual ties"
        return _unnamed(("compare", "strategies"), case.strategies) or _unread(case.ties)
    if isinstance(case, Full):
        wrong = _unnamed(("group",), [strategy for _, strategy, *_ in case.groups], "strategy")
        if wrong:
            return wrong
    if case.network or case.agents is None or case.degree is None:
        return None
    counts = layers_of(case.degree) if isinstance(case, Full) else (case.degree,)
    if sum(counts) >= case.agents:
        return ("market", "degree"), f"{case.agents} agents cannot have {case.degree} different contacts each"
    if any(case.agents * count % 2 for count in counts):
        return ("market", "agents"), "an even number of agents is needed for so many contacts each"
    return None


def _unnamed(place: Place, names: Sequence[str], *below: str) -> Trouble:
    """The first name that is no strategy."""
    for at, name in enumerate(names):
        try:
            strategy(name)
        except Invalid as wrong:
            return (*place, at, *below), f"{wrong.message.rstrip('.')}, {REMEDY[0].lower()}{REMEDY[1:].rstrip('.')}"
    return None


def _unread(ties: str | None) -> Trouble:
    try:
        parsed(ties or "none")
    except Invalid as wrong:
        said = [f"{one[0].lower()}{one[1:].rstrip('.')}" for one in (wrong.message, wrong.hint)]
        return ("compare", "ties"), ", ".join(said)
    return None


def layers_of(degree: int) -> tuple[int, ...]:
    """So many contacts by layer, each layer its usual part, the largest remainders rounded up."""
    every = sum(COUNTS)
    parts = [degree * count // every for count in COUNTS]
    order = sorted(range(len(COUNTS)), key=lambda at: (-(degree * COUNTS[at] % every), at))
    for at in order[: degree - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
