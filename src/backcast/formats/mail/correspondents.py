"""Who writes and is written to: a few numbers and names for each, never their mails."""

from collections.abc import Iterator
from datetime import date

from backcast import limits
from backcast.formats.mail.addresses import from_local
from backcast.formats.records import PersonRecord

WROTE_OFTEN = 3
"""Personal mails of somebody never answered from which they are people you know [D]: fewer are strangers."""
_NAMES = 5
"""Spellings of a name kept for one address [D]."""


class Correspondent:
    """One address: how often written to, how often from, under which names, first seen where, last seen when."""

    __slots__ = ("day", "email", "file", "from_them", "line", "names", "to_them")

    def __init__(self, email: str, file: str, line: int, day: date) -> None:
        self.email, self.file, self.line, self.day = email, file, line, day
        self.names: dict[str, int] | None = None
        self.to_them = self.from_them = 0

    def called(self, name: str) -> None:
        """One more mail under this name."""
        if not name:
            return
        if self.names is None:
            self.names = {name: 1}
        elif name in self.names:
            self.names[name] += 1
        elif len(self.names) < _NAMES:
            self.names[name] = 1

    @property
    def name(self) -> str:
        """The name most used, the longer of two as usual; else the one in the address; else none."""
        if not self.names:
            return from_local(self.email)
        if len(self.names) == 1:
            return next(iter(self.names))
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))  # type: ignore[index]

    @property
    def is_known(self) -> bool:
        """Whether the owner wrote to them personally, or they wrote to the owner several times."""
        return self.to_them > 0 or self.from_them >= WROTE_OFTEN

    def person(self) -> PersonRecord:
        """What the mails tell of them, as of the last one."""
        return PersonRecord(
            "mail", self.email, self.name or self.email, "", "", (self.email,), (), (), "", "", None, self.day,
            "", "", "", self.file, self.line,
        )  # fmt: skip


class Correspondents:
    """All of them, up to a number. Once it is reached, strangers are forgotten first, and counted as such."""

    def __init__(self) -> None:
        self._known: dict[str, Correspondent] = {}
        self._forgotten = self._since = 0
        self.beyond = 0

    def met(self, email: str, name: str, file: str, line: int, day: date) -> Correspondent:
        """The correspondent of this address, met once more."""
        found = self._known.get(email)
        if found is None:
            found = Correspondent(email, file, line, day)
            if self._has_room():
                self._known[email] = found
            else:
                self.beyond += 1
        found.called(name)
        if day > found.day:
            found.day = day
        return found

    def _has_room(self) -> bool:
        """Whether one more can be kept; makes room where there is none, but not for each one anew."""
        if len(self._known) < limits.MAIL_PEOPLE:
            return True
        self._since += 1
        if self.beyond and self._since < limits.MAIL_PEOPLE // 10:
            return False
        before, self._since = len(self._known), 0
        self._known = {email: one for email, one in self._known.items() if one.is_known}
        self._forgotten += before - len(self._known)
        return len(self._known) < limits.MAIL_PEOPLE

    def people(self) -> Iterator[PersonRecord]:
        """Those the owner knows, in the order of their addresses."""
        for _, one in sorted(self._known.items()):
            if one.is_known:
                yield one.person()

    @property
    def strangers(self) -> int:
        """How many were no more than addresses; one forgotten and met again counts twice."""
        return self._forgotten + sum(not one.is_known for one in self._known.values())
