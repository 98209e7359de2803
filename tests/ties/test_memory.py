"""The four lists written from memory: who is added, who is placed, and one undo for all of it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from backcast import limits
from backcast.errors import Invalid, NotFound
from backcast.network.models import Fact, Organisation, Person, Position, SearchText
from backcast.ties import actions, queries
from backcast.ties.actions import memory
from backcast.ties.models import Tie
from tests import make
from tests.imports.exports import archive, bring

MODELS = (Person, Fact, Organisation, Position, SearchText, Tie)
REMEMBERED = {
    "champion": "Mei Park, Kelvin Labs\r\n\r\n  \u200b \r\nلينا حداد، شركة النور",
    "advocate": "mei  park\nZoë Hale, PhD, Quill, Inc.",
    "supporter": "🌱",
    "friendly": "Bo Holm, IBM\nمرحبا",
}


WHO = some.sampled_from(["Ada", "ADA", "Dr Ada", "Ada, PhD", "Bo", "🌱", ""])
WHERE = some.sampled_from(["", ", A", "، A Inc", ", B", ", 🌱", " , ,"])
TEXT = some.lists(some.builds(str.__add__, WHO, WHERE), max_size=3).map("\r\n".join)
ANY_LISTS = some.fixed_dictionaries(dict.fromkeys(REMEMBERED, TEXT))
HERE = some.lists(some.tuples(some.sampled_from(["Ada", "Bo", "🌱"]), some.sampled_from(["", "A", "B"])), max_size=3)


def everything(viewer):
    """Every row that lists may touch, as values."""
    return {model.__name__: list(model.objects.of(viewer).order_by("pk").values()) for model in MODELS}


def placed(viewer):
    """(name, organisation, standing) of everyone."""
    rows = queries.people(viewer)
    return {(row.name, row.organisation.name if row.organisation else "", row.tie.standing) for row in rows}


def test_a_line_is_a_name_or_a_name_and_an_organisation(alice):
    assert memory.place_from_memory(alice, REMEMBERED).verb == "memory"
    assert placed(alice) == {
        ("Mei Park", "Kelvin Labs", "champion"),
        ("لينا حداد", "شركة النور", "champion"),
        ("Zoë Hale, PhD", "Quill, Inc.", "advocate"),
        ("🌱", "", "supporter"),
        ("Bo Holm", "IBM", "friendly"),
        ("مرحبا", "", "friendly"),
    }
    assert set(Tie.objects.of(alice).values_list("standing_on", flat=True)) == {alice.today}
    assert [row.name for row in queries.people(alice, words="kelvin")] == ["Mei Park"]


def test_the_same_again_changes_nothing(alice):
    memory.place_from_memory(alice, REMEMBERED)
    before = everything(alice)
    assert memory.place_from_memory(alice, REMEMBERED) is None
    assert everything(alice) == before


def test_one_undo_takes_all_of_it_back(alice):
    make.person(alice, "Bo Holm", standing="supporter", aim="champion")
    make.person(alice, "Mei Park")
    before = everything(alice)
    change = memory.place_from_memory(alice, REMEMBERED)
    assert ("Bo Holm", "", "friendly") in placed(alice) and len(placed(alice)) == 6
    assert actions.take_back(alice, change).kept == []
    assert everything(alice) == before


@pytest.mark.deep
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HERE, ANY_LISTS)
def test_any_lists_are_refused_whole_or_said_once_and_undone_exactly(alice, here, lists):
    with transaction.atomic():
        for name, organisation in here:
            make.person(alice, name, organisation=organisation)
        before = everything(alice)
        try:
            change = memory.place_from_memory(alice, lists)
        except Invalid:
            change = None
        else:
            assert memory.place_from_memory(alice, lists) is None
        if change:
            assert actions.take_back(alice, change).kept == []
        assert everything(alice) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("lists", [("champion", "friendly"), ("friendly", "champion")])
def test_a_name_on_two_lists_keeps_the_higher_standing(alice, lists):
    memory.place_from_memory(alice, dict(zip(lists, ("Mei Park", "MEI PARK, Kelvin Labs"), strict=True)))
    assert {(where, standing) for _, where, standing in placed(alice)} == {("Kelvin Labs", "champion")}


def test_two_of_a_name_are_told_apart_by_their_organisation(alice):
    told = {"champion": "Mei Park, Kelvin Labs", "friendly": "Mei Park, Quill"}
    for _ in range(2):
        memory.place_from_memory(alice, told)
    assert placed(alice) == {("Mei Park", "Kelvin Labs", "champion"), ("Mei Park", "Quill", "friendly")}
    memory.place_from_memory(alice, {"advocate": "Mei Park, quill Inc"})
    assert ("Mei Park", "Quill", "advocate") in placed(alice) and len(placed(alice)) == 2


def test_the_only_one_of_a_name_is_meant_wherever_they_work(alice):
    make.person(alice, "Mei Park", organisation="Kelvin Labs")
    memory.place_from_memory(alice, {"champion": "Méi Park, Kelvin"})
    assert placed(alice) == {("Mei Park", "Kelvin Labs", "champion")}


@pytest.mark.parametrize(
    ("told", "standing", "words"),
    [
        ({"friendly": "Bo\nMei Park"}, "friendly", "Line 2 could be more than one person: Mei Park."),
        ({"advocate": "Ada, A\nAda, B", "friendly": "\nAda"}, "friendly", "Line 2 could be more than one"),
        ({"champion": "Bo\n" + "x" * 201}, "champion", "Line 2 is longer than 200 characters."),
        ({"champion": "Bo, " + "x" * 90_000}, "champion", "Line 1 is longer than 200 characters."),
        ({"supporter": " , Kelvin Labs"}, "supporter", "Line 1 has no name before the comma."),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_written(alice, told, standing, words):
    make.person(alice, "Mei Park", organisation="Kelvin Labs")
    make.person(alice, "Mei Park", organisation="Quill")
    before = everything(alice)
    with pytest.raises(memory.UnclearLine, match=words) as caught:
        memory.place_from_memory(alice, told)
    assert caught.value.standing == standing and caught.value.hint
    assert everything(alice) == before


def test_more_names_than_the_limit_are_refused_and_as_many_are_not(alice):
    most = [f"Given{number} Family" for number in range(limits.MEMORY_NAMES)]
    half = limits.MEMORY_NAMES // 2
    with pytest.raises(Invalid, match="more than 200 names"):
        memory.place_from_memory(alice, {"champion": "\n".join(most), "friendly": "One More"})
    assert not Person.objects.of(alice).exists()
    memory.place_from_memory(alice, {"champion": "\n".join(most[:half]), "friendly": "\n\n".join(most[half:])})
    assert len(placed(alice)) == limits.MEMORY_NAMES


def test_queries_do_not_grow_with_people_who_are_added(alice, django_assert_max_num_queries):
    with django_assert_max_num_queries(150):  # one statement each to set a standing, and few for the rest
        memory.place_from_memory(alice, {"friendly": "\n".join(f"Given{n} Family" for n in range(100))})


def test_an_import_recognises_who_was_written_and_is_recognised_by_the_lists(alice, tmp_path):
    memory.place_from_memory(alice, {"champion": "Anna Ash", "friendly": "Bo Birch, Elsewhere"})
    people = [("Anna Ash", "Ash & Co", "Baker", "07 Jun 2021"), ("Bo Birch", "Birch Ltd", "Smith", "08 Jun 2022")]
    _, report = bring(alice, archive(tmp_path, "03-01-2026", people))
    assert report["people"]["new"] == 0 and report["people"]["updated"] == 2
    assert {(name, standing) for name, _, standing in placed(alice)} == {
        ("Anna Ash", "champion"),
        ("Bo Birch", "friendly"),
    }
    memory.place_from_memory(alice, {"advocate": "anna ash"})
    assert len(placed(alice)) == 2 and ("Anna Ash", "Ash & Co", "advocate") in placed(alice)


def test_hoping_for_more_is_one_step_and_keeps_a_higher_hope(alice):
    rows = [make.person(alice, word, standing=word) for word in ("friendly", "supporter", "advocate", "champion")]
    rows += [make.person(alice, "High", standing="friendly", aim="champion"), make.person(alice, "New")]
    before = everything(alice)
    change = memory.aim_higher(alice, [row.pk for row in rows])
    found = {row.name: row.tie.aim for row in queries.people(alice)}
    assert found == {
        "friendly": "supporter",
        "supporter": "advocate",
        "advocate": "champion",
        "champion": "",
        "High": "champion",
        "New": "",
    }
    assert memory.aim_higher(alice, [row.pk for row in rows]) is None
    actions.take_back(alice, change)
    assert everything(alice) == before


def test_nobody_elses_people_can_be_placed_or_hoped_for(alice, charlie):
    mei, own = make.person(alice, "Mei Park"), make.person(charlie, "Bo Holm")
    before = everything(alice), everything(charlie)
    for act in (
        lambda: memory.stand_together(charlie, {own.pk: {"standing": "friendly"}, mei.pk: {"standing": "friendly"}}),
        lambda: memory.aim_higher(charlie, [mei.pk]),
    ):
        with pytest.raises(NotFound):
            act()
    memory.place_from_memory(charlie, {"champion": "Mei Park"})
    assert everything(alice) == before[0] and len(placed(charlie)) == 2


def test_a_standing_that_is_none_is_refused(alice):
    mei = make.person(alice, "Mei Park")
    with pytest.raises(Invalid, match="boss is not a standing"):
        memory.stand_together(alice, {mei.pk: {"standing": "boss"}})
