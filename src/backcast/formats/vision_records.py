"""One future as a file tells it: frozen records with their bounds, and the place of everything in the file.

None in a record means that the file leaves it out: what is stored then stays (contract.md, Vision file).
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, TypeVar

from backcast import limits
from backcast.errors import Invalid
from backcast.formats import toml_files, toml_lines
from backcast.formats.toml_files import Lines, meant

KINDS: Final = (
    "association",
    "conference",
    "assignment",
    "skill",
    "article",
    "talk",
    "introduction",
    "follow",
    "role",
    "other",
)
STATES: Final = ("open", "doing", "done", "dropped")
STAGES: Final = ("entry", "mid", "senior", "lead", "executive")
SCALE: Final = (1, 5)
"""Importance and weight."""
HOURS: Final = (0, 10_000)
"""Of one milestone [D]: five years of full working days."""
HOURS_PER_WEEK: Final = (0, 80)
WEEKS: Final = (0, 520)
"""Least elapsed time of a milestone [D]: ten years."""
SHARE: Final = (0, 1)
YEARS_AHEAD: Final = (1, 8)
"""A horizon outside is kept, with a warning (contract.md)."""
YEARS_MOST: Final = 50
"""A horizon further ahead is refused: a slip of the hand rather than a working life [D]."""
TOO_MANY: Final = f"at most {limits.VISION_PARTS} of these fit in one vision"

HINT: Final = "Nothing was changed. The format is described in docs/vision-file.md."
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FuturePerson:
    """Someone who will know the user by then."""

    key: str
    name: str | None = None
    describe: str | None = None
    organisation: str | None = None
    local: bool | None = None
    knows_me: bool | None = None
    coffee: bool | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A chapter of the story; `after` and `leads_to` hold keys."""

    key: str
    title: str
    kind: str | None = None
    due: date | None = None
    hours: float | None = None
    weeks: float | None = None
    at_work: bool | None = None
    importance: int | None = None
    state: str | None = None
    after: tuple[str, ...] | None = None
    leads_to: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user needs to be to meet them."""

    title: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Showing up differently: from `was` to `to`."""

    was: str
    to: str
    practice: str | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way; `guide` is a person's name."""

    title: str
    guide: str | None = None
    first_ask: str | None = None
    before: str | None = None
    """The key of the milestone it stands before."""


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Somebody to learn from by watching."""

    name: str
    what: str | None = None


@dataclass(frozen=True, slots=True)
class VisionFile:
    """One future, as a file tells it."""

    title: str
    horizon: date
    key: str = "main"
    active: bool | None = None
    known_for: str | None = None
    place: str | None = None
    importance: int | None = None
    meaning: str | None = None
    stage: str | None = None
    hours_per_week: float | None = None
    milestone_share: float | None = None
    appeal: int | None = None
    sure: int | None = None
    future_people: tuple[FuturePerson, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    places: tuple[Place, ...] = ()
    shifts: tuple[Shift, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    models: tuple[RoleModel, ...] = ()
    warnings: tuple[str, ...] = ()
    file: str = ""
    lines: Lines = field(default_factory=dict, repr=False, compare=False)

    def check_links(self, after: Mapping[str, Sequence[str]], people: Sequence[str]) -> None:
        """Refuse links to what neither the file nor the stored story has, and milestones that wait for each
        other. `after` is the stored story by key, `people` the stored keys of future people."""
        told = {one.key: one.after for one in self.milestones if one.after is not None}
        graph = {**{one.key: () for one in self.milestones}, **after, **told}
        known = {*people, *(one.key for one in self.future_people)}
        for place, one in enumerate(self.milestones):
            self._check_known(("milestones", place, "after"), one.after or (), graph, "milestone")
            self._check_known(("milestones", place, "leads_to"), one.leads_to or (), known, "future person")
        for place, barrier in enumerate(self.barriers):
            before = (barrier.before,) if barrier.before else ()
            self._check_known(("barriers", place, "before"), before, graph, "milestone")
        cycle = cycle_of(graph)
        if cycle:
            place = next(at for at, one in enumerate(self.milestones) if one.key in cycle and one.key in told)
            chain = " → ".join([*cycle, cycle[0]])
            raise wrong(self.file, self.lines, ("milestones", place, "after"), f"these wait for each other: {chain}")

    def _check_known(self, path: toml_lines.Path, keys: Sequence[str], known: Collection[str], noun: str) -> None:
        for place, key in enumerate(keys):
            if key not in known:
                what = f'there is no {noun} with the key "{key}"' + meant(key, known)
                raise wrong(self.file, self.lines, (*path, place), what)


def cycle_of(after: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """The members of one cycle, each waiting for the next and the last for the first; [] where there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        members: list[Key] = error.args[1]
        return members[:0:-1]
    return []


def told(record: Any, *names: str) -> dict[str, Any]:
    """What a record really says of some columns: those the file leaves out are missing."""
    return {name: getattr(record, name) for name in names if getattr(record, name) is not None}


def wrong(file: str, lines: Lines, path: toml_lines.Path, what: str) -> Invalid:
    """The refusal of one value: its file, the nearest line known, its key."""
    return toml_files.wrong(file, lines, path, what, HINT)


def ahead(horizon: date, today: date) -> str:
    """A warning about a horizon nearer than one year or further than eight, else "". Invalid for one in the past,
    and for one further ahead than a working life."""
    if horizon < today:
        raise Invalid("the horizon is in the past", "Choose a day some years ahead.")
    if horizon > years_after(today, YEARS_MOST):
        raise Invalid(f"the horizon is more than {YEARS_MOST} years ahead", "Choose a day three to five years ahead.")
    low, high = (years_after(today, years) for years in YEARS_AHEAD)
    if low <= horizon <= high:
        return ""
    near = "less than a year" if horizon < low else "more than eight years"
    return f"The horizon {horizon.isoformat()} is {near} ahead; three to five years work best."


def years_after(day: date, years: int) -> date:
    """The same day some years later; the first of March for a leap day, and no later than dates go."""
    month, last = (3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day)
    return date(min(day.year + years, date.max.year), month, last)
