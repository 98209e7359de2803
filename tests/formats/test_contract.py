"""Every reader keeps the contract of readers."""

import csv

import pytest

from tests.contracts.reader import *  # noqa: F403
from tests.contracts.reader import Case
from tests.formats import samples
from tests.formats.samples import ANNA, BO, HINT, ME, message


def lines(columns, *rows):
    return samples.table(columns, *rows, quoting=csv.QUOTE_ALL).splitlines(keepends=True)


def after(head):
    return lambda items: "".join([head, *items])


PEOPLE = [
    [f"Name{n}", f"Family{n}", f"linkedin.com/in/name-{n}", f"n{n}@example.org", "Ash", "", "07 Jun 2021"]
    for n in range(5)
]
LETTERS = [message("Anna Ash", ANNA, "Mia Me", ME, f"2024-01-0{n} 10:00:00 UTC") for n in range(1, 6)]
ASKED = [["Mia Me", "Bo Birch", f"1/{n}/24, 1:02 AM", "Hi", "OUTGOING", ME, BO] for n in range(1, 6)]
CARDS = [f"BEGIN:VCARD\nVERSION:3.0\nFN:Name {n}\nEMAIL:n{n}@example.org\nEND:VCARD\n" for n in range(5)]

BAD_CARD = "BEGIN:VCARD\nTEL:1\nNOTE;ENCODING=QUOTED-PRINTABLE:=C\nEND:VCARD\n"
head_c, *people = lines(samples.CONNECTIONS, *PEOPLE)
head_m, *letters = lines(samples.MESSAGES, *LETTERS)
head_i, *asked = lines(samples.INVITATIONS, *ASKED)

CASES = [
    Case("linkedin", "Connections.csv", after(samples.PREAMBLE + head_c), people, '"Bad","One,"x\n', HINT),
    Case("linkedin", "connections-open.csv", after(head_c), people, '"","","","","","","\n', HINT),
    Case("linkedin", "messages.csv", after(head_m), letters, '"2-z","","Anna Ash\n', HINT),
    Case("linkedin", "Invitations.csv", after(head_i), asked, '"a","b","not a day","","OUTGOING"\n', HINT),
    Case(
        "vcard", "cards.vcf", "".join, CARDS, "BEGIN:VCARD\nTEL:1\nNOTE;ENCODING=QUOTED-PRINTABLE:=C\nEND:VCARD\n", HINT
    ),
]


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request):
    return request.param
