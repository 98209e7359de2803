from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast import limits
from backcast.formats.records import OwnerHint, PersonRecord, from_json, to_json
from tests.formats import samples


def read(tmp_path, text):
    path = tmp_path / "cards.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return samples.read(path)


def card(*lines):
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def one(tmp_path, *lines):
    records = read(tmp_path, card(*lines))
    (person,) = samples.people(records)
    return person


FULL = (
    "VERSION:3.0", "FN:Anna Ash\\, PhD", "N:Ash;Anna;;;PhD", "item1.EMAIL;TYPE=INTERNET:Anna@Example.org",
    "item1.X-ABLabel:_$!<Work>!$_", "item2.TEL;type=CELL:+1 (212) 555-0100", "URL:http\\://example.org/anna",
    "X-SOCIALPROFILE;type=linkedin:https://de.linkedin.com/in/Anna-Ash/", "ORG:Ash \\; Co;Ovens",
    "TITLE:Head of bre", " ad", "ADR;TYPE=HOME:;;1 Oak St\\nRear;Springfield;OR;97475;USA", "BDAY:1980-03-22",
    "NOTE:first\\nsecond\\, third", "REV:20240102T030405Z", "UID:urn:uuid:abc",
    'X-ODD;A="x:y;z":ignored', 'TEL;TYPE="work,voice";VALUE=uri:tel:+49-30-1234567;ext=12',
)  # fmt: skip


def test_a_full_card_comes_in_whole(tmp_path):
    person = one(tmp_path, *FULL)
    assert (person.name, person.given, person.family, person.key) == ("Anna Ash, PhD", "Anna", "Ash", "abc")
    assert (person.emails, person.phones) == (("anna@example.org",), ("+12125550100", "+49301234567x12"))
    assert person.urls == ("http://example.org/anna", "https://www.linkedin.com/in/anna-ash")
    assert (person.organisation, person.title) == ("Ash ; Co", "Head of bread")
    assert (person.place, person.note) == ("Springfield, OR, USA", "first\nsecond, third")
    assert (person.birthday, person.day, person.line) == ("1980-03-22", date(2024, 1, 2), 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding_and_line_end_gives_the_same_person(tmp_path, encoding, end):
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Äsh\nN:Äsh;Zoë\nEMAIL:z@example.org\nEND:VCARD\n"
    (person,) = samples.people(read(tmp_path, text.replace("\n", end).encode(encoding)))
    assert (person.name, person.family, person.emails) == ("Zoë Äsh", "Äsh", ("z@example.org",))


def test_old_cards_with_soft_breaks_bare_types_and_charsets(tmp_path):
    text = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\n"
        b"FN;CHARSET=windows-1251:\xcf\xe5\xf2\xf0\r\nTEL;WORK;VOICE:030 12345\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo =C3=\r\n=A9 three=\r\n\r\nEMAIL;INTERNET:p@example.org\r\n"
        b"KEY;X509;ENCODING=BASE64:\r\n    MIID=\r\n    ITCC\r\n\r\nEND:VCARD\r\n"
    )
    (person,) = samples.people(read(tmp_path, text))
    assert (person.name, person.given, person.family) == ("Петр", "Jörg", "Müller")
    assert (person.note, person.phones, person.emails) == ("one\ntwo é three", ("03012345",), ("p@example.org",))


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800321", "1980-03-21"), ("BDAY:--0512", "--05-12"), ("BDAY:--05-12", "--05-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12", "--05-12"), ("BDAY:1985-04", "1985-04"), ("BDAY:1985", "1985"),
        ("BDAY;VALUE=text:circa 1800", ""), ("BDAY:1980-03-21T00:00:00Z", "1980-03-21"), ("BDAY:--0229", "--02-29"),
    ],
)  # fmt: skip
def test_birthdays_keep_what_is_told(tmp_path, line, birthday):
    assert one(tmp_path, "FN:Anna", line).birthday == birthday


def test_an_impossible_birthday_and_a_bad_address_are_problems_with_their_line(tmp_path):
    records = read(tmp_path, card("FN:Anna", "BDAY:1980-02-30", "EMAIL:no address", "EMAIL:a@example.org"))
    (person,) = samples.people(records)
    assert (person.birthday, person.emails) == ("", ("a@example.org",))
    assert [(problem.line, problem.field) for problem in samples.problems(records)] == [(4, "EMAIL"), (3, "BDAY")]


