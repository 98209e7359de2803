"""What stands on the time line of a story: each milestone with its kind and its days, many folded by years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from backcast.vision.models import Barrier, Milestone
from backcast.vision.queries import Chapter

DRAWN = 12
"""Marks drawn (ui.md)."""
YEARS = (1, 2, 5, 10, 20, 50)
"""Steps of years to fold by, the first that leaves so few [D]."""
KIND = {"other": "", "follow": "leader followed"}
"""Words of a kind that do not stand by themselves; the others do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One milestone on the line, or those of some years. `notes` are the words below its title."""

    chapters: tuple[Chapter, ...]
    day: date
    title: str
    notes: tuple[str, ...]

    @property
    def first(self) -> Chapter:
        """The milestone, or of several the one that is there first."""
        return self.chapters[0]

    @property
    def is_done(self) -> bool:
        """Whether it lies behind today; what is folded together is all done or all open."""
        return self.first.milestone.state == "done"

    @property
    def is_tight(self) -> bool:
        """Whether nothing is to spare before it."""
        return any(one.item is not None and one.item.critical for one in self.chapters)

    @property
    def state(self) -> str:
        """done, doing or open."""
        doing = any(one.milestone.state == "doing" for one in self.chapters)
        return "done" if self.is_done else "doing" if doing else "open"

    @property
    def barriers(self) -> tuple[Barrier, ...]:
        """What stands before it and is not past."""
        return tuple(bar for one in self.chapters for bar in one.barriers if bar.state != "past")

    @property
    def told(self) -> str:
        """All of it in one line, for who does not see the drawing."""
        count = len(self.barriers)
        held = [f"{count} barrier{'s' if count > 1 else ''} before it"] if count else []
        return ", ".join([self.title, *self.notes, *held])


def marks(chapters: Sequence[Chapter], today: date, horizon: date) -> list[Mark]:
    """The marks from what was done first to what comes last before the future."""
    from_today = chapters[::-1]
    behind = [one for one in from_today if one.milestone.state == "done"]
    ahead = [one for one in from_today if one.milestone.state != "done"]
    days = _past(behind, today)
    days |= {one.milestone.pk: min(max(one.until, today), max(horizon, today)) for one in ahead}
    if len(chapters) <= DRAWN:
        return [_one(chapter, days[chapter.milestone.pk], today) for chapter in (*behind, *ahead)]
    return _folded(behind, ahead, days, today)


def _past(behind: Sequence[Chapter], today: date) -> dict[int, date]:
    """When each was done; one without a day stands with the one before it."""
    known = [one.milestone.done_on for one in behind if one.milestone.done_on]
    last, days = min([*known, today - timedelta(days=1)]), {}
    for one in behind:
        last = days[one.milestone.pk] = min(max(one.milestone.done_on or last, last), today)
    return days


def _folded(behind: list[Chapter], ahead: list[Chapter], days: dict[int, date], today: date) -> list[Mark]:
    found: list[Mark] = []
    for step in YEARS:
        found = [mark for part in (behind, ahead) for mark in _by_years(part, days, step, today)]
        if len(found) <= DRAWN:
            break
    return found


def _by_years(chapters: list[Chapter], days: dict[int, date], step: int, today: date) -> list[Mark]:
    def years(chapter: Chapter) -> int:
        return days[chapter.milestone.pk].year // step

    found = []
    for block, group in groupby(chapters, key=years):
        some = tuple(group)
        last = days[some[-1].milestone.pk]
        found.append(_one(some[0], last, today) if len(some) == 1 else _many(some, last, block * step, step))
    return found


def _many(chapters: tuple[Chapter, ...], day: date, year: int, step: int) -> Mark:
    title = str(year) if step == 1 else f"{year} to {year + step - 1}"
    done = chapters[0].milestone.state == "done"
    return Mark(chapters, day, title, (f"{len(chapters)} milestones{', done' if done else ''}",))


def _one(chapter: Chapter, day: date, today: date) -> Mark:
    row = chapter.milestone
    kind = KIND.get(row.kind, row.kind)
    notes = [", ".join(filter(None, [kind, _when(row, chapter.until, today)])), _hurry(chapter, today)]
    return Mark((chapter,), day, row.title, tuple(filter(None, notes)))


def _hurry(chapter: Chapter, today: date) -> str:
    """What its latest start says of it."""
    row, item = chapter.milestone, chapter.item
    if item is None or row.state == "doing":
        return "doing, tight" if item and item.slack_weeks < 0 else row.state if item else ""
    if item.slack_weeks < 0:
        return "tight, begin now" if item.ready else "tight"
    if item.latest_start == item.latest_finish:
        return ""
    return f"begin by {_month(item.latest_start)}" if item.latest_start > today else "begin now"


def _when(row: Milestone, until: date, today: date) -> str:
    if row.state == "done":
        return f"done\N{NO-BREAK SPACE}{_month(row.done_on)}" if row.done_on else "done"
    return f"by\N{NO-BREAK SPACE}{_month(until)}" if until >= today else ""


def _month(day: date) -> str:
    return f"{day:%b}\N{NO-BREAK SPACE}{day:%Y}"
