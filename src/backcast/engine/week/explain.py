"""Why a candidate is not in the first week: found by trying to add it, not guessed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from backcast.engine.week.duties import Duties
from backcast.engine.week.kinds import KINDS
from backcast.engine.week.ledger import Ledger
from backcast.engine.week.problem import Room, room_of, rooms_of
from backcast.engine.week.records import Because, Candidate, Figures, LeftOut, Request

Cause = tuple[Because, Figures]
TIGHT = ("moves", "hours", "energy")


def left_out(candidates: Sequence[Candidate], request: Request, duties: Duties, ledger: Ledger) -> tuple[LeftOut, ...]:
    """Every candidate that is not in the first week: duties by date, then the best first."""
    teller = _Teller(candidates, request, duties, ledger)
    out = [found for one in candidates if (found := teller.told(one)) is not None]
    by_key = {one.key: one for one in candidates}

    def order(left: LeftOut) -> tuple[bool, date, float, str]:
        one = by_key[left.key]
        return (not one.duty, (one.due or date.max) if one.duty else date.max, -one.value_in(0), one.key)

    return tuple(sorted(out, key=order))


class _Teller:
    """Asks the rules of the week about one candidate after the other."""

    def __init__(self, candidates: Sequence[Candidate], request: Request, duties: Duties, ledger: Ledger) -> None:
        self.request, self.duties, self.ledger = request, duties, ledger
        self.whole, self.before = room_of(request, 0), rooms_of(request)[0]
        self.by_key: Mapping[str, Candidate] = {one.key: one for one in candidates}
        self.duties_now = [self.by_key[key] for key, placed in duties.places.items() if placed.week == 0]
        self.place = {item.key: place for place, item in enumerate(ledger.items)}

    def told(self, one: Candidate) -> LeftOut | None:
        """The candidate with its cause, or None where it is in the first week."""
        week = self.week_of(one)
        if week == 0:
            return None
        because, figures = self.never(one) or (self.duty(one) if one.duty else self.cause(one))
        return LeftOut(one.key, because, figures, week)

    def week_of(self, one: Candidate) -> int | None:
        if one.duty:
            return self.duties.places[one.key].week
        return min(self.ledger.placed[self.place[one.key]], default=None)

    def never(self, one: Candidate) -> Cause | None:
        """What keeps it out of the first week whatever else is in it."""
        worthy = (at for at in range(self.request.weeks) if one.duty or one.value_in(at) > 0)
        offered = next(worthy, None)
        if one.earliest > 0 or offered:
            return "not_yet", (("from", max(one.earliest, offered or 0)),)
        if offered is None:
            return "no_value", ()
        if self.whole.minutes <= 0:
            return "no_hours", ()
        if one.minutes > self.whole.minutes:
            return "too_long", (("minutes", one.minutes), ("free", self.whole.minutes))
        return None

    def duty(self, one: Candidate) -> Cause:
        placed = self.duties.places[one.key]
        assert placed.because is not None, "a duty outside the first week was kept out by something"
        return placed.because, placed.figures

    def cause(self, one: Candidate) -> Cause:
        item = self.place[one.key]
        if self.ledger.items[item].worth[0] <= 0:
            return self.held_by_duty(one)
        with _without(self.ledger, item):
            because = self.ledger.blocked(item, 0)
            if because is None:
                return "later", ()
            if because in TIGHT and self.duties_alone(one):
                return "duties_first", (("minutes", sum(duty.minutes for duty in self.duties_now)),)
            return because, self.figures(item, because)

    def held_by_duty(self, one: Candidate) -> Cause:
        """It waits for a duty, or a duty already opens to the same person."""
        waits = next((key for key in one.after if key in self.duties.places), None)
        if waits is not None:
            return "after", (("key", waits),)
        return "same_person", next(
            (("key", key), ("week", placed.week))
            for key, placed in self.duties.places.items()
            if self.by_key[key].person == one.person and placed.week in (0, 1) and self.opens(key)
        )

    def opens(self, key: str) -> bool:
        return KINDS[self.by_key[key].kind].opening

    def duties_alone(self, one: Candidate) -> bool:
        """There was room for it before the duties, and none after, even with nothing chosen beside them."""
        return _holds(self.before, one) and not _holds(self.ledger.problem.rooms[0], one)

    def figures(self, item: int, because: Because) -> Figures:
        what, ledger = self.ledger.items[item], self.ledger
        if because == "after":
            first = ledger.first_after(item, 0)
            return () if first is None else (("key", ledger.items[first].key),)
        if because == "same_person" and what.person is not None:
            met = ledger.met(what.person, 0)
            return () if met is None else (("key", ledger.items[met[0]].key), ("week", met[1]))
        if because == "same_way" and what.way is not None:
            taken = ledger.taken(what.way, 0)
            return () if taken is None else (("key", ledger.items[taken[0]].key), ("week", taken[1]))
        if because == "limit":
            name = next(name for name in what.limits if ledger.limits[0][name] < 1)
            return ("limit", name), ("most", self.whole.limits[name])
        if because == "moves":
            return (("most", self.request.moves),)
        if because == "energy":
            return ("energy", what.energy), ("free", ledger.energy[0])
        return ("minutes", what.minutes), ("free", ledger.minutes[0])


def _holds(room: Room, one: Candidate) -> bool:
    return room.minutes >= one.minutes and room.energy >= one.energy and room.moves > 0


@contextmanager
def _without(ledger: Ledger, item: int) -> Iterator[None]:
    """The plan as if the item were in no week."""
    taken = dict(ledger.placed[item])
    for week, count in taken.items():
        ledger.add(item, week, -count)
    yield
    for week, count in taken.items():
        ledger.add(item, week, count)
