"""CVs, Monica's exports and notes as nobody should write them: no reading stops, no record breaks the rules."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.formats.records import FileSeen
from tests.formats import people_files, test_monica, test_notes

CV = people_files.resume([{"name": "Oak", "startDate": "2020"}], skills=[1], education=[{"institution": "Elm"}])
FORMS = {
    "resume": ("resume", CV.encode()),
    "monica.json": ("monica", test_monica.WHOLE.encode()),
    "monica.sql": ("monica", test_monica.SQL.encode()),
    "notes": ("notes", test_notes.FULL.encode()),
}
ODD = [
    b"\0",
    b'"',
    b"'",
    b"\\",
    b"\n",
    b"\r",
    b"{",
    b"]",
    b",",
    b":",
    b"- ",
    b"|",
    b"---\n",
    b"[[",
    b"(",
    b";",
    b"\xff\xfe",
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(ODD) | st.binary(max_size=9)), max_size=5
)
WORDS = st.sampled_from(["name", "email", "data", "type", "values", "properties", "uuid", "date", "work", "contacts"])
LEAVES = st.sampled_from([None, True, "2020-01-02", "a@example.org", "contact", "c-1", "\ud800", "=x", 1e308, 10**30])
VALUES = st.recursive(
    LEAVES | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=6,
)
GRAFTS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), VALUES), min_size=1, max_size=4)
SQL = st.lists(
    st.sampled_from(
        [
            people_files.DUMP,
            *test_monica.SQL.splitlines(keepends=True),
            "(",
            "'",
            "\\",
            ");\n",
            ",\n",
            "NULL",
            "(1,'a')",
        ]
    ),
    max_size=25,
).map("".join)
FRONT = st.lists(
    st.sampled_from([
        *test_notes.FULL.splitlines(keepends=True), "- ", "  ", ": ", "[", "{", "}", '"', "'", "name:", "email: |\n",
        "\t", "#", "## Log\n", "- 2024-01-02 ", "| Date | Kind |\n", "---\n", "birthday: 1/2/3\n", "[[a|b]]", "](",
        "&a *b ",
    ]),
    max_size=25,
).map(lambda parts: "---\n" + "".join(parts))  # fmt: skip


def places(tree):
    """Every place in a JSON tree, as the thing that holds it and the key it has there."""
    for key, inner in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield tree, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def grafted(raw, grafts):
    """A JSON file with other values at some of its places."""
    tree = json.loads(raw)
    for where, value in grafts:
        found = list(places(tree))
        if found:
            holder, key = found[int(where * len(found))]
            holder[key] = value
    return json.dumps(tree).encode()


def mutated(kind, changes):
    name, raw = FORMS[kind]
    for where, drop, put in changes:
        at = int(where * len(raw))
        raw = raw[:at] + put + raw[at + drop :]
    people_files.claims(name, "a.md", raw)
    seen = [one for one in people_files.of_bytes(name, kind, raw) if isinstance(one, FileSeen)]
    assert [one.read <= one.rows for one in seen] == [True]


def made(kind, raw):
    name, _ = FORMS[kind]
    people_files.claims(name, "a.md", raw)
    people_files.of_bytes(name, kind, raw)


@pytest.mark.parametrize("kind", FORMS)
def test_no_change_to_a_file_stops_its_reading(kind):
    settings(max_examples=200, deadline=None)(given(CHANGES)(lambda changes: mutated(kind, changes)))()


def made_of(kind, most):
    if kind == "monica.sql":
        texts = SQL.map(lambda text: text.encode("utf-8", "surrogatepass"))
    elif kind == "notes":
        texts = FRONT.map(lambda text: text.encode("utf-8", "surrogatepass"))
    else:
        texts = GRAFTS.map(lambda grafts: grafted(FORMS[kind][1], grafts))
    settings(max_examples=most, deadline=None)(given(texts)(lambda raw: made(kind, raw)))()


@pytest.mark.parametrize("kind", FORMS)
def test_no_made_up_file_stops_its_reading(kind):
    made_of(kind, 300)


@pytest.mark.deep
@pytest.mark.parametrize("kind", FORMS)
def test_very_many_files_do_not_stop_the_reading(kind):
    settings(max_examples=10_000, deadline=None)(given(CHANGES)(lambda changes: mutated(kind, changes)))()
    made_of(kind, 10_000)


@pytest.mark.skipif("BACKCAST_REAL_DATA" not in os.environ, reason="BACKCAST_REAL_DATA is not set")
def test_no_foreign_file_is_taken_for_one_of_these_nor_stops_them():
    paths = sorted(path for path in Path(os.environ["BACKCAST_REAL_DATA"]).rglob("*") if path.is_file())
    small = [path for path in paths if path.stat().st_size < 50_000]
    assert small
    for path in small:
        raw = path.read_bytes()
        for kind, (name, _) in FORMS.items():
            assert not people_files.claims(name, path.name, raw) or path.name.endswith("_resume.json")
            people_files.of_bytes(name, kind, raw)
