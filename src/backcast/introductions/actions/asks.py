"""What the user does with an ask: draft it, say what happened, put it into own words. Nothing is ever sent.

A draft is refused where the one in the middle should rest; what already happened is a fact and only told.
"""

from datetime import date
from typing import Any

from backcast import limits as bounds
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.introductions.models import OPEN, STATES, Ask, AskStep
from backcast.introductions.queries import asks, letters, limits
from backcast.introductions.queries.foretold import columns_of, foretold, same_aim, target_of
from backcast.introductions.queries.targets import Target
from backcast.journal.actions import Recorder, in_turn, record
from backcast.journal.models import Change, ChangeRow
from backcast.journal.queries import number
from backcast.network.models import Person
from backcast.ties.actions import checked_day
from backcast.ties.models import Tie

INSTEAD = {
    limits.OPEN: "Say first what came of it.",
    limits.DONT_ASK: "You can allow it on their page.",
    limits.FAMILY: "Family stays out of the plan.",
}
"""What helps against a reason for not asking somebody; a day does for the others."""


def draft(
    viewer: Viewer, connector: Person, target: Target, *, text: str | None = None, note: str | None = None
) -> Ask:
    """Keep a letter to a connector about an aim. Refused where they should not be asked now, with the reason and what
    helps."""
    with record(viewer, "ask", title=connector.name) as rec:
        check(viewer, connector, target)
        words = letters.letter(viewer, connector, target)
        told = {"text": words.letter.text if text is None else text, "note": words.note.text if note is None else note}
        return _put(rec, connector, target, viewer.today, **{name: _clean(value) for name, value in told.items()})


def tell(viewer: Viewer, connector: Person, target: Target, *, state: str | None = None, on: date | None = None) -> Ask:
    """Draft an ask, or say what happened to it: the one there is about this aim moves on, else it is written down as
    it happened. A state without a day was reached today; a day alone is the day of asking. Told twice it stays."""
    if state is not None and state not in STATES:
        raise Invalid(f"{state} is not a state of an ask.", f"One of: {', '.join(STATES)}.")
    with in_turn(viewer):
        return _tell(viewer, connector, target, state or ("asked" if on else "drafted"), on)


def _tell(viewer: Viewer, connector: Person, target: Target, wanted: str, on: date | None) -> Ask:
    rows = asks.rows(viewer).filter(same_aim(target), connector=connector)
    row = rows.filter(state__in=OPEN).first() or rows.first()
    if row and (row.state == wanted or _holds(row, wanted, on)):
        return row
    if wanted == "drafted":
        return draft(viewer, connector, target)
    if row and not _begins_anew(row, wanted):
        move(viewer, row, wanted, on=on)
        return row
    with record(viewer, "ask", title=connector.name) as rec:
        return put_fact(rec, connector, target, wanted, on or viewer.today)


def _holds(row: Ask, wanted: str, on: date | None) -> bool:
    """Whether that step was told before: of an open ask, or of the same day."""
    passed = asks.WAY[: asks.WAY.index(row.state)] if row.state in asks.WAY else asks.WAY[: row.state != "drafted"]
    return wanted in passed and (on == getattr(row, asks.DAYS[wanted]) if on else row.state in OPEN)


def _begins_anew(row: Ask, wanted: str) -> bool:
    """Whether an ask about the same again is meant, now that the last came to its end."""
    return wanted == "asked" and row.state not in OPEN


def put_fact(rec: Recorder, connector: Person, target: Target, state: str, on: date, **words: str) -> Ask:
    """An ask that happened without a draft, at once in its state; what came before was on that day too. A draft about
    the same moves on instead."""
    check_aim(connector, target)
    row = asks.rows(rec.viewer).filter(same_aim(target), connector=connector, state__in=OPEN).first()
    if row:
        step(rec, row, state, on)
        return row
    if state in OPEN:
        check_open(rec.viewer, connector)
    check_day(rec.viewer, on)
    return _put(rec, connector, target, on, state=state, **words, **_days(state, on))


def _days(state: str, on: date) -> dict[str, date]:
    """The days of a state told at once."""
    path = asks.WAY[: asks.WAY.index(state) + 1] if state in asks.WAY else ("asked", state)
    return {asks.DAYS[one]: on for one in path}


def _put(rec: Recorder, connector: Person, target: Target, made_on: date, **told: Any) -> Ask:
    """The ask with what was foretold and the route it is meant to take."""
    seen = foretold(rec.viewer, connector, target)
    row = rec.insert(Ask(connector=connector, made_on=made_on, **columns_of(target), **seen.columns(), **told))
    rec.insert_many([AskStep(ask=row, place=place, person_id=pk) for place, pk in enumerate(seen.people, 1)])
    return asks.ask(rec.viewer, row.pk)


def move(viewer: Viewer, row: Ask, state: str, *, on: date | None = None, outcome: str | None = None) -> Change | None:
    """Say the next thing that happened, today or on a day gone by; one change. None where it stood so before."""
    with record(viewer, "ask", title=row.connector.name) as rec:
        step(rec, row, state, on or viewer.today)
        if outcome is not None:
            rec.update(row, outcome=_clean(outcome))
    return rec.change if rec.change.pk else None


