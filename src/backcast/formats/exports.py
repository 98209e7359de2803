"""Several exports given at once: which file belongs to which, so that each speaks for its own day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from backcast.formats.container import Member
from backcast.formats.dating import named
from backcast.formats.records import (
    EvidenceRecord,
    FileSeen,
    OwnerHint,
    OwnerRecord,
    PersonRecord,
    PositionRecord,
    Problem,
    Record,
)


def by_day(found: Iterable[tuple[Path, Member | Problem]]) -> dict[date | None, list[Member]]:
    """The members by the date their export carries in its name, newest first; None where none carries one.

    Members without a date go with the newest, so that the files of one export are read together.
    """
    days: dict[date | None, list[Member]] = {}
    for path, member in found:
        if isinstance(member, Member):
            days.setdefault(_day(path, member), []).append(member)
    order = sorted((day for day in days if day), reverse=True)
    loose = days.pop(None, [])
    if not order:
        return {None: loose}
    days[order[0]] += loose
    return {day: days[day] for day in order}


def _day(path: Path, member: Member) -> date | None:
    """The date in the name of a folder inside, of the archive, of the path, or of an unpacked archive's folder."""
    folder = path.resolve().parent.name
    outer = folder if "linkedin" in folder.lower() else ""
    return named([*member.name.split("/")[:-1], member.archive, path.name, outer])


def dated(record: Record, day: date | None) -> Record:
    """The record as of the day of its export, where that is told and the record itself does not say."""
    speaks = PersonRecord | OwnerRecord | PositionRecord | EvidenceRecord
    if day and isinstance(record, speaks) and record.day is None:
        return replace(record, day=day)
    return record


def of_several(record: Record, day: date | None) -> Record:
    """A file with the day of the export it belongs to, as two of them hold files of one name."""
    return replace(record, day=day) if isinstance(record, FileSeen) else record


def told(hint: OwnerHint, record: Record) -> OwnerHint:
    """What is known of the owner once this record has been read."""
    if not isinstance(record, OwnerRecord):
        return hint
    names = dict.fromkeys((*hint.names, *([record.name] if record.name else [])))
    return replace(
        hint,
        names=tuple(names),
        urls=tuple(dict.fromkeys((*hint.urls, *record.urls))),
        emails=tuple(dict.fromkeys((*hint.emails, *record.emails))),
    )
