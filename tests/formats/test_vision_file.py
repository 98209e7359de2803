"""The vision file: what is read, and one sentence with file, line and key for what is wrong."""

import datetime as dt
import os
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast import limits
from backcast.engine.schedule import HOURS_BY_KIND
from backcast.errors import BackcastError, Invalid, Unreadable
from backcast.formats import toml_lines, vision_file, vision_records

TODAY = dt.date(2026, 11, 22)
TOP = 'title = "Head of platforms"\nhorizon = 2031-11-01\n'
A, B = '[[milestones]]\nkey = "a"\ntitle = "A"\n', '[[milestones]]\nkey = "b"\ntitle = "B"\n'


def read(text, today=TODAY):
    parsed = vision_file.read_text(text, "v.toml", today)
    parsed.check_links({}, [])
    return parsed


WRONG = {
    "unknown key at the top": (TOP + "tittle = 1", 3, "tittle"),
    "unknown key in a table": (TOP + A + "hour = 3", 6, "milestones.hour"),
    "unknown table": (TOP + "[[goals]]\nkey = 1", 3, "goals"),
    "key below its place": (TOP + '[[places]]\ntitle = "P"\nhours_per_week = 2', 5, "places.hours_per_week"),
    "title missing": ("horizon = 2031-11-01", 1, "title"),
    "title empty": ('title = " "\nhorizon = 2031-11-01', 1, "title"),
    "title too long": (f'title = "{"x" * 201}"\nhorizon = 2031-11-01', 1, "title"),
    "horizon missing": ('title = "T"', 1, "horizon"),
    "horizon as text": ('title = "T"\nhorizon = "2031-11-01"', 2, "horizon"),
    "horizon with a time": ('title = "T"\nhorizon = 2031-11-01T08:00:00', 2, "horizon"),
    "horizon past": ('title = "T"\nhorizon = 2026-11-21', 2, "horizon"),
    "no such day": ('title = "T"\nhorizon = 2031-02-30', 2, "horizon"),
    "importance as a flag": (TOP + "importance = true", 3, "importance"),
    "importance with a point": (TOP + "importance = 3.0", 3, "importance"),
    "importance too high": (TOP + "importance = 6", 3, "importance"),
    "active as text": (TOP + 'active = "yes"', 3, "active"),
    "hours that are no number": (TOP + "hours_per_week = nan", 3, "hours_per_week"),
    "hours too many": (TOP + "hours_per_week = 80.5", 3, "hours_per_week"),
    "share above one": (TOP + "milestone_share = 1.01", 3, "milestone_share"),
    "stage unknown": (TOP + 'stage = "junior"', 3, "stage"),
    "weight below one": (TOP + '[[future_people]]\nkey = "x"\nname = "X"\nweight = 0', 6, "future_people.weight"),
    "person without key": (TOP + '[[future_people]]\nname = "X"', 3, "future_people.key"),
    "person without name": (TOP + '[[future_people]]\nkey = "x"\nlocal = true', 3, "future_people.name"),
    "milestone without title": (TOP + '[[milestones]]\nkey = "x"', 3, "milestones.title"),
    "milestone hours negative": (TOP + A + "hours = -1", 6, "milestones.hours"),
    "milestone hours endless": (TOP + A + "hours = inf", 6, "milestones.hours"),
    "kind unknown": (TOP + A + 'kind = "party"', 6, "milestones.kind"),
    "state unknown": (TOP + A + 'state = "later"', 6, "milestones.state"),
    "after as text": (TOP + A + 'after = "b"', 6, "milestones.after"),
    "after itself": (TOP + A + 'after = ["a"]', 6, "milestones.after"),
    "after a stranger": (TOP + A + B + 'after = [\n  "a",\n  "c",\n]', 11, "milestones.after"),
    "leads to a stranger": (TOP + A + 'leads_to = ["cto"]', 6, "milestones.leads_to"),
    "a circle": (TOP + A + 'after = ["b"]\n' + B + 'after = ["a"]', 6, "milestones.after"),
    "the same milestone twice": (TOP + A + B + A, 10, "milestones.key"),
    "the same place twice": (TOP + '[[places]]\ntitle = "P"\n' * 2, 6, "places.title"),
    "the same shift twice": (TOP + '[[shifts]]\nfrom = "x"\nto = "y"\n' * 2, 7, "shifts.from"),
    "shift without to": (TOP + '[[shifts]]\nfrom = "x"', 3, "shifts.to"),
    "one bracket": (TOP + '[barriers]\ntitle = "x"', 3, "barriers"),
    "a list of words": (TOP + 'places = ["here"]', 3, "places"),
    "a value twice": (TOP + 'title = "again"', 3, "title"),
    "no quotes": ("title = Head", 1, "title"),
    "a bracket short": (TOP + "[[barriers]", 3, "barriers"),
    "behind a text of many lines": (TOP + 'meaning = """\n[[milestones]]\nkey = 1\n"""\nstage = 1', 7, "stage"),
    "behind other texts": (TOP + "place = '''\n'[x]'\n'''\n# [[y]]\nknown_for = \"a # \\\" b\"\nkey = 1", 8, "key"),
    "in a table within a line": (
        TOP + 'milestones = [\n{key = "a", title = "A"},\n{key = "b", title = 1}]',
        5,
        "milestones.title",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_names_file_line_and_key(name):
    text, line, key = WRONG[name]
    with pytest.raises(Invalid) as refused:
        read(text)
    assert refused.value.message.startswith(f"v.toml, line {line}, {key}: ")
    assert refused.value.message.endswith(".") and refused.value.message.count("\n") == 0
    assert "Nothing was changed" in refused.value.hint
    with pytest.raises(Invalid) as same:
        read(text.replace("\n", "\r\n"))
    assert same.value.message == refused.value.message


def test_it_reads_every_key_and_leaves_out_what_is_not_told():
    parsed = read(
        'key = "k"\nactive = false\n' + TOP + 'known_for = "x"\nplace = "Ⅻ"\nimportance = 4\nmeaning = "a\\nb"\n'
        'stage = "lead"\nhours_per_week = 2\nmilestone_share = 1\n'
        '[[future_people]]\nkey = "cto"\nname = "N"\ndescribe = "D"\norganisation = "O"\nlocal = true\n'
        'knows_me = true\nweight = 5\n' + A + 'kind = "talk"\ndue = 2028-05-01\nhours = 7\nweeks = 1.5\n'
        'at_work = true\nimportance = 1\nstate = "doing"\nleads_to = ["cto", "cto"]\n' + B + 'after = ["a"]\n'
        '[[places]]\ntitle = "P"\n[[shifts]]\nfrom = "f"\nto = "t"\npractice = "p"\nreview = 2027-03-01\n'
        '[[barriers]]\ntitle = "x"\nguide = "g"\nfirst_ask = "y"\n'
    )  # fmt: skip
    assert (parsed.key, parsed.active, parsed.meaning, parsed.hours_per_week) == ("k", False, "a\nb", 2.0)
    talk, bare = parsed.milestones
    assert talk == vision_records.Milestone(
        "a", "A", "talk", dt.date(2028, 5, 1), 7.0, 1.5, True, 1, "doing", None, ("cto",)
    )
    assert vision_records.told(bare, "title", "hours", "state", "leads_to", "after") == {"title": "B", "after": ("a",)}
    assert parsed.shifts[0] == vision_records.Shift("f", "t", "p", dt.date(2027, 3, 1))
    assert parsed.warnings == () and read(TOP).key == "main"


def test_the_example_of_the_docs_is_right_and_complete():
    page = (Path(__file__).parents[2] / "docs" / "vision-file.md").read_text("utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    parsed = read(example)
    written = {key for table in vision_file.TABLES.values() for key in table.keys} | set(vision_file.TOP)
    assert parsed.warnings == () and all(f"\n{key} =" in "\n" + example for key in written)
    assert all(
        f"{kind} {hours:g}" in page.replace("\n", " ").replace("  ", " ") for kind, hours in HOURS_BY_KIND.items()
    )


@pytest.mark.parametrize(
    ("horizon", "warned"),
    [("2026-11-22", True), ("2027-11-21", True), ("2027-11-22", False), ("2034-11-22", False), ("2034-11-23", True)],
)
def test_it_warns_of_a_horizon_outside_one_to_eight_years(horizon, warned):
    warnings = read(f'title = "T"\nhorizon = {horizon}').warnings
    assert bool(warnings) == warned and all(one.startswith("v.toml, line 2: ") for one in warnings)


def test_it_takes_a_mark_and_refuses_what_is_no_text():
    assert vision_file.read_bytes(b"\xef\xbb\xbf" + TOP.encode(), "v.toml", TODAY).title == "Head of platforms"
    for raw in (TOP.encode("utf-16"), TOP.encode() + b'place = "Z\xfcrich"', b"PK\x03\x04\xff\xfe"):
        with pytest.raises(Unreadable, match=r"v\.toml, line \d is not UTF-8"):
            vision_file.read_bytes(raw, "v.toml", TODAY)
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        vision_file.read_bytes(b"#" * (limits.VISION_FILE + 1), "v.toml", TODAY)


@pytest.mark.parametrize("more", ["x = " + "[" * 5000 + "]" * 5000, "x = " + "9" * 5000, "x = 0x" + "f" * 9000])
def test_it_survives_what_breaks_parsers(more):
    with pytest.raises(Invalid):
        read(TOP + more)


def test_it_refuses_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "ok.toml").write_text(TOP)
    assert vision_file.read_file(tmp_path / "ok.toml", TODAY).file.endswith("ok.toml")
    for name, why in (
        ("gone.toml", "There is no file"),
        ("", "is a folder"),
        ("pipe", "is not a file"),
        ("\0", "cannot"),
    ):
        with pytest.raises(Unreadable, match=why):
            vision_file.read_file(tmp_path / name, TODAY)


def test_its_kinds_are_those_of_the_engine():
    assert set(vision_records.KINDS) == set(HOURS_BY_KIND)


QUOTED = st.sampled_from(
    ['"x"', "'[[y]]'", '"""a\n[b]\n\'\'\'c"""""', "'''k = 1\n\"\"\"'''", '"\\"#"', "[1, [2,\n3]] # ]"]
)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", '"c d"']), st.lists(QUOTED, max_size=3)), max_size=8))
def test_lines_follow_headers_through_any_text(tables):
    text, expected, seen = "", {}, {}
    for name, values in tables:
        bare = name.strip('"')
        place = seen[bare] = seen.get(bare, -1) + 1
        expected[(bare, place)] = text.count("\n") + 1
        text += f"[[{name}]] # comment\n"
        for index, value in enumerate(values):
            expected[(bare, place, f"k{index}")] = text.count("\n") + 1
            text += f"k{index} = {value}\n\n"
    found = toml_lines.lines(text)
    assert {path: line for path, line in found.items() if len(path) in (2, 3)} == expected


@given(st.dictionaries(st.integers(0, 5), st.lists(st.integers(0, 5), max_size=3), max_size=6))
def test_a_circle_is_found_exactly_where_there_is_one(after):
    nodes = sorted({*after, *(end for ends in after.values() for end in ends)})
    possible = any(
        all(nodes_[(i + 1) % size] in after.get(nodes_[i], []) for i in range(size))
        for size in range(1, len(nodes) + 1)
        for nodes_ in permutations(nodes, size)
    )
    cycle = vision_records.cycle_of(after)
    assert bool(cycle) == possible
    assert all(cycle[(i + 1) % len(cycle)] in after[one] for i, one in enumerate(cycle))


@given(st.binary(max_size=300) | st.text(alphabet="[]{}=.,\"'#\n abk1_-\\", max_size=60).map(str.encode))
def test_no_bytes_end_in_anything_but_a_sentence(raw):
    for whole in (raw, TOP.encode() + raw):
        try:
            vision_file.read_bytes(whole, "v.toml", TODAY).check_links({}, [])
        except BackcastError as refused:
            assert refused.message.startswith("v.toml")
