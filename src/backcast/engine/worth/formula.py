"""The formula: U = (3R + 2V)/(weights of the parts that exist), and what of it hangs on one person."""

from collections.abc import Callable, Iterable, Sequence
from math import prod

from backcast.engine.routes import COMBINED
from backcast.engine.worth.constants import BY_REACH, BY_VOUCHING, ENOUGH
from backcast.engine.worth.records import Code, Future, Reason, Voucher, Way, Worth

Without = Callable[[Future, int], Sequence[Way]]
"""The best ways to a future person without somebody, by different first people."""


def together(chances: Iterable[float]) -> float:
    """Noisy-or over the best three of some chances, as in `engine.routes.combined`."""
    return 1.0 - prod(1.0 - one for one in sorted(chances, reverse=True)[:COMBINED])


def reach(future: Future) -> float:
    """R_f in [0, 1]: the combined chance of the ways; 1 where they know the user."""
    return 1.0 if future.knows_me else together(way.chance for way in future.ways)


def vouching(vouchers: Iterable[Voucher]) -> float:
    """n = Σ q·S over supporters and above."""
    return sum(one.part for one in vouchers)


def readiness(n: float) -> float:
    """V = n/(n + 2) in [0, 1)."""
    return n / (n + ENOUGH)


def fragility(vouchers: Iterable[Voucher]) -> float:
    """The largest share of n that one person carries, in [0, 1]; 0 where nobody vouches."""
    parts = [one.part for one in vouchers]
    return max(parts) / sum(parts) if any(parts) else 0.0


def parts(futures: Sequence[Future]) -> tuple[float, float]:
    """What a change of one R_f times its weight, and one of V, is worth in U. Reach exists only with future
    people."""
    weights = sum(one.weight for one in futures)
    if not weights:
        return 0.0, 1.0
    whole = BY_REACH + BY_VOUCHING
    return BY_REACH / whole / weights, BY_VOUCHING / whole


def outlook(futures: Sequence[Future], vouchers: Iterable[Voucher]) -> float:
    """U in [0, 1]: how well the user's ties serve the vision."""
    by_reach, by_vouching = parts(futures)
    reached = sum(one.weight * reach(one) for one in futures)
    return by_reach * reached + by_vouching * readiness(vouching(vouchers))


def share(gain: float, usual: float) -> float:
    """g/(g + g*) in [0, 1): a gain beside the upper quartile of all gains; 0 where there is none."""
    return gain / (gain + usual) if gain > 0 else 0.0


def worths(futures: Sequence[Future], vouchers: Sequence[Voucher], without: Without) -> dict[int, Worth]:
    """What is lost of U without each person on whom anything hangs. Without somebody there is no tie to them and
    nobody is introduced by them; one of the future stays somebody to reach."""
    by_reach, by_vouching = parts(futures)
    found: dict[int, list[Reason]] = {}
    for future in futures:
        for person in _leaned_on(future):
            found.setdefault(person, []).append(_lost(future, person, without(future, person), by_reach))
    n = vouching(vouchers)
    for one in vouchers:
        if one.part:
            lost = by_vouching * (readiness(n) - readiness(max(n - one.part, 0.0)))
            found.setdefault(one.person, []).append(Reason("vouches", lost))
    return {person: _worth(reasons) for person, reasons in found.items()}


def _leaned_on(future: Future) -> set[int]:
    """On whom the reach of a future person may hang: nobody further off than the best three ways."""
    if future.knows_me:
        return {future.person} if future.person is not None else set()
    best = future.ways[:COMBINED]
    return {person for way in best for person in way.people if way.leans_on(person)}


def _lost(future: Future, person: int, left: Sequence[Way], by_reach: float) -> Reason:
    lost = reach(future) - together(way.chance for way in left)
    code, count = _code(future, person, left)
    return Reason(code, max(0.0, by_reach * future.weight * lost), future.key, count)


def _code(future: Future, person: int, left: Sequence[Way]) -> tuple[Code, int]:
    if person == future.person:
        return "self", 0
    if not left:
        return "only", 1
    leaning = sum(way.leans_on(person) for way in future.ways[:COMBINED])
    return ("most", leaning) if leaning > 1 else ("way", len(future.ways))


def _worth(reasons: Iterable[Reason]) -> Worth:
    told = sorted(reasons, key=lambda one: -one.lost)
    return Worth(min(1.0, sum(one.lost for one in told)), tuple(told))
