"""The commands people, person, add, log, stand and promise: their JSON, their words, and how they refuse."""

import json

import pytest
from click.testing import CliRunner

from backcast.cli import cli
from backcast.cli import people as people_door
from backcast.cli import ties as ties_door
from backcast.keeping.queries import digest
from backcast.network.models import Person
from backcast.ties import models
from tests import make

ROW = (
    "id name standing aim ring organisation title emails urls closeness activity strength reciprocity status "
    "first_contact last_contact next_contact interactions worth suggest"
)
MORE = "positions favours promises acquaintances languages proposals evidence why"


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


def ask(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_add_tells_the_person_as_the_contract_says(alice):
    told = ask(
        "add", "Mei Park", "--email", "mei@example.org", "--org", "Kelvin Labs", "--title", "SRE", "--town", "Lisbon"
    )
    assert set(told) == {"id", "person"}
    assert set(told["person"]) == {*ROW.split(), *MORE.split()}
    assert told["person"]["id"] == told["id"] and told["person"]["organisation"] == "Kelvin Labs"


def test_people_prints_exactly_the_keys_of_a_row(alice):
    make.person(alice, "Mei Park")
    assert [list(row) for row in ask("people")] == [ROW.split()]


def test_log_stand_and_promise_answer_with_their_row_and_the_person(alice):
    mei = make.person(alice, "Mei Park")
    logged = ask("log", "mei", "coffee", "--on", "2026-11-01", "--minutes", 90, "--kind", "call", "--in")
    contact = models.Interaction.objects.of(alice).get()
    assert (logged["id"], contact.minutes, contact.kind, contact.way) == (contact.pk, 90, "call", "in")
    assert logged["person"]["last_contact"] == "2026-11-01" and logged["person"]["closeness"] > 0
    stood = ask("stand", mei.pk, "advocate", "--aim", "champion", "--ring", "close", "--no-suggest")
    assert stood["id"] == mei.pk
    assert [stood["person"][key] for key in ("standing", "aim", "ring", "suggest", "next_contact")] == [
        "advocate", "champion", "close", False, "2026-12-01",
    ]  # fmt: skip
    stood = ask("stand", "Mei Park", "--aim", "none", "--ring", "none", "--suggest")["person"]
    assert [stood[key] for key in ("standing", "aim", "ring", "suggest")] == ["advocate", None, None, True]
    owed = ask("promise", "mei", "send the slides", "--due", "2026-12-01", "--theirs")
    row = models.Promise.objects.of(alice).get()
    assert (owed["id"], row.way) == (row.pk, "in") and owed["person"]["promises"][0]["due"] == "2026-12-01"


def test_people_filters_orders_and_limits(alice):
    make.person(alice, "Zoe Alba", organisation="Kelvin Labs", standing="champion")
    make.person(alice, "Ada Ruiz", organisation="Kelvin Labs Inc")
    make.person(alice, "Bo Holm")

    def named(*words):
        return [row["name"] for row in ask("people", *words)]

    assert named("--sort", "name") == ["Ada Ruiz", "Bo Holm", "Zoe Alba"]
    assert named()[0] == "Zoe Alba"
    assert named("kelvin", "ruiz") == ["Ada Ruiz"]
    assert named("--org", "KELVIN LABS, LLC", "--sort", "name", "--limit", "1") == ["Ada Ruiz"]
    assert named("--standing", "champion") == ["Zoe Alba"] and named("--status", "lapsed") == []
    assert len(named("--limit", "0")) == 0


def test_an_empty_list_says_whether_nobody_is_here_or_nobody_fits(alice):
    assert run("people").stderr.startswith("Nobody is here yet. Bring contacts with: backcast import FILE")
    make.person(alice, "Mei Park")
    assert run("people", "ruiz").stderr.startswith("Nobody fits.")


def test_tables_show_fifty_and_json_all(alice):
    make.people(alice, [f"Mei {number:02}" for number in range(53)])
    shown = run("people", "--sort", "name")
    assert len(shown.stdout.splitlines()) == 51 and "50 of 53" in shown.stderr
    assert len(run("people", "--limit", "52").stdout.splitlines()) == 53
    assert len(ask("people")) == 53


def test_an_ambiguous_name_lists_who_could_be_meant(alice):
    mei, other = make.person(alice, "Mei Park"), make.person(alice, "Mei Holm")
    for words in (["person", "mei"], ["log", "mei", "coffee"], ["stand", "mei", "champion"], ["promise", "mei", "x"]):
        done = run(*words, "--json")
        told = json.loads(done.stdout)["error"]
        assert done.exit_code == 1 and told["code"] == "ambiguous"
        assert str(mei.pk) in told["hint"] and str(other.pk) in told["hint"]
    assert not models.Interaction.objects.of(alice).exists() and not models.Promise.objects.of(alice).exists()


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["person", "nobody"], "not_found", 1),
        (["add", "  "], "invalid", 1),
        (["add", "Ada", "--email", "not one"], "invalid", 1),
        (["log", "Mei Park", "x", "--minutes", "2000"], "invalid", 1),
        (["log", "Mei Park", "x", "--on", "0026-11-22"], "invalid", 1),
        (["promise", "Mei Park", " "], "invalid", 1),
        (["log", "Mei Park", "x", "--on", "2026-13-01"], None, 2),
        (["log", "Mei Park", "x", "--kind", "dance"], None, 2),
        (["stand", "Mei Park", "boss"], None, 2),
        (["stand", "Mei Park"], None, 2),
        (["people", "--limit", "-1"], None, 2),
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(alice, words, code, exit_code):
    make.person(alice, "Mei Park")
    ask("people")
    before = digest()
    done = run(*words, "--json")
    assert done.exit_code == exit_code and done.stderr.strip()
    assert json.loads(done.stdout)["error"]["code"] == code if code else done.stdout == ""
    assert digest() == before


