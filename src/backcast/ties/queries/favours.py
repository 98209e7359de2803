"""Favours given and received, and whether something given should come before an ask."""

from collections.abc import Sequence

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.network.models import Person
from backcast.ties.models import Favour, Tie

WORDS = {"out": "given", "in": "received"}
IDEAS = (
    "Send them something they may find useful: an article, a result, a person to talk to.",
    "Write them a few lines of thanks or a recommendation that names what they did.",
)
"""What one can nearly always give."""


def of_person(viewer: Viewer, person: Person) -> Sequence[Favour]:
    """The favours between the user and a person, the newest first."""
    return list(Favour.objects.of(viewer).filter(person=person).order_by("-day", "-pk"))


def favour(viewer: Viewer, favour_id: int) -> Favour:
    """One favour of this workspace."""
    rows = Favour.objects.of(viewer).filter(pk=favour_id, person__deleted_at=None)
    found = rows.select_related("person").first()
    if found is None:
        raise NotFound("There is no such favour.")
    return found


def owes(tie: Tie) -> bool:
    """Whether the user received more than they gave."""
    return tie.got > tie.gave


def ideas(viewer: Viewer, person: Person) -> tuple[str, str]:
    """Two things to give before asking: for what they did last, where that is known."""
    last = next((row for row in of_person(viewer, person) if row.way == "in"), None)
    thanks = f"Thank them for “{last.text}”, and say what it made possible." if last else IDEAS[1]
    return IDEAS[0], thanks
