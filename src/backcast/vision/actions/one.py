"""Somebody of the future turns out to be somebody the user has among their people."""

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.network.models import Person
from backcast.vision import queries
from backcast.vision.actions.rows import writing
from backcast.vision.models import FuturePerson


def this_is(viewer: Viewer, row: FuturePerson, person: Person) -> None:
    """Link them; who had no name yet gets theirs. Invalid where that person stands in this future already."""
    with writing(viewer, person.name) as rec:
        if queries.future_people(viewer, row.vision).filter(person=person).exclude(pk=row.pk).exists():
            raise Invalid(f"{person.name} is in this future already.", "Choose somebody else, or take that one out.")
        rec.update(row, person=person, name=row.name or person.name)
