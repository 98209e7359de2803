"""What was asked, when somebody of it turns out to be somebody else: all asks stay, at most one of a person open."""

from backcast.introductions.models import OPEN, Ask
from backcast.journal.actions import Recorder
from backcast.network.models import Person


def join(rec: Recorder, keep: Person, gone: Person) -> None:
    """Asks of and for the one who goes are of and for the kept one."""
    rows = Ask.objects.all_of(rec.viewer)
    _close(rec, [*rows.filter(connector=keep, state__in=OPEN), *rows.filter(connector=gone, state__in=OPEN)])
    rec.put(rows.filter(connector=gone).order_by("pk"), connector=keep)
    rec.put(rows.filter(target=gone).order_by("pk"), target=keep)
    for row in rows.filter(connector=keep, target=keep):
        _reach_nobody(rec, row, gone.name)


def _close(rec: Recorder, rows: list[Ask]) -> None:
    """Of two open asks the one that is further stays open, of two alike the kept one's; the other is silent, and as
    nobody failed to answer it, it teaches nothing."""
    for row in sorted(rows, key=lambda row: -OPEN.index(row.state))[1:]:
        rec.update(row, state="silent", score=None)


def _reach_nobody(rec: Recorder, row: Ask, name: str) -> None:
    """Nobody introduces somebody to themselves: the words stay, and nothing is open any more."""
    told = {"state": "silent", "score": None} if row.state in OPEN else {}
    rec.update(row, target=None, wanted=row.wanted or name, **told)
