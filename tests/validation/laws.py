"""Laws of the market in formulas, and the items that are said of it: 10 to 15."""

from dataclasses import replace
from functools import cache

import numpy as np  # noqa: TID253

from backcast.engine.lab import full, graphs, kernel, marginal, meanfield, pay, ties, words
from backcast.engine.lab.layers import layers
from backcast.engine.lab.parameters import BASE, COUNTS, HOURS, STRATEGIES, Parameters
from backcast.engine.lab.prior import worlds
from tests.validation.check import holds, near, row, within

LOSSES = (0.0005, 0.002, 0.004, 0.008, 0.016, 0.03, 0.06, 0.12, 0.2)
NO_PAY = {"work_pays": 0.0, "ties_pay": 0.0, "effort": 0.0}


@cache
def usual():
    return meanfield.fitted(Parameters())


def _with(market, **changed):
    return replace(market, parameters=replace(market.parameters, **changed))


def _gains(market, names, years=5, **told):
    base = pay.expected(market, BASE, years)
    return {name: pay.expected(market, STRATEGIES[name], years, **told).against(base) for name in names}


def networking_by_loss():
    """10: what living broad gains in weeks of work a year rises and falls in b; the two other halves are dropped."""
    gain = []
    for b in LOSSES:
        market = meanfield.at_rest(replace(usual().parameters, b=b, effort=0.0))
        idle = [pay.expected(market, one, 3).idle for one in (BASE, STRATEGIES["broad"])]
        gain.append(52 * (idle[0] - idle[1]))
    top = gain.index(max(gain))
    rises = 0 < top < len(gain) - 1 and gain[: top + 1] == sorted(gain[: top + 1])
    return [
        holds(
            "10",
            "weeks of work a year that broad gains, b = .0005 to .2",
            "one peak inside",
            row(gain, 3),
            rises and gain[top:] == sorted(gain[top:], reverse=True),
        )
    ]


def matches_by_degree():
    """11: the chance of a job through d contacts at u = v = .5, closed form; invisible at a real u."""

    def through(degree, out=0.5, news=0.5):
        chance = (1 - out) * meanfield.chosen(1.0, ((degree - 1, 1.0),), out)
        return meanfield.some([(degree, chance, 1.0)], news)

    many = {degree: through(degree) for degree in (*range(1, 31), 400)}
    top = max(many, key=many.__getitem__)
    real = [through(degree, 0.058, 0.058) for degree in range(1, 400)]
    return [
        near("11", "degree with the most jobs through contacts, u = v = .5", 7, top, 0),
        near("11", "that chance", 0.4022, many[7], 1e-4),
        near("11", "at degree 400", 0.3937, many[400], 1e-4),
        within("11", "fall from the peak at u = .058", 0, 0.0013, max(real) - real[-1]),
    ]


def crowding():
    """12: with a fixed number of jobs nobody gains more when all do it; jobs and moves only."""
    market = _with(usual(), **NO_PAY, fixed_jobs=1.0)
    names = ("broad", "deep", "new")
    solo, all_do = _gains(market, names, 2), _gains(market, names, 2, everyone=True)
    return [
        holds(
            "12",
            f"fixed jobs, {name}: alone, everyone",
            "alone at least everyone",
            f"{solo[name]:+.2f}, {all_do[name]:+.2f}",
            solo[name] >= all_do[name],
        )
        for name in names
    ]


