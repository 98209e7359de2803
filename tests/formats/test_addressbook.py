import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast.formats.addressbook import columns, words
from backcast.formats.records import FileSeen, OwnerHint, PersonRecord, from_json, to_json
from backcast.formats.text import Line, lines
from tests.formats import books, samples
from tests.formats.books import google

WESTERN = str.maketrans("Łąódź", "Laodz")


def read(tmp_path, text, name="people.csv", hint=None):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return samples.read(path, hint=hint)


def one(tmp_path, text, name="people.csv"):
    records = read(tmp_path, text, name)
    (person,) = samples.people(records)
    return person, records


@pytest.mark.parametrize("columns", [books.GOOGLE_OLD, books.GOOGLE_NEW], ids=["until 2024", "since 2024"])
def test_googles_exports_of_both_eras_give_the_same_person(tmp_path, columns):
    person, records = one(tmp_path, google(columns, books.GOOGLE_ROW))
    assert (person.source, person.name, person.given, person.family) == ("google", "Anna Ash", "Anna", "Ash")
    assert person.emails == ("anna@example.org", "a.ash@home.example", "third@example.org")
    assert person.phones == ("+12125550100", "2125550101")
    assert (person.organisation, person.title, person.place) == ("Ash & Co", "Baker", "Springfield, OR, USA")
    assert (person.birthday, person.note) == ("--12-09", "Met at the fair.\nBakes.")
    assert person.urls == ("https://www.linkedin.com/in/anna-ash",)
    assert not samples.problems(records)
    assert samples.seen(records)["people.csv"] == ("addressbook.google", 1, 1)


@pytest.mark.parametrize("language", books.OUTLOOK)
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "ansi"])
def test_outlook_speaks_eight_languages(tmp_path, language, separator, encoding):
    told, page = (books.OUTLOOK_ROW, "cp1250") if language == "pl" else (books.OUTLOOK_ROW.translate(WESTERN), "cp1252")
    row = told.split("|")
    text = samples.table(books.OUTLOOK[language].split("|"), row, separator=separator, quoting=csv.QUOTE_ALL)
    person, records = one(tmp_path, text.encode(page if encoding == "ansi" else encoding))
    given, family, city = row[1], row[3], row[9]
    assert (person.source, person.name) == ("outlook", f"{given} Q {family}")
    assert (person.given, person.family) == (given, family)
    assert (person.organisation, person.title, person.place) == ("Ash Ltd", "Baker", f"{city}, {row[11]}")
    assert person.emails == ("zoe@example.org",)
    assert person.phones == ("03022222", "03033333", "01715555")
    assert (person.birthday, person.note) == ("1980-06-07", "Likes rye")
    assert samples.left_out(records) == {"addresses that only work inside one organisation's Exchange": 1}
    assert not samples.problems(records)


def test_the_eras_of_outlook_com_and_of_linkedins_old_export_are_outlook_too(tmp_path):
    person, _ = one(tmp_path, samples.table(books.OUTLOOK_COM.split("|"), books.OUTLOOK_COM_ROW.split("|")))
    assert (person.source, person.name, person.title, person.place) == ("outlook", "Anna Ash", "Baker", "Elm")
    assert (person.phones, person.urls, person.birthday) == (("11111", "22222"), ("https://anna.example",), "")
    old = "Title,First Name,Middle Name,Last Name,Suffix,E-mail Address,E-mail 2 Address,Company,Department,Job Title\n"
    person, _ = one(tmp_path, old + ",Bo,,Birch,,b@example.org,,Birch Ltd,,Smith\n", "linkedin_connections_export.csv")
    assert (person.source, person.organisation, person.title) == ("outlook", "Birch Ltd", "Smith")


@pytest.mark.parametrize(("head", "row"), books.OWN.items(), ids=[head[:30] for head in books.OWN])
def test_tables_of_peoples_own_are_understood(tmp_path, head, row):
    person, records = one(tmp_path, f"{head}\n{row}\n")
    assert (person.source, person.name, person.emails) == ("csv", "Anna Ash", ("a@example.org",))
    assert (person.phones, person.organisation, person.title) == (("11111",), "Elm", "Baker")
    assert person.place == "Ulm, D" and not samples.problems(records)


