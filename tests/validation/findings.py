"""What follows from the model, to be read and not passed: the tables of the report."""

from dataclasses import replace
from functools import cache

from backcast.engine.lab import full, further, marginal, meanfield, mixed, pay, seniority
from backcast.engine.lab.ablation import BY_TIE, CASES, ablation, ahead, gap
from backcast.engine.lab.compare import Comparison, World, quantile
from backcast.engine.lab.ego import Ego
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, STRATEGIES, Parameters, Shape, Strategy
from backcast.engine.lab.prior import worlds
from backcast.engine.lab.words import ONE

YEARS, SEED, WORLDS = 5, 1, 60
SIX = ("base", "work", "deep", "broad", "new", "reactive")
XS = (0.0, 0.25, 0.5, 0.75, 1.0)
GAP = ("deep", "broad", "deep − broad", "deep, jobs only", "broad, jobs only")
DESIGN = {
    "close": ".44, .33",
    "active": "1.39, 1.27",
    "outer": "1.33, 1.34",
    "new": "3.33, 2.02",
    "dormant": "1.36, .77",
    "spread": ".69, .64",
}
"""Jobs through contacts by an hour in the design's prototype, the first one and the mean of ten (lab.md C)."""
NO_PAY = {"work_pays": 0.0, "ties_pay": 0.0, "effort": 0.0}


@cache
def some_worlds():
    return list(worlds(SEED, WORLDS))


def deep_against_broad():
    """Deep against broad, one assumption at a time taken away."""
    found = ablation(Parameters(), YEARS)
    share = {name: f"{100 * ahead(shape, SEED, WORLDS, YEARS):.0f} %" for name, shape in CASES.items()}
    head = ("taken away", *GAP, f"deep ahead, share of {WORLDS} worlds")
    return "Why many ties beat few", head, [(name, *_gap(one), share[name]) for name, one in found.items()]


def where_it_turns():
    """The rest of it: no chance is cut off at one, and ties that count are more or fewer."""
    flat = Parameters(window=1.0, shape=replace(BY_TIE, by_layer=False))
    rows = [
        (
            "nothing levels off, equal contacts, and a window of one week, so that nothing is cut at one",
            *_gap(gap(flat, YEARS)),
        )
    ]
    for many in (15, 30, 50, 75, 100, 150):
        held = gap(Parameters(shape=Shape(strongest=many)), YEARS)
        rows.append((f"only the {many} strongest ties count", *_gap(held)))
    return "Where the order turns", ("taken away", *GAP), rows


def _gap(one):
    return tuple(f"{part:+.2f}" for part in (one.deep, one.broad, one.ahead, one.deep_jobs, one.broad_jobs))


def some_of_the_hours():
    """M(x): the share x of the hours goes to people, the rest to work."""
    usual, rows = meanfield.fitted(Parameters()), []
    base = pay.expected(usual, BASE, YEARS)
    ways = {"as they are": BASE.where} | {name: STRATEGIES[name].where for name in ("deep", "broad", "new", "balanced")}
    for name, where in ways.items():
        grid = [Strategy(f"{name} {x}", x, where) for x in XS]
        gains = [pay.expected(usual, one, YEARS).against(base) for one in grid]
        best = [_best(world, grid) for world in some_worlds()]
        shares = [100 * best.count(x) / len(best) for x in XS]
        rows.append((name, *(f"{one:+.2f}" for one in gains), *(f"{one:.0f} %" for one in shares)))
    head = ("where", *(f"x = {x:g}" for x in XS), *(f"x = {x:g} best" for x in XS))
    return "The share x of the hours that goes to people", head, rows


def _best(world, grid):
    held = [pay.expected(world, one, YEARS).pay for one in grid]
    return XS[held.index(max(held))]


def rest_points():
    """Shares of strategies that change with their pay, from equal ones."""
    dear = Parameters().work_pays * Parameters().spread
    markets = {
        "as assumed": Parameters(),
        "as assumed, jobs fixed": Parameters(fixed_jobs=1.0),
        "ties pay four times what hours do": Parameters(ties_pay=4 * dear),
        "ties pay six times what hours do": Parameters(ties_pay=6 * dear),
        "only jobs pay": Parameters(**NO_PAY),
        "only jobs pay, jobs fixed": Parameters(fixed_jobs=1.0, **NO_PAY),
    }
    rows = []
    for name, told in markets.items():
        some = [STRATEGIES[one] for one in SIX]
        rest = mixed.replicate(meanfield.fitted(told), some, YEARS, [1 / len(some)] * len(some))
        cells = (f"{share:.2f} ({gain:+.2f})" for share, gain in zip(rest.shares, rest.gains, strict=True))
        rows.append((name, *cells, f"{rest.rounds}{'' if rest.still else ', still moving'}"))
    return (
        "Mixed: shares at rest, from equal ones (and pay against the mean, per cent)",
        ("market", *SIX, "rounds"),
        rows,
    )