def overlap():
    """13: at a fixed layer the best count of mutual contacts is about ten; weak ties bring most, a strong one more."""

    def peak(parameters):
        plan = ties.plan(parameters, BASE).busy[3]
        tie = [
            ties.tie(parameters, ties.activity(parameters, 3, plan), ties.settled(parameters, plan), m).works
            for m in range(64)
        ]
        return tie.index(max(tie)), max(tie) / tie[0]

    market = usual()
    own = layers(market.parameters, BASE, BASE, 0.0)
    each = [chance for _, chance, _ in meanfield.offers(own, own, market.states[0], out=True)]
    shares = np.array([chance * count for chance, count in zip(each, COUNTS, strict=True)])
    shares /= shares.sum()
    middle = sorted(peak(world.parameters)[0] for world in worlds(1, 30))
    return [
        near("13", "mutual contacts at which an outer tie brings most", 10, peak(market.parameters)[0], 6),
        within("13", "that, against none", 1.3, 3, peak(market.parameters)[1]),
        within("13", "the same over 30 worlds, median", 4, 16, middle[15]),
        holds(
            "13",
            "per tie, outer = 1: inner, close, active",
            "8.0 6.8 2.8, each above the next",
            row(one / each[3] for one in each[:3]),
            each[0] > each[1] > each[2] > each[3],
        ),
        near("13", "jobs through contacts by active and outer ties (Gee: most)", 0.60, shares[2:4].sum(), 0.06),
        near("13", "by inner and close ones", 0.33, shares[:2].sum(), 0.06),
        near("15", "Granovetter, seen often: inner", 0.167, shares[0], 0.15),
        near("15", "occasionally: close and active", 0.556, shares[1:3].sum(), 0.15),
        near("15", "rarely: outer and dormant", 0.278, shares[3:].sum(), 0.15),
    ]


def value():
    """Laws: what pays nothing is not worth an hour."""
    free = [name for name, one in STRATEGIES.items() if one.idle == BASE.idle]
    no_network = _gains(_with(usual(), ties_pay=0.0, news=0.0, ladder=0.0), STRATEGIES, 3)
    no_work = _gains(_with(usual(), work_pays=0.0, effort=0.0), free, 3)
    nothing = _gains(_with(usual(), hours=0.0, free=0.0), STRATEGIES, 3)
    best, top = max(no_network, key=no_network.__getitem__), max(no_work, key=no_work.__getitem__)
    spread = max(nothing.values()) - min(nothing.values())
    return [
        holds("law", "ties are worth nothing: best", "work", f"{best}, {no_network[best]:+.2f} %", best == "work"),
        holds(
            "law",
            "work is worth nothing, same hours out of work: best",
            "all hours to people, above work",
            f"{top}, {no_work[top]:+.2f} %; work {no_work['work']:+.2f} %",
            STRATEGIES[top].people == 1 and no_work[top] > max(no_work["work"], no_work["base"]),
        ),
        near("law", "no free hours in work or out: largest difference in per cent", 0, spread, 1e-9),
    ]


def hours():
    """Law: nobody plans more hours than there are; the other side's half hour is not charged."""
    told, worst = Parameters(), 0.0
    kept = told.social * sum(count * hours for count, hours in zip(COUNTS, HOURS, strict=True))
    for one in STRATEGIES.values():
        for week in (0, 52, 520):
            plan, new = ties.plan(told, one), ties.begun(told, one, week)
            starting = told.starts * (ties.begun(told, one, week + 1e-6) - new) / 1e-6
            spent = sum(count * hours for count, hours in zip(COUNTS, plan.busy, strict=False))
            worst = max(worst, spent + HOURS[3] * new + starting - kept - told.hours * one.people)
            worst = max(
                worst, sum(c * h for c, h in zip(COUNTS, plan.idle, strict=False)) - kept - told.free * one.idle
            )
    return [holds("law", "hours planned above those there are, weeks 0, 52, 520", "none", f"{worst:.1e}", worst < 1e-3)]


def states():
    """4: flow balance of the full market by state, and group by group in the simulation (`large`)."""
    market = usual()
    rows = meanfield.week(market.parameters, BASE, market.rates)
    out, cold, referred = market.states
    leaves = (cold * rows[1][0][0] + referred * rows[2][0][0]) / (1 - out)
    finds = 1 - rows[0][0][0]
    return [near("4", "u = b/(b + h) in formulas, losses over all", leaves / (leaves + finds), out, 1e-9)]


