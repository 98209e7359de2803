"""Looks back, kept: what the user wrote, what was different, and what follows from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.journal.models import Change
from backcast.vision.actions.rows import writing
from backcast.vision.models import SHIFT_STATES, Note, Shift, Vision
from backcast.vision.queries.different import Code, is_weighed, reach
from backcast.vision.queries.looks import look

STILL: Final = ("importance", "appeal", "sure")
"""What a look at the whole future may set: whether it is still what the user wants."""


def look_back(viewer: Viewer, vision: Vision, *, text: str = "", **still: Any) -> Change:
    """Keep a look at the whole future with what became different since the one before; `still` sets what it is worth
    to the user now."""
    with writing(viewer, vision.title) as rec:
        seen = look(viewer, vision)
        changed = _with(
            list(seen.changed), {name: (getattr(vision, name), still[name]) for name in STILL if name in still}
        )
        if is_weighed(viewer, vision):
            changed.append(["ways", reach(list(seen.people.values()))])
        rec.update(vision, **{name: still[name] for name in STILL if name in still})
        rec.insert(Note(vision=vision, kind="half-year", day=viewer.today, text=text, changed=changed))
    return rec.change


def _with(changed: list[Code], now: Mapping[str, tuple[Any, Any]]) -> list[Code]:
    """What this very look sets counts as different since the one before."""
    was = {code: figures["from"] for code, figures in changed if code in now}
    rest = [one for one in changed if one[0] not in now]
    sides = {name: (was.get(name, before), after) for name, (before, after) in now.items()}
    return [*rest, *([name, {"from": old, "to": new}] for name, (old, new) in sides.items() if old != new)]


def practise(
    viewer: Viewer, shift: Shift, *, text: str = "", state: str = "open", review: date | None = None
) -> Change:
    """Keep a look at a shift: gone on with until the next one, kept as how the user works, or left."""
    if state not in SHIFT_STATES:
        raise Invalid(f"{state[:40]} is not a state of a shift.", f"One of: {', '.join(SHIFT_STATES)}.")
    if review and review <= viewer.today:
        raise Invalid("The next look lies ahead.", "Choose a later day, or leave it out.")
    with writing(viewer, f"From {shift.was} to {shift.to}") as rec:
        changed = [["state", {"from": shift.state, "to": state}]] if state != shift.state else []
        rec.update(shift, state=state, review=review if state == "open" else None)
        told = {"kind": "practice", "day": viewer.today, "text": text, "changed": changed}
        rec.insert(Note(vision=shift.vision, shift=shift, **told))
    return rec.change


def correct(viewer: Viewer, note: Note, text: str) -> Change | None:
    """Write a look back anew; the day and what was different stay."""
    with writing(viewer, "A look back") as rec:
        rec.update(note, text=text)
    return rec.change if rec.change.pk else None


def remove_note(viewer: Viewer, note: Note) -> Change:
    """Take a look back away."""
    with writing(viewer, "A look back") as rec:
        rec.delete(note)
    return rec.change
