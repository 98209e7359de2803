"""What does not add up in a story, in words: one sentence of what it is and one of what helps."""

from collections.abc import Mapping
from datetime import date

from backcast.engine.schedule import Problem
from backcast.vision.queries.spans import missing, whole

SENTENCES = {
    "horizon_passed": "The day of this future was {span} ago. A new day gives everything room again.",
    "no_hours": "No hours a week are set aside for the story, which asks for {hours} in all. Even one a week moves it.",
    "ring": "{others} wait for each other, so {last} is shown as if it did not wait. Take one of the waits out.",
    "unknown_predecessor": "{title} waits for something that is not in the story.",
    "overdue": "{title} was due {span} ago. Give it a new day, or mark it done.",
    "after_horizon": "{title} is due {span} after the day of this future, and counts as due by then.",
    "due_before": "{title} is due {span} before {others}, which has to come first. Its date is the one that counts.",
    "date_missed": "{title} cannot be there by {day}: {span} short for {others}.",
    "too_near": "Some dates are too near for the work, whatever the hours. A later date or a smaller milestone helps.",
}
"""By the codes of `engine.schedule.Problem`."""
NAMED = 4
"""Milestones named in one sentence; the rest are counted [D]."""


def sentence(problem: Problem, titles: Mapping[str, str], finishes: Mapping[str, date]) -> str:
    """A problem in words. `titles` of all milestones by key, `finishes` of those in time."""
    others = [quoted(titles.get(key, key)) for key in problem.others]
    return SENTENCES[problem.code].format(
        title=quoted(titles.get(problem.key, problem.key)),
        others=listed(others),
        last=others[-1] if others else "",
        span=(missing if problem.code == "date_missed" else whole)(problem.number),
        hours=f"{problem.number:.0f} hours",
        day=day(finishes[problem.key]) if problem.key in finishes else "",
    )


def day(on: date) -> str:
    """1 May 2028."""
    return f"{on.day} {on:%B %Y}"


def quoted(title: str) -> str:
    return f"“{title}”"


def listed(words: list[str]) -> str:
    """Words as one says them: “a, b and c”; of many the first ones and how many more."""
    if len(words) > NAMED:
        words = [*words[: NAMED - 1], f"{len(words) - NAMED + 1} more"]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
