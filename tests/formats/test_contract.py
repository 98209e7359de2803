"""Every reader keeps the contract of readers."""

import csv
import json

import pytest

from backcast.formats.pasted import FILE
from tests.contracts.reader import *  # noqa: F403
from tests.contracts.reader import Case
from tests.formats import books, diaries, mails, people_files, samples
from tests.formats.samples import ANNA, BO, HINT, ME, message


def lines(columns, *rows):
    return samples.table(columns, *rows, quoting=csv.QUOTE_ALL).splitlines(keepends=True)


def blocks(columns, *rows):
    """As `lines`, of rows that hold line breaks themselves."""
    return [samples.table(row, quoting=csv.QUOTE_ALL) for row in (columns, *rows)]


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

PRAISES = [["Anna", f"Ash{n}", "Ash", "Baker", f"Calm.\n{n}", f"07/2{n}/09, 12:11 PM", "VISIBLE"] for n in range(1, 6)]
ENDORSEMENTS = [["2023/06/20 13:05:02 UTC", f"Skill {n}", "Bo", "Birch", BO[8:], "ACCEPTED"] for n in range(5)]
NOTED = [["Bo", f"Birch{n}", f"{BO}{n}", f"Likes\nrye {n}", f"2024-01-0{n}", ""] for n in range(1, 6)]
CONTACTS = [
    ["", f"Dee{n}", "Dogwood", "Elm", f"d{n}@example.org,x{n}@example.org", "1/13/24, 1:02 AM"] for n in range(5)
]
head_p, *praised = blocks(samples.PRAISE, *PRAISES)
head_e, *endorsed = lines(samples.ENDORSED, *ENDORSEMENTS)
head_n, *noted = blocks(samples.NOTES, *NOTED)
head_b, *book = lines(["Source", "FirstName", "LastName", "Companies", "Emails", "CreatedAt"], *CONTACTS)
head_f, *follows = lines(samples.FOLLOWS, *(["2024-01-02 10:00:00", "Active", f"Bo Birch{n}"] for n in range(5)))
head_s, *schools = lines(["School Name", "Degree Name", "Start Date"], *([f"Elm {n}", "BSc", "2008"] for n in range(5)))

GOOGLED = [{"First Name": f"Name{n}", "E-mail 1 - Value": f"n{n}@example.org"} for n in range(5)]
head_g, *googled = books.google(books.GOOGLE_NEW, *GOOGLED).splitlines(keepends=True)
FILED = ["Vorname", "Nachname", "E-Mail-Adresse", "E-Mail 2: Adresse", "Notizen"]
head_o, *filed = blocks(FILED, *([f"Jörg{n}", "Ash", f"j{n}@example.org", "", f"Likes\nrye {n}"] for n in range(5)))
head_w, *written = lines(
    ["Name", "Mail", "Birthday"], *([f"Name {n}", f"n{n}@example.org", "0/0/00"] for n in range(5))
)

JOBS = [json.dumps({"name": f"Oak {n}", "position": "Baker", "startDate": f"200{n}"}) for n in range(5)]
MET = [json.dumps(people_files.contact(f"c-{n}", f"Name{n}", "Ash")) for n in range(5)]
DUMPED = [people_files.sql_row([n, 1, f"Na'me{n}", None, "Ash", f"c-{n}", 0, 0, 7, "", ""]) + ",\n" for n in range(5)]
head_d = people_files.DUMP + people_files.insert("contacts", people_files.CONTACTS).replace(";", "")
PERSONAL = ["type: person\nname: Anna Ash\nemail: a@example.org\n"]


PASTED = [f"Name{n} Ash <n{n}@example.org>, Oak Ltd\n" for n in range(5)]


def between(text):
    """A JSON text with the items in place of its "HERE"."""
    return lambda items: text.replace('"HERE"', ",\n".join(items))


MEETINGS = [
    diaries.event(*diaries.WITH_ANNA, uid=f"e{n}", start=f"DTSTART:2024060{n}T090000Z", end="") for n in range(1, 6)
]
BAD_MEETING = diaries.event(*diaries.WITH_ANNA, uid="bad", start="DTSTART:20240230T090000Z")

MAILS = [mails.mbox(mails.mail(f"Name{n} <n{n}@example.com>", n=n)) for n in range(5)]
FOLDED = "X-Odd: =?x\n From: nobody\n Date: someday\n"
BAD_MAIL = "From a@b.example Mon Jan 15 10:00:00 2024\nFrom: nobody\nDate: someday\n\nFrom the heart.\n"

CASES = [
    Case("mail", "All mail.mbox", "".join, MAILS, BAD_MAIL, mails.HINT),
    Case("mail", "one.eml", "".join, [mails.mail(mails.ME, mails.ANNA)], FOLDED, mails.HINT),
    Case("calendar", "calendar.ics", lambda items: diaries.calendar(*items), MEETINGS, BAD_MEETING, diaries.HINT),
    Case("resume", "cv.json", between(people_files.resume(["HERE"])), JOBS, '{"position": "Baker"}', HINT),
    Case("monica", "export.json", between(people_files.monica("HERE")), MET, '"noise"', HINT),
    Case("monica", "dump.sql", after(head_d), DUMPED, " (1,'Bad,\n", HINT),
    Case("notes", "Anna.md", lambda items: "---\n" + "".join(items) + "---\n", PERSONAL, "born: someday\n", HINT),
    Case("addressbook", "google.csv", after(head_g), googled, 'Bad,"One,\n', HINT),
    Case("addressbook", "outlook.csv", after(head_o), filed, '"Bad","One","no address","","\n', HINT),
    Case("addressbook", "own.csv", after(head_w), written, '"","nobody","30 Feb 2020"\n', HINT),
    Case("pasted", FILE, "".join, PASTED, "bad@nowhere, Oak\n", HINT),
    Case("linkedin", "Connections.csv", after(samples.PREAMBLE + head_c), people, '"Bad","One,"x\n', HINT),
    Case("linkedin", "connections-open.csv", after(head_c), people, '"","","","","","","\n', HINT),
    Case("linkedin", "messages.csv", after(head_m), letters, '"2-z","","Anna Ash\n', HINT),
    Case("linkedin", "Invitations.csv", after(head_i), asked, '"a","b","not a day","","OUTGOING"\n', HINT),
    Case("linkedin", "Recommendations_Received.csv", after(head_p), praised, '"Bad","One","","","x","someday"\n', HINT),
    Case("linkedin", "Recommendations_Given_2.csv", after(head_p), praised, '"Bad","One","","x\n', HINT),
    Case("linkedin", "Endorsement_Received_Info.csv", after(head_e), endorsed, '"1/1/24","","Bo","Birch",""\n', HINT),
    Case("linkedin", "Notes.csv", after(head_n), noted, '"","","","whose?","",""\n', HINT),
    Case("linkedin", "Contacts.csv", after(head_b), book, '"","","","","no address","1/13/24, 1:02 AM"\n', HINT),
    Case("linkedin", "Member_Follows_1.csv", after(head_f), follows, '"someday","Active","Bad One"\n', HINT),
    Case("linkedin", "Education.csv", after(head_s), schools, '"","BSc","2008"\n', HINT),
    Case(
        "vcard", "cards.vcf", "".join, CARDS, "BEGIN:VCARD\nTEL:1\nNOTE;ENCODING=QUOTED-PRINTABLE:=C\nEND:VCARD\n", HINT
    ),
]


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request):
    return request.param
