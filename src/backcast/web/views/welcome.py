"""The first run: one sentence about the future, and a first week. Other ways to begin stand below it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from backcast.accounts.middleware import Request
from backcast.accounts.queries import own, owner
from backcast.errors import NotFound, Refused
from backcast.keeping import sample
from backcast.vision import actions, queries
from backcast.web.answers import see_other
from backcast.web.forms import Beginning


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: Request) -> HttpResponse:
    """One sentence and the hours a week; sending them makes the vision, and the week is planned from it."""
    vision = queries.active(request.viewer)
    if vision is not None and request.method == "POST":  # sent twice, or long since begun
        return see_other("week")
    form = Beginning(request.POST) if request.method == "POST" else Beginning()
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            change = actions.begin_with(request.viewer, told["title"], told["hours"])
        except Refused as error:
            form.add_error("title", f"{error.message} {error.hint}")
        else:
            said = "Here is a first week toward it. Nothing in it is a duty."
            messages.success(request, said, extra_tags=f"undo-{change.pk}" if change else "")
            return see_other("week")
    return render(request, "web/welcome.html", {"form": form, "vision": vision}, status=422 if form.is_bound else 200)


@require_POST
def make_sample(request: Request) -> HttpResponse:
    """Look at the sample, made where there is none. It belongs to the local owner alone."""
    if request.viewer.workspace.owner_id != owner().pk:
        raise NotFound("There is no sample here.")
    request.session["workspace"] = sample.ensure().workspace_id
    return see_other("week")


@require_POST
def remove_sample(request: Request) -> HttpResponse:
    """Delete the sample whole; the session goes back to one's own workspace."""
    if request.viewer.workspace.owner_id != owner().pk:
        raise NotFound("There is no sample here.")
    sample.remove()
    request.session["workspace"] = own(request.viewer, "mine").pk
    messages.success(request, "The sample is gone.")
    return see_other("week")
