"""Merged people and imports: the same files bring nothing, and what is taken back leaves what the rest says."""

import tempfile
from itertools import count
from pathlib import Path

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backcast.errors import Refused
from backcast.imports import actions
from backcast.imports.actions.merge import merge, unmerge
from backcast.journal.actions import record
from backcast.network import actions as network
from backcast.network.models import Acquaintance, Organisation, Person
from backcast.network.queries import search_lags
from backcast.network.queries.acquaintances import known_by, out_of_step
from tests import cast
from tests.imports import mailbox
from tests.imports.exports import bring, slug
from tests.imports.test_duplicates import twin
from tests.imports.test_orders import CORRESPONDENTS, NAMES, box, boxes, exports, in_process, written

COUNT = count()
EVERYONE = [*NAMES, *CORRESPONDENTS]
pytestmark = pytest.mark.usefixtures("in_process")
__all__ = ["in_process"]


def known_as(viewer, name):
    """Whom the files call by that name: by their address, or where a file knows none by the name itself."""
    key = slug(name) if name in NAMES else mailbox.address(name)
    rows = Person.objects.of(viewer).filter(Q(points__key=key) | Q(name=name), is_owner=False)
    return list(rows.order_by("pk").distinct())


def merge_all(viewer, pairs):
    """Everyone who is one by these pairs, as far as they are here: two may be one by a third who is not here."""
    groups = []
    for pair in pairs:
        near = [group for group in groups if group & {*pair}]
        groups = [group for group in groups if group not in near] + [{*pair}.union(*near)]
    made = []
    for group in groups:
        first, *rest = [one for name in sorted(group) for one in known_as(viewer, name)] or [None]
        for one in rest:
            if one.pk != first.pk:
                made.append(merge(viewer, first, one))
    return made


def again(viewer, path):
    """What the same file would bring once more."""
    told = actions.read(viewer, [path]).report
    parts = [*told["people"].items(), *told["interactions"].items(), *told["evidence"].items()]
    news = sum(number for name, number in (*parts, *told["acquaintances"].items()) if name in ("new", "updated"))
    return news + told["organisations"]["new"] + told["positions"]["new"]


def known(viewer):
    """All that is known of everyone but the owner, without which of two claims of one day is shown, and so without who
    is at one place with them."""
    reached = {row.pk: sorted(row.points.values_list("key", flat=True)) for row in Person.objects.of(viewer)}
    rows = []
    for person in Person.objects.of(viewer).filter(is_owner=False).select_related("tie"):
        tie = person.tie
        knows = Acquaintance.objects.of(viewer).filter(Q(a=person) | Q(b=person))
        sure = {row.a_id + row.b_id - person.pk: round(row.strength, 9) for row in knows}
        said = [
            (reached[one.person.pk], sure[one.person.pk], pieces)
            for one in known_by(viewer, person.pk).people
            if (pieces := sorted((row.kind, row.key) for row in one.evidence if row.source != "positions"))
        ]
        told = (
            person.positions.values_list("organisation__key", "title"),
            person.facts.values_list("field", "value", "source", "day"),
            person.interactions.values_list("day", "way", "key"),
            person.evidence.values_list("kind", "text", "day", "source"),
        )
        derived = (tie.since, tie.last, tie.interactions, tie.status, round(tie.strength, 9))
        rows.append((reached[person.pk], *(sorted(one, key=repr) for one in told), derived, sorted(said)))
    return sorted(rows, key=repr)


def is_settled(viewer):
    """Whether what is shown of everyone follows from the claims."""
    with record(viewer, "test") as rec:
        network.settle(rec, Person.objects.of(viewer).values_list("pk", flat=True))
    return rec.change.pk is None and not search_lags(viewer) and not out_of_step(viewer, 100)


def one_wording(told):
    """Every recommendation in the same words: of one that two files word differently, the first wording is kept."""
    fixed = "Recommendations_Received.csv"
    for people, talks, proofs in told:
        words = ((file, name, "Baking" if file == fixed else word) for file, name, word in proofs)
        yield people, talks, list(dict.fromkeys(words))