def step(rec: Recorder, row: Ask, state: str, on: date) -> None:
    """One step of an ask. Refused where it does not follow, or before the step it follows."""
    _as_it_stands(rec, row)
    if state == row.state:
        return
    check_step(row, state)
    check_day(rec.viewer, on)
    before = asks.day_of(row)
    if before and on < before:
        raise Invalid(f"The step before was on {before.isoformat()}.", "Name that day or a later one.")
    told: dict[str, Any] = {"state": state, asks.DAYS[state]: on}
    if state == "introduced" and row.answered_on is None:
        told["answered_on"] = on
    if state == "asked":
        told |= foretold(rec.viewer, row.connector, target_of(rec.viewer, row)).columns()
    rec.update(row, **told)


def _as_it_stands(rec: Recorder, row: Ask) -> None:
    """Read an ask again, now that nobody else writes: another window may have been quicker. Refused if it is gone."""
    asks.ask(rec.viewer, row.pk)
    row.refresh_from_db(from_queryset=Ask.objects.of(rec.viewer))


def check_step(row: Ask, state: str) -> None:
    """Refused where a state does not follow the one an ask is in."""
    allowed = asks.NEXT[row.state]
    if state in allowed:
        return
    following = ", ".join(allowed)
    hint = f"What can follow: {following}." if allowed else "Begin a new ask when the time has come."
    raise Invalid(f"An ask that is {row.state} does not become {state}.", hint)


def check_day(viewer: Viewer, on: date) -> None:
    """Refused for a day to come, and for one before anybody's working life."""
    if checked_day(viewer, on) > viewer.today:
        raise Invalid("This day has not come yet.", "Say it when it has happened.")


def check(viewer: Viewer, connector: Person, target: Target) -> None:
    """Refused where a connector should not be asked now for this aim."""
    check_aim(connector, target)
    check_open(viewer, connector)
    check_limits(viewer, connector, target)


def check_aim(connector: Person, target: Target) -> None:
    """Refused where somebody would introduce the user to themselves."""
    if connector.pk in target.aim.people and len(target.aim.people) == 1:
        raise Invalid(f"{connector.name} is whom you want to reach.", "Write to them directly.")


def check_open(viewer: Viewer, connector: Person) -> None:
    """Refused while another ask with the same connector is open; names it."""
    held = Ask.objects.all_of(viewer).filter(connector=connector, state__in=OPEN)  # also about somebody in the trash
    if row := held.select_related("target", "future_person__person", "organisation").first():
        hint = "Ask, or drop the draft first." if row.state == "drafted" else INSTEAD[limits.OPEN]
        raise Refused(f"You have an open ask with {connector.name}: for {asks.about(row)}, {row.state}.", hint)


def check_limits(viewer: Viewer, connector: Person, target: Target) -> None:
    """Refused for whom the user does not ask now, with the day on which they are free again."""
    if Tie.objects.of(viewer).filter(person=connector, against=None).exists():
        hint = "Note a contact or where they stand first, or ask somebody you know."
        raise Refused(f"You are not in touch with {connector.name} yet.", hint)
    because = limits.left_out(viewer, target.aim).get(connector.pk)
    if because:
        raise Refused(f"{connector.name} is left in peace now, as {because}.", remedy(viewer, connector, target))


def remedy(viewer: Viewer, connector: Person, target: Target) -> str:
    """What helps where somebody is not to be asked now."""
    because = limits.left_out(viewer, target.aim).get(connector.pk, "")
    if because in INSTEAD:
        return f"{INSTEAD[because]} Somebody else may know a way too."
    day = limits.free_on(viewer, connector.pk, target.aim)
    free = f"They are free again on {day.day} {day:%B %Y}. " if day else ""
    return f"{free}Somebody else may know a way too."


def reword(viewer: Viewer, row: Ask, **told: str) -> Change | None:
    """Put letter (`text`), `note` or `outcome` into own words; None where nothing differs."""
    with record(viewer, "ask", title=row.connector.name) as rec:
        rec.update(row, **{name: _clean(value) for name, value in told.items()})
    return rec.change if rec.change.pk else None


def _clean(text: str) -> str:
    """Visible text with its line ends, within bounds."""
    if len(text) > bounds.TEXT:
        raise Invalid("This is too long.", "A few lines are enough.")
    return names.clean_text(text)


def drop(viewer: Viewer, row: Ask) -> Change | None:
    """Take a draft away. What was asked stays: it is a fact."""
    with record(viewer, "ask", title=row.connector.name) as rec:
        _as_it_stands(rec, row)
        if row.state != "drafted":
            raise Refused("This was asked already.", "Say what came of it instead.")
        rec.delete_many(AskStep.objects.of(viewer).filter(ask=row))
        rec.delete(row)
    return rec.change


def check_undo(viewer: Viewer, change: Change) -> None:
    """Refused where an ask has moved on since: steps are taken back in their order."""
    kind = number(Ask)
    own = list(ChangeRow.objects.of(viewer).filter(change=change, table=kind))
    made = [pk for row in own for first, last in row.ranges or () for pk in range(first, last + 1)]
    ids = made + [row.row for row in own if row.row and "state" in row.fields.split(",")]
    later = ChangeRow.objects.of(viewer).filter(table=kind, row__in=ids, change__gt=change.pk, op="U")
    standing = later.filter(change__undone=False, change__undo_of=None).values_list("fields", flat=True)
    if any("state" in fields.split(",") for fields in standing):
        raise Refused("This ask has moved on since.", "Take the later step back first.")