@pytest.mark.parametrize(
    ("head", "written", "told"),
    [
        ("Birthday", "1906-12-09", "1906-12-09"), ("Birthday", " --12-09", "--12-09"), ("Birthday", "0/0/00", ""),
        ("Birthday", "00.00.0000", ""), ("Birthday", "1604-05-12", "--05-12"), ("Birthday", "12/25/1980", "1980-12-25"),
        ("Birthday", "25/12/1980", "1980-12-25"), ("Birthday", "Dec 10", "--12-10"), ("Birthday", "1980", "1980"),
        ("Birthday", "12/25/80", "--12-25"), ("Birthday", "12/25/1604", "--12-25"),
        ("Geburtstag", "3.4.1980", "1980-04-03"), ("Geburtstag", "3/4/1980", "1980-04-03"),
        ("Birthday", "3/22/1980 12:00:00 AM", "1980-03-22"),
    ],
)  # fmt: skip
def test_birthdays_keep_what_is_told(tmp_path, head, written, told):
    mail = "E-Mail-Adresse" if head == "Geburtstag" else "Email Address"
    person, records = one(tmp_path, samples.table(["Name", mail, head], ["Anna", "a@example.org", written]))
    assert person.birthday == told and not samples.problems(records)


def test_a_doubtful_birthday_is_said_once_and_settled_by_its_neighbours(tmp_path):
    rows = [["Anna", "a@example.org", "3/4/1980"], ["Bo", "b@example.org", "5/6/1981"]]
    records = read(tmp_path, samples.table(["Name", "Email", "Birthday"], *rows))
    assert [one.birthday for one in samples.people(records)] == ["1980-03-04", "1981-05-06"]
    assert [(one.line, one.field) for one in samples.problems(records)] == [(2, "Birthday")]
    rows.append(["Cy", "c@example.org", "25/12/1982"])
    records = read(tmp_path, samples.table(["Name", "Email", "Birthday"], *rows))
    assert [one.birthday for one in samples.people(records)] == ["1980-04-03", "1981-06-05", "1982-12-25"]
    assert not samples.problems(records)


def test_trouble_costs_the_cell_and_not_the_person(tmp_path):
    rows = [["Anna", "no address", "someday"], ["Bo", "x, b@example.org", "30 Feb 2020"]]
    records = read(tmp_path, samples.table(["Name", "Email", "Birthday"], *rows))
    assert [(one.name, one.emails) for one in samples.people(records)] == [("Anna", ()), ("Bo", ("b@example.org",))]
    told = [(one.line, one.field) for one in samples.problems(records)]
    assert told == [(2, "email"), (2, "Birthday"), (3, "Birthday")]


def test_what_is_no_person_is_counted(tmp_path):
    rows = [
        ["", "", "Ash Ltd", ""], ["", "", "", ""], ["", "", "", "11111"], ["", "noreply@ash.example", "", ""],
        ["Ash Ltd", "", "Ash Ltd", ""], ["Anna", "", "", ""], ["Anna", "", "", ""], ["", "b@example.org", "Birch", ""],
        ["Mia", "mia@example.org", "", ""], ["N/A", "c@example.org", "N/A", ""],
    ]  # fmt: skip
    text = samples.table(["Name", "Email", "Company", "Phone"], *rows)
    records = read(tmp_path, text, hint=OwnerHint(emails=("Mia@example.org",)))
    told = [(one.name, one.organisation) for one in samples.people(records)]
    assert told == [("Anna", ""), ("b@example.org", "Birch"), ("c@example.org", "")]
    assert samples.left_out(records) == {
        "cards of organisations and places, not of people": 2,
        "address book entries with neither name nor e-mail address": 1,
        "address book entries of machines: no name, and an address that nobody reads": 1,
        "the same card once more": 1, "your own card": 1,
    }  # fmt: skip


def test_a_person_in_several_folders_of_a_takeout_counts_once(tmp_path):
    book, folder = google(books.GOOGLE_NEW, books.GOOGLE_ROW), "Takeout/Contacts"
    files = {f"{folder}/{label}/{label}.csv": book for label in ("All Contacts", "Bäcker")}
    files[f"{folder}/All Contacts/anna.jpg"] = "a picture"
    records = samples.read(samples.zipped(tmp_path / "takeout-1-001.zip", files))
    (person,) = samples.people(records)
    assert person.file.endswith("All Contacts.csv") and samples.left_out(records)["the same card once more"] == 1


