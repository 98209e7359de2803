"""Words to start from: a short draft for a move, or for a person. Nothing is ever sent.

The wordings are files that anybody may edit (wordings.py). What the user noted of a contact, and what anybody
wrote, stays out of drafts: they are read by the person they are about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.network import queries as network
from backcast.network.models import ContactPoint, Person
from backcast.ties.models import Tie
from backcast.ties.queries import wordings
from backcast.ties.queries.employer import Employer, employers

WORDS = {"few_lines": "hello_again", "wake": "dormant", "promise": "promise", "introduction": "talk"} | {
    "thank": "thank_you",
    "give": "share",
    "direct": "first_talk",
}
"""Kind of a move, or of the milestone it works on -> wording. A kind without a row has no words."""
STEPS = {
    "newcomer-reference": "reference",
    "newcomer-ask-one": "first_talk",
    "newcomer-ask-two": "first_talk",
    "newcomer-thanks": "thank_you",
}
"""Key of the milestone of a first step -> wording. Whom it is for the user alone may know; it then greets nobody by
name."""
OFFERED = ("hello_again", "thank_you", "share", "talk")
"""The wordings one may choose from on the page of a person."""
LONGEST_FACT = 160
"""Characters; a longer promise or organisation does not fit into a sentence [D]."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a draft is for; the person comes with tie and organisation."""

    kind: str
    person: Person | None
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A few lines to copy, or to open in the mail program where an address is known."""

    subject: str
    text: str
    email: str = ""
    wording: str = ""
    language: str = ""
    to: str = ""
    employer: str = ""
    """Where they work, in words, where that is not sure: for the one who writes, no part of the letter."""

    @property
    def heading(self) -> str:
        """How the wording is headed."""
        return wordings.NAMES[self.wording]

    @property
    def mailto(self) -> str:
        """The link of RFC 6068, everything in it percent-encoded; empty without an address."""
        if not self.email:
            return ""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(self.email, safe='@')}?subject={quote(self.subject, safe='')}&body={body}"


def drafts(viewer: Viewer, occasions: Sequence[Occasion]) -> list[Draft | None]:
    """A draft for each occasion, None where it has no words; two queries however many there are."""
    worded = [(one, STEPS.get(one.kind) or (WORDS.get(one.kind, "") if one.person else "")) for one in occasions]
    addressed = [one.person for one, name in worded if name and one.person]
    addresses = emails(network.points(viewer, [person.pk for person in addressed]).filter(kind="email"))
    works = employers(viewer, addressed)
    return [_draft(viewer, name, one, addresses, works) if name else None for one, name in worded]


def _draft(
    viewer: Viewer, name: str, one: Occasion, addresses: Mapping[int, str], works: Mapping[int, Employer]
) -> Draft | None:
    """A draft that speaks of an employer only where that is sure, and tells the writer where it is not."""
    if one.person is None:
        return write(viewer, name, None)
    at, email = works.get(one.person.pk), addresses.get(one.person.pk, "")
    moved = at is not None and not at.is_sure
    found = write(viewer, name, one.person, promise=one.promise, email=email, may_have_moved=moved)
    return replace(found, employer=at.words) if found and at else found


def offered(
    viewer: Viewer, person: Person, tie: Tie, points: Iterable[ContactPoint], *, may_have_moved: bool = False
) -> list[Draft]:
    """The drafts to choose from for one person, who was out of touch or not; none for family and for whom the
    user wants no suggestions. No query."""
    if tie.ring == "family" or not tie.suggest:
        return []
    tie.person = person  # so that person.tie is this one
    email = emails(point for point in points if point.kind == "email").get(person.pk, "")
    chosen = ["dormant" if name == "hello_again" and tie.status == "dormant" else name for name in OFFERED]
    return [one for name in chosen if (one := write(viewer, name, person, email=email, may_have_moved=may_have_moved))]


def write(
    viewer: Viewer,
    name: str,
    person: Person | None,
    *,
    promise: str = "",
    email: str = "",
    may_have_moved: bool = False,
) -> Draft | None:
    """The draft of one wording with a person's own facts, or with none; no query."""
    facts, last = _facts(person, promise, may_have_moved), person.tie.last if person else None
    silent = (viewer.today - last).days if last else 0
    for language, lines in wordings.sources(wordings.languages(viewer), name):
        subject, text = wordings.told(lines, facts | {"since": wordings.since(language, silent)})
        if subject and text:
            return Draft(subject, text, email, name, language, person.name if person else "")
    return None


def _facts(person: Person | None, promise: str, may_have_moved: bool) -> dict[str, str]:
    """What may be said of a person to themselves; empty where it is not known, or not sure."""
    at = person.organisation.name if person and person.organisation and not may_have_moved else ""
    return dict.fromkeys(wordings.FACTS, "") | {
        "name": (names.clean(person.given) or names.clean(person.name)) if person else "",
        "organisation": fact(at),
        "promise": fact(promise).rstrip(". "),
    }


def fact(text: str) -> str:
    """One line, or nothing where it is too long for a sentence."""
    line = names.clean(text, LONGEST_FACT + 1)
    return line if len(line) <= LONGEST_FACT else ""


def emails(points: Iterable[ContactPoint]) -> dict[int, str]:
    """The first usable address of each person."""
    found: dict[int, str] = {}
    for point in points:
        if address := names.email(point.value):
            found.setdefault(point.person_id, address)
    return found
