"""What the sample gave, received and asked for in the past year: one ask in each state that matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from backcast.accounts.models import Viewer
from backcast.introductions.actions import asks
from backcast.introductions.queries import targets
from backcast.journal.actions import Recorder, record
from backcast.network.actions import acquaintances
from backcast.network.models import Person
from backcast.ties.models import Favour

FAVOURS = (
    (3, "out", "read three chapters of their book before it went out", 34),
    (4, "out", "found them a speaker when one fell ill", 150),
    (6, "in", "showed me how their bank decides on tools", 48),
    (6, "out", "helped them hire their first platform engineer", 210),
    (7, "in", "gave me half an hour on what a CTO listens for", 75),
    (40, "out", "sent them our notes on on-call", 66),
    (10, "in", "read my case study and sent two pages of comments", 62),
    (10, "in", "put me on the list for the reliability supper", 24),
    (11, "out", "tested their tool on our builds and wrote it up", 95),
    (15, "out", "went through the index of their handbook", 52),
    (16, "in", "wrote me a letter for the speakers' programme", 330),
    (17, "out", "shared the checklist for a workshop", 41),
)
"""Place from the nearest, way, what it was, days ago. With the tenth the balance leans the other way."""
SAID = (
    (3, 380, "They are old friends."),
    (4, 383, "They taught together for two years."),
    (6, 290, "They sat on the same jury."),
    (7, 324, "They have lunch every other week."),
    (13, 251, "They met at the catalogue project and kept in touch."),
    (15, 374, "They edit a newsletter together."),
    (16, 323, "They worked on the same floor at the bank."),
    (17, 363, "They shared an office in their first job."),
)
"""Who knows whom, by place from the nearest, as the nearer one told it; the others never spoke with the user."""
SAID_DAYS_AGO = 120


@dataclass(frozen=True, slots=True)
class Asking:
    """One ask: by place from the nearest who was asked, for whom, and days ago of each step."""

    connector: int
    target: int
    steps: tuple[tuple[str, int], ...]
    outcome: str = ""


ASKINGS = (
    Asking(
        3,
        380,
        (("asked", 204), ("agreed", 201), ("introduced", 196), ("thanked", 195), ("told", 150)),
        "A good talk about how their bank chooses tools. We wrote twice since.",
    ),
    Asking(17, 363, (("asked", 262), ("silent", 238))),
    Asking(15, 374, (("asked", 121), ("declined", 117)), "They do not know each other well enough any more."),
    Asking(6, 290, (("asked", 33), ("agreed", 30), ("introduced", 1))),
    Asking(16, 323, (("asked", 16), ("agreed", 5))),
    Asking(13, 251, (("asked", 11),)),
)
"""The last one has waited seven to nine working days, whatever weekday it is."""


def put(viewer: Viewer, people: Sequence[Person]) -> None:
    """Favours and whom people know, then the asks along them; after the ties were brought up to date, as each ask keeps
    how likely it was."""
    with record(viewer, "sample", title="Made the sample's asks", actor="rule") as rec:
        rec.insert_many([_favour(viewer, people, *told) for told in FAVOURS])
        for one, other, why in SAID:
            on = viewer.today - timedelta(days=SAID_DAYS_AGO)
            acquaintances.tell(rec, people[one], people[other], why=why, on=on)
        for asking in ASKINGS:
            _ask(rec, people, asking)


def _favour(viewer: Viewer, people: Sequence[Person], place: int, way: str, text: str, ago: int) -> Favour:
    return Favour(person=people[place], way=way, text=text, day=viewer.today - timedelta(days=ago))


def _ask(rec: Recorder, people: Sequence[Person], asking: Asking) -> None:
    """Each step on its own day."""
    today = rec.viewer.today
    (first, asked), *later = asking.steps
    target = targets.of_person(people[asking.target])
    on = today - timedelta(days=asked)
    row = asks.put_fact(rec, people[asking.connector], target, first, on, outcome=asking.outcome)
    for state, ago in later:
        asks.step(rec, row, state, today - timedelta(days=ago))
