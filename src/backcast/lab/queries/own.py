"""The user's own ties as the lab counts them: how many of each layer, how close and active, with what mutual contacts.

What people did together without Backcast knowing of it is missing here: ties look weaker than they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from typing import Final

from django.db.models import Count

from backcast.accounts.models import Viewer
from backcast.engine.lab.ego import CIRCLES, KNOWN, Ego
from backcast.engine.lab.layers import RECENT
from backcast.engine.lab.parameters import COUNTS, KEPT, MUTUALS, WEEKS, Parameters
from backcast.engine.lab.prior import RANGES
from backcast.introductions.queries import learned
from backcast.network.models import Acquaintance
from backcast.ties.models import Interaction, Tie

ENOUGH: Final = 15
"""People one is in touch with below whom a usual network tells more [D]: inner and close hold as many."""
WARM: Final = 0.01
"""Strength from which a tie is one at all [D]: below, there is a name in a list."""
YEAR: Final = 365
"""Days without a word after which a tie without a ring is asleep, as warmth has it where no interval is known."""
ASLEEP: Final = ("dormant", "lapsed")
"""What warmth calls ties that rest for long."""
LIKELY: Final = 0.4
"""How surely two people must know each other to count as mutual contacts: "likely" in words."""
SURE: Final = 0.01
"""How seldom even the strongest tie refuses at least [D]."""
STEPS: Final = 97
"""Shares looked at between the bounds of what loose ties may do [D]: each half a per cent."""


@dataclass(frozen=True, slots=True)
class Own:
    """The user's ties by layer, and those of them one is in touch with."""

    ego: Ego
    awake: int

    @property
    def is_enough(self) -> bool:
        """Whether they say more than a usual network."""
        return self.awake >= ENOUGH


def own(viewer: Viewer) -> Own:
    """The user's ties; three queries."""
    rows = list(_warm(viewer))
    held = _circles(rows, viewer.today)
    met, known = _met(viewer), _known(viewer, held)
    return Own(_ego(rows, held, met, known), sum(circle in KEPT for circle in held.values()))


@dataclass(frozen=True, slots=True)
class _Row:
    """What warmth knows of a tie."""

    person: int
    ring: str
    status: str
    closeness: float
    heard: date | None


def _warm(viewer: Viewer) -> Iterable[_Row]:
    """Ties but to family, the strongest first. What was last heard of a tie is a contact, its placing by the user, or
    its beginning, as warmth has it."""
    here = Tie.objects.of(viewer).filter(person__is_owner=False, person__merged_into=None)
    rows = here.filter(strength__gte=WARM).exclude(ring="family")
    columns = ("pk", "ring", "status", "closeness", "standing", "standing_on", "last", "since")
    told = rows.order_by("-strength", "pk").values_list(*columns)
    for pk, ring, status, closeness, standing, standing_on, last, since in told.iterator(chunk_size=5000):
        days = [day for day in (last, since, standing_on if standing != "unknown" else None) if day]
        yield _Row(pk, ring, status, closeness, max(days, default=None))


def _circles(rows: Sequence[_Row], today: date) -> dict[int, str]:
    """The layer of each: the user's ring, else asleep, else the nearest layer that has room, the strongest first
    (Dunbar's layers hold 5, 10 and 35; what is left is outer)."""
    found = {row.person: "dormant" if _is_asleep(row, today) else row.ring for row in rows}
    held = Counter(found.values())
    for row in rows:
        if not found[row.person]:
            nearest = next((name for name, most in zip(KEPT, COUNTS, strict=False) if held[name] < most), "outer")
            found[row.person], held[nearest] = nearest, held[nearest] + 1
    return found


def _is_asleep(row: _Row, today: date) -> bool:
    silent = row.heard is None or (today - row.heard).days > YEAR
    return row.status in ASLEEP or (silent and not row.ring)


def _met(viewer: Viewer) -> Mapping[int, int]:
    """Days of contact in the last year by person; one query."""
    since = viewer.today - timedelta(days=YEAR)
    rows = Interaction.objects.of(viewer).filter(day__gt=since, day__lte=viewer.today, hours__gt=0)
    return dict(rows.values_list("person").annotate(Count("day", distinct=True)).order_by())


def _known(viewer: Viewer, people: Mapping[int, str]) -> Mapping[int, int]:
    """Of how many of the user's ties somebody is known to know; one query."""
    rows = Acquaintance.objects.of(viewer).filter(state="active", strength__gte=LIKELY)
    held: Counter[int] = Counter()
    for one, other in rows.values_list("a", "b").iterator(chunk_size=5000):
        if one in people and other in people:
            held[one] += 1
            held[other] += 1
    return held


def _ego(rows: Sequence[_Row], held: Mapping[int, str], met: Mapping[int, int], known: Mapping[int, int]) -> Ego:
    """The means of each layer. Mutual contacts are at least those that are known, and as usual where fewer are: nobody
    tells of all [D]."""
    by_layer = [[row for row in rows if held[row.person] == circle] for circle in CIRCLES]
    closeness = [_mean([row.closeness for row in some]) for some in by_layer]
    activity = [_mean([1 - exp(-RECENT * met.get(row.person, 0) / WEEKS) for row in some]) for some in by_layer]
    mutuals = [
        _mean([min(max(known.get(row.person, 0), usual), KNOWN) for row in some])
        for usual, some in zip(MUTUALS, by_layer, strict=True)
    ]
    return Ego(
        tuple(len(some) for some in by_layer),
        tuple(usual if one is None else one for usual, one in zip(MUTUALS, mutuals, strict=True)),
        tuple(closeness),
        tuple(activity),
    )


def _mean(figures: Sequence[float]) -> float | None:
    """Short enough to be written on a command line; None without any."""
    return round(sum(figures) / len(figures), 3) if figures else None


def told(viewer: Viewer) -> float | None:
    """The chance that a tie with neither strength nor mutual contacts speaks up, by the user's own asks; None while
    there are few. Asks go to strong ties first, and these agree more often: so each counts by the chance the lab gives
    a tie of its strength, 1 − (1 − ρ₀)(1 − S)e^(−M/M_t), and ρ₀ is the mean of what is then left of the lab's own
    range (Bayes). Two queries."""
    seen = learned.outcomes(viewer)
    if len(seen) < learned.FEW:
        return None
    people = {row.connector_id for row, _ in seen}
    strength = dict(Tie.objects.of(viewer).filter(pk__in=people).values_list("pk", "strength"))
    refuses = exp(-MUTUALS[CIRCLES.index("outer")] / Parameters().trust)
    loose = {pk: max(1 - held, SURE) for pk, held in strength.items()}
    return _left([(loose.get(row.connector_id, 1.0) * refuses, agreed) for row, agreed in seen])


def _left(asks: Sequence[tuple[float, bool]]) -> float:
    """The mean of ρ₀ after some asks: of each, how likely a tie as strong would refuse if ρ₀ were 0, and the answer."""
    shares = [RANGES["told"].at(step / (STEPS - 1)) for step in range(STEPS)]
    sizes = [
        sum(log(1 - (1 - share) * refuses if agreed else (1 - share) * refuses) for refuses, agreed in asks)
        for share in shares
    ]
    weights = [exp(size - max(sizes)) for size in sizes]
    return sum(share * weight for share, weight in zip(shares, weights, strict=True)) / sum(weights)