def seeds():
    """Laws: the seed decides everything; names of agents decide nothing but which luck is whose."""
    graph, told = graphs.layered(2000, COUNTS, 5), full.tables(usual().parameters, [BASE], 0)
    order = np.random.default_rng(1).permutation(2000)

    def life(seed, graph):
        state, mean, weeks = kernel.employed(2000), [], 90
        for week in range(weeks):
            kernel.step(state, graph, told, seed, week)
            mean.append(1 - state.employed.mean())
        return state.employed, float(np.mean(mean[30:]))

    (one, mean), (again, _), (other, _) = life(1, graph), life(1, graph), life(2, graph)
    moved = life(1, _relabelled(graph, order))[1]
    error = 4 * (mean * (1 - mean) / 2000 / 60 * 12 * 2) ** 0.5
    key = words.key(3, 7)
    blocks = [words.first(key + at * words.GOLDEN & words.MASK, 250) for at in range(0, 2000, 250)]
    parts = np.concatenate(blocks)
    return [
        _alike("same seed: the same lives", (one == again).all(), True),
        _alike("another seed: the same lives", (one == other).all(), False),
        _alike("words of eight blocks and of one", (parts == words.first(key, 2000)).all(), True),
        near("law", "other numbers for the same people: mean share out of work", mean, moved, error),
    ]


def equals():
    """Law: whoever does the same has the same week, whatever the strategy is called."""
    other = replace(BASE, name="other")
    told = [full.tables(usual().parameters, some, 0) for some in ([BASE], [BASE, other])]
    graph = graphs.layered(800, COUNTS, 6)
    ends = []
    for tables in told:
        state = kernel.employed(800)
        state.group[:] = np.arange(800) % len(tables.own)
        for week in range(40):
            kernel.step(state, graph, tables, 3, week)
        ends.append(state)
    same = (ends[0].employed == ends[1].employed).all() and (ends[0].referred == ends[1].referred).all()
    return [_alike("the same strategy under two names: states of 800 people after 40 weeks", same, True)]


def next_hour():
    """The marginal hour beside the design's, which does not say how long it had lasted nor what it was out of work:
    within a tenth where closeness decides; outer ties, which hardly level off here, lie a quarter above."""
    told = {one.place: one for one in marginal.yields(usual(), 5)}
    wanted = {"active": (1.39, 1.27, 0.14), "outer": (1.33, 1.34, 0.4), "spread": (0.69, 0.64, 0.07)}
    found = [
        near("market", f"one more hour, {place}: jobs through contacts, {hours}, per cent", expected, got, pair[2])
        for place, pair in wanted.items()
        for hours, expected, got in (
            ("the first", pair[0], told[place].jobs),
            ("mean of ten", pair[1], told[place].jobs_of_many),
        )
    ]
    jobs = [told[place].jobs for place in ("close", "spread", "active", "new")]
    pays = [told[place].pay for place in ("close", "new", "outer", "work")]
    ordered = {"jobs: close, in proportion, active, new": jobs, "pay: close, new, outer, work": pays}
    return found + [
        holds("market", f"one more hour, {what}", "rising", row(each), each == sorted(each))
        for what, each in ordered.items()
    ]


def _alike(what, same, wanted):
    told = {True: "equal", False: "different"}
    return holds("law", what, told[wanted], told[bool(same)], same == wanted)


def _relabelled(graph, order):
    """The same people and ties under other numbers."""
    owner = np.repeat(np.arange(graph.agents), np.diff(graph.start))
    place = np.argsort(order[owner], kind="stable")
    start = np.zeros(graph.agents + 1, np.int64)
    np.cumsum(np.bincount(order[owner], minlength=graph.agents), out=start[1:])
    return graphs.Graph(start, order[graph.contact][place].astype(np.int32), graph.layer[place], graph.mutual[place])


CHEAP = (networking_by_loss, matches_by_degree, crowding, overlap, value, hours, states, seeds, equals, next_hour)
