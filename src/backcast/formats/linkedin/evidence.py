"""Recommendations, endorsements and follows: what people did for the owner, and the owner for them.

Of a recommendation the first sentence or two are kept, with the role it was written from.
"""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import date

from backcast import limits
from backcast.formats.digest import digest
from backcast.formats.linkedin.directory import MEMBER, Directory
from backcast.formats.linkedin.people import someone
from backcast.formats.linkedin.sheet import Sheet, cell, day_of
from backcast.formats.names import clean, fold, plain, profile_url
from backcast.formats.records import EvidenceKind, EvidenceRecord, LeftOut, Problem, Record
from backcast.formats.tables import Row

_STANDING = frozenset({"", "accepted", "visible", "hidden"})
"""States that count: what the owner hides from visitors was still done. "" where the column is missing."""
_FOLLOWING = frozenset({"", "active", "followed"})
_ENDINGS = re.compile(r"[.!?…](?=\s)|[。！？]")


def first_sentences(text: str, cap: int = limits.QUOTE) -> str:
    """As many whole sentences as fit into `cap` characters, else whole words and an ellipsis."""
    flat = clean(text, 4 * cap)
    if len(flat) <= cap:
        return flat
    ends = [found.end() for found in _ENDINGS.finditer(flat[:cap])]
    words = flat[: cap - 1].rpartition(" ")[0] or flat[: cap - 1]
    return flat[: ends[-1]] if ends else f"{words}…"


class Evidence:
    """Reads the tables of evidence, knowing whom the archive has told of already."""

    def __init__(self, directory: Directory, told: set[str]) -> None:
        """`told`: addresses and folded names of the people told of; further ones are added."""
        self._directory, self._told = directory, told
        self._once: dict[tuple[str, str, str], str] = {}

    def records(self, sheet: Sheet) -> Iterator[Record]:
        """A record for each row that stands, after the people nothing else has told of."""
        reads = _READS[sheet.claimed.kind]
        for row in sheet.rows():
            if isinstance(row, Row):
                yield from reads(self, sheet, row)
            else:
                yield row

    def received(self, sheet: Sheet, row: Row) -> Iterator[Record]:
        """A recommendation somebody wrote for the owner."""
        yield from self._recommendation(sheet, row, "recommendation")

    def given(self, sheet: Sheet, row: Row) -> Iterator[Record]:
        """A recommendation the owner wrote."""
        yield from self._recommendation(sheet, row, "recommendation_given")

    def endorsed_by(self, sheet: Sheet, row: Row) -> Iterator[Record]:
        """A skill of the owner's that somebody endorsed."""
        yield from self._endorsement(sheet, row, "endorsement", "endorser")

    def endorsed(self, sheet: Sheet, row: Row) -> Iterator[Record]:
        """A skill of somebody's that the owner endorsed."""
        yield from self._endorsement(sheet, row, "endorsement_given", "endorsee")

    def follow(self, sheet: Sheet, row: Row) -> Iterator[Record]:
        """Somebody the owner follows. That makes nobody known."""
        if cell(row, "status").lower() not in _FOLLOWING:
            yield LeftOut("people you no longer follow", 1)
            return
        name = clean(row.cells["fullname"])
        day, dated = yield from _day(sheet, row, "date", "Date")
        if dated and name:
            url = self._directory.url_of(name)
            yield from self._told_once(sheet, row, EvidenceRecord(
                "linkedin", digest("follow"), name, url, "", "follow", "", day, sheet.name, row.line
            ))  # fmt: skip

    def _recommendation(self, sheet: Sheet, row: Row, kind: EvidenceKind) -> Iterator[Record]:
        if reason := _against(cell(row, "status"), "recommendations"):
            yield LeftOut(reason, 1)
            return
        name = _name(row, "first name", "last name")
        if not name:
            yield LeftOut("recommendations of deleted or hidden accounts", 1)
            return
        day, dated = yield from _day(sheet, row, "creation date", "Creation Date")
        if not dated:
            return
        url, where, title = self._directory.url_of(name), cell(row, "company"), cell(row, "job title")
        if not self._is_told(name, url):
            yield someone(sheet, row.line, name, url, organisation=where, title=title, day=day)
        words = row.cells["text"]
        role = ", ".join(part for part in (title, where) if part)
        text = " ".join(part for part in (first_sentences(words), f"({role})" if role else "") if part)
        yield from self._told_once(sheet, row, EvidenceRecord(
            "linkedin", digest(kind, day.isoformat() if day else words), name, url, "", kind, text, day, sheet.name,
            row.line, where,
        ), words)  # fmt: skip

    def _endorsement(self, sheet: Sheet, row: Row, kind: EvidenceKind, who: str) -> Iterator[Record]:
        if reason := _against(cell(row, "endorsement status"), "endorsements"):
            yield LeftOut(reason, 1)
            return
        url = yield from _address(sheet, row, f"{who} public url")
        name = _name(row, f"{who} first name", f"{who} last name") or self._directory.by_url.get(url, "")
        if not name:
            yield LeftOut("endorsements of deleted or hidden accounts", 1)
            return
        skill = cell(row, "skill name")
        if not skill:
            yield sheet.problem(row, "Skill Name", "This endorsement names no skill; add it.")
            return
        day, dated = yield from _day(sheet, row, "endorsement date", "Endorsement Date")
        if not dated:
            return
        url = yield from self._met(sheet, row, name, url)
        yield from self._told_once(sheet, row, EvidenceRecord(
            "linkedin", digest(kind, plain(skill) or skill), name, url, "", kind, skill, day, sheet.name, row.line
        ))  # fmt: skip

    def _met(self, sheet: Sheet, row: Row, name: str, url: str) -> Generator[Record, None, str]:
        """The address to know this person by, after telling of them if nothing else has."""
        url = url or self._directory.url_of(name)
        if url and url not in self._told:
            self._told |= {url, fold(name)}
            self._directory.add(name, url)
            yield someone(sheet, row.line, name, url)
        return url

    def _is_told(self, name: str, url: str) -> bool:
        return url in self._told if url else fold(name) in self._told

    def _told_once(self, sheet: Sheet, row: Row, told: EvidenceRecord, words: str = "") -> Iterator[Record]:
        """The record, unless it came before; other words of the same day are another one."""
        who = told.url or f"{fold(told.name)}|{fold(told.organisation)}"
        if self._once.get((told.kind, who, told.key), words) != words:
            told = replace(told, key=digest(told.key, words))
        if (told.kind, who, told.key) in self._once:
            yield LeftOut(f"the same {told.kind.removesuffix('_given')} once more", 1)
            return
        self._once[told.kind, who, told.key] = words
        sheet.read += 1
        yield told


