"""The week as a mixed-integer programme for HiGHS: one thread, one seed, and an end by work done, not by the clock.

Equal input gives equal output on any machine, however busy (docs/algorithms/week.md).
Loaded by dotted path only, so the heavy libraries may stand at the top.
"""

from dataclasses import dataclass, field
from itertools import count, pairwise

import highspy  # noqa: TID253
import numpy as np  # noqa: TID253

from backcast.engine.week.kinds import APART
from backcast.engine.week.problem import Counts, Problem, Solution, solution
from backcast.engine.week.solver import PATIENCE

ROUNDS = 6e6
"""Rounds of the search at `work` 1, times (`SIZE` + entries of the programme): where all of it is used, one to four
seconds of a core [D]."""
SIZE = 8_000
"""Entries of the programme at which a round costs twice that of a tiny one, as measured."""
FIXED: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "parallel": "off",
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
"""Two of the searches beside the tree are left out: the greedy plan already is what they look for, and one of them may
take longer than all the rest."""


@dataclass(slots=True)
class _Model:
    """Columns (worth, most) and rows Σ a·x ≤ b, as they are written down."""

    problem: Problem
    worth: list[float] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    place: dict[tuple[int, int], int] = field(default_factory=dict)
    shown: dict[tuple[int, int], int] = field(default_factory=dict)
    """Columns that are 1 where an item that may be made several times in a week is made at all."""
    rows: list[tuple[list[int], list[float], float]] = field(default_factory=list)

    def column(self, worth: float, most: int) -> int:
        self.worth.append(worth)
        self.most.append(most)
        return len(self.worth) - 1

    def row(self, terms: list[tuple[int, float]], most: float) -> None:
        """Keep Σ ≤ most, unless the columns cannot exceed it anyway."""
        if sum(a * self.most[column] for column, a in terms if a > 0) > most:
            self.rows.append(([column for column, _ in terms], [a for _, a in terms], most))


def solve(problem: Problem, *, work: float = 1.0, seconds: float = PATIENCE, start: Solution | None = None) -> Solution:
    """The best solution within the gap, or the best found with so much work; never worse than `start`."""
    if not problem.items:
        return solution(problem, (), 0.0, "highs")
    model = _modelled(problem)
    if not model.worth:
        return solution(problem, _empty(problem), 0.0, "highs")
    engine = _engine(model, problem.gap, work, seconds)
    if start is not None:
        engine.setSolution(_started(model, start.counts))
    engine.run()
    found = _counts(model, engine)
    if start is not None and problem.value(found) < start.value:
        found = start.counts
    return solution(problem, found, _bound(engine, problem), "highs")


def _modelled(problem: Problem) -> _Model:
    model = _Model(problem)
    for item, what in enumerate(problem.items):
        for week, worth in enumerate(what.worth):
            if worth > 0:
                model.place[item, week] = model.column(worth, what.most_in(problem.rooms[week]))
    _shown(model)
    _rooms(model)
    _once(model)
    _fortnights(model)
    _ways(model)
    _orders(model)
    _pace(model)
    return model


def _of_week(model: _Model, week: int) -> list[tuple[int, int]]:
    """Item and column of everything that may be made in the week."""
    return [(item, column) for (item, at), column in model.place.items() if at == week]


def _shown(model: _Model) -> None:
    """Several slices of one milestone are one move of their week."""
    for (item, week), column in list(model.place.items()):
        most = model.most[column]
        if most > 1:
            model.shown[item, week] = model.column(0.0, 1)
            model.row([(column, 1.0), (model.shown[item, week], -float(most))], 0)


def _rooms(model: _Model) -> None:
    items = model.problem.items
    for week, room in enumerate(model.problem.rooms):
        here = _of_week(model, week)
        model.row([(column, items[item].minutes) for item, column in here], room.minutes)
        model.row([(column, items[item].energy) for item, column in here], room.energy)
        model.row([(model.shown.get((item, week), column), 1) for item, column in here], room.moves)
        for name, most in room.limits.items():
            model.row([(column, 1) for item, column in here if name in items[item].limits], most)


def _once(model: _Model) -> None:
    for item, what in enumerate(model.problem.items):
        model.row([(column, 1) for _, column in _weeks(model, item)], what.most)


def _weeks(model: _Model, item: int) -> list[tuple[int, int]]:
    """Week and column of everything an item may be."""
    places = ((week, model.place.get((item, week))) for week in range(model.problem.weeks))
    return [(week, column) for week, column in places if column is not None]


