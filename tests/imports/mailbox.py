"""Mail and meetings as a reader tells of them, without the reader: a file of records, one JSON line each."""

import datetime as dt
import json

from backcast.formats import reader
from backcast.formats.records import (
    AcquaintanceRecord,
    InteractionRecord,
    OwnerRecord,
    PersonRecord,
    from_json,
    to_json,
)

ENDING = ".records"
CLOCK = dt.time(9, tzinfo=dt.UTC)


def address(name):
    return f"{name.lower().replace(' ', '.')}@example.org"


def person(name, source="mail", day=None):
    return PersonRecord(
        source, address(name), name, "", "", (address(name),), (), (), "", "", None, day, "", "", "", "m.mbox", 1
    )


def owner(*emails):
    return OwnerRecord("mail", "Mia Me", "Mia", "Me", emails, (), "", "", "", "m.mbox", 1)


def mail(name, day, key, way="in", weight=1.0):
    at = dt.datetime.combine(day, CLOCK)
    return InteractionRecord("mail", key, name, "", address(name), day, at, "mail", way, weight, None, "m.mbox", 2)


def meeting(name, day, key, hours=None):
    return InteractionRecord(
        "calendar", key, name, "", address(name), day, None, "meeting", "both", 3.0, hours, "c.ics", 2
    )


def knows(name, other, day, key, kind="thread", strength=0.3, text=""):
    return AcquaintanceRecord(
        "mail", key, name, address(name), other, address(other), kind, strength, text, day, "m.mbox", 3
    )


def written(path, records):
    """A file of records, for `read`."""
    path = path.with_suffix(ENDING)
    path.write_text("".join(json.dumps(to_json(record)) + "\n" for record in records))
    return path


def read(paths, hint):
    """What the limited child would read, here and now."""
    for path in paths:
        if path.suffix == ENDING:
            yield from (from_json(json.loads(line)) for line in path.read_text().splitlines())
        else:
            yield from reader.read([path], hint)