_READS: dict[str, Callable[[Evidence, Sheet, Row], Iterator[Record]]] = {
    "linkedin.endorsement_received_info": Evidence.endorsed_by,
    "linkedin.endorsement_given_info": Evidence.endorsed,
    "linkedin.recommendations_received": Evidence.received,
    "linkedin.recommendations_given": Evidence.given,
    "linkedin.member_follows": Evidence.follow,
}
EVIDENCE = tuple(_READS)
"""The kinds of files this reads, in the order to read them: what tells addresses before what has only names."""


def _against(status: str, what: str) -> str:
    """Why this does not count, in plain words; "" where it does."""
    if status.lower() == "pending":
        return f"{what} that wait for an answer"
    return "" if status.lower() in _STANDING else f"{what} that were declined or taken back"


def _name(row: Row, given: str, family: str) -> str:
    name = clean(f"{row.cells.get(given, '')} {row.cells.get(family, '')}")
    return "" if name.lower() == MEMBER else name


def _address(sheet: Sheet, row: Row, column: str) -> Generator[Problem, None, str]:
    text = clean(row.cells.get(column, ""), 2_000)
    url = profile_url(text)
    if text and not url:
        yield sheet.problem(row, column.title(), f"“{text[:60]}” is not a web address; mend it.")
    return url


def _day(sheet: Sheet, row: Row, column: str, show: str) -> Generator[Problem, None, tuple[date | None, bool]]:
    """The day, and whether the row can be used: without its column it can, with a broken date it cannot, as
    the date mended would make it another one."""
    day = yield from day_of(sheet, row, column, show)
    return day, day is not None or not cell(row, column)
