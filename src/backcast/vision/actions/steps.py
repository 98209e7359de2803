"""The first steps of somebody who knows nobody yet, one row a step, and the words of each.

What is true in general of how people find each other, told as our own advice [D]. No organisation is named that the
user did not name, and no web site: a step says what to look for and whom to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from backcast.engine import steps as engine

PREFIX: Final = "newcomer-"
"""The keys of these milestones begin so; nobody else's do but by intent."""
SMALL: Final = 1.0
"""Hours up to which a milestone is done in one go; one made longer is worked on in slices [D]."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the week it is meant for, the kind of milestone, its minutes, title, reason and how to go about it.

    `needs` names what the user must have told for it; `better` holds a title for those who told something besides.
    """

    week: int
    kind: str
    minutes: int
    title: str
    why: str
    how: str
    after: tuple[str, ...] = ()
    needs: str = ""
    better: Mapping[str, str] = field(default_factory=dict)


STEPS: Final[Mapping[str, Step]] = {
    "words": Step(
        0,
        "skill",
        15,
        "Write two sentences on what you do, in plain words",
        "Whoever you meet first may not know your field. Plain words make it easy to help you.",
        "Read them aloud once. If a neighbour would understand them, they are good.",
        better={"languages": "Write two sentences on what you do, in plain words ({languages})"},
    ),
    "before": Step(
        0,
        "introduction",
        10,
        "Choose three people from before who could vouch for you",
        "They know your work, and their word reaches you from afar until somebody here knows it too.",
        "Colleagues, teachers, clients. Distance does not matter, nor how long ago it was.",
    ),
    "meetup": Step(
        0,
        "association",
        15,
        "Find a meetup for {field} in {town}",
        "A small regular evening is a gentle way to meet people of your field.",
        "Ask in a library, at a university or in a shared office, or look for your field, your town and the word "
        "meetup. A small one is fine, and so is one in your first language.",
    ),
    "reference": Step(
        1,
        "introduction",
        15,
        "Ask someone from before for a reference, or to refresh an old one",
        "A fresh word from before counts until somebody here has seen your work.",
        "Say what you are looking for now, and offer two lines they may use.",
        after=("before",),
        better={"employer": "Ask someone from {employer} for a reference, or to refresh an old one"},
    ),
    "association": Step(
        1,
        "association",
        15,
        "Find the professional association for {field} that {town} belongs to",
        "An association is where a field meets, and asking what a guest may come to costs nothing.",
        "Look for the national one first, then for its group near you, and write them two lines.",
    ),
    "alumni": Step(
        1,
        "association",
        10,
        "Ask the alumni office of {school} who lives near {town}",
        "A shared school is an easy first sentence.",
        "Two lines are enough: who you are, where you are now, and that you would like to meet one or two of them.",
        needs="school",
    ),
    "evening": Step(
        2,
        "association",
        20,
        "Go to a meetup for {field} in {town} and speak with one person",
        "One person is enough for a first evening, and leaving early is fine.",
        "These minutes are for preparing: one question, and one line to leave with. The evening counts on its own.",
        after=("meetup",),
    ),
    "colleagues": Step(
        2,
        "introduction",
        10,
        "Look for former colleagues from {employer} near {town}",
        "Somebody who made the same move knows what you need to know.",
        "Ask the people you chose who of your old colleagues came this way.",
        after=("before",),
        needs="employer",
    ),
    "follow": Step(
        2,
        "follow",
        15,
        "Read one thing by somebody who works in {field} near {town}",
        "Knowing their work gives you something real to say.",
        "An article, a recorded talk, a report. Note one thing you would ask them.",
    ),
    "ask-one": Step(
        3,
        "introduction",
        15,
        "Ask somebody in {field} near {town} for twenty minutes about their work",
        "It is an easy question to answer, and a no costs neither of you much.",
        "Somebody from the evening, from your school, or whose work you read. You ask for their story, not for a job.",
    ),
    "visible": Step(
        3,
        "article",
        20,
        "Show people of {field} one small thing you made or learned",
        "People think of you for what they have seen.",
        "A short text, an answer to a question, five minutes at a meetup. Small and finished is good.",
    ),
    "talk-one": Step(
        4,
        "introduction",
        15,
        "Hold the first talk: listen, and ask who else to speak with",
        "One talk that gives a name opens the next one.",
        "These minutes are for preparing one question. At the end: whom would you speak with in my place?",
        after=("ask-one",),
    ),
    "ask-two": Step(
        4,
        "introduction",
        10,
        "Ask a second person for twenty minutes about their work",
        "Two people see more of a place than one.",
        "Best somebody the first one named. Say who sent you.",
        after=("ask-one",),
    ),
    "thanks": Step(
        5,
        "introduction",
        10,
        "Thank whoever gave you their time, and say what you did with it",
        "Two lines of thanks make the next question easy.",
        "Name one thing you tried or read because of them.",
        after=("talk-one",),
    ),
    "talk-two": Step(
        5,
        "introduction",
        15,
        "Hold the second talk, and tell what you learned from the first",
        "By now you bring something along: what you heard.",
        "Ask what they would have liked to know when they were new here.",
        after=("ask-two",),
    ),
    "look-back": Step(
        5,
        "other",
        10,
        "Look back: what felt natural, and what will you keep?",
        "What suits you is what you will go on doing.",
        "Keep one thing, and let one go.",
    ),
}
LET_GO: Final = (
    "look-back", "association", "follow", "talk-two", "ask-two", "colleagues", "alumni", "visible", "words",
)  # fmt: skip
"""What leaves first where the weeks are short: what is left can stand without it [D]."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody told of where they are now; only town and field are needed."""

    town: str
    field: str
    hours: float = 2.0
    languages: str = ""
    school: str = ""
    employer: str = ""
    title: str = ""

    @property
    def sentence(self) -> str:
        """Where they want to be: their own sentence, or a modest one that can be changed."""
        return self.title or f"At home in {self.field} in {self.town}, among people who know my work"

    @property
    def places(self) -> list[str]:
        """Where they need to be to meet people."""
        found = [f"A meetup for {self.field} in {self.town}", f"The association for {self.field} near {self.town}"]
        found += [f"Alumni of {self.school} near {self.town}"] if self.school else []
        return found + ([f"Former colleagues from {self.employer} near {self.town}"] if self.employer else [])

    def told(self) -> dict[str, str]:
        """What titles may speak of."""
        return {name: str(getattr(self, name)) for name in ("town", "field", "languages", "school", "employer")}


