"""Who would vouch for the user tomorrow: for what, where, how warm they are, and how evenly it rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.engine import worth
from backcast.engine.standing import STANDINGS
from backcast.network.models import Person
from backcast.ties import queries as ties
from backcast.ties.models import Tie
from backcast.ties.queries import evidence
from backcast.ties.queries.vouchers import VOUCHING, vouchers

SHOWN: Final = 60
"""Of each standing at most so many are listed [D]."""
STEADY: Final = 0.34
"""Where one person carries no more than a third, it stands without any one of them [D]."""
LEVELS: Final = ((0.1, "thin"), (0.27, "a beginning"), (0.4, "fair"), (0.6, "good"), (1.0, "strong"))
"""V in words, up to which it holds [D]: one champion reaches .25, ten good supporters about .4."""
QUIET: Final = 90
"""Days of silence before a few lines are suggested here [D]."""
WARM: Final = ((0.2, "cold by now"), (0.5, "lukewarm"), (1.0, "warm"))
"""Strength of a tie in words, up to which it holds [D]."""


@dataclass(frozen=True, slots=True)
class Vouching:
    """Somebody who would vouch: for what, as far as it is on record, and how warm the tie is."""

    person: Person
    for_what: Sequence[str]
    warmth: str
    matters: bool
    """Whether a good part of everything rests on them."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Those who would vouch by standing, the most willing first, `people` in all; V in words, on how many ties half of
    it rests, and the share of the one who carries most. `steadier` holds two suggestions at most."""

    groups: Sequence[tuple[str, Sequence[Vouching], int]]
    people: int
    organisations: int
    level: str
    half: int
    share: float
    steadier: Sequence[tuple[str, Person]]

    @property
    def is_steady(self) -> bool:
        """Whether it would stand without any one of them."""
        return self.people > 0 and self.share <= STEADY


def readiness(viewer: Viewer) -> Readiness:
    """Everything about who would vouch; a fixed number of queries."""
    rows = sorted(vouchers(viewer), key=lambda one: -one.part)
    n = worth.vouching(rows)
    listed = {standing: _of(viewer, standing) for standing in reversed(VOUCHING)}
    shown = [person for people in listed.values() for person in people]
    told = evidence.reasons(viewer, [one.pk for one in shown])
    by_person = {one.person: one for one in rows}
    places = Tie.objects.of(viewer).filter(pk__in=list(by_person)).values("person__organisation").distinct()
    return Readiness(
        groups=[
            (standing, [_vouching(one, told, by_person[one.pk], n) for one in people], _count(rows, standing))
            for standing, people in listed.items()
            if people
        ],
        people=len(rows),
        organisations=places.exclude(person__organisation=None).count(),
        level=words(LEVELS, worth.readiness(n)),
        half=_half(rows, n),
        share=worth.fragility(rows),
        steadier=_steadier(viewer, rows, {one.pk: one for one in shown}),
    )


def words(levels: Sequence[tuple[float, str]], figure: float) -> str:
    """The word for a figure in [0, 1]."""
    return next(word for upto, word in levels if figure <= upto)


def _of(viewer: Viewer, standing: str) -> list[Person]:
    """Those of a standing, the warmest first."""
    rows = ties.people(viewer, standing=standing).filter(is_owner=False).exclude(tie__ring="family")
    return list(rows.order_by("-tie__strength", "sort", "pk")[:SHOWN])


def _count(rows: Sequence[worth.Voucher], standing: str) -> int:
    return sum(one.standing == standing for one in rows)


def _vouching(person: Person, told: Mapping[int, list[str]], one: worth.Voucher, n: float) -> Vouching:
    matters = n > 0 and one.part / n > STEADY
    return Vouching(person, told.get(person.pk, []), words(WARM, one.strength), matters)


def _half(rows: Sequence[worth.Voucher], n: float) -> int:
    """The fewest ties on which half of n rests; `rows` come with the largest part first."""
    carried = 0.0
    for number, one in enumerate(rows, 1):
        carried += one.part
        if n and carried >= n / 2:
            return number
    return 0


def _steadier(viewer: Viewer, rows: Sequence[worth.Voucher], shown: Mapping[int, Person]) -> list[tuple[str, Person]]:
    """What would help most: warming the willing tie that lost most by a long silence, and showing a result to the
    warmest of those who only like the user so far."""
    found = []
    cold = [one for one in rows if one.person in shown and _is_quiet(viewer, shown[one.person].tie)]
    wake = max(cold, key=lambda one: _missing(one), default=None)
    if wake and _missing(wake) > 0:
        found.append(("wake", shown[wake.person]))
    near = ties.people(viewer, standing=STANDINGS[STANDINGS.index("supporter") - 1])
    near = near.filter(tie__suggest=True, is_owner=False).exclude(tie__ring="family")
    show = near.order_by("-tie__strength", "sort", "pk").first()
    return [*found, ("show", show)] if show else found


def _is_quiet(viewer: Viewer, tie: Tie) -> bool:
    return tie.suggest and (tie.last is None or (viewer.today - tie.last).days >= QUIET)


def _missing(one: worth.Voucher) -> float:
    """How much more they would carry if the tie were as strong as can be."""
    return worth.Voucher(one.person, one.standing, 1.0).part - one.part
