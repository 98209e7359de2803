"""Why a tie is as warm as it is: codes and figures for the page, never sentences."""

from datetime import date
from math import exp, exp2, inf

from backcast.engine.warmth import constants as c
from backcast.engine.warmth.records import Figure, Reason, Tie
from backcast.engine.warmth.tally import Tally


def reasons(
    tie: Tie, seen: Tally, hours: float, silence: float, active: float, status: str, today: date
) -> tuple[Reason, ...]:
    """One reason for each part that counts: closeness, activity, what holds strength back, status.

    hours {hours, shared, closeness} · floor {standing, closeness} · silence {days, kept} · activity {days,
    clock, activity} · one_sided {way, share} · status.<status> {days, silence?, interval?, gap?}
    """
    found = _closeness(tie, seen, hours, silence)
    if seen.days:
        turn = c.clock(tie.ring, tie.cadence)
        found.append(Reason("activity", {"days": seen.days, "clock": turn, "activity": active}))
    if seen.days and not seen.two_sided:
        way = "in" if seen.received else "out"
        found.append(Reason("one_sided", {"way": way, "share": c.SHARE_ONE_SIDED}))
    found.append(Reason(f"status.{status}", _status(tie, seen, today)))
    return tuple(found)


def _closeness(tie: Tie, seen: Tally, hours: float, silence: float) -> list[Reason]:
    found: list[Reason] = []
    if silence == inf:
        return found
    earned, floor = 1 - exp(-hours / c.FRIENDSHIP_HOURS), c.FLOOR[tie.standing]
    if hours:
        found.append(Reason("hours", {"hours": hours, "shared": hours - seen.hours, "closeness": earned}))
    if floor > earned:
        found.append(Reason("floor", {"standing": tie.standing, "closeness": floor}))
    if silence and max(earned, floor):
        found.append(Reason("silence", {"days": silence, "kept": exp2(-silence / c.CLOSENESS_HALF_LIFE)}))
    return found


def _status(tie: Tie, seen: Tally, today: date) -> dict[str, Figure]:
    figures: dict[str, Figure] = {"days": seen.days}
    if seen.last:
        figures["silence"] = (today - seen.last).days
    if due := c.interval(tie.ring, tie.cadence):
        figures["interval"] = due
    if seen.gap:
        figures["gap"] = seen.gap
    return figures
