"""Both solvers keep the contract; HiGHS finds what brute force finds and never less than the greedy."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.week.plan import plan
from backcast.engine.week.problem import problem_of, rooms_of
from backcast.engine.week.records import Candidate, Planned, Request
from backcast.engine.week.solver import SOLVERS, solver_named
from tests.contracts import solver as contract
from tests.contracts.solver import check_feasible, problems

each = pytest.mark.parametrize("solver", sorted(SOLVERS))


@each
@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_plans_keep_every_rule_and_leave_nobody_unexplained(solver, problem):
    contract.keeps_every_rule_and_explains_everybody(solver, *problem)


@each
@settings(max_examples=25, deadline=None)
@given(problem=problems(), shuffler=st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(solver, problem, shuffler):
    candidates, request = problem
    contract.ignores_the_order_of_candidates(solver, candidates, shuffler.sample(candidates, len(candidates)), request)


@each
def test_equal_moves_are_taken_in_the_order_of_their_keys(solver):
    contract.takes_equal_moves_in_the_order_of_their_keys(solver)


@each
def test_nothing_to_do_is_an_empty_plan_that_is_optimal(solver):
    contract.finds_that_an_empty_plan_is_optimal(solver)


@each
def test_a_solver_never_ends_below_its_start(solver):
    found = [Candidate(f"wake:{n}", "wake", 10, 1, (0.2 + n / 50, 0.4), person=n // 2) for n in range(9)]
    request = Request(1.0, weeks=3, gap=0.0)
    problem = problem_of(found, request, rooms_of(request), {})
    contract.never_ends_below_its_start(solver, problem, solver_named("highs")(problem))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_exact_is_never_below_greedy_and_proves_it(problem):
    candidates, request = problem
    exact, quick = (plan(candidates, request, solver=name) for name in ("highs", "greedy"))
    assert exact.optimal
    assert quick.value <= exact.value + 1e-6 and exact.value <= quick.bound + 1e-6


def brute(candidates, request):
    """The best value over every way of placing the candidates, by the rules as the contract writes them."""
    best = 0.0
    ways = [[c for c in product(range(one.most + 1), repeat=request.weeks) if sum(c) <= one.most] for one in candidates]
    owed = owed_by_hand(request)
    for counts in product(*ways):
        weeks = [
            [
                Planned(one.key, row[w], row[w] * one.minutes, 0.0)
                for one, row in zip(candidates, counts, strict=True)
                if row[w]
            ]
            for w in range(request.weeks)
        ]
        value = 0.0
        for w, week in enumerate(weeks):
            made = 0
            for p in week:
                one = next(one for one in candidates if one.key == p.key)
                kept = 1.15 if one.foreseen else 1.0
                value += 0.9**w * kept * p.count * one.values[min(w, len(one.values) - 1)]
                made += p.count if one.kind == "slice" else 0
            value += 0.9**w * 0.4 * min(made, owed[w])
        if value > best + 1e-9 and is_feasible(candidates, request, weeks):
            best = value
    return best


def owed_by_hand(request):
    account, owed = request.account, []
    for _ in range(request.weeks):
        now = max(0, -int(-(account + request.pace) // 1))
        owed.append(now)
        account = min(2, max(-1, account + request.pace - now))
    return owed


class Weeks:
    def __init__(self, weeks):
        self.weeks = weeks


def is_feasible(candidates, request, weeks):
    try:
        check_feasible(candidates, request, Weeks(weeks))
    except AssertionError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(problems(most_candidates=4, most_weeks=3))
def test_highs_finds_the_optimum_of_brute_force(problem):
    candidates, request = problem
    chosen = [one for one in candidates if not one.duty and one.most <= 2]
    keys = {one.key for one in chosen}
    chosen = [one for one in chosen if keys.issuperset(one.after)]
    keys = {one.key for one in chosen}
    chosen = [one for one in chosen if keys.issuperset(one.after)]
    made = plan(chosen, request, solver="highs")
    assert made.value == pytest.approx(brute(chosen, request), abs=1e-5)


@pytest.mark.parametrize("bound", [{"work": 0.0}, {"seconds": 0.0}])
def test_a_plan_cut_short_is_feasible_and_not_called_optimal(bound):
    many = [
        Candidate(f"few_lines:{n}", "few_lines", 10 + n % 7, 1, (0.1 + n % 13 / 17, n % 11 / 12), person=n // 2)
        for n in range(120)
    ]
    request = Request(1.0, gap=0.0)
    made = plan(many, request, solver="highs", **bound)
    check_feasible(many, request, made)
    assert not made.optimal and made.gap > 0 and made.value >= plan(many, request, solver="greedy").value - 1e-9


def stubborn():
    """Thirty moves of odd lengths, each worth about what it takes: a week that is hard to prove the best."""
    return [
        Candidate(f"thank:{n:02}", "thank", 5 + n * 37 % 55, n * 7 % 3, (0.1 + n * 37 % 55 / 70 + n * 11 % 17 / 400,))
        for n in range(30)
    ]


def test_a_search_ends_by_its_work_and_at_the_same_plan_every_time():
    first, again, more = (
        plan(stubborn(), Request(1.0, gap=0.0), work=work, seconds=float("inf")) for work in (0.005, 0.005, 0.03)
    )
    assert first.solver == "highs" and not first.optimal and again == first
    assert more.value >= first.value and more.bound < first.bound


def test_auto_asks_highs_only_where_the_greedy_is_not_proven_good_enough():
    easy = [Candidate("vision", "vision", 20, 1, (0.95,))]
    tight = [
        Candidate(f"promise:{n}", "promise", m, 1, (v,)) for n, (m, v) in enumerate([(30, 0.5), (20, 0.4), (30, 0.5)])
    ]
    assert plan(easy, Request(2.0)).solver == "greedy"
    assert plan(tight, Request(1.0, weeks=1)).solver == "highs"


def test_without_highs_installed_auto_keeps_the_greedy_plan(monkeypatch):
    monkeypatch.setitem(SOLVERS, "highs", "backcast.engine.week.solvers.missing:solve")
    tight = [Candidate(f"promise:{n}", "promise", 30, 1, (0.5,)) for n in range(3)]
    assert [p.key for p in plan(tight, Request(1.0, weeks=1)).weeks[0]] == ["promise:0"]
    with pytest.raises(ImportError):
        plan(tight, Request(1.0, weeks=1), solver="highs")
