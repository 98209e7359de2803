"""What is simulated: items 2, 4 to 7 and 14, the market as it was measured, and pay beside the formulas."""

from dataclasses import replace
from functools import cache

import numpy as np  # noqa: TID253

from backcast.engine.lab import full, graphs, kernel, market, meanfield, mixed, pay, seniority, tables
from backcast.engine.lab.ego import Ego
from backcast.engine.lab.exact import exact
from backcast.engine.lab.networks import NAMED
from backcast.engine.lab.parameters import BASE, COUNTS, MUTUALS, STRATEGIES, Parameters
from backcast.engine.lab.prior import worlds
from backcast.engine.lab.run import run
from tests.validation.check import holds, near, row, within

A, B = 0.100, 0.015
COPIES, AGENTS = 40_000, 20_000
NONE = Ego(mutuals=(0,) * len(COUNTS))
COLUMN = {2: 0.05581, 3: 0.0448, 5: 0.03348, 8: 0.02588, 20: 0.01777, 50: 0.01538}
"""Unemployment of d-regular markets by the matching formula (Calvó-Armengol and Zenou 2005), which is about a
per cent too low at three contacts and below."""
YEARS = 5


def copies():
    """2, 5, 6: many copies of a small network beside the exact chain."""
    return [check for name in ("pair", "cycle4", "complete4") for check in _copies(name)]


def _copies(name):
    one, size = NAMED[name], NAMED[name].agents
    links = [(at * size + i, at * size + j) for at in range(COPIES) for i, j in one.links]
    graph, told, wanted = graphs.of_links(COPIES * size, links), tables.plain(A, B), exact(one, A, B)
    state, out = kernel.employed(graph.agents), np.zeros(graph.agents, np.int64)
    risk, hired, snaps = np.zeros(6), np.zeros(6), []
    for week in range(260):
        idle = ~state.employed
        kernel.step(state, graph, told, 11, week)
        if week >= 60:
            for weeks in range(1, 6):
                held = idle & (out >= weeks)
                risk[weeks] += held.sum()
                hired[weeks] += (held & state.employed).sum()
        if week >= 60 and week % 10 == 0:
            snaps.append(state.employed.reshape(-1, size).astype(float))
        out = np.where(state.employed, 0, out + 1)
    u = wanted.unemployment[0]
    sigma = (u * (1 - u) / COPIES) ** 0.5
    apart = max(abs(1 - snaps[0][:, at].mean() - u) for at in range(size)) / sigma
    hazard = max(abs(hired[k] / risk[k] - wanted.hazard[0][k - 1]) for k in range(1, 6))
    every = np.corrcoef(np.concatenate(snaps).T)
    correlation = float(np.abs(every - np.array(wanted.correlation, float)).max())
    return [
        holds(
            "2",
            f"{name}, {COPIES} copies: worst agent off u = {u:.6f}",
            "at most 4 standard errors",
            f"{apart:.2f}",
            apart <= 4,
        ),
        near("5", f"{name}: hazard after at least 1 to 5 weeks, largest difference", 0, hazard, 0.002),
        near("6", f"{name}: correlation of being in work, largest difference", 0, correlation, 0.004),
    ]


def column():
    """7: random regular graphs of many degrees, and one of a million."""
    found = []
    for degree, wanted in COLUMN.items():
        graph = graphs.regular(100_000 if degree > 8 else 200_000, degree, degree)
        got = run(graph, tables.plain(A, B), 130, 5, before=50).mean(50)
        found.append(near("7", f"{degree}-regular, {graph.agents} agents", wanted, got, 3e-4 if degree > 3 else 1e-3))
    return found


def million():
    """7: ten contacts each, a million agents, one week."""
    graph = graphs.regular(1_000_000, 10, 1)
    return [
        near("7", "10-regular, 1000000 agents, one week", 0.0232, run(graph, tables.plain(A, B), 51, 1).mean(50), 3e-4)
    ]


@cache
def base():
    """A long run of the usual market; the ties of a layer have that layer's mean count of mutual contacts."""
    held, graph = meanfield.fitted(Parameters()), _graph(5)
    graph = replace(graph, mutual=np.array(MUTUALS, np.uint8)[graph.layer])
    lived = market.live(held, graph, market.settled(held, graph, 2), np.zeros(AGENTS, np.uint8), [BASE], 12, 2)
    spells = run(graph, full.tables(held.parameters, [BASE], 0), 300, 4)
    return held, lived.tallies[0], spells


