"""The commands ask, give and got: their JSON, their words, and how they refuse."""

import json

import pytest
from click.testing import CliRunner
from django.db import IntegrityError

from backcast.cli import cli
from backcast.engine import routes as engine
from backcast.introductions.models import Ask
from backcast.introductions.queries import learned
from backcast.journal.actions import invert
from backcast.keeping.erase import forget
from backcast.network import queries as network
from backcast.network.actions import acquaintances, organisations
from backcast.network.models import Acquaintance, Person
from backcast.ties.models import Favour, Tie
from tests import cast, make
from tests.imports.exports import archive


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
        (("Mei Park", "999"), "not_found", "backcast people WORDS"),
        (("Mei Park", "Mei Park"), "invalid", "Name two."),
        (("Mei Park", "Bo Holm", "--strength", "1.5"), "invalid", "Leave it out"),
        (("Mei Park", "Bo Holm", "--strength", "-0.1"), "invalid", "Leave it out"),
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


def test_everybody_left_out_of_the_ways_to_an_organisation_is_named_whether_there_or_not(alice, mei):
    own = make.person(alice, "Bo Holm", organisation="Brandt Labs", standing="friendly")
    free = make.person(alice, "Cy Dunn", organisation="Brandt Labs", standing="friendly")
    for one in (mei, own):
        told("stand", one.pk, "--no-ask")
    found = told("routes", "Brandt Labs", "--best", 1)
    assert [one["people"][-1]["id"] for one in found["routes"]] == [free.pk]
    assert {one["id"] for one in found["left_out"]} == {mei.pk, own.pk}
    assert "ask" in run("ask", own.pk, "--for", "Brandt Labs").stderr
    assert len(told("routes", own.pk)["routes"][0]["people"]) == 2


def test_an_answer_teaches_whoever_gave_it_and_tells_its_day(alice, mei):
    stranger = make.person(alice, "Bo Holm")
    told("give", stranger.pk, "a book")
    told("ask", stranger.pk, "--for", "Ines Brandt", "--on", "2026-11-01")
    done = told("ask", stranger.pk, "--for", "Ines Brandt", "--state", "declined", "--on", "2026-11-03")
    assert done["days"] == {"asked": "2026-11-01", "declined": "2026-11-03"}
    score = engine.tie_score(0.0, stands=False, owed=0.5)
    assert learned.learned(alice) == engine.learn([engine.Outcome(score, agreed=False)])
    earlier = told("ask", stranger.pk, "--for", "Ines Brandt", "--on", "2026-06-01")
    assert told("ask", stranger.pk, "--for", "Ines Brandt", "--state", "agreed")["id"] == earlier["id"] != done["id"]


def test_an_ask_keeps_its_organisation_when_those_who_were_there_go(alice, mei, tmp_path):
    path = archive(tmp_path, "03-01-2026", [("Anna Ash", "Ash & Co", "Baker", "07 Jun 2021")], [], {})
    batch = told("import", path, "--yes")["batch"]
    told("ask", mei.pk, "--for", "Ash & Co", "--on", "2026-11-01")
    told("undo", batch)
    assert told("ask", mei.pk, "--for", "Ash & Co", "--state", "declined")["for"]["name"] == "somebody at Ash & Co"
    told("ask", mei.pk, "--for", "Brandt Labs", "--on", "2026-11-02")
    forget(alice, [Person.objects.of(alice).get(name="Ines Brandt").pk])
    assert told("ask", mei.pk, "--for", "Brandt Labs", "--state", "declined")["for"]["id"]


def test_an_ask_follows_its_organisation_into_another(alice, mei):
    make.person(alice, "Bo Holm", organisation="Old Works")
    told("ask", mei.pk, "--for", "Old Works", "--on", "2026-11-01")
    change = organisations.merge(alice, *(network.organisation(alice, name) for name in ("Brandt Labs", "Old Works")))
    assert told("ask", mei.pk, "--for", "Old Works", "--state", "declined")["for"]["name"] == "somebody at Brandt Labs"
    invert(alice, change)
    assert Ask.objects.of(alice).get().organisation.name == "Old Works"


def test_what_was_just_said_counts_in_the_worth_that_is_told(alice, mei, tmp_path):
    path = tmp_path / "vision.toml"
    path.write_text('title = "T"\nhorizon = 2031-01-01\n[[future_people]]\nkey = "a"\nname = "Ines Brandt"\n')
    told("vision", "--file", path)
    bo = make.person(alice, "Bo Holm", standing="friendly")
    for words in (("knows", bo.pk, "Ines Brandt"), ("give", bo.pk, "a book"), ("log", bo.pk, "tea")):
        said = told(*words)["person"]
        assert said["worth"] > 0 and said == told("person", bo.pk)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_no_name_is_said_to_be_none(alice, mei, nothing):
    commands = [("routes",), ("person",), ("knows", "Mei Park"), ("ask", "Mei Park", "--for"), ("merge", "Mei Park")]
    for words in commands:
        done = run(*words, nothing)
        assert done.exit_code == 1 and "No name was given." in done.output


@pytest.mark.parametrize("said", ["FOREIGN KEY constraint failed", 'violates foreign key constraint "x"'])
def test_whoever_is_taken_away_between_the_look_and_the_write_is_a_refusal_at_both_doors(alice, mei, monkeypatch, said):
    def gone(*_, **__):
        raise IntegrityError(said)

    monkeypatch.setattr(acquaintances, "say", gone)
    done = run("knows", "Mei Park", "Ines Brandt")
    assert done.exit_code == 1 and "changed at the same moment" in done.output
    page = cast.client(alice).post(f"/people/{mei.pk}/knows", {"who": "Ines Brandt"})
    assert page.status_code == 409 and "changed at the same moment" in page.content.decode()


def test_any_other_fault_of_the_database_is_not_explained_away(alice, mei, monkeypatch):
    def twice(*_, **__):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(acquaintances, "say", twice)
    with pytest.raises(IntegrityError):
        cast.client(alice).post(f"/people/{mei.pk}/knows", {"who": "Ines Brandt"})
