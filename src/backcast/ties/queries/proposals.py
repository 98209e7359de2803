"""What could be proposed now: standings from evidence and rings from contact, without what the user answered.

Open proposals are no rows (docs/decisions/0008): they follow from evidence and warmth each time they are shown.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from backcast.accounts.models import Viewer
from backcast.engine import rings, standing
from backcast.engine.standing import SPEAKS_FOR
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.pages.templatetags.backcast import count
from backcast.ties.models import Interaction, StandingEvidence, Tie, TieProposal
from backcast.ties.queries import evidence

MOST = 12
"""Proposals shown at a time (product.md: never sorting thousands)."""
LOOKED_AT = 200
"""The strongest ties that are looked at for a ring [D]: all three rings together hold 70."""
FEWEST = min(rings.LEAST_DAYS.values())
"""Days of contact below which no ring is looked for."""
GLANCE = 100
"""Kinds of evidence looked at before all of it is [D]."""
REST = 7
"""Days the week does not mention proposals after the rest was left [D]."""
ORDER = (
    ("standing", "champion"),
    ("standing", "advocate"),
    ("standing", "supporter"),
    ("ring", "inner"),
    ("ring", "close"),
    ("ring", "active"),
    ("standing", "friendly"),
)
"""The best first [D]: those who would vouch, then who is near, then who thinks well of the user."""

Key = tuple[int, str, str]
"""(person, field, value): what an answer is given to."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A standing or ring proposed for somebody, with its reasons in sentences. `person` comes with tie and
    organisation."""

    person: Person
    field: str
    value: str
    because: tuple[str, ...]

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.person.pk}-{self.field}-{self.value}"


@dataclass(frozen=True, slots=True)
class _Found:
    """One proposal; `rank` sorts it, smaller is better. `days` are those of contact in the last year."""

    rank: tuple[float, ...]
    key: Key
    days: int = 0


@dataclass(slots=True)
class _Held:
    """What is known of one person before anything is proposed."""

    stands: str
    strength: float
    evidence: list[standing.Evidence] = field(default_factory=list)
    pieces: int = 0


Answers = Mapping[int, Iterable[TieProposal]]


def proposals(viewer: Viewer, *, most: int = MOST) -> list[Proposal]:
    """The open proposals, the best first, at most so many; a fixed number of queries however many people."""
    found = _found(viewer, answers(viewer))[:most]
    people = network.people(viewer).select_related("tie", "organisation").in_bulk({one.key[0] for one in found})
    spoken = evidence.reasons(viewer, [one.key[0] for one in found if one.key[1] == "standing"])
    return [_told(people[one.key[0]], one, spoken.get(one.key[0], ())) for one in found]


def proposals_of(viewer: Viewer, person: Person, tie: Tie, deeds: Sequence[StandingEvidence]) -> list[Proposal]:
    """What is proposed for one person, with `deeds` as `evidence.of_person` gives them. What was left is there
    too: on their own page it does not press."""
    if not tie.suggest or tie.ring == "family":
        return []
    rows = TieProposal.objects.of(viewer).filter(Q(person=tie.pk) | Q(field="ring"))  # a ring has room for few
    said = network.by_person(rows.exclude(person=tie.pk, state="left"))
    held = _Held(tie.standing, tie.strength, [_known(row) for row in deeds if row.kind in SPEAKS_FOR])
    found = [*_standings({tie.pk: held}, said)]
    if not tie.ring and _may_be_near(viewer, tie):
        found += [one for one in _rings(viewer, said) if one.key[0] == tie.pk]
    return [_told(person, one, evidence.sentences(deeds)) for one in found]


def _told(person: Person, one: _Found, spoken: Sequence[str]) -> Proposal:
    _, name, value = one.key
    rhythm = (f"In touch on {count(one.days, 'day')} of the last year.",)
    return Proposal(person, name, value, tuple(spoken) if name == "standing" else rhythm)


def is_offered(viewer: Viewer) -> bool:
    """Whether the week may mention that there are proposals: not in the days after the rest was left."""
    since = viewer.today - timedelta(days=REST)
    left = TieProposal.objects.of(viewer).filter(state="left", on__gt=since, on__lte=viewer.today)
    if left.exists():
        return False
    said = answers(viewer)
    some = _standings(_evidence(viewer, GLANCE), said)  # mostly enough, and much less than all of it
    return next(iter(some), None) is not None or bool(_found(viewer, said))


def open_keys(viewer: Viewer, people: Collection[int]) -> set[Key]:
    """What may be answered for some people: everything proposed but refused, whether it was left or not."""
    said = answers(viewer)
    said |= {pk: [one for one in said.get(pk, ()) if one.state != "left"] for pk in people}
    return {one.key for one in _found(viewer, said) if one.key[0] in people}


def answers(viewer: Viewer) -> dict[int, list[TieProposal]]:
    """The user's answers by person."""
    rows = TieProposal.objects.of(viewer).order_by("pk")
    return {pk: list(held) for pk, held in network.by_person(rows).items()}


