"""Imports come and go in any order, and what is left is what the remaining files say."""

import datetime as dt
import tempfile
from itertools import count
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.imports import actions
from tests import cast
from tests.imports import mailbox
from tests.imports.exports import archive, bring, endorsements, notes, recommendations, shown

COUNT = count()
NAMES = ["Anna Ash", "Bo Birch", "Cy Cedar"]
DAYS = ["01-05-2024", "07-09-2025", "02-03-2026"]
person = st.tuples(
    st.sampled_from(["Ash & Co", "Birch Ltd", ""]), st.sampled_from(["Baker", "Smith", ""]), st.just("07 Jun 2021")
)
talk = st.tuples(st.sampled_from(NAMES), st.sampled_from(["2024-01-01", "2024-02-02"]))
proof = st.tuples(
    st.sampled_from(["Recommendations_Received.csv", "Endorsement_Given_Info.csv", "Notes.csv"]),
    st.sampled_from(NAMES),
    st.sampled_from(["Baking", "Patience"]),
)
CORRESPONDENTS = ["Dee Dogwood", "Eve Elm", "Fay Fir"]
SEEN = [dt.date(2024, 1, 1), dt.date(2026, 3, 4)]
letter = st.tuples(
    st.sampled_from([mailbox.mail, mailbox.meeting]), st.sampled_from(CORRESPONDENTS), st.sampled_from(SEEN)
)
hint = st.tuples(
    st.lists(st.sampled_from(CORRESPONDENTS), min_size=2, max_size=2, unique=True),
    st.sampled_from(SEEN),
    st.sampled_from(["thread", "meeting"]),
)


def both_and_kind(told):
    """Of one thread a file tells once."""
    both, _, kind = told
    return kind, *sorted(both)


moved = st.tuples(st.sampled_from(CORRESPONDENTS), st.sampled_from(SEEN), st.sampled_from([None, 0.5, 2.0]))
box = st.tuples(
    st.lists(letter, max_size=4),
    st.lists(hint, max_size=4, unique_by=both_and_kind),
    st.lists(moved, max_size=2, unique_by=itemgetter(0)),
)
export = st.tuples(
    st.dictionaries(st.sampled_from(NAMES), person, min_size=1),
    st.lists(talk, max_size=3, unique=True),
    st.lists(proof, max_size=3, unique=True),
)
exports = st.lists(export, min_size=1, max_size=3)


def written(folder, told):
    """One archive for each export, of a later day than the one before."""
    paths = []
    for day, (people, talks, proofs) in zip(DAYS, told, strict=False):
        rows = [(name, *rest) for name, rest in people.items()]
        paths.append(archive(folder, day, rows, [(name, "me", when) for name, when in talks], extra(proofs)))
    return paths


def extra(proofs):
    """The files of recommendations, endorsements and notes."""
    told = {file: [(name, words) for kind, name, words in proofs if kind == file] for file, *_ in proofs}
    builders = {
        "Recommendations_Received.csv": lambda rows: recommendations(
            *((name, "Birch Ltd", "Smith", words, "07/21/09, 12:11 PM") for name, words in rows)
        ),
        "Endorsement_Given_Info.csv": lambda rows: endorsements(
            *((name, words, "2023/06/20 13:05:02 UTC") for name, words in rows), given=True
        ),
        "Notes.csv": lambda rows: notes(*((name, words, "2024-05-01") for name, words in rows)),
    }
    return {file: builders[file](rows) for file, rows in told.items()}


def boxes(folder, told, draw):
    """A file for each mailbox, its records in any order; it tells of everyone it has letters of. Threads grow from one
    to the next, and meetings move."""
    paths = []
    for number, (letters, hints, moved) in enumerate(told):
        met = {name for _, name, _ in letters} | {name for name, *_ in moved}
        records = [
            *(kind(name, day, f"{kind.__name__} {day}") for kind, name, day in letters),
            *(mailbox.meeting(name, day, "a meeting that may move", hours) for name, day, hours in moved),
            *(
                mailbox.knows(*both, day, f"{sorted(both)}", kind, day.month / 9)
                for both, day, kind in hints
                if met >= {*both}
            ),
            *map(mailbox.person, sorted(met)),
        ]
        paths.append(mailbox.written(folder / f"box{number}", draw(st.permutations(records))))
    return paths


def contacts(viewer):
    """What is shown of everyone but the owner, whose address one file may have told to the next."""
    return [row for row in shown(viewer) if row[0] != "Mia Me"]


@pytest.fixture
def in_process(monkeypatch):
    """The child process is tested elsewhere; hundreds of them only cost time here."""
    monkeypatch.setattr(actions.child, "read_limited", mailbox.read)


def examples(most):
    return settings(
        max_examples=most,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


worlds = given(told=exports, mails=st.lists(box, max_size=2), data=st.data())


@pytest.mark.usefixtures("db", "in_process")
@examples(6)
@worlds
def test_any_order_of_coming_and_going_shows_what_the_rest_says(told, mails, data):
    the_rest_says(told, mails, data)


@pytest.mark.deep
@pytest.mark.usefixtures("db", "in_process")
@examples(200)
@worlds
def test_many_orders_of_coming_and_going_show_what_the_rest_says(told, mails, data):
    the_rest_says(told, mails, data)


def the_rest_says(told, mails, data):
    with tempfile.TemporaryDirectory() as folder:
        paths = [*written(Path(folder), told), *boxes(Path(folder), mails, data.draw)]
        order = data.draw(st.permutations(range(len(paths))))
        gone = data.draw(st.lists(st.sampled_from(range(len(paths))), unique=True))
        one, other = cast.viewer(f"one {next(COUNT)}"), cast.viewer(f"other {next(COUNT)}")
        batches = {place: bring(one, paths[place])[0] for place in order}
        for place in gone:
            if batches[place]:
                actions.undo(one, batches[place])
        left = [place for place in range(len(paths)) if place not in gone or batches[place] is None]
        for place in sorted(left):
            bring(other, paths[place])
        assert contacts(one) == contacts(other)
