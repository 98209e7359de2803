"""Scenario files: what is read, and one sentence with file, line and key for what is wrong."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.cli import lab_compare
from backcast.engine.lab import cases, ego, further, market, seniority
from backcast.engine.lab.parameters import Parameters, Shape
from backcast.errors import BackcastError, Invalid, Unreadable
from backcast.formats import scenario, scenario_keys, scenario_network
from backcast.formats.scenario_sweep import sweep

PAGE = (Path(__file__).parents[2] / "docs" / "lab-file.md").read_text("utf-8")
FULL = '[market]\nmodel = "full"\n'
HALF = '[[group]]\nstrategy = "work"\nshare = 0.5\n'


def judged(told):
    return cases.trouble(cases.of(told.kind, told.told))


def held(folder, text):
    file = folder / "s.toml"
    file.write_text(text, "utf-8")
    return scenario.read_file(file, judged)


def read(folder, text):
    """All that a file asks for."""
    told = held(folder, text)
    return sweep(told).scenarios if told.sweeps else (told.one(),)


WRONG = {
    "unknown key at the top": ("sed = 1", 1, "sed", 'perhaps "seed" is meant'),
    "unknown key in a table": ("[market]\nagent = 3", 2, "market.agent", 'perhaps "agents" is meant'),
    "a key of the top below a table": ("[market]\nseed = 3", 2, "market.seed", "above the first"),
    "a key misspelled among many": (FULL + "[assumptions]\nties_pays = 0", 4, "assumptions.ties_pays", '"ties_pay"'),
    "an unknown shape": (FULL + "[assumptions.shape]\nactvity = true", 4, "assumptions.shape.actvity", '"activity"'),
    "a above one": ("[market]\na = 1.01", 2, "market.a", "a number from 0 to 1"),
    "b that is none": ("[market]\nb = nan", 2, "market.b", "a number from 0 to 1"),
    "a as text": ('[market]\na = "0.1"', 2, "market.a", "a number is expected"),
    "nobody": ("[market]\nagents = 0", 2, "market.agents", "from 1 to"),
    "half an agent": ("[market]\nagents = 2.5", 2, "market.agents", "a whole number is expected, not the number 2.5"),
    "no weeks": ("weeks = 0", 1, "weeks", "from 1 to"),
    "a seed below 0": ("seed = -1", 1, "seed", "from 0 to"),
    "no such model": ('[market]\nmodel = "ful"', 2, "market.model", "plain, full"),
    "two brackets": ("[[market]]\na = 1", 1, "market", "one bracket"),
    "too many contacts": ("[market]\nagents = 5\ndegree = 5", 3, "market.degree", "cannot have 5 different contacts"),
    "more contacts than people in all layers": (
        '[market]\nmodel = "full"\nagents = 300\ndegree = 305', 4, "market.degree", "cannot have 305 different contacts"
    ),
    "an odd number of ends": ("[market]\nagents = 5\ndegree = 3", 2, "market.agents", "an even number of agents"),
    "degree and network": ('[market]\ndegree = 1\nnetwork = "n.txt"', 2, "market.degree", "leave one of the two"),
    "no network": ('[market]\nnetwork = "gone.txt"', 2, "market.network", "there is no file gone.txt"),
    "network elsewhere": ('[market]\nnetwork = "../n.txt"', 2, "market.network", "beside this file or in a folder"),
    "network from the root": ('[market]\nnetwork = "/etc/hosts"', 2, "market.network", "beside this file"),
    "no layer": (FULL + 'network = "n.txt"', 3, "market.network", "layer is missing"),
    "a layer of no network": (FULL + 'layer = "close"', 3, "market.layer", "only the links of a network"),
    "chances of the other market": (FULL + "a = 0.1", 3, "market.a", "no meaning in the full market"),
    "assumptions in the plain market": ("[assumptions]\nb = 0.1", 1, "assumptions", "no meaning in the plain market"),
    "groups in the plain market": (HALF * 2, 1, "group", "no meaning in the plain market"),
    "shares of a half": (FULL + HALF, 5, "group.share", "make 0.5 and not 1"),
    "shares of two halves and more": (
        FULL + HALF + '[[group]]\nstrategy = "deep"\nshare = 0.6', 8, "group.share", "make 1.1",
    ),
    "the same group twice": (FULL + HALF * 2, 6, "group", '"work" is here already'),
    "no such strategy": (FULL + '[[group]]\nstrategy = "wrok"\nshare = 1', 4, "group.strategy", "is not a strategy"),
    "no strategy": (FULL + "[[group]]\nshare = 1", 3, "group.strategy", "this is missing"),
    "one group in one bracket": (FULL + "[group]\nshare = 1", 3, "group", "two brackets"),
    "too short to come to rest": ("weeks = 60\n" + FULL, 1, "weeks", "more than 60 weeks"),
    "what is fitted": (FULL + "[assumptions]\nnews = 0", 4, "assumptions.news", "fitted = false"),
    "fitted to nothing": (FULL + "fitted = false\ncontact_share = 0.3", 4, "market.contact_share", "not fitted"),
    "strategies in the plain market": ('[market]\nmodel = "plain"\n[compare]', 2, "market.model", "full market"),
    "weeks beside a comparison": ("weeks = 3\n[compare]", 1, "weeks", "no meaning beside [compare]"),
    "agents beside a comparison": ("[market]\nagents = 3\n[compare]", 2, "market.agents", "no meaning beside"),
    "a comparison of none": ("[compare]\nstrategies = []", 2, "compare.strategies", "not an empty list"),
    "a comparison with a stranger": ('[compare]\nstrategies = ["work", "luck"]', 2, "compare.strategies", "luck is"),
    "ties that are none": ('[compare]\nties = "inner"', 2, "compare.ties", ": the ties “inner” cannot be read, write"),
    "told twice": ("[compare]\ntold = 0\n[assumptions]\ntold = 0", 4, "assumptions.told", "says this already"),
    "hours in two places": ("[compare]\n[assumptions]\nhours = 3", 3, "assumptions.hours", "says this already"),
    "an empty sweep": ("[sweep]", 1, "sweep", "needs keys with lists"),
    "a sweep over nothing": ("[sweep]\nmarket.a = []", 2, "sweep.market.a", "an empty list"),
    "a sweep over one figure": ("[sweep]\nmarket.a = 0.1", 2, "sweep.market.a", "a list of values"),
    "a sweep with a slip": ("[sweep]\nmarket.a = [0.1,\n2]", 3, "sweep.market.a", "from 0 to 1"),
    "a sweep over a stranger": ("[sweep]\nmarket.c = [1]", 2, "sweep.market.c", "not known here"),
    "a sweep over the same twice": ("[sweep]\nweeks = [3, 3]", 2, "sweep.weeks", "here twice"),
    "a sweep over seeds by hand": ("[sweep]\nseed = [3, 4]", 2, "sweep.seed", "perhaps seeds = 5 is meant"),
    "a sweep over a sweep": ("[sweep]\nsweep.seeds = [1]", 2, "sweep.sweep", "this key is not known here."),
    "a sweep over what has no meaning": (
        "seed = 1\n[sweep]\nassumptions.b = [0.1]", 3, "sweep.assumptions.b", "no meaning in the plain market",
    ),
    "a sweep over what has no meaning, deep": (
        "[sweep]\nweeks = [9]\nassumptions.shape.activity = [true]", 3, "sweep.assumptions.shape.activity", "no meaning"
    ),
    "a sweep beyond the last seed": (
        "seed = 2147483647\n[sweep]\nseeds = 2", 3, "sweep.seeds", "beyond 2147483647, choose a smaller seed",
    ),
    "a sweep without end": ("[sweep]\nseeds = 100000\nweeks = [1, 2]", 1, "sweep", "200000 runs, more than 100000"),
    "a sweep into what is no table": ("market = 3\n[sweep]\nmarket.a = [1]", 1, "market", "a table is expected"),
    "no TOML": ("seed = ", 1, "seed", "not valid TOML"),
    "a number without end": (f'name = "{"1" * 5000}" # {"2" * 5000}\nseed = {"9" * 5000}', 2, "seed", "too long."),
    "a number without end, in a list": (f"[sweep]\nweeks = [1,\n-{'9' * 5000},\n2]", 3, "", "too long."),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_it_names_file_line_and_key(tmp_path, name):
    text, line, key, said = WRONG[name]
    (tmp_path / "n.txt").write_text("0 1\n")
    with pytest.raises(Invalid) as refused:
        read(tmp_path, text)
    message = refused.value.message
    where = f"{tmp_path / 's.toml'}, line {line}" + (f", {key}: " if key else ": ")
    assert message.startswith(where) and said in message
    assert message.endswith(".") and "\n" not in message and refused.value.hint


def test_it_refuses_what_is_no_file(tmp_path):
    for name, why in (("gone\n.toml", r"There is no file .*/gone \.toml\."), ("", "is a folder")):
        with pytest.raises(Unreadable, match=why):
            scenario.read_file(tmp_path / name)
    for text in ("seed = -1", "seed = ", f"seed = {'9' * 5000}", "a = " + "[" * 5000):
        (tmp_path / "a\nb.toml").write_text(text)
        with pytest.raises(Invalid, match=r"/a b\.toml.*\.$"):
            scenario.read_file(tmp_path / "a\nb.toml").one()
    with pytest.raises(Invalid, match=r"line 2: agent 1 is linked to itself"):
        (tmp_path / "n.txt").write_text("0 1\n1 1\n")
        read(tmp_path, '[market]\nnetwork = "n.txt"')


def test_a_network_is_packed_with_its_content(tmp_path, monkeypatch):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "n.txt").write_text("2 0\n0 1\n")
    [one] = read(tmp_path, '[market]\nnetwork = "below/n.txt"')
    assert one.told["network"] == (3, b"\0\0\0\0\2\0\0\0\0\0\0\0\1\0\0\0") and one.told["agents"] is None
    (tmp_path / "moved.txt").write_text("0 1 # first\n0 2\n")
    (tmp_path / "link.txt").symlink_to("/etc/hosts")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name, why in (("link.txt", "beside this file"), ("loop.txt", "beside"), ("x" * 300, "there is no file x")):
        with pytest.raises(Invalid, match=why):
            read(tmp_path, f'[market]\nnetwork = "{name}"')
    assert scenario_network.network(tmp_path, "moved.txt")[0] == 3
    monkeypatch.setattr(scenario_network, "MOST", 1)
    with pytest.raises(Invalid, match=r"moved.txt, line 2: there are more than 1 links"):
        scenario_network.network(tmp_path, "moved.txt")


def test_a_sceptic_is_heard(tmp_path):
    text = (
        FULL + "fitted = false\n[assumptions]\nnews = 0\nladder = 0\ntold = 0\nties_pay = 0\nshape.activity = false\n"
    )
    [one] = read(tmp_path, text)
    assert one.told["assumptions"] == {
        "news": 0, "ladder": 0, "told": 0, "ties_pay": 0, "shape": {"activity": False},
    }  # fmt: skip
    assert one.kind == "full" and one.name == "s" and one.told["groups"] == (("base", "base", 1.0, "middle"),)


def test_every_combination_is_a_scenario_of_its_own(tmp_path):
    text = 'name = "N"\n[sweep]\nseeds = 3\nweeks = [10, 20]\nmarket.a = [0.1, 0.2]\nmarket.agents = [12, 16]'
    told = sweep(held(tmp_path, text))
    assert told.seeds == 3 and [one.varied for one in told.scenarios] == [
        (("weeks", weeks), ("market.a", a), ("market.agents", agents))
        for weeks in (10, 20) for a in (0.1, 0.2) for agents in (12, 16)
    ]  # fmt: skip
    assert [(one.told["weeks"], one.told["a"], one.told["agents"]) for one in told.scenarios] == [
        tuple(value for _, value in one.varied) for one in told.scenarios
    ]


def test_keys_and_bounds_are_those_of_the_engine_and_of_the_page():
    usual = Parameters()
    assert {*scenario_keys.ASSUMPTIONS, "shape"} == {one.name for one in fields(Parameters)}
    assert {*scenario_keys.SHAPE, *scenario_keys.STRONGEST} == {one.name for one in fields(Shape)}
    assert (
        scenario_keys.CIRCLES == ego.CIRCLES
        and tuple(seniority.SETS) == scenario_keys.ADVANCES
        and scenario.REST == market.BEFORE
    )
    assert all(tuple(level.name for level in held) == scenario_keys.LEVELS for held in seniority.SETS.values())
    assert scenario_keys.COMPARE["further"].default == further.WORLDS
    for kind, record in cases.KINDS.items():
        known = {"plain": scenario_keys.PLAIN, "full": scenario_keys.FULL, "compare": scenario_keys.COMPARE}[kind]
        assert {one.name for one in fields(record)} == {*known, *scenario_keys.LONG[kind]} - {"model"} | (
            {"assumptions"} if kind != "plain" else set()
        ) | ({"groups"} if kind == "full" else set())
    rows = {
        tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in PAGE.splitlines() if line.startswith("| `")
    }
    for table in ("TOP", "PLAIN", "FULL", "GROUP", "ASSUMPTIONS", "COMPARE"):
        for key, one in getattr(scenario_keys, table).items():
            bounds = one.check.keywords.get("bounds") if hasattr(one.check, "keywords") else None
            default = getattr(usual, key) if table == "ASSUMPTIONS" else one.default
            told = [row for row in rows if row[0] == f"`{key}`"]
            if bounds:
                told = [row for row in told if row[2] == f"{bounds[0]:.10g} to {bounds[1]:.10g}"]
            if isinstance(default, int | float) and not isinstance(default, bool):
                told = [row for row in told if row[3] == f"{default:.7g}"]
            assert told, (table, key)


def test_a_comparison_in_a_file_takes_what_the_options_take():
    options = {one.opts[0].removeprefix("--"): one for one in lab_compare.compare.params}
    for key, one in scenario_keys.COMPARE.items():
        told, words = options[key].to_info_dict(), getattr(one.check, "keywords", {})
        assert "bounds" not in words or (told["type"]["min"], told["type"]["max"]) == words["bounds"]
        assert "words" not in words or tuple(told["type"]["choices"]) == words["words"]
        assert told["default"] == (",".join(one.default) if key == "strategies" else one.default)


TEXTS = st.sampled_from(
    ['"x"', "0", "0.5", "-1", "1e9", "true", "[]", "[1, 2]", '["work"]', "{a = 1}", "nan", '"full"', '"employed"']
)
PLACES = st.sampled_from(
    ["seed", "weeks", "market.a", "market.model", "market.agents", "market.degree", "assumptions.told",
     "compare.hours", "compare.strategies", "group", "sweep.market.a", "sweep.weeks", "sweep.seeds", "strange"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(told=st.dictionaries(PLACES, TEXTS, max_size=5))
def test_whatever_is_written_is_a_scenario_or_one_sentence(tmp_path_factory, told):
    folder = tmp_path_factory.getbasetemp()
    text = "\n".join(f"{key} = {value}" for key, value in told.items())
    try:
        for one in read(folder, text):
            again = cases.of(one.kind, json.loads(json.dumps(dict(one.told))))
            assert cases.digest(again, one.seed, "1") == cases.digest(cases.of(one.kind, one.told), one.seed, "1")
    except BackcastError as refused:
        assert refused.message.endswith(".") and "\n" not in refused.message and refused.hint
