from datetime import date

import pytest

from backcast import limits
from backcast.errors import Unreadable
from tests.formats import samples
from tests.formats.people_files import claims

FULL = """---
name: Anna Ash
aliases: [Annie, "A, Ash"]
pronouns: she/her
tags:
  - people/work
email: Anna@Example.org
phone: "+1 212 555 0100"
linkedin: anna-ash
website: https://anna.example # her page
company: "[[companies/Ash & Co|Ash & Co]]"
title: 'Head of ''rye'''
city: Springfield
country: US
birthday: 03-22
met_date: 2019-05-06
last_contact: 2024-03-01
kids: [Cy, Dee]
updated: 2024-04-05
---
# Anna Ash

![[anna.jpg]]
Met through [[Bo Birch]] at the [fair](https://fair.example).
Bakes well.

A second paragraph.

## Contact Log

| Date | Type | Notes |
|------|:----:|-------|
| 2024-01-02 | Coffee | with [[Bo \\| Bob]] |
| [[2024-01-03]] | zoom | plans |
| 2024-01-04 |  | wrote |

## Kids
- 2011-01-01 born
"""


def note(*lines, body=""):
    return "\n".join(["---", *lines, "---", body, ""])


def read(tmp_path, *texts, name="Anna Ash.md", **files):
    files = dict(zip([name, "b.md", "c.md"], texts, strict=False)) | files
    return samples.read(samples.written(tmp_path / "vault", files))


def one(tmp_path, *lines, body="", name="Anna Ash.md"):
    (person,) = samples.people(read(tmp_path, note(*lines, body=body), name=name))
    return person


def met(records):
    return [(contact.kind, contact.day.isoformat()) for contact in samples.interactions(records)]


