"""The plan of the weeks: duties by date, then the best of the rest, then what was left out and why."""

from collections.abc import Iterable, Sequence
from datetime import date

from backcast.engine.week.duties import Placed, placed_duties
from backcast.engine.week.explain import left_out
from backcast.engine.week.kinds import KINDS
from backcast.engine.week.ledger import Ledger
from backcast.engine.week.problem import Counts, Problem, Solution, problem_of, rooms_of, solution
from backcast.engine.week.records import HORIZON, Candidate, Plan, Planned, Request
from backcast.engine.week.solver import PATIENCE, solver_named
from backcast.engine.week.tidy import tidy
from backcast.engine.week.value import OWED


def plan(
    candidates: Iterable[Candidate],
    request: Request,
    *,
    work: float = 1.0,
    seconds: float = PATIENCE,
    solver: str = "auto",
) -> Plan:
    """The weeks asked for: the first six solved together, later ones an outlook filled one by one.

    `solver` is a name of SOLVERS or "auto": the greedy, then HiGHS where the greedy is not proven good enough and
    HiGHS is installed. It stops after so much `work` (1: about two seconds of one core), and only where even that takes
    longer than `seconds` may the plan differ from one machine to another. The order of the candidates does not matter.
    Raises ValueError for a key given twice, an unknown kind, an `after` that names no candidate or a setting
    out of range.
    """
    ordered = sorted(candidates, key=lambda one: one.key)
    _check(ordered, request)
    duties = placed_duties(ordered, rooms_of(request))
    weeks = {key: placed.week for key, placed in duties.places.items()}
    problem = problem_of(ordered, request, duties.rooms, weeks)
    near = problem.first(min(HORIZON, request.weeks))
    solved = _solved(near, work, seconds, solver)
    ledger = Ledger(problem, solved.counts)
    tidy(ledger)
    final = solution(near, ledger.counts(near.weeks), solved.bound, solved.solver)
    return Plan(
        _weeks(ordered, duties.places, problem, ledger.counts(problem.weeks)),
        left_out(ordered, request, duties, ledger),
        final.value,
        final.bound,
        final.optimal,
        final.solver,
    )


def _check(candidates: Sequence[Candidate], request: Request) -> None:
    keys = {one.key for one in candidates}
    if len(keys) < len(candidates):
        raise ValueError("two candidates have the same key")
    for one in candidates:
        if one.kind not in KINDS:
            raise ValueError(f"{one.key}: no kind {one.kind!r}")
        if not keys.issuperset(one.after) or (one.duty and one.after):
            raise ValueError(f"{one.key}: comes after something that is no candidate, or is a duty")
        if not one.values or one.minutes < 0 or one.most < 1 or one.earliest < 0:
            raise ValueError(f"{one.key}: no values, or minutes, most or earliest below their least")
    if request.weeks < 1 or not all(0 <= request.hours_in(week) <= 168 for week in range(request.weeks)):
        raise ValueError("a plan has one week or more, of 0 to 168 hours")


def _solved(problem: Problem, work: float, seconds: float, name: str) -> Solution:
    first = solver_named("greedy")(problem)
    if name == "greedy" or (name == "auto" and first.optimal):
        return first
    try:
        best = solver_named("highs" if name == "auto" else name)
    except ImportError:
        if name != "auto":
            raise
        return first
    return best(problem, work=work, seconds=seconds, start=first)


def _weeks(
    candidates: Sequence[Candidate], duties: dict[str, Placed], problem: Problem, counts: Counts
) -> tuple[tuple[Planned, ...], ...]:
    by_key = {one.key: one for one in candidates}
    weeks = []
    for week in range(problem.weeks):
        due = [by_key[key] for key, placed in duties.items() if placed.week == week]
        due.sort(key=lambda one: (one.due or date.max, one.key))
        first = [Planned(one.key, 1, one.minutes, one.value_in(week)) for one in due]
        chosen = _chosen(by_key, problem, counts, week)
        weeks.append((*first, *sorted(chosen, key=lambda one: (-one.value, one.key))))
    return tuple(weeks)


def _chosen(by_key: dict[str, Candidate], problem: Problem, counts: Counts, week: int) -> list[Planned]:
    """The moves of a week; the slices that the pace asks for carry what that adds, the heaviest first."""
    made = [(item, row[week]) for item, row in zip(problem.items, counts, strict=True) if row[week]]
    made.sort(key=lambda pair: (-pair[0].worth[week], pair[0].key))
    owed = problem.owed[week]
    chosen = []
    for item, count in made:
        asked = min(count, owed) if item.is_slice else 0
        owed -= asked
        value = by_key[item.key].value_in(week) + OWED * asked / count
        chosen.append(Planned(item.key, count, count * item.minutes, min(1.0, value)))
    return chosen
