"""The words of an ask: a letter to the one who is asked, a note they can pass on, and a reminder. Nothing is sent.

They come from the same editable wording files as every draft (ties.queries.wordings). Facts are put in as they are
and never read as a template.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from backcast.accounts.models import Viewer
from backcast.formats import names
from backcast.introductions.models import Ask
from backcast.introductions.queries.foretold import target_of
from backcast.introductions.queries.targets import Target
from backcast.network import queries as network
from backcast.network.models import Person
from backcast.ties.queries import drafts, wordings
from backcast.ties.queries.drafts import Draft, fact
from backcast.ties.queries.employer import employers
from backcast.vision import queries as visions

LONGEST_MAIL: Final = 2000
"""Characters of a link that every mail program takes [D]."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to the connector and the note they can pass on."""

    letter: Draft
    note: Draft

    @property
    def together(self) -> Draft:
        """Both, the way they are sent."""
        return joined(self.letter, self.letter.text, self.note.text)


def letter(viewer: Viewer, connector: Person, target: Target) -> Letter:
    """What to write to a connector about an aim; six queries."""
    facts = _about(target) | _me(viewer)
    reader = network.people(viewer).filter(pk__in=target.aim.people).select_related("organisation").first()
    if target.kind == "words":
        reader = None
    own = {"name": _given(connector)}
    passed = {"name": _given(reader) if reader else "", "there": _where(viewer, reader) if reader else facts["there"]}
    asked, note = _written(viewer, "ask", facts | own), _written(viewer, "forward", facts | passed)
    return Letter(_addressed(viewer, connector, asked), note)


def reminder(viewer: Viewer, row: Ask) -> Draft:
    """A quiet word after some days without an answer; five queries."""
    target = target_of(viewer, row)
    facts = (_about(target) if target else {"person": "", "there": ""}) | {"name": _given(row.connector)}
    return _addressed(viewer, row.connector, _written(viewer, "follow_up", facts))


def kept(viewer: Viewer, row: Ask) -> Draft:
    """The letter and the note of an ask as the user keeps them, to copy or to open in the mail program."""
    subject = _written(viewer, "ask", {"name": _given(row.connector)}).subject
    head = _addressed(viewer, row.connector, Draft(subject, "", "", "ask", wordings.language(viewer)))
    return joined(head, row.text, row.note)


def joined(head: Draft, text: str, note: str) -> Draft:
    """One mail of both; the address is left out where a mail program would cut it."""
    whole = "\n\n".join(part for part in (text.strip(), note.strip()) if part)
    made = Draft(head.subject, whole, head.email, head.wording, head.language, head.to)
    if len(made.mailto) <= LONGEST_MAIL:
        return made
    return Draft(head.subject, whole, "", head.wording, head.language, head.to)


def _about(target: Target) -> dict[str, str]:
    """Whom the letter is about: somebody by name or in words, or an organisation."""
    where = target.kind == "organisation"
    return {"person": "" if where else fact(target.name), "there": fact(target.name) if where else ""}


def _me(viewer: Viewer) -> dict[str, str]:
    owner, vision = network.owner(viewer), visions.active(viewer)
    known_for = fact(vision.known_for) if vision else ""
    return {"me": fact(owner.name) if owner else "", "known_for": known_for.rstrip(". ")}


def _given(person: Person) -> str:
    return names.clean(person.given) or names.clean(person.name)


def _where(viewer: Viewer, reader: Person) -> str:
    """Where they work, if that is sure."""
    at = employers(viewer, [reader]).get(reader.pk)
    return fact(reader.organisation.name) if reader.organisation and at and at.is_sure else ""


def _addressed(viewer: Viewer, person: Person, words: Draft) -> Draft:
    points = network.points(viewer, [person.pk]).filter(kind="email")
    email = drafts.emails(points).get(person.pk, "")
    return Draft(words.subject, words.text, email, words.wording, words.language, person.name)


def _written(viewer: Viewer, name: str, facts: Mapping[str, str]) -> Draft:
    """A wording in the user's language; ours says something whatever is known."""
    known = {**dict.fromkeys(wordings.FACTS, ""), **facts}
    for language, lines in wordings.sources(wordings.languages(viewer), name):
        subject, text = wordings.told(lines, known)
        if subject and text:
            return Draft(subject, text, "", name, language)
    return Draft("", "", "", name, wordings.language(viewer))
