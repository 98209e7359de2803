"""`lab exact`: the market of a small network by name and from a file, and what it refuses."""

import json
import os
import signal
import sys

import pytest
from click.testing import CliRunner

from backcast.cli import cli, lab_further
from backcast.cli.lab import KERNELS
from backcast.engine.lab import kernels, scenario
from backcast.engine.lab import run as weeks


@pytest.fixture
def run(alice):
    return lambda *told: CliRunner().invoke(cli, ["lab", "exact", *map(str, told), "--json"])


def test_a_file_is_the_network_it_draws(run, tmp_path):
    file = tmp_path / "four.txt"
    file.write_text("# a ring\n0 1\n\n2 1  # any order\n2 3\n3 0\n")
    named, drawn = run("--network", "cycle4"), run("--network", file)
    told = json.loads(drawn.stdout)
    assert named.exit_code == 0 and json.loads(named.stdout) == told
    assert told["unemployment"] == pytest.approx([0.056777667] * 4, abs=1e-9)
    assert told["hazard"][0][9] == pytest.approx(0.2403296965, abs=1e-9) and len(told["hazard"][0]) == 10
    assert told["correlation"][0][2] == pytest.approx(0.0189386466, abs=1e-9)
    slow = json.loads(run("--network", "pair", "--a", 1e-6, "--b", 1e-6).stdout)
    assert slow["mean"] == pytest.approx(0.4, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0 1\n1 1\n", "line 2: agent 1 is linked to itself"),
        ("0 1\n1 0\n", "line 2: 1 and 0 are linked in line 1 already"),
        ("0 one\n", "line 1: two agents are expected"),
        ("0 1 2\n", "line 1: two agents are expected"),
        ("0 -1\n", "line 1: two agents are expected"),
        ("0 12\n", "line 1: with agent 12 there are more than 12 agents"),
        ("# nothing\n", "has no link in it"),
        ("\xff\xfe", "cannot be read as text"),
    ],
)
def test_a_network_that_is_none_is_refused_in_one_sentence(run, tmp_path, text, said):
    file = tmp_path / "n.txt"
    file.write_bytes(text.encode("latin-1"))
    answer = run("--network", file)
    assert answer.exit_code == 1 and said in json.loads(answer.stdout)["error"]["message"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("--network", "ring9"), "neither a network by name nor a file"),
        (("--network", "pair", "--a", "1.5"), "between 0 and 1"),
        (("--network", "pair", "--a", "0", "--b", "0"), "nothing ever changes"),
        (("--network", "pair", "--a", "1e-12", "--b", "1e-18"), "too rare to be solved for"),
    ],
)
def test_what_cannot_be_solved_is_refused_in_one_sentence(run, told, said):
    answer = run(*told)
    assert answer.exit_code == 1 and said in json.loads(answer.stdout)["error"]["message"]


def market(*told):
    return CliRunner().invoke(cli, ["lab", "run", *map(str, told), "--json"])


@pytest.mark.usefixtures("alice")
def test_a_run_tells_what_happened_and_the_same_again():
    told = ("--agents", 2000, "--degree", 4, "--weeks", 80, "--seed", 5, "--kernel", "numpy")
    first, again, other = (json.loads(market(*more).stdout) for more in (told, told, (*told, "--seed", 6)))
    weeks = first["unemployment"]["by_week"]
    assert len(weeks) == 80 and first["unemployment"]["mean"] == pytest.approx(sum(weeks[50:]) / 30)
    assert 0.03 < first["unemployment"]["mean"] < 0.05 and len(first["hazard"]) == 10
    assert sum(first["by_channel"].values()) == pytest.approx(1) and first["kernel"] == "numpy"
    assert again["unemployment"] == first["unemployment"] != other["unemployment"]


@pytest.mark.usefixtures("alice")
def test_a_network_of_ones_own_is_run_too(tmp_path):
    file = tmp_path / "n.txt"
    file.write_text("0 1\n2 3\n")
    told = json.loads(market("--network", file, "--weeks", 3).stdout)
    assert told["agents"] == 4 and told["unemployment"]["mean"] is None and told["hazard"] == [None] * 10
    assert json.loads(market("--network", file, "--weeks", 3, "--agents", 6).stdout)["agents"] == 6
    for more, said in ((("--agents", 3), "has 4 agents"), (("--degree", 2), "says already what --degree")):
        refused = market("--network", file, *more)
        assert refused.exit_code == 1 and said in json.loads(refused.stdout)["error"]["message"]


