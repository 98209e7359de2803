"""Favours: something useful that was given or received. They make the balance that an ask stands on."""

from datetime import date

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.formats import names
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.network.models import Person
from backcast.ties.actions import checked_day, refresh
from backcast.ties.models import Favour


def note(viewer: Viewer, person: Person, *, text: str, way: str = "out", on: date | None = None) -> Favour:
    """Note a favour given to a person (`out`) or received from them (`in`), today or on a day gone by."""
    with record(viewer, "favour", title=person.name) as rec:
        return put(rec, person, text=text, way=way, on=on or viewer.today)


def put(rec: Recorder, person: Person, *, text: str, way: str, on: date) -> Favour:
    """The same within another change."""
    told = names.clean(text, limits.TEXT)
    if not told:
        raise Invalid("A favour needs a few words.", "Say what it was.")
    if checked_day(rec.viewer, on) > rec.viewer.today:
        raise Invalid("This day has not come yet.", "Note it when it is done.")
    row = rec.insert(Favour(person=person, way=way, text=told, day=on))
    refresh(rec.viewer, [person.pk])
    return row


def remove(viewer: Viewer, row: Favour) -> Change:
    """Take a favour away again."""
    with record(viewer, "favour", title=row.person.name) as rec:
        rec.delete_many(Favour.objects.of(viewer).filter(pk=row.pk))  # none where another window was quicker
        refresh(viewer, [row.person_id])
    return rec.change
