from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.schedule import HOURS_BY_KIND, Milestone, reliefs, schedule
from backcast.engine.schedule.jobs import jobs
from backcast.engine.schedule.levelling import demand, earliest, latest
from backcast.engine.schedule.links import links
from backcast.errors import Invalid

TODAY = date(2026, 11, 23)
NEAR = 1e-6


def week(number):
    return TODAY + timedelta(weeks=number)


def plan(*milestones, horizon=200, hours=1.0, share=1.0):
    return schedule(milestones, today=TODAY, horizon=week(horizon), hours_per_week=hours, milestone_share=share)


def frees(*milestones, horizon=200, **hours):
    found = plan(*milestones, horizon=horizon, **hours)
    return reliefs(milestones, found, today=TODAY, horizon=week(horizon))


def item(found, key):
    return next(one for one in found.items if one.key == key)


def codes(found):
    return [(one.code, one.key, one.others) for one in found.problems if one.code != "date_missed"]


@st.composite
def stories(draw, most=7, plain=False):
    """Milestones without a cycle: predecessors come earlier. Plain: no least weeks, none at work."""
    weeks, at_work = (st.none(), st.just(False)) if plain else (st.none() | st.integers(0, 12), st.booleans())
    count = draw(st.integers(1, most))
    return [
        Milestone(
            key="abcdefg"[place],
            hours=draw(st.integers(0, 9)),
            due=draw(st.none() | st.integers(-1, 30).map(week)),
            after=tuple("abcdefg"[one] for one in draw(st.sets(st.integers(0, place - 1)))) if place else (),
            weeks=draw(weeks),
            at_work=draw(at_work),
            done_hours=draw(st.integers(0, 3)),
        )
        for place in range(count)
    ]


speeds = st.floats(0.05, 4)


@given(stories(), speeds)
def test_dates_and_precedence_hold_and_hours_are_never_promised_twice(story, speed):
    todo = jobs(story, TODAY, week(25))
    for found in (latest(todo, speed), earliest(todo, speed)):
        taken = sorted((one.begin, one.end) for one, job in zip(found, todo, strict=True) if job.hours)
        assert all(end <= begin + NEAR for (_, end), (begin, _) in pairwise(taken))
        for one, job in zip(found, todo, strict=True):
            assert one.start - NEAR <= one.begin <= one.end <= one.finish + NEAR
            assert one.finish - one.start >= job.weeks - NEAR
            assert one.end - one.begin == pytest.approx(job.hours / speed)
            assert all(found[earlier].finish <= one.start + NEAR for earlier in job.before)
    assert all(one.finish <= job.due for one, job in zip(latest(todo, speed), todo, strict=True))
    assert min(one.start for one in earliest(todo, speed)) >= 0


@given(stories(), speeds)
def test_the_dates_shown_hold_too(story, speed):
    found = plan(*story, horizon=25, hours=speed)
    for one in story:
        row = item(found, one.key)
        assert row.latest_start <= row.latest_finish <= min(one.due or week(25), week(25))
        assert row.earliest_start >= TODAY and row.critical == (row.slack_weeks <= 1e-9)
        behind = [item(found, other.key).latest_start for other in story if one.key in other.after]
        assert row.latest_finish == min([one.due or week(25), week(25), *behind])
        for other in found.items:
            window = [each for each in found.items if within(each, row.latest_start, other.latest_finish)]
            days = (other.latest_finish - row.latest_start).days
            assert sum(each.hours for each in window) <= speed * max(days + 1, 0) / 7 + NEAR


def within(row, start, finish):
    return start <= row.latest_start and row.latest_finish <= finish


def starts_in_order(story, order, horizon):
    """Latest starts at one hour a week when the milestones are done in this order; no least weeks."""
    free, starts = float("inf"), {}
    for one in reversed(order):
        behind = [starts[other.key] for other in story if one.key in other.after]
        due = ((one.due or week(horizon)) - TODAY).days / 7
        finish = min([due, horizon, *behind] + ([free] if one.hours_left else []))
        starts[one.key] = finish - one.hours_left
        if one.hours_left:
            free = starts[one.key]
    return starts


def possible(order):
    seen = set()
    for one in order:
        if set(one.after) - seen:
            return False
        seen.add(one.key)
    return True


