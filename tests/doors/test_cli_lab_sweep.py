"""`lab run --scenario` and `lab sweep`: the same figures as by options, twice, after an interruption, and refusals."""

import json
import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backcast.cli import cli, lab_kept, lab_pool

PAGE = (Path(__file__).parents[2] / "docs" / "lab-file.md").read_text("utf-8")
PLAIN = "seed = 5\nweeks = 60\n[market]\nagents = 40\ndegree = 4\n"
NUMPY = ("--kernel", "numpy")
SWEEP = PLAIN + "[sweep]\nseeds = 2\nmarket.a = [0.1, 0.3]\nmarket.degree = [2, 4]\n"

pytestmark = pytest.mark.usefixtures("alice")


def lab(*told):
    return CliRunner().invoke(cli, ["lab", *map(str, told), "--json"])


def figures(*told):
    answer = lab(*told)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def refused(*told):
    answer = lab(*told)
    assert answer.exit_code == 1
    return json.loads(answer.stdout)["error"]["message"]


@pytest.fixture
def file(tmp_path):
    def written(text, name="s.toml"):
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return written


def test_a_scenario_gives_what_its_options_give(file):
    found = figures("run", "--scenario", file(PLAIN))
    wanted = figures("run", "--agents", 40, "--degree", 4, "--weeks", 60, "--seed", 5, *NUMPY)
    assert found["scenario"] == "s" and found["model"] == "plain"
    for key in ("agents", "weeks", "seed", "unemployment", "hazard", "by_channel", "weeks_to_job"):
        assert found[key] == wanted[key]
    other = figures("run", "--scenario", file(PLAIN), "--seed", 6, "--weeks", 9)
    assert len(other["unemployment"]["by_week"]) == other["weeks"] == 9 and other["seed"] == 6
    assert "--agents says what the scenario says already" in refused("run", "--scenario", file(PLAIN), "--agents", 3)
    assert "--weeks has no meaning" in refused("run", "--scenario", file("[compare]"), "--weeks", 3)


def test_the_long_run_does_not_hang_on_the_start(file):
    text = PLAIN.replace("60", "300").replace("40", "2000")
    one, other = (figures("run", "--scenario", file(text + f'start = "{word}"')) for word in ("employed", "unemployed"))
    assert one["unemployment"]["by_week"][0] < 0.05 < 0.5 < other["unemployment"]["by_week"][0]
    assert one["unemployment"]["mean"] == pytest.approx(other["unemployment"]["mean"], abs=0.002)


def test_the_example_of_the_docs_runs_and_its_groups_are_the_whole_market(file):
    found = figures("run", "--scenario", file(PAGE.split("```toml\n")[1].split("```")[0]))
    assert [(one["name"], one["agents"]) for one in found["groups"]] == [("at work", 150), ("among people", 150)]
    weeks = found["unemployment"]["by_week"]
    assert len(weeks) == 86 and found["scenario"] == "Nobody speaks up"
    out = sum(one["unemployment"] for one in found["groups"]) / 2
    assert out == pytest.approx(sum(weeks[59:-1]) / 26)
    for one in found["groups"]:
        assert one["pay"]["low"] < one["pay"]["mean"] < one["pay"]["high"]


def test_a_group_without_people_is_said_to_have_none(file):
    text = 'weeks = 61\n[market]\nmodel = "full"\nagents = 180\n'
    for name, share in (("most", 0.999), ("few", 0.001)):
        text += f'[[group]]\nname = "{name}"\nstrategy = "work"\nshare = {share}\n'
    said = CliRunner().invoke(cli, ["lab", "run", "--scenario", str(file(text))]).stdout
    assert "few\tnobody\t\t\t\n" in said and "rounds to nobody" in said
    said = CliRunner().invoke(cli, ["lab", "sweep", str(file(text + "[sweep]\nseeds = 1")), "--jobs", "1"]).stdout
    assert "few\tnobody is in it\t\tnobody is in it\t\n" in said


def test_a_sweep_of_too_few_weeks_says_so(file):
    text = PLAIN.replace("60", "9") + "[sweep]\nmarket.a = [0.1]"
    assert "0.1\ttoo few weeks\t\n" in CliRunner().invoke(cli, ["lab", "sweep", str(file(text)), "--jobs", "1"]).stdout


