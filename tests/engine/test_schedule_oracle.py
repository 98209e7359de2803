"""The schedule beside two independent ones: the design read word for word, and a search week by week."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.schedule import Milestone, schedule
from tests.engine.test_schedule import NEAR, TODAY, item, plan, speeds, stories, week


def as_designed(story, horizon, speed):
    """{key: (earliest, latest start, latest finish)} in weeks, always the latest finish next; no least weeks."""
    due = {
        one.key: Fraction(((min(one.due, week(horizon)) if one.due else week(horizon)) - TODAY).days, 7)
        for one in story
    }
    length = {one.key: 0 if one.at_work else Fraction(one.hours_left) / speed for one in story}
    behind = {one.key: [other.key for other in story if one.key in other.after] for one in story}
    late, free = {}, None
    while len(late) < len(story):
        finish = {
            key: min([due[key], *(late[later][0] for later in behind[key])])
            for key in due
            if key not in late and all(later in late for later in behind[key])
        }
        key = max(sorted(finish), key=finish.__getitem__)
        end = finish[key] if free is None or not length[key] else min(free, finish[key])
        late[key] = (end - length[key], finish[key])
        free = late[key][0] if length[key] else free
    early, free = {}, 0
    for key in reversed(late):
        ready = max((early[one][1] for one in early if key in behind[one]), default=0)
        begin = max(free, ready) if length[key] else ready
        early[key] = (begin, begin + length[key])
        free = early[key][1] if length[key] else free
    return {key: (early[key][0], *late[key]) for key in due}


@settings(max_examples=40)
@given(stories(most=5, plain=True), st.fractions(Fraction(1, 10), 4, max_denominator=20))
def test_what_fits_is_critical_or_has_slack_is_as_designed(story, speed):
    found, designed = plan(*story, horizon=25, hours=float(speed)), as_designed(story, 25, speed)
    assert found.fits == all(start >= 0 for _, start, _ in designed.values())
    for one in (one for one in story if one.hours_left):
        early, late, _ = designed[one.key]
        assert abs(item(found, one.key).slack_weeks - float(late - early)) < NEAR
        assert item(found, one.key).critical == (late <= early)


@settings(max_examples=40)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(3, 40), speeds)
def test_one_chain_is_as_designed_to_the_day(hours, due, speed):
    keys = "abcdef"
    chain = [Milestone(keys[at], one, after=tuple(keys[at - 1 : at] if at else ())) for at, one in enumerate(hours)]
    chain[-1] = Milestone(chain[-1].key, hours[-1], week(due), chain[-1].after)
    found = plan(*chain, Milestone("z", 2), horizon=due + 100, hours=speed)
    for at, one in enumerate(chain):
        left = (sum(hours[at:]) / speed, sum(hours[at + 1 :]) / speed)
        row = item(found, one.key)
        assert abs(row.slack_weeks - (due - sum(hours) / speed)) < NEAR
        assert abs((row.latest_start - TODAY).days / 7 - (due - left[0])) <= 1 / 7 + NEAR
        assert abs((row.latest_finish - TODAY).days / 7 - (due - left[1])) <= 1 / 7 + NEAR
        assert [each.key for each in found.chain(row)] == [each.key for each in chain[at:]]
    tight = found.tightest
    assert tight[0].slack_weeks <= item(found, "z").slack_weeks + NEAR and not tight[-1].rests_on


def possible(story, horizon):
    """Whether giving each week's hour to some milestone can keep every date; hours and dates are whole weeks."""
    due = {one.key: (min(one.due or week(horizon), week(horizon)) - TODAY).days // 7 for one in story}

    @cache
    def search(now, left, done):
        left, done = dict(left), dict(done)
        moved = True
        while moved:  # what has no hours left is done as soon as what it waits for is, and its least weeks are over
            moved = False
            for one in story:
                if one.key not in done and not left[one.key] and all(key in done for key in one.after):
                    ready = max([done[key] for key in one.after], default=0)
                    done[one.key] = max(int(ready + (one.weeks or 0)), now if one.hours else ready)
                    moved = True
        if any(done.get(key, 0) > day or (key not in done and now > day) for key, day in due.items()):
            return False
        if len(done) == len(story):
            return True
        open_ = [one for one in story if left[one.key] and all(done.get(key, now + 1) <= now for key in one.after)]
        tries = [one.key for one in open_] or [""]
        return any(
            search(now + 1, tuple((key, n - (key == one)) for key, n in left.items()), tuple(done.items()))
            for one in tries
        )

    return search(0, tuple((one.key, one.hours) for one in story), ())


@st.composite
def small(draw, weeks):
    count = draw(st.integers(1, 4))
    return [
        Milestone(
            "abcd"[at],
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(1, 9).map(week)),
            tuple("abcd"[one] for one in draw(st.sets(st.integers(0, at - 1)))) if at else (),
            draw(weeks),
        )
        for at in range(count)
    ]


@settings(max_examples=40)
@given(small(st.none()), st.integers(1, 9))
def test_it_fits_exactly_where_the_weeks_can_be_filled(story, horizon):
    assert plan(*story, horizon=horizon).fits == possible(story, horizon)


@settings(max_examples=40)
@given(small(st.none() | st.integers(1, 5)), st.integers(1, 9))
def test_with_least_weeks_what_fits_can_be_done(story, horizon):
    assert not plan(*story, horizon=horizon).fits or possible(story, horizon)


@settings(max_examples=40)
@given(stories(), speeds, st.integers(-400, 400))
def test_all_dates_moved_by_as_many_days_move_the_schedule(story, speed, days):
    by = timedelta(days=days)
    moved = [replace(one, due=one.due and one.due + by) for one in story]
    there = schedule(moved, today=TODAY + by, horizon=week(25) + by, hours_per_week=speed, milestone_share=1)
    here = plan(*story, horizon=25, hours=speed)
    assert (there.fits, there.extra_hours_needed, there.pace) == (here.fits, here.extra_hours_needed, here.pace)
    for one, other in zip(here.items, there.items, strict=True):
        assert (one.key, one.slack_weeks, one.latest_start + by) == (other.key, other.slack_weeks, other.latest_start)


def test_each_date_that_is_missed_is_told_once_with_the_chain_that_leads_to_it():
    first = [Milestone("a", 6), Milestone("b", 6, week(10), ("a",)), Milestone("c", 1, week(4), ("d",))]
    found = plan(*first, Milestone("d", 7), Milestone("e", 1, week(2), ("b",)), horizon=20)
    told = [(one.code, one.key, one.others, one.number) for one in found.problems]
    assert [one for one in told if one[0] == "date_missed"] == [("date_missed", "c", tuple("abedc"), 17)]
    assert ("due_before", "e", ("b",), 8) in told
