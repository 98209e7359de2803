"""Items on the exact chain: 1, 3, 4, 5, 8 and 9 of the list."""

import json
import os
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np  # noqa: TID253

from backcast.engine.lab.exact import _chain, _employed, _stationary, exact
from backcast.engine.lab.networks import NAMED, Network, complete, cycle
from tests.validation.check import holds, near, row

A, B = 0.100, 0.015
FIVE = ((0, 1), (0, 4), (1, 2), (1, 3), (4, 2), (4, 3), (2, 3))
BRIDGE = Network.of(10, [*FIVE, *((one + 5, other + 5) for one, other in FIVE), (0, 5)])
"""Two groups of five with one link between, as the drawing of the paper was read."""
PRINTED = {
    "nobody linked": (Network.of(1, ()), 0, 0.132),
    "pair": (NAMED["pair"], 0, 0.083),
    "ring of four": (cycle(4), 0, 0.063),
    "four all linked": (complete(4), 0, 0.050),
}
"""Unemployment as printed by Calvó-Armengol and Jackson (2004), from simulations they call moderately accurate."""
BRIDGED = {"ends": (0, 0.047), "beside": (1, 0.048), "far": (2, 0.050)}
"""The same for the bridge."""


def solved_elsewhere():
    """1: every network that an independent script solved; nothing without the data."""
    if not os.environ.get("BACKCAST_REAL_DATA"):
        return []
    told = json.loads(Path(os.environ["BACKCAST_REAL_DATA"], "caj_exact.json").read_text())
    worst = 0.0
    for one in told["networks"].values():
        found = exact(Network.of(one["n"], [(i - 1, j - 1) for i, j in one["edges"]]), told["a"], told["b"])
        worst = max(worst, *np.abs(np.subtract(found.unemployment, one["unemployment"])))
        worst = max(worst, np.nanmax(np.abs(np.subtract(np.array(found.correlation, float), one["corr"]))))
    return [near("1", f"{len(told['networks'])} networks solved elsewhere, largest difference", 0, worst, 1e-9)]


def printed():
    """3: within .007 of the print, and in its order."""
    got = {name: exact(network, A, B).unemployment[at] for name, (network, at, _) in PRINTED.items()}
    found = [near("3", f"print: {name}", told, got[name], 0.007) for name, (_, _, told) in PRINTED.items()]
    falls = list(got.values()) == sorted(got.values(), reverse=True)
    return [*found, holds("3", "order of the print", "each below the one before", row(got.values(), 4), falls)]


def bridge():
    """3: ten agents in two groups with one link between."""
    held = exact(BRIDGE, A, B, 1).unemployment
    got = {name: held[at] for name, (at, _) in BRIDGED.items()}
    found = [near("3", f"print: bridge, {name}", told, got[name], 0.007) for name, (_, told) in BRIDGED.items()]
    rises = list(got.values()) == sorted(got.values())
    return [*found, holds("3", "order of the print: bridge", "ends, beside, far", row(got.values(), 4), rises)]


def identity():
    """4: u = b/(b + h), h = in work at t given out of work at t − 1, agent by agent."""
    worst = 0.0
    for network in (*NAMED.values(), Network.of(5, ((0, 1), (1, 2), (1, 3), (3, 4)))):
        found = exact(network, A, B)
        worst = max(worst, *(abs(u - B / (B + h[0])) for u, h in zip(found.unemployment, found.hazard, strict=True)))
    return [near("4", "u = b/(b + h) on the chain, each agent of six networks, hub and leaves apart", 0, worst, 3e-4)]


def falling():
    """5: the longer out of work, the less likely to find some; `>= k` is cumulative."""
    told = {name: exact(network, A, B).hazard[0] for name, network in NAMED.items()}
    steps = [later - sooner for hazards in told.values() for sooner, later in pairwise(hazards)]
    got = " ".join(f"{told['complete4'][at]:.4f}" for at in (0, 1, 9))
    falls = holds(
        "5", "hazard falls from week to week, five networks", "all steps below 0", f"{max(steps):.1e}", max(steps) < 0
    )
    return [
        falls,
        holds(
            "5",
            "four all linked: after at least 1, 2, 10 weeks",
            "as printed to .005: .305 .300 .278",
            got,
            all(abs(told["complete4"][at] - wanted) < 0.005 for at, wanted in ((0, 0.305), (1, 0.3), (9, 0.278))),
        ),
    ]


def monotone():
    """8: more news and fewer losses mean less unemployment; so does each further link, over all networks of four."""
    pairs = list(combinations(range(4), 2))
    means, owns = {}, {}
    for bits in range(64):
        held = exact(Network.of(4, [pair for at, pair in enumerate(pairs) if bits >> at & 1]), A, B, 1)
        means[bits], owns[bits] = held.mean, held.unemployment
    added = [(bits, bits | 1 << at, pair) for bits in means for at, pair in enumerate(pairs) if not bits >> at & 1]
    mean = max(means[after] - means[before] for before, after, _ in added)
    ends = max(owns[after][end] - owns[before][end] for before, after, pair in added for end in pair)
    others = max(owns[after][at] - owns[before][at] for before, after, pair in added for at in {*range(4)} - {*pair})
    star = NAMED["star4"]
    by_a = [exact(star, a, B, 1).mean for a in (0.02, 0.05, 0.1, 0.3, 0.8)]
    by_b = [exact(star, A, b, 1).mean for b in (0.002, 0.015, 0.05, 0.2, 0.6)]
    return [
        holds(
            "8",
            "star of four: unemployment falls in a, rises in b",
            "at every step",
            f"{row(by_a, 3)}; {row(by_b, 3)}",
            by_a == sorted(by_a, reverse=True) and by_b == sorted(by_b),
        ),
        holds("8", "a further link lowers the mean, 192 links", "largest change below 0", f"{mean:.1e}", mean < 0),
        holds("8", "and what both its ends face", "largest change below 0", f"{ends:.1e}", ends < 0),
        holds(
            "8",
            "but others may lose by it (their contact tells one more)",
            "largest change above 0",
            f"{others:.1e}",
            others > 0,
        ),
    ]


def decay():
    """9: from everybody in work, u comes to rest by the second eigenvalue; weeks 50 to 70."""
    found = []
    for name in ("pair", "star4", "complete4"):
        network = NAMED[name]
        chain = _chain(network, A, B)
        rest, state = _stationary(chain), np.zeros(len(chain))
        state[-1] = 1.0
        second = sorted(np.abs(np.linalg.eigvals(chain)))[-2]
        employed = np.array([_employed(network.agents, at) for at in range(network.agents)]).sum(axis=0)
        apart = []
        for week in range(71):
            if week >= 50:
                apart.append(float(employed @ (state - rest)))
            state = state @ chain
        worst = max((later / sooner for sooner, later in pairwise(apart)), key=lambda one: abs(one - second))
        found.append(near("9", f"weekly decay after 50 to 70 weeks, {name}", float(second), worst, 2e-4))
    return found


CHEAP = (printed, identity, falling, monotone, decay)
DEEP = (solved_elsewhere, bridge)
