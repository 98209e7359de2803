"""The command `vision`: what it prints, its documents, its refusals."""

import json

import pytest
from click.testing import CliRunner

from backcast.accounts import actions as accounts
from backcast.cli import cli
from backcast.keeping.queries import digest

TEXT = 'key = "k"\ntitle = "Head"\nhorizon = 2031-11-01\n[[milestones]]\nkey = "a"\ntitle = "Speak"\n'
KEYS = {
    "key", "active", "title", "horizon", "known_for", "place", "importance", "future_people", "milestones",
    "places", "shifts", "barriers", "coverage",
}  # fmt: skip


@pytest.fixture
def run(db, tmp_path):
    """Run the command; a text becomes its file."""
    accounts.ensure_owner()

    def run(*args, text=None):
        if text is not None:
            (tmp_path / "v.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
            args = ("--file", str(tmp_path / "v.toml"), *args)
        return CliRunner().invoke(cli, ["vision", *args])

    return run


def test_without_a_vision_it_says_how_to_write_one(run):
    plain, told = run(), run("--json")
    assert (plain.exit_code, told.exit_code, plain.stdout) == (1, 1, "")
    assert json.loads(told.stdout)["error"]["code"] == "no_vision"
    assert "There is no vision yet." in plain.stderr and "--file" in plain.stderr


def test_it_loads_and_shows_the_same_document(run):
    loaded, again, shown = run("--json", text=TEXT), run("--json", text=TEXT), run("--json")
    first, second, third = (json.loads(one.stdout) for one in (loaded, again, shown))
    assert (first.pop("changed"), second.pop("changed")) == (True, False)
    assert first.pop("warnings") == second.pop("warnings") == [] and first == second == third
    assert set(third) >= KEYS and third["milestones"][0]["after"] == [] and third["horizon"] == "2031-11-01"
    assert third["coverage"]["reachable"] == 0 and third["milestones"][0]["state"] == "open"


def test_it_shows_the_story_to_people(run):
    shown = run(text=TEXT)
    assert shown.exit_code == 0 and shown.stdout.startswith("Loaded.\n2031-11-01  Head\n")
    assert "○ Speak  (begin by 2031-" in shown.stdout and "It fits" in shown.stdout
    assert run(text=TEXT).stdout.startswith("Everything in the file was here already.")


def test_it_tells_the_story_in_words(run):
    run(text=TEXT)
    plain, told = run("--told"), json.loads(run("--told", "--json").stdout)
    assert plain.stdout.startswith("# November 2031: Head\n\nIt is November 2031, and I am Head.\n")
    assert told == {"told": plain.stdout, "own_words": False}


def test_a_warning_goes_to_stderr_and_into_the_document(run):
    far = run("--json", text=TEXT.replace("2031", "2041"))
    assert far.exit_code == 0 and "more than eight years ahead" in far.stderr
    assert far.stderr.strip() in json.loads(far.stdout)["warnings"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT + "hour = 3", "v.toml, line 7, milestones.hour: "),
        (TEXT + 'after = ["a"]', "v.toml, line 7, milestones.after: "),
        (TEXT.replace("2031", "2021"), "v.toml, line 3, horizon: "),
        (b"\xff", "v.toml, line 1 is not UTF-8"),
    ],
)
def test_a_wrong_file_is_one_line_of_cause_and_one_of_remedy_and_changes_nothing(run, text, said):
    run(text=TEXT)
    before = digest()
    refused = run("--json", text=text)
    assert refused.exit_code == 1 and said in json.loads(refused.stdout)["error"]["message"]
    assert len(refused.stderr.splitlines()) == 2 and said in refused.stderr and digest() == before
    assert run("--file", "no/such.toml").exit_code == 1 and run("--fiel").exit_code == 2
