"""Reads of imports."""

from typing import Any

from django.db.models import QuerySet

from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.imports.models import Mapping
from backcast.journal import queries as journal
from backcast.journal.models import Batch

WORDS = {
    "linkedin": "LinkedIn",
    "vcard": "address book",
    "addressbook": "address book",
    "mail": "mail",
    "calendar": "calendar",
    "resume": "CV",
    "monica": "Monica",
    "notes": "notes",
    "pasted": "a list",
}
"""Kinds of files in words."""


def imports(viewer: Viewer) -> list[dict[str, Any]]:
    """Imports as the contract lists them, newest first."""
    return [summary(batch) for batch in journal.batches(viewer).exclude(state="preview")]


def listed(viewer: Viewer) -> list[dict[str, Any]]:
    """Imports for a page, with what they brought in words."""
    rows = imports(viewer)
    return [row | {"what": list(dict.fromkeys(WORDS.get(kind, kind) for kind in row["kind"]))} for row in rows]


def mappings(viewer: Viewer) -> QuerySet[Mapping]:
    """Lists of the user's own whose columns they explained, newest first."""
    return Mapping.objects.of(viewer).order_by("-day", "-pk")


def mapping(viewer: Viewer, mapping_id: int) -> Mapping:
    """One of them; NotFound where it is not the viewer's."""
    found = mappings(viewer).filter(pk=mapping_id).first()
    if found is None:
        raise NotFound("This list is not known any more.", "Choose the file again to be asked about its columns.")
    return found


def explained(viewer: Viewer, batch: Batch) -> list[tuple[str, Mapping]]:
    """The files of an import that were read as the user had said, each with what they said."""
    told = {one["digest"]: one["file"] for one in batch.report.get("columns", ()) if one["read"]}
    return [(told[row.digest], row) for row in mappings(viewer).filter(digest__in=told)] if told else []


def waiting(viewer: Viewer) -> Batch | None:
    """A preview that waits for a decision, or an import stopped halfway."""
    return journal.batches(viewer).filter(state__in=["preview", "stopped"]).first()


def summary(batch: Batch) -> dict[str, Any]:
    """One import in a line."""
    return {
        "batch": batch.pk,
        "kind": batch.report.get("kind", []),
        "when": (batch.finished or batch.started).isoformat(),
        "people_new": batch.report.get("people", {}).get("new", 0),
        "state": batch.state,
    }
