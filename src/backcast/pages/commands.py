"""What the finder knows besides people: pages and forms, by the words one would type for them."""

from dataclasses import dataclass

from backcast.formats import names
from backcast.pages.menu import MENU, address


@dataclass(frozen=True, slots=True)
class Command:
    """A page by its label, the name of its address, further words for it, and its key."""

    label: str
    url_name: str
    words: str = ""
    key: str = ""

    @property
    def url(self) -> str:
        """Its address, or nothing while there is no such page."""
        return address(self.url_name)

    def answers(self, typed: list[str]) -> bool:
        """Whether each typed word begins one of its own."""
        own = names.plain(f"{self.label} {self.words}").split()
        return all(any(word.startswith(part) for word in own) for part in typed)


COMMANDS = (
    *(Command(entry.label, entry.url_name, "go to", f"g {entry.key}") for entry in MENU),
    Command("Add a person", "add_person", "new contact"),
    Command("Find a way to somebody", "introductions", "introductions routes reach who knows path warm intro"),
    Command("Write the future, one question at a time", "vision-write", "vision guided questions begin sequence go on"),
    Command("Look back", "vision-look", "review half year monthly practice notes history what changed"),
    Command("Where your time goes", "vision-gap", "gap attention hours fields seniority towns hang out"),
    Command("Does it fit?", "vision-schedule", "schedule time line backward critical chain hours milestones latest"),
    Command("Futures side by side", "vision-compare", "compare alternative visions another copy"),
    Command("Bring in contacts", "imports", "import file linkedin vcard csv zip upload"),
    Command("Write four lists from memory", "memory", "champions advocates supporters friendly names"),
    Command("Place ten people", "place", "standing sort lists"),
    Command("See what is suggested for your people", "proposals", "proposals evidence standing ring"),
    Command("Who would vouch for me?", "readiness", "readiness champions advocates supporters references"),
    Command("Who is family?", "family", "private relatives ring"),
    Command("Paste a list of people", "imports-paste", "import text names addresses contacts"),
    Command("Who is here twice?", "imports-duplicates", "duplicates merge same person double"),
    Command("Starting again somewhere else", "elsewhere", "bridging abroad move town country field newcomer"),
    Command("Organisations", "organisations", "companies employers renamed merged same"),
    Command("Where sources disagree", "disagree", "facts choose conflict"),
    Command("Trash", "trash", "deleted restore forget"),
    Command("Where is my data?", "imports-where", "export download linkedin google apple"),
    Command("Ways to begin", "welcome", "start first sample"),
    Command("Begin without contacts", "newcomer", "start newcomer abroad town"),
    Command("Work or networking?", "work_or_networking", "evidence studies honest"),
    Command("Compare strategies in a model", "lab", "lab simulation experiment work networking deep broad"),
    Command("Words for messages", "words", "drafts wording language mail"),
    Command("Display", "display", "theme dark light colours settings"),
    Command("Keys", "keys", "shortcuts keyboard help"),
)
"""Labels are verbs or the headings of the pages; a page that is not there is left out."""


def commands(typed: str = "") -> list[Command]:
    """The commands that answer to these words, all of them to none."""
    parts = names.plain(typed).split()
    return [one for one in COMMANDS if one.url and one.answers(parts)]
