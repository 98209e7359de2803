"""Small hand-made exports; every name in them is invented."""

import csv
import io
import zipfile

from backcast.formats import reader
from backcast.formats.records import FileSeen, InteractionRecord, LeftOut, OwnerHint, PersonRecord, Problem

ME, ANNA, BO, CY = ("https://www.linkedin.com/in/" + slug for slug in ("mia-me", "anna-ash", "bo-birch", "cy-cedar"))
HINT = OwnerHint(names=("Mia Me",), urls=(ME,))

PREAMBLE = 'Notes:\n"When exporting, you may notice ""missing"" addresses, see https://example.org/a"\n\n'
CONNECTIONS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
MESSAGES = [
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
    "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT",
]  # fmt: skip
PRAISE = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
ENDORSED = [
    "Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorser Public Url",
    "Endorsement Status",
]  # fmt: skip
FOLLOWS = ["Date", "Status", "FullName"]
NOTES = [
    "Connection First Name", "Connection Last Name", "Connection Profile URL", "Note", "Created On", "Edited On",
]  # fmt: skip
BOOK = ["Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers", "CreatedAt", "Addresses",
        "Sites", "InstantMessageHandles", "FullName", "Birthday", "Location", "BookmarkedAt", "Profiles"]  # fmt: skip
INVITATIONS = ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]
PROFILE = "First Name,Last Name,Headline,Birth Date,Geo Location\nMia,Me,Keeps things running,Dec 10,Lisbon\n"


def table(columns, *rows, separator=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n", quoting=quoting).writerows([columns, *rows])
    return out.getvalue()


def connections(*rows):
    return PREAMBLE + table(CONNECTIONS, *rows)


def anna(day="07 Jun 2021"):
    return ["Anna", "Ash, PhD", ANNA, "anna@example.org", "Ash & Co", "Baker", day]


def bo(day="08 Jun 2021"):
    return ["Bo", "Birch", BO, "", "Birch Ltd", "Smith", day]


def message(sender, sender_url, to, to_urls, date, talk="2-a", words="hello", **more):
    row = dict(
        zip(MESSAGES, (talk, "", sender, sender_url, to, to_urls, date, "", words, "INBOX", "", ""), strict=True)
    )
    return list((row | more).values())


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def written(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read(*paths, hint=None):
    return list(reader.read(paths, hint or OwnerHint()))


def of(kind, records):
    return [record for record in records if isinstance(record, kind)]


def people(records):
    return of(PersonRecord, records)


def interactions(records):
    return of(InteractionRecord, records)


def problems(records):
    return of(Problem, records)


def left_out(records):
    return {record.reason: record.count for record in of(LeftOut, records)}


def seen(records):
    return {record.name: (record.kind, record.rows, record.read) for record in of(FileSeen, records)}
