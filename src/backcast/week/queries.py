"""Reads of the week, and the words for its moves: titles, reasons, what was left out and why."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.network.models import Person
from backcast.pages.templatetags.backcast import count, span
from backcast.ties.models import Promise
from backcast.vision import queries as visions
from backcast.vision.models import FuturePerson, Milestone, Vision
from backcast.week.models import Move, Week

HOURS = 3.0
"""Hours of a week where no vision says otherwise (contract.md)."""


def week(viewer: Viewer, start: date) -> Week | None:
    """The stored week that begins on a Monday."""
    return Week.objects.of(viewer).filter(start=start).select_related("workspace").first()


def hours(viewer: Viewer, stored: Week | None) -> float:
    """Hours of a week: its own, else the vision's, else three."""
    if stored and stored.hours is not None:
        return stored.hours
    active = visions.active(viewer)
    return active.hours_per_week if active else HOURS


def move(viewer: Viewer, move_id: int) -> Move:
    """One move of this workspace."""
    rows = Move.objects.of(viewer).select_related("week", "person", "milestone", "promise__person")
    found = rows.filter(pk=move_id).first()
    if found is None:
        raise NotFound(f"There is no move {move_id}.", "See this week's with: backcast week")
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A move in words."""

    move: Move
    title: str
    why: Sequence[str]
    serves: Sequence[Mapping[str, Any]]

    @property
    def people(self) -> list[str]:
        """The people of the vision it leads to."""
        return [str(ref["title"]) for ref in self.serves if ref["kind"] == "future_person"]


@dataclass(frozen=True, slots=True)
class Left:
    """A move that is not in this week, in words."""

    title: str
    because: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class View:
    """A week as it is shown."""

    week: Week
    hours: float
    moves: Sequence[Told]
    done: Sequence[Told]
    left_out: Sequence[Left]
    ahead: Sequence[Mapping[str, Any]]
    waiting: int
    owed: int

    @property
    def planned(self) -> int:
        """Minutes of the moves that are shown."""
        return sum(one.move.minutes for one in self.moves)


class Names:
    """Everything a week names, fetched in one query a table."""

    def __init__(self, viewer: Viewer, moves: Iterable[Move], report: Mapping[str, Any]) -> None:
        keys = [row["key"] for row in report.get("left_out", [])]
        keys += [row[0] for part in report.get("ahead", []) for row in part]
        serves = [tuple(ref) for one in moves for ref in one.serves]
        people = {row.get("person") for row in report.get("left_out", [])} | {one.person_id for one in moves}
        people |= {row[1] for part in report.get("ahead", []) for row in part}
        people |= {key for kind, key in serves if kind == "tie"}
        self.people = Person.objects.of(viewer).in_bulk([pk for pk in people if pk])
        self.promises = Promise.objects.of(viewer).in_bulk(_subjects(keys, "promise"))
        self.milestones = Milestone.objects.of(viewer).in_bulk(
            [*_subjects(keys, "slice"), *(key for kind, key in serves if kind == "milestone")]
        )
        self.futures = FuturePerson.objects.of(viewer).in_bulk([key for kind, key in serves if kind == "future_person"])
        self.visions = Vision.objects.of(viewer).in_bulk([key for kind, key in serves if kind == "vision" and key])

    def title(self, key: str, person: int | None) -> str:
        """The title of a candidate by its key; empty for one whose subject has gone."""
        kind, subject = key.split(":")[:2]
        who = self.people.get(person or 0)
        return titled(
            kind,
            who.name if who else "",
            getattr(self.promises.get(int(subject or 0)), "text", "") if kind == "promise" else "",
            getattr(self.milestones.get(int(subject or 0)), "title", "") if kind == "slice" else "",
        )

    def served(self, refs: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """What a move serves, by kind, id and title."""
        found = []
        for kind, key in refs:
            tables: dict[str, Mapping[int, Any]] = {
                "tie": self.people,
                "milestone": self.milestones,
                "future_person": self.futures,
                "vision": self.visions,
            }
            row = tables.get(kind, {}).get(key)
            if row is not None:
                title = getattr(row, "title", "") or getattr(row, "name", "") or getattr(row, "describe", "")
                found.append({"kind": kind, "id": key, "title": title})
            elif kind in SERVED:
                found.append({"kind": kind, "id": None, "title": SERVED[kind]})
        return found


SERVED = {"vision": "your vision", "week": "every later week"}


def _subjects(keys: Iterable[str], kind: str) -> list[int]:
    return [int(key.split(":")[1]) for key in keys if key.startswith(f"{kind}:")]


def view(viewer: Viewer, stored: Week) -> View:
    """A stored week in words; a fixed number of queries."""
    rows = list(
        Move.objects.of(viewer)
        .filter(week=stored, state__in=["shown", "done"])
        .select_related("person", "milestone", "promise")
        .order_by("slot", "pk")
    )
    known = Names(viewer, rows, stored.report)
    told = [Told(row, title(row), [reason(*why) for why in row.why], known.served(row.serves)) for row in rows]
    promises = Promise.objects.of(viewer).filter(done_on=None)
    ways = list(promises.values_list("way", flat=True))
    return View(
        week=stored,
        hours=stored.report.get("hours", HOURS),
        moves=[one for one in told if one.move.state == "shown"],
        done=[one for one in told if one.move.state == "done"],
        left_out=_left_out(known, stored.report),
        ahead=_ahead(known, stored),
        waiting=ways.count("in"),
        owed=ways.count("out"),
    )


def _left_out(known: Names, report: Mapping[str, Any]) -> list[Left]:
    found = []
    for row in report.get("left_out", []):
        words = known.title(row["key"], row["person"])
        if words:
            found.append(Left(words, because(row), known.people.get(row["person"] or 0)))
    return found


def _ahead(known: Names, stored: Week) -> list[dict[str, Any]]:
    return [
        {
            "start": stored.start + timedelta(days=7 * place),
            "moves": [{"title": known.title(row[0], row[1]), "minutes": row[2]} for row in part],
        }
        for place, part in enumerate(stored.report.get("ahead", []), 1)
    ]


def title(row: Move) -> str:
    """A stored move's title."""
    return titled(
        row.kind,
        row.person.name if row.person else "",
        row.promise.text if row.promise else "",
        row.milestone.title if row.milestone else "",
    )