def test_levels_are_put_in_as_the_file_says(file):
    text = 'weeks = 86\n[market]\nmodel = "full"\nagents = 340\nlevels = "{}"\n'
    for level in ("junior", "senior"):
        text += f'[[group]]\nname = "{level}"\nstrategy = "work"\nlevel = "{level}"\nshare = 0.5\n'
    known, assumed = (figures("run", "--scenario", file(text.format(word)))["groups"] for word in ("known", "assumed"))
    assert known[0]["unemployment"] > known[1]["unemployment"] and known[0]["level"] == "junior"
    assert assumed[1]["pay"]["mean"] - assumed[0]["pay"]["mean"] < known[1]["pay"]["mean"] - known[0]["pay"]["mean"]


def test_a_sweep_runs_each_combination_once_and_no_more(file, tmp_path):
    out = tmp_path / "r.jsonl"
    first = lab("sweep", file(SWEEP), "--out", out, "--jobs", 1)
    told, lines = json.loads(first.stdout), out.read_text().splitlines()
    assert len(lines) == told["runs"] == 8 and [one["varied"] for one in told["cases"]] == [
        {"market.a": a, "market.degree": degree} for a in (0.1, 0.3) for degree in (2, 4)
    ]
    for case in told["cases"]:
        options = ["--a", case["varied"]["market.a"], "--degree", case["varied"]["market.degree"]]
        each = [
            figures("run", "--agents", 40, "--weeks", 60, "--seed", seed, *options, *NUMPY)["unemployment"]["mean"]
            for seed in case["seeds"]
        ]
        over = case["unemployment"]
        assert (over["low"], over["high"]) == (min(each), max(each)) and over["mean"] == pytest.approx(sum(each) / 2)
        assert over["standard_error"] == pytest.approx(abs(each[0] - each[1]) / 2)
    again = lab("sweep", file(SWEEP), "--out", out)
    assert json.loads(again.stdout) == told and out.read_text().splitlines() == lines
    assert "8 of 8 runs are done already" in again.stderr


def test_a_sweep_goes_on_where_it_was_cut_off_whatever_the_order(file, tmp_path):
    out = tmp_path / "r.jsonl"
    whole = figures("sweep", file(SWEEP), "--out", out, "--jobs", 1)
    lines = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join([lines[6], lines[1], lines[4][:-9]]))
    assert figures("sweep", file(SWEEP), "--out", out, "--jobs", 1) == whole
    assert len(out.read_bytes().splitlines()) == 8 and out.read_bytes().startswith(lines[6] + lines[1])
    more = SWEEP.replace("[0.1, 0.3]", "[0.05, 0.1, 0.3]")
    answer = lab("sweep", file(more), "--out", out, "--jobs", 1)
    assert "8 of 12 runs" in answer.stderr and json.loads(answer.stdout)["cases"][2:] == whole["cases"]


def test_a_stop_by_the_system_keeps_what_is_done(file, tmp_path, monkeypatch):
    def stopped(case, seed):
        if seed == 6:
            os.kill(os.getpid(), signal.SIGTERM)
        return one(case, seed)

    out, one, before = tmp_path / "r.jsonl", lab_pool.one, signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(lab_pool, "one", stopped)
    answer = lab("sweep", file(SWEEP), "--out", out, "--jobs", 1)
    assert answer.exit_code == 1 and "goes on from there" in answer.stderr
    assert json.loads(answer.stdout)["error"]["message"] == "Stopped after 1 of 8 runs."
    assert len(out.read_text().splitlines()) == 1 and signal.getsignal(signal.SIGTERM) is before


def test_what_keeps_no_results_is_left_alone(file, tmp_path):
    long = "x" * (lab_kept.LINE + 1)
    for text in ("a diary\n", "a diary", '{"run": 1}\n', '{"run": "x", "result": 3}\n', long, '{"run": "' + long):
        other = file(text, "diary")
        assert "line 1 is no result of a sweep" in refused("sweep", file(SWEEP), "--out", other)
        assert other.read_text() == text
    assert "is not a file" in refused("sweep", file(SWEEP), "--out", tmp_path)
    assert "cannot be written" in refused("sweep", file(SWEEP), "--out", tmp_path / "no" / "r")


