"""Who is still missing: which people of a future know the user, can be reached or have no way yet, and which milestones
lead to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.vision import queries
from backcast.vision.models import FuturePerson, Milestone, MilestoneLeads, Vision
from backcast.vision.queries.alike import Found, found

SHOWN: Final = 60
"""People of one kind that are listed [D], as in other lists."""
KNOWS_ME, KNOWN, REACHABLE, NO_WAY, NO_NAME = "knows-me", "known", "reachable", "no-way", "no-name"
KINDS: Final = {
    KNOWS_ME: ("knows you", "know you"),
    KNOWN: ("you know", "you know"),
    REACHABLE: ("can be reached", "can be reached"),
    NO_WAY: ("has no way yet", "have no way yet"),
    NO_NAME: ("has no name yet", "have no name yet"),
}
"""Every person of a future is in the first of these that fits: its words for one and for several."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of the future, and who of the user's people is like them or beside them."""

    row: FuturePerson
    found: Found


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, the weightiest first; `count` of them in all."""

    kind: str
    words: str
    people: tuple[Missing, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.people)


@dataclass(frozen=True, slots=True)
class Missed:
    """A future by who is still missing. `alone` are milestones still to do that lead to nobody, `unserved` people who
    do not know the user yet and to whom no milestone leads."""

    groups: tuple[Group, ...]
    alone: tuple[Milestone, ...]
    unserved: tuple[FuturePerson, ...]

    @property
    def people(self) -> int:
        """Everybody in this future."""
        return sum(one.count for one in self.groups)


def missed(viewer: Viewer, vision: Vision) -> Missed:
    """Who is still missing; eight queries at most, however many there are."""
    people = list(queries.future_people(viewer, vision).select_related("person__tie", "person__organisation"))
    story = [row for row in queries.milestones(viewer, vision) if row.state != "dropped"]
    links = MilestoneLeads.objects.of(viewer).filter(milestone__in=[row.pk for row in story])
    leads = list(links.values_list("milestone_id", "future_person_id"))
    kinds = {one.pk: kind(one) for one in people}
    alike = found(viewer, [one for one in people if kinds[one.pk] not in (KNOWS_ME, KNOWN)])
    return Missed(
        groups=tuple(_group(name, [one for one in people if kinds[one.pk] == name], alike) for name in KINDS),
        alone=_alone(story, {milestone for milestone, _ in leads}),
        unserved=_unserved(people, {person for _, person in leads}),
    )


def kind(row: FuturePerson) -> str:
    """What is known of a way to somebody; a description has no name yet, unless a way leads to where they are."""
    if row.knows_me:
        return KNOWS_ME
    tie = getattr(row.known, "tie", None) if row.known else None
    if tie is not None and tie.against is not None:
        return KNOWN
    if row.reach:
        return REACHABLE
    return NO_WAY if row.name or row.known else NO_NAME


def _group(name: str, rows: Sequence[FuturePerson], alike: dict[int, Found]) -> Group:
    listed = tuple(Missing(row, alike.get(row.pk, Found())) for row in rows[:SHOWN])
    return Group(name, KINDS[name][len(rows) != 1], listed, len(rows))


def _alone(story: Sequence[Milestone], leading: set[int]) -> tuple[Milestone, ...]:
    return tuple(row for row in story if row.state != "done" and row.pk not in leading)


def _unserved(people: Sequence[FuturePerson], led: set[int]) -> tuple[FuturePerson, ...]:
    return tuple(row for row in people if not row.knows_me and row.pk not in led)
