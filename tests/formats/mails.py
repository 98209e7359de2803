"""Small hand-made mails and mailboxes; every name in them is invented."""

from backcast.formats.records import AcquaintanceRecord, OwnerHint
from tests.formats import samples

ME = "mia.me@example.org"
HINT = OwnerHint(emails=(ME,))
ANNA, BO, CY = "Anna Ash <anna@ash.example>", "Bo Birch <bo@birch.example>", "Cy Cedar <cy@cedar.example>"


def mail(sender=ANNA, to=ME, n=1, body="Hello.\n", **fields):
    """One mail; `message_id="…"` is a field, `subject=None` takes one away."""
    told = {
        "From": sender,
        "To": to,
        "Subject": "Bread",
        "Date": f"Mon, {1 + n % 28:02d} Jan 2024 10:00:00 +0100",
        "Message-Id": f"<{n}@mail.example>",
    } | {name.replace("_", "-").title(): value for name, value in fields.items()}
    return "".join(f"{name}: {value}\n" for name, value in told.items() if value is not None) + f"\n{body}"


def mbox(*mails):
    return "".join(f"From a@b.example Mon Jan 15 10:00:00 2024\n{one}\n" for one in mails)


def read(tmp_path, text, name="mail.mbox", hint=HINT):
    samples.written(tmp_path, {name: text})
    return samples.read(tmp_path / name, hint=hint)


def contacts(records):
    return [(one.email, one.way) for one in samples.interactions(records)]


def pairs(records):
    return [(one.email, one.other_email) for one in samples.of(AcquaintanceRecord, records)]


def emails(records):
    return [one.emails[0] for one in samples.people(records)]