def test_names_come_from_where_they_are(tmp_path):
    text = card("N:Ash;Anna;Q") + card("EMAIL:q@example.org") + card("NICKNAME:Bo") + card("ORG:Nobody") + card()
    records = read(tmp_path, text)
    assert [person.name for person in samples.people(records)] == ["Anna Q Ash", "q@example.org", "Bo"]
    assert [problem.line for problem in samples.problems(records)] == [10, 13]
    assert samples.seen(records)["cards.vcf"] == ("vcard", 5, 3)


def test_what_apple_adds_is_passed_over_calmly(tmp_path):
    lines = (
        "N:Ash;Anna;;;", "item1.X-ABDATE;type=pref:2009-03-01", "item1.X-ABLabel:_$!<Anniversary>!$_",
        "item2.X-ABRELATEDNAMES;type=pref:Bo Birch", "item2.X-ABLABEL:_$!<Spouse>!$_", "item3.X-ABADR:us",
        "item4.EMAIL;type=INTERNET:anna@example.org", "item4.X-ABLabel:bakery", "X-ABUID:1\\:ABPerson",
    )  # fmt: skip
    records = read(tmp_path, card(*lines))
    (person,) = samples.people(records)
    assert (person.name, person.emails, person.birthday, person.note) == ("Anna Ash", ("anna@example.org",), "", "")
    assert not samples.problems(records) and not samples.left_out(records)


def test_a_person_in_several_folders_of_a_takeout_counts_once(tmp_path):
    folder = "Takeout/Contacts"
    files = {f"{folder}/{label}/{label}.vcf": card("FN:Anna", "TEL:11111") for label in ("All Contacts", "Bakers")}
    records = samples.read(samples.zipped(tmp_path / "takeout-1-001.zip", files))
    assert [person.name for person in samples.people(records)] == ["Anna"]
    assert samples.left_out(records) == {"the same card once more": 1}


def test_groups_and_organisations_are_counted_not_imported(tmp_path):
    text = card("KIND:group", "FN:Friends") + card("X-ADDRESSBOOKSERVER-KIND:group", "FN:Work")
    records = read(tmp_path, text + card("FN:Ash Ltd", "X-ABShowAs:COMPANY") + card("FN:Anna") + card("FN:Anna"))
    assert [person.name for person in samples.people(records)] == ["Anna"]
    assert samples.left_out(records) == {
        "groups of contacts": 2, "cards of organisations and places, not of people": 1, "the same card once more": 1,
    }  # fmt: skip


def test_a_nested_card_is_skipped_and_a_missing_end_costs_nobody(tmp_path):
    text = "BEGIN:VCARD\nFN:Anna\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEMAIL:agent@example.org\nEND:VCARD\nTITLE:Baker\n"
    text += "BEGIN:VCARD\nFN:Bo\nAGENT:BEGIN:VCARD\\nFN:Inline\\nEND:VCARD\nTITLE:Smith\nEND:VCARD\nBEGIN:VCARD\nFN:Cy"
    people = samples.people(read(tmp_path, text))
    assert [(person.name, person.title, person.emails) for person in people] == [
        ("Anna", "Baker", ()), ("Bo", "Smith", ()), ("Cy", "", ()),
    ]  # fmt: skip


def test_twenty_thousand_nested_cards_lose_no_neighbour(tmp_path):
    people = samples.people(
        read(tmp_path, card("FN:Anna") + "BEGIN:VCARD\n" * 20_000 + "FN:Bo\nEND:VCARD\n" + card("FN:Cy"))
    )
    assert [person.name for person in people] == ["Anna", "Bo", "Cy"]


