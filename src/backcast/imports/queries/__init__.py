"""Reads of imports."""

from typing import Any

from backcast.accounts.models import Viewer
from backcast.journal import queries as journal
from backcast.journal.models import Batch


def imports(viewer: Viewer) -> list[dict[str, Any]]:
    """Imports as the contract lists them, newest first."""
    return [summary(batch) for batch in journal.batches(viewer).exclude(state="preview")]


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
