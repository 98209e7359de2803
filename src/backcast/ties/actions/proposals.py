"""Answers to proposals, and evidence the user tells by hand. Each call is one change that can be undone."""

from collections.abc import Iterable
from datetime import date

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import Invalid, NotFound
from backcast.formats import names
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.ties.actions import checked_day, refresh
from backcast.ties.models import StandingEvidence, Tie, TieProposal
from backcast.ties.queries.proposals import Key, open_keys

BY_HAND = ("introduction", "interview", "reference", "effort", "answer", "witness")
"""Kinds of evidence the user may tell of; the others come from files."""


def accept(viewer: Viewer, keys: Iterable[Key]) -> Change | None:
    """Set what was proposed, as far as it still is; one change, None where nothing was left to set."""
    wanted = _still_open(viewer, keys)
    columns: dict[int, dict[str, object]] = {}
    for pk, field, value in wanted:
        columns.setdefault(pk, {})[field] = value
        if field == "standing":
            columns[pk]["standing_on"] = viewer.today
    with record(viewer, "proposals", title="Accepted what was proposed", pinned=True) as rec:
        rec.update_many(Tie, columns)
        put_answers(rec, wanted, "accepted")
        refresh(viewer, columns)
    return _made(rec)


def refuse(viewer: Viewer, key: Key) -> Change | None:
    """Never propose this again; None where it is not proposed any more."""
    with record(viewer, "proposals", title="Refused what was proposed") as rec:
        put_answers(rec, _still_open(viewer, [key]), "refused")
    return _made(rec)


def leave(viewer: Viewer, keys: Iterable[Key]) -> Change | None:
    """Put proposals to rest until newer evidence; None where none of them is open."""
    with record(viewer, "proposals", title="Left what was proposed") as rec:
        put_answers(rec, _still_open(viewer, keys), "left")
    return _made(rec)


def _made(rec: Recorder) -> Change | None:
    return rec.change if rec.change.pk else None


def _still_open(viewer: Viewer, keys: Iterable[Key]) -> list[Key]:
    """The keys that are proposed today. Somebody who is not here is NotFound."""
    told = set(list(keys)[: limits.PAGE_ROWS])
    people = {pk for pk, _, _ in told}
    if network.people(viewer).filter(pk__in=people).count() < len(people):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    return sorted(told & open_keys(viewer, people))


def put_answers(rec: Recorder, keys: Iterable[Key], state: str) -> None:
    """Keep the answer to each, in place of an earlier one."""
    wanted = list(keys)
    rows = TieProposal.objects.of(rec.viewer).filter(person__in={pk for pk, _, _ in wanted})
    held = {(row.person_id, row.field, row.value): row.pk for row in rows}
    told = {"state": state, "on": rec.viewer.today}
    rec.update_many(TieProposal, {held[key]: told for key in wanted if key in held})
    new = [key for key in wanted if key not in held]
    rec.insert_many([TieProposal(person_id=pk, field=field, value=value, **told) for pk, field, value in new])


def add_evidence(viewer: Viewer, person: Person, *, kind: str, text: str = "", on: date) -> StandingEvidence:
    """Note what somebody did for the user. What was left for them may be proposed again."""
    if kind not in BY_HAND:
        raise Invalid(f"{kind} is nothing one can note here.", f"One of: {', '.join(BY_HAND)}.")
    if checked_day(viewer, on) > viewer.today:
        raise Invalid("This day has not come yet.", "Note it when it is done.")
    with record(viewer, "evidence", title=person.name) as rec:
        left = TieProposal.objects.of(viewer).filter(person=person, field="standing", state="left")
        rec.delete_many(left)
        return rec.insert(StandingEvidence(person=person, kind=kind, text=names.clean(text, limits.SENTENCE), day=on))


def remove_evidence(viewer: Viewer, row: StandingEvidence) -> None:
    """Take away what the user noted; what a file told goes with its import."""
    if row.source != "hand":
        raise Invalid("This came with a file.", "It goes when its import is taken back.")
    with record(viewer, "evidence", title=row.person.name) as rec:
        rec.delete(row)