def news_above_one():
    """The prior without a cap on a_e, which is a rate; a_e·B, a chance, must stay below one."""
    drawn = list(worlds(SEED, 240))
    held = [full.tables(world.parameters, [BASE, STRATEGIES["inner"]], 0) for world in drawn]
    wanted = [meanfield.JOB_FINDING / (1 - world.parameters.b) for world in drawn]
    missed = sum(abs(world.rates.found - one) > 1e-6 for world, one in zip(drawn, wanted, strict=True))
    news = [world.parameters.news for world in drawn]
    rows = [
        ("worlds with a_e above 1", f"{100 * sum(one > 1 for one in news) / len(news):.0f} %"),
        ("largest a_e", f"{max(news):.1f}"),
        ("largest a_e·B, with the ladder's", f"{max(int(one.ladder[0]) / ONE for one in held):.3f}"),
        ("worlds that miss what they are fitted to", str(missed)),
    ]
    return "The prior without a cap on a_e, 240 worlds", ("", ""), rows


def bridges():
    """Mutual contacts few or many, at equal strength; everybody else's as usual."""
    usual, rows = meanfield.fitted(Parameters()), []
    told, base = usual.parameters, pay.expected(usual, BASE, YEARS)
    theirs = layers(told, BASE, BASE, 0.0)
    for mutual in (0, 2, 5, 10, 20, 40):
        own = Ego(mutuals=(mutual,) * len(COUNTS))
        found = pay.expected(usual, BASE, YEARS, ego=own)
        week = meanfield.rates(told, BASE, layers(told, BASE, BASE, 0.0, own), theirs, usual.states[0])
        ahead_of = sum(_earns(world, mutual) > _earns(world, 30) for world in some_worlds()) / WORLDS
        gains = f"{52 * (base.idle - found.idle):+.2f}", f"{found.against(base):+.2f}"
        rows.append((str(mutual), f"{week.contacts:.4f}", *gains, f"{100 * ahead_of:.0f} %"))
    head = ("mutual contacts of every tie", "job through contacts a week", "weeks of work a year", "pay, per cent")
    return "Bridges against cliques, at equal strength", (*head, f"ahead of 30, share of {WORLDS} worlds"), rows


def _earns(world, mutual):
    return pay.expected(world, BASE, YEARS, ego=Ego(mutuals=(mutual,) * len(COUNTS))).pay


def every_strategy():
    """All that can be compared, alone, when everybody does it, and over worlds."""
    usual = meanfield.fitted(Parameters())
    base, held = pay.expected(usual, BASE, YEARS), list(STRATEGIES.values())
    drawn = [World(world.parameters, pay.gains(world, held, YEARS)) for world in some_worlds()]
    over = Comparison(held, drawn)
    rows = []
    for at, one in enumerate(held):
        alone, every = (pay.expected(usual, one, YEARS, everyone=all_do).against(base) for all_do in (False, True))
        cells = (alone, every, *over.spread(at).values())
        rows.append((one.name, *(f"{cell:+.2f}" for cell in cells)))
    head = ("strategy", "alone", "everyone", "one world in ten below", "half", "one in ten above")
    return f"Every strategy, pay, {WORLDS} worlds", head, rows


def the_next_hour():
    """One more hour a week in work, by place; the design's figures beside."""
    usual = meanfield.fitted(Parameters())
    spread = list(zip(*(marginal.pays(world, YEARS) for world in some_worlds()[: further.WORLDS]), strict=True))
    rows = [
        (
            one.place,
            *(f"{cell:+.2f}" for cell in (one.jobs, one.jobs_of_many)),
            DESIGN.get(one.place, ""),
            *(f"{cell:+.2f}" for cell in (one.pay, one.pay_of_many)),
            f"{quantile(worth, 0.1):+.2f} to {quantile(worth, 0.9):+.2f}",
        )
        for one, worth in zip(marginal.yields(usual, YEARS), spread, strict=True)
    ]
    head = ("one more hour", "jobs through contacts", "mean of ten", "design", "pay", "mean of ten", "four of five")
    return f"The next hour, per cent, {further.WORLDS} worlds", head, rows


def as_one_advances():
    """Worlds in which people beat work, by level, and what broad then gains on work."""
    ways, rows = [STRATEGIES[name] for name in ("work", "deep", "broad", "new")], []
    for name, levels in seniority.SETS.items():
        for level in levels:
            held = [seniority.gains(one, ways, YEARS, level) for one in some_worlds()[:40]]
            share, apart = seniority.people_ahead(ways, held), quantile([row[2] - row[0] for row in held], 0.5)
            rows.append((name, level.name, f"{100 * share:.0f} %", f"{apart:+.2f}"))
    head = ("what differs", "level", "people beat work, share of 40 worlds", "broad − work, half of them below")
    return "As one advances", head, rows


TABLES = (
    deep_against_broad,
    where_it_turns,
    some_of_the_hours,
    rest_points,
    news_above_one,
    bridges,
    every_strategy,
    the_next_hour,
    as_one_advances,
)
