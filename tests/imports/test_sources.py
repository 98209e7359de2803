"""The same people in three sources: everyone comes in once, whatever comes first, and the second time nobody."""

from itertools import permutations

import pytest

from backcast.formats import child, reader
from backcast.imports import actions
from backcast.network import queries as network
from backcast.network.models import ContactPoint
from tests.imports.exports import archive, bring

FIRST = ["Anna", "Bo", "Cy", "Dora", "Émile", "Fay"]
LAST = ["Ash", "Birch", "Cedar", "Dogwood", "Elm"]
PEOPLE = [
    (f"{first} {last}", f"{last} Works Ltd", number)
    for number, (first, last) in enumerate((first, last) for first in FIRST for last in LAST)
]


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    monkeypatch.setattr(child, "read_limited", reader.read)


def mailbox(number):
    return f"someone{number}@mail.example"


def linkedin(folder):
    """All of them, without an address, as LinkedIn mostly has it."""
    return archive(folder, "02-03-2026", [(name, where, "Baker", "07 Jun 2021") for name, where, _ in PEOPLE])


def google(folder):
    """Two of three, by name, address and the employer under another legal form."""
    path = folder / "contacts.csv"
    head = "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Value\n"
    rows = []
    for name, where, number in held(google):
        given, family = name.split()
        rows.append(f"{given},{family},{where.replace('Ltd', 'Limited')},{mailbox(number)},+351 210 000 {number:03}\n")
    path.write_text(head + "".join(rows))
    return path


def cards(folder):
    """Half of them, by name, address and employer."""
    path = folder / "book.vcf"
    path.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{where}\nEMAIL:{mailbox(number).upper()}\nEND:VCARD\n"
            for name, where, number in held(cards)
        )
    )
    return path


SOURCES = [linkedin, google, cards]


@pytest.mark.parametrize(
    "order", list(permutations(SOURCES)), ids=lambda order: "-".join(one.__name__ for one in order)
)
def test_the_same_people_of_three_sources_are_each_one(alice, tmp_path, order):
    paths = [make(tmp_path) for make in order]
    told = [bring(alice, path)[1] for path in paths]
    everyone = set().union(*({name for name, *_ in held(make)} for make in order))
    assert sorted(row.name for row in network.people(alice)) == sorted(everyone)
    met = set()
    for make, report in zip(order, told, strict=True):
        names = {name for name, *_ in held(make)}
        assert report["people"]["new"] == len(names - met) and report["people"]["unsure"] == 0
        met |= names
    keys = ContactPoint.objects.of(alice).filter(kind="email").values_list("key", flat=True)
    assert sorted(keys) == sorted(mailbox(number) for *_, number in PEOPLE if number % 3 or number % 2)
    assert [actions.read(alice, [path]).batch for path in paths] == [None, None, None]


def held(make):
    return [one for one in PEOPLE if make is linkedin or one[2] % (3 if make is google else 2)]
