"""What the user says of organisations: a new name, another name, and that two of them are one."""

from collections.abc import Iterable
from typing import Any

from backcast.accounts.models import Viewer, Workspace
from backcast.errors import Invalid, Refused
from backcast.formats import names
from backcast.journal.actions import Recorder, record
from backcast.journal.models import Change
from backcast.network import actions
from backcast.network.actions import hops
from backcast.network.models import Organisation, OrganisationName, Person, Position
from backcast.network.queries import organisations as queries
from backcast.network.queries import shared

KINDS = ("alias", "former", "merged")
"""What a further name is: another one, an earlier one, or that of an organisation it took in."""


def rename(viewer: Viewer, row: Organisation, name: str, since: str = "") -> Change | None:
    """Give an organisation its new name; files that use the one before still mean it. `since` is a partial date.
    Refused where another has the name; None where it is called so already."""
    name = _checked(name)
    key = names.organisation(name)
    other = Organisation.objects.of(viewer).exclude(pk=row.pk).filter(key=key).first() if key else None
    if other:
        raise Refused(f"{other.name} is here already.", "Say on its page that they are the same.")
    if name == row.name:
        return None
    with record(viewer, "organisation", title=name) as rec:
        if key != row.key:
            rec.delete_many(OrganisationName.objects.of(viewer).filter(organisation=row, key=key))
            _name(rec, row, row.name, row.key, "former", since)
        rec.update(row, name=name, key=key)
        actions.index(viewer, _shown_at(viewer, [row.pk]))
    return rec.change


def also(viewer: Viewer, row: Organisation, name: str, kind: str = "alias", since: str = "") -> Change | None:
    """Note a further name: files that use it mean this organisation. Where another has it, the two are one from now
    on (`merge`). None where it is known."""
    name = _checked(name)
    key = names.organisation(name)
    if kind not in KINDS:
        raise Invalid(f"{kind} is no kind of name.", f"One of: {', '.join(KINDS)}.")
    other = Organisation.objects.of(viewer).exclude(pk=row.pk).filter(key=key).order_by("pk").first() if key else None
    if other:
        return merge(viewer, row, other, kind="merged" if kind == "former" else kind, since=since)
    if key == row.key:
        return None
    with record(viewer, "organisation", title=row.name) as rec:
        _name(rec, row, name, key, kind, since)
    return rec.change if rec.change.pk else None


def merge(viewer: Viewer, keep: Organisation, gone: Organisation, *, kind: str = "alias", since: str = "") -> Change:
    """Say that two organisations are one: positions and people of `gone` go over to `keep`, and files that use its
    names mean `keep` from now on. Undone exactly by the ordinary undo. `kind` is alias, or merged for a takeover."""
    if keep.pk == gone.pk or keep.merged_into_id or gone.merged_into_id:
        raise Refused("These are one already.", "See them under Organisations.")
    with record(viewer, "organisation", title=keep.name, pinned=True) as rec:
        people, near = _people_at(viewer, [keep.pk, gone.pk]), _people_near(viewer, [keep.pk, gone.pk])
        _move(rec, Position, {"organisation": gone}, {"organisation_id": keep.pk})
        _move(rec, Organisation, {"merged_into": gone}, {"merged_into_id": keep.pk})
        _move_asked(rec, keep, gone)
        _take_names(rec, keep, gone)
        _name(rec, keep, gone.name, gone.key, kind, since)
        rec.update(gone, merged_into_id=keep.pk)
        actions.settle_shown(rec, people)
        hops.settle(viewer, near)
    return rec.change


def keep_apart(viewer: Viewer, one: Organisation, other: Organisation) -> Change | None:
    """Say that two organisations are two, however alike their names: nobody asks again. None where it was said."""
    if one.pk == other.pk:
        raise Refused("This is one organisation.", "Choose two.")
    with record(viewer, "organisation", title=f"{one.name} and {other.name}") as rec:
        workspace: Any = Workspace.objects.get(pk=viewer.workspace_id)  # the settings as they are now
        said = {*map(tuple, workspace.settings.get(queries.APART, ())), queries.pair(one, other)}
        rec.update(workspace, settings=workspace.settings | {queries.APART: sorted(map(list, said))})
    viewer.workspace.settings = workspace.settings
    return rec.change if rec.change.pk else None


def _checked(name: str) -> str:
    name = names.clean(name)
    if not name:
        raise Invalid("An organisation needs a name.", "Write the name it has.")
    return name


def _name(rec: Recorder, row: Organisation, name: str, key: str, kind: str, since: str) -> None:
    held = OrganisationName.objects.of(rec.viewer).filter(organisation=row, key=key)
    if key and not held.exists():
        rec.insert(OrganisationName(organisation=row, name=name, key=key, kind=kind, since=since))


def _take_names(rec: Recorder, keep: Organisation, gone: Organisation) -> None:
    """The further names of one go over to the other, but for those it has itself."""
    rows = OrganisationName.objects.of(rec.viewer)
    own = {keep.key, *rows.filter(organisation=keep).values_list("key", flat=True)}
    rec.delete_many(rows.filter(organisation=gone, key__in=own))
    _move(rec, OrganisationName, {"organisation": gone}, {"organisation_id": keep.pk})


def _move_asked(rec: Recorder, keep: Organisation, gone: Organisation) -> None:
    """What ideas above this one say of an organisation, as an ask does, is said of the other from now on."""
    for link in Organisation._meta.related_objects:
        if link.related_model not in (Organisation, OrganisationName, Person, Position):
            _move(rec, link.related_model, {link.field.name: gone}, {link.field.attname: keep.pk})


def _move(rec: Recorder, model: type[Any], of: dict[str, Any], to: dict[str, Any]) -> None:
    ids = model.objects.all_of(rec.viewer).filter(**of).values_list("pk", flat=True)
    rec.update_many(model, dict.fromkeys(ids, to))


def _people_at(viewer: Viewer, organisations: Iterable[int]) -> set[int]:
    """Whoever has a position at some organisations, shown or not."""
    rows = Position.objects.of(viewer).filter(organisation__in=list(organisations))
    return set(rows.values_list("person_id", flat=True))


def _people_near(viewer: Viewer, organisations: Iterable[int]) -> set[int]:
    """Those of them whom a shared stay there says something of: in a crowd it says nothing, before and after."""
    rows = Organisation.objects.all_of(viewer).filter(pk__in=list(organisations), known__lte=shared.CROWD)
    return _people_at(viewer, rows.values_list("pk", flat=True))


def _shown_at(viewer: Viewer, organisations: Iterable[int]) -> set[int]:
    """Whoever is shown at some organisations."""
    rows = Person.objects.of(viewer).filter(organisation__in=list(organisations))
    return set(rows.values_list("pk", flat=True))
