"""Forget people for good: their rows, their history and every mention the program itself wrote; what other
people's notes say of them is counted and named for review (model.md §9, security.md R25)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import F

from backcast.accounts import queries as who
from backcast.accounts.models import Viewer, Workspace
from backcast.errors import NotFound, Refused
from backcast.imports.actions import uploads
from backcast.imports.models import Sighting
from backcast.introductions.models import Ask
from backcast.journal.actions import in_turn
from backcast.journal.models import Batch, Change
from backcast.journal.queries import is_covered, number
from backcast.keeping import suppressed, traces
from backcast.keeping.scrub import Gone, drop_messages, parts, scrub_journal, scrub_written, unlink
from backcast.keeping.sought import Sought
from backcast.keeping.sought import sought as seeking
from backcast.keeping.traces import Trace
from backcast.network import actions as network
from backcast.network.actions import hops
from backcast.network.models import Organisation, Person, Position
from backcast.network.queries import trash


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many went and what is still there: mentions in texts of the user's own, and bytes of the files (0 after all
    is well)."""

    people: int
    mentions: tuple[Trace, ...]
    bytes_found: int

    @property
    def traces(self) -> int:
        """Every place where an identifier of theirs can still be read."""
        return len(self.mentions) + self.bytes_found


def forget(viewer: Viewer, ids: Iterable[int]) -> Forgotten:
    """Forget some people, here or in the trash, and look for what is left of them: one look however many they are.
    Refused while an import is being written."""
    with in_turn(viewer):  # from the first look on, so that no import begins in between
        people = _those(viewer, set(ids))
        sought = seeking(viewer, people)
        suppressed.note(viewer, suppressed.identifiers(viewer, people))
        suppressed.restore(viewer)
        _delete(viewer, people, sought)
    uploads.clear_asking()
    mentions, bytes_found = traces.search(viewer, sought)
    return Forgotten(len(people), tuple(mentions), bytes_found)


def _those(viewer: Viewer, ids: set[int]) -> list[Person]:
    if is_importing(viewer):
        raise Refused("An import is under way.", "Wait until it is done, then ask again.")
    people = list(trash.shown_or_thrown(viewer, ids))
    if not people or len(people) < len(ids):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    return people


def is_importing(viewer: Viewer) -> bool:
    """Whether an import is being read, written or taken back."""
    return Batch.objects.of(viewer).filter(state__in=["reading", "applying", "undoing"]).exists()


def forget_again() -> None:
    """Forget whoever a restored backup brought back, or a kill left here, by the codes beside the database."""
    for viewer in suppressed.behind():
        with in_turn(viewer):
            suppressed.restore(viewer)
            if people := suppressed.returned(viewer):
                _delete(viewer, people, seeking(viewer, people))
        traces.flush()


def purge(viewer: Viewer) -> int:
    """Let go for good of everyone whose days in the trash are over, as `forget` does but without codes: a later import
    may bring them back. Waits for an import under way. How many went."""
    if not trash.overdue(viewer).exists():
        return 0
    with in_turn(viewer):
        if is_importing(viewer):
            return 0
        people = list(trash.overdue(viewer).select_related("organisation"))
        _delete(viewer, people, seeking(viewer, people), verb="purge", title="Emptied the trash")
    traces.flush()
    return len(people)


def empty_trash() -> int:
    """Purge in every workspace; mostly one look at who is in a trash at all. How many went."""
    held = Person._base_manager.filter(deleted_at__isnull=False).values("workspace")
    spaces = Workspace.objects.filter(pk__in=held).select_related("owner")
    return sum(purge(Viewer(space, who.today(space))) for space in spaces)


def _delete(
    viewer: Viewer, people: Sequence[Person], sought: Sought, *, verb: str = "forget", title: str = "Forgot a person"
) -> None:
    ids = {person.pk for person in people}
    ids |= set(Person.objects.all_of(viewer).filter(merged_into__in=ids).values_list("pk", flat=True))
    gone = _hanging(Person, ids)
    gone.setdefault(number(Person), set()).update(ids)
    lonely = _lonely(viewer, ids)
    gone.setdefault(number(Organisation), set()).update(lonely)
    _add(gone, _hanging(Organisation, lonely))
    _add(gone, {number(Sighting): _sightings(viewer, gone)})
    unlink(viewer, ids, sought)
    scrub_journal(viewer, ids, gone, sought)
    for part in parts(sorted(gone[number(Sighting)])):
        Sighting.objects.of(viewer).filter(pk__in=part).delete()
    for part in parts(sorted(ids)):
        Person.objects.all_of(viewer).filter(pk__in=part).delete()
    Organisation.objects.all_of(viewer).filter(pk__in=lonely).delete()
    scrub_written(viewer, sought)
    drop_messages()
    network.rebuild_search()
    hops.settle(viewer, ())
    Change(workspace=viewer.workspace, verb=verb, title=title).save()
    Workspace.objects.filter(pk=viewer.workspace_id).update(stamp=F("stamp") + 1)


def _sightings(viewer: Viewer, gone: Gone) -> set[int]:
    """What imports noted of rows that go."""
    rows = Sighting.objects.of(viewer)
    return {
        pk
        for table, ids in gone.items()
        for part in parts(sorted(ids))
        for pk in rows.filter(table=table, row__in=part).values_list("pk", flat=True)
    }


def _add(gone: Gone, more: Gone) -> None:
    for table, rows in more.items():
        gone.setdefault(table, set()).update(rows)


def _hanging(model: type[models.Model], keys: set[int]) -> Gone:
    """The rows that fall with some rows, table by table."""
    found: Gone = {}
    for relation in model._meta.related_objects:
        if relation.on_delete is not models.CASCADE or not is_covered(relation.related_model):
            continue
        below = relation.related_model
        rows = set(below._base_manager.filter(**{f"{relation.field.name}__in": keys}).values_list("pk", flat=True))
        for table, more in ({number(below): rows, **_hanging(below, rows)} if rows else {}).items():
            found.setdefault(table, set()).update(more)
    return found


def _lonely(viewer: Viewer, ids: set[int]) -> set[int]:
    """Organisations known through these people alone, and asked about by nobody else."""
    of_them = Position.objects.of(viewer).filter(person__in=ids), Person.objects.all_of(viewer).filter(pk__in=ids)
    mine = {pk for rows in of_them for pk in rows.values_list("organisation", flat=True)} - {None}
    others = Position.objects.of(viewer).exclude(person__in=ids).filter(organisation__in=mine)
    shown = Person.objects.all_of(viewer).exclude(pk__in=ids).filter(organisation__in=mine)
    asked = Ask.objects.all_of(viewer).exclude(connector__in=ids).filter(organisation__in=mine)
    kept = {pk for rows in (others, shown, asked) for pk in rows.values_list("organisation", flat=True)}
    return {found for found in mine - kept if found is not None}
