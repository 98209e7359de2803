"""Asks from draft to told: every step, its day and its undo, who is left in peace, and what is foretold and learned."""

import datetime as dt
from itertools import pairwise, product

import pytest

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.errors import Invalid, Refused
from backcast.introductions.actions import asks as actions
from backcast.introductions.models import STATES, Ask, AskStep
from backcast.introductions.queries import asks, learned, limits, routes, targets
from backcast.journal.models import Change
from backcast.journal.queries import last_change
from backcast.network.actions import acquaintances
from backcast.network.models import Organisation
from backcast.ties import actions as ties
from backcast.ties.models import Tie
from tests import make

DAY = dt.timedelta(days=1)
WAY = ["asked", "agreed", "introduced", "thanked", "told"]


def known(viewer, name="Mei Park", **told):
    """Somebody the user talks with."""
    made = make.person(viewer, name, **({"standing": "supporter"} | told))
    make.contact(viewer, made, days_ago=10)
    return made


@pytest.fixture
def pair(alice):
    """A connector, and somebody they know."""
    mei, ines = known(alice), make.person(alice, "Ines Brandt", organisation="Brandt Labs")
    acquaintances.say(alice, mei, ines)
    return mei, ines


def on(viewer, day):
    return Viewer(viewer.workspace, day)


def ask_of(viewer, pair, state="drafted", days_ago=0):
    mei, ines = pair
    row = actions.draft(viewer, mei, targets.of_person(ines))
    for one in WAY[: WAY.index(state) + 1] if state in WAY else [*(["asked"] if state != "drafted" else [])]:
        actions.move(viewer, row, one, on=viewer.today - days_ago * DAY)
    if state in ("declined", "silent"):
        actions.move(viewer, row, state)
    return row


def test_a_draft_keeps_the_letter_what_was_foretold_and_the_route(alice, pair):
    mei, ines = pair
    row = ask_of(alice, pair)
    found = routes.routes(alice, targets.of_person(ines)).routes[0]
    assert (row.chance, row.low, row.high) == (found.chance.chance, found.chance.low, found.chance.high)
    assert row.score == pytest.approx(engine.score_of(Tie.objects.of(alice).get(person=mei).against))
    steps = AskStep.objects.of(alice).filter(ask=row).order_by("place")
    assert [one.person_id for one in steps] == [mei.pk, ines.pk]
    assert row.state == "drafted" and "Ines Brandt" in row.text and "Hello Mei" in row.text and "Ines" in row.note


def test_the_whole_way_is_one_change_a_step_and_comes_back_in_order(alice, pair):
    row = ask_of(alice, pair)
    images = [Ask.objects.of(alice).values().get(pk=row.pk)]
    changes = []
    for state in WAY:
        changes.append(actions.move(alice, row, state))
        images.append(Ask.objects.of(alice).values().get(pk=row.pk))
    assert asks.day_of(row) == alice.today and len({one.pk for one in changes}) == 5
    with pytest.raises(Refused, match="moved on"):
        actions.check_undo(alice, changes[0])
    for change, image in zip(reversed(changes), reversed(images[:-1]), strict=True):
        actions.check_undo(alice, change)
        ties.take_back(alice, change)
        assert Ask.objects.of(alice).values().get(pk=row.pk) == image
    ties.take_back(alice, Change.objects.of(alice).filter(verb="ask").order_by("pk").first())
    assert not Ask.objects.of(alice).exists() and not AskStep.objects.of(alice).exists()


def test_only_what_follows_can_follow(alice, pair):
    row = ask_of(alice, pair)
    for state, wanted in product(STATES, STATES):
        Ask.objects.of(alice).filter(pk=row.pk).update(state=state, asked_on=alice.today, answered_on=alice.today)
        Ask.objects.of(alice).filter(pk=row.pk).update(introduced_on=alice.today, thanked_on=alice.today)
        row = asks.ask(alice, row.pk)
        if wanted == state:
            assert actions.move(alice, row, wanted) is None
        elif wanted in asks.NEXT[state]:
            assert actions.move(alice, row, wanted) and row.state == wanted
        else:
            with pytest.raises(Invalid, match=f"An ask that is {state} does not become {wanted}") as told:
                actions.move(alice, row, wanted)
            assert told.value.hint and asks.ask(alice, row.pk).state == state


def test_a_step_is_neither_before_the_last_nor_to_come(alice, pair):
    row = ask_of(alice, pair, "asked", days_ago=5)
    for day, said in ((alice.today - 6 * DAY, "step before"), (alice.today + DAY, "not come yet")):
        with pytest.raises(Invalid, match=said):
            actions.move(alice, row, "agreed", on=day)
    actions.move(alice, row, "introduced", on=alice.today - 5 * DAY)
    assert row.answered_on == row.introduced_on == alice.today - 5 * DAY, "an introduction says that they agreed"


def test_a_late_yes_is_a_yes_and_a_yes_may_be_taken_back(alice, pair):
    row = ask_of(alice, pair, "silent", days_ago=30)
    assert learned.learned(alice).shift < 0
    actions.move(alice, row, "agreed")
    assert learned.learned(alice).shift > 0
    actions.move(alice, row, "declined")
    assert learned.learned(alice).shift < 0 and asks.told(alice, row).is_closed


def test_one_ask_with_a_person_is_open_and_the_refusal_names_it(alice, pair):
    mei, _ = pair
    ask_of(alice, pair)
    other = targets.of_person(make.person(alice, "Bo Holm"))
    for act in (actions.draft, lambda *told: actions.tell(*told, state="asked")):
        with pytest.raises(Refused, match="open ask with Mei Park: for Ines Brandt, drafted"):
            act(alice, mei, other)
    actions.drop(alice, asks.open_asks(alice)[0].ask)
    assert actions.draft(alice, mei, other).state == "drafted" and AskStep.objects.of(alice).count() == 0


