"""Who was forgotten, as keyed codes only: in the database, and in a file beside it that outlives a restore."""

import json
import os
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from backcast.accounts import actions as accounts
from backcast.accounts import queries as who
from backcast.accounts.models import Suppression, Viewer, Workspace
from backcast.errors import Unreadable
from backcast.network.models import ContactPoint, Person
from backcast.network.queries import organisations

FILE = "suppressed.json"


def identifiers(viewer: Viewer, people: Collection[Person]) -> list[str]:
    """What recognises some people in a later file: their own addresses, and their names with the organisation.

    An address that somebody else here has too (families share) stays theirs.
    """
    points, ids = ContactPoint.objects.of(viewer), {person.pk for person in people}
    held = set(points.filter(person__in=ids).values_list("key", flat=True))
    shared = set(points.filter(key__in=held).exclude(person__in=ids).values_list("key", flat=True))
    merged = Person.objects.all_of(viewer).filter(merged_into__in=ids).select_related("organisation")
    called = organisations.keys_of(viewer)  # a file may know their organisation by an earlier name
    named = {
        told
        for person in (*people, *merged)
        for told in (by_name(person), *(f"{person.sort}|{key}" for key in called.get(person.organisation_id or 0, ())))
    }
    return sorted((held - shared) | named)


def by_name(person: Person) -> str:
    """Name and organisation as one identifier, folded."""
    return f"{person.sort}|{person.organisation.key if person.organisation else ''}"


def note(viewer: Viewer, told: list[str]) -> None:
    """Keep the codes in the file. The database learns them with the deletion: after a kill in between it knows
    less than the file, and the next start forgets."""
    codes = _read()
    mine = set(codes.get(_key(viewer), ())) | {accounts.suppression_code(viewer, one) for one in told}
    _write({**codes, _key(viewer): sorted(mine)})


def drop(viewer: Viewer) -> None:
    """Let go of the codes of a workspace that is deleted whole."""
    codes = _read()
    if codes.pop(_key(viewer), None) is not None:
        _write(codes)


def behind() -> list[Viewer]:
    """Workspaces whose database knows less than the file: it was restored from an older backup."""
    codes = _read()
    if not codes:
        return []
    spaces = Workspace.objects.filter(uid__in=codes).select_related("owner")
    viewers = [Viewer(space, who.today(space)) for space in spaces]
    return [viewer for viewer in viewers if set(codes[_key(viewer)]) - _known(viewer)]


def restore(viewer: Viewer) -> None:
    """Take the file's codes into the database."""
    missing = sorted(set(_read()[_key(viewer)]) - _known(viewer))
    Suppression.objects.of(viewer).bulk_create(
        [Suppression(workspace=viewer.workspace, code=code) for code in missing], ignore_conflicts=True
    )


def returned(viewer: Viewer) -> list[Person]:
    """People of the workspace who have a code of a forgotten person."""
    codes, found = _known(viewer), set()
    for key, person in ContactPoint.objects.of(viewer).values_list("key", "person"):
        if accounts.suppression_code(viewer, key) in codes:
            found.add(person)
    people = Person.objects.all_of(viewer).filter(is_owner=False).select_related("organisation")
    return [
        person for person in people if person.pk in found or accounts.suppression_code(viewer, by_name(person)) in codes
    ]


def _known(viewer: Viewer) -> set[str]:
    return set(Suppression.objects.of(viewer).values_list("code", flat=True))


def _key(viewer: Viewer) -> str:
    return str(viewer.workspace.uid)


def _file() -> Path:
    return Path(settings.BACKCAST_HOME) / FILE


def _read() -> dict[str, list[str]]:
    try:
        told: dict[str, list[str]] = json.loads(_file().read_text())
    except FileNotFoundError:
        return {}
    except ValueError as cause:
        hint = f"Copy it back from where you keep copies, or move {_file()} aside."
        raise Unreadable(f"{FILE}, which says who was forgotten, is damaged.", hint) from cause
    return told


def _write(codes: dict[str, list[str]]) -> None:
    temp = _file().with_suffix(".part")
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(codes, out)
        out.flush()
        os.fsync(out.fileno())
    temp.replace(_file())
