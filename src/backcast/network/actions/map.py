"""Drawing the map. Spots are derived: never journaled, never exported, and drawn again whenever one likes."""

from collections.abc import Callable
from typing import Any

from backcast.accounts import actions as accounts
from backcast.accounts.models import Job, Viewer
from backcast.engine import layout as engine
from backcast.journal.actions import BULK, in_turn
from backcast.network.models import Spot
from backcast.network.queries import map as queries

AT_ONCE = 500
"""So many people are drawn while the page waits [D]: a third of a second; more are left to the worker."""
Tell = Callable[[int, int, str], None]


def ask(viewer: Viewer, *, anew: bool = False) -> None:
    """See to it that the map is drawn: at once where that is quick, else by the worker, who is asked once."""
    if queries.people(viewer).count() <= AT_ONCE:
        Job(
            workspace=viewer.workspace, kind=queries.KIND, state="done", args={"result": draw(viewer, anew=anew)}
        ).save()
        return
    if not Job.objects.of(viewer).filter(kind=queries.KIND, state__in=["open", "running"]).exists():
        accounts.enqueue(viewer, queries.KIND, {"anew": anew})


def draw(viewer: Viewer, *, anew: bool = False, tell: Tell | None = None) -> dict[str, Any]:
    """Draw the map, going on from the one there is, or anew with the numbers it has for its groups; says when, and of
    which network."""
    mark = queries.mark(viewer)
    ids = list(queries.people(viewer).order_by("pk").values_list("pk", flat=True))
    held = queries.spots(viewer).values_list("person_id", "x", "y", "group")
    old = {pk: engine.Spot(x, y, group) for pk, x, y, group in held}
    placed = engine.layout(ids, queries.edges(viewer), old, anew=anew, tell=tell)
    _keep(viewer, placed)
    return {"on": viewer.today.isoformat(), "mark": mark}


def _keep(viewer: Viewer, placed: dict[int, engine.Spot]) -> None:
    """The spots in place of the old ones. Somebody may have gone for good while they were drawn."""
    with in_turn(viewer):
        here = set(queries.people(viewer).values_list("pk", flat=True))
        Spot.objects.of(viewer).delete()
        rows = [
            Spot(workspace=viewer.workspace, person_id=pk, x=spot.x, y=spot.y, group=spot.group)
            for pk, spot in placed.items()
            if pk in here
        ]
        Spot.objects.of(viewer).bulk_create(rows, batch_size=BULK)
        Job.objects.of(viewer).filter(kind=queries.KIND, state__in=["done", "failed"]).delete()


def run_draw(viewer: Viewer, job: Job) -> dict[str, Any]:
    """The worker's part of it, which tells the job's page how far it is."""
    row = Job.objects.of(viewer).filter(pk=job.pk)

    def tell(done: int, total: int, words: str) -> None:
        row.update(done=done, total=total, message=words)

    return draw(viewer, anew=bool(job.args.get("anew")), tell=tell)