@pytest.mark.usefixtures("alice")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("--agents", 0), "at least one agent"),
        (("--agents", 5, "--degree", 3), "5 agents cannot have 3 different contacts each"),
        (("--agents", 10**9), "more than half of what this computer has"),
        (("--b", "1.01"), "between 0 and 1"),
        (("--network", "nowhere.txt"), "There is no file nowhere.txt"),
    ],
)
def test_a_market_that_cannot_be_is_refused_in_one_sentence(told, said):
    answer = market(*told)
    assert answer.exit_code == 1 and said in json.loads(answer.stdout)["error"]["message"]


@pytest.mark.usefixtures("alice")
def test_without_numba_numpy_lets_the_weeks_pass_and_the_others_say_what_they_need(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    for compiled in ("fast", "machine", "events"):
        monkeypatch.delitem(sys.modules, f"backcast.engine.lab.{compiled}", raising=False)
    assert tuple(kernels.KERNELS) == KERNELS
    few = ("--agents", 20, "--weeks", 2, "--degree", 2)
    assert json.loads(market(*few).stdout)["kernel"] == "numpy"
    for name in ("numba", "events"):
        answer = market(*few, "--kernel", name)
        error = json.loads(answer.stdout)["error"]
        assert answer.exit_code == 1 and error["message"] == f"The kernel {name} needs numba, which is not installed."
        assert "pip install -e '.[lab]'" in error["hint"]  # by its name alone pip would fetch what others call so


@pytest.fixture
def deaf():
    """A program that hears nothing of a stop by the system, but where a command listens."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield
    assert signal.signal(signal.SIGTERM, before) is signal.SIG_IGN


@pytest.mark.usefixtures("alice", "deaf")
def test_a_stop_by_the_system_ends_a_run_and_a_comparison_as_ctrl_c_does(monkeypatch):
    def stopped(work):
        def told(*some, **more):
            os.kill(os.getpid(), signal.SIGTERM)
            return work(*some, **more)

        return told

    monkeypatch.setattr(weeks, "run", stopped(weeks.run))
    monkeypatch.setattr(scenario, "conduct", stopped(scenario.conduct))
    few = ("--agents", 20, "--weeks", 2, "--degree", 2)
    for answer in (market(*few, "--kernel", "numpy"), compared("--draws", 2, "--lives", 10, "--further", 0)):
        assert answer.exit_code == 1 and answer.stdout == "" and answer.stderr == "\nAborted!\n"


@pytest.mark.usefixtures("alice")
def test_a_run_of_one_week_is_told_as_one():
    told = ("lab", "run", "--agents", "20", "--degree", "2", "--kernel", "numpy", "--weeks")
    said = [CliRunner().invoke(cli, [*told, many]).stdout for many in "12"]
    assert said[0].startswith("After 1 week 0") and said[1].startswith("After 2 weeks 0")


@pytest.mark.usefixtures("alice")
def test_a_kernel_of_the_plain_market_is_refused_for_another_with_what_to_do(tmp_path):
    file = tmp_path / "full.toml"
    file.write_text('weeks = 61\n[market]\nmodel = "full"\nagents = 20\ndegree = 4\n')
    answer = market("--scenario", file, "--kernel", "events")
    assert answer.exit_code == 1 and "--kernel" in json.loads(answer.stdout)["error"]["hint"]


def compared(*told):
    return CliRunner().invoke(cli, ["lab", "compare", *map(str, told), "--json"])


@pytest.mark.usefixtures("alice")
def test_strategies_are_told_with_their_range_their_luck_and_what_decides():
    told = ("--strategies", "work,broad", "--draws", 6, "--lives", 200, "--years", 2, "--further", 2)
    first, again = json.loads(compared(*told).stdout), json.loads(compared(*told).stdout)
    assert first == again and [one["name"] for one in first["strategies"]] == ["work", "broad"]
    for one in first["strategies"]:
        assert one["low"] <= one["middle"] <= one["high"] and one["life"]["low"] < 1 < one["life"]["high"]
        assert len(one["life"]["by_year"]["middle"]) == 2
    assert sum(one["worlds"] for one in first["decides"]["ratio"]) == first["worlds"] == 6
    assert "not measured" in first["note"] and first["next_hour"]["worlds"] == first["advance"]["worlds"] == 2
    nothing = json.loads(compared(*told, "--hours", 0).stdout)
    assert nothing["strategies"][0]["usual"] == pytest.approx(0, abs=0.3) and first["missing"] == []
    assert nothing["note"].startswith("Without hours to give") and first["note"].startswith("Modelled")


@pytest.mark.usefixtures("alice")
def test_without_hours_it_is_said_why_strategies_still_differ():
    told = ("lab", "compare", "--strategies", "work,reactive", "--mode", "everyone", "--draws", "2", "--years", "1")
    said = CliRunner().invoke(cli, [*told, "--further", "1", "--hours", "0"]).stdout
    assert "Without hours to give, they differ only in what is done while out of work." in said
    assert "Worlds in which" not in said and "As you advance" not in said


def test_worlds_are_counted_and_never_told_as_a_chance(capsys):
    levels = [{"level": "junior", "people_ahead": 0.5}]
    advance = {"worlds": 4, "fewest": "work", "assumed": {"known": levels, "assumed": levels}}
    lab_further.show({"hours": 10, "advance": advance})
    said = capsys.readouterr().out
    assert "2 of 4" in said and "%" not in said


@pytest.mark.usefixtures("alice")
def test_an_interruption_shows_what_was_found_and_says_what_is_missing(monkeypatch):
    def interrupted(*told):
        for found in conduct(*told):
            if found.steps == at:
                os.kill(os.getpid(), signal.SIGINT)
            yield found

    conduct = scenario.conduct
    monkeypatch.setattr(scenario, "conduct", interrupted)
    told = ("--strategies", "work,broad", "--draws", "3", "--years", "1", "--lives", "10", "--further", "2")
    at = 2
    answer = CliRunner().invoke(cli, ["lab", "compare", *told])
    assert answer.exit_code == 1 and answer.stdout.startswith("Stopped after 2 of 3 possible worlds.")
    assert "Single lives are missing" in answer.stdout and "changes as you advance are missing." in answer.stdout
    at = 5
    answer = compared(*told)
    assert answer.exit_code == 1 and json.loads(answer.stdout)["missing"] == [
        {"part": "lives", "done": 26, "of": 52},
        {"part": "further", "done": 0, "of": 2},
    ]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("alice")
def test_an_unknown_strategy_is_refused_in_one_sentence():
    answer = compared("--strategies", "work,luck")
    assert answer.exit_code == 1 and "luck is not a strategy here" in json.loads(answer.stdout)["error"]["message"]
    told = ("--strategies", "work,deep@.3", "--draws", "2", "--lives", "10")
    held = CliRunner().invoke(cli, ["lab", "compare", *told, "--ratio", "0.5", "--further", "0"]).stdout
    assert "With ties paying 0.5 times what hours of work pay, as you assumed, deep@.3 beats work in " in held
    assert "Nobody has measured that ratio." not in held
    people = CliRunner().invoke(cli, ["lab", "compare", *told])
    assert people.exit_code == 0 and "Nobody has measured that ratio." in people.stdout
    assert (
        "What one more hour a week adds" in people.stdout
        and " of 2\n" in people.stdout
        and "The last column was put in" in people.stdout
    )


@pytest.mark.usefixtures("alice")
def test_few_against_many_is_not_counted_in_words_and_a_seed_is_not_below_zero():
    told = ("lab", "compare", "--strategies", "deep,broad", "--draws", "2", "--lives", "10", "--further", "0")
    said = CliRunner().invoke(cli, [*told, "--years", "1", "--ties", "outer=9"]).stdout
    assert "does not settle" in said and "Worlds in which" not in said
    assert "With your own ties: 9 seen rarely. Nobody is in regular touch: hours meant for them go to" in said
    for command in (told, ("lab", "run", "--agents", "10")):
        refused = CliRunner().invoke(cli, [*command, "--seed", "-5"])
        assert refused.exit_code == 2 and "--seed" in refused.stderr


@pytest.mark.usefixtures("alice")
def test_in_a_mixed_market_shares_follow_pay_among_people_with_usual_ties():
    told = ("--strategies", "work,broad", "--mode", "mixed", "--draws", 2, "--years", 1, "--further", 0)
    found = json.loads(compared(*told).stdout)
    assert sum(found["mixed"]["shares"]) == pytest.approx(1) and "--mode mixed" in found["command"]
    assert "--further 0" in found["command"] and "next_hour" not in found
    refused = compared(*told, "--ties", "outer=9")
    assert refused.exit_code == 1 and "everybody has the usual ties" in json.loads(refused.stdout)["error"]["message"]
