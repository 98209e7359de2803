"""The last touch on any plan: nothing good stays out without cause, equal moves come in the order of keys.

Each step keeps every rule and never lowers the value.
"""

from backcast.engine.week.fill import fill
from backcast.engine.week.ledger import Ledger

EQUAL = 1e-12
"""Worth that differs by less is equal: a rounding rest, not a reason."""


def tidy(ledger: Ledger) -> None:
    """Bring forward what is worth more earlier, exchange what another does better, fill the room left."""
    awaited = {first for item in ledger.items for first in item.after}
    single = [n for n, item in enumerate(ledger.items) if item.most == 1 and not item.is_slice]
    for item in single:
        for week in list(ledger.placed[item]):
            _bring_forward(ledger, item, week)
    free = [item for item in single if item not in awaited]
    for week in range(ledger.problem.weeks):
        for item in [item for item in free if week in ledger.placed[item]]:
            _exchange(ledger, item, week, free)
    for week in range(ledger.problem.weeks):
        fill(ledger, week)


def _bring_forward(ledger: Ledger, item: int, week: int) -> None:
    worth = ledger.items[item].worth
    ledger.add(item, week, -1)
    earlier = (at for at in range(week) if worth[at] > worth[week] and ledger.fits(item, at))
    ledger.add(item, next(earlier, week))


def _exchange(ledger: Ledger, item: int, week: int, others: list[int]) -> None:
    """Give the place to whoever adds more there, or as much with a smaller key."""
    for other in others:
        if other == item or week in ledger.placed[other]:
            continue
        at = next(iter(ledger.placed[other]), None)
        gain = _gain(ledger, item, other, week, at)
        first = other < item and (at is None or at > week)
        if (gain > EQUAL or (first and gain > -EQUAL)) and _swapped(ledger, item, other, week, at):
            item = other


def _gain(ledger: Ledger, item: int, other: int, week: int, at: int | None) -> float:
    own, new = ledger.items[item].worth, ledger.items[other].worth
    return new[week] - own[week] + (own[at] - new[at] if at is not None else 0.0)


def _swapped(ledger: Ledger, item: int, other: int, week: int, at: int | None) -> bool:
    """Put the other in this week, and the item where the other was; undone where a rule forbids it."""
    ledger.add(item, week, -1)
    if at is not None:
        ledger.add(other, at, -1)
    if ledger.fits(other, week):
        ledger.add(other, week)
        if at is None:
            return True
        if ledger.fits(item, at):
            ledger.add(item, at)
            return True
        ledger.add(other, week, -1)
    if at is not None:
        ledger.add(other, at)
    ledger.add(item, week)
    return False