def _found(viewer: Viewer, said: Answers) -> list[_Found]:
    """Everything that could be proposed, the best first."""
    found = [*_standings(_evidence(viewer), said), *_rings(viewer, said)]
    return sorted(found, key=lambda one: (one.rank, one.key))


def _standings(told: Mapping[int, _Held], said: Answers) -> Iterator[_Found]:
    for pk, held in told.items():
        answered = [
            standing.Answer(one.value, one.state == "refused", one.on)
            for one in said.get(pk, ())
            if one.field == "standing"
        ]
        if value := standing.proposed(held.stands, held.evidence, answered):
            newest = max(one.known for one in held.evidence).toordinal()
            place = ORDER.index(("standing", value))
            yield _Found((place, -held.pieces, -held.strength, -newest), (pk, "standing", value))


def _evidence(viewer: Viewer, most: int | None = None) -> dict[int, _Held]:
    """What speaks for each person who may be suggested, from so many kinds of evidence; one grouped query."""
    rows = StandingEvidence.objects.of(viewer).filter(kind__in=list(SPEAKS_FOR), person__tie__suggest=True)
    rows = rows.filter(person__is_owner=False, person__deleted_at=None)
    rows = rows.exclude(person__tie__ring="family").order_by()
    columns = ("person_id", "person__tie__standing", "person__tie__strength", "kind")
    counted = rows.values_list(*columns).annotate(Count("pk"), Max("day"), Max("batch__as_of"))
    told: dict[int, _Held] = {}
    for pk, stands, strength, kind, pieces, day, told_on in counted[:most]:
        held = told.setdefault(pk, _Held(stands, strength))
        held.evidence.append(standing.Evidence(kind, max(day, told_on or day)))
        held.pieces += pieces
    return told


def _known(row: StandingEvidence) -> standing.Evidence:
    """A piece of evidence became known with the file that told of it."""
    return standing.Evidence(row.kind, max(row.day, row.batch.as_of if row.batch else row.day))


def _rings(viewer: Viewer, said: Answers) -> Iterable[_Found]:
    near = {one.key: one for one in _near(viewer, said)}
    for pk, ring in rings.proposed(near.values(), _taken(viewer)).items():
        yield _Found((ORDER.index(("ring", ring)), 0, -near[pk].strength), (pk, "ring", ring), near[pk].days)


def _taken(viewer: Viewer) -> dict[str, int]:
    rows = Tie.objects.of(viewer).filter(ring__in=rings.NEAREST).order_by()
    return {row["ring"]: row["n"] for row in rows.values("ring").annotate(n=Count("pk"))}


def _near(viewer: Viewer, said: Answers) -> list[rings.Near]:
    """The strongest ties without a ring that were in touch within a year; two queries."""
    rows = Tie.objects.of(viewer).filter(ring="", suggest=True, last__gt=_year(viewer), days__gte=FEWEST)
    ties = list(rows.filter(person__is_owner=False).order_by("-strength", "pk")[:LOOKED_AT])
    days = _days(viewer, [tie.pk for tie in ties])
    return [
        rings.Near(
            key=tie.pk,
            days=days.get(tie.pk, 0),
            lasting=(tie.last - tie.first).days if tie.first and tie.last else 0,
            closeness=tie.closeness,
            strength=tie.strength,
            one_sided=tie.reciprocity == 0,
            answered=frozenset(one.value for one in said.get(tie.pk, ()) if one.field == "ring"),
        )
        for tie in ties
    ]


def _may_be_near(viewer: Viewer, tie: Tie) -> bool:
    return tie.days >= FEWEST and tie.last is not None and tie.last > _year(viewer)


def _days(viewer: Viewer, people: Sequence[int]) -> dict[int, int]:
    """Days of contact of some people in the last year."""
    rows = Interaction.objects.of(viewer).filter(person__in=people, day__gt=_year(viewer), day__lte=viewer.today)
    return dict(rows.order_by().values_list("person").annotate(n=Count("day", distinct=True)))


def _year(viewer: Viewer) -> date:
    return viewer.today - timedelta(days=rings.YEAR)
