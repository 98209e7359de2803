"""The lab's kernels beside Mesa, in the same run: agent-steps a second, one core, the same market and network.

    python bench/lab.py [--agents 1000000] [--mesa 50000] [--weeks 120] [--seed 1] [--large]

The market is that of Calvó-Armengol and Jackson (a = .1, b = .015), everybody in work at the start. Mesa runs it in its
fastest fair form: two rounds of `agents.do` without a shuffle, which a market that acts on last week's state does not
need, contacts as plain lists, no grid. Afterwards both must have as many out of work, or the script stops; and all
kernels the very same states and counts. "full" has all tables of the full market on random layers. What a run counts
is counted, as by `lab run`. What is compiled is compiled before the clock. Kernels go in turns of a few weeks; told is
the median turn, so that a machine others use too does little harm.

Before and after two threads on one market come two markets at once, each with a thread of its own and nothing shared
but the network. Where these do not bring 1.8 times as much as one, two cores are not there at that moment: a machine
that others use too may give two halves of one. How fast two threads are is told of the turns where they are, and of
all turns.

`--large` runs ten million agents instead, each kernel in a process of its own, and tells its peak of memory.

To reach (engines.md §10), one core, 1,000,000 agents: numpy 14 M, numba 45 M and 15 x Mesa, events 125 M and 40 x Mesa,
full 50 M, two threads 1.8 x; 10,000,000 agents in 2 GB.
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from time import perf_counter, process_time

import mesa
import numpy as np  # noqa: TID253

from backcast.engine.lab import events, fast, full, graphs, kernel, kernels, tables
from backcast.engine.lab.counts import begun
from backcast.engine.lab.parameters import BASE, MUTUALS, Parameters
from backcast.engine.lab.run import run

A, B = 0.1, 0.015
COMPILED = ("numba", "events", "full")
BEFORE, BOTH, AFTER = ", two at once", " on two threads", ", two at once again"
SETTLED = 25
"""Weeks that are not timed: the market begins in work and settles."""
DEGREE = 10
LAYERS = (1, 1, 2, 5, 1)
"""The ties of one person by layer, in all as many."""
TURN = 6
"""Weeks of a kernel before the next has its turn; the first of them finds its memory cold, and is not told."""
WANTED = {"numpy": (14, 0), "numba": (45, 15), "events": (125, 40), "full": (50, 0)}
"""Million agent-steps a second, and times Mesa."""
TWO = 1.8
CLOCKS = (process_time, perf_counter)
LARGE = 10_000_000
MOST = 2.0
"""GB of memory for that."""


class Person(mesa.Agent):
    """One who works or not, and hears of jobs."""

    def __init__(self, model):
        super().__init__(model)
        self.works, self.told, self.contacts = True, False, []

    def hear(self):
        """Out of work one takes the job; in work one tells a contact who is out of work, any of them."""
        if self.random.random() < self.model.hears:
            if not self.works:
                self.told = True
            elif idle := [other for other in self.contacts if not other.works]:
                self.random.choice(idle).told = True

    def settle(self):
        """Who was told works; jobs end, those found this week too."""
        works, self.told = self.works or self.told, False
        self.works = works and self.random.random() >= self.model.loses


class Market(mesa.Model):
    """The plain market on a graph."""

    def __init__(self, graph, hears, loses, seed):
        super().__init__(seed=seed)
        self.hears, self.loses = hears, loses
        people = list(Person.create_agents(self, graph.agents))
        for at, one in enumerate(people):
            one.contacts = [people[other] for other in graph.contact[graph.start[at] : graph.start[at + 1]]]

    def step(self):
        """One week: all hear before anybody's state changes."""
        self.agents.do("hear")
        self.agents.do("settle")


