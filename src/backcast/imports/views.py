"""Pages of imports: choose a file, watch it being read, look at the preview, apply, undo."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts import actions as accounts
from backcast.accounts import queries as accounts_queries
from backcast.accounts.middleware import Request
from backcast.accounts.models import Job
from backcast.imports import actions, forms, queries
from backcast.imports.queries import taught
from backcast.imports.queries.where import SOURCES, Source
from backcast.journal import queries as journal


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """What was imported, and the place to drop the next file."""
    form = forms.Upload(request.POST, request.FILES) if request.method == "POST" else forms.Upload()
    if request.method == "POST" and form.is_valid():
        paths = [str(_kept(file)) for file in form.cleaned_data["sources"]]
        me = [form.cleaned_data["me"]] if form.cleaned_data["me"] else []
        job = accounts.enqueue(request.viewer, "imports.read", {"paths": paths, "me": me})
        return redirect("imports-job", job.pk)
    page = {"form": form, "rows": queries.listed(request.viewer), "waiting": queries.waiting(request.viewer)}
    return render(request, "imports/imports.html", page, status=422 if form.errors else 200)


def _kept(file: "UploadedFile[Any]") -> Path:
    """The upload in a folder of its own in the home, under its own bare name; the worker deletes it."""
    folder = Path(settings.BACKCAST_HOME) / actions.UPLOADS / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    path = folder / (Path(str(file.name).replace("\\", "/")).name[-120:] or "upload")
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path


@require_safe
def where(request: Request) -> HttpResponse:
    """The places that hold one's own data."""
    return render(request, "imports/where.html", {"sources": SOURCES})


@require_safe
def source(request: Request, source: Source) -> HttpResponse:
    """The clicks at one of them."""
    return render(request, "imports/source.html", {"source": source})


@require_safe
def job(request: Request, job_id: int) -> HttpResponse:
    """How far the work is; when it is done, on to what it found."""
    row = accounts_queries.job(request.viewer, job_id)
    if row.state == "done":
        return _arrived(request, row)
    template = "imports/_progress.html" if request.headers.get("HX-Request") else "imports/job.html"
    return render(request, template, {"job": row, "share": _share(row)})


def _arrived(request: HttpRequest, row: Job) -> HttpResponse:
    found = row.args.get("result") or {}
    if found.get("batch"):
        target = redirect("batch", found["batch"])
    else:
        messages.info(request, _nothing_new(found.get("report", {})))
        target = redirect("imports")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target.headers["Location"]})
    return target


def _nothing_new(report: dict[str, Any]) -> str:
    known = report.get("people", {}).get("same", 0)
    return f"Nothing new in there: {known} people and their contacts are known already."


def _share(row: Job) -> int:
    return round(100 * row.done / row.total) if row.total else 0


@require_POST
def stop(request: Request, job_id: int) -> HttpResponse:
    """End a job: what was read is forgotten, what was saved stays and the rest waits for a decision."""
    accounts.stop(request.viewer, accounts_queries.job(request.viewer, job_id))
    return redirect("imports-job", job_id)


@require_safe
def batch(request: Request, batch_id: int) -> HttpResponse:
    """The preview of an import, or what it did."""
    row = journal.batch(request.viewer, batch_id)
    page = {"batch": row, "report": row.report, "today": request.viewer.today}
    if row.state == "preview":
        page["newcomers"] = taught.newcomers(request.viewer, row)
    elif row.state == "applied":
        page["taught"] = taught.taught(request.viewer, row)
    return render(request, "imports/batch.html", page)


@require_POST
def apply(request: Request, batch_id: int) -> HttpResponse:
    """Publish a preview, or the rest of one stopped halfway, in the worker."""
    row = journal.batch(request.viewer, batch_id)
    if row.state in ("preview", "stopped"):
        return redirect("imports-job", accounts.enqueue(request.viewer, "imports.apply", {"batch": row.pk}).pk)
    return redirect("batch", batch_id)


@require_POST
def discard(request: Request, batch_id: int) -> HttpResponse:
    """Throw a preview away."""
    actions.discard(request.viewer, journal.batch(request.viewer, batch_id))
    messages.info(request, "The preview is gone. Nothing was changed.")
    return redirect("imports")


@require_POST
def undo(request: Request, batch_id: int) -> HttpResponse:
    """Take an import back."""
    taken = actions.undo(request.viewer, journal.batch(request.viewer, batch_id))
    messages.success(request, "The import was taken back.")
    for person, because in taken.kept[:20]:
        messages.info(request, f"{person.name} stayed: {because}.")
    return redirect("imports")
