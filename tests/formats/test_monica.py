import json
from datetime import date

import pytest

from backcast import limits
from backcast.errors import Unreadable
from backcast.formats.records import InteractionRecord, OwnerRecord, PersonRecord
from tests.formats import samples
from tests.formats.people_files import CONTACTS, DUMP, contact, field, insert, monica, section

NOTES = [
    {"created_at": "2024-02-02T00:00:00Z", "properties": {"body": "Moved to \\ Porto; it's nice"}},
    {"created_at": "2023-01-01T00:00:00Z", "properties": {"body": "Bakes\nrye"}},
]
CALLS = [{"properties": {"called_at": "2024-03-04T00:00:00.000000Z", "content": "x", "contact_called": True}}] * 2
TALKS = [{"properties": {"happened_at": "2024-01-05", "messages": [
    {"properties": {"written_at": "2024-01-05", "written_by_me": True, "content": "Hi"}},
    {"properties": {"written_at": "2024-01-06", "written_by_me": False, "content": "Hello"}},
]}}]  # fmt: skip
FIELDS = [
    field("email", "Anna@Example.org"),
    field("phone", "+1 212 555 0100"),
    field("site", "https://anna.example/a"),
]
HOME = [{"properties": {"name": "home", "city": "Springfield", "country": "US"}}]
ANNA = contact(
    "c-1", "Anna", "Ash", section("contact_field", FIELDS), section("note", NOTES), section("call", CALLS),
    section("conversation", TALKS), section("address", HOME), section("debt", [{}, {}]), section("activity", ["a-1"]),
    job="Baker", company="Ash & Co", nickname="Annie", description="From school",
    born={"date": "1980-03-22T00:00:00.000000Z"},
)  # fmt: skip
BO = contact(
    "c-2", "Bo", "Birch", section("activity", ["a-1", "a-2"]), born={"date": "1999-12-09", "is_year_unknown": True}
)
OTHERS = [
    contact("c-me", "Mia", "Me"), contact("c-4", "Cy", "Cedar", is_dead=True),
    contact("c-5", "Dee", "Dogwood", is_partial=True),
    contact("c-6", "Eve", "Elm", born={"date": "1990-01-01", "is_age_based": True}),
]  # fmt: skip
DONE = [{"uuid": f"a-{n}", "properties": {"summary": "Lunch", "happened_at": f"2024-04-0{n}"}} for n in (1, 2)]
WHOLE = monica(ANNA, BO, *OTHERS, activities=DONE, more=[section("relationship", [{}])])

SQL = "".join([
    DUMP,
    insert("accounts", "id api_key number_of_invitations_sent", [1, "k3y", 0]),
    insert("activities", "id account_id summary happened_at", [1, 1, "Lunch", "2024-04-01"], [2, 1, "x", "2024-04-02"]),
    insert(
        "contacts", CONTACTS + " description",
        [1, 1, "Anna", None, "Ash", "c-1", 0, 0, 7, "Baker", "Ash & Co", "From school"],
        [2, 1, "Bo", None, "Birch", "c-2", 0, 0, 8, None, None, None],
        [3, 1, "Mia", None, "Me", "c-me", 0, 0, None, None, None, None],
        [4, 1, "Cy", None, "Cedar", "c-4", 0, 1, None, None, None, None],
        [5, 1, "Dee", None, "Dogwood", "c-5", 1, 0, None, None, None, None],
        [6, 1, "Eve", None, "Elm", "c-6", 0, 0, 9, None, None, None],
    ),
    insert("activity_contact", "activity_id account_id contact_id", [1, 1, 1], [1, 1, 2], [2, 1, 2]),
    insert("addresses", "id account_id place_id contact_id name", [1, 1, 1, 1, "home"]),
    insert("calls", "id account_id contact_id called_at content contact_called",
           [1, 1, 1, "2024-03-04 00:00:00", "x", 1], [2, 1, 1, "2024-03-04 00:00:00", "y", 1]),
    insert("contact_field_types", "id account_id name protocol type",
           [1, 1, "Email", "mailto:", "email"], [2, 1, "Phone", "tel:", "phone"], [3, 1, "Site", None, None]),
    insert("contact_fields", "id account_id contact_id contact_field_type_id data",
           [1, 1, 1, 1, "Anna@Example.org"], [2, 1, 1, 2, "+1 212 555 0100"], [3, 1, 1, 3, "https://anna.example/a"]),
    insert("debts", "id account_id contact_id amount", [1, 1, 1, 5], [2, 1, 1, 6]),
    insert("messages", "id account_id contact_id conversation_id content written_at written_by_me",
           [1, 1, 1, 1, "Hi", "2024-01-05", 1], [2, 1, 1, 1, "Hello", "2024-01-06", 0]),
    insert("notes", "id account_id contact_id body is_favorited created_at",
           [1, 1, 1, "Moved to \\ Porto; it's nice", 0, "2024-02-02 00:00:00"],
           [2, 1, 1, "Bakes\nrye", 0, "2023-01-01 00:00:00"]),
    insert("places", "id account_id street city country", [1, 1, "1 Oak St", "Springfield", "US"]),
    insert("relationships", "id account_id contact_is of_contact", [1, 1, 1, 2]),
    insert("special_dates", "id account_id contact_id is_age_based is_year_unknown date",
           [7, 1, 1, 0, 0, "1980-03-22"], [8, 1, 2, 0, 1, "1999-12-09"], [9, 1, 6, 1, 0, "1990-01-01"]),
    insert("users", "id first_name last_name email me_contact_id password google2fa_secret",
           [1, "Mia", "Me", "mia@example.org", 3, "hash", "s3cret"]),
    "SET FOREIGN_KEY_CHECKS=1;\n",
])  # fmt: skip