@settings(max_examples=60)
@given(stories(most=5, plain=True), st.integers(1, 25))
def test_no_other_order_fits_better(story, horizon):
    found = plan(*story, horizon=horizon)
    orders = [starts_in_order(story, order, horizon) for order in permutations(story) if possible(order)]
    best = max(min(starts.values()) for starts in orders)
    assert min(one.latest_start for one in found.items) == week(best)
    assert found.fits == (best >= 0)
    if all(one.hours_left for one in story):
        assert found.fits == (demand(jobs(story, TODAY, week(horizon))) <= 1 + NEAR)
    assert {one.key: (one.latest_start - TODAY).days / 7 for one in found.items} in orders


@given(stories(), speeds, speeds)
def test_more_hours_never_take_slack_away(story, speed, more):
    few, many = plan(*story, horizon=25, hours=speed), plan(*story, horizon=25, hours=speed + more)
    assert many.fits or not few.fits
    for one in few.items:
        other = item(many, one.key)
        assert other.slack_weeks >= one.slack_weeks - NEAR
        assert other.latest_start >= one.latest_start and other.earliest_start <= one.earliest_start
    assert many.pace <= few.pace + NEAR


@given(stories(), speeds, st.integers(1, 9), st.integers(0, 30))
def test_one_more_milestone_of_its_own_never_gives_slack(story, speed, hours, due):
    before = plan(*story, horizon=25, hours=speed)
    after = plan(*story, Milestone("z", hours, week(due)), horizon=25, hours=speed)
    assert before.fits or not after.fits
    assert after.pace >= before.pace - NEAR
    for one in before.items:
        assert item(after, one.key).slack_weeks <= one.slack_weeks + NEAR


@given(stories(), speeds, st.sampled_from([0.3, 0.6, 1.0]))
def test_it_fits_exactly_where_no_extra_hours_are_needed(story, speed, share):
    found = plan(*story, horizon=25, hours=speed, share=share)
    assert found.fits == (found.extra_hours_needed == 0) == all(one.slack_weeks >= -NEAR for one in found.items)
    assert found.hours_per_week == speed * share and found.hours_total == speed
    assert min(0.2, share) <= found.pace <= share
    extra = found.extra_hours_needed
    if extra:
        assert plan(*story, horizon=25, hours=speed + extra, share=share).fits
        assert not plan(*story, horizon=25, hours=max(speed + extra - 0.001, 0), share=share).fits
    if found.fits:
        assert demand(jobs(story, TODAY, week(25))) <= speed * share + NEAR


@given(stories(), st.data(), speeds)
def test_the_order_of_the_milestones_changes_nothing(story, data, speed):
    mixed = [replace(one, after=one.after[::-1]) for one in data.draw(st.permutations(story))]
    assert plan(*mixed, horizon=25, hours=speed) == plan(*story, horizon=25, hours=speed)


@given(stories(most=5), speeds)
def test_relief_says_what_the_story_without_it_still_needs(story, speed):
    found, tried = plan(*story, horizon=15, hours=speed), frees(*story, horizon=15, hours=speed)
    for relief in tried:
        rest = [one for one in story if one.key != relief.key]
        assert plan(*rest, horizon=15, hours=speed).extra_hours_needed == relief.extra_if_dropped
        half, whole = relief.extra_if_halved, found.extra_hours_needed
        if whole is not None:
            assert relief.extra_if_dropped <= half + 0.001 and half <= whole + 0.001
    assert {one.key for one in tried} == (set() if found.fits else {one.key for one in found.items if one.critical})


def test_a_talk_after_an_article_in_the_hours_there_are():
    article = Milestone("article", kind="article")
    talk = Milestone("talk", 18, week(40), after=("article",), weeks=8)
    found = plan(article, talk, horizon=100, hours=3, share=0.6)
    assert (found.hours_per_week, found.fits, found.extra_hours_needed) == (pytest.approx(1.8), True, 0)
    first, second = found.items
    assert (first.key, first.hours, first.ready) == ("article", HOURS_BY_KIND["article"], True)
    assert (second.earliest_start, second.latest_start, second.latest_finish) == (
        TODAY + timedelta(days=77),
        week(30),
        week(40),
    )
    assert (first.latest_finish, first.latest_start) == (week(30), TODAY + timedelta(days=132))
    assert first.slack_weeks == second.slack_weeks == pytest.approx(40 - 38 / 1.8)
    assert found.pace == pytest.approx(38 / 40 / 3)


