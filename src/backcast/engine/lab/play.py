"""Playing one run of a scenario: the same case and seed give the same figures, wherever they are played.

Nothing here reads a file or a clock.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from backcast.engine.lab import graphs
from backcast.engine.lab.cases import Case, Compared, Full, Group, Plain, layers_of
from backcast.engine.lab.market import BEFORE
from backcast.engine.lab.parameters import BASE, LAYERS, MUTUALS, WEEKS, Parameters, Shape, Strategy
from backcast.engine.lab.strategies import strategy
from backcast.engine.lab.ties import loses
from backcast.engine.lab.words import ONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from backcast.engine.lab import kernel
    from backcast.engine.lab.counts import Counts
    from backcast.engine.lab.graphs import Graph
    from backcast.engine.lab.kernels import Kernel
    from backcast.engine.lab.market import Paid
    from backcast.engine.lab.meanfield import Market
    from backcast.engine.lab.scenario import Setting
    from backcast.engine.lab.seniority import Level
    from backcast.engine.lab.tables import Tables

    Flags = NDArray[np.bool_]
    Groups = NDArray[np.uint8]

Notice = Callable[[int], bool]
"""Told how many weeks, or steps of a comparison, have passed, 0 once a market is made; False stops the run."""
How = tuple[str, int]
"""The kernel by name, and its threads. Neither changes a figure."""
USUAL: Final[How] = ("auto", 1)
MANY: Final = 50_000_000
"""Agents times weeks from which it pays to load a compiled kernel, which takes seconds the first time [D]."""
SPREAD: Final = (0.1, 0.9)
"""Of single lives four in five earn what lies between."""
ENDLESS: Final = "with these assumptions pay grows beyond all numbers"
RESTLESS: Final = "a market with these assumptions never comes to rest"
NEAR: Final = 1e-6
"""How near the share of jobs through contacts must come to what it is fitted to [D]."""


def play(case: Case, seed: int, notice: Notice = lambda _: True, how: How = USUAL) -> dict[str, Any]:
    """Everything that happened, as plain values.

    Raises ValueError where the market cannot be fitted to what was measured under these assumptions, or where the
    kernel cannot play it, and ModuleNotFoundError where the kernel is not installed."""
    import numpy as np

    try:
        with np.errstate(all="ignore"):  # figures beyond all bounds are refused in the end
            if isinstance(case, Compared):
                return _compared(case, seed, notice)
            return _full(case, seed, notice, how) if isinstance(case, Full) else _plain(case, seed, notice, how)
    except (ArithmeticError, np.linalg.LinAlgError) as wrong:
        raise ValueError(RESTLESS) from wrong


def _plain(case: Plain, seed: int, notice: Notice, how: How) -> dict[str, Any]:
    from backcast.engine.lab import run, tables

    graph, told = _graph(case, (case.degree or 0,), seed), tables.plain(case.a, case.b)
    by = _kernel(how, told, graph.agents * case.weeks)
    notice(0)
    counts = run.run(graph, told, case.weeks, seed, start=_first(case, graph), by=by, notice=notice)
    return counted(graph.agents, seed, counts, run.BEFORE) | {"kernel": by.name}


def _kernel(how: How, tables: "Tables", steps: int) -> "Kernel":
    """What lets the weeks pass: where nobody says which, the fastest if there is enough to do for it."""
    from backcast.engine.lab import kernels

    name, threads = how
    return kernels.choose(kernels.PLAIN if name == kernels.AUTO and steps < MANY else name, tables, threads)


def counted(agents: int, seed: int, counts: "Counts", before: int) -> dict[str, Any]:
    """What is told of every run (contract.md)."""
    return {
        "agents": agents,
        "weeks": len(counts.by_week),
        "seed": seed,
        "unemployment": {"mean": counts.mean(before), "by_week": counts.by_week},
        "hazard": counts.hazard(),
        "by_channel": counts.by_channel(),
        "weeks_to_job": counts.weeks_to_job(),
    }


def _graph(case: Plain | Full, counts: Sequence[int], seed: int) -> "Graph":
    """The network of a case; a tie has as many mutual contacts as is usual in its layer."""
    import numpy as np

    if case.network:
        agents, ends = case.network
        return graphs.of_ends(agents, np.frombuffer(ends, "<i4").astype(np.int32))
    if isinstance(case, Plain):
        return graphs.regular(case.agents or 0, counts[0], seed)
    return graphs.layered(case.agents or 0, counts, seed)


def _full(case: Full, seed: int, notice: Notice, how: How) -> dict[str, Any]:
    import numpy as np

    from backcast.engine.lab import full, market

    graph = _graph(case, layers_of(case.degree or 0), seed)
    if case.layer:
        graph = replace(graph, layer=np.full(len(graph.contact), LAYERS.index(case.layer), np.uint8))
    graph = replace(graph, mutual=np.array(MUTUALS, np.uint8)[graph.layer])
    held, groups = _market(case), _assigned(case.groups, graph.agents, seed)
    watch = _Watch(graph.agents, BEFORE)
    usual = full.tables(held.parameters, [BASE], 0)
    if int(usual.ladder[0]) >= ONE:
        raise ValueError("with these assumptions everybody in work has news of more than one job a week")
    by = _kernel(how, usual, graph.agents * case.weeks)
    notice(0)
    start = market.settled(held, graph, seed, state=_first(case, graph), step=by.step, seen=watch)
    years = (case.weeks - BEFORE) / WEEKS
    chosen = [strategy(name) for _, name, *_ in case.groups]
    levels = [_level(case, name) for *_, name in case.groups]
    for one, level in zip(chosen, levels, strict=True):
        _check(level.on(held.parameters), [one])
    told: Any = {"levels": levels, "step": by.step, "notice": notice, "seen": watch}
    paid = market.live(held, graph, start, groups, chosen, years, seed, **told)
    if not np.isfinite(paid.value).all():
        raise ValueError(ENDLESS)
    found = counted(graph.agents, seed, watch.counts, BEFORE)
    each = [_group(one, paid, groups == at, at) for at, one in enumerate(case.groups)]
    return found | {"years": years, "groups": each, "kernel": by.name}


class _Watch:
    """Counts the weeks of the full market as `run` does those of the plain one."""

    def __init__(self, agents: int, before: int) -> None:
        from backcast.engine.lab.counts import begun

        self.counts, self._before = begun(agents), before

    def __call__(self, idle: "Flags", employed: "Flags", found: "Groups") -> None:
        """One week: who was out of work before it, who is in work after it, and how jobs were found."""
        self.counts.add(idle.nonzero()[0], employed, found, len(self.counts.by_week) >= self._before)


def _first(case: Plain | Full, graph: "Graph") -> "kernel.State":
    """Everybody in work, or nobody."""
    from backcast.engine.lab import kernel

    state = kernel.employed(graph.agents)
    state.employed[:] = case.start == "employed"
    return state


def _assigned(groups: Sequence[Group], agents: int, seed: int) -> "Groups":
    """Who is in which group, at random: by the shares, the last group has what is left."""
    import numpy as np

    ends = np.rint(np.cumsum([share for _, _, share, _ in groups]) * agents).astype(np.int64)
    places = np.searchsorted(ends[:-1], np.arange(agents), side="right").astype(np.uint8)
    shuffled: Groups = np.random.default_rng([seed, agents]).permutation(places)
    return shuffled


def _level(case: Full, name: str) -> "Level":
    """What is put in for people at this level."""
    from backcast.engine.lab.seniority import SETS

    return next(level for level in SETS[case.levels] if level.name == name)


def _group(group: Group, paid: "Paid", mine: "NDArray[np.bool_]", at: int) -> dict[str, Any]:
    """What a group went through after it took up its strategy; pay is in years of the first week's pay, discounted."""
    import numpy as np

    name, chosen, share, level = group
    tally, value = paid.tallies[at], paid.value[mine]
    weeks, found = tally.idle + tally.busy, int(tally.found[1:].sum())
    low, high = (float(one) for one in np.quantile(value, SPREAD)) if len(value) else (None, None)
    return {
        "name": name,
        "strategy": chosen,
        "share": share,
        "level": level,
        "agents": int(mine.sum()),
        "unemployment": tally.idle / weeks if weeks else None,
        "through_contacts": float(tally.found[2:].sum() / found) if found else None,
        "pay": {"mean": float(value.mean()) if len(value) else None, "low": low, "high": high},
    }