def read(tmp_path, text, name="monica.json"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return samples.read(path)


FORMS = [("monica.json", WHOLE), ("monica.sql", SQL)]


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_a_contact_comes_in_whole(tmp_path, name, text):
    records = read(tmp_path, text, name)
    anna, bo, eve = samples.people(records)
    assert (anna.key, anna.name, anna.given, anna.family) == ("c-1", "Anna Ash", "Anna", "Ash")
    assert (anna.emails, anna.phones, anna.urls) == (
        ("anna@example.org",), ("+12125550100",), ("https://anna.example/a",),
    )  # fmt: skip
    assert (anna.organisation, anna.title, anna.place) == ("Ash & Co", "Baker", "Springfield, US")
    assert anna.note == "From school\n\n2023-01-01: Bakes\nrye\n\n2024-02-02: Moved to \\ Porto; it's nice"
    assert (anna.birthday, bo.birthday, eve.birthday) == ("1980-03-22", "--12-09", "")
    assert anna.day == date(2024, 5, 6) and (anna.by_name, bo.by_name) == (False, True)
    assert not samples.problems(records)
    assert samples.seen(records)[name] == (name, 6, 3)


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_calls_messages_and_meetings_are_contacts_with_their_way(tmp_path, name, text):
    told = [
        (one.name, one.kind, one.day.isoformat(), one.way) for one in samples.interactions(read(tmp_path, text, name))
    ]
    assert sorted(told) == [
        ("Anna Ash", "call", "2024-03-04", "in"),
        ("Anna Ash", "meeting", "2024-04-01", "both"),
        ("Anna Ash", "message", "2024-01-05", "out"),
        ("Anna Ash", "message", "2024-01-06", "in"),
        ("Bo Birch", "meeting", "2024-04-01", "both"),
        ("Bo Birch", "meeting", "2024-04-02", "both"),
    ]


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_who_is_left_out_and_why(tmp_path, name, text):
    assert samples.left_out(read(tmp_path, text, name)) == {
        "your own card": 1, "people who have died": 1, "people only mentioned with somebody else": 1,
        "further contacts of the same day": 1, "debts, not used yet": 2,
        "relationships between your contacts, not used yet": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_the_owner_comes_without_secrets(tmp_path, name, text):
    records = read(tmp_path, text, name)
    (owner,) = samples.of(OwnerRecord, records)
    assert (owner.name, owner.emails) == ("Mia Me", ("mia@example.org",))
    assert not any(secret in repr(records) for secret in ("hash", "s3cret", "k3y"))


def test_both_forms_give_the_same_keys(tmp_path):
    told = [read(tmp_path, text, name) for name, text in FORMS]
    keys = [{one.key for one in samples.of(PersonRecord | InteractionRecord, records)} for records in told]
    assert keys[0] == keys[1] and len(keys[0]) == 9


def test_the_early_form_keeps_its_lists_under_their_names(tmp_path):
    calls = {"count": 1, "values": [{"properties": {"called_at": "2020-02-03 00:00:00", "contact_called": False}}]}
    told = {"first_name": "Anna", "last_name": "Ash", "calls": calls, "activities": {"count": 1, "values": ["a-1"]}}
    dead = {"first_name": "Cy", "is_dead": True, "deceased_date": {"type": "specialDate", "properties": {"date": "x"}}}
    contacts = {"values": [{"uuid": "c-1", "properties": told}, {"uuid": "c-2", "properties": dead}]}
    users = {"values": [{"first_name": "Mia", "last_name": "Me", "email": "m@example.org", "password": "hash"}]}
    done = {"values": [{"uuid": "a-1", "properties": {"happened_at": "2020-03-04"}}]}
    account = {"uuid": "a", "api_key": "k3y", "users": users, "contacts": contacts, "activities": done}
    records = read(tmp_path, json.dumps({"account": account}))
    assert [(one.kind, one.day, one.way) for one in samples.interactions(records)] == [
        ("call", date(2020, 2, 3), "out"), ("meeting", date(2020, 3, 4), "both"),
    ]  # fmt: skip
    assert samples.left_out(records) == {"people who have died": 1}


def test_one_bad_row_costs_only_itself(tmp_path):
    rows = [[n, 1, f"Name{n}", None, "Ash", f"c-{n}", 0, 0, None, None, None] for n in range(9)]
    good = insert("contacts", CONTACTS, *rows).splitlines(keepends=True)
    for bad in (" (1,2),\n", " (1,'Open,\n", " nonsense\n", " (1,'a' 'b'),\n", " ((((\n"):
        records = read(tmp_path, DUMP + "".join([*good[:5], bad, *good[5:]]), "monica.sql")
        assert [one.key for one in samples.people(records)] == [f"c-{n}" for n in range(9)]
        (problem,) = samples.problems(records)
        assert problem.line == DUMP.count("\n") + 6


def test_a_stretch_of_noise_is_told_once_and_every_bad_row_by_itself(tmp_path):
    good = insert("contacts", CONTACTS, [1, 1, "Anna", None, "Ash", "c-1", 0, 0, None, None, None]).replace(";", ",")
    records = read(tmp_path, DUMP + good + "noise\n" * 9 + " (1,2),\n (1,'a\nb'),\n (1)\n", "monica.sql")
    first = DUMP.count("\n") + 4
    assert [problem.line for problem in samples.problems(records)] == [first, first + 9, first + 10, first + 12]
    assert len(samples.people(records)) == 1


def test_statements_of_any_shape_are_followed_and_none_is_run(tmp_path):
    row = "(7,1,'A\\'n''na',NULL,'Ash; DROP TABLE x; --','c-1',0,0,NULL,'It\\'s (a, b)',12.5)"
    columns = ", ".join(CONTACTS.split())
    text = f"-- it's a dump\ncreate table x (y int);\ninsert into contacts ({columns}) values "
    text += f"{row}, {row.replace('c-1', 'c-2')};"
    first, second = samples.people(read(tmp_path, text, "other.sql"))
    assert (first.name, first.title, first.organisation) == ("A'n'na Ash; DROP TABLE x; --", "It's (a, b)", "12.5")
    assert (second.key, second.line) == ("c-2", 3)


def test_quotes_that_never_close_end_the_reading_kindly(tmp_path):
    text = DUMP + insert("contacts", CONTACTS).replace(";", "") + " (1,'\n'(\n" * 60
    records = read(tmp_path, text, "monica.sql")
    assert "too many quotes" in samples.problems(records)[-1].message
    assert len(samples.problems(records)) < 3 * limits.CSV_BREAKS


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_what_is_held_is_bounded(tmp_path, name, text, monkeypatch):
    monkeypatch.setattr(limits, "HELD", 1_000)
    assert any(
        words in samples.problems(read(tmp_path, text, name))[0].message for words in ("too much", "more than 1,000")
    )


def test_contacts_in_trouble_are_told_with_their_place(tmp_path):
    nameless, undated = contact("c-1", "", " "), contact("c-2", "Bo", "Birch", section("activity", ["gone"]))
    records = read(tmp_path, monica("noise", nameless, undated))
    assert [problem.field for problem in samples.problems(records)] == ["contact[0]", "first_name", "meeting"]
    assert [one.name for one in samples.people(records)] == ["Bo Birch"]


def test_other_json_and_sql_are_left_alone(tmp_path):
    for text in ('{"account": {"id": 1}}', "INSERT INTO contacts (id, name) VALUES (1,'x');", "-- nothing"):
        with pytest.raises(Unreadable):
            read(tmp_path, text, "x.sql")
