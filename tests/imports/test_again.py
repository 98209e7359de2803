"""Whatever a LinkedIn archive holds: the same again changes nothing, and taken back it leaves nothing."""

import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.formats import reader
from backcast.imports import actions
from backcast.journal.models import Change
from backcast.network.models import Person
from backcast.ties.models import StandingEvidence
from tests import cast
from tests.formats import samples
from tests.imports.exports import archive, bring, shown, table

COUNT = count()
PEOPLE = [
    ("Anna", "Ash", "www.linkedin.com/in/anna", "anna@example.org", "Ash & Co"),
    ("Anna", "Ash", "linkedin.com/in/anna-2", "a.ash@example.org", "Elm"),
    ("Bo", "Birch, PhD", "linkedin.com/in/bo", "bo@example.org;b@example.org", "Elm"),
    ("Cy", "Cedar", "", "cy@example.org", "Ash & Co"),
    ("", "", "", "no-reply@example.org", ""),
]
WORDS = st.sampled_from(["Calm.", "Kind.", ""])
DAYS = st.sampled_from(["07/21/09, 12:11 PM", "2023/06/20 13:05:02 UTC", "22.01.2024", "44290", "", "someday"])
STATES = st.sampled_from(["VISIBLE", "ACCEPTED", "PENDING", "HIDDEN", "Active", ""])
FILES = {
    "Connections.csv": (samples.CONNECTIONS, "given family url email where words day"),
    "Recommendations_Received.csv": (samples.PRAISE, "given family where words words day state"),
    "Recommendations_Given.csv": (samples.PRAISE, "given family where words words day state"),
    "Endorsement_Received_Info.csv": (samples.ENDORSED, "day words given family url state"),
    "Member_Follows.csv": (samples.FOLLOWS, "day state name"),
    "Notes.csv": (samples.NOTES, "given family url words day day"),
    "Contacts.csv": (samples.BOOK, "words given family where words email"),
    "Languages.csv": (["Name", "Proficiency"], "words words"),
    "Education.csv": (["School Name", "Degree Name", "Start Date"], "where words day"),
}


@st.composite
def row(draw, columns):
    """A row about one of a few people, two of them of one name; some of what is known of them is left out."""
    told = dict(zip(("given", "family", "url", "email", "where"), draw(st.sampled_from(PEOPLE)), strict=True))
    told["name"] = f"{told['given']} {told['family']}"
    for left_out in draw(st.lists(st.sampled_from(["url", "email", "where"]), max_size=2)):
        told[left_out] = ""
    drawn = {"words": WORDS, "day": DAYS, "state": STATES}
    return [draw(drawn[column]) if column in drawn else told[column] for column in columns.split()]


def text(rows, head):
    return table(head, *([*cells, *[""] * (len(head) - len(cells))] for cells in rows))


files = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(row(columns), min_size=1, max_size=5).map(lambda rows, head=head: text(rows, head))
        for name, (head, columns) in FILES.items()
    },
)


@pytest.fixture
def in_process(monkeypatch):
    """The child process is tested elsewhere; hundreds of them only cost time here."""
    monkeypatch.setattr(actions.child, "read_limited", reader.read)


def examples(most):
    return settings(
        max_examples=most,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


pairs = given(first=files, other=files)


@pytest.mark.usefixtures("db", "in_process")
@examples(6)
@pairs
def test_the_same_a_day_later_changes_nothing_and_undone_nothing_is_left(first, other):
    again_and_undone(first, other)


@pytest.mark.deep
@pytest.mark.usefixtures("db", "in_process")
@examples(200)
@pairs
def test_many_files_a_day_later_change_nothing_and_undone_nothing_is_left(first, other):
    again_and_undone(first, other)


def again_and_undone(first, other):
    viewer = cast.viewer(f"again {next(COUNT)}")
    with tempfile.TemporaryDirectory() as folder:
        batches = []
        for month, told in enumerate((first, other), 3):
            batches.append(bring(viewer, archive(Path(folder), f"0{month}-01-2026", extra=told))[0])
            before, changes = without_days(viewer), Change.objects.of(viewer).count()
            batches.append(bring(viewer, archive(Path(folder), f"0{month}-02-2026", extra=told))[0])
            assert without_days(viewer) == before and Change.objects.of(viewer).count() == changes
        for batch in batches:
            if batch:
                actions.undo(viewer, batch)
    assert not Person.objects.of(viewer).exists() and not StandingEvidence.objects.of(viewer).exists()


def without_days(viewer):
    """What is shown, but for the days claims are as of, which a later file moves on."""
    return [(*row[:6], [fact[:3] for fact in row[6]], *row[7:]) for row in shown(viewer)]
