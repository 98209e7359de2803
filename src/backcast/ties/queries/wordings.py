"""Wording files: which there are, in which languages, whose goes first, and how their lines are told.

A wording file is plain text: the subject, an empty line, the message. A line may hold alternatives, parted by
" | ": the first all of whose facts are known is taken, and a line without one is left out. `since.txt` is no
message: a line a length of silence, the shortest first. `words/<language>/<name>.txt` in the home goes before
ours; one that cannot be used is passed over.

Facts stand where their language needs no case of them; Polish and Ukrainian greet without a name, which would
need its vocative. No line tells the gender of who writes or reads, nor how formally they speak.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from django.conf import settings

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.formats import names

LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""The languages that have wordings, by their own names."""
NAMES = {
    "hello_again": "Hello again",
    "dormant": "After some time",
    "promise": "As promised",
    "thank_you": "Thank you",
    "share": "Something useful",
    "talk": "A short talk",
    "first_talk": "To somebody new",
    "reference": "A reference",
    "ask": "An introduction",
    "forward": "A note to pass on",
    "follow_up": "A reminder of an ask",
    "since": "How long it has been",
}
"""The wordings, as they are headed; each language has them all."""
FACTS = {
    "name": "their given name, or the whole name where no given name is known",
    "organisation": "where they work",
    "promise": "what you promised, in your words",
    "since": "how long it has been, in a line of “How long it has been”",
    "person": "whom you would like to meet",
    "there": "the organisation you would like to reach somebody at; in the note, where its reader works",
    "known_for": "what you would like to be known for, from your vision",
    "me": "your own name",
}
"""What a wording may name."""
SILENCES = (21, 60, 730)
"""Days from which a silence is worth a word: weeks, a while, a long time [D]; a line of `since.txt` each."""
OURS = Path(__file__).resolve().parents[1] / "templates" / "ties" / "words"
DEFAULT = "en"


def language(viewer: Viewer) -> str:
    """The language of the viewer's words: of what they chose, English until then."""
    return next(one for one in languages(viewer) if one in LANGUAGES)


def languages(viewer: Viewer) -> list[str]:
    """The chosen language, first with its region, then English."""
    own = str(viewer.workspace.settings.get("locale", "")).replace("_", "-").lower()
    return [one for one in dict.fromkeys((own, own.partition("-")[0], DEFAULT)) if _may_be_a_folder(one)]


def _may_be_a_folder(text: str) -> bool:
    """Whether this has the shape of a language: it becomes a part of a path."""
    first, *rest = text.split("-")
    shaped = 2 <= len(first) <= 3 and first.isalpha() and all(2 <= len(part) <= 8 and part.isalnum() for part in rest)
    return shaped and text.isascii()


def is_chosen(viewer: Viewer) -> bool:
    """Whether the viewer ever chose a language."""
    return bool(viewer.workspace.settings.get("locale"))


def own_file(language: str, name: str) -> Path:
    """Where the user's own wording lies or would lie; KeyError for what is in neither table."""
    if language not in LANGUAGES or name not in NAMES:
        raise KeyError(language, name)
    return _file(own_folder(), language, name)


def own_folder() -> Path:
    """The folder of the user's own wordings."""
    return Path(settings.BACKCAST_HOME) / "words"


def _file(folder: Path, language: str, name: str) -> Path:
    return folder / language / f"{name}.txt"


def own(language: str, name: str) -> str:
    """The user's own wording; empty where there is none that can be read."""
    return "\n".join(_lines(own_file(language, name)))


def ours(language: str, name: str) -> str:
    """The wording that comes with us."""
    return "\n".join(_lines(_file(OURS, language, name)))


def sources(languages: Iterable[str], name: str) -> Iterator[tuple[str, list[str]]]:
    """The readable files of that name with their language, the user's own before ours."""
    for language in languages:
        for folder in (own_folder(), OURS):
            if lines := _lines(_file(folder, language, name)):
                yield language, lines


def _lines(file: Path) -> list[str]:
    """The lines of a wording file; none where it is missing, over-long or no text."""
    try:
        if not file.is_file() or file.stat().st_size > limits.WORDS:
            return []
        return names.clean_text(file.read_text("utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def since(language: str, days: int) -> str:
    """A silence in words of that language; empty while it is too short to mention."""
    reached = sum(days >= least for least in SILENCES)
    lines = next((lines for _, lines in sources([language], "since")), []) if reached else []
    return lines[min(reached, len(lines)) - 1] if lines else ""


def told(lines: Sequence[str], facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and message in words; either is empty where nothing of it can be said."""
    subject, *body = [_line(line, facts) for line in lines] or [None]
    return subject or "", "\n".join(line for line in body if line is not None).strip()


def _line(line: str, facts: Mapping[str, str]) -> str | None:
    """The first alternative that is known; None where the line has none. A fact is never read as a template."""
    for part in line.split(" | "):
        template = Template(part.strip())
        if all(facts.get(fact, fact) for fact in template.get_identifiers()):
            return template.safe_substitute(facts)
    return None


def unknown_facts(text: str) -> list[str]:
    """What a text names with a dollar that is no fact."""
    return [fact for fact in Template(text).get_identifiers() if fact not in FACTS]
