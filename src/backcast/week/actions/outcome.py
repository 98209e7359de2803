"""What happened to a move: done or left for later, both in the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from backcast.accounts.models import Viewer
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.introductions.actions import asks
from backcast.introductions.queries import letters, targets
from backcast.introductions.queries.asks import NEXT
from backcast.journal.actions import Recorder, in_turn, record
from backcast.journal.models import Change
from backcast.ties import actions as ties
from backcast.ties.actions import favours
from backcast.ties.models import Interaction
from backcast.vision import actions as vision
from backcast.vision.actions import barriers, newcomer
from backcast.week import queries
from backcast.week.actions.planning import held, inputs_of, monday
from backcast.week.models import Move, Week

LATELY = timedelta(days=31)
"""How far back the day of a done move may lie [D]."""


def done(
    viewer: Viewer, move: Move, *, note: str = "", minutes: int | None = None, on: date | None = None
) -> Change | None:
    """Mark a move done, today or on a day gone by, and do what that means: a promise is kept, a contact is logged,
    hours are spent. Done twice changes nothing."""
    day = on or viewer.today
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Invalid("Minutes are between 0 and 1440.", "Leave them out if you don't know.")
    if not viewer.today - LATELY <= day <= viewer.today:
        raise Invalid("A move is done today or was in the last weeks.", "Leave the day out for today.")
    with _of_week(viewer, move, "done") as rec:
        if move.state == "done":
            return None
        rec.update(move, state="done", done_on=day, until=None, spent=minutes, note=names.clean_text(note))
        DONE.get(move.kind, _nothing_else)(rec, move, day)
    return rec.change


@contextmanager
def _of_week(viewer: Viewer, move: Move, verb: str) -> Iterator[Recorder]:
    """Record what happens to a move and keep the rest of its week as it was planned: no click makes another move come
    or go. Of two at once, the second sees what the first did."""
    with in_turn(viewer):
        week = held(viewer, move.week.start)
        is_fresh = week.inputs == inputs_of(viewer, week)
        queries.move(viewer, move.pk)  # a plan made meanwhile may have no room for it
        move.refresh_from_db()
        with record(viewer, verb, title=queries.title(move)) as rec:
            yield rec
        if is_fresh:
            week.workspace.refresh_from_db(fields=["stamp"])
            Week.objects.of(viewer).filter(pk=week.pk).update(inputs=inputs_of(viewer, week))


def _nothing_else(rec: Recorder, move: Move, day: date) -> None:
    """The rest is done where it belongs: on the page of the vision or the people."""


def _kept(rec: Recorder, move: Move, day: date) -> None:
    if move.promise and move.promise.done_on is None:
        ties.keep_promise(rec, move.promise, day)


def _written(rec: Recorder, move: Move, day: date) -> None:
    """A few lines are a message; the minutes they took to write are no hours together. A letter to somebody who is no
    person here yet is noted in the move alone."""
    if move.person is None:
        return
    from backcast.engine.warmth import measure

    weight, hours = measure("message")
    told = {"text": move.note or queries.title(move), "weight": weight, "hours": hours}
    rec.insert(Interaction(person=move.person, day=day, kind="message", way="out", **told))
    ties.refresh(rec.viewer, [move.person_id] if move.person_id else [])


def _worked(rec: Recorder, move: Move, day: date) -> None:
    if move.milestone:
        vision.spend(rec, move.milestone, (move.minutes if move.spent is None else move.spent) / 60)


def _stepped(rec: Recorder, move: Move, day: date) -> None:
    """A small step is done in one go."""
    if move.milestone:
        spent = move.minutes if move.spent is None else move.spent
        newcomer.finish(rec, move.milestone, spent / 60, day)


def _asked(rec: Recorder, move: Move, day: date) -> None:
    """The ask is made, with the letter as it was shown; an ask by draft moves on, unless it has already."""
    if move.ask:
        if move.ask.state == "drafted":
            asks.step(rec, move.ask, "asked", day)
    elif move.person and move.future_person:
        target = targets.of_future_person(rec.viewer, move.future_person)
        words = letters.letter(rec.viewer, move.person, target)
        asks.put_fact(rec, move.person, target, "asked", day, text=words.letter.text, note=words.note.text)
    _written(rec, move, day)


def _closed(rec: Recorder, move: Move, day: date) -> None:
    """Thanks, and what came of it, are steps of the ask."""
    if move.ask and CLOSES[move.kind] in NEXT[move.ask.state]:
        asks.step(rec, move.ask, CLOSES[move.kind], day)
    _written(rec, move, day)


def _given(rec: Recorder, move: Move, day: date) -> None:
    """Something useful is a favour and a contact."""
    if move.person:
        favours.put(rec, move.person, text=move.note or queries.title(move), way="out", on=day)
    _written(rec, move, day)


def _guided(rec: Recorder, move: Move, day: date) -> None:
    """The guide past a barrier was asked; one that was got past meanwhile stays so."""
    if move.barrier and move.barrier.state == "open":
        barriers.keep_barrier(rec, move.barrier, "asked", day)
    _written(rec, move, day)


CLOSES = {"thank": "thanked", "loop": "told"}
DONE = {"promise": _kept, "few_lines": _written, "wake": _written, "slice": _worked, "step": _stepped} | {
    "ask": _asked,
    "follow_up": _written,
    "thank": _closed,
    "loop": _closed,
    "give": _given,
    "direct": _written,
    "barrier": _guided,
}
"""What being done means besides, by kind."""


def skip(viewer: Viewer, move: Move, *, until: date | None = None) -> Change | None:
    """Leave a move for later: until a day, or until next week. None where it was left so before."""
    until = until or max(move.week.start, monday(viewer.today)) + timedelta(days=7)
    if until <= viewer.today:
        raise Invalid("That day is not ahead.", "Name a later day, or leave it out for next week.")
    with _of_week(viewer, move, "skip") as rec:
        if move.state == "done":
            raise Refused("This move is done already.", "Undo it first if that was a mistake.")
        rec.update(move, state="skipped", until=until)
    return rec.change if rec.change.pk else None