def titled(kind: str, name: str, promise: str, milestone: str) -> str:
    """The one table of titles; empty where what it is about is gone."""
    sentence = promise[:1].upper() + promise[1:].rstrip(".")
    told = {
        "promise": f"{sentence}, as promised to {name}" if promise and name else "",
        "few_lines": f"A few lines to {name}" if name else "",
        "wake": f"Write to {name} again" if name else "",
        "slice": f"Work on: {milestone}" if milestone else "",
        "vision": "Write five lines about where you want to be",
        "name_people": "Name or describe two people who will know you by then",
        "sort_lists": "Place ten people on your lists: who would go out of their way for you?",
    }
    return told[kind]


RINGS = {"inner": "inner circle", "close": "close ring", "active": "active ring", "outer": "outer ring"}


def reason(code: str, figures: Mapping[str, Any]) -> str:
    """A reason in words."""
    return str(REASONS[code](figures))


def _promise_due(told: Mapping[str, Any]) -> str:
    days = told["days"]
    if days < 0:
        return "Promised for yesterday." if days == -1 else f"Promised for {span(-days)} ago."
    return {0: "Promised for today.", 1: "Promised for tomorrow."}.get(days, f"Due in {span(days)}.")


def _slice(told: Mapping[str, Any]) -> str:
    weeks = told["weeks"]
    begin = f"begin within {count(weeks, 'week')}" if weeks > 0 else "its time to begin is now"
    return f"{begin[:1].upper()}{begin[1:]}; {told['hours']:g} of {told['all']:g} hours are left."


def _due(told: Mapping[str, Any]) -> str:
    return f"Quiet for {span(told['days'])}; you keep {told['ring']} ties about every {count(told['every'], 'day')}."


def _placed(told: Mapping[str, Any]) -> str:
    if not told["placed"]:
        return "Nobody is placed yet; everything else gets better with this."
    return f"{told['placed']} of {min(30, told['people'])} are placed; the rest gets better with more."


