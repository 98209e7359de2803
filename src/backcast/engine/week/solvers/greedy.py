"""Week by week, the best that still fits; of three ideas of "best" the one that ends highest."""

from backcast.engine.week.fill import Score, by_minutes, by_room, by_worth, fill
from backcast.engine.week.ledger import Ledger
from backcast.engine.week.problem import Counts, Problem, Solution, solution
from backcast.engine.week.solver import PATIENCE
from backcast.engine.week.tidy import tidy


def solve(problem: Problem, *, work: float = 1.0, seconds: float = PATIENCE, start: Solution | None = None) -> Solution:
    """A feasible solution in milliseconds, so neither bound is looked at; never worse than `start`."""
    tries = [_filled(problem, score) for score in (by_worth, by_minutes, by_room)]
    if start is not None:
        tries.append(start.counts)
    ledger = Ledger(problem, max(tries, key=problem.value))
    tidy(ledger)
    return solution(problem, ledger.counts(problem.weeks), problem.simple_bound(), "greedy")


def _filled(problem: Problem, score: Score) -> Counts:
    ledger = Ledger(problem)
    for week in range(problem.weeks):
        fill(ledger, week, score, wait=True)
    return ledger.counts(problem.weeks)
