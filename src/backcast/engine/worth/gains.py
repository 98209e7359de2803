"""What a move would change: Pr(it works) · [U(after) − U(now)]."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from backcast.engine import routes, warmth
from backcast.engine.standing import STANDINGS, at_least
from backcast.engine.worth import constants as c
from backcast.engine.worth.formula import parts, reach, readiness, together
from backcast.engine.worth.records import Future, Voucher


@dataclass(frozen=True, slots=True)
class Lift:
    """A tie half an interval from now, without and with a move: the chance of a hop by them, and what they add to n."""

    person: int
    hop: tuple[float, float]
    part: tuple[float, float]


def lift(
    person: int, tie: warmth.Tie, today: date, *, shift: float = 0.0, gift: bool = False, standing: str = ""
) -> Lift:
    """A few lines and their answer today, looked at half an interval later against without them. A `gift` adds a
    favour given, `standing` is the one they have then."""
    turn = min(max(warmth.clock(tie.ring, tie.cadence), c.SHORTEST), c.LONGEST)
    later = today + timedelta(days=turn // 2)
    lines = warmth.Contact(today, *warmth.measure("message"), "both")
    given, got = tie.favours
    moved = replace(
        tie,
        contacts=[*tie.contacts, lines],
        favours=(given + gift, got),
        standing=standing or tie.standing,
        standing_on=today if standing else tie.standing_on,
    )
    sides = [(one.standing, warmth.warmth(one, later, explain=False)) for one in (tie, moved)]
    hop = [_hop(standing, found, shift) for standing, found in sides]
    part = [Voucher(person, standing, found.strength).part for standing, found in sides]
    return Lift(person, (hop[0], hop[1]), (part[0], part[1]))


def _hop(standing: str, found: warmth.Warmth, shift: float) -> float:
    stands = at_least(standing, "supporter")
    return routes.chance(routes.tie_score(found.strength, stands=stands, owed=found.balance), shift=shift)


def gain_of_lines(
    futures: Sequence[Future], n: float, own: float, tie: Lift, strength: float, shift: float = 0.0
) -> float:
    """A few lines, also to wake a dormant tie: they are answered with logistic(δ + 3(S − ½) + .7). `own` is what the
    person adds to n today."""
    answered = routes.chance(routes.hop_score(strength) + c.ANSWERED, shift=shift)
    return answered * _change(futures, n, own, tie)


def gain_of_gift(futures: Sequence[Future], n: float, own: float, tie: Lift, stepped: Lift | None) -> float:
    """Something useful given; `stepped` is the tie one standing up, where the user has such an aim."""
    plain = _change(futures, n, own, tie)
    return c.GIFT_WORKS * (plain + c.STEP * (_change(futures, n, own, stepped) - plain if stepped else 0.0))


def step_up(standing: str, aim: str) -> str:
    """One standing up, towards an aim and never beyond it; empty where there is no step to make."""
    if not aim or at_least(standing, aim):
        return ""
    return STANDINGS[STANDINGS.index(standing) + 1]


def gain_of_ask(futures: Sequence[Future], future: Future, chance: float) -> float:
    """An ask along a way: it holds with the way's chance, and then they are reached."""
    by_reach, _ = parts(futures)
    return chance * by_reach * future.weight * (1.0 - reach(future))


def _change(futures: Sequence[Future], n: float, own: float, tie: Lift) -> float:
    """U with the move − U without it; neither warmth nor a favour ever takes anything away."""
    by_reach, by_vouching = parts(futures)
    reached = sum(one.weight * _reached(one, tie) for one in futures if not one.knows_me)
    others = max(n - own, 0.0)
    vouched = readiness(others + tie.part[1]) - readiness(others + tie.part[0])
    return max(0.0, by_reach * reached + by_vouching * vouched)


def _reached(future: Future, tie: Lift) -> float:
    """How much more likely somebody of the future is reached, where a way begins with this tie."""
    rest = next((way.rest for way in future.ways if way.people[0] == tie.person), None)
    if rest is None:
        return 0.0
    others = [way.chance for way in future.ways if way.people[0] != tie.person]
    without, after = (together([*others, hop * rest]) for hop in tie.hop)
    return after - without


def upper_quartile(gains: Iterable[float]) -> float:
    """g*: a quarter of the positive gains lie above it; 0 where there is none."""
    told = sorted(one for one in gains if one > 0)
    return told[(3 * len(told)) // 4] if told else 0.0
