"""Fields of notes that only their writer understands: counted while reading, so that they can be asked about."""

from collections import Counter
from collections.abc import Iterable, Mapping

from backcast.formats import guesses, meanings, names
from backcast.formats.notes.fields import is_known
from backcast.formats.notes.front import Entry
from backcast.formats.records import ColumnsSeen

MOST = 40
"""Fields that are asked about at once, the most frequent first [D]."""
EXAMPLES, WIDTH = 3, 60
_TECHNICAL = names.word_set(
    "id uid uuid guid alias aliases created date cssclass cssclasses publish permalink banner cover icon image draft"
    " slug layout template source status up related parent version lang language"
)
"""Fields that note programs write for themselves."""


class Own:
    """The fields met in all notes of a reading, beside those everybody knows."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        self._used: dict[str, None] = {}
        self._open: Counter[str] = Counter()
        self._values: dict[str, list[str]] = {}

    def meet(self, front: Iterable[Entry]) -> None:
        """Look at the fields of one more note."""
        for entry in front:
            if entry.key in self.said:
                self._used[entry.key] = None
            elif entry.value and not entry.inside and not is_known(entry.key) and entry.key not in _TECHNICAL:
                self._open[entry.key] += 1
                self._keep(entry.key, names.clean(entry.value, WIDTH))

    def _keep(self, key: str, value: str) -> None:
        kept = self._values.setdefault(key, [])
        if value not in kept and len(kept) < EXAMPLES:
            kept.append(value)

    def seen(self, file: str, *, is_read: bool) -> ColumnsSeen | None:
        """What to ask about; where nothing is open, what was read as the user said."""
        columns = [key for key, _ in self._open.most_common(MOST)] or list(self._used)
        if not columns:
            return None
        fields = tuple(self.said.get(key, guesses.field(self._values.get(key, ()))) for key in columns)
        examples = tuple("\n".join(self._values.get(key, ())) for key in columns)
        return ColumnsSeen(file, "notes", meanings.NOTES, tuple(columns), fields, examples, is_read and not self._open)