def test_a_full_note_comes_in_whole(tmp_path):
    records = read(tmp_path, FULL)
    (anna,) = samples.people(records)
    assert (anna.name, anna.emails, anna.phones) == ("Anna Ash", ("anna@example.org",), ("+12125550100",))
    assert anna.urls == ("https://www.linkedin.com/in/anna-ash", "https://anna.example")
    assert (anna.organisation, anna.title, anna.place) == ("Ash & Co", "Head of 'rye'", "Springfield, US")
    assert (anna.birthday, anna.connected_on, anna.day) == ("--03-22", date(2019, 5, 6), date(2024, 4, 5))
    assert anna.note == "Met through Bo Birch at the fair.\nBakes well."
    assert met(records) == [
        ("meeting", "2024-01-02"), ("call", "2024-01-03"), ("message", "2024-01-04"), ("message", "2024-03-01"),
    ]  # fmt: skip
    assert not samples.problems(records) and samples.seen(records)["Anna Ash.md"] == ("notes", 1, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_and_line_end_gives_the_same_person(tmp_path, encoding, end):
    (person,) = samples.people(read(tmp_path, FULL.replace("Anna Ash", "Zoë Äsh").replace("\n", end).encode(encoding)))
    assert person.name == "Zoë Äsh" and person.note.startswith("Met through")


@pytest.mark.parametrize(
    "lines",
    [
        ["Vorname: Anna", "Nachname: Ash", "Firma: Oak", "Beruf: Bäckerin", "E-Mail: a@example.org"],
        ["prénom: Anna", "nom: Ash", "entreprise: Oak", "poste: Bäckerin", "courriel: a@example.org"],
        ["nombre: Anna", "apellidos: Ash", "empresa: Oak", "cargo: Bäckerin", "correo electrónico: a@example.org"],
        ["Full_Name: Anna Ash", "Employer: Oak", "job-title: Bäckerin", "emails:", "  - a@example.org"],
        ["name: Anna Ash", "company: Oak", "role: Bäckerin", "email:", "  - email_label: work",
         "    email_address: a@example.org"],
        ["name: Anna Ash", "work: {company: Oak, title: Bäckerin}", "contact:", "  email: a@example.org"],
        ['"name": >-', "  Anna", "  Ash", "org: [Oak]", "title:", "\t- Bäckerin", "mail: [ 'a@example.org' ]"],
    ],
)  # fmt: skip
def test_fields_are_known_in_many_words_and_shapes(tmp_path, lines):
    anna = one(tmp_path, *lines, name="x.md")
    assert (anna.name, anna.organisation, anna.title, anna.emails) == (
        "Anna Ash", "Oak", "Bäckerin", ("a@example.org",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("birthday: 1980-03-22", "1980-03-22"), ("birthday: 3-22", "--03-22"), ("born: 1980", "1980"),
        ("geburtstag: 22. März 1980", "1980-03-22"), ("dob: 22/03/1980", "1980-03-22"),
        ("birthday: 22.3.1980", "1980-03-22"),
    ],
)  # fmt: skip
def test_birthdays_of_any_form(tmp_path, line, birthday):
    assert one(tmp_path, "type: person", line).birthday == birthday


def test_dates_that_can_be_read_in_two_ways_are_asked_for(tmp_path):
    records = read(tmp_path, note("type: person", "birthday: 03/04/1980", "met: 31.02.2024", "last contact: 02/03/04"))
    assert [(problem.line, problem.field) for problem in samples.problems(records)] == [
        (3, "birthday"), (4, "met"), (5, "last contact"),
    ]  # fmt: skip
    assert not met(records)


def test_the_name_of_the_file_serves_where_the_note_says_it_is_a_person(tmp_path):
    for lines in (
        ["type: person"],
        ["fileClass: Person"],
        ["tags: [people/work]"],
        ["tags: '#contact'"],
        ["class: Kontakt"],
    ):
        assert one(tmp_path, *lines, name="@Bo Birch.md").name == "Bo Birch"


def test_other_notes_and_templates_are_left_alone(tmp_path):
    others = {
        "a.md": note("type: company", "name: Oak", "phone: 123456"), "b.md": "# Anna\nemail: a@example.org\n",
        "d.md": note("title: A book", "tags: [reading]"), "e.txt": FULL, "f.md": note("name: Only a name"),
    }  # fmt: skip
    records = read(tmp_path, FULL, **others, **{"_template.md": note("type: person", "name:"), "g.md": note(
        "type: person", 'name: "{{title}}"')})  # fmt: skip
    assert [person.name for person in samples.people(records)] == ["Anna Ash"]
    assert samples.left_out(records) == {"not a kind of file Backcast reads": 5, "templates of notes": 2}
    assert samples.seen(records)["notes"] == ("notes", 3, 1)


def test_a_broken_line_costs_only_itself(tmp_path):
    lines = ["- stray", "name: Anna", "just words", "company: Oak", "email: nobody", "name: Eve", "phone: none"]
    records = read(tmp_path, note(*lines))
    (anna,) = samples.people(records)
    assert (anna.name, anna.organisation, anna.emails, anna.phones) == ("Anna", "Oak", (), ())
    assert [problem.line for problem in samples.problems(records)] == [2, 4, 6]


def test_logs_are_read_as_lists_too_and_only_under_their_heading(tmp_path):
    body = "2020-01-01 not here\n\n### Gespräche\n- [x] 2024-01-02: Anruf\n* [[2024-01-03]] – lunch\n- no day\n"
    body += "#### 2024-01-04\n- 31/01/2024 sent a mail\n- 2024-01-02 called again\n- 2024-02-30 x\n"
    body += "### Kids\n- 2024-01-05 x\n"
    records = read(tmp_path, note("type: person", body=body))
    assert met(records) == [
        ("call", "2024-01-02"), ("meeting", "2024-01-03"), ("message", "2024-01-04"), ("mail", "2024-01-31"),
    ]  # fmt: skip
    assert samples.left_out(records) == {"further contacts of the same day": 1}
    assert [problem.field for problem in samples.problems(records)] == ["log"]
    assert samples.people(records)[0].note == "2020-01-01 not here"


def test_a_bare_name_is_enough_only_where_one_note_has_it(tmp_path):
    twice = note("type: person", "name: Bo", "company: Oak"), note("type: person", "name: Bo", "company: Elm")
    records = read(tmp_path, note("type: person"), *twice)
    assert [(person.name, person.by_name) for person in samples.people(records)] == [
        ("Anna Ash", True), ("Bo", False), ("Bo", False),
    ]  # fmt: skip
    assert len({person.key for person in samples.people(records)}) == 3


def test_notes_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LOG_LINES", 3)
    monkeypatch.setattr(limits, "FRONT_MATTER", 4)
    body = "y" * 9_000 + "\n\n## Log\n" + "".join(f"- 2024-01-{n:02} x\n" for n in range(1, 9))
    records = read(tmp_path, note("type: person", "x: 1", "y: 2", "z: 3", "name: Too late", body=body))
    (person,) = samples.people(records)
    assert person.name == "Anna Ash" and len(person.note) <= limits.PARAGRAPH and len(met(records)) == 3


def test_a_folder_without_people_is_refused_kindly(tmp_path):
    with pytest.raises(Unreadable):
        read(tmp_path, note("title: nothing"))


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_only_web_addresses_are_links(tmp_path, value):
    assert one(tmp_path, "type: person", f"website: {value}", f"linkedin: {value}").urls == ()


def test_only_front_matter_at_the_top_counts():
    assert claims("notes", "a.md", b"\n---\ntype: person\n---\n") == "notes"
    assert claims("notes", "a.md", b"words\n---\ntype: person\n---\n") == ""
    assert claims("notes", "a.txt", b"---\ntype: person\n---\n") == ""
