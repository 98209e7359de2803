"""Words to start from: a short draft for a move, from wording files anybody may edit. Nothing is ever sent.

A wording file is plain text: the subject, an empty line, the message. A line may hold alternatives, parted by
" | ": the first all of whose facts are known is taken, and a line without one is left out. The facts are `$name`,
`$organisation`, `$promise` and `$since`, which is one line of `since.txt`, shortest silence first.
`words/<language>/<name>.txt` in the home goes before ours; one that cannot be used is passed over. What the
user noted of a contact, and what anybody wrote, stays out of drafts: they are read by the person they are about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from urllib.parse import quote

from django.conf import settings

from backcast import limits
from backcast.accounts.models import Viewer, Workspace
from backcast.formats import names
from backcast.network import queries as network
from backcast.network.models import Person

WORDS = {"few_lines": "hello_again", "wake": "dormant", "promise": "promise"}
"""Kind of move -> wording file. A kind without a row has no words."""
OURS = Path(__file__).resolve().parents[1] / "templates" / "ties" / "words"
SILENCES = (21, 60, 730)
"""Days from which a silence is worth a word: weeks, a while, a long time [D]."""
LONGEST_FACT = 160
"""Characters; a longer promise or organisation does not fit into a sentence [D]."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII)


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

    @property
    def mailto(self) -> str:
        """The link of RFC 6068, everything in it percent-encoded; empty without an address."""
        if not self.email:
            return ""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(self.email, safe='@')}?subject={quote(self.subject, safe='')}&body={body}"


def drafts(viewer: Viewer, occasions: Sequence[Occasion]) -> list[Draft | None]:
    """A draft for each occasion, None where its kind has no words; one query however many there are."""
    emails = _emails(viewer, [one.person.pk for one in occasions if one.kind in WORDS and one.person])
    return [
        write(viewer, WORDS[one.kind], one.person, promise=one.promise, email=emails.get(one.person.pk, ""))
        if one.kind in WORDS and one.person
        else None
        for one in occasions
    ]


def write(viewer: Viewer, name: str, person: Person, *, promise: str = "", email: str = "") -> Draft | None:
    """The draft of one wording file with a person's own facts; no query."""
    facts = {
        "name": names.clean(person.given) or names.clean(person.name),
        "organisation": _fact(person.organisation.name if person.organisation else ""),
        "promise": _fact(promise).rstrip(". "),
    }
    for language, lines in _sources(_languages(viewer.workspace), name):
        known = facts | {"since": _since(language, person.tie.last, viewer.today)}
        subject, *body = (_told(line, known) for line in lines)
        text = "\n".join(line for line in body if line is not None).strip()
        if subject and text:
            return Draft(subject, text, email)
    return None


def _emails(viewer: Viewer, people: Iterable[int]) -> dict[int, str]:
    """The first usable address of each person."""
    found: dict[int, str] = {}
    for point in network.points(viewer, people).filter(kind="email"):
        if address := names.email(point.value):
            found.setdefault(point.person_id, address)
    return found


def _fact(text: str) -> str:
    """One line, or nothing where it is too long for a sentence."""
    line = names.clean(text, LONGEST_FACT + 1)
    return line if len(line) <= LONGEST_FACT else ""


def _told(line: str, facts: Mapping[str, str]) -> str | None:
    """The first alternative that is known; None where the line has none. A fact is never read as a template."""
    for part in line.split(" | "):
        template = Template(part.strip())
        if all(facts.get(fact, fact) for fact in template.get_identifiers()):
            return template.safe_substitute(facts)
    return None


def _since(language: str, last: date | None, today: date) -> str:
    """The silence in words of that language; empty while it is too short to mention."""
    reached = sum((today - last).days >= days for days in SILENCES) if last else 0
    lines = next((lines for _, lines in _sources([language], "since")), []) if reached else []
    return lines[min(reached, len(lines)) - 1] if lines else ""


def _languages(workspace: Workspace) -> list[str]:
    """The workspace's language, first with its region, then English."""
    own = str(workspace.settings.get("locale", "")).replace("_", "-").lower()
    return [one for one in dict.fromkeys((own, own.partition("-")[0], "en")) if _LANGUAGE.fullmatch(one)]


def _sources(languages: Iterable[str], name: str) -> Iterator[tuple[str, list[str]]]:
    """The usable files of that name with their language, the user's own before ours."""
    for language in languages:
        for folder in (Path(settings.BACKCAST_HOME) / "words", OURS):
            if lines := _lines(folder / language / f"{name}.txt"):
                yield language, lines


def _lines(file: Path) -> list[str]:
    """The lines of a wording file; none where it is missing, over-long or no text."""
    try:
        if not file.is_file() or file.stat().st_size > limits.WORDS:
            return []
        return names.clean_text(file.read_text("utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError):
        return []
