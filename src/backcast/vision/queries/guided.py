"""The guided questions: a future written one question a page, from where one will be to what one can do now.

The table below is the whole sequence. `Vision.step` holds the key of the question to go on with, `done` after the last.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.vision.models import (
    Barrier,
    FuturePerson,
    Milestone,
    MilestoneAfter,
    MilestoneLeads,
    Place,
    RoleModel,
    Shift,
    Vision,
)

DONE: Final = "done"
SOON: Final = timedelta(days=14)
"""How far ahead a first step may lie [D]: near enough that the weeks offer it before the rest of the story."""
SHOWN: Final = 20
"""What is written already is shown up to here, the newest first; the story has all [D]."""
OPEN: Final = ("open", "doing")


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its address, chapter and words; the `part` of the future it adds to one after another (none: it
    fills columns); the fields whose `words` make an answer; and the question `again` about what was just written."""

    key: str
    chapter: str
    question: str
    help: str
    example: str = ""
    part: str = ""
    words: tuple[str, ...] = ()
    again: str = ""


FUTURE, PEOPLE, STORY, NOW = "The future", "The people", "The story, backward", "Now"
WHO: Final = ("name", "describe", "organisation")

STEPS: Final = (
    Step(
        "future",
        FUTURE,
        "Where are you in five years?",
        "One sentence, as if it were true. You can change it any day.",
        "Head of platform engineering, in a team that sleeps at night.",
    ),
    Step(
        "known-for",
        FUTURE,
        "What are you known for?",
        "As somebody else would say it.",
        "Calm, boring, reliable platforms.",
    ),
    Step("where", FUTURE, "Where in the world is that?", "A town, a country, or anywhere with a desk."),
    Step("meaning", FUTURE, "What would it mean to you?", "A few words are enough. Your story says them too."),
    Step("importance", FUTURE, "How much does it matter to you?", "An honest three is a good answer."),
    Step(
        "liking",
        FUTURE,
        "How much would you like it, and how sure are you?",
        "It helps to compare it with another future later. Leave out what you cannot say yet.",
    ),
    Step("hours", FUTURE, "How many hours a week can you give it?", "What you really have. Two or three are plenty."),
    Step(
        "stage",
        FUTURE,
        "Where do you stand today?",
        "The further on one is, the more a few deep ties count; the weeks follow that.",
    ),
    Step(
        "will-know",
        PEOPLE,
        "Who will know you by then?",
        "By name, or by what they do; the name can come later. Near you or anywhere in the world.",
        "Mei Park at Kelvin Labs, or: a CTO at a mid-size bank.",
        "people",
        WHO,
    ),
    Step(
        "known",
        PEOPLE,
        "Whom do you know by then?",
        "People you could ask for an opinion. Whoever stands here already need not be written twice.",
        "Somebody who runs a meetup, or an editor of a trade journal.",
        "people",
        WHO,
    ),
    Step(
        "coffee",
        PEOPLE,
        "Whom would you like to have coffee with?",
        "Whoever you would be glad to listen to for an hour, here or far away.",
        "The author of the book that made you begin.",
        "people",
        WHO,
    ),
    Step(
        "before",
        STORY,
        "What had to be true just before?",
        "You are there, and look back. One thing that had happened, large or small.",
        "I had spoken at the regional conference.",
        "milestones",
        ("title",),
        "And what had to be true just before that?",
    ),
    Step(
        "places",
        NOW,
        "Where must you be to meet them?",
        "A meetup, an association, a mailing list, a town.",
        "The platform meetup, first Thursday of the month.",
        "places",
        ("title",),
    ),
    Step(
        "shifts",
        NOW,
        "How must you show up differently?",
        "From how it is to how it will be, with one practice small enough to begin.",
        part="shifts",
        words=("was", "to", "practice"),
    ),
    Step(
        "models",
        NOW,
        "Whom do you model yourself on?",
        "Somebody whose way of working you admire, known to you or not.",
        "Grace Roe: says little, and it is always useful.",
        "models",
        ("name", "what"),
    ),
    Step(
        "first-steps",
        NOW,
        "What first step can you take now?",
        "Something small enough for the next two weeks. Your weeks will offer it.",
        "Ask the organisers what they look for in a talk.",
        "milestones",
        ("title",),
    ),
    Step(
        "barriers",
        NOW,
        "What stands in the way, and who knows the way past it?",
        "A name, and one thing to ask them, are enough for a start.",
        "No experience on a stage: ask Hugo Tanaka how his first talk went.",
        "barriers",
        ("title", "guide", "first_ask"),
    ),
)
"""In the order in which they are asked. The stage stands last in its chapter: it is asked once, and what is counted
does not jump when it is left out [D]."""
ORDER: Final = {one.key: place for place, one in enumerate(STEPS)}


