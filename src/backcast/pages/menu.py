"""The menu: one row an idea. Later ideas add theirs here."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, the name of its address, and the key pressed after `g`."""

    label: str
    url_name: str
    key: str
    pages: tuple[str, ...] = ()
    """Names of addresses that belong here too, besides those that begin with `url_name-`."""

    def holds(self, name: str) -> bool:
        """Whether the page of that name belongs to this entry."""
        return name.split("-")[0] == self.url_name or name in self.pages

    @property
    def url(self) -> str:
        """Its address, or nothing while the idea has no page."""
        return address(self.url_name)


def address(url_name: str) -> str:
    """The address of that name, or nothing where no page has it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


TABS = 4
"""So many entries stand on a phone's lower edge; the others are behind "More"."""

MENU = (
    Entry("This week", "week", "w"),
    Entry("Vision", "vision", "v"),
    Entry("People", "people", "p", ("person", "add_person")),
    Entry("Introductions", "introductions", "i", ("draft_ask", "ask", "asks", "learned")),
    Entry("Map", "map", "m"),
    Entry("Lab", "lab", "l"),
    Entry("Imports", "imports", "u", ("batch",)),
)
