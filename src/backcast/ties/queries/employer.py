"""Where somebody works, said as surely as it is known: an old claim with its month, and two sources side by side.

People change jobs; to write "how is Acme?" to somebody who left years ago does more harm than no word at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backcast.accounts.models import Viewer
from backcast.network import queries as network
from backcast.network.models import Person, Position
from backcast.network.queries.disagreements import EARLIER
from backcast.ties.queries.evidence import month

STALE = EARLIER.days
"""Days after which a claim of an employer is told with its month: 18 months [D]."""
SOURCES = {
    "hand": "you",
    "vcard": "your address book",
    "linkedin": "LinkedIn",
    "contacts": "your address book on LinkedIn",
    "mail": "your mail",
    "calendar": "your calendar",
    "google": "your Google contacts",
    "outlook": "your Outlook contacts",
    "csv": "your list of contacts",
    "monica": "Monica",
    "notes": "your notes",
    "pasted": "your list",
}
"""Who says so, in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Employer:
    """The employer shown for somebody: who said so last and when, whether that is long ago, and the claim of
    another source that disagrees."""

    name: str
    day: date
    source: str
    is_stale: bool
    other: Position | None

    @property
    def is_sure(self) -> bool:
        """Whether one may speak of it as it stands."""
        return not self.is_stale and self.other is None

    @property
    def words(self) -> str:
        """What to say besides the name; empty where it is sure."""
        if self.other and self.other.organisation:
            theirs = _says(self.other.source, self.other.organisation.name, self.other.day)
            told = f"{_says(self.source, self.name, self.day)}; {theirs}."
            return told[:1].upper() + told[1:]
        return f"At {self.name} as of {month(self.day)}." if self.is_stale else ""


def _says(source: str, name: str, day: date) -> str:
    who = SOURCES.get(source, source)
    return f"{who} {'say' if who == 'you' else 'says'} {name} ({month(day)})"


def employers(viewer: Viewer, people: Sequence[Person]) -> dict[int, Employer]:
    """The employers of some people, by id; one query. Who has none is not in it."""
    roles = network.by_person(network.positions(viewer, [person.pk for person in people]))
    told = {person.pk: employer(person, roles.get(person.pk, ()), viewer.today) for person in people}
    return {pk: one for pk, one in told.items() if one}


def employer(person: Person, roles: Iterable[Position], today: date) -> Employer | None:
    """The employer shown for a person, from all their positions with organisations; no query. What the user chose,
    or wrote last, is not doubted."""
    work = [role for role in roles if role.kind == "work" and not role.end and role.organisation]
    shown = network.newest(role for role in work if role.organisation_id == person.organisation_id)
    if shown is None:
        return None
    return Employer(
        name=shown.organisation.name,
        day=shown.day,
        source=shown.source,
        is_stale=(today - shown.day).days > STALE,
        other=None if shown.chosen or shown.source == "hand" else _other(shown, work),
    )


def _other(shown: Position, work: Iterable[Position]) -> Position | None:
    """What another source says, where it says so about as late; an older word is only an earlier employer."""
    newest: dict[str, Position] = {}
    for role in work:
        if role.source != shown.source:
            newest[role.source] = network.newest(one for one in (role, newest.get(role.source)) if one)
    late = [role for role in newest.values() if (shown.day - role.day).days <= STALE]
    other: Position | None = network.newest(role for role in late if role.organisation_id != shown.organisation_id)
    return other
