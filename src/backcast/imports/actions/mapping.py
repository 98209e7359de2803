"""What the columns of the user's own lists mean: asked once, remembered, and said anew whenever they like."""

from collections.abc import Mapping as Said
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from backcast.accounts import actions as accounts
from backcast.accounts.models import Job, Viewer
from backcast.errors import Invalid, NotFound
from backcast.formats import meanings
from backcast.formats.records import ColumnsSeen
from backcast.imports.actions import uploads
from backcast.imports.models import Mapping
from backcast.journal.models import Batch

LATEST = 5
"""Uploads that are looked at for an open question [D]; older ones are gone after a day."""


def known(viewer: Viewer, said: Said[str, str] | None = None) -> meanings.Meanings:
    """What was said of columns before, and what is said with this very import."""
    rows = Mapping.objects.of(viewer).values_list("digest", "columns")
    return dict(rows) | ({meanings.SAID: dict(said)} if said else {})


def remember(viewer: Viewer, seen: ColumnsSeen, fields: Sequence[str]) -> None:
    """Keep what the user said of these columns. Invalid where nothing tells who the people are."""
    told = dict(zip(seen.columns, fields, strict=True))
    row = Mapping.objects.of(viewer).filter(digest=seen.digest).first()
    if seen.kind == "notes":
        told = {**(row.columns if row else {}), **told}
    else:
        _refuse_nameless(fields)
    if row is None:
        row = Mapping(workspace=viewer.workspace, kind=seen.kind, digest=seen.digest)
    elif row.columns == told:
        return
    row.columns, row.day = told, viewer.today
    row.save()


def remember_said(viewer: Viewer, said: Said[str, str], seen: Sequence[ColumnsSeen]) -> None:
    """Keep what was said together with an import, of each list that it was said of."""
    for one in seen:
        if one.kind == "notes":
            own = {meanings.key(name): field for name, field in said.items()}
            remember(viewer, replace(one, columns=tuple(own)), [*own.values()])
        elif one.is_read and meanings.names_somebody(one.fields):
            remember(viewer, one, one.fields)


def change(viewer: Viewer, row: Mapping, columns: Said[str, str]) -> None:
    """Say anew what remembered columns mean. Invalid where nothing tells who the people are."""
    if row.kind != "notes":
        _refuse_nameless([*columns.values()])
    Mapping.objects.of(viewer).filter(pk=row.pk).update(columns=dict(columns), day=viewer.today)


def _refuse_nameless(fields: Sequence[str]) -> None:
    if not meanings.names_somebody(fields):
        raise Invalid("Nothing tells who these people are.", "Say which column holds the name or the e-mail address.")


def forget(viewer: Viewer, row: Mapping) -> None:
    """Forget what columns mean: the next list that has them is asked about again."""
    Mapping.objects.of(viewer).filter(pk=row.pk).delete()


def answer(viewer: Viewer, job: Job, fields: Sequence[str]) -> Job:
    """Remember the answer to the first question about the files of a job, and read them again."""
    asked = _first(job)
    remember(viewer, asked, fields)
    _forget_preview(viewer, job)
    again = {name: job.args[name] for name in ("paths", "me", "unasked") if name in job.args}
    uploads.ask(uploads.paths(job), [])
    made = accounts.enqueue(viewer, "imports.read", again)
    Job.objects.of(viewer).filter(pk=job.pk).update(args={**job.args, "next": made.pk})
    return made


def leave(viewer: Viewer, job: Job) -> bool:
    """Leave the list out that is asked about first; True where another question waits. With the last one the files
    go; what else was read of them stays as it is."""
    asked = _first(job)
    if asked.kind == "notes":  # the people are read already, and of these fields there is nothing more to ask
        remember(viewer, asked, [""] * len(asked.columns))
    rest = uploads.questions(job)[1:]
    if rest:
        unasked = [*job.args.get("unasked", ()), [asked.file, asked.digest]]
        Job.objects.of(viewer).filter(pk=job.pk).update(args={**job.args, "unasked": unasked})
        uploads.ask(uploads.paths(job), rest)
    else:
        uploads.drop(uploads.paths(job))
    return bool(rest)


def told(seen: Sequence[ColumnsSeen]) -> dict[str, Any]:
    """The columns for a report, without any of their values; nothing where there are none."""
    rows = [
        {"file": one.file, "kind": one.kind, "digest": one.digest, "read": one.is_read}
        | {"columns": dict(zip(one.columns, one.fields, strict=True))}
        for one in seen
    ]
    return {"columns": rows} if rows else {}


def asking(viewer: Viewer) -> Job | None:
    """The latest upload that waits for what its columns mean."""
    jobs = Job.objects.of(viewer).filter(kind="imports.read", state="done").order_by("-pk")
    return next((job for job in jobs[:LATEST] if uploads.questions(job)), None)


def open_questions(job: Job, seen: Sequence[ColumnsSeen]) -> list[ColumnsSeen]:
    """What must be asked: columns of which nothing was taken, but for lists the user left out."""
    unasked = job.args.get("unasked", ())
    return [one for one in seen if not one.is_read and [one.file, one.digest] not in unasked]


def _first(job: Job) -> ColumnsSeen:
    waiting = uploads.questions(job)
    if not waiting:
        raise NotFound("Nothing is asked about this file any more.", "Choose the file again.")
    return waiting[0]


def _forget_preview(viewer: Viewer, job: Job) -> None:
    """The preview without this list goes: the next reading brings all of it."""
    if batch := (job.args.get("result") or {}).get("batch"):
        Batch.objects.of(viewer).filter(pk=batch, state="preview").delete()