def comes_and_goes(told, mails, pairs, data):
    with tempfile.TemporaryDirectory() as folder:
        paths = [*written(Path(folder), one_wording(told)), *boxes(Path(folder), mails, data.draw)]
        gone = data.draw(st.lists(st.sampled_from(range(len(paths))), unique=True))
        one, other = cast.viewer(f"one {next(COUNT)}"), cast.viewer(f"other {next(COUNT)}")
        batches = [bring(one, path)[0] for path in paths]
        merge_all(one, pairs)
        assert [again(one, path) for path in paths] == [0] * len(paths)
        for place in gone:
            if batches[place]:
                actions.undo(one, batches[place])
        for place, path in enumerate(paths):
            if place not in gone and batches[place]:  # the same content twice is one import
                bring(other, path)
        merge_all(other, pairs)
        assert known(one) == known(other)
        assert is_settled(one)
        assert not Organisation.objects.of(one).filter(people=None, positions=None, batch__state="undone").exists()


def examples(most):
    return settings(
        max_examples=most,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


two_names = st.lists(st.sampled_from(EVERYONE), min_size=2, max_size=2, unique=True)
come_and_go = given(
    told=exports, mails=st.lists(box, max_size=2), pairs=st.lists(two_names, min_size=1, max_size=3), data=st.data()
)


@pytest.mark.django_db
@examples(5)
@come_and_go
def test_what_is_left_of_merged_people_is_what_the_rest_says(told, mails, pairs, data):
    comes_and_goes(told, mails, pairs, data)


@pytest.mark.deep
@pytest.mark.django_db
@examples(300)
@come_and_go
def test_what_is_left_of_many_merged_people_is_what_the_rest_says(told, mails, pairs, data):
    comes_and_goes(told, mails, pairs, data)


def test_what_an_import_that_was_taken_back_told_cannot_come_back_by_taking_a_merge_apart(alice, tmp_path):
    first = mailbox.written(tmp_path / "one", [mailbox.person("Dee Dogwood"), mailbox.person("Fay Fir")])
    other = mailbox.written(tmp_path / "other", [mailbox.person("Eve Elm")])
    batch, (later, _) = bring(alice, first)[0], bring(alice, other)
    made = merge_all(alice, [("Dee Dogwood", "Eve Elm")])[0]
    actions.undo(alice, later)
    assert {row.name for row in Person.objects.of(alice)} == {"Dee Dogwood", "Fay Fir"}
    with pytest.raises(Refused, match="taken back"):
        unmerge(alice, made.change)
    actions.undo(alice, batch)
    assert not Person.objects.all_of(alice).exists()


def test_an_import_of_others_may_go_before_a_merge_comes_apart(alice, tmp_path):
    first = mailbox.written(tmp_path / "one", [mailbox.person("Dee Dogwood"), mailbox.person("Eve Elm")])
    other = mailbox.written(tmp_path / "other", [mailbox.person("Fay Fir"), mailbox.person("Dee Dogwood")])
    bring(alice, first)
    made = merge_all(alice, [("Dee Dogwood", "Eve Elm")])[0]
    actions.undo(alice, bring(alice, other)[0])
    assert [one.name for one in unmerge(alice, made.change).restored] == ["Eve Elm"]
    assert {row.name for row in Person.objects.of(alice)} == {"Dee Dogwood", "Eve Elm"}


def test_a_merge_waits_for_an_import_that_is_being_saved(alice, tmp_path):
    told = [mailbox.person("Dee Dogwood"), mailbox.person("Eve Elm")]
    batch, _ = bring(alice, mailbox.written(tmp_path / "one", told))
    type(batch).objects.of(alice).update(state="applying")
    with pytest.raises(Refused, match="under way"):
        merge_all(alice, [("Dee Dogwood", "Eve Elm")])


def test_what_the_user_wrote_too_outlives_an_import(alice, tmp_path):
    batch, _ = bring(alice, mailbox.written(tmp_path / "one", [mailbox.person("Dee Dogwood")]))
    (dee,), other = known_as(alice, "Dee Dogwood"), twin(alice, "D. Dogwood", mailbox.address("Dee Dogwood"))
    merge(alice, dee, other)
    assert actions.undo(alice, batch).kept
    assert known_as(alice, "Dee Dogwood") == [dee] and is_settled(alice)
    assert Person.objects.of(alice).get().name == "D. Dogwood"
