"""Reads of imports."""

from typing import Any

from backcast.accounts.models import Viewer
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
}
"""Kinds of files in words."""


def imports(viewer: Viewer) -> list[dict[str, Any]]:
    """Imports as the contract lists them, newest first."""
    return [summary(batch) for batch in journal.batches(viewer).exclude(state="preview")]


def listed(viewer: Viewer) -> list[dict[str, Any]]:
    """Imports for a page, with what they brought in words."""
    rows = imports(viewer)
    return [row | {"what": list(dict.fromkeys(WORDS.get(kind, kind) for kind in row["kind"]))} for row in rows]


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