def test_the_same_person_has_the_same_key_in_every_export(tmp_path):
    first, _ = one(tmp_path, google(books.GOOGLE_OLD, books.GOOGLE_ROW))
    again, _ = one(tmp_path, google(books.GOOGLE_NEW, books.GOOGLE_ROW | {"Organization Title": "Head baker"}))
    other, _ = one(tmp_path, google(books.GOOGLE_NEW, books.GOOGLE_ROW | {"E-mail 1 - Value": "o@example.org"}))
    assert first.key == again.key != other.key


FOREIGN = {
    "shop.csv": "SKU,Price,Stock\n1,2,3\n",
    "names.csv": "Name,Colour\nAnna,red\n",
    "letter.txt": "Dear all,\n" * 20 + "Name, Email, Phone\nand so on\n",
    "talk.md": "Name, Email\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_tables_and_texts_are_left_to_others(name):
    assert columns.found(name, list(lines(io.BytesIO(FOREIGN[name].encode()), 65_536))) is None


def test_a_table_of_unknown_columns_is_told_with_its_columns(tmp_path):
    records = read(tmp_path, "Wer;Wohin\nAnna Ash;a@example.org\n")
    (problem,) = samples.problems(records)
    assert problem.line == 1 and "“wer”, “wohin”" in problem.message
    assert samples.seen(records)["people.csv"] == ("addressbook.csv", 0, 0) and not samples.people(records)


def test_linkedins_own_tables_stay_linkedins(tmp_path):
    records = read(tmp_path, samples.connections(samples.anna()))
    assert samples.seen(records)["people.csv"][0] == "linkedin.connections"


@pytest.mark.skipif(not os.environ.get("BACKCAST_REAL_DATA"), reason="BACKCAST_REAL_DATA is not set")
def test_a_table_nobody_here_wrote_gives_people():
    files = sorted(Path(os.environ["BACKCAST_REAL_DATA"], "contacts_csv").rglob("*.csv"))
    assert files
    for path in files:
        records = samples.read(path)
        kind, rows, read = samples.seen(records)[path.name]
        assert kind == "addressbook.csv" and rows == read == len(samples.people(records)) > 0
        assert all(one.name and one.emails and one.organisation and one.title for one in samples.people(records))


def test_every_word_is_written_as_columns_are_compared():
    for table in words.WORDS.values():
        for listed in table.values():
            assert all(words.spelled(word) == word for word in listed.split(","))
    assert {words.spelled(name) for name in words.OUTLOOK} == words.OUTLOOK


HEADS = [
    head.split("|") for head in (books.GOOGLE_OLD, books.GOOGLE_NEW, *books.OUTLOOK.values(), "Name|Email|Birthday")
]
ODD = (
    "Anna|a@example.org| ::: |* Work|0/0/00|3/4/80| --12-09|/o=Ex/ou=x|+1 212 555 0100|=1+1|29/02/2001|1e999|N/A|a@b@c|"
    "\u202eevil|<a@example.org|🧁|((((|-- -- --|99999|9999-99-99"
)
CELLS = st.sampled_from(ODD.split("|")) | st.text(max_size=12)
TABLES = (
    st.sampled_from(HEADS),
    st.lists(st.lists(CELLS, max_size=60), max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-16", "cp1250"]),
)


def no_table_stops_the_reading(folder, head, rows, separator, encoding):
    text = samples.table(head, *(row[: len(head)] for row in rows), separator=separator)
    records = read(folder, text.encode(encoding, "replace"))
    assert sum(isinstance(one, FileSeen) for one in records) == 1
    for record in records:
        assert from_json(to_json(record)) == record
        assert not isinstance(record, PersonRecord) or (record.name and record.key and "\n" not in record.name)


@settings(max_examples=420, deadline=None)
@given(*TABLES)
def test_no_table_stops_the_reading(tmp_path_factory, head, rows, separator, encoding):
    no_table_stops_the_reading(tmp_path_factory.getbasetemp(), head, rows, separator, encoding)


@pytest.mark.deep
@settings(max_examples=20_000, deadline=None)
@given(*TABLES)
def test_no_table_of_very_many_stops_the_reading(tmp_path_factory, head, rows, separator, encoding):
    no_table_stops_the_reading(tmp_path_factory.getbasetemp(), head, rows, separator, encoding)


LETTERS = st.sampled_from('Name,Emailt;-1é"\t') | st.characters(codec="utf-8")


@settings(max_examples=400)
@given(st.lists(st.text(LETTERS, max_size=60), max_size=6))
def test_no_first_lines_stop_the_looking(texts):
    columns.found("any.csv", [Line(number, text, True) for number, text in enumerate(texts, 1)])
