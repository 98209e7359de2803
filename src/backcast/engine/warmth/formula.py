"""The formula. Readings of the design, with their reasons: docs/algorithms/warmth.md."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import exp, exp2, fsum, inf

from backcast.engine.standing import at_least
from backcast.engine.warmth import constants as c
from backcast.engine.warmth.records import Tie, Warmth
from backcast.engine.warmth.tally import Tally, tally
from backcast.engine.warmth.why import reasons


def activity(days: Iterable[tuple[int, float]], clock: int) -> float:
    """Activity in [0, 1) from (age in days, weight), one pair a day of contact.

    Λ = Σ w (1+x)^-1 2^(-x/T), A = Λ/(Λ+Λ0), Λ0 = ½ (1+T)^-1: one message exactly T days ago gives ½.
    A power law with a cut-off was the best compromise on three message networks (evidence.md §3.2).
    """
    pull = fsum([weight * exp2(-age / clock) / (1 + age) for age, weight in days])
    return pull / (pull + 0.5 / (1 + clock))


def closeness(hours: float, silence: float, floor: float = 0.0) -> float:
    """Closeness in [0, 1] from hours together and days of silence (inf: no tie)."""
    return max(1 - exp(-hours / c.FRIENDSHIP_HOURS), floor) * exp2(-silence / c.CLOSENESS_HALF_LIFE)


def strength(closeness: float, activity: float, two_sided: bool) -> float:
    """Either clock carries it, and activity alone only part of the way: it never makes a friend."""
    share = c.SHARE_OF_ACTIVITY if two_sided else c.SHARE_ONE_SIDED
    return 1 - (1 - closeness) * (1 - share * activity)


def warmth(tie: Tie, today: date, explain: bool = True) -> Warmth:
    """The tie on `today`, for which later days do not exist yet.

    `explain=False` leaves `why` empty, for ageing thousands of ties at once. KeyError for a standing, ring or
    way that is no word of product.md.
    """
    turn, due = c.clock(tie.ring, tie.cadence), c.interval(tie.ring, tie.cadence)
    seen = tally(tie.contacts, today)
    since = tie.since if tie.since and tie.since <= today else None
    first = min((day for day in (since, seen.first) if day), default=None)
    hours = seen.hours + min(c.SHARED_HOURS_A_YEAR * tie.shared_years, c.SHARED_HOURS_MOST)
    silence = _silence(tie, seen.last, today)
    near = closeness(hours, silence, c.FLOOR[tie.standing])
    active = activity(seen.ages, turn)
    status = _status(tie.standing, due, near, first, seen, today)
    given, received = tie.favours
    return Warmth(
        activity=active,
        closeness=near,
        strength=strength(near, active, seen.two_sided),
        reciprocity=_reciprocity(seen.received + received, seen.sent + given),
        balance=balance(given, received),
        status=status,
        interactions=seen.interactions,
        days=seen.days,
        first=first,
        last=seen.last,
        next=seen.last + timedelta(days=due) if seen.last and due else None,
        gap=seen.gap,
        why=reasons(tie, seen, hours, silence, active, status, today) if explain else (),
    )


def _silence(tie: Tie, last: date | None, today: date) -> float:
    """Days since the latest of last contact, day of the standing and connection.

    The connection takes part even beside a contact: else a first contact found before it would cool the tie.
    A standing without its day holds today; where none of the three is known there is no tie.
    """
    set_on = None if tie.standing == "unknown" else tie.standing_on or today
    known = [day for day in (last, set_on, tie.since) if day and day <= today]
    return (today - max(known)).days if known else inf


def balance(given: int, received: int) -> float:
    """b in [-1, 1]: how far the favours lean to what the user gave."""
    return max(-1.0, min(1.0, (given - received) / c.FAVOURS_FULL))


def _reciprocity(received: int, sent: int) -> float | None:
    if received + sent < c.RECIPROCITY_FROM:
        return None
    return min(received, sent) / max(received, sent)


def _status(standing: str, due: int | None, near: float, first: date | None, seen: Tally, today: date) -> str:
    """The first rule of engines.md §1 that fits; where no interval is known T is a year."""
    if first and (today - first).days < c.NEW_DAYS and seen.days < c.NEW_CONTACT_DAYS:
        return "new"
    if seen.last is None:
        return "quiet"
    silence, turn = (today - seen.last).days, due or c.LOOSE_CLOCK
    was_something = near >= c.DORMANT_CLOSENESS or at_least(standing, "supporter")
    if was_something and silence > max(2 * turn, c.DORMANT_DAYS):
        return "dormant"
    if _rhythm_lost(seen, silence) and near < c.DORMANT_CLOSENESS and silence > 2 * turn:
        return "lapsed"
    if due and silence > due:
        return "fading" if silence > c.FADING_INTERVALS * due else "due"
    return "current" if silence <= turn else "quiet"


def _rhythm_lost(seen: Tally, silence: int) -> bool:
    return seen.days >= c.LAPSED_CONTACT_DAYS and seen.gap is not None and silence > c.LAPSED_GAPS * seen.gap
