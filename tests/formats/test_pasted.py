import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcast import limits
from backcast.formats.names import clean
from backcast.formats.pasted import LINE, people
from backcast.formats.records import LeftOut, PersonRecord, Problem, from_json, to_json


def one(line):
    (person,) = people(line)
    assert isinstance(person, PersonRecord), person
    return person.name, person.title, person.organisation, person.emails


MAIL = ("anna@example.org",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Anna Ash <Anna@Example.org>, Oak Ltd", ("Anna Ash", "", "Oak Ltd", MAIL)),
        ("Anna Ash <mailto:anna@example.org>; Baker at Oak Ltd", ("Anna Ash", "Baker", "Oak Ltd", MAIL)),
        ('"Ash, Anna" <anna@example.org>', ("Anna Ash", "", "", MAIL)),
        ("Ash, PhD <anna@example.org>", ("Ash, PhD", "", "", MAIL)),
        ("Anna Ash (anna@example.org) - Baker", ("Anna Ash", "Baker", "", MAIL)),
        ("Anna Ash, anna@example.org, Oak Ltd", ("Anna Ash", "", "Oak Ltd", MAIL)),
        ("Anna Ash\tanna@example.org\tOak Ltd", ("Anna Ash", "", "Oak Ltd", MAIL)),
        ("Anna Ash, Oak Ltd", ("Anna Ash", "", "Oak Ltd", ())),
        ("Anna Ash, PhD, Oak Ltd", ("Anna Ash, PhD", "", "Oak Ltd", ())),
        ("Anna Ash, Baker, Oak Ltd", ("Anna Ash", "Baker", "Oak Ltd", ())),
        ("- Anna Ash - Head of rye at Oak & Elm", ("Anna Ash", "Head of rye", "Oak & Elm", ())),
        ("12. Anna Ash – Bäckerin bei Oak", ("Anna Ash", "Bäckerin", "Oak", ())),
        ("* [ ] Anna Ash | Baker @ Oak", ("Anna Ash", "Baker", "Oak", ())),
        ("Anna-Lena Ash — Baker", ("Anna-Lena Ash", "Baker", "", ())),
        ("Anna Ash - Baker, Oak Ltd", ("Anna Ash", "Baker", "Oak Ltd", ())),
        ("Anna Ash at Oak", ("Anna Ash", "", "Oak", ())),
        ("Anna Ash (Oak Ltd)", ("Anna Ash", "", "Oak Ltd", ())),
        ("Αννα Δρυς, Oak", ("Αννα Δρυς", "", "Oak", ())),
        ("anna.ash@example.org", ("Anna Ash", "", "", ("anna.ash@example.org",))),
        ("<anna@example.org>", ("anna@example.org", "", "", MAIL)),
        ("anna@example.org, Anna Ash, Oak", ("Anna Ash", "", "Oak", MAIL)),
    ],
)
def test_a_line_of_any_usual_form_is_a_person(line, told):
    assert one(line) == told


def test_numbers_and_links_are_taken_wherever_they_stand():
    (person,) = people("Anna Ash, +49 30 1234567, https://de.linkedin.com/in/Anna-Ash, Oak Ltd")
    assert (person.name, person.organisation, person.phones) == ("Anna Ash", "Oak Ltd", ("+49301234567",))
    assert person.urls == ("https://www.linkedin.com/in/anna-ash",)


def test_a_list_of_addresses_is_several_people():
    told = [
        (one.name, one.emails) for one in people("To: Anna <a@example.org>; b@example.org, Elm, Cy <c@example.org>")
    ]
    assert told == [
        ("Anna", ("a@example.org",)), ("b@example.org", ("b@example.org",)), ("Cy Elm", ("c@example.org",)),
    ]  # fmt: skip


def test_what_is_no_person_is_a_problem_or_counted():
    text = "Friends:\n# Work\n-----\n\n\u200b\nanna@nowhere\n(Oak)\nthis line has far too many words to be a name\n"
    told = list(people(text + "Bo, Oak\nBO, oak ltd\n" + "x" * (LINE + 1)))
    assert [(one.line, one.field) for one in told if isinstance(one, Problem)] == [
        (6, "email"), (7, "name"), (8, "name"), (11, ""),
    ]  # fmt: skip
    assert [one.reason for one in told if isinstance(one, LeftOut)] == [
        "headings", "headings", "lines without a name", "the same person once more",
    ]  # fmt: skip


def test_a_bare_name_is_enough_only_where_the_list_has_it_once():
    told = [(one.organisation, one.by_name) for one in people("Bo, Oak\nBo, Elm\nCy, Elm\nDee <d@example.org>")]
    assert told == [("Oak", False), ("Elm", False), ("Elm", True), ("", False)]


def test_a_list_is_bounded():
    told = list(people("\n".join(f"Name {n}, Oak {n}" for n in range(limits.PASTED + 7))))
    assert len(told) == limits.PASTED + 1 and told[-1].count == 7


PIECES = st.sampled_from([
    "Anna Ash", "Oak Ltd", "<a@example.org>", "b@example.org", ", ", " - ", " at ", "\t", "; ", "(", ")", "PhD", "-",
    "+49 30 123456", "@", "https://x.example/y", "www.", "•", "1. ", "To: ", "<", ">", '"', "\u202e", "\ud800",
])  # fmt: skip
LINES = st.lists(st.lists(PIECES | st.text(max_size=8), max_size=9).map("".join), max_size=8).map("\n".join)


def accounts_for_every_line(text):
    told = list(people(text))
    for one in told:
        assert from_json(to_json(one)) == one and str(to_json(one)).encode()
        if isinstance(one, PersonRecord):
            assert one.key and one.name == clean(one.name) and any(letter.isalpha() for letter in one.name)
    lines = {number for number, line in enumerate(text.splitlines(), 1) if clean(line, 10_000)}
    met = {one.line for one in told if not isinstance(one, LeftOut)}
    counted = sum(one.count for one in told if isinstance(one, LeftOut))
    assert met <= lines and len(met) + counted >= len(lines)
    assert len(told) <= len(lines) + text.count("@")


@settings(max_examples=500, deadline=None)
@given(LINES)
def test_every_line_is_a_person_a_problem_or_counted(text):
    accounts_for_every_line(text)


@pytest.mark.deep
@settings(max_examples=20_000, deadline=None)
@given(LINES)
def test_every_line_of_very_many_is_accounted_for(text):
    accounts_for_every_line(text)
