"""Small exports for the tests of imports, and what a workspace shows after them."""

import csv
import io
import zipfile

from backcast.imports import actions
from backcast.network.models import Person
from backcast.network.queries.acquaintances import known_by
from backcast.ties.models import Interaction, Tie

OWNER = ("Mia Me", "https://www.linkedin.com/in/mia-me")
PROFILE = "First Name,Last Name,Headline,Geo Location\nMia,Me,Keeps things running,Lisbon\n"


def table(*rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def slug(name):
    return "https://www.linkedin.com/in/" + name.lower().replace(" ", "-")


def connections(*people):
    """Rows from (name, organisation, title, connected) tuples."""
    head = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    rows = [[*name.split(" ", 1), slug(name), "", where, title, day] for name, where, title, day in people]
    return table(head, *rows)


def messages(*told):
    """Rows from (from, to, time) tuples; "me" is the owner."""
    head = ["CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
            "DATE", "SUBJECT", "CONTENT", "FOLDER"]  # fmt: skip
    who = {"me": OWNER}
    rows = []
    for sender, to, time in told:
        one, other = who.get(sender, (sender, slug(sender))), who.get(to, (to, slug(to)))
        rows.append([f"2-{sender}{to}", "", *one, *other, f"{time} 10:00:00 UTC", "", "hello", "INBOX"])
    return table(head, *rows)


def recommendations(*told):
    """Rows from (name, organisation, title, text, day) tuples."""
    head = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
    return table(head, *([*name.split(" ", 1), *rest, "VISIBLE"] for name, *rest in told))


def endorsements(*told, given=False):
    """Rows from (name, skill, day) tuples."""
    who = "Endorsee" if given else "Endorser"
    head = ["Endorsement Date", "Skill Name", f"{who} First Name", f"{who} Last Name", f"{who} Public Url",
            "Endorsement Status"]  # fmt: skip
    return table(head, *([day, skill, *name.split(" ", 1), slug(name)[8:], "ACCEPTED"] for name, skill, day in told))


def notes(*told):
    """Rows from (name, note, day) tuples."""
    head = ["Connection First Name", "Connection Last Name", "Connection Profile URL", "Note", "Created On"]
    return table(head, *([*name.split(" ", 1), slug(name), note, day] for name, note, day in told))


def education(*told):
    """Rows from (school, degree, start, end) tuples."""
    head = ["School Name", "Degree Name", "Start Date", "End Date", "Notes", "Activities"]
    return table(head, *([*row, "", ""] for row in told))


def contacts(*told):
    """Rows of the address book from (name, emails, organisation) tuples."""
    head = ["Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers", "CreatedAt"]
    rows = ([*(name.split(" ", 1) if name else ["", ""]), where, "", emails, "", "1/2/20, 3:04 PM"]
            for name, emails, where in told)  # fmt: skip
    return table(head, *(["GOOGLE_CONTACTS", *row] for row in rows))


def archive(folder, day, people=(), told=(), extra=None):
    """A ZIP named like LinkedIn's of that day (MM-DD-YYYY)."""
    path = folder / f"Basic_LinkedInDataExport_{day}.zip"
    files = {"Profile.csv": PROFILE, "Connections.csv": connections(*people), "messages.csv": messages(*told)}
    with zipfile.ZipFile(path, "w") as out:
        for name, text in (files | (extra or {})).items():
            out.writestr(name, text)
    return path


def bring(viewer, *paths):
    """Preview and apply; returns the batch (None where nothing was new) and the report."""
    found = actions.read(viewer, paths)
    if found.batch:
        return found.batch, actions.apply(viewer, found.batch)
    return None, found.report


def shown(viewer):
    """Everything a user sees of their people, without ids."""
    rows = []
    for person in Person.objects.of(viewer).select_related("organisation"):
        tie = Tie.objects.of(viewer).filter(person=person).first()
        where = person.organisation.name if person.organisation else ""
        points = sorted(person.points.values_list("kind", "key"))
        roles = sorted(person.positions.values_list("organisation__key", "title", "current"), key=repr)
        facts = sorted(person.facts.values_list("field", "value", "source", "day"))
        met = sorted(Interaction.objects.of(viewer).filter(person=person).values_list("day", "way", "key", "hours"))
        proofs = sorted(person.evidence.values_list("kind", "text", "day", "source"), key=repr)
        derived = tie and (tie.since, tie.last, tie.interactions, tie.status, tie.standing, round(tie.strength, 9))
        knows = sorted(
            (one.person.name, round(one.strength, 9), sorted(_piece(row) for row in one.evidence))
            for one in known_by(viewer, person.pk).people
        )
        who = (person.name, where, person.title, person.is_owner)
        rows.append((*who, points, roles, facts, met, proofs, derived, knows))
    return sorted(rows, key=repr)


def _piece(row):
    """Evidence, without the day where it follows from positions, whose days move on with every file."""
    return row.kind, row.key or 0, None if row.source == "positions" else row.day
