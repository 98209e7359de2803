"""Small worlds made through the actions: whatever they hold, the plan keeps its promises."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.accounts.models import Workspace
from backcast.network.models import Person
from backcast.ties import actions as ties
from backcast.ties.models import RINGS, STANDINGS
from backcast.week import actions, queries
from backcast.week.models import Move
from tests import cast, make
from tests.week.test_week import loaded, week

HOURS = [0.0, 0.25, 0.5, 1.0, 1.25, 2.0, 3.0, 5.0]
WORLD = st.lists(
    st.tuples(
        st.sampled_from(RINGS),
        st.sampled_from(STANDINGS),
        st.sampled_from([True, True, True, False]),
        st.lists(st.integers(0, 1200), max_size=4),
        st.one_of(st.none(), st.integers(-20, 40)),
    ),
    max_size=7,
)
worlds = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def world(people, hours, story):
    """A workspace of its own with these people."""
    viewer = cast.viewer(f"world{Workspace.objects.count()}")
    if story:
        loaded(viewer)
    for place, (ring, standing, suggest, days, due) in enumerate(people):
        person = make.person(viewer, f"Given{place} Family{place}")
        for ago in days:
            make.contact(viewer, person, days_ago=ago, minutes=600)
        if due is not None:
            make.promise(viewer, person, due_in=due)
        ties.stand(viewer, person, ring=ring, standing=standing, suggest=suggest)
    Person.objects.of(viewer).filter(name="Given0 Family0").update(is_owner=place_is_owner(people))
    actions.set_hours(viewer, hours)
    return viewer


def place_is_owner(people):
    """In some worlds the first person is the owner."""
    return len(people) % 4 == 3


@worlds
@given(people=WORLD, hours=st.sampled_from(HOURS), story=st.booleans())
def test_every_move_is_fair_to_people_and_to_the_hours(db, people, hours, story):
    viewer = world(people, hours, story)
    shown = week(viewer)
    assert shown.planned <= max(0, hours * 60 - (10 if hours >= 0.5 else 0)) and len(shown.moves) <= 5
    for one in shown.moves:
        assert one.title and one.why and all(one.why) and one.serves and 0 <= one.move.value <= 1
        if one.move.person:
            tie = one.move.person.tie
            assert tie.suggest and tie.ring != "family" and not one.move.person.is_owner
    assert sum(one.move.kind in ("few_lines", "wake") for one in shown.moves) <= 2
    assert all(left.title and left.because for left in shown.left_out)
    again = week(cast.viewer(viewer.workspace.name))
    assert queries.document(again, 12) == queries.document(shown, 12)


@pytest.mark.deep
@worlds
@given(people=WORLD, hours=st.sampled_from(HOURS), story=st.booleans(), pick=st.integers(0, 4), skip=st.booleans())
def test_done_and_skipped_keep_the_rest_and_are_undone_row_by_row(db, people, hours, story, pick, skip):
    viewer = world(people, hours, story)
    moves = {one.move.key: one.move.pk for one in week(viewer).moves}
    if not moves:
        return
    facts = facts_of(viewer)
    key = sorted(moves)[pick % len(moves)]
    row = queries.move(viewer, moves[key])
    change = actions.skip(viewer, row) if skip else actions.done(viewer, row, minutes=row.minutes)
    rest = {one.move.key: one.move.pk for one in week(viewer).moves}
    assert rest == {other: pk for other, pk in moves.items() if other != key}
    ties.take_back(viewer, change)
    assert facts_of(viewer) == facts
    after = {one.move.key: one.move.pk for one in week(viewer).moves}
    assert after == moves


def facts_of(viewer):
    """The rows that a move may change, without what is derived from them."""
    promises = [list(p.promises.values_list("pk", "done_on")) for p in Person.objects.of(viewer)]
    contacts = [list(p.interactions.values_list("pk", "day")) for p in Person.objects.of(viewer)]
    ties_ = [list(vars(p.tie).items())[1:] for p in Person.objects.of(viewer).select_related("tie")]
    states = list(Move.objects.of(viewer).exclude(state__in=["shown", "hidden"]).values_list("pk", "state", "until"))
    return promises, contacts, ties_, states