def assumed(told: Mapping[str, Any]) -> dict[str, Any]:
    """Assumptions by name, as `Parameters` takes them."""
    return {name: Shape(**value) if name == "shape" else value for name, value in told.items()}


def _check(parameters: Parameters, strategies: Sequence[Strategy]) -> None:
    """A chance above one is none."""
    if any(loses(parameters, one) + parameters.moves > 1 for one in (BASE, *strategies)):
        raise ValueError("with these assumptions people lose or change their job more than once a week")


def _market(case: Full) -> "Market":
    from backcast.engine.lab import meanfield

    parameters = Parameters(**assumed(case.assumptions))
    share = meanfield.CONTACT_SHARE if case.contact_share is None else case.contact_share
    if not case.fitted:
        return meanfield.at_rest(parameters)
    held = meanfield.fitted(parameters, contact_share=share)
    wanted = share * meanfield.JOB_FINDING / (1 - parameters.b)
    if not abs(held.rates.contacts - wanted) < NEAR:
        raise ValueError(f"with these assumptions contacts cannot bring {share:.0%} of all jobs")
    return held


def _compared(case: Compared, seed: int, notice: Notice) -> dict[str, Any]:
    from backcast.engine.lab.scenario import conduct

    for found in conduct(setting(case, seed), assumed(case.assumptions)):
        last = found
        _check(found.comparison.worlds[-1].parameters, found.comparison.strategies)
        if not notice(found.steps):
            break
    told = last.document() | {"command": None}
    if not all(isfinite(one[key]) for one in told["strategies"] for key in ("low", "middle", "high")):
        raise ValueError(ENDLESS)
    return told


def setting(case: Compared, seed: int) -> "Setting":
    """What `scenario.conduct` takes; no command with options alone gives the same, as more may be assumed."""
    from backcast.engine.lab.ego import parsed
    from backcast.engine.lab.scenario import Setting

    told = {key: value for key, value in asdict(case).items() if key not in ("assumptions", "ties", "strategies")}
    ego = None if case.ties is None else parsed(case.ties)
    return Setting(tuple(case.strategies), seed=seed, ego=ego, **told)


def steps(case: Case) -> int:
    """What `notice` hears of in the end."""
    if isinstance(case, Compared):
        return setting(case, 0).steps
    return case.weeks - (BEFORE if isinstance(case, Full) else 0)
