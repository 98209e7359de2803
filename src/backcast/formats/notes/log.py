"""The dated contacts of a note: a table or a list under a heading such as "Contact Log"."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from backcast import limits
from backcast.formats.names import clean, plain, word_set
from backcast.formats.notes.front import unlinked
from backcast.formats.text import Line

Kind = Literal["message", "mail", "meeting", "call"]

_HEADINGS = frozenset(
    plain(word)
    for word in (
        "contact log", "contact history", "log", "interactions", "interaction log", "meetings", "conversations",
        "history", "touchpoints", "kontakte", "kontaktprotokoll", "gespräche", "treffen", "échanges", "historique",
        "rencontres", "contactos", "interacciones", "registro", "historial", "interazioni", "contatti", "incontri",
        "histórico", "interações", "gesprekken", "contactlog", "contactmomenten",
    )
)  # fmt: skip
_DATES = word_set("date datum fecha data day when tag jour dia giorno dag")
_KINDS = word_set("type kind how via channel medium art kanal typ canal tipo moyen wie kanaal soort")
_KIND_WORDS: dict[Kind, frozenset[str]] = {
    "call": word_set(
        "call called phone phoned zoom video skype teams facetime anruf telefon telefonat telefoniert appel téléphone"
        " visio llamada teléfono chiamata telefonata ligação telefone gebeld telefoon"
    ),
    "mail": word_set("mail email mailed emailed e-mail mails courriel correo posta"),
    "meeting": word_set(
        "met meet meeting coffee lunch dinner breakfast visit visited beer drinks walk in-person treffen getroffen"
        " kaffee mittagessen abendessen besuch spaziergang réunion rencontre café déjeuner dîner reunión almuerzo cena"
        " incontro pranzo caffè reunião almoço jantar vergadering koffie afspraak"
    ),
}
_HEADING = re.compile(r"(#{1,6})\s+(.{1,200})")
_LISTED = re.compile(
    r"\s{0,8}(?:[-*+]\s+|#{1,6}\s+)?(?:\[[ xX]\]\s+)?(?:\*\*|\[\[)?"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:\*\*|\]\])?(?!\d)(.{0,400})"
)


class Logged(NamedTuple):
    """One dated contact: the day as written, and how it was."""

    day: str
    kind: Kind
    line: int


class Log:
    """Reads the body of a note line by line; knows when it is under a log's heading."""

    def __init__(self) -> None:
        self.found: list[Logged] = []
        self._level = 0
        self._columns: tuple[int, int] | None = None

    def takes(self, line: Line) -> bool:
        """Whether a line belongs to a log; what it says is then in `found`."""
        if line.text.startswith("#") and (heading := _HEADING.match(line.text)):
            level, title = len(heading[1]), plain(unlinked(heading[2]))
            if title in _HEADINGS:
                self._level, self._columns = level, None
                return True
            if level <= self._level and not _LISTED.match(line.text):
                self._level = 0
        if not self._level:
            return False
        if len(self.found) < limits.LOG_LINES:
            self.found += self._table(line) if line.text.lstrip().startswith("|") else _listed(line)
        return True

    def _table(self, line: Line) -> Iterator[Logged]:
        cells = [unlinked(cell.strip()) for cell in line.text.strip().strip("|").replace("\\|", "/").split("|")]
        if all(set(cell) <= set(":- ") for cell in cells):
            return
        columns = _columns(cells)
        if columns:
            self._columns = columns
        elif self._columns and len(cells) > self._columns[0] and (day := cells[self._columns[0]]):
            how = cells[self._columns[1]] if -1 < self._columns[1] < len(cells) else " ".join(cells)
            yield Logged(clean(day, 60), kind(how), line.number)


def _columns(cells: list[str]) -> tuple[int, int] | None:
    """Where a header has the day and the kind; the kind's is -1 where it has none, None where it is no header."""
    words = [frozenset(plain(cell).split()) for cell in cells]
    days = [at for at, told in enumerate(words) if told & _DATES]
    kinds = [at for at, told in enumerate(words) if told & _KINDS]
    return (days[0], kinds[0] if kinds else -1) if days else None


def _listed(line: Line) -> Iterator[Logged]:
    if found := _LISTED.match(line.text):
        yield Logged(found[1], kind(found[2]), line.number)


def kind(text: str) -> Kind:
    """How a contact was, by the first word that tells; a message, the least claim, where none does."""
    for word in re.findall(r"[\w-]+", unlinked(text[:200]).lower()):
        for named, known in _KIND_WORDS.items():
            if word in known:
                return named
    return "message"