def test_a_wrong_date_is_named_with_the_right_form(alice):
    make.person(alice, "Mei Park")
    assert "31.12. is not a date; write it like 2026-11-22." in run("log", "Mei Park", "x", "--on", "31.12.").stderr


def test_nothing_stored_can_steer_the_terminal(alice):
    """Rows of an older import may hold what the front door would have cleaned."""
    person = make.person(alice, "Mei Park")
    make.contact(alice, person)
    make.promise(alice, person)
    bad = "a\x1b[2J\x07\x9b31m\x00b\r\nc" if not is_postgres() else "a\x1b[2J\x07\x9b31mb\r\nc"
    Person.objects.of(alice).update(name=bad, title=bad)
    for model in (models.Interaction, models.Promise):
        model.objects.of(alice).update(text=bad)
    for words in (["people"], ["person", person.pk], ["stand", person.pk, "champion"]):
        shown = run(*words).stdout
        assert "a[2J" in shown
        assert not set(shown) & set("\x00\x07\x1b\x9b\r")


def is_postgres():
    from django.db import connection

    return connection.vendor == "postgresql"


def test_out_of_touch_is_what_a_person_reads_and_lapsed_what_a_program_reads(alice):
    person = make.person(alice, "Mei Park")
    for days in (3000, 2990, 2980):
        make.contact(alice, person, days_ago=days, kind="message")
    assert "out of touch" in run("people").stdout and "lapsed" not in run("people").stdout
    assert ask("people")[0]["status"] == "lapsed"


def test_the_words_offered_are_those_of_the_tables():
    assert list(people_door.STATUSES) == models.STATUSES and list(ties_door.KINDS) == models.KINDS
    assert {ring if ring != "none" else "" for ring in ties_door.RINGS} == set(models.RINGS)
    assert {aim if aim != "none" else "" for aim in ties_door.AIMS} == {"", *models.STANDINGS[:-1]}