@dataclass(frozen=True, slots=True)
class Planned:
    """A step in its week, with its title in the user's own words."""

    name: str
    step: Step
    week: int
    minutes: int
    title: str

    @property
    def key(self) -> str:
        """The key of its milestone."""
        return PREFIX + self.name


def plan(told: Newcomer, hours: float) -> list[Planned]:
    """Six weeks of steps for somebody with so many hours a week, in their order."""
    words = told.told()
    fitting = {name: one for name, one in STEPS.items() if not one.needs or words[one.needs]}
    rows = [engine.Step(name, one.week, one.minutes, one.after) for name, one in fitting.items()]
    placed = engine.spread(rows, hours, LET_GO)
    found = [
        Planned(name, fitting[name], at.week, at.minutes, _title(fitting[name], words)) for name, at in placed.items()
    ]
    return sorted(found, key=lambda one: one.week)


def _title(step: Step, words: Mapping[str, str]) -> str:
    better = next((title for option, title in step.better.items() if words[option]), step.title)
    return better.format(**words)


def is_step(key: str, hours: float) -> bool:
    """Whether a milestone is one of these and small enough to be done in one go."""
    return key.startswith(PREFIX) and hours <= SMALL


def step_of(key: str) -> Step | None:
    """The row behind a milestone's key."""
    return STEPS.get(key.removeprefix(PREFIX))