def by_mesa(args):
    """Steps a second of Mesa, once it is sure that its market is ours."""
    graph = graphs.regular(args.mesa, DEGREE, args.seed)
    model, taken, out = Market(graph, A, B, args.seed), [], []
    for week in range(SETTLED + 20):
        begun = process_time()
        model.step()
        if week >= SETTLED:
            taken.append(process_time() - begun)
            out.append(sum(not one.works for one in model.agents) / args.mesa)
    ours = run(graph, tables.plain(A, B), SETTLED + 20, args.seed).mean(SETTLED)
    if abs(statistics.mean(out) - ours) > 6 * (ours / args.mesa) ** 0.5:
        sys.exit(f"The two markets differ: {statistics.mean(out):.4f} out of work by Mesa, {ours:.4f} by the lab.")
    print(f"out of work: {statistics.mean(out):.4f} by Mesa, {ours:.4f} by the lab")
    return args.mesa / statistics.median(taken)


def cases(args):
    """Each kernel with its market, by name; on two threads, and two of them at once before and after."""
    market = tables.plain(A, B), graphs.regular(args.agents, DEGREE, args.seed)
    more = full.tables(Parameters(), [BASE], 0), layered(args.agents, args.seed)
    found = {"numpy": (kernels.NUMPY.weeks, *market)}
    of_each = {"numba": (fast.weeks, market), "events": (events.weeks, market), "full": (fast.weeks, more)}
    for name, (weeks, of) in of_each.items():
        two = partial(weeks, threads=2)
        found |= {name + how: (two if how == BOTH else weeks, *of) for how in ("", BEFORE, BOTH, AFTER)}
    return found


def layered(agents, seed):
    """Random layers, and mutual contacts as usual in each."""
    graph = graphs.layered(agents, LAYERS, seed)
    return replace(graph, mutual=np.array(MUTUALS, np.uint8)[graph.layer])


class Running:
    """A market under way by one kernel."""

    def __init__(self, args, case):
        (self.weeks, self.told, self.graph), self.seed = case, args.seed
        self.state, self.counts = kernel.employed(args.agents), begun(args.agents)

    def go(self, first, last):
        self.weeks(self.state, self.graph, self.told, self.seed, range(first, last), self.counts, 0)


def timed(work, weeks):
    """Seconds a week: of the processor, and on the clock."""
    begun = [clock() for clock in CLOCKS]
    work()
    return [(clock() - at) / weeks for clock, at in zip(CLOCKS, begun, strict=True)]


def weeks(args, found):
    """What every turn took, by case."""
    goes = {name: [Running(args, case)] for name, case in found.items()}
    for name in COMPILED:
        goes[name + BEFORE].append(Running(args, found[name]))
        goes[name + AFTER].append(Running(args, found[name]))
    taken = {name: [] for name in goes}
    with ThreadPoolExecutor(2) as pool:
        for turn, name in turns(args, goes):
            go = partial(at_once, pool, goes[name])
            go(turn, turn + 1)
            told = timed(partial(go, turn + 1, turn + TURN), TURN - 1)
            if turn >= SETTLED:
                taken[name].append(told)
    equal({name: some[0] for name, some in goes.items()})
    return taken


def turns(args, names):
    """The turns of numpy, then those of the others with each other: a core that was idle for long comes back late."""
    every = range(0, args.weeks, TURN)
    yield from ((turn, "numpy") for turn in every)
    yield from ((turn, name) for turn in every for name in names if name != "numpy")


def at_once(pool, some, first, last):
    others = [pool.submit(one.go, first, last) for one in some[1:]]
    some[0].go(first, last)
    for other in others:
        other.result()


def equal(running):
    """Stop where two that should be the same are not."""
    same = [("numba", "numpy"), ("numba", "events")]
    same += [(name, name + how) for name in COMPILED for how in (BEFORE, BOTH, AFTER)]
    for name, other in same:
        one, two = running[name], running[other]
        pairs = [(getattr(one.state, part), getattr(two.state, part)) for part in ("employed", "referred")]
        pairs += [(getattr(one.counts, part), getattr(two.counts, part)) for part in ("at_risk", "hired", "channels")]
        if not all(np.array_equal(*pair) for pair in pairs):
            sys.exit(f"{name} and {other} differ.")


