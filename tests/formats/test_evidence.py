"""Recommendations, endorsements, follows, notes, schools and address books, as LinkedIn and Excel write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast import limits
from backcast.formats import names
from backcast.formats.linkedin.evidence import first_sentences
from backcast.formats.records import EvidenceRecord, PositionRecord
from tests.formats import samples
from tests.formats.samples import ANNA, BO, BOOK, CY, ENDORSED, FOLLOWS, ME, NOTES, PRAISE, anna, bo, message, table

WHEN = "2023/06/20 13:05:02 UTC"


def read(folder, **files):
    told = {"Connections.csv": samples.connections(anna(), bo())}
    told |= {name.replace("_csv", ".csv"): text for name, text in files.items()}
    return samples.read(samples.zipped(folder / "a.zip", told))


def evidence(records):
    return samples.of(EvidenceRecord, records)


def test_a_recommendation_keeps_its_first_sentences_and_the_role(tmp_path):
    long = "She bakes.\nShe listens. " + "And so on and on " * 40
    rows = [["Anna", "Ash", "Old Oven", "Head Baker", long, "07/21/09, 12:11 PM", "VISIBLE"],
            ["Bo", "Birch", "", "", "Calm.", "12/13/19, 1:00 AM", "HIDDEN"]]  # fmt: skip
    records = read(tmp_path, Recommendations_Received_csv=table(PRAISE, *rows))
    first, second = evidence(records)
    assert (first.kind, first.text) == ("recommendation", "She bakes. She listens. (Head Baker, Old Oven)")
    assert (first.name, first.url, first.day) == ("Anna Ash", ANNA, date(2009, 7, 21))
    assert (second.text, second.day, second.url) == ("Calm.", date(2019, 12, 13), BO)
    assert len(samples.people(records)) == 2 and not samples.problems(records)


def test_what_waits_was_declined_or_hides_its_writer_is_counted(tmp_path):
    states = ["PENDING", "pending", "REJECTED", "Removed"]
    rows = [["Anna", "Ash", "", "", "x", f"07/2{n}/09, 1:00 PM", state] for n, state in enumerate(states)]
    rows += [["LinkedIn", "Member", "", "", "x", "07/25/09, 1:00 PM", "VISIBLE"], ["", "", "", "", "x", "", "VISIBLE"]]
    proofs = [[WHEN, "Baking", "Bo", "Birch", BO[8:], state] for state in ("ACCEPTED", "PENDING", "HIDDEN")]
    records = read(
        tmp_path, Recommendations_Given_csv=table(PRAISE, *rows), Endorsement_Received_Info_csv=table(ENDORSED, *proofs)
    )
    assert [(one.kind, one.text, one.url) for one in evidence(records)] == [("endorsement", "Baking", BO)]
    assert samples.left_out(records) == {
        "recommendations that wait for an answer": 2,
        "recommendations that were declined or taken back": 2,
        "recommendations of deleted or hidden accounts": 2,
        "endorsements that wait for an answer": 1,
        "the same endorsement once more": 1,
    }


def test_only_the_name_of_the_file_tells_given_from_received(tmp_path):
    text = table(PRAISE, ["Anna", "Ash", "", "", "Calm.", "07/21/09, 1:00 PM", "VISIBLE"])
    told = {"recommendations GIVEN (2).csv": "recommendation_given", "Recommendations Received_1.csv": "recommendation"}
    for name, kind in told.items():
        records = samples.read(samples.written(tmp_path / kind, {name: text}))
        assert [one.kind for one in evidence(records)] == [kind]
    records = samples.read(samples.written(tmp_path / "x", {"praise.csv": text}))
    (problem,) = samples.problems(records)
    assert not evidence(records) and problem.file == "praise.csv" and "Recommendations_Given.csv" in problem.message


def test_two_recommendations_of_one_day_are_two_and_one_told_twice_is_one(tmp_path):
    rows = [["Anna", "Ash", "", "", text, "07/21/09, 1:00 PM", "VISIBLE"] for text in ("One.", "Two.", "One.")]
    first, second = evidence(read(tmp_path, Recommendations_Received_csv=table(PRAISE, *rows)))
    assert first.key != second.key and (first.text, second.text) == ("One.", "Two.")


def test_endorsers_are_known_by_address_and_strangers_told_of_once(tmp_path):
    rows = [[WHEN, skill, "Cy", "Cedar", CY[8:], "ACCEPTED"] for skill in ("Baking", "Rye", "baking")]
    rows += [[WHEN, "Rye", "Anna", "Ash", "", ""], [WHEN, "", "Bo", "Birch", BO, ""], [WHEN, "Oats", "", "", BO, ""]]
    rows += [[WHEN, "Salt", "Bo", "Birch", "javascript:alert(1)", "ACCEPTED"]]
    records = read(tmp_path, Endorsement_Received_Info_csv=table(ENDORSED, *rows))
    told = [(one.name, one.text, one.url) for one in evidence(records)]
    assert told == [("Cy Cedar", "Baking", CY), ("Cy Cedar", "Rye", CY), ("Anna Ash", "Rye", ANNA),
                    ("Bo Birch", "Oats", BO), ("Bo Birch", "Salt", BO)]  # fmt: skip
    assert [one.key for one in samples.people(records)] == [ANNA, BO, CY]
    fields = [(problem.line, problem.field) for problem in samples.problems(records)]
    assert fields == [(6, "Skill Name"), (8, "Endorser Public Url")]


def test_only_follows_that_last_are_told_and_nobody_becomes_known(tmp_path):
    rows = [["2024-01-02 10:00:00", "Active", "Bo Birch"], ["2024-01-02", "Unfollow", "Anna Ash, PhD"],
            ["2024-01-02", "Active", "Dee Dogwood"], ["someday", "Active", "Anna Ash"]]  # fmt: skip
    records = read(tmp_path, Member_Follows_252701747_csv=table(FOLLOWS, *rows))
    assert [(one.name, one.url, one.kind) for one in evidence(records)] == [
        ("Bo Birch", BO, "follow"), ("Dee Dogwood", "", "follow")
    ]  # fmt: skip
    assert samples.left_out(records) == {"people you no longer follow": 1} and len(samples.people(records)) == 2
    assert [problem.line for problem in samples.problems(records)] == [5]


def test_notes_of_one_person_come_together_in_the_order_of_their_days(tmp_path):
    rows = [["Anna", "Ash", ANNA, "Second.\nTwo lines.", "2024-05-01", "2025-05-01"],
            ["Anna", "Ash", "", "First.", "", ""], ["Bo", "Birch", BO, "Only.", "1/13/24, 1:00 PM", ""],
            ["Anna", "Ash", ANNA, "First.", "", ""], ["Bo", "Birch", BO, "  ", "", ""],
            ["", "", "", "Whose?", "", ""]]  # fmt: skip
    records = read(tmp_path, Notes_csv=table(NOTES, *rows))
    of_anna, of_bo = [one for one in samples.people(records) if one.note]
    assert (of_anna.name, of_anna.urls) == ("Anna Ash, PhD", (ANNA,))
    assert of_anna.note == "First.\n\n2025-05-01: Second.\nTwo lines."
    assert (of_bo.note, of_bo.day, of_anna.day) == ("Only.", date(2024, 1, 13), date(2025, 5, 1))
    assert samples.left_out(records) == {"notes without words": 1, "the same note once more": 1}
    assert [problem.line for problem in samples.problems(records)] == [8]


def test_notes_too_long_for_one_text_are_told_of(tmp_path):
    rows = [["Anna", "Ash", ANNA, letter * (limits.CSV_FIELD - 1), "2024-05-01", ""] for letter in "ab"]
    records = read(tmp_path, Notes_csv=table(NOTES, *rows))
    (problem,) = samples.problems(records)
    assert problem.field == "Note" and max(len(one.note) for one in samples.people(records)) == limits.TEXT


def test_an_address_book_gives_addresses_and_no_connection(tmp_path):
    row = dict.fromkeys(BOOK, "") | {
        "FirstName": "Dee", "LastName": "Dogwood", "Companies": "Elm, Inc.;Oak", "Title": "Cook",
        "Emails": "DEE@example.org, /o=ExchangeLabs/ou=x; dee@home.example",
        "PhoneNumbers": "+1 555 0100,n/a;0555 0101",
        "CreatedAt": "12/23/20, 5:12 PM", "Birthday": "12/10/85", "Location": "Rome", "Profiles": CY[8:],
    }  # fmt: skip
    unnamed = dict.fromkeys(BOOK, "") | {"FullName": "Fay Fir", "Emails": "not one", "Birthday": "10 Dec 1985"}
    records = read(tmp_path, ImportedContacts_csv=table(BOOK, row.values(), unnamed.values()))
    dee, fay = samples.people(records)[2:]
    assert (dee.emails, dee.phones) == (("dee@example.org", "dee@home.example"), ("+15550100", "05550101"))
    assert (dee.organisation, dee.title, dee.place, dee.urls) == ("Elm, Inc.", "Cook", "Rome", (CY,))
    assert (dee.birthday, dee.day, dee.connected_on, dee.source) == ("--12-10", date(2020, 12, 23), None, "contacts")
    assert (fay.name, fay.emails, fay.birthday) == ("Fay Fir", (), "1985-12-10")
    assert [(problem.line, problem.field) for problem in samples.problems(records)] == [(3, "Emails")]


SCHOOLS = [
    "School Name,Start Date,End Date,Notes,Degree Name,Activities\nElm College,Sep 2008,2012,,BSc,Chess\n",
    "Degree Name;School Name;Finished On;Started On\nBSc;Elm College;2012;Sep 2008\n",
    'School Name\tStarted On\tFinished On\tDegree Name\n"Elm College"\t39692\t2012\tBSc\n',
    "Notes,School Name,Degree Name,Start Date,End Date,,\r\n,Elm College,BSc,Sep-08,2012,,\r\n,,,,,,\r\n",
]


@pytest.mark.parametrize("text", SCHOOLS)
def test_schools_of_every_era_and_spreadsheet(tmp_path, text):
    records = samples.read(samples.written(tmp_path, {"x.csv": text}))
    (school,) = samples.of(PositionRecord, records)
    assert (school.kind, school.organisation, school.title) == ("study", "Elm College", "BSc")
    assert (school.start, school.end) == ("2008-09", "2012") and not samples.problems(records)


FILES = {
    "Connections.csv": (samples.CONNECTIONS, [anna(), bo()]),
    "Recommendations_Received.csv": (PRAISE, [["Anna", "Ash, PhD", "Öst & Co", "Baker", "Søt; calm, kind.", "{}", ""]]),
    "Recommendations_Given.csv": (PRAISE, [["Bo", "Birch", "", "", "Calm.", "{}", "VISIBLE"]]),
    "Endorsement_Received_Info.csv": (ENDORSED, [["{}", "Ryé", "Anna", "Ash", ANNA[8:], "ACCEPTED"]]),
    "Member_Follows.csv": (FOLLOWS, [["{}", "Active", "Bo Birch"]]),
    "Notes.csv": (NOTES, [["Anna", "Ash", ANNA, "Likes\nrye.", "{}", ""]]),
    "Contacts.csv": (BOOK, [["", "Dee", "Dogwood", "Elm", "", "dee@example.org", "", "{}", *[""] * 8]]),
    "Education.csv": (["School Name", "Degree Name", "Start Date"], [["Elm", "BSc", "2008"]]),
    "Positions.csv": (["Company Name", "Title", "Started On", "Finished On"], [["Ash", "Baker", "2008", "{}"]]),
    "Invitations.csv": (samples.INVITATIONS, [["Mia Me", "Bo Birch", "{}", "Hi, Bo", "OUTGOING", ME, BO]]),
    "messages.csv": (samples.MESSAGES, [message("Anna Ash", ANNA, "Mia Me", ME, "{}", words="Hé\nthere")]),
}  # fmt: skip
SAVED = {
    "as LinkedIn writes it": ("utf-8", ",", "\n", "04/21/21, 12:00 PM"),
    "Excel, English": ("utf-8-sig", ",", "\r\n", "21-Apr-21"),
    "Excel, German": ("cp1252", ";", "\r\n", "21.04.2021"),
    "Excel, French": ("utf-8-sig", ";", "\r\n", "21/04/2021"),
    "Excel, Unicode text": ("utf-16", "\t", "\r\n", "21.04.21"),
    "big endian": ("utf-16-be", "\t", "\n", "2021-04-21"),
    "a day's number": ("utf-8", ";", "\n", "44307"),
    "a moment's number": ("utf-8", ";", "\n", "44307,5"),
    "Numbers, Dutch": ("utf-8", ";", "\r", "21-04-2021"),
}


def saved(folder, encoding, separator, ending, day):
    files = {}
    for name, (columns, rows) in FILES.items():
        filled = [[cell.replace("{}", day) for cell in row] for row in [columns, *rows]]
        wide = [[*row, "", ""] for row in filled] + [[""] * (len(columns) + 2)] * 2
        head, *rest = wide if separator == ";" else filled
        files[name] = table(head, *rest, separator=separator).replace("\n", ending).encode(encoding)
    return samples.read(samples.written(folder, files))


@pytest.mark.parametrize("way", SAVED.values(), ids=SAVED)
def test_saved_again_by_a_spreadsheet_a_file_says_the_same(tmp_path, way):
    def bare(records):
        rows = [*samples.people(records), *evidence(records), *samples.of(PositionRecord, records)]
        rows += samples.interactions(records)
        return [repr(row).partition("file=")[0] for row in rows]

    plain, again = saved(tmp_path / "plain", *SAVED["as LinkedIn writes it"]), saved(tmp_path / "again", *way)
    told = [row.replace("\\r", "\\n") for row in bare(again)]
    assert told == bare(plain) and len(told) == 12
    assert not samples.problems(again) and {one.day for one in evidence(again)} == {date(2021, 4, 21)}


def test_parts_of_one_file_are_read_as_one(tmp_path):
    parts = {
        "Connections_1.csv": samples.connections(anna()),
        "Connections_2.csv": samples.connections(bo(), anna()),
        "Recommendations_Received_1.csv": table(PRAISE, ["Anna", "Ash", "", "", "Calm.", "2020-01-02", "VISIBLE"]),
        "Recommendations_Received_2.csv": table(PRAISE, ["Bo", "Birch", "", "", "Kind.", "2020-01-02", ""],
                                                ["Anna", "Ash", "", "", "Calm.", "2020-01-02", "VISIBLE"]),
        "Notes (1).csv": table(NOTES, ["Anna", "Ash", ANNA, "One.", "2020-01-02", ""]),
        "Notes (2).csv": table(NOTES, ["Anna", "Ash", ANNA, "Two.", "2021-01-02", ""]),
    }  # fmt: skip
    records = samples.read(samples.zipped(tmp_path / "a.zip", parts))
    assert [(one.name, one.url) for one in evidence(records)] == [("Anna Ash", ANNA), ("Bo Birch", BO)]
    assert [one.note for one in samples.people(records)] == ["", "", "2020-01-02: One.\n\n2021-01-02: Two."]


def test_hostile_words_come_in_as_plain_short_text(tmp_path):
    words = "\u202eevil\u202c\x00\x1b[31m <script>alert(1)</script> =cmd|' /C calc'!A0 " + "x" * 70_000
    rows = [["=HYPERLINK(1)", "\u200b", "@x", "-1+1", words[:60_000], "07/21/09, 1:00 PM", "VISIBLE"]]
    proofs = [[WHEN, words[:50_000], "Bo", "Birch", BO, "ACCEPTED"]]
    records = read(
        tmp_path,
        Recommendations_Received_csv=table(PRAISE, *rows),
        Endorsement_Received_Info_csv=table(ENDORSED, *proofs),
    )
    for one in evidence(records):
        assert len(one.text) <= limits.QUOTE + 2 * limits.NAME + 5 and one.text == names.clean(one.text, 2_000)


@given(st.text(max_size=400), st.integers(20, 60))
def test_first_sentences_are_the_beginning_and_never_too_long(text, cap):
    kept, whole = first_sentences(text, cap), names.clean(text, 4 * cap)
    assert len(kept) <= cap and whole.startswith(kept.removesuffix("…").rstrip())
    assert kept == whole or len(whole) > cap