def test_who_was_asked_rests_and_the_day_of_freedom_is_true(alice, pair):
    mei, ines = pair
    aim = targets.of_person(make.person(alice, "Bo Holm"))
    actions.tell(alice, mei, targets.of_person(ines), state="declined", on=alice.today - 10 * DAY)
    with pytest.raises(Refused, match="left in peace") as told:
        actions.draft(alice, mei, aim)
    free = limits.free_on(alice, mei.pk, aim.aim)
    assert free == alice.today + 50 * DAY and f"{free.day} {free:%B %Y}" in told.value.hint
    assert mei.pk in limits.left_out(on(alice, free - DAY), aim.aim) and not limits.left_out(on(alice, free), aim.aim)
    assert limits.free_on(alice, mei.pk, targets.of_person(ines).aim) == alice.today + 355 * DAY


@pytest.mark.parametrize("wish", [{"may_ask": False}, {"suggest": False}, {"ring": "family"}])
def test_who_is_not_to_be_asked_is_not_asked_but_facts_are_told(alice, pair, wish):
    mei, ines = pair
    ties.stand(alice, mei, **wish)
    with pytest.raises(Refused) as told:
        actions.draft(alice, mei, targets.of_person(ines))
    assert told.value.hint
    assert actions.tell(alice, mei, targets.of_person(ines), on=alice.today - DAY).state == "asked"


def test_a_stranger_is_not_asked_and_nobody_introduces_themselves(alice, pair):
    mei, _ = pair
    with pytest.raises(Refused, match="not in touch"):
        actions.draft(alice, make.person(alice, "Bo Holm"), targets.of_person(mei))
    with pytest.raises(Invalid, match="whom you want to reach"):
        actions.draft(alice, mei, targets.of_person(mei))


def test_told_twice_it_stays_and_told_again_it_moves_on(alice, pair):
    mei, target = pair[0], targets.of_person(pair[1])
    day = alice.today - 3 * DAY
    rows = [actions.tell(alice, mei, target), *(actions.tell(alice, mei, target, on=day) for _ in range(2))]
    rows += [actions.tell(alice, mei, target, state=state) for state in (*WAY, "told")]
    assert len({row.pk for row in rows}) == 1 and Ask.objects.of(alice).count() == 1
    row = asks.ask(alice, rows[0].pk)
    assert (row.state, row.asked_on, row.answered_on, row.told_on) == ("told", day, alice.today, alice.today)
    assert Change.objects.of(alice).filter(verb="ask").count() == 6, "a draft and five steps"
    again = actions.tell(alice, mei, target, on=alice.today)
    assert again.pk != row.pk and again.state == "asked"


def test_what_happened_long_ago_is_written_down_at_once(alice, pair):
    day = alice.today - 400 * DAY
    for state in STATES[1:]:
        row = actions.tell(alice, pair[0], targets.of_person(pair[1]), state=state, on=day)
        days = [getattr(row, asks.DAYS[one]) for one in WAY]
        assert row.state == state and row.asked_on == asks.day_of(row) == day
        if state in WAY:
            assert days == [day] * (WAY.index(state) + 1) + [None] * (4 - WAY.index(state))
        row.delete()


def test_an_organisation_and_somebody_of_the_future_are_aims_too(alice, pair):
    mei, _ = pair
    place = targets.of_organisation(alice, Organisation.objects.of(alice).get(name="Brandt Labs"))
    row = actions.draft(alice, mei, place)
    assert asks.about(row) == "somebody at Brandt Labs" and row.organisation_id and row.target is None
    assert "somebody at Brandt Labs" in row.text and row.chance is not None
    actions.drop(alice, row)
    words = actions.draft(alice, mei, targets.of_words(alice, "brandt"))
    assert (words.wanted, asks.about(words)) == ("brandt", "brandt")


@pytest.mark.parametrize(
    ("asked", "until", "days"),
    [("2026-11-20", "2026-11-22", 0), ("2026-11-20", "2026-11-23", 1), ("2026-11-16", "2026-11-19", 3),
     ("2026-11-13", "2026-11-24", 7), ("2026-11-14", "2026-11-28", 10), ("2026-11-20", "2026-11-19", 0)],
)  # fmt: skip
def test_working_days_leave_out_weekends(asked, until, days):
    assert asks.working_days(dt.date.fromisoformat(asked), dt.date.fromisoformat(until)) == days


def test_silence_suggests_a_word_twice_then_an_end_and_changes_nothing(alice, pair):
    row = ask_of(alice, pair, "asked")
    said = [asks.advice(row, alice.today + n * DAY) for n in range(30)]
    turns = [n for n, (before, after) in enumerate(pairwise(said), 1) if before != after]
    assert turns == [3, 9, 21] and said[0] == "", "from a Sunday: Wednesday, and Tuesday of the week after"
    later = on(alice, alice.today + 21 * DAY)
    assert [agreed for _, agreed in learned.outcomes(later)] == [False] and not learned.outcomes(alice)
    assert asks.ask(later, row.pk).state == "asked"


def test_words_are_the_users_and_nothing_else_changes(alice, pair):
    row = ask_of(alice, pair)
    assert actions.reword(alice, row, text="Hello\r\nMei $name {{ x }}\u202e", note=row.note) is not None
    assert asks.ask(alice, row.pk).text == "Hello\nMei $name {{ x }}"
    ties.take_back(alice, last_change(alice, "ask"))
    assert "Ines Brandt" in asks.ask(alice, row.pk).text
    with pytest.raises(Refused):
        actions.drop(alice, ask_moved(alice, row))


def ask_moved(viewer, row):
    actions.move(viewer, row, "asked")
    return row
