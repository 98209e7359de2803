"""Addresses the user says are their own, so that a mailbox tells who wrote to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.formats import names
from backcast.formats.records import OwnerRecord
from backcast.imports import snapshot


@dataclass(frozen=True, slots=True)
class Own:
    """Addresses told with a file, and the claim they become where any of them is new."""

    emails: tuple[str, ...]
    records: tuple[OwnerRecord, ...]

    @property
    def is_new(self) -> bool:
        """Whether an address was not known before."""
        return bool(self.records)


def told(viewer: Viewer, me: Sequence[str]) -> Own:
    """What the user says of their own addresses. Invalid where one of them is none."""
    for text in me:
        if not names.email(text):
            raise Invalid(f"{names.clean(text, 80)} is not an e-mail address.", "Write it like ada@example.org.")
    emails = tuple(dict.fromkeys(map(names.email, me)))
    fresh = tuple(one for one in emails if one not in snapshot.hint(viewer).emails)
    return Own(emails, (_claim(fresh),) if fresh else ())


def _claim(emails: tuple[str, ...]) -> OwnerRecord:
    return OwnerRecord(
        source="hand",
        name="",
        given="",
        family="",
        emails=emails,
        urls=(),
        headline="",
        place="",
        birthday="",
        file="",
        line=0,
    )
