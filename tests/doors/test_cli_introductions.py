"""The commands ask, give and got: their JSON, their words, and how they refuse."""

import json

import pytest
from click.testing import CliRunner

from backcast.cli import cli
from backcast.introductions.models import Ask
from backcast.network.actions import acquaintances
from backcast.network.models import Acquaintance
from backcast.ties.models import Favour, Tie
from tests import make


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


def told(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def mei(alice):
    made = make.person(alice, "Mei Park", standing="supporter")
    make.contact(alice, made, days_ago=10)
    acquaintances.say(alice, made, make.person(alice, "Ines Brandt", organisation="Brandt Labs"))
    return made


def test_an_ask_goes_its_way_by_commands_alone(alice, mei):
    drafted = told("ask", "Mei Park", "--for", "Ines Brandt")
    assert drafted["state"] == "drafted" and drafted["person"] == {"id": mei.pk, "name": "Mei Park"}
    assert drafted["for"]["name"] == "Ines Brandt" and "Hello Mei Park" in drafted["text"] and drafted["note"]
    assert 0 < drafted["low"] < drafted["chance"] < drafted["high"] < 1
    asked = told("ask", mei.pk, "--for", "Ines Brandt", "--on", "2026-11-10")
    assert (asked["id"], asked["state"], asked["days"]["asked"]) == (drafted["id"], "asked", "2026-11-10")
    for state in ("agreed", "introduced", "introduced", "thanked", "told"):
        assert told("ask", mei.pk, "--for", "Ines Brandt", "--state", state)["state"] == state
    assert Ask.objects.of(alice).count() == 1


def test_knows_answers_with_the_acquaintance_and_says_the_same_once(alice, mei):
    make.person(alice, "Bo Holm")
    made = told("knows", "Mei Park", "bo holm", "--why", "one table", "--strength", "0.4")
    row = Acquaintance.objects.of(alice).get(pk=made["id"])
    (known,) = [one for one in made["person"]["acquaintances"] if one["name"] == "Bo Holm"]
    assert known["strength"] == pytest.approx(0.4) and known["evidence"] == [
        {"kind": "said", "text": "one table", "source": "hand", "date": "2026-11-22"}
    ]
    assert told("knows", "bo holm", "Mei Park", "--why", "one table")["id"] == row.pk and row.evidence.count() == 1
    assert "Mei Park knows Bo Holm." in run("knows", "Mei Park", "bo holm").stdout
    for words, code, hint in (
        (("Mei Park", "Zoe Zander"), "not_found", 'backcast add "Zoe Zander"'),
        (("Mei Park", "Mei Park"), "invalid", "Name two."),
        (("Mei Park", "Bo Holm", "--strength", "1.5"), "invalid", "Leave it out"),
        (("Mei Park", "Bo Holm", "--strength", "0"), "invalid", "Leave it out"),
    ):
        done = run("knows", *words, "--json")
        error = json.loads(done.stdout)["error"]
        assert done.exit_code == 1 and error["code"] == code and hint in error["hint"]


def test_a_draft_prints_its_letter_and_a_refusal_says_what_helps(alice, mei):
    done = run("ask", "mei", "--for", "Brandt Labs")
    assert done.exit_code == 0 and "somebody at Brandt Labs" in done.stdout and "Foretold:" in done.stderr
    told("ask", "mei", "--for", "Brandt Labs", "--state", "asked")
    for words, code in (
        (("--for", "Ines Brandt"), "refused"),
        (("--for", "Brandt Labs", "--state", "told"), "invalid"),
        (("--for", "nobody here"), "not_found"),
    ):
        done = run("ask", "mei", *words, "--json")
        error = json.loads(done.stdout)["error"]
        assert done.exit_code == 1 and error["code"] == code and error["hint"]
    assert run("ask", "mei").exit_code == 2 and run("ask", "mei", "--for", "x", "--state", "maybe").exit_code == 2


def test_favours_are_noted_and_tip_the_balance(alice, mei):
    odds = Tie.objects.of(alice).get(person=mei).against
    given = told("give", "mei", "read her draft", "--on", "2026-11-01")
    favour = Favour.objects.of(alice).get()
    assert given["id"] == favour.pk
    assert given["person"]["favours"] == [
        {"id": favour.pk, "way": "given", "text": "read her draft", "date": "2026-11-01"}
    ]
    assert Tie.objects.of(alice).get(person=mei).against < odds
    for _ in range(2):
        taken = told("got", mei.pk, "looked over my CV")
    assert [one["way"] for one in taken["person"]["favours"]] == ["received", "received", "given"]
    assert Tie.objects.of(alice).get(person=mei).against > odds and taken["person"]["reciprocity"] is not None
    assert told("person", "mei")["favours"] == taken["person"]["favours"]
    assert json.loads(run("give", "mei", " ", "--json").stdout)["error"]["code"] == "invalid"
    assert json.loads(run("got", "mei", "x", "--on", "2027-01-01", "--json").stdout)["error"]["code"] == "invalid"


def test_who_is_not_to_be_asked_is_set_by_command(alice, mei):
    told("stand", "mei", "--no-ask")
    assert not Tie.objects.of(alice).get(person=mei).may_ask
    assert "you said not to ask them" in run("ask", "mei", "--for", "Ines Brandt").stderr
    told("stand", "mei", "--ask")
    assert told("ask", "mei", "--for", "Ines Brandt")["state"] == "drafted"
