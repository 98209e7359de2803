"""The table of keys: what each does and where. The overlay, the page and the tests read it here."""

from dataclasses import dataclass

from backcast.pages.menu import MENU

PRINTED = {"ArrowLeft": "←", "ArrowRight": "→"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as `data-key` spells it, two with a space between (`g p` one after the other, `ctrl k` together)."""

    key: str
    does: str

    @property
    def parts(self) -> list[str]:
        """The single keys, as they are printed on a keyboard."""
        return [PRINTED.get(one, one) for one in self.key.split()]


@dataclass(frozen=True, slots=True)
class Place:
    """Where some keys act."""

    title: str
    keys: tuple[Key, ...]


KEYS = (
    Place(
        "Everywhere",
        (
            Key("ctrl k", "Find a person or a page"),
            Key("/", "Search here"),
            *(Key(f"g {entry.key}", f"Go to {entry.label}") for entry in MENU),
            Key("n", "Add what this page is about"),
            Key("u", "Undo what was just done"),
            Key("?", "Show the keys"),
        ),
    ),
    Place(
        "In a list",
        (
            Key("j", "Next row"),
            Key("k", "Row before"),
            Key("Enter", "Open it"),
            Key("x", "Select it"),
        ),
    ),
    Place(
        "On a move of the week",
        (
            Key("e", "Done"),
            Key("s", "Not this week"),
            Key("c", "Copy the words"),
        ),
    ),
    Place(
        "On the page of a person",
        (
            Key("l", "Log a contact"),
            Key("p", "Note a promise"),
            Key("k", "Note somebody they know"),
            Key("i", "See the ways to them"),
            Key("s", "Change standing, aim or ring"),
            Key("x", "Leave out of suggestions, or let back in"),
            Key("c", "Copy the words one is in"),
            Key("t", "Take the last merge apart"),
        ),
    ),
    Place(
        "On the time line of a future",
        (
            Key("ArrowLeft", "The milestone before"),
            Key("ArrowRight", "The milestone after"),
            Key("Enter", "Change it"),
            Key("b", "Name a barrier before it"),
        ),
    ),
    Place(
        "On two people who may be one",
        (
            Key("m", "Merge them"),
            Key("k", "Keep both"),
            Key("s", "Leave them for later"),
            Key("z", "Undo the last answer"),
        ),
    ),
    Place("In the lab", (Key("r", "Compare, or compare again"), Key("d", "Show the data tables"))),
    Place("On the map", (Key("+", "Nearer"), Key("-", "Further"), Key("0", "All of it"))),
    Place("On a preview or on proposals", (Key("a", "Accept what is shown"),)),
)
"""Single keys can be turned off (WCAG 2.1.4); `ctrl k` (or cmd) stays."""
