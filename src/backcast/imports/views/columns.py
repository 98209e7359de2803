"""Pages about lists of the user's own: what their columns mean, asked once and changed at any time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts import queries as accounts
from backcast.accounts.middleware import Request
from backcast.errors import Invalid
from backcast.imports import forms, queries
from backcast.imports.actions import mapping, uploads


@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: Request, job_id: int) -> HttpResponse:
    """What do the columns of this list mean? The answer reads the file again, and is remembered."""
    job = accounts.job(request.viewer, job_id)
    waiting = uploads.questions(job)
    if not waiting:
        messages.info(request, "Nothing is asked about this file any more. Choose it again if it is still to come.")
        return redirect("imports")
    one = waiting[0]
    form = forms.Columns(one.columns, one.fields, request.POST if request.method == "POST" else None)
    if _is_saved(form, lambda told: mapping.answer(request.viewer, job, told)):
        job.refresh_from_db()
        return redirect("imports-job", job.args["next"])
    page = {"job": job, "one": one, "form": form, "rows": _rows(form, one.examples)}
    return render(request, "imports/columns.html", page, status=422 if form.errors else 200)


def _is_saved(form: forms.Columns, save: Callable[[list[str]], Any]) -> bool:
    """Whether the form was sent and could be saved; what is wrong with it is then said in it."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        save(form.told)
    except Invalid as error:
        form.add_error(None, f"{error.message} {error.hint}")
    return not form.errors


def _rows(form: forms.Columns, examples: Sequence[str]) -> list[tuple[Any, list[str]]]:
    """Each column's select with the values to show beside it."""
    return [(field, text.splitlines()) for field, text in zip(form, examples, strict=True)]


@require_POST
def leave(request: Request, job_id: int) -> HttpResponse:
    """Leave the list out that is asked about; what else came with it stays."""
    job = accounts.job(request.viewer, job_id)
    if uploads.questions(job) and mapping.leave(request.viewer, job):
        return redirect("imports-columns", job_id)
    batch = (job.args.get("result") or {}).get("batch")
    messages.info(request, "This list was left out." if batch else "This list was left out. Nothing was changed.")
    return redirect("batch", batch) if batch else redirect("imports")


@require_http_methods(["GET", "HEAD", "POST"])
def remembered(request: Request, mapping_id: int) -> HttpResponse:
    """What columns were said to mean, to say it anew."""
    row = queries.mapping(request.viewer, mapping_id)
    form = forms.Columns(list(row.columns), list(row.columns.values()), request.POST or None)
    if _is_saved(form, lambda told: mapping.change(request.viewer, row, dict(zip(row.columns, told, strict=True)))):
        messages.success(request, "Saved. Choose the file again, and it is read this way.")
        return redirect("imports")
    page = {"row": row, "form": form, "rows": _rows(form, [""] * len(row.columns))}
    return render(request, "imports/list.html", page, status=422 if form.errors else 200)


@require_POST
def forget(request: Request, mapping_id: int) -> HttpResponse:
    """Forget what columns mean."""
    mapping.forget(request.viewer, queries.mapping(request.viewer, mapping_id))
    messages.info(request, "Forgotten. The next list with these columns is asked about again.")
    return redirect("imports")