def _graph(seed):
    return graphs.layered(AGENTS, COUNTS, seed)


def fits():
    """Calibration: what the market was fitted to or made from; consistency, not prediction."""
    held, told, spells = base()
    found, (cold, referred) = told.found[1:], told.lost / told.held
    h, quits = found.sum() / told.idle, 100 * (referred / cold - 1)
    return [
        near("fit", "out of work", 0.0583, told.idle / (told.idle + told.busy), 0.0025),
        near("fit", "finds work in a week", 0.131, h * (1 - held.parameters.b), 0.003),
        near("fit", "loses a job in a week", 0.0080, told.lost.sum() / told.busy, 2e-4),
        within("fit", "weeks out of work, median", 4, 10, spells.weeks_to_job()["median"]),
        within("fit", "share of jobs through contacts", 1 / 3, 1 / 2, found[1:].sum() / found.sum()),
        near("fit", "share of jobs by referral (Brown et al. .29)", 0.29, found[2] / found.sum(), 0.05),
        near("fit", "moves in a week", 0.005, told.moves / told.busy, 3e-4),
        within("fit", "losses of referral hires against others, per cent (Burks et al.)", -30, -10, quits),
    ]


def market_checks():
    """4 (totals), 5 (the full market is flat), 14 (hire stage), and contact hires beside the formulas."""
    held, told, spells = base()
    found, rates = told.found[1:] / told.idle, held.rates
    flat = [float(spells.hired[k:].sum() / spells.at_risk[k:].sum()) for k in (0, 4, 12, 26)]
    through = told.found[2:].sum() / told.idle
    return [
        near(
            "4",
            "u, simulated beside formulas",
            held.states[0],
            told.idle / (told.idle + told.busy),
            0.03,
            relative=True,
        ),
        holds(
            "5",
            "full market: hazard after 0, 4, 12, 26 weeks",
            "flat within .01",
            row(flat, 3),
            max(flat) - min(flat) < 0.01,
        ),
        near("14", "hire stage: share by referral, formulas", 0.29, rates.referral / rates.found, 0.05),
        near(
            "market",
            "hires through contacts a week, simulated beside formulas",
            rates.contacts,
            through,
            0.05,
            relative=True,
        ),
        near("market", "own channel a week", rates.alone, 1 - (1 - found.sum()) / (1 - through), 0.03, relative=True),
    ]


@cache
def _pay_market(fixed=False):
    """A market and two starts of it, with what everybody earns when all live as everybody else."""
    told = Parameters(fixed_jobs=1.0, work_pays=0.0, ties_pay=0.0, effort=0.0) if fixed else Parameters()
    held, starts = meanfield.fitted(told, ego=NONE), []
    for seed in (1,) if fixed else (1, 2):
        graph = _graph(100 * seed)
        start = market.settled(held, graph, seed)
        usual = market.live(held, graph, start, np.zeros(AGENTS, np.uint8), [BASE], YEARS, seed)
        starts.append((seed, graph, start, usual.value))
    return held, starts


def _formulas(held, name, **told):
    usual = pay.expected(held, BASE, YEARS, ego=NONE)
    return pay.expected(held, STRATEGIES[name], YEARS, ego=NONE, **told).against(usual)


def _alone(name):
    """A few live by a strategy among 20,000: their pay against the same lives without it, and what the few went
    through, both over two markets."""
    held, starts = _pay_market()
    gains, tallies = [], []
    for seed, graph, start, usual in starts:
        few = np.random.default_rng(seed).permutation(AGENTS)[:1500]
        groups = np.zeros(AGENTS, np.uint8)
        groups[few] = 1
        lived = market.live(held, graph, start, groups, [BASE, STRATEGIES[name]], YEARS, seed)
        gains.append(100 * (lived.value[few].mean() / usual[few].mean() - 1))
        tallies.append(lived.tallies[1])
    return float(np.mean(gains)), tallies


def solo():
    """Pay of a few beside the formulas, and the balance of flows in each class by itself."""
    held, _ = _pay_market()
    found = []
    for name in ("work", "broad", "deep"):
        gain, tallies = _alone(name)
        found.append(
            near("market", f"{name}, alone: pay against everybody else, per cent", _formulas(held, name), gain, 0.25)
        )
        u, h, b = _flows(tallies)
        found.append(near("4", f"{name}, its class alone: u = b/(b + h)", b / (b + h), u, 0.002))
    return found