def test_a_result_without_its_figures_is_refused_and_those_of_other_sweeps_are_not(file, tmp_path):
    group = '[[group]]\nstrategy = "{}"\nshare = 0.5\n'
    full = 'weeks = 61\n[market]\nmodel = "full"\nagents = 340\n' + group.format("work") + group.format("broad")
    compared = '[compare]\nstrategies = ["work"]\ndraws = 2\nlives = 10\nyears = 1\nfurther = 0\n'
    gains = {"name": 5, "low": 0, "middle": 0, "high": 0}
    more = ({"unemployment": {"mean": 0}, "groups": []}, {"strategies": []}, {"strategies": [gains]})
    for name, text in (("plain", PLAIN), ("full", full), ("compare", compared)):
        out, told = tmp_path / name, file(text + "[sweep]\nseeds = 2\n")
        whole = figures("sweep", told, "--out", out, "--jobs", 1)
        first, last = out.read_text().splitlines()
        other = json.dumps({"run": "another", "result": {}})
        for result in ({}, {"unemployment": 5}, {"unemployment": {"mean": "x"}}, *more):
            out.write_text(f"{other}\n{first}\n{json.dumps(json.loads(last) | {'result': result})}\n")
            assert refused("sweep", told, "--out", out).endswith("line 3 is no result of a sweep.")
        out.write_text(f"{first}\n{other}\n{last}\n")
        assert figures("sweep", told, "--out", out) == whole


def test_what_stands_on_the_command_line_is_blamed_there(file):
    full = file('seed = 1\nweeks = 86\n[market]\nmodel = "full"')
    assert refused("run", "--scenario", full, "--weeks", 60).startswith("--weeks: more than 60 weeks are needed")
    for more in ((), ("--scenario", full)):
        answer = lab("run", *more, "--seed", 2**31)
        assert answer.exit_code == 2 and "'--seed'" in answer.output
    assert figures("run", "--agents", 4, "--degree", 2, "--weeks", 1, "--seed", 2**31 - 1)["seed"] == 2**31 - 1


def test_a_market_that_cannot_be_is_named(file):
    text = 'weeks = 61\n[market]\nmodel = "full"\nagents = 180\n[assumptions]\nfree = 0\nbetter = 1\ntold = 0\n'
    said = refused("sweep", file(text + "[sweep]\nassumptions.novelty = [0.1]\nmarket.contact_share = [0.9]"))
    assert said.startswith("assumptions.novelty = 0.1, market.contact_share = 0.9: with these assumptions contacts")
    assert "no [sweep] in it" in refused("sweep", file(PLAIN))


@pytest.mark.parametrize("address", ["", "127.0.0.1:8786", "http://a:80", "tcp://127.0.0.1:99999", "tcp://a b:1"])
def test_what_is_no_address_is_refused_in_one_sentence(file, address):
    assert "is not the address of a scheduler" in refused("sweep", file(SWEEP), "--scheduler", address)


def test_without_a_scheduler_or_the_extra_one_sentence_says_so(file, monkeypatch):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        assert f"No Dask scheduler answers at {address}" in refused("sweep", file(SWEEP), "--scheduler", address)
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("backcast.cli.lab_cluster._knock", lambda _: None)
    assert "needs the extra `cluster`" in refused("sweep", file(SWEEP), "--scheduler", address)
    both = lab("sweep", file(SWEEP), "--scheduler", address, "--jobs", 2)
    assert both.exit_code == 2 and "--jobs is for this computer" in both.output


def test_a_market_without_room_is_refused_before_it_is_made(file):
    for text in ("", 'model = "full"\n'):
        huge = file(f"[market]\n{text}agents = 10000000\ndegree = 1000\n[sweep]\nseeds = 2\n")
        assert "GB of memory, more than half" in refused("run", "--scenario", huge)
        assert "GB of memory for 2 at a time" in refused("sweep", huge, "--jobs", 2)


def test_people_are_told_in_a_table(file):
    answer = CliRunner().invoke(cli, ["lab", "sweep", str(file(SWEEP)), "--jobs", "1"])
    assert answer.exit_code == 0 and "8 runs, 2 seeds each. Modelled, not measured." in answer.stdout
    assert answer.stdout.startswith("market.a\tmarket.degree\tOut of work\tlow to high\n0.1\t2\t0.")
