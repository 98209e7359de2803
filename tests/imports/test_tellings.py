"""Of one deed two files may say different things: the newest is shown, in whatever order they come and go."""

from itertools import permutations

import pytest

from backcast.imports import actions
from backcast.imports.actions.merge import merge, unmerge
from backcast.imports.models import Sighting
from backcast.journal.models import Change, ChangeRow
from backcast.keeping.erase import forget
from backcast.network import queries as network
from backcast.network.models import Acquaintance
from backcast.ties.models import StandingEvidence
from tests.imports import mailbox
from tests.imports.exports import archive, bring, recommendations
from tests.imports.test_merge import state
from tests.imports.test_orders import in_process

DAYS = ["01-05-2024", "07-09-2025", "02-03-2026"]
WHEN = "07/21/09, 12:11 PM"
pytestmark = pytest.mark.usefixtures("in_process")
__all__ = ["in_process"]


def praised(viewer, folder, day, *told, when=WHEN):
    """Bring an export of a day with a recommendation of each (name, words)."""
    rows = recommendations(*((name, "", "", words, when) for name, words in told))
    return bring(viewer, archive(folder, day, extra={"Recommendations_Received.csv": rows}))[0]


def texts(viewer):
    return list(StandingEvidence.objects.of(viewer).order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_words_are_shown_and_without_them_the_newest_left(alice, tmp_path, order):
    words = ["Good.", "Very good.", "The best."]
    batches = {at: praised(alice, tmp_path, DAYS[at], ("Anna Ash", words[at])) for at in order}
    assert texts(alice) == ["The best."]
    left = [0, 1, 2]
    for at in order:
        left.remove(at)
        actions.undo(alice, batches[at])
        assert texts(alice) == [words[one] for one in left[-1:]]
    assert not Sighting.objects.of(alice).exists()


def test_other_words_are_no_news_and_no_act(alice, tmp_path):
    praised(alice, tmp_path, DAYS[0], ("Anna Ash", "Good."))
    changes = Change.objects.of(alice).count()
    praised(alice, tmp_path, DAYS[1], ("Anna Ash", "Very good."))
    assert texts(alice) == ["Very good."] and Change.objects.of(alice).count() == changes


def test_a_deed_without_a_day_grows_no_younger_with_every_file(alice, tmp_path):
    for day in (DAYS[1], DAYS[2], DAYS[0]):
        rows = recommendations(("Anna Ash", "", "", "Good.", "")).replace(",Creation Date,Status", ",Made,Status")
        bring(alice, archive(tmp_path, day, extra={"Recommendations_Received.csv": rows}))
    (row,) = StandingEvidence.objects.of(alice)
    assert row.day.isoformat() == "2024-01-05"


def test_threads_grow_with_the_newest_file_and_shrink_without_it(alice, tmp_path):
    day, people = mailbox.dt.date(2026, 1, 2), [mailbox.person("Dee Dogwood"), mailbox.person("Eve Elm")]
    batches = []
    for number, strength in enumerate((0.2, 0.5)):
        knows = mailbox.knows("Dee Dogwood", "Eve Elm", day.replace(month=1 + number), "a thread", strength=strength)
        batches.append(bring(alice, mailbox.written(tmp_path / f"{number}", [*people, knows]))[0])

    def strength():
        return [round(row.strength, 9) for row in Acquaintance.objects.of(alice)]

    assert strength() == [0.5]
    actions.undo(alice, batches[1])
    assert strength() == [0.2]


def test_a_merge_keeps_what_each_file_said_and_comes_apart_exactly(alice, tmp_path):
    praised(alice, tmp_path, DAYS[0], ("Anna Ash", "Good."))
    praised(alice, tmp_path, DAYS[1], ("Anna Ash", "Very good."), ("Anne Ash", "Very good."))
    before, two = state(alice), [network.find(alice, name) for name in ("Anne Ash", "Anna Ash")]
    made = merge(alice, *two)
    assert texts(alice) == ["Very good."] and Sighting.objects.of(alice).filter(told__isnull=False).count() == 2
    unmerge(alice, made.change)
    assert state(alice) == before
    assert texts(alice) == ["Very good.", "Very good."]


def test_of_two_who_became_one_the_words_that_are_left_are_shown(alice, tmp_path):
    praised(alice, tmp_path, DAYS[0], ("Anna Ash", "Good."))
    newest = praised(alice, tmp_path, DAYS[1], ("Anna Ash", "Very good."), ("Anne Ash", "Very good."))
    merge(alice, *(network.find(alice, name) for name in ("Anne Ash", "Anna Ash")))
    assert texts(alice) == ["Very good."]
    actions.undo(alice, newest)
    assert texts(alice) == ["Good."]


def test_whoever_is_forgotten_leaves_no_words_in_the_journal(alice, tmp_path, settings):
    settings.BACKCAST_HOME = tmp_path
    praised(alice, tmp_path, DAYS[0], ("Anna Ash", "Unforgettable."))
    praised(alice, tmp_path, DAYS[1], ("Anna Ash", "Very good."), ("Anne Ash", "Very good."))
    two = [network.find(alice, name) for name in ("Anne Ash", "Anna Ash")]
    merge(alice, *two)
    assert said(alice)
    forget(alice, [two[0].pk])
    assert not said(alice) and not Sighting.objects.of(alice).filter(told__isnull=False).exists()


def said(viewer):
    """Journal rows that hold the first words."""
    return [row for row in ChangeRow.objects.of(viewer) if "Unforgettable" in f"{row.before}{row.after}"]
