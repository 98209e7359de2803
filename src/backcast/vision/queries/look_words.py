"""What a look back found different, in words. Codes and figures are kept; the names are those of today."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from backcast.pages.templatetags.backcast import count
from backcast.vision.queries.different import Code
from backcast.vision.queries.looks import Look


def sentences(changed: Sequence[Code], seen: Look) -> list[str]:
    """What a look found different, in words; what has no words any more is left out."""
    told = (SAYS[code](figures, seen) for code, figures in changed if code in SAYS)
    return [sentence for sentence in told if sentence]


MANY: Final = 8
"""Titles in one sentence [D]."""
CALLED: Final = {"title": "the sentence", "known_for": "what you are known for", "place": "where in the world"} | {
    "meaning": "what it would mean to you"
}


def _titles(ids: Sequence[int], rows: Mapping[int, Any]) -> str:
    """The titles or names of these rows as they are now; what has no room or is gone since is counted."""
    known = [rows[pk] for pk in ids if pk in rows]
    told = [getattr(one, "title", "") or one.name or one.describe for one in known[:MANY]]
    more = len(ids) - len(told)
    return "; ".join([*told, f"{more} more" if told else f"{more} that went out since"] if more else told)


def _listed(head: str, kind: str) -> Any:
    def say(figures: Mapping[str, Any], seen: Look) -> str:
        return f"{head}: {_titles(figures[kind], getattr(seen, kind))}."

    return say


def _moved(head: str) -> Any:
    def say(figures: Mapping[str, Any], seen: Look) -> str:
        was, now = figures["from"], figures["to"]
        if was is None or now is None:
            return f"{head}: now {now:g}." if now is not None else f"{head}: no longer said."
        return f"{head}: {was:g} before, {now:g} now."

    return say


def _horizon(figures: Mapping[str, Any], seen: Look) -> str:
    was, now = (date.fromisoformat(figures[side]) for side in ("from", "to"))
    return f"The day: {was.day} {was:%B %Y} before, {now.day} {now:%B %Y} now."


def _words(figures: Mapping[str, Any], seen: Look) -> str:
    called = [CALLED[name] for name in figures["columns"] if name in CALLED]
    return f"Written anew: {', '.join(called)}." if called else ""


def _reach(told: Mapping[str, Any], seen: Look) -> str:
    return (
        f"A way was known to {told['known']} of {told['people']} people; "
        f"now it is to {told['now_known']} of {told['now_people']}."
    )


STATES: Final = {"kept": "This is how you work now.", "dropped": "You left it.", "open": "Taken up again."}

SAYS: Final[Mapping[str, Any]] = {
    "horizon": _horizon,
    "words": _words,
    "importance": _moved("How much it matters"),
    "appeal": _moved("How much you would like it"),
    "sure": _moved("How sure you are"),
    "hours_per_week": _moved("Hours a week"),
    "done": _listed("Done", "milestones"),
    "dropped": _listed("Dropped", "milestones"),
    "reopened": _listed("Opened again", "milestones"),
    "added": _listed("New in the story", "milestones"),
    "gone": lambda told, _: f"Taken out of the story: {count(told['count'], 'milestone')}.",
    "knows_me": _listed("Came to know you", "people"),
    "people_added": _listed("New among the people", "people"),
    "people_gone": lambda told, _: f"No longer among the people: {told['count']}.",
    "reach": _reach,
    "state": lambda told, _: STATES.get(told["to"], ""),
}
