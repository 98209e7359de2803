"""What own asks taught: the user's shift of every hop's chance, and what was foretold beside what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Q

from backcast.accounts.models import Viewer
from backcast.engine import routes
from backcast.engine.routes import Estimate
from backcast.introductions.models import Ask

YES = ("agreed", "introduced", "thanked", "told")
FEW: Final = 5
"""Answers below which the page says that they tell little yet [D]."""


def outcomes(viewer: Viewer) -> list[tuple[Ask, bool]]:
    """Every ask that was answered, or asked three weeks ago, with whether they agreed; the oldest first."""
    late = viewer.today - timedelta(days=routes.SILENT_DAYS)
    answered = ~Q(state__in=["drafted", "asked"]) | Q(state="asked", asked_on__lte=late)
    rows = Ask.objects.of(viewer).filter(answered, score__isnull=False)
    rows = rows.select_related("connector", "target", "future_person__person", "organisation")
    return [(row, row.state in YES) for row in rows.order_by("asked_on", "pk")]


def learned(viewer: Viewer) -> routes.Learned:
    """The shift with its interval; the prior while nothing was answered."""
    return _learned(outcomes(viewer))


def _learned(seen: Sequence[tuple[Ask, bool]]) -> routes.Learned:
    return routes.learn([routes.Outcome(row.score, agreed) for row, agreed in seen if row.score is not None])


@dataclass(frozen=True, slots=True)
class Held:
    """One ask: how likely a yes was foretold to be, before anything was learned, and whether it came."""

    ask: Ask
    foretold: Estimate
    agreed: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """The chance of a middling tie before any answer and now, each with its 80 % interval, and every answered ask."""

    before: Estimate
    now: Estimate
    shift: routes.Learned
    asks: Sequence[Held]

    @property
    def agreed(self) -> int:
        """How many agreed."""
        return sum(one.agreed for one in self.asks)

    @property
    def expected(self) -> float:
        """How many yeses were foretold."""
        return sum(one.foretold.chance for one in self.asks)

    @property
    def is_little(self) -> bool:
        """Whether there are too few answers to say much."""
        return len(self.asks) < FEW


def lesson(viewer: Viewer) -> Lesson:
    """What was foretold beside what happened; one query."""
    seen = outcomes(viewer)
    shift = _learned(seen)
    asks = [Held(row, routes.estimate(row.score), agreed) for row, agreed in seen if row.score is not None]
    return Lesson(_typical(routes.learn([])), _typical(shift), shift, asks)


def _typical(shift: routes.Learned) -> Estimate:
    """The chance that a middling tie agrees, with its interval."""
    return Estimate(*(routes.chance(0.0, shift=one) for one in (shift.shift, shift.low, shift.high)))