def rate(args, taken, place):
    return args.agents / statistics.median(one[place] for one in taken)


def show(args):
    """The table."""
    began = perf_counter()
    for name in kernels.KERNELS:
        kernels.choose(name, tables.plain(A, B), 2)
    print(f"compiled, or read from numba's folder, in {perf_counter() - began:.1f} s, which is not told below")
    peer, found = by_mesa(args), cases(args)
    taken = weeks(args, found)
    plain = rate(args, taken["numpy"], 0)
    print(f"{args.agents:,} agents, degree {DEGREE}; Mesa {mesa.__version__} with {args.mesa:,}")
    print("million agent-steps a second of one core, median turn")
    print(f"{'Mesa':<10}{peer / 1e6:8.2f}")
    for name, (least, times) in WANTED.items():
        own = rate(args, taken[name], 0)
        met = own >= least * 1e6 and own >= times * peer
        wanted = f"{least} M" + (f", {times} x Mesa" if times else "")
        print(f"{name:<10}{own / 1e6:8.1f}{own / peer:8.0f} x Mesa{own / plain:7.1f} x numpy", end="")
        print(f"   to reach: {wanted:<18} {'met' if met else 'NOT MET'}")
    print(f"two threads by the clock, to reach {TWO:g} x where two cores are there (load {os.getloadavg()[0]:.1f})")
    for name in COMPILED:
        before, two, after = (faster(taken[name], taken[name + how]) for how in (BEFORE, BOTH, AFTER))
        there = [one for one, *cores in zip(two, before, after, strict=True) if 2 * min(cores) >= TWO]
        told = f"{middle(there):8.2f} x in {len(there)} of {len(two)} turns, {middle(two):.2f} x in all"
        print(f"{name:<10}{told}   {'met' if middle(there) >= TWO else 'NOT MET'}")
    counted(args, found["events"])


def faster(one, other):
    """How often as fast by the clock, turn by turn."""
    return [this[1] / that[1] for this, that in zip(one, other, strict=True)]


def middle(told):
    return statistics.median(told) if told else float("nan")


def counted(args, case):
    """A whole run by events, as the command line has it."""
    weeks, told, graph = case
    begun = process_time()
    run(graph, told, args.weeks, args.seed, by=kernels.Kernel("events", events.weeks, weeks))
    steps = args.agents * args.weeks / (process_time() - begun)
    print(f"{'whole run':<10}{steps / 1e6:8.1f}   by events, as `lab run` goes")


def one_large(name, args):
    """Ten million agents in a process of their own: seconds to make the graph, steps a second, and the peak in GB."""
    begun = process_time()
    if name == "full":
        graph, told = layered(args.agents, args.seed), full.tables(Parameters(), [BASE], 0)
    else:
        graph, told = graphs.regular(args.agents, DEGREE, args.seed), tables.plain(A, B)
    made, by = process_time() - begun, kernels.choose("numba" if name == "full" else name, told)
    begun = process_time()
    run(graph, told, 20, args.seed, by=by)
    steps = 20 * args.agents / (process_time() - begun)
    return made, steps, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def large(args):
    """Each kernel with many agents."""
    print(f"{args.agents:,} agents, degree {DEGREE}, 20 weeks and all that is counted; at most {MOST:g} GB")
    for name in WANTED:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            made, steps, peak = pool.submit(one_large, name, args).result()
        told = f"network in {made:4.0f} s, {steps / 1e6:6.1f} M steps/s, peak {peak:.2f} GB"
        print(f"{name:<10}{told}   {'met' if peak <= MOST else 'NOT MET'}")


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--agents", type=int)
    asked.add_argument("--mesa", type=int, default=50_000)
    asked.add_argument("--weeks", type=int, default=120)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--large", action="store_true")
    args = asked.parse_args()
    args.agents = args.agents or (LARGE if args.large else 1_000_000)
    large(args) if args.large else show(args)


if __name__ == "__main__":
    main()
