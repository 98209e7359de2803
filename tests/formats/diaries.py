"""Small calendars made by hand; every name in them is invented."""

from datetime import UTC, datetime

from backcast.formats.records import AcquaintanceRecord, OwnerHint
from tests.formats import samples

MIA, ANNA, BO, CY = (f"{name}@example.org" for name in ("mia.me", "anna.ash", "bo.birch", "cy.cedar"))
HINT = OwnerHint(emails=(MIA,))


def guest(email, *told, name=""):
    """An ATTENDEE line; `told` are parameters such as PARTSTAT=ACCEPTED."""
    return ";".join(["ATTENDEE", *([f'CN="{name}"'] if name else []), *told]) + f":mailto:{email}"


def by(email):
    return f"ORGANIZER:mailto:{email}"


WITH_ANNA = (by(MIA), guest(MIA, "PARTSTAT=ACCEPTED"), guest(ANNA, "PARTSTAT=ACCEPTED", name="Anna Ash"))


def event(*lines, uid="e1", start="DTSTART:20240603T090000Z", end="DTEND:20240603T100000Z"):
    """An event from nine to ten on a Monday."""
    head = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *head, *filter(None, (start, end)), *lines, "END:VEVENT", ""])


def calendar(*events, head=()):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, ""]) + "".join(events) + "END:VCALENDAR\r\n"


def read(folder, text, hint=HINT, name="calendar.ics"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return samples.read(path, hint=hint)


def days(records, email=ANNA):
    return [one.day.isoformat() for one in samples.interactions(records) if one.email == email]


def known(records):
    return samples.of(AcquaintanceRecord, records)


def today():
    return datetime.now(UTC).date()
