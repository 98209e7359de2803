"""Rules of repetition to days: RFC 5545, section 3.3.10, with a bound on every step.

A meeting is one contact on one day, so rules are followed by the day: a period (day, week, month or year) after the
other, all of its days held against all parts of the rule. What repeats within a day, counts weeks of a year or follows
another people's calendar is refused, and so falls back to its first time.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from backcast.formats.names import word_set

_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_FOLLOWED = word_set(
    "FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYSETPOS BYHOUR BYMINUTE BYSECOND"
)
Test = Callable[[date], bool]


class Endless(Exception):
    """More days were looked at than a rule may cost."""


@dataclass(slots=True)
class Allowance:
    """How many days all rules of one import may still look at, and whether it was said that they are used up."""

    days: int
    said: bool = False

    def spend(self, count: int) -> None:
        """Endless once nothing is left."""
        self.days -= count
        if self.days < 0:
            raise Endless


def days(rule: str, start: date, last: date, allowance: Allowance) -> Iterator[date]:
    """The days of a rule from `start`, which always is one, to `last` or the rule's own COUNT, ascending.

    UNTIL is the caller's: it needs the time of day. ValueError for a rule that is not understood, Endless for one that
    costs too much.
    """
    parts = parsed(rule)
    counted, rest = _numbers(parts, "COUNT", 1, 1_000_000), _following(parts, start, last, allowance)
    yield start
    for number, day in enumerate(rest, 2):
        if counted and number > counted[0]:
            return
        yield day


def parsed(rule: str) -> dict[str, str]:
    """The parts of a rule by name. ValueError for one that cannot be followed by the day."""
    parts = {}
    for piece in rule.strip().strip(";").upper().split(";"):
        name, _, value = piece.partition("=")
        parts[name.strip()] = value.strip()
    if parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN" or not set(parts) <= _FOLLOWED | {""}:
        raise ValueError("a rule of another kind")
    if parts.get("FREQ") not in _PERIODS:
        raise ValueError("no rule by the day")
    return parts


def any_endless(texts: Iterable[str]) -> bool:
    """Whether one of several rules names neither its last day nor a number of times."""
    return any("COUNT" not in text.upper() and "UNTIL" not in text.upper() for text in texts)


def _following(parts: dict[str, str], start: date, last: date, allowance: Allowance) -> Iterator[date]:
    """The days after `start` that pass every test, of each period those at the places BYSETPOS names."""
    step = (_numbers(parts, "INTERVAL", 1, 10_000) or (1,))[0]
    places, tests = _numbers(parts, "BYSETPOS", -366, 366), _tests(parts, start)
    first_day = _DAYS.get(parts.get("WKST", "MO"), 0)
    for first, length in _PERIODS[parts["FREQ"]](start, step, last, first_day):
        allowance.spend(length)
        found = [date.fromordinal(at) for at in range(first, first + length)]
        for test in tests:
            found = [day for day in found if test(day)]
        if places:
            found = sorted({found[at - (at > 0)] for at in places if -len(found) <= at - (at > 0) < len(found)})
        yield from (day for day in found if start < day <= last)


def _daily(start: date, step: int, last: date, first_day: int) -> Iterator[tuple[int, int]]:
    for at in range(start.toordinal(), last.toordinal() + 1, step):
        yield at, 1


def _weekly(start: date, step: int, last: date, first_day: int) -> Iterator[tuple[int, int]]:
    monday = start.toordinal() - (start.weekday() - first_day) % 7
    for at in range(max(monday, 1), last.toordinal() + 1, 7 * step):
        yield at, min(7, date.max.toordinal() - at)


def _monthly(start: date, step: int, last: date, first_day: int) -> Iterator[tuple[int, int]]:
    for at in range(12 * start.year + start.month - 1, 12 * last.year + last.month, step):
        year, month = divmod(at, 12)
        yield date(year, month + 1, 1).toordinal(), monthrange(year, month + 1)[1]


def _yearly(start: date, step: int, last: date, first_day: int) -> Iterator[tuple[int, int]]:
    for year in range(start.year, last.year + 1, step):
        yield date(year, 1, 1).toordinal(), 365 + isleap(year)


_PERIODS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _tests(parts: dict[str, str], start: date) -> list[Test]:
    """What a day must pass; where the rule names no day of its period, that of the start is meant."""
    by = {name: parts.get(name, "") for name in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY")}
    often = parts["FREQ"]
    if not (by["BYMONTHDAY"] or by["BYYEARDAY"] or by["BYDAY"]):
        if often == "YEARLY":
            by["BYMONTH"] = by["BYMONTH"] or str(start.month)
        if often in ("YEARLY", "MONTHLY"):
            by["BYMONTHDAY"] = str(start.day)
        if often == "WEEKLY":
            by["BYDAY"] = next(name for name, number in _DAYS.items() if number == start.weekday())
    tests: list[Test] = []
    if by["BYMONTH"]:
        tests.append(partial(_of_months, frozenset(_numbers(by, "BYMONTH", 1, 12))))
    if by["BYMONTHDAY"]:
        tests.append(partial(_of_month_days, frozenset(_numbers(by, "BYMONTHDAY", -31, 31))))
    if by["BYYEARDAY"]:
        tests.append(partial(_of_year_days, frozenset(_numbers(by, "BYYEARDAY", -366, 366))))
    if by["BYDAY"]:
        tests.append(_of_week(by["BYDAY"], often, bool(by["BYMONTH"])))
    return tests


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    """The numbers of a part. ValueError for one out of bounds, and for a zero, which none of them may be."""
    if not parts.get(name):
        return ()
    found = tuple(int(text) for text in parts[name].split(",")[:400])
    if any(not least <= number <= most or number == 0 for number in found):
        raise ValueError(f"{name} is out of bounds")
    return found


def _of_months(months: frozenset[int], day: date) -> bool:
    return day.month in months


def _of_month_days(wanted: frozenset[int], day: date) -> bool:
    return day.day in wanted or day.day - monthrange(day.year, day.month)[1] - 1 in wanted


def _of_year_days(wanted: frozenset[int], day: date) -> bool:
    number = day.timetuple().tm_yday
    return number in wanted or number - 366 - isleap(day.year) in wanted


def _of_week(text: str, often: str, in_month: bool) -> Test:
    """`MO,WE`, and in months and years also `2MO` and `-1FR`: the second Monday, the last Friday."""
    plain, placed = set(), set()
    for piece in text.split(",")[:400]:
        name, place = piece.strip()[-2:], piece.strip()[:-2]
        if name not in _DAYS:
            raise ValueError("no day of the week")
        if place and often in ("MONTHLY", "YEARLY"):
            placed.add((int(place), _DAYS[name]))
        else:
            plain.add(_DAYS[name])
    if not placed:
        return lambda day: day.weekday() in plain
    of_month = often == "MONTHLY" or in_month
    return lambda day: day.weekday() in plain or not placed.isdisjoint(_places(day, of_month))


def _places(day: date, of_month: bool) -> tuple[tuple[int, int], tuple[int, int]]:
    """Which of its weekday a day is in its month or year, from the front and from the back."""
    at, length = (day.day, monthrange(day.year, day.month)[1]) if of_month else (
        day.timetuple().tm_yday, 365 + isleap(day.year))  # fmt: skip
    return ((at - 1) // 7 + 1, day.weekday()), (-((length - at) // 7 + 1), day.weekday())