def _fortnights(model: _Model) -> None:
    """At most one opening a person in two weeks running; every single week lies in such a pair."""
    people: dict[int, list[int]] = {}
    for item, what in enumerate(model.problem.items):
        if what.person is not None:
            people.setdefault(what.person, []).append(item)
    weeks = range(model.problem.weeks)
    pairs = list(pairwise(weeks)) or [(week, week) for week in weeks]
    for own in people.values():
        if len(own) == 1 and model.problem.items[own[0]].most == 1:
            continue
        for pair in pairs:
            places = [model.place.get((item, week)) for item in own for week in sorted(set(pair))]
            model.row([(column, 1) for column in places if column is not None], 1)


def _ways(model: _Model) -> None:
    """At most one way to a future person in three weeks running."""
    ways: dict[int, list[int]] = {}
    for item, what in enumerate(model.problem.items):
        if what.way is not None:
            ways.setdefault(what.way, []).append(item)
    for own in (own for own in ways.values() if len(own) > 1):
        for first in range(max(1, model.problem.weeks - APART + 1)):
            places = [model.place.get((item, week)) for item in own for week in range(first, first + APART)]
            model.row([(column, 1) for column in places if column is not None], 1)


def _orders(model: _Model) -> None:
    """What comes after something: by any week no more of it than `most` times the other before that week."""
    for item, what in enumerate(model.problem.items):
        for other in what.after:
            for week, _ in _weeks(model, item):
                own = [(column, 1.0) for at, column in _weeks(model, item) if at <= week]
                first = [(column, -float(what.most)) for at, column in _weeks(model, other) if at < week]
                model.row(own + first, 0)


def _pace(model: _Model) -> None:
    """A column a week for the owed slices that are made."""
    items = model.problem.items
    for week, owed in enumerate(model.problem.owed):
        slices = [column for item, column in _of_week(model, week) if items[item].is_slice]
        if owed and slices:
            kept = model.column(model.problem.owed_worth[week], owed)
            model.place[-1, week] = kept
            model.row([(kept, 1.0), *((column, -1.0) for column in slices)], 0)


def _engine(model: _Model, gap: float, work: float, seconds: float) -> highspy.Highs:
    engine = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, setting in {**FIXED, "mip_rel_gap": gap, "time_limit": seconds}.items():
        engine.setOptionValue(name, setting)
    engine.passModel(_programme(model))
    _bounded(engine, work * ROUNDS / (SIZE + sum(len(columns) for columns, _, _ in model.rows)))
    return engine


def _bounded(engine: highspy.Highs, most: float) -> None:
    """End the search after so many rounds: HiGHS asks once in each whether to go on, at the same points every time."""
    rounds = count(1)

    def asked(event: "highspy.HighsCallbackEvent") -> None:
        if next(rounds) > most:
            event.interrupt()

    engine.cbMipInterrupt += asked


def _programme(model: _Model) -> highspy.HighsLp:
    size, rows = len(model.worth), len(model.rows)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(model.worth)
    lp.col_lower_, lp.col_upper_ = np.zeros(size), np.array(model.most, dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * size
    lp.row_lower_ = np.full(rows, -highspy.kHighsInf)
    lp.row_upper_ = np.array([most for _, _, most in model.rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _, _ in model.rows)])
    lp.a_matrix_.index_ = np.array([c for columns, _, _ in model.rows for c in columns], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([a for _, terms, _ in model.rows for a in terms], dtype=float)
    return lp


def _started(model: _Model, counts: Counts) -> highspy.HighsSolution:
    first = highspy.HighsSolution()
    values = [0.0] * len(model.worth)
    for (item, week), column in model.place.items():
        made = counts[item][week] if item >= 0 else model.problem.kept_pace(counts, week)
        values[column] = float(made)
    for (item, week), column in model.shown.items():
        values[column] = float(counts[item][week] > 0)
    first.col_value = values
    return first


def _empty(problem: Problem) -> Counts:
    return tuple((0,) * problem.weeks for _ in problem.items)


def _counts(model: _Model, engine: highspy.Highs) -> Counts:
    """What was found, in whole numbers; nothing where the search ended before any solution."""
    if engine.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return _empty(model.problem)
    values = engine.getSolution().col_value
    weeks = range(model.problem.weeks)

    def made(item: int, week: int) -> int:
        column = model.place.get((item, week))
        return 0 if column is None else round(values[column])

    return tuple(tuple(made(item, week) for week in weeks) for item in range(len(model.problem.items)))


def _bound(engine: highspy.Highs, problem: Problem) -> float:
    bound = engine.getInfo().mip_dual_bound
    return min(bound, problem.simple_bound()) if np.isfinite(bound) else problem.simple_bound()
