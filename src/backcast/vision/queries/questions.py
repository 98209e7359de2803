"""The one further question that is open: a future begins with a sentence and grows by an answer at a time.

The questions are data: the table below says what each asks and which part of the future its answer fills. Which one
comes next follows from what is filled; what the user does not want to be asked is a setting of the workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.formats.vision_records import STAGES
from backcast.vision.models import Barrier, FuturePerson, Milestone, Place, Vision
from backcast.vision.queries.guided import is_ahead

SETTING: Final = "questions"
"""Where `Workspace.settings` keeps what is not to be asked: `never` (keys) and `quiet_until` (a day)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question in words, the part of the future that its answer fills, the `step` of the guided questions that asks
    the same, and the words to choose from, if any."""

    key: str
    question: str
    help: str
    fills: str
    step: str
    most: int = limits.SENTENCE
    choices: tuple[str, ...] = ()


QUESTIONS: Final = (
    Question(
        "sentence",
        "Where would you like to be in five years?",
        "One sentence is enough, as if it were true.",
        "vision",
        "future",
        limits.NAME,
    ),
    Question(
        "who",
        "Who will know you by then?",
        "One or two, by name or by what they do: Hugo Tanaka; a CTO at a mid-size bank.",
        "future_people",
        "will-know",
    ),
    Question(
        "known_for",
        "What will you be known for?",
        "As somebody else would say it: calm, boring, reliable platforms.",
        "known_for",
        "known-for",
    ),
    Question("where", "Where will that be?", "A town, a country, or anywhere with a desk.", "place", "where"),
    Question(
        "before",
        "What had to be true just before?",
        "One chapter, told from the future: I had spoken at the regional conference.",
        "milestones",
        "before",
        limits.NAME,
    ),
    Question(
        "barrier", "What might hold you back?", "Naming it is enough for now.", "barriers", "barriers", limits.NAME
    ),
    Question(
        "stage",
        "Where do you stand today?",
        "The further one is, the more a few deep ties count; the weeks follow that.",
        "stage",
        "stage",
        choices=STAGES,
    ),
    Question(
        "meet",
        "Where do you need to be to meet these people?",
        "A meetup, an association, a mailing list: one is enough.",
        "places",
        "places",
        limits.NAME,
    ),
    Question(
        "meaning",
        "What would it mean to you?",
        "A few words are enough. Your story says them too.",
        "meaning",
        "meaning",
    ),
)
"""In the order in which they are asked."""

PARTS: Final[Mapping[str, type[Any]]] = {
    "future_people": FuturePerson,
    "milestones": Milestone,
    "barriers": Barrier,
    "places": Place,
}
"""Parts that are rows of their own; the others are columns."""


def question(key: str) -> Question:
    """One question by its key."""
    found = next((one for one in QUESTIONS if one.key == key), None)
    if found is None:
        raise NotFound("There is no such question.", "Go back to this week.")
    return found


def next_question(viewer: Viewer) -> Question | None:
    """The first question that is open and may be asked today. None in a week that wants none."""
    return asking(viewer)[1]


def asking(viewer: Viewer) -> tuple[Vision | None, Question | None]:
    """The active future, and the question to ask about it; one query. What the guided questions are on the way to is
    left to them."""
    active = _with_parts(viewer)
    wishes = viewer.workspace.settings.get(SETTING, {})
    if viewer.today < _day(wishes.get("quiet_until")):
        return active, None
    never = wishes.get("never", ())
    open_now = (one for one in _open(viewer, active) if not (active and is_ahead(active, one.step)))
    return active, next((one for one in open_now if one.key not in never), None)


def open_questions(viewer: Viewer) -> list[Question]:
    """Every question that is open, whether the user wants it asked or not."""
    return _open(viewer, _with_parts(viewer))


def _day(text: str | None) -> date:
    return date.fromisoformat(text) if text else date.min


def _with_parts(viewer: Viewer) -> Vision | None:
    """The active future with `has_…` for each of its parts."""
    has = {f"has_{name}": Exists(part.objects.of(viewer).filter(vision=OuterRef("pk"))) for name, part in PARTS.items()}
    return Vision.objects.of(viewer).filter(active=True).annotate(**has).first()


def _open(viewer: Viewer, active: Vision | None) -> list[Question]:
    """What is open of a future, in order; without a future the first question alone."""
    if active is None:
        return [one for one in QUESTIONS if one.fills == "vision"]
    filled = {"vision": True, "stage": bool(viewer.workspace.stage)}
    filled |= {name: getattr(active, f"has_{name}") for name in PARTS}
    return [one for one in QUESTIONS if not (filled[one.fills] if one.fills in filled else getattr(active, one.fills))]
