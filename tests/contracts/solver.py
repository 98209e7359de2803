"""What every solver of the week owes: one body, run over each name in SOLVERS.

The rules are written here a second time, on candidates and plans, and share no code with the engine.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from backcast.engine.week.kinds import KINDS
from backcast.engine.week.plan import plan
from backcast.engine.week.records import Candidate, Request
from backcast.engine.week.solver import solver_named

SETUP = {"vision", "name_people", "sort_lists", "recall", "find_place", "near"}
OPENINGS = {"few_lines", "wake", "ask", "give", "direct"}
FAMILIES = {
    "light": {"few_lines", "wake"},
    "slices": {"slice"},
    "steps": {"step"},
    "setup": SETUP,
    "asks": {"ask"},
    "requests": {"ask", "follow_up"},
    "gifts": {"give"},
    "letters": {"direct"},
}
HOURS = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0, 2.0, 3.0, 40.0])
VALUES = st.lists(st.integers(0, 20).map(lambda n: n / 20), min_size=1, max_size=4).map(tuple)


@st.composite
def problems(draw, most_candidates=14, most_weeks=8):
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=most_candidates))
    found = []
    for n, kind in enumerate(kinds):
        one = Candidate(f"{kind}:{n:02d}", kind, draw(st.sampled_from([10, 15, 25, 60])), KINDS[kind].energy, ())
        duty = kind == "promise" and draw(st.booleans())
        after = () if duty or not found else tuple(draw(st.sets(st.sampled_from([f.key for f in found]), max_size=1)))
        found.append(
            replace(
                one,
                values=draw(VALUES),
                person=draw(st.integers(1, 3)) if kind in OPENINGS | {"promise"} else None,
                way=draw(st.integers(1, 2)) if kind in {"ask", "direct"} else None,
                duty=duty,
                earliest=draw(st.sampled_from([0, 0, 0, 1, 3])),
                most=draw(st.integers(1, 4)) if kind == "slice" else 1,
                after=after,
                foreseen=draw(st.booleans()),
            )
        )
    hours = draw(st.one_of(HOURS, st.lists(HOURS, min_size=1, max_size=4).map(tuple)))
    pace, account = draw(st.sampled_from([0.0, 0.4, 1.0, 1.7])), draw(st.sampled_from([-1.0, 0.0, 2.0]))
    return found, Request(hours, draw(st.integers(1, most_weeks)), pace=pace, account=account, gap=0.0)


def weeks_of(made):
    """Per key: the week indexes it is planned in, once for each time."""
    return {
        key: sorted(w for w, week in enumerate(made.weeks) for p in week if p.key == key for _ in range(p.count))
        for key in {p.key for week in made.weeks for p in week}
    }


def check_feasible(candidates, request, made):
    by_key = {one.key: one for one in candidates}
    assert len(made.weeks) == request.weeks
    for index, week in enumerate(made.weeks):
        check_week([(by_key[p.key], p) for p in week], request, index)
    planned = weeks_of(made)
    for key, weeks in planned.items():
        one = by_key[key]
        assert len(weeks) <= one.most and min(weeks) >= one.earliest
        assert one.duty or all(one.values[min(w, len(one.values) - 1)] > 0 for w in weeks)
        for before in one.after:
            assert min(planned.get(before, [99])) < min(weeks)
    check_apart(by_key, planned, lambda one: one.person if one.kind in OPENINGS else None, 2)
    check_apart(by_key, planned, lambda one: one.way, 3)


def check_week(rows, request, index):
    hours = request.hours[min(index, len(request.hours) - 1)] if isinstance(request.hours, tuple) else request.hours
    assert sum(p.minutes for _, p in rows) <= 60 * hours - (10 if hours >= 0.5 else 0)
    assert len(rows) <= 5
    assert all(p.minutes == p.count * one.minutes and 0 <= p.value <= 1 for one, p in rows)
    chosen = sum(p.count * one.energy for one, p in rows if not one.duty)
    duties = sum(one.energy for one, _ in rows if one.duty)
    assert chosen == 0 or chosen + duties <= max(4, 2.5 * hours)
    count = Counter()
    for one, p in rows:
        count[one.kind] += p.count
    assert count["few_lines"] + count["wake"] <= 2
    assert sum(count[kind] for kind in SETUP) <= 2
    assert count["slice"] <= max(1, -(-request.pace // 1))
    assert count["step"] <= 3
    assert count["ask"] <= 1 and count["give"] <= 1 and count["direct"] <= 1
    assert count["ask"] + count["follow_up"] <= 2


def check_apart(by_key, planned, about, least):
    """Moves about the same lie so many weeks apart: openings to a person, ways to a future person."""
    found = {}
    for key, weeks in planned.items():
        found.setdefault(about(by_key[key]), []).extend(weeks)
    for weeks in (weeks for what, weeks in found.items() if what is not None):
        assert all(later - earlier >= least for earlier, later in pairwise(sorted(weeks)))


def keeps_every_rule_and_explains_everybody(solver, candidates, request):
    made = plan(candidates, request, solver=solver)
    check_feasible(candidates, request, made)
    assert 0 <= made.value <= made.bound + 1e-9
    first, out = [p.key for p in made.weeks[0]], [left.key for left in made.left_out]
    assert sorted(first + out) == sorted(one.key for one in candidates)
    later = {key: weeks[0] for key, weeks in weeks_of(made).items() if weeks[0] > 0}
    assert {left.key: left.week for left in made.left_out if left.week is not None} == later
    check_causes({one.key: one for one in candidates}, request, made)


def check_causes(by_key, request, made):
    """The causes that can be counted again from outside are true."""
    hours = request.hours_in(0)
    now = [(by_key[p.key], p) for p in made.weeks[0]]
    free = round(60 * hours) - (10 if hours >= 0.5 else 0) - sum(p.minutes for _, p in now)
    for left in made.left_out:
        one, figures = by_key[left.key], dict(left.figures)
        if left.because == "hours" and not one.duty:
            assert figures == {"minutes": one.minutes, "free": free} and free < one.minutes
        if left.because == "moves" and not one.duty:
            assert len(now) == 5
        if left.because == "later":
            assert left.week is not None
        if left.because == "duties_first":
            assert figures["minutes"] == sum(p.minutes for duty, p in now if duty.duty) > 0
        if left.because == "same_person":
            assert by_key[figures["key"]].person == one.person and figures["week"] in (0, 1)
        if left.because == "same_way":
            assert by_key[figures["key"]].way == one.way and figures["week"] in (0, 1, 2)
        if left.because == "limit":
            family = FAMILIES[figures["limit"]]
            assert sum(p.count for other, p in now if other.kind in family) == figures["most"]


def ignores_the_order_of_candidates(solver, candidates, shuffled, request):
    assert plan(shuffled, request, solver=solver) == plan(candidates, request, solver=solver)


def takes_equal_moves_in_the_order_of_their_keys(solver):
    equal = [Candidate(f"few_lines:{n}", "few_lines", 10, 1, (0.3,), person=n) for n in range(9)]
    made = plan(equal, Request(2.0, weeks=3, gap=0.0), solver=solver)
    assert [[p.key[-1] for p in week] for week in made.weeks] == [["0", "1"], ["2", "3"], ["4", "5"]]


def finds_that_an_empty_plan_is_optimal(solver):
    made = plan([], Request(3.0), solver=solver)
    assert made.weeks == ((),) * 6 and made.left_out == () and made.optimal and made.gap == 0


def never_ends_below_its_start(solver, problem, start):
    found = solver_named(solver)(problem, work=0.0, start=start)
    assert found.value >= start.value and found.value == problem.value(found.counts)
