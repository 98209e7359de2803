"""A plan being filled: what is placed, what room is left, and what stands in the way of one more move."""

from collections import defaultdict

from backcast.engine.week.kinds import APART
from backcast.engine.week.problem import Counts, Problem
from backcast.engine.week.records import Because


class Ledger:
    """The rules of the week, said once for the greedy, the repair and the reasons. Costs O(1) a question."""

    def __init__(self, problem: Problem, counts: Counts | None = None) -> None:
        self.problem = problem
        self.items = problem.items
        self.minutes = [room.minutes for room in problem.rooms]
        self.energy = [room.energy for room in problem.rooms]
        self.moves = [room.moves for room in problem.rooms]
        self.limits = [dict(room.limits) for room in problem.rooms]
        self.placed: list[dict[int, int]] = [{} for _ in self.items]
        self.opened: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self.ways: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for item, row in enumerate(counts or ()):
            for week, count in enumerate(row):
                if count:
                    self.add(item, week, count)

    def counts(self, weeks: int) -> Counts:
        """What is placed in the first weeks."""
        return tuple(tuple(row.get(week, 0) for week in range(weeks)) for row in self.placed)

    def add(self, item: int, week: int, count: int = 1) -> None:
        """Place the item so many times more; a negative count takes it out. Asks nothing."""
        what = self.items[item]
        self.minutes[week] -= count * what.minutes
        self.energy[week] -= count * what.energy
        for name in what.limits:
            self.limits[week][name] -= count
        row = self.placed[item]
        before = row.pop(week, 0)
        if before + count:
            row[week] = before + count
        self.moves[week] -= bool(before + count) - bool(before)
        if what.person is not None:
            self._note(self.opened[what.person], item, week)
        if what.way is not None:
            self._note(self.ways[what.way], item, week)

    def _note(self, weeks: dict[int, int], item: int, week: int) -> None:
        if week in self.placed[item]:
            weeks[week] = item
        else:
            weeks.pop(week, None)

    def fits(self, item: int, week: int) -> bool:
        """One more of the item can be made in that week and is worth something there."""
        what = self.items[item]
        if what.worth[week] <= 0 or sum(self.placed[item].values()) >= what.most:
            return False
        return self.blocked(item, week) is None

    def blocked(self, item: int, week: int) -> Because | None:
        """The first rule that stands in the way of one more in that week, the most particular one first."""
        what = self.items[item]
        if self.first_after(item, week) is not None:
            return "after"
        if what.person is not None and self.met(what.person, week) is not None:
            return "same_person"
        if what.way is not None and self.taken(what.way, week) is not None:
            return "same_way"
        if any(self.limits[week][name] < 1 for name in what.limits):
            return "limit"
        if self.moves[week] < 1 and week not in self.placed[item]:
            return "moves"
        if self.minutes[week] < what.minutes:
            return "hours"
        return "energy" if self.energy[week] < what.energy else None

    def first_after(self, item: int, week: int) -> int | None:
        """An item that has to come in an earlier week and does not."""
        waits = self.items[item].after
        return next((one for one in waits if not any(w < week for w in self.placed[one])), None)

    def met(self, person: int, week: int) -> tuple[int, int] | None:
        """The item and week of an opening to that person within the fortnight around the week."""
        return _nearest(self.opened.get(person, {}), week, 1)

    def taken(self, way: int, week: int) -> tuple[int, int] | None:
        """The item and week of another way to that future person within three weeks around the week."""
        return _nearest(self.ways.get(way, {}), week, APART - 1)


def _nearest(weeks: dict[int, int], week: int, most: int) -> tuple[int, int] | None:
    """The item in the week or in one so many weeks away, and its week."""
    if not weeks:
        return None
    around = (week, *(week + sign * far for far in range(1, most + 1) for sign in (-1, 1)))
    return next(((weeks[at], at) for at in around if at in weeks), None)
