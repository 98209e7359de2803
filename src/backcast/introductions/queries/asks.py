"""Asks as people read them: what was asked, how it stands, what can come next, and when a quiet word may help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from backcast.accounts.models import Viewer
from backcast.engine import routes as engine
from backcast.errors import NotFound
from backcast.introductions.models import Ask
from backcast.network.models import Person
from backcast.pages.templatetags.backcast import since
from backcast.vision.models import FuturePerson

NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "drafted": ("asked",),
    "asked": ("agreed", "introduced", "declined", "silent"),
    "agreed": ("introduced", "declined"),
    "declined": (),
    "silent": ("agreed",),
    "introduced": ("thanked",),
    "thanked": ("told",),
    "told": (),
}
"""What may come after a state. An introduction made at once says that they agreed; a late yes is a yes."""
WAY: Final = ("asked", "agreed", "introduced", "thanked", "told")
"""The whole way of an ask that goes well."""
DAYS: Final[Mapping[str, str]] = {
    "asked": "asked_on",
    "agreed": "answered_on",
    "declined": "answered_on",
    "silent": "answered_on",
    "introduced": "introduced_on",
    "thanked": "thanked_on",
    "told": "told_on",
}
"""The column that holds the day of a state."""
DID: Final[Mapping[str, str]] = {
    "asked": "I asked",
    "agreed": "They agreed",
    "introduced": "They introduced me",
    "declined": "They said no",
    "silent": "No answer came",
    "thanked": "I thanked them",
    "told": "I told them what came of it",
}
"""A step as the user would say it."""
UNFINISHED: Final = ("drafted", "asked", "agreed", "introduced", "thanked")
"""States after which something good is still to do."""
FOLLOW_UP: Final = (3, 7)
"""Working days without an answer after which a quiet word may help, the second time the last [D]."""


@dataclass(frozen=True, slots=True)
class Told:
    """One ask in words."""

    ask: Ask
    about: str
    line: str
    advice: str
    steps: Sequence[tuple[str, str]]

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.ask.state not in UNFINISHED


def rows(viewer: Viewer) -> QuerySet[Ask]:
    """Asks with everything they name, the newest first."""
    named = Ask.objects.of(viewer).select_related("connector__tie", "target", "future_person__person", "organisation")
    return named.order_by("-made_on", "-pk")


def ask(viewer: Viewer, ask_id: int) -> Ask:
    """One ask of this workspace."""
    found = rows(viewer).filter(pk=ask_id).first()
    if found is None:
        raise NotFound(f"There is no ask {ask_id}.", "Go back to Introductions.")
    return found


def open_asks(viewer: Viewer) -> list[Told]:
    """Asks with which something is still to be done, the newest first; one query."""
    return [told(viewer, row) for row in rows(viewer).filter(state__in=UNFINISHED)]


def closed_asks(viewer: Viewer, most: int) -> list[Told]:
    """Asks that came to an end, the newest first; one query."""
    return [told(viewer, row) for row in rows(viewer).exclude(state__in=UNFINISHED)[:most]]


def of_person(viewer: Viewer, person: Person) -> list[Told]:
    """The asks somebody has to do with: as the one asked, or as the one to be met; one query."""
    about = Q(connector=person) | Q(target=person) | Q(future_person__person=person)
    return [told(viewer, row) for row in rows(viewer).filter(about)]


def told(viewer: Viewer, row: Ask) -> Told:
    """An ask in words; no query where its row came from `rows`."""
    steps = [(state, DID[state]) for state in NEXT[row.state]]
    return Told(row, about(row), _line(row, viewer.today), advice(row, viewer.today), steps)


def about(row: Ask) -> str:
    """Whom an ask is to lead to, by name or in the user's words."""
    if row.target:
        return row.target.name
    if row.future_person:
        return called(row.future_person)
    if row.organisation:
        return f"somebody at {row.organisation.name}"
    return row.wanted or "somebody"


def called(row: FuturePerson) -> str:
    """Somebody of the future: the person here they are, their name, or how they are described."""
    return row.known.name if row.known else row.name or row.describe


def day_of(row: Ask) -> date | None:
    """The day of the last step that happened; None for a draft."""
    found: date | None = getattr(row, DAYS[row.state]) if row.state in DAYS else None
    return found


def _line(row: Ask, today: date) -> str:
    when = since(day_of(row), today)
    said = {
        "drafted": "A draft. Nothing is sent from here.",
        "asked": f"You asked {when}. No answer yet.",
        "agreed": f"They agreed {when}. The introduction is still to come.",
        "declined": f"They said no, {when}. That is fine.",
        "silent": "No answer came. A late yes is still welcome.",
        "introduced": f"They introduced you {when}. A word of thanks is owed.",
        "thanked": f"You thanked them {when}. Telling them what came of it closes the loop.",
        "told": f"Closed {when}: they know what came of it.",
    }
    return said[row.state]


def advice(row: Ask, today: date) -> str:
    """What silence suggests; empty while it suggests nothing. Nothing changes by itself."""
    reached = waited(row, today)
    if reached is None:
        return ""
    if (today - (row.asked_on or today)).days >= engine.SILENT_DAYS:
        return "Three weeks without an answer count as none in what you learn. You may close it."
    said = {0: "", 1: "A short, friendly reminder is fine by now.", 2: "One last reminder is fine, then let it rest."}
    return said[reached]


def waited(row: Ask, today: date) -> int | None:
    """How many of FOLLOW_UP have gone by without an answer; None where no answer is awaited."""
    if row.state != "asked" or row.asked_on is None:
        return None
    return sum(working_days(row.asked_on, today) >= least for least in FOLLOW_UP)


def working_days(since_day: date, until: date) -> int:
    """Working days after a day, up to and with another."""
    weeks, rest = divmod(max(0, (until - since_day).days), 7)
    later = (since_day + timedelta(days=7 * weeks + n) for n in range(1, rest + 1))
    return 5 * weeks + sum(day.weekday() < 5 for day in later)
