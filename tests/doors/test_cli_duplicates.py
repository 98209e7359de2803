"""The commands duplicates, merge and unmerge: their JSON, their words, and how they refuse."""

from backcast.network.models import Person
from tests import make
from tests.doors.test_cli_people import MORE, ROW, ask, run
from tests.imports.test_duplicates import twin


def test_duplicates_tells_both_people_and_why(alice):
    one, other = twin(alice), twin(alice, "Hale, Anna")
    told = ask("duplicates")
    assert [(row["a"]["id"], row["b"]["id"]) for row in told] == [(one.pk, other.pk)]
    assert set(told[0]) == {"a", "b", "probability", "sure", "evidence"} and set(told[0]["a"]) == set(ROW.split())
    assert told[0]["sure"] is True and told[0]["probability"] > 0.95
    assert {"The same e-mail address", "Similar names"} <= {row["text"] for row in told[0]["evidence"]}
    assert "Almost surely the same person (sure)" in run("duplicates").output


def test_sure_ones_are_merged_on_request(alice):
    twin(alice), twin(alice), twin(alice)
    assert ask("duplicates", "--apply-sure") == []
    assert Person.objects.of(alice).count() == 1
    assert "Nobody seems to be here twice" in run("duplicates").output


def test_merge_and_unmerge_answer_as_the_contract_says(alice):
    one, other = make.person(alice, "Ada Ash"), make.person(alice, "Bo Birch")
    told = ask("merge", "Ada", other.pk)
    assert (told["kept"], told["merged"]) == (one.pk, other.pk) and set(told["person"]) == {*ROW.split(), *MORE.split()}
    assert ask("person", other.pk)["id"] == one.pk
    make.contact(alice, one)
    back = ask("unmerge", told["id"])
    assert back == {"restored": [{"id": other.pk, "name": "Bo Birch"}], "stayed": [{"what": "contacts", "count": 1}]}
    assert ask("person", other.pk)["id"] == other.pk


def test_merge_and_unmerge_refuse_in_two_lines(alice):
    one = make.person(alice, "Ada Ash")
    for words in (("merge", one.pk, one.pk), ("merge", one.pk, 999), ("unmerge", 999), ("unmerge", 1)):
        done = run(*words)
        assert done.exit_code == 1 and 1 <= len(done.stderr.strip().splitlines()) <= 2, words
    assert run("unmerge", "x").exit_code == 2