def step(key: str) -> Step:
    """One question by its key."""
    if key not in ORDER:
        raise NotFound("There is no such question.", "Go back to the Vision page.")
    return STEPS[ORDER[key]]


def steps(viewer: Viewer, here: str = "") -> list[Step]:
    """The questions of this workspace: the stage is left out once it is known, but for one who looks at it."""
    left_out = "stage" if viewer.workspace.stage and here != "stage" else ""
    return [one for one in STEPS if one.key != left_out]


def following(viewer: Viewer, key: str) -> str:
    """The key of the question after this one; DONE after the last."""
    return next((one.key for one in steps(viewer) if ORDER[one.key] > ORDER[key]), DONE)


def preceding(viewer: Viewer, key: str) -> Step | None:
    """The question before this one, or before the end; None before the first."""
    place = ORDER.get(key, len(STEPS))
    return next((one for one in reversed(steps(viewer)) if ORDER[one.key] < place), None)


def resumed(viewer: Viewer, vision: Vision) -> str:
    """Where a future goes on: at its step, at the first question where it has none, or DONE."""
    if vision.step == DONE:
        return DONE
    place = ORDER.get(vision.step, 0)
    return next((one.key for one in steps(viewer) if ORDER[one.key] >= place), DONE)


def is_ahead(vision: Vision, key: str) -> bool:
    """Whether somebody who is on the way through the questions has this one still before them."""
    return vision.step in ORDER and key in ORDER and ORDER[key] >= ORDER[vision.step]


def place(viewer: Viewer, here: Step) -> str:
    """How far it is, in quiet words: "2 of 3 in The people"."""
    keys = [one.key for one in steps(viewer, here.key) if one.chapter == here.chapter]
    return f"{keys.index(here.key) + 1} of {len(keys)} in {here.chapter}" if len(keys) > 1 else here.chapter


