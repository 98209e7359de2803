"""What is said and drawn of a comparison: no more than it shows, and the same in words, pictures and tables."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.engine.lab.parameters import STRATEGIES
from backcast.engine.lab.prior import RANGES
from backcast.engine.lab.scenario import Setting, conduct
from backcast.lab.queries import answer, bands, bars, hangs, missing, tables
from backcast.lab.queries.words import ASSUMED, GAP, WORDS, between, percent

LUCK = "Luck: pay of single lives over all years, against their mean"
SMALL = Setting(("work", "broad", "deep"), years=2, draws=4, lives=40, further=2)


def told(setting):
    *_, last = conduct(setting)
    return last.document()


@pytest.fixture(scope="module")
def three():
    return told(SMALL)


def test_everything_the_engine_names_has_its_words():
    assert WORDS.keys() == STRATEGIES.keys() and ASSUMED.keys() == RANGES.keys()


def test_the_paragraph_tells_luck_what_decides_and_what_is_not_settled(three):
    said = " ".join(answer.paragraph(three))
    for words in (
        "In our model, over 2 years",
        "nobody has measured",
        "does not settle",
        "Luck weighs more",
        "not measured",
    ):
        assert words in said
    assert not re.search(r"likel|probab|\bsure|chance|odds", said)
    for one in three["strategies"]:
        assert f"{percent(one['middle'])} ({between(one['low'], one['high'])}" in said


@pytest.mark.parametrize(
    ("names", "rows", "said"),
    [
        (("work", "reactive"), [[2, 1], [9, 8], [-3, -4]], "“All free hours at work” comes out ahead"),
        (
            ("work", "broad"),
            [[2, 1], [1, 2], [2, 1]],
            "which of “All free hours at work” and “Many people, lightly” is",
        ),
        (("broad", "deep"), [[2, 1], [9, 8], [3, 1]], "which of “Many people, lightly” and “A few people, deeply” is"),
        (("work", "reactive"), [[2, 2.01], [9, 9], [1, 1.02]], "In short: they come out alike."),
        (("work",), [[2], [9], [1]], None),
    ],
)
def test_the_first_sentence_counts_on_differences_world_by_world(three, names, rows, said):
    one = three["strategies"][0]
    held = [one | {"name": name, "middle": sorted(row[at] for row in rows)[1]} for at, name in enumerate(names)]
    found = answer.paragraph(three | {"strategies": held, "pairs": [], "by_world": [[1.0, *row] for row in rows]})
    assert said in found[0] if said else found[0].startswith("In our model")


@pytest.mark.parametrize(
    ("worlds", "ahead", "said"),
    [
        (9, (0.0, 1.0), "hangs much on one ratio that nobody has measured"),
        (9, (0.6, 0.6), "decides little here"),
        (4, (0.0, 1.0), "so few worlds do not show"),
    ],
)
def test_the_ratio_is_said_to_matter_where_enough_worlds_show_it(three, worlds, ahead, said):
    ends = zip(((0.0, 0.5), (4.0, None)), ahead, strict=True)
    rows = [{"from": low, "to": high, "worlds": worlds, "second_ahead": share} for (low, high), share in ends]
    assert said in " ".join(answer.paragraph(three | {"pairs": [three["pairs"][0] | {"ratio": rows}]}))


def test_lives_follow_once_some_worlds_are_compared():
    """What takes longer comes later, so that the first figures come soon."""
    small = Setting(("work",), years=2, draws=10, lives=10, further=0)
    seen = [(found.worlds, found.weeks, _years(found)) for found in conduct(small)]
    assert seen[:8] == [(worlds, 0, 0) for worlds in range(1, 9)] and seen[8 + 50 : 8 + 52] == [(8, 51, 0), (8, 52, 1)]
    assert seen[8 + 102 :] == [(8, 103, 1), (8, 104, 2), (9, 104, 2), (10, 104, 2)]


def _years(found):
    return len(found.lives[0].pay) if found.lives else 0


def test_lives_are_drawn_as_far_as_they_are():
    """Years that have passed do not change; what lives come to over all years is not told before they have."""
    small = Setting(("work", "deep"), years=3, draws=1, lives=30, further=0)
    *_, whole = seen = [found.document() for found in conduct(small)]
    assert bands.bands(seen[51]) is None and "so_far" not in whole["strategies"][0]
    for told, passed in ((seen[52], 1), (seen[120], 2)):
        drawn, every = bands.bands(told), bands.bands(whole)
        assert (drawn.so_far, every.so_far, drawn.lives, drawn.years) == (passed, 0, 30, every.years)
        assert drawn.reached == f"{bands.PLOT * passed / 3:.2f}%" and every.reached == f"{bands.PLOT:.2f}%"
        for one, other, line in zip(told["strategies"], whole["strategies"], drawn.lines, strict=True):
            assert one["life"] is None and line.middle.count("L") == passed
            for part, figures in one["so_far"]["by_year"].items():
                assert figures == other["life"]["by_year"][part][:passed]
            assert line.middle.split()[-2] == f"{100 * passed / 3:.2f}"
        assert sum(len(one.rows) == passed for one in tables.tables(told, None) if "against today" in one.title) == 2
        assert bars.luck(told) is None
    assert missing.sentences(seen[120])[1] == "Single lives end after 2 of 3 years, so what luck does is missing."


def test_whoever_stops_while_looking_further_is_told_the_command_for_that():
    seen = {found.steps: found.document()["command"] for found in conduct(SMALL)}
    assert [one.partition("--further ")[2].split()[0] for one in seen.values()] == ["0"] * 12 + ["1", "2"]


def test_few_against_many_is_never_counted():
    """Deep against broad is decided by the structure (lab.md L2): no shares of worlds, no ratio, no slider."""
    depth = told(Setting(("deep", "broad"), years=1, draws=2, lives=10))
    assert hangs.chief(depth) is None and hangs.classes(depth) == ([], []) and hangs.there(depth, 1.0) is None
    assert "settles nothing" in hangs.undecided(depth)
    assert " of 2 world" not in " ".join(answer.paragraph(depth))
    assert "does not settle" in " ".join(answer.paragraph(depth))


def test_the_ratio_can_be_held_and_then_decides_nothing_more():
    held = told(Setting(("work", "broad"), years=1, draws=2, lives=10, ratio=3.0))
    assert [row[0] for row in held["by_world"]] == pytest.approx([3.0, 3.0])
    assert hangs.classes(held) == ([], []) and "--ratio 3" in held["command"]
    assert "ties paying 3 times" in " ".join(answer.paragraph(held))
    assert "What ties pay" not in [one.words for one in hangs.slopes(held).rows]
    low, high = (told(Setting(("broad",), years=1, draws=1, lives=10, ratio=one)) for one in (0.1, 10.0))
    assert low["strategies"][0]["middle"] < high["strategies"][0]["middle"] and low["pairs"] == []
    assert "Leave it open" in hangs.undecided(held)
    assert "0.0" in bars.luck(low).bars[1].told
    assert hangs.slopes(low) is None and "overlap" not in " ".join(answer.paragraph(low))


def test_what_the_ratio_does_not_part_is_not_called_depth():
    idle = {
        "strategies": [{"name": "work"}, {"name": "reactive"}],
        "ratio": None,
        "by_world": [[1.0, 2.0, 1.0]],
        "hours": 10.0,
    }
    assert "nothing to decide" in hangs.undecided(idle | {"by_world": [[1.0, 2.0, 2.0]]})
    assert "is not what parts them" in hangs.undecided(idle) and "built" not in hangs.undecided(idle)
    assert "nothing to decide" in hangs.undecided({"strategies": [{"name": "work"}], "ratio": None})


def test_no_free_hours_move_nothing_much():
    none = told(Setting(("work", "broad"), hours=0.0, years=1, draws=2, lives=10))
    assert all(abs(one["middle"]) < 0.3 for one in none["strategies"])
    said = " ".join(answer.paragraph(none))
    assert bars.strategies(none).bars and "Without hours to give" in said and "ratio" not in said
    assert hangs.chief(none) is None and hangs.classes(none) == ([], []) and "Without hours" in hangs.undecided(none)
    alike = none | {"by_world": [[1.0, 0.01, 0.0]]}
    said = " ".join(answer.paragraph(alike))
    assert (
        "come out alike" in said and "ratio" not in said and "overlap" not in said and hangs.classes(alike) == ([], [])
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 30), st.floats(-5, 5), st.floats(-5, 5)), max_size=30), st.floats(0.05, 20))
def test_the_answer_at_a_ratio_is_of_the_worlds_near_it(rows, ratio):
    pair = {"between": ["broad", "work"], "ratio": [], "slopes": {}}
    held = {
        "strategies": [{"name": "work", "middle": 0.0}, {"name": "broad", "middle": 1.0}],
        "pairs": [pair],
        "by_world": [list(row) for row in rows],
        "hours": 10.0,
    }
    near = [other - one for at, one, other in rows if ratio / 2 <= at <= 2 * ratio]
    found = hangs.there(held, ratio)
    assert (found.worlds, found.ahead) == (len(near), sum(one > 0 for one in near))
    if near:
        assert min(near) <= found.low <= found.middle <= found.high <= max(near)
    assert str(len(near)) in found.words if near else "No world here" in found.words


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(bands.TOP, bands.TOP + bands.HEIGHT), min_size=1, max_size=3))
def test_labels_stand_apart_within_the_drawing_and_in_order(wanted):
    found = bands.apart(wanted)
    stand = sorted(found)
    assert all(b - a >= bands.ROOM - 1e-6 for a, b in pairwise(stand))
    assert stand[0] >= bands.TOP and stand[-1] <= bands.TOP + bands.HEIGHT
    assert [found[at] for at in sorted(range(len(wanted)), key=wanted.__getitem__)] == stand


def test_each_drawing_has_a_table_that_says_the_same(three):
    found = {one.title: one for one in tables.tables(three, hangs.slopes(three))}
    worlds = found["Over all possible worlds (4), pay against everybody else"]
    for bar, row in zip(bars.strategies(three).bars, worlds.rows, strict=True):
        assert bar.told.startswith(row[2])
    for line, one in zip(bands.bands(three).lines, three["strategies"], strict=True):
        table = found[f"{WORDS[one['name']].label}: pay of single lives against today"]
        assert len(table.rows) == 2 and line.spread.startswith(table.rows[-1][2])
        assert line.middle.count("L") == 2
    slopes = found["What moves “Many, lightly” against “All at work”"]
    assert len(slopes.rows) == len(RANGES)
    slight = replace(hangs.slopes(three), rows=(hangs.Slope("Any", -0.001, "", None),))
    assert tables.tables(three, slight)[-1].rows == (("Any", "0.00", "cannot be told"),)
    luck, strategy = bars.luck(three).bars
    assert luck.told in [f"{low.split(GAP)[0]} to {high}" for _, low, _, high in found[LUCK].rows]
    assert strategy.told == between(*(part([one["middle"] for one in three["strategies"]]) for part in (min, max)))
    for bar, row in zip(bars.everyone(three).bars, found["If everybody did the same"].rows, strict=True):
        assert bar.told == f"{row[1]}, everybody {row[2]}" and bar.middle in (bar.low, bar.high)


def test_classes_of_the_ratio_add_up(three):
    columns, rows = hangs.classes(three)
    assert columns == ["Many, lightly", "A few, deeply"] and sum(row.worlds for row in rows) == 4
    assert all(len(row.ahead) == 2 and bool(row.ahead[0]) == bool(row.worlds) for row in rows)