REASONS: dict[str, Any] = {
    "promise_due": _promise_due,
    "promise_made": lambda told: f"Promised {span(told['days'])} ago." if told["days"] else "Promised today.",
    "dormant": lambda told: f"Quiet for {span(told['days'])}; once you were closer. Dormant ties are often glad.",
    "due": _due,
    "quiet": lambda told: f"Quiet for {span(told['days'])}, after contact on {count(told['contacts'], 'day')}.",
    "in_vision": lambda _: "One of the people in your vision.",
    "leads": lambda told: (
        f"Leads to {told['people']} of your people." if told["people"] > 1 else "Leads to one of your people."
    ),
    "slice": _slice,
    "no_vision": lambda _: "Without a direction no move can say what it is for. Five lines are enough.",
    "named": lambda told: (
        f"{count(told['named'], 'person') if told['named'] == 1 else str(told['named']) + ' people'} "
        "so far; six give the weeks a direction."
    ),
    "placed": _placed,
}


def because(row: Mapping[str, Any]) -> str:
    """Why a move is not in this week, in words."""
    told, later = row["figures"], row["week"]
    when = f" It comes in {count(later, 'week')}." if later else ""
    return str(BECAUSE[row["because"]](told)) + when


BECAUSE: dict[str, Any] = {
    "no_hours": lambda told: "There are no hours this week.",
    "too_long": lambda told: "It is longer than the whole week.",
    "not_yet": lambda told: "Its time has not come yet.",
    "no_value": lambda told: "Nothing asks for it now.",
    "after": lambda told: "Something else comes first.",
    "same_person": lambda told: "One approach to a person in a fortnight is enough.",
    "limit": lambda told: f"{told.get('most', 2)} of this kind are enough for a week.",
    "hours": lambda told: f"It takes {told.get('minutes')} minutes, and {told.get('free')} are left.",
    "moves": lambda told: f"{count(told.get('most', 5), 'move')} are enough for a week.",
    "energy": lambda told: "It would make the week too heavy.",
    "duties_first": lambda told: "What you promised comes first.",
    "later": lambda told: "A later week suits it better.",
}


def document(shown: View, weeks: int = 1) -> dict[str, Any]:
    """The week as the contract names it."""
    return {
        "start": shown.week.start.isoformat(),
        "hours": shown.hours,
        "planned_hours": round(shown.planned / 60, 2),
        "moves": [move_document(one) for one in shown.moves],
        "done": [move_document(one) | {"done_on": one.move.done_on} for one in shown.done],
        "left_out": [
            {"title": one.title, "because": one.because, "person": person_document(one.person)}
            for one in shown.left_out
        ],
        "optimal": shown.week.report.get("optimal", True),
        "ahead": list(shown.ahead[: max(0, weeks - 1)]),
    }


def move_document(one: Told) -> dict[str, Any]:
    """A move as the contract names it; drafts come with a later issue."""
    return {
        "id": one.move.pk,
        "kind": one.move.kind,
        "person": person_document(one.move.person),
        "title": one.title,
        "minutes": one.move.minutes,
        "value": one.move.value,
        "draft": None,
        "serves": list(one.serves),
        "why": list(one.why),
    }


def person_document(person: Person | None) -> dict[str, Any] | None:
    """A person by id and name."""
    return {"id": person.pk, "name": person.name} if person else None


def calendar(shown: View) -> str:
    """This week's moves as tasks of an iCalendar file (RFC 5545), due on the week's Friday."""
    stamp = shown.week.computed or datetime.now(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Backcast//Week//EN"]
    for one in shown.moves:
        lines += [
            "BEGIN:VTODO",
            f"UID:{one.move.uid}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{shown.week.start:%Y%m%d}",
            f"DUE;VALUE=DATE:{shown.week.start + timedelta(days=4):%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}",
            f"DESCRIPTION:{_escaped(' '.join(one.why))}",
            "END:VTODO",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> str:
    """At most 75 bytes a line, never cut inside a character; further ones begin with a space."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > (75 if not parts else 74):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