def chapters(viewer: Viewer) -> list[tuple[str, list[Step]]]:
    """All questions by chapter."""
    found: dict[str, list[Step]] = {}
    for one in steps(viewer):
        found.setdefault(one.chapter, []).append(one)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Line:
    """Something written already: its words and what else is known of it. `ticked` is whether a question about people
    who stand here already is answered for this one; None where there is no such question."""

    pk: int
    words: str
    more: str = ""
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is written already, the newest first, and how much more of it there is than is shown."""

    lines: tuple[Line, ...] = ()
    further: int = 0


def written(viewer: Viewer, vision: Vision, here: Step) -> Written:
    """What a question has been told before; three queries at most, however long the story is."""
    if not here.part:
        return Written()
    lines = list(LINES[here.key](viewer, vision))
    return Written(tuple(lines[:SHOWN]), max(len(lines) - SHOWN, 0))


def _people(viewer: Viewer, vision: Vision, *, coffee: bool = False) -> Iterator[Line]:
    for row in FuturePerson.objects.of(viewer).filter(vision=vision).order_by("-pk"):
        own = (
            row.describe if row.name else "",
            row.organisation,
            "near you" if row.local else "",
            "knows you already" if row.knows_me else "",
            "coffee" if row.coffee else "",
        )
        yield Line(row.pk, row.name or row.describe, _listed(own), row.coffee if coffee else None)


def _coffee(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    return _people(viewer, vision, coffee=True)


def _story(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    rows = list(Milestone.objects.of(viewer).filter(vision=vision).order_by("-pk"))
    titles = {row.pk: row.title for row in rows}
    links = MilestoneAfter.objects.of(viewer).filter(milestone__vision=vision).order_by("pk")
    before = {link.after_id: titles[link.milestone_id] for link in links}
    for row in rows:
        kind = "" if row.kind == "other" else row.kind
        state = "" if row.state == "open" else row.state
        then = f"just before: {before[row.pk]}" if row.pk in before else ""
        yield Line(row.pk, row.title, _listed((kind, state, then)))


def _first_steps(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    rows = Milestone.objects.of(viewer).filter(vision=vision, state__in=OPEN, due__lte=viewer.today + SOON)
    for row in rows.order_by("-pk"):
        yield Line(row.pk, row.title, f"by {_day(row.due)}")


def _places(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    for row in Place.objects.of(viewer).filter(vision=vision).order_by("-pk"):
        yield Line(row.pk, row.title)


def _shifts(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    for row in Shift.objects.of(viewer).filter(vision=vision).order_by("-pk"):
        review = f"looking back on {_day(row.review)}" if row.review else ""
        yield Line(row.pk, f"From {row.was} to {row.to}", _listed((row.practice, review)))


def _models(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    for row in RoleModel.objects.of(viewer).filter(vision=vision).order_by("-pk"):
        yield Line(row.pk, row.name, row.what)


def _barriers(viewer: Viewer, vision: Vision) -> Iterator[Line]:
    for row in Barrier.objects.of(viewer).filter(vision=vision).select_related("guide").order_by("-pk"):
        guide = row.known.name if row.known else row.guide_name
        yield Line(row.pk, row.title, _listed((f"guide: {guide}" if guide else "", row.first_ask)))


LINES: Final[Mapping[str, Callable[[Viewer, Vision], Iterator[Line]]]] = {
    "will-know": _people,
    "known": _people,
    "coffee": _coffee,
    "before": _story,
    "places": _places,
    "shifts": _shifts,
    "models": _models,
    "first-steps": _first_steps,
    "barriers": _barriers,
}
"""What each question that adds to a part shows of what is there."""


def _listed(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def milestones(viewer: Viewer, vision: Vision) -> list[tuple[int, str]]:
    """The open milestones by id and title, those written last first."""
    rows = Milestone.objects.of(viewer).filter(vision=vision, state__in=OPEN)
    return list(rows.order_by("-pk").values_list("pk", "title"))


def people(viewer: Viewer, vision: Vision) -> list[tuple[int, str]]:
    """The future people by id and how one speaks of them."""
    rows = FuturePerson.objects.of(viewer).filter(vision=vision).order_by("-weight", "pk")
    return [(row.pk, row.name or row.describe) for row in rows]


def leads_to(viewer: Viewer, milestone: Milestone) -> list[int]:
    """The ids of the future people a milestone leads to."""
    rows = MilestoneLeads.objects.of(viewer).filter(milestone=milestone)
    return list(rows.values_list("future_person", flat=True))


def summary(viewer: Viewer, vision: Vision) -> dict[str, Any]:
    """A future in a few figures for the end of the questions; three queries."""
    people = FuturePerson.objects.of(viewer).filter(vision=vision)
    knows = list(people.values_list("knows_me", flat=True))
    story = Milestone.objects.of(viewer).filter(vision=vision).exclude(state="dropped")
    first = story.filter(state__in=OPEN, due__lte=viewer.today + SOON).order_by("due", "pk").first()
    return {"people": len(knows), "know_me": sum(knows), "milestones": story.count(), "first": first}
