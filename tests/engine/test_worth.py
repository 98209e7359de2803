"""Worth: laws on random small worlds, against U recomputed without the person."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations
from math import isclose, prod

from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine import warmth, worth

TODAY = date(2026, 11, 22)
Q = {"champion": 0.8, "advocate": 0.5, "supporter": 0.25}
CHANCE = st.floats(0.02, 0.98)
PEOPLE = range(1, 6)


@st.composite
def worlds(draw):
    """Ties (chance of the first hop), who knows whom (chance of a later one), goals and vouchers."""
    ties = draw(st.dictionaries(st.sampled_from(PEOPLE), CHANCE, max_size=4))
    pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda two: two[0] != two[1])
    hops = draw(st.dictionaries(pairs, CHANCE, max_size=9))
    goals = draw(st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(1, 5), st.booleans()), max_size=3))
    standings = st.tuples(st.sampled_from([*Q, "friendly"]), st.floats(0, 1))
    vouchers = draw(st.dictionaries(st.sampled_from(PEOPLE), standings, max_size=4))
    return ties, hops, goals, [worth.Voucher(person, *told) for person, told in vouchers.items()]


def ways(ties, hops, goal, without=None):
    """The best way by each first person: every simple way is tried."""
    best = {}
    for length in range(4):
        for between in permutations([one for one in PEOPLE if one not in (goal, without)], length):
            people = (*between, goal)
            if people[0] != without and people[0] in ties and all(pair in hops for pair in pairwise(people)):
                rest = prod(hops[pair] for pair in pairwise(people))
                one = worth.Way(people, ties[people[0]], rest)
                best[people[0]] = max(best.get(people[0], one), one, key=lambda way: way.chance)
    return sorted(best.values(), key=lambda way: -way.chance)


def futures(ties, hops, goals):
    return [
        worth.Future(key, weight, tuple(ways(ties, hops, who)), knows, who)
        for key, (who, weight, knows) in enumerate(goals)
    ]


def u(ties, hops, goals, vouchers, without=None):
    """U as the page defines it, once more: 1 for those who know the user, unless they are the one left out."""
    n = sum(Q.get(one.standing, 0) * one.strength for one in vouchers if one.person != without)
    v = n / (n + 2)
    if not goals:
        return v
    reached = 0.0
    for who, weight, knows in goals:
        best = [way.chance for way in ways(ties, hops, who, without)[:3]]
        alone = knows and who != without
        reached += weight * (1.0 if alone else 1 - prod(1 - one for one in best))
    return (3 * reached / sum(weight for _, weight, _ in goals) + 2 * v) / 5


@given(worlds())
@settings(max_examples=50, deadline=None)
def test_worth_is_what_is_lost_without_somebody(world):
    ties, hops, goals, vouchers = world
    by_goal = dict(enumerate(goals))
    found = worth.worths(
        futures(ties, hops, goals),
        vouchers,
        lambda future, person: ways(ties, hops, by_goal[future.key][0], person),
    )
    whole = u(*world)
    assert 0 <= whole <= 1
    assert isclose(worth.outlook(futures(ties, hops, goals), vouchers), whole, abs_tol=1e-12)
    for person in PEOPLE:
        lost = whole - u(*world, without=person)
        assert lost >= -1e-12
        told = found.get(person, worth.Worth(0.0, ()))
        assert isclose(told.value, lost, abs_tol=1e-9)
        assert isclose(sum(one.lost for one in told.reasons), told.value, abs_tol=1e-12)
        only = {one.future for one in told.reasons if one.code == "only"}
        assert all(not ways(ties, hops, by_goal[key][0], person) for key in only)


@given(worlds(), st.sampled_from(PEOPLE), CHANCE, st.sampled_from([*Q]), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_one_more_tie_never_lowers_u(world, person, chance, standing, strength):
    ties, hops, goals, vouchers = world
    more = [*vouchers, worth.Voucher(9, standing, strength)]
    before = worth.outlook(futures(ties, hops, goals), vouchers)
    after = worth.outlook(futures({person: chance} | ties, hops, goals), more)
    assert after >= before - 1e-12


def test_the_figures_of_the_page_hold():
    """One champion about .25, ten good supporters about .4, and never full."""
    champion, supporter = worth.Voucher(1, "champion", 0.85), worth.Voucher(2, "supporter", 0.55)
    assert round(worth.readiness(worth.vouching([champion])), 2) == 0.25
    assert round(worth.readiness(worth.vouching([supporter] * 10)), 1) == 0.4
    assert worth.fragility([champion, supporter, replace(supporter, standing="unknown")]) == 0.68 / (0.68 + 0.1375)
    assert worth.fragility([]) == 0


TIES = st.builds(
    warmth.Tie,
    contacts=st.lists(
        st.builds(
            lambda days, way: warmth.Contact(TODAY - timedelta(days=days), *warmth.measure("message"), way),
            st.integers(0, 900),
            st.sampled_from(["in", "out", "both"]),
        ),
        max_size=4,
    ),
    standing=st.sampled_from(["unknown", "friendly", "supporter", "champion"]),
    ring=st.sampled_from(["", "close", "outer"]),
    standing_on=st.just(TODAY - timedelta(days=200)),
    favours=st.tuples(st.integers(0, 2), st.integers(0, 2)),
)


@given(TIES, st.lists(CHANCE, min_size=1, max_size=4), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_a_move_gains_and_never_more_than_is_left(tie, rests, weight):
    """Gains lie in [0, 1 − U]; something given gains at least as much as its own part; nobody gains where nothing
    hangs on the tie."""
    goal = worth.Future(1, weight, tuple(worth.Way((9 + n, 50), 0.3, rest) for n, rest in enumerate(rests)))
    lift = worth.lift(9, tie, TODAY)
    own = worth.Voucher(9, tie.standing, 0.5).part
    gain = worth.gain_of_lines([goal], own + 0.5, own, lift, 0.5)
    assert 0 <= gain <= 1 - worth.outlook([goal], [])
    assert lift.hop[1] >= lift.hop[0] and lift.part[1] >= lift.part[0]
    given_now = worth.lift(9, tie, TODAY, gift=True)
    assert given_now.hop[1] >= lift.hop[1]
    other = replace(goal, ways=tuple(replace(way, people=(way.people[0] + 20, 50)) for way in goal.ways))
    if not own:
        assert worth.gain_of_lines([other], 0.5, 0.0, lift, 0.5) == 0
    way = goal.ways[0]
    ask = worth.gain_of_ask([goal], goal, way.chance)
    certain = worth.outlook([replace(goal, knows_me=True)], [])
    assert isclose(ask, way.chance * (certain - worth.outlook([goal], [])), abs_tol=1e-12)


def test_the_same_lateness_gains_the_same_for_every_interval():
    """A message one interval ago, looked at half an interval from now, whatever the interval."""
    goal = worth.Future(1, 3, (worth.Way((9, 50), 0.3, 0.6),))
    told = []
    for days in (30, 90, 365):
        at = warmth.Contact(TODAY - timedelta(days=days), *warmth.measure("message"), "both")
        tie = warmth.Tie(contacts=[at], ring="outer", cadence=days)
        told.append(worth.gain_of_lines([goal], 0.0, 0.0, worth.lift(9, tie, TODAY), 0.2))
    assert max(told) - min(told) < 0.1 * max(told)


def test_a_step_never_goes_beyond_the_aim():
    assert worth.step_up("friendly", "advocate") == "supporter"
    assert [worth.step_up(*two) for two in (("advocate", "advocate"), ("champion", "supporter"), ("unknown", ""))] == [
        "",
        "",
        "",
    ]
    assert worth.share(0.0, 0.0) == 0 and worth.share(0.3, 0.3) == 0.5
    assert worth.upper_quartile([0.0, 1.0, 2.0, 3.0, 4.0]) == 4.0
