"""People the user only hears of: here as people, without a contact, a ring or a standing, so not to be asked."""

from datetime import date

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.formats import names
from backcast.journal.actions import Also, record
from backcast.network import actions as network
from backcast.network.actions import acquaintances
from backcast.network.models import Person
from backcast.ties.actions import put_ties, refresh


def hear_of(
    viewer: Viewer, person: Person, name: str, *, why: str = "", on: date | None = None, also: Also | None = None
) -> Person:
    """Note that somebody knows somebody who is not here yet, and `also` what else follows; one undo takes all back."""
    name = names.clean(name)
    if not name:
        raise Invalid("A person needs a name.", "Write the name you use for them.")
    with record(viewer, "knows", title=f"{person.name} and {name}") as rec:
        heard = network.put_person(rec, name=name, day=viewer.today)
        put_ties(rec, [heard.pk])
        acquaintances.tell(rec, person, heard, why=why, on=on)
        refresh(viewer, [heard.pk])
        if also:
            also(rec)
    return heard
