"""Lists of people's own making: what is asked about them, and how they are read once it is said."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.errors import Invalid, Unreadable
from backcast.formats import meanings
from backcast.formats.meanings import FIELDS, NOTES, SAID, known_by, parsed
from backcast.formats.pasted import EXAMPLE, FILE
from backcast.formats.records import ColumnsSeen, FileSeen, OwnerHint, PersonRecord, from_json, to_json
from tests.formats import samples

OWN = "Wer;Wohin;Netz;Nummer;Laden;Laden 2\nAnna Ash;a@example.org;linkedin.com/in/anna-ash;+49 30 1234567;Oak;Elm\n"
SAID_OF_OWN = {"Wer": "name", "wohin": "email", "LADEN": "organisation", "netz": "url", "nummer": "phone"}


def read(tmp_path, text, said=None, name="list.csv", known=None):
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    told = {SAID: said} if said else {}
    return samples.read(path, hint=OwnerHint(meanings=told | (known or {})))


def columns(records):
    (found,) = samples.of(ColumnsSeen, records)
    return found


def meant(records):
    found = columns(records)
    return dict(zip(found.columns, found.fields, strict=True))


def test_a_table_nobody_knows_is_asked_about_with_examples_and_guesses(tmp_path):
    records = read(tmp_path, OWN + "Bo Birch;b@example.org;;;=1+1;\n")
    found = columns(records)
    assert not found.is_read and not samples.people(records) and found.kind == "addressbook"
    assert meant(records) == {
        "wer": "name", "wohin": "email", "netz": "url", "nummer": "phone", "laden": "", "laden 2": "",
    }  # fmt: skip
    assert found.examples[:2] == ("Anna Ash\nBo Birch", "a@example.org\nb@example.org")
    assert found.examples[4] == "Oak\n=1+1" and samples.seen(records)["list.csv"] == ("addressbook.csv", 0, 0)


@pytest.mark.parametrize("day", ["2024-05-01", "1.5.2024", "05/01/24", "20240501", "2024-05-01 10:00"])
def test_days_are_no_telephone_numbers(tmp_path, day):
    assert meant(read(tmp_path, f"Wer;Wohin;Wann\nAnna Ash;a@example.org;{day}\n"))["wann"] == ""


def test_what_is_said_now_is_taken_and_so_is_what_was_said_of_the_same_columns(tmp_path):
    now = read(tmp_path, OWN, SAID_OF_OWN)
    told = meant(now)
    assert columns(now).is_read and told["laden"] == "organisation" and told["laden 2"] == ""
    later = read(tmp_path, OWN.upper().replace("ANNA ASH;", "Bo;"), known={columns(now).digest: told})
    assert columns(later).is_read
    anna, bo = *samples.people(now), *samples.people(later)
    assert (anna.name, anna.organisation, anna.emails, anna.phones) == (
        "Anna Ash", "Oak", ("a@example.org",), ("+49301234567",),
    )  # fmt: skip
    assert anna.urls == ("https://www.linkedin.com/in/anna-ash",) and (bo.name, bo.organisation) == ("Bo", "OAK")


def test_what_is_said_goes_before_what_a_column_is_called(tmp_path):
    text = "Name,Contact,Email\nOak,Anna Ash,a@example.org\n"
    (anna,) = samples.people(read(tmp_path, text, {"name": "organisation", "contact": "name", "email": "email"}))
    assert (anna.name, anna.organisation) == ("Anna Ash", "Oak")


@pytest.mark.parametrize(
    "text", ["Day,Amount\n2024-01-02,12\n", "Wer,Was\nAnna Ash,Rye\n", '"Wer","Was"\n"Ash\nAnna","Rye"\n']
)
def test_a_table_without_addresses_is_asked_about_only_where_it_came_alone(tmp_path, text):
    assert not columns(read(tmp_path, text)).is_read
    samples.written(tmp_path / "many", {"list.csv": text, "a.vcf": "BEGIN:VCARD\nFN:Zoe\nEND:VCARD\n"})
    records = samples.read(tmp_path / "many")
    assert not samples.of(ColumnsSeen, records) and len(samples.people(records)) == 1
    known = {known_by(text.splitlines()[0].replace('"', "").split(",")): {"wer": "name", "was": "note"}}
    records = samples.read(tmp_path / "many", hint=OwnerHint(meanings=known))
    assert len(samples.of(ColumnsSeen, records)) == 1 and columns(records).is_read


def test_people_without_a_header_are_read_line_by_line(tmp_path):
    text = "Anna Ash,a@example.org,Oak\nBo Birch,b@example.org,Elm\n"
    for name in ("list.csv", "list.txt"):
        records = read(tmp_path, text, name=name)
        assert [(one.name, one.organisation, one.file) for one in samples.people(records)] == [
            ("Anna Ash", "Oak", name), ("Bo Birch", "Elm", name),
        ]  # fmt: skip
        assert samples.seen(records)[name] == ("pasted", 2, 2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Ash\nBo Birch, Oak\n", "pasted"), ("To: Anna <a@example.org>; b@example.org\n", "pasted"),
        ("Name\tE-mail\nAnna Ash\ta@example.org\n", "addressbook.csv"), (EXAMPLE, "pasted"),
        ("BEGIN:VCARD\nFN:Anna Ash\nEND:VCARD\n", "vcard"),
    ],
)  # fmt: skip
def test_what_is_pasted_is_read_for_what_it_is(tmp_path, text, kind):
    records = read(tmp_path, text, name=FILE)
    assert samples.seen(records)[FILE][0] == kind and samples.people(records)[0].name.startswith("Anna")


@pytest.mark.parametrize("text", ["", "-----\n", "milk and eggs and bread and so on and on and more\n"])
def test_a_pasted_text_that_names_nobody_is_refused_with_an_example(tmp_path, text):
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, text, name=FILE)
    assert text == "" or EXAMPLE in refused.value.hint
    with pytest.raises(Unreadable):
        read(tmp_path, text, name="letter.txt")


NOTE = "---\ntype: person\nname: Anna Ash\nhouse: Oak\nreach-me:\n  - a@example.org\ncssclass: x\n---\nKind.\n"


def test_own_fields_of_notes_are_asked_about_and_taken_as_said(tmp_path):
    records = read(tmp_path, NOTE, name="Anna.md")
    assert meant(records) == {"house": "", "reach me": "email"} and not columns(records).is_read
    assert len(samples.people(records)) == 1 and columns(records).examples == ("Oak", "a@example.org")
    said = {"House": "organisation", "reach-me": "email"}
    now, later = read(tmp_path, NOTE, said, "Anna.md"), read(tmp_path, NOTE, name="Anna.md", known={NOTES: said})
    for records in (now, later):
        (anna,) = samples.people(records)
        assert (anna.organisation, anna.emails, anna.note) == ("Oak", ("a@example.org",), "Kind.")
        assert columns(records).is_read
    left = read(tmp_path, NOTE, name="Anna.md", known={NOTES: {"house": "note", "reach me": ""}})
    assert columns(left).is_read and samples.people(left)[0].note == "Oak\nKind."


def test_a_note_that_says_nowhere_whom_it_is_about_is_read_once_that_is_said(tmp_path):
    text = "---\nwho: Anna Ash\nhouse: Oak\n---\n"
    records = read(tmp_path, text, name="x.md")
    assert not samples.people(records) and len(samples.problems(records)) == 1 and not columns(records).is_read
    said = {"who": "name", "house": "organisation"}
    assert [one.name for one in samples.people(read(tmp_path, text, said, "x.md"))] == ["Anna Ash"]
    samples.written(tmp_path / "many", {"a.md": text, "b.md": "---\nrecipe: rye\n---\n"})
    found = samples.read(tmp_path / "many", hint=OwnerHint(meanings={SAID: said}))
    assert [one.name for one in samples.people(found)] == ["Anna Ash"]


def test_what_columns_mean_is_written_as_people_would():
    told = parsed('Who = name, E-Mail=mail ,"Oak, Elm"=company,x=-,a=b=Web address')
    assert told == {"Who": "name", "E-Mail": "email", "Oak, Elm": "organisation", "x": "", "a=b": "url"}
    assert all(parsed(f"x={label}") == {"x": field} for field, label in FIELDS.items())


@pytest.mark.parametrize("text", ["", " , ", "Who", "=name", "Who=nome", '"', "Who=name\nx=y"])
def test_what_says_nothing_is_refused_with_what_to_write(text):
    with pytest.raises(Invalid) as refused:
        parsed(text)
    assert refused.value.message and refused.value.hint


CELLS = st.sampled_from([
    "Wer", "Wohin", "Name", "a@example.org", "Anna Ash", "=1+1", '"', '""', "", " ", "x" * 200, "1.2.1980", "\ud800",
    "http://x.example", "+49 30 1234567", "\u202e", "<b>", "---", "house: x",
]) | st.text(max_size=5)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6)
CALLED = st.sampled_from(["list.csv", "list.tsv", FILE, "list.txt", "note.md"])
HELD = st.dictionaries(CELLS, st.sampled_from([*FIELDS]), max_size=4)


def nothing_stops_what_is_asked(folder, table, separator, name, said):
    text = "\n".join(separator.join(row) for row in table)
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    known = {SAID: said} | ({known_by(table[0]): said} if table else {})
    for told in ({}, known):
        try:
            records = samples.read(folder / name, hint=OwnerHint(meanings=told))
        except Unreadable as refused:
            assert refused.message and refused.hint
            continue
        for one in records:
            assert from_json(json.loads(json.dumps(to_json(one)))) == one
        for one in samples.of(ColumnsSeen, records):
            assert len(one.columns) == len(one.fields) == len(one.examples) and set(one.fields) <= set(FIELDS)
            assert one.is_read or one.kind == "notes" or not samples.people(records)
        assert len(samples.of(PersonRecord, records)) <= max(1, len(text)) and samples.of(FileSeen, records)


@settings(max_examples=150, deadline=None)
@given(TABLES, st.sampled_from(",;\t"), CALLED, HELD)
def test_no_list_stops_the_asking(tmp_path_factory, table, separator, name, said):
    nothing_stops_what_is_asked(tmp_path_factory.getbasetemp(), table, separator, name, said)


@pytest.mark.deep
@settings(max_examples=10_000, deadline=None)
@given(TABLES, st.sampled_from(",;\t"), CALLED, HELD)
def test_no_list_of_very_many_stops_the_asking(tmp_path_factory, table, separator, name, said):
    nothing_stops_what_is_asked(tmp_path_factory.getbasetemp(), table, separator, name, said)


def test_a_list_needs_a_name_or_an_address():
    assert meanings.names_somebody(["", "email"]) and not meanings.names_somebody(["phone", "organisation", ""])
