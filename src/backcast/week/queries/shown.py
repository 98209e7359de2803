"""A stored week in words."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backcast.accounts.models import Viewer
from backcast.introductions.queries import letters, targets
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.ties.models import Promise
from backcast.ties.queries.drafts import STEPS, Draft, Occasion, drafts, emails
from backcast.vision.models import Barrier
from backcast.vision.queries.serving import Serves
from backcast.week.models import Move, Week
from backcast.week.queries.subjects import ABOUT, Names, may_be_named
from backcast.week.queries.words import because, title

HOURS = 3.0
"""Hours of a week where no vision says otherwise (contract.md)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move in words."""

    move: Move
    title: str
    why: Sequence[str]
    serves: Sequence[Mapping[str, Any]]
    draft: Draft | None = None
    parts: Sequence[Serves] = ()
    """The parts of the future it leads to."""


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

    @property
    def has_steps(self) -> bool:
        """Whether a small step of a plan in weeks is among them."""
        return any(one.move.kind == "step" for one in self.moves)


def view(viewer: Viewer, stored: Week) -> View:
    """A stored week in words; a fixed number of queries."""
    rows = list(
        Move.objects.of(viewer)
        .filter(week=stored, state__in=["shown", "done", "skipped"], person__deleted_at=None)
        .select_related("person__tie", "person__organisation", "milestone", "promise", *ABOUT)
        .order_by("slot", "pk")
    )
    rows = [row for row in rows if row.state == "done" or may_be_named(row.person)]
    known = Names(viewer, rows, stored.report)
    told = [
        Told(row, title(row), known.reasons(row.why), known.served(row.serves, stored.pk), words, known.parts(row))
        for row, words in zip(rows, _words(viewer, rows, known), strict=True)
    ]
    promises = Promise.objects.of(viewer).filter(done_on=None, person__deleted_at=None)
    ways = list(promises.values_list("way", flat=True))
    return View(
        week=stored,
        hours=stored.report.get("hours", HOURS),
        moves=[one for one in told if one.move.state == "shown"],
        done=[one for one in told if one.move.state == "done"],
        left_out=[*_put_off(told), *_left_out(known, stored.report, {row.key for row in rows})],
        ahead=_ahead(known, stored),
        waiting=ways.count("in"),
        owed=ways.count("out"),
    )


def _words(viewer: Viewer, rows: Sequence[Move], known: Names) -> list[Draft | None]:
    """The words to start from; an ask and a reminder of one have a letter of their own."""
    usual = drafts(viewer, [_occasion(row, known) for row in rows])
    return [_letter(viewer, row) or words for row, words in zip(rows, usual, strict=True)]


def _letter(viewer: Viewer, row: Move) -> Draft | None:
    if row.state != "shown":
        return None
    if row.barrier and row.barrier.first_ask:
        return _first_ask(viewer, row.person, row.barrier)
    if row.person is None:
        return None
    if row.kind == "follow_up" and row.ask:
        return letters.reminder(viewer, row.ask)
    if row.kind == "ask" and row.ask:
        return letters.kept(viewer, row.ask)
    if row.kind == "ask" and row.future_person:
        return letters.letter(viewer, row.person, targets.of_future_person(viewer, row.future_person)).together
    return None


def _first_ask(viewer: Viewer, guide: Person | None, barrier: Barrier) -> Draft:
    """What the user wants to ask the guide past a barrier, in their own words."""
    if guide is None:
        return Draft("", barrier.first_ask, to=barrier.guide_name)
    points = network.points(viewer, [guide.pk]).filter(kind="email")
    return Draft("", barrier.first_ask, emails(points).get(guide.pk, ""), to=guide.name)


def _occasion(row: Move, known: Names) -> Occasion:
    """What a move needs words for, and who reads them: its own person, or the one its milestone leads to. Nothing
    once it is done or put off."""
    if row.state != "shown":
        return Occasion("", None)
    work = row.milestone
    if work:
        return Occasion(work.key if work.key in STEPS else work.kind, known.led_to(row.serves))
    return Occasion(row.kind, row.person, row.promise.text if row.promise else "")


def _put_off(told: Iterable[Told]) -> list[Left]:
    """What the user left for later, with the day it may come back."""
    return [
        Left(one.title, f"You left it until {one.move.until.day} {one.move.until:%B}.", one.move.person)
        for one in told
        if one.move.state == "skipped" and one.move.until
    ]


def _left_out(known: Names, report: Mapping[str, Any], settled: Container[str]) -> list[Left]:
    """What the plan left out, without what was done, put off or shown since."""
    found = []
    for row in report.get("left_out", []):
        words = known.title(row["key"], row["person"])
        if words and row["key"] not in settled and not _has_its_week(row):
            first = known.title(row["figures"]["key"], None) if row["because"] == "after" and row["figures"] else ""
            found.append(Left(words, because(row, first), known.people.get(row["person"] or 0)))
    return found


def _has_its_week(row: Mapping[str, Any]) -> bool:
    """A small step that is planned for a later week is not left out: it stands there."""
    return row["key"].startswith("step:") and bool(row["week"])


def _ahead(known: Names, stored: Week) -> list[dict[str, Any]]:
    return [
        {
            "start": stored.start + timedelta(days=7 * place),
            "moves": [{"title": title, "minutes": row[2]} for row in part if (title := known.title(row[0], row[1]))],
        }
        for place, part in enumerate(stored.report.get("ahead", []), 1)
    ]
