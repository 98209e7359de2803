"""Words of the user's own for some people."""

from collections.abc import Iterable

from backcast.accounts.models import Viewer
from backcast.errors import Invalid
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.network.models import Person, Tag, Tagged
from backcast.network.queries.tags import word


def put_tag(rec: Recorder, people: Iterable[int], name: str) -> None:
    """Give some people a tag, made where it is new. Refuses a name without letters and digits."""
    name = word(name)
    if not name:
        raise Invalid("A tag needs a word.", "Write something like: conference 2026.")
    tag = Tag.objects.of(rec.viewer).filter(name=name).first() or rec.insert(Tag(name=name))
    held = set(Tagged.objects.of(rec.viewer).filter(tag=tag).values_list("person_id", flat=True))
    rec.insert_many([Tagged(tag=tag, person_id=pk) for pk in sorted(set(people) - held)])


def tag(viewer: Viewer, person: Person, name: str) -> Change | None:
    """Give somebody a tag; None where they have it."""
    with record(viewer, "tag", title=person.name) as rec:
        put_tag(rec, [person.pk], name)
    return rec.change if rec.change.pk else None


def untag(viewer: Viewer, person: Person, name: str) -> Change | None:
    """Take a tag away, and the tag itself with its last person; None where they do not have it."""
    held = Tag.objects.of(viewer).filter(name=word(name)).first()
    with record(viewer, "tag", title=person.name) as rec:
        rec.delete_many(Tagged.objects.of(viewer).filter(tag=held, person=person))
        if held and not Tagged.objects.of(viewer).filter(tag=held).exists():
            rec.delete(held)
    return rec.change if rec.change.pk else None