def _flows(tallies):
    """Share out of work, and weekly chances of finding work and of losing it, a job lost in its first week none."""
    idle, busy = sum(one.idle for one in tallies), sum(one.busy for one in tallies)
    lost, hires = sum(one.lost.sum() for one in tallies), sum(one.found[1:].sum() for one in tallies)
    b = lost / busy
    return idle / (idle + busy), hires / idle * (1 - b), b


def everyone():
    """Pay when all do it, beside the formulas; with a fixed number of jobs too."""
    found = []
    for name, fixed in (("broad", False), ("deep", False), ("broad", True)):
        held, [(seed, graph, start, usual), *_] = _pay_market(fixed)
        lived = market.live(held, graph, start, np.zeros(AGENTS, np.uint8), [STRATEGIES[name]], YEARS, seed)
        gain = 100 * (lived.value.mean() / usual.mean() - 1)
        jobs = ", fixed jobs and pay" if fixed else ""
        wanted = _formulas(held, name, everyone=True)
        found.append(near("market", f"{name}, everyone{jobs}: pay, per cent", wanted, gain, 0.25))
    return found


def mixture():
    """Half of the people all hours at work, half many ties lightly: pay of each half beside the formulas."""
    held, [(seed, graph, start, usual), *_] = _pay_market()
    some, groups = [STRATEGIES["work"], STRATEGIES["broad"]], (np.arange(AGENTS) % 2).astype(np.uint8)
    lived = market.live(held, graph, start, groups, some, YEARS, seed)
    wanted = mixed.earnings(held, some, (0.5, 0.5), YEARS)
    base = pay.expected(held, BASE, YEARS, ego=NONE).pay
    return [
        near(
            "market",
            f"{one.name}, where half work and half live broad: pay, per cent",
            100 * (wanted[at] / base - 1),
            100 * (lived.value[groups == at].mean() / usual[groups == at].mean() - 1),
            0.25,
        )
        for at, one in enumerate(some)
    ]


def levels():
    """Many ties lightly at the beginning and further up, a thousand people at each of them among 20,000: pay against
    the same people living as everybody else, beside the formulas, over three years and four markets."""
    held, years = meanfield.fitted(Parameters(), ego=NONE), 3
    some, ways = [seniority.MIDDLE, seniority.ASSUMED[0], seniority.ASSUMED[2]], [BASE, *[STRATEGIES["broad"]] * 2]
    gains = []
    for seed in range(1, 5):
        graph, groups = _graph(100 * seed), np.zeros(AGENTS, np.uint8)
        few = np.random.default_rng(seed).permutation(AGENTS)[:2000]
        groups[few[:1000]], groups[few[1000:]] = 1, 2
        start = market.settled(held, graph, seed)
        lived, usual = (
            market.live(held, graph, start, groups, told, years, seed, levels=some).value for told in (ways, [BASE] * 3)
        )
        gains.append([100 * (lived[groups == at].mean() / usual[groups == at].mean() - 1) for at in (1, 2)])
    return [
        near(
            "market",
            f"broad, {some[at].name}, if senior pay rewards ties: pay, per cent",
            seniority.gains(held, [STRATEGIES["broad"]], years, some[at], NONE)[0],
            got,
            0.25,
        )
        for at, got in enumerate(np.mean(gains, axis=0), 1)
    ]


def advance():
    """Worlds in which people beat work, by level; the tolerance is how far the design's specifications were apart."""
    ways = [STRATEGIES[name] for name in ("work", "deep", "broad", "new", "dormant")]
    drawn = list(worlds(1, 40))
    known, assumed = (
        [seniority.people_ahead(ways, [seniority.gains(one, ways, YEARS, level) for one in drawn]) for level in held]
        for held in (seniority.KNOWN, seniority.ASSUMED)
    )
    return [
        within("market", "people beat work, as known: levels apart, 40 worlds", 0, 0.1, max(known) - min(known)),
        *(
            near("market", f"people beat work, if senior pay rewards ties: {level.name}, share", wanted, got, 0.16)
            for level, wanted, got in zip(seniority.ASSUMED, (0.21, 0.32, 0.54), assumed, strict=True)
        ),
    ]


DEEP = (copies, column, million, fits, market_checks, solo, everyone, mixture, levels, advance)
