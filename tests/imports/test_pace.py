"""Progress in words: honest about what is not known yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast.imports.actions.pace import SAVING, Pace, left

MEGABYTE = 1024 * 1024


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def pace():
    return Pace(Clock())


def after(pace, seconds, *told):
    pace.clock.now = 100.0 + seconds
    return pace.words(*told)


def test_nothing_is_guessed_at_first_and_then_speed_and_time_left_are_told(pace):
    total = 400 * MEGABYTE
    assert after(pace, 0, 0, total, "INBOX") == "INBOX"
    assert after(pace, 2, 50 * MEGABYTE, total, "INBOX") == "INBOX"
    assert after(pace, 4, 100 * MEGABYTE, total, "INBOX") == "INBOX, 25 MB a second, about 10 s left"
    assert after(pace, 16, total, total, "INBOX") == "INBOX"


def test_saving_is_counted_in_chunks_and_begins_anew(pace):
    after(pace, 0, 0, 10, "INBOX")
    assert after(pace, 9, 0, 40, SAVING) == SAVING
    assert after(pace, 11, 5, 40, SAVING) == SAVING
    assert after(pace, 19, 10, 40, SAVING) == "Saving, about 30 s left"


def test_what_does_not_move_is_not_guessed_at(pace):
    after(pace, 0, 3, 40, SAVING)
    assert after(pace, 60, 3, 40, SAVING) == SAVING


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "a few seconds left"), (58, "about 60 s left"), (200, "about 3 min left"), (9000, "about 2 h left")],
)
def test_time_left_is_as_rough_as_it_is_known(seconds, words):
    assert left(seconds) == words


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 10**12), st.integers(0, 10**12)), max_size=8))
def test_any_progress_has_words(told):
    pace = Pace(Clock())
    for seconds, done, total in sorted(told):
        assert after(pace, seconds, done, total, SAVING).startswith(SAVING)
