"""Events a second, ours beside icalendar's, on the same made-up file in the same run.

    python bench/calendars.py [--events 10000]

icalendar only parses the file; ours also follows repetitions, settles who the owner is and yields people, contacts and
acquaintances. Issue 4 asks for 10,000 events in ten seconds.
"""

import argparse
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from backcast.formats.reader import read
from backcast.formats.records import FileSeen, InteractionRecord, OwnerHint, PersonRecord

EVENT = """BEGIN:VEVENT
UID:event-{n}@calendar.example
DTSTAMP:20240601T080000Z
DTSTART;TZID=Europe/Berlin:{day:%Y%m%d}T{hour:02d}0000
DTEND;TZID=Europe/Berlin:{day:%Y%m%d}T{hour:02d}4500
{rule}SUMMARY:Number {n}, about the things that have to be talked about before we
  can go on
DESCRIPTION:A line of words\\, and another\\nthat nobody here needs to read at all.\\n
  It is folded too.
ORGANIZER;CN=Mia Me:mailto:mia@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Mia Me;X-NUM
 -GUESTS=0:mailto:mia@example.org
{guests}STATUS:CONFIRMED
SEQUENCE:0
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P0DT0H10M0S
END:VALARM
END:VEVENT
"""
GUEST = """ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE
 ;CN="Family{n}, Given{n}";X-NUM-GUESTS=0:mailto:given{n}@example.org
"""


def made_up(count: int) -> str:
    """A calendar of six years; every tenth event repeats weekly for half a year."""
    events = []
    for n in range(count):
        rule = "RRULE:FREQ=WEEKLY;COUNT=26\n" if n % 10 == 0 else ""
        guests = "".join(GUEST.format(n=(n * 7 + k * 31) % 997) for k in range(1 + n % 4))
        day = date(2018, 1, 1) + timedelta(days=n * 2_190 // count)
        events.append(EVENT.format(n=n, day=day, hour=8 + n % 9, rule=rule, guests=guests))
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN", *events, "END:VCALENDAR", ""])


def ours(path: Path) -> tuple[int, int, int]:
    told = list(read([path], OwnerHint()))
    (seen,) = (record for record in told if isinstance(record, FileSeen))
    return seen.rows, *(sum(isinstance(record, kind) for record in told) for kind in (InteractionRecord, PersonRecord))


def theirs(path: Path, icalendar) -> int:
    return len(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def timed(reading, *given):
    start = time.perf_counter()
    found = reading(*given)
    return found, time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10_000)
    count = parser.parse_args().events
    try:
        import icalendar
    except ImportError:
        icalendar = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calendar.ics"
        path.write_text(made_up(count).replace("\n\n", "\n").replace("\n", "\r\n"), encoding="utf-8")
        (events, contacts, people), seconds = timed(ours, path)
        print(f"{'reader':<12}{'events':>9}{'seconds':>10}{'events/s':>10}{'times':>8}")
        print(f"{'backcast':<12}{events:>9,}{seconds:>10.2f}{events / seconds:>10,.0f}")
        print(f"{'':<12}{contacts:>9,} contacts with {people:,} people")
        if icalendar is None:
            print("icalendar is not installed; `make bench` installs it from requirements/bench.txt.", file=sys.stderr)
            return 1
        found, slower = timed(theirs, path, icalendar)
        print(f"{'icalendar':<12}{found:>9,}{slower:>10.2f}{found / slower:>10,.0f}{slower / seconds:>8.1f}")
        print("the same events" if found == events == count else "EVENTS DIFFER")
        return int(not found == events == count)


if __name__ == "__main__":
    raise SystemExit(main())
