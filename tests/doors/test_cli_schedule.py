"""The command `schedule`: the contract's document beside a computation by hand, and the same in words."""

import json

import pytest
from click.testing import CliRunner

from backcast.accounts import actions as accounts
from backcast.cli import cli
from backcast.keeping.queries import digest

KEYS = {"hours_per_week", "hours_total", "fits", "extra_hours_needed", "milestones", "does_not_fit"}
ITEM = {"id", "key", "title", "earliest_start", "latest_start", "latest_finish", "slack_weeks", "critical"}
STORY = """
title = "Head"
horizon = 2031-11-23
hours_per_week = {hours}
[[milestones]]
key = "write-up"
title = "Write it up"
hours = 24
[[milestones]]
key = "talk"
title = "Speak"
hours = 36
after = ["write-up"]
[[milestones]]
key = "role"
title = "Lead a guild"
hours = 30
due = 2027-11-21
after = ["talk"]
[[milestones]]
key = "follow"
title = "Follow three leaders"
hours = 3
[[milestones]]
key = "past"
title = "Say hello"
state = "done"
"""


@pytest.fixture
def run(db, tmp_path):
    """Load a story of so many hours a week where told, and run the command on the Sunday all tests live on."""
    accounts.ensure_owner()

    def run(*args, hours=None):
        if hours is not None:
            (tmp_path / "v.toml").write_text(STORY.format(hours=hours))
            assert CliRunner().invoke(cli, ["vision", "--file", str(tmp_path / "v.toml")]).exit_code == 0
        return CliRunner().invoke(cli, ["schedule", *args])

    return run


def found(result):
    document = json.loads(result.stdout)
    return document, {one["key"]: one for one in document["milestones"]}


def test_without_a_vision_it_refuses(run):
    refused = run("--json")
    assert refused.exit_code == 1 and json.loads(refused.stdout)["error"]["code"] == "no_vision"


def test_a_known_critical_chain_is_found_to_the_day(run):
    """90 hours due in 52 weeks; 3 of 5 hours a week make 30 weeks, so 22 are to spare, and the loose one waits."""
    told = run("--json", hours=5)
    before = digest()
    document, items = found(run("--json"))
    assert told.exit_code == 0 and document == json.loads(told.stdout) and digest() == before
    assert set(document) >= KEYS and all(set(one) >= ITEM for one in document["milestones"])
    assert (document["hours_per_week"], document["hours_total"]) == (3.0, 5.0)
    assert (document["fits"], document["extra_hours_needed"], document["does_not_fit"]) == (True, 0.0, [])
    assert document["critical_chain"] == ["write-up", "talk", "role"] and "past" not in items
    names = ("earliest_start", "latest_start", "latest_finish")
    dates = {key: tuple(one[name] for name in names) for key, one in items.items()}
    assert dates == {
        "write-up": ("2026-11-22", "2027-04-25", "2027-06-20"),
        "talk": ("2027-01-17", "2027-06-20", "2027-09-12"),
        "role": ("2027-04-11", "2027-09-12", "2027-11-21"),
        "follow": ("2027-06-20", "2031-11-16", "2031-11-23"),
    }
    assert [items[key]["slack_weeks"] for key in ("write-up", "talk", "role")] == [pytest.approx(22)] * 3
    assert not any(one["critical"] for one in document["milestones"])


def test_what_is_missing_and_what_would_help(run):
    """At 2.4 of them 1.44 hours a week, 90 hours take 62.5 weeks of 52: 10.5 missing, 90 / 52 / .6 hours would do."""
    document, items = found(run("--json", hours=2.4))
    chain = ["write-up", "talk", "role"]
    assert [one["key"] for one in document["does_not_fit"]] == document["critical_chain"] == chain
    assert [one["weeks_missing"] for one in document["does_not_fit"]] == [pytest.approx(10.5)] * 3
    assert [key for key, one in items.items() if one["critical"]] == chain
    assert document["extra_hours_needed"] == pytest.approx(90 / 52 / 0.6 - 2.4)
    frees = {one["key"]: (one["extra_hours_if_dropped"], one["extra_hours_if_halved"]) for one in document["frees"]}
    assert frees["talk"] == (0, 0) and frees["write-up"][1] == pytest.approx(78 / 52 / 0.6 - 2.4)
    assert [one["code"] for one in document["problems"]] == ["date_missed"]


def test_it_says_the_same_to_people(run):
    shown = run(hours=5).stdout.splitlines()
    assert shown[1] == "2026-11-22\t2027-04-25\t2027-06-20\t22 weeks to spare\tWrite it up"
    assert "It fits: every date holds within 3.0 of 5.0 hours a week." in shown
    assert "The tightest chain: Write it up → Speak → Lead a guild" in shown
    tight = run(hours=2.4).stdout
    assert "0.5 more hours a week would keep every date" in tight and "11 weeks missing" in tight
    assert "Speak: the story without it fits, with half of it fits" in tight
    assert "“Lead a guild” cannot be there by 21 November 2027: 11 weeks short for" in tight
    idle = run(hours=0).stdout
    assert "set aside for the story yet. 2.9 would keep every date." in idle and "missing" not in idle