def test_what_does_not_fit_is_explained():
    story = Milestone("a", 12, week(10)), Milestone("b", 6, week(10))
    found, tried = plan(*story), frees(*story)
    assert not found.fits and found.extra_hours_needed == pytest.approx(0.8) and found.pace == 1
    assert sum(one.slack_weeks == pytest.approx(-8) for one in found.items) == 2
    assert [(one.key, one.extra_if_dropped) for one in tried] == [("a", 0), ("b", pytest.approx(0.2))]
    assert tried[0].extra_if_halved == pytest.approx(0.2)


def test_least_weeks_and_work_done_at_work():
    course = Milestone("course", 40, weeks=26, at_work=True)
    found = plan(course, Milestone("role", 4, after=("course",)), horizon=52, hours=2, share=0.5)
    assert item(found, "course").hours == 0
    assert (item(found, "course").latest_start, item(found, "role").latest_start) == (week(22), week(48))
    assert item(found, "role").earliest_start == week(26)
    half = plan(replace(course, done_hours=20), horizon=52)
    assert item(half, "course").latest_start == week(39)
    short = plan(course, horizon=25)
    assert codes(short) == [("too_near", "course", ())]
    assert [(one.extra_if_dropped, one.extra_if_halved) for one in frees(course, horizon=25)] == [(0, 0)]


def test_waiting_goes_on_beside_other_work():
    found = plan(Milestone("a", 5, week(5)), Milestone("b", 1, week(6), weeks=6))
    assert found.fits and [one.slack_weeks for one in found.items] == [0, 0]


def test_a_far_date_keeps_the_least_pace_and_a_gone_one_the_most():
    assert plan(Milestone("a", 1, week(100)), hours=3, share=0.6).pace == 0.2
    story = Milestone("a", 1, week(-1)), Milestone("b", 1)
    gone = plan(*story, hours=3, share=0.6)
    assert gone.pace == 0.6 and not gone.fits and gone.extra_hours_needed is None
    assert ("overdue", "a", ()) in codes(gone)
    assert [one.extra_if_dropped for one in frees(*story, hours=3, share=0.6)] == [0]
    assert plan().fits and plan().items == ()


def test_odd_input_is_told_not_raised():
    assert codes(plan(Milestone("a", 0, week(300), after=("gone",)))) == [
        ("unknown_predecessor", "a", ("gone",)),
        ("after_horizon", "a", ()),
    ]
    none = plan(Milestone("a", 5), hours=0)
    assert codes(none) == [("no_hours", "", ())] and not none.fits and none.pace == 1
    assert none.extra_hours_needed == pytest.approx(5 / 200)
    assert codes(plan(Milestone("a", 5), share=0)) == [("no_hours", "", ()), ("too_near", "a", ())]
    assert codes(plan(Milestone("a", 5), horizon=-1))[0] == ("horizon_passed", "", ())
    assert not plan(*[Milestone(str(one), 900) for one in range(30)], hours=0.001).fits
    assert not plan(Milestone("a", 5), hours=1e-320).fits


def test_a_ring_is_told_and_its_last_wait_left_out():
    ring = [Milestone("a", after=("c",)), Milestone("b", after=("a",)), Milestone("c", after=("b",))]
    found = plan(*ring, Milestone("free"), Milestone("behind", after=("c",)))
    assert codes(found) == [("ring", "a", ("a", "c", "b"))] and found.fits
    assert codes(plan(Milestone("x", after=("x",)))) == [("ring", "x", ("x",))]
    with pytest.raises(Invalid, match="share a key"):
        plan(Milestone("x"), Milestone("x"))


@given(st.lists(st.sets(st.sampled_from("abcdefg")), min_size=7, max_size=7), st.data())
def test_any_tangle_is_scheduled_and_only_rings_lose_a_wait(afters, data):
    story = [Milestone(key, 1, after=tuple(after)) for key, after in zip("abcdefg", afters, strict=True)]
    found = links(story)
    assert sorted(found.order) == sorted("abcdefg")
    kept = {(key, one) for key, earlier in found.before.items() for one in earlier}
    assert all(found.order.index(one) < found.order.index(key) for key, one in kept)
    lost = {(key, one) for key, after in zip("abcdefg", afters, strict=True) for one in after} - kept
    assert lost == {(ring[-1], ring[0]) for ring in found.rings}
    assert all(pair in kept for ring in found.rings for pair in pairwise(ring))
    assert links(data.draw(st.permutations(story))) == found