BAD = {
    "one long line": "NOTE:" + "x" * (limits.CARD + 10),
    "one long folded line": "NOTE:" + "\r\n ".join(["x" * 70] * (limits.CARD // 70 + 10)),
    "many lines": "\r\n".join(["NOTE:x"] * (limits.CARD_LINES + 1)),
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_card_past_the_limits_is_a_problem_with_its_line(tmp_path, line):
    text = card("FN:Before") + card("FN:Large", line) + card("FN:After")
    records = read(tmp_path, text)
    assert [person.name for person in samples.people(records)] == ["Before", "After"]
    assert [problem.line for problem in samples.problems(records)] == [4]


ODD = {
    "no name": card("TEL:1234"),
    "nul and noise": "BEGIN:VCARD\n\0\0\x01garbage\nN\nEND:VCARD\n",
    "soft break before the next card": "BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\r\n",
    "odd base64": card("PHOTO;ENCODING=b:abc", "KEY;ENCODING=BASE64:=\r\n ="),
    "unfinished": "BEGIN:VCARD\nTEL:123\n",
    "many parameters": card("TEL" + ";X=1" * 200_000 + ":1"),
    "end only": "END:VCARD\nEND:VCARD\n",
    "soft break at the end": card("NOTE;ENCODING=QUOTED-PRINTABLE:x", "BDAY:19800230"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_nine_hundred_ninety_nine_neighbours_survive(tmp_path, odd):
    good = [card(f"FN:Person {n}", f"EMAIL:p{n}@example.org") for n in range(999)]
    records = read(tmp_path, "".join([*good[:500], odd, *good[500:]]))
    assert [person.name for person in samples.people(records)] == [f"Person {n}" for n in range(999)]


def test_namesakes_stay_apart_and_the_same_card_has_the_same_key(tmp_path):
    text = card("FN:Anna", "TEL:11111") + card("FN:Anna", "TEL:22222") + card("FN:Anna", "EMAIL:a@example.org")
    first = samples.people(read(tmp_path, text))
    assert len({person.key for person in first}) == 3
    again = samples.people(read(tmp_path, card("FN:ANNA", "EMAIL:A@example.org", "TITLE:Baker")))
    assert again[0].key == first[2].key


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\tjava script:x", "vbscript:x"]
)
def test_only_web_addresses_are_links(tmp_path, url):
    assert one(tmp_path, "FN:Anna", f"URL:{url}", f"X-SOCIALPROFILE:{url}").urls == ()


def test_your_own_card_is_nobodys(tmp_path):
    path = samples.written(tmp_path, {"c.vcf": card("FN:Mia", "EMAIL:Mia@example.org") + card("FN:Anna")}) / "c.vcf"
    records = samples.read(path, hint=OwnerHint(emails=("mia@example.org",)))
    assert [person.name for person in samples.people(records)] == ["Anna"]
    assert samples.left_out(records) == {"your own card": 1}


HEADS = (
    "BEGIN|END|FN|N|EMAIL|TEL;WORK|item1.TEL|URL|ORG|TITLE|BDAY|BDAY;X-APPLE-OMIT-YEAR=1604|BDAY;VALUE=text|REV|UID|NOTE|"
    "ADR|KIND|AGENT|X-ABLabel|X-SOCIALPROFILE|NOTE;ENCODING=QUOTED-PRINTABLE|FN;CHARSET=utf-7|N;CHARSET=made-up;ENCODING="
    'QUOTED-PRINTABLE|TEL;X="a:b|;|.|N;;;|PHOTO;ENCODING=b'
)
VALUES = (
    "VCARD|Anna|Ash;Anna;;|a@example.org|a@b@c|=C3=|=0D=0A=|\\;\\\\n\\|1980-02-30|--0512|16040512|+1 (212) 555-0100|http://[|"
    "javascript:x|group|BEGIN:VCARD\\nFN:In|;;;;;;|\u202e|\0|\t"
)
LINE = st.builds(
    lambda head, colon, value: head + colon + value,
    st.sampled_from(HEADS.split("|")),
    st.sampled_from([":", "", ";:", "::"]),
    st.sampled_from(VALUES.split("|")) | st.text(max_size=10),
)
CARDS = (
    st.lists(st.sampled_from(["BEGIN:VCARD", "END:VCARD", " folded", "\t", ""]) | LINE, max_size=25),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)


def no_card_stops_the_reading(folder, lines, end, encoding):
    records = read(folder, end.join(["BEGIN:VCARD", *lines, "BEGIN:VCARD", "FN:Last"]).encode(encoding, "replace"))
    for record in records:
        assert from_json(to_json(record)) == record
        assert not isinstance(record, PersonRecord) or (record.name and record.key and "\n" not in record.name)
    assert samples.seen(records)["cards.vcf"][1] >= 1


@settings(max_examples=940, deadline=None)
@given(*CARDS)
def test_no_card_stops_the_reading(tmp_path_factory, lines, end, encoding):
    no_card_stops_the_reading(tmp_path_factory.getbasetemp(), lines, end, encoding)


@pytest.mark.deep
@settings(max_examples=20_000, deadline=None)
@given(*CARDS)
def test_no_card_of_very_many_stops_the_reading(tmp_path_factory, lines, end, encoding):
    no_card_stops_the_reading(tmp_path_factory.getbasetemp(), lines, end, encoding)
