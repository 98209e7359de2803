"""What makes every later week better while little is known."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from backcast.engine.week import value
from backcast.engine.week.kinds import KINDS, minutes_of
from backcast.engine.week.records import Candidate, Figure, Reason, Ref
from backcast.vision import queries as visions
from backcast.week.snapshot import State, Story

AT_ONCE = 10
"""People to place in one move, where there are as many (engines.md §6)."""
NAMES_AT_ONCE = 2
"""People to name in one move (engines.md §6)."""


def beginnings(state: State) -> Iterator[Candidate]:
    """Five lines of vision, two people in it, ten people on the lists. While the story has no chapter yet also five
    people from memory where nobody is here, a place to be, and one small visible thing."""
    story = state.story
    first, named = (() if story else ("vision:",)), len(story.people) if story else 0
    future = Ref("vision", story.vision.pk if story else "")
    yield from _one(state, "vision", value.vision_value(story is not None), Reason("no_vision"), future)
    yield from _one(state, "name_people", value.naming_value(named), _asks("named", named), future, first)
    if state.unplaced:
        worth = value.sorting_value(state.placed, state.people)
        yield from _one(state, "sort_lists", worth, _placed(state), Ref("week", ""))
    if not story or not story.milestones:
        yield from _one(state, "recall", value.recall_value(state.people), Reason("recall"), future)
    if story and not story.milestones:
        yield from _without_chapters(state, story, future)


def _without_chapters(state: State, story: Story, future: Ref) -> Iterator[Candidate]:
    if not visions.has_place(state.viewer, story.vision):
        yield from _one(state, "find_place", value.PLACE_TO_BE, Reason("no_place"), future)
    done = max((move.done_on for move in state.moves if move.kind == "visible" and move.done_on), default=None)
    rests = state.week_of(done + timedelta(days=value.VISIBLE_DAYS)) if done else 0
    yield from _one(state, "visible", value.VISIBLE, Reason("visible"), future, earliest=rests)


def _asks(code: str, count: int, most: int = NAMES_AT_ONCE, **more: Figure) -> Reason:
    """A reason that tells how much is there (`code`) and how much more a move asks for."""
    return Reason(code, ((code, count), ("most", most), *more.items()))


def _placed(state: State) -> Reason:
    return _asks("placed", state.placed, min(AT_ONCE, state.unplaced), people=state.people)


def counted(why: Sequence[Reason]) -> int | None:
    """How much was there of what a move asks more of; None where it asks for no number."""
    return int(str(dict(why[0].figures)[why[0].code])) if asked_for(why) else None


def asked_for(why: Sequence[Reason]) -> int:
    """How many a move asks for; 0 where it asks for no number."""
    return int(str(dict(why[0].figures).get("most", 0)))


def _is_answered(state: State, key: str, why: Reason) -> bool:
    """Whether this week asked for so much more and got it: asking again can wait for the next one."""
    now, before = counted((why,)), state.asked.get(key)
    most = AT_ONCE if why.code == "placed" else NAMES_AT_ONCE
    return now is not None and before is not None and now >= before + most


def _one(
    state: State,
    kind: str,
    worth: float,
    why: Reason,
    serves: Ref,
    after: tuple[str, ...] = (),
    *,
    earliest: int = 0,
) -> Iterator[Candidate]:
    if worth <= 0:
        return
    key = f"{kind}:"
    yield Candidate(
        key=key,
        kind=kind,
        minutes=minutes_of(kind, state.hours),
        energy=KINDS[kind].energy,
        values=(worth,),
        why=(why,),
        serves=(serves,),
        earliest=max(state.week_of(state.rests_until(key)), earliest, int(_is_answered(state, key, why))),
        after=after,
        foreseen=key in state.foreseen,
    )
