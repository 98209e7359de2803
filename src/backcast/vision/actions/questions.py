"""Answers to the open questions: one line fills one part of the future, in one change."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from backcast import limits
from backcast.accounts.models import Viewer, Workspace
from backcast.errors import Invalid, NoVision
from backcast.formats import names
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.vision import queries
from backcast.vision.actions.hand import keep_milestone, keep_once, keep_person, keep_vision
from backcast.vision.actions.rows import set_stage, writing
from backcast.vision.models import Barrier, FuturePerson, Milestone, Place, Vision
from backcast.vision.queries.questions import SETTING, Question

TWO: Final = 2
"""People told at once: what the question asks for; more words are read as one description."""
LINKS: Final = names.word_set("van von der den de da di do du del della dos la le el al bin ibn ten ter zu y e")
"""Small words inside names; any other small word makes a description of it [D]."""
ARTICLES: Final = frozenset({"A", "The", "Someone", "Somebody"})


def answer(viewer: Viewer, question: Question, text: str) -> Change | None:
    """Fill what a question asks for. None where nothing differs; Invalid for an answer that says nothing."""
    told = names.clean(text, question.most)
    if not told or (question.choices and told not in question.choices):
        raise Invalid("There is no answer yet.", "A few words are enough.")
    with writing(viewer, question.question) as rec:
        FILLS.get(question.fills, _column(question.fills))(rec, told)
    return rec.change if rec.change.pk else None


def begin_with(viewer: Viewer, sentence: str, hours: float | None = None) -> Change | None:
    """A future from one sentence, five years ahead, in one change; nothing where one is active already."""
    with writing(viewer, sentence) as rec:
        _sentence(rec, sentence, hours)
    return rec.change if rec.change.pk else None


def _sentence(rec: Recorder, text: str, hours: float | None = None) -> None:
    if queries.active(rec.viewer) is not None:  # sent twice at once
        return
    own = {} if hours is None else {"hours_per_week": hours}
    keep_vision(rec, None, None, {"title": text, "horizon": queries.usual_horizon(rec.viewer.today), **own})


def _active(rec: Recorder) -> Vision:
    found = queries.active(rec.viewer)
    if found is None:
        raise NoVision("There is no vision yet.", "Write one sentence about your future first.")
    return found


def _column(name: str) -> Callable[[Recorder, str], None]:
    def fill(rec: Recorder, text: str) -> None:
        rec.update(_active(rec), **{name: text})

    return fill


def _people(rec: Recorder, text: str) -> None:
    vision, told = _active(rec), [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]
    held = {names.fold(one.name or one.describe) for one in queries.future_people(rec.viewer, vision)}
    for one in told if len(told) <= TWO else [text]:
        if names.fold(one) not in held:
            keep_person(rec, FuturePerson(vision=vision), {"name" if is_name(one) else "describe": one})
            held.add(names.fold(one))


def is_name(text: str) -> bool:
    """Whether a few words look like somebody's name rather than what they do: "Hugo Tanaka", not "a CTO at a bank".
    A guess [D], seen and changed on the Vision page."""
    words = text.split()
    if len(words) > 5 or len(text) > limits.NAME or words[0] in ARTICLES or re.search(r"[\d,:/()]", text):
        return False
    if len(words) == 1 and text.isascii() and text.isupper():
        return False
    return all(word in LINKS or not word[:1].islower() for word in words)


def _milestone(rec: Recorder, text: str) -> None:
    keep_milestone(rec, Milestone(vision=_active(rec)), None, None, {"title": text})


def _once(model: type[Any]) -> Callable[[Recorder, str], None]:
    def fill(rec: Recorder, text: str) -> None:
        vision = _active(rec)
        keep_once(rec, vision, model(vision=vision), ("title",), {"title": text})

    return fill


FILLS: Final[Mapping[str, Callable[..., None]]] = {
    "vision": _sentence,
    "future_people": _people,
    "milestones": _milestone,
    "barriers": _once(Barrier),
    "places": _once(Place),
    "stage": set_stage,
}
"""How an answer fills what it is for; whatever is not named here is a column of the future."""


def not_before(viewer: Viewer, until: date) -> Change | None:
    """Ask nothing before that day."""
    return _wish(viewer, lambda old: old | {"quiet_until": until.isoformat()})


def never_ask(viewer: Viewer, question: Question) -> Change | None:
    """Leave a question for good."""
    return _wish(viewer, lambda old: old | {"never": sorted({*old.get("never", ()), question.key})})


def _wish(viewer: Viewer, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> Change | None:
    """Change what is asked, among the settings as they are stored now."""
    with record(viewer, "ask", title="Questions") as rec:
        workspace: Any = Workspace.objects.get(pk=viewer.workspace_id)
        rec.update(workspace, settings=workspace.settings | {SETTING: changed(workspace.settings.get(SETTING, {}))})
    viewer.workspace.settings = workspace.settings
    return rec.change if rec.change.pk else None
