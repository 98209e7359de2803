"""Pages of imports: choose a file or paste a list, watch it being read, look at the preview, apply, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backcast.accounts import actions as accounts
from backcast.accounts import queries as accounts_queries
from backcast.accounts.middleware import Request
from backcast.accounts.models import Job
from backcast.imports import actions, forms, queries
from backcast.imports.actions import mapping, uploads
from backcast.imports.queries import duplicates as twice
from backcast.imports.queries import taught
from backcast.imports.queries.where import SOURCES, Source
from backcast.imports.views import duplicates
from backcast.journal import queries as journal


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """What was imported, and the place to drop the next file."""
    form = forms.Upload(request.POST, request.FILES) if request.method == "POST" else forms.Upload()
    if request.method == "POST" and form.is_valid():
        paths = [str(uploads.keep(str(file.name), file.chunks())) for file in form.cleaned_data["sources"]]
        me = [form.cleaned_data["me"]] if form.cleaned_data["me"] else []
        job = accounts.enqueue(request.viewer, "imports.read", {"paths": paths, "me": me})
        return redirect("imports-job", job.pk)
    page = {
        "form": form,
        "rows": queries.listed(request.viewer),
        "waiting": queries.waiting(request.viewer),
        "pairs": twice.count(request.viewer),
        "lists": queries.mappings(request.viewer),
        "asking": mapping.asking(request.viewer),
    }
    return render(request, "imports/imports.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: Request) -> HttpResponse:
    """A box for a list of people, read like any other file."""
    form = forms.Paste(request.POST) if request.method == "POST" else forms.Paste()
    if form.is_bound and form.is_valid():
        path = uploads.keep_text(form.cleaned_data["people"])
        job = accounts.enqueue(request.viewer, "imports.read", {"paths": [str(path)]})
        return redirect("imports-job", job.pk)
    return render(request, "imports/paste.html", {"form": form}, status=422 if form.errors else 200)


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
    if request.headers.get("HX-Request") and row.state in ("failed", "stopped"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "imports/_progress.html" if request.headers.get("HX-Request") else "imports/job.html"
    return render(request, template, {"job": row, "share": _share(row), "is_pasted": uploads.is_pasted(row)})


def _arrived(request: HttpRequest, row: Job) -> HttpResponse:
    found = row.args.get("result") or {}
    if row.kind in ("imports.look", "imports.sure"):
        target = duplicates.arrived(request, found)
    elif row.args.get("next"):
        target = redirect("imports-job", row.args["next"])
    elif uploads.questions(row):
        target = redirect("imports-columns", row.pk)
    elif found.get("batch"):
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
    page["explained"] = queries.explained(request.viewer, row)
    if row.state == "preview":
        page["newcomers"] = taught.newcomers(request.viewer, row)
    elif row.state == "applied":
        page["taught"] = taught.taught(request.viewer, row)
        page["pairs"] = twice.count(request.viewer)
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
