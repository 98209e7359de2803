"""Who is family, said once for several people: they are never due and never suggested from then on."""

from collections.abc import Iterable

from backcast import limits
from backcast.accounts.models import Viewer
from backcast.errors import NotFound
from backcast.journal.actions import record
from backcast.journal.models import Change
from backcast.network import queries as network
from backcast.ties.actions import refresh
from backcast.ties.actions.proposals import put_answers
from backcast.ties.models import Tie
from backcast.ties.queries.family import RING


def say_family(viewer: Viewer, *, family: Iterable[int], others: Iterable[int] = ()) -> Change | None:
    """Place some people in the family, and never ask again for the others; one change, None where nothing is new."""
    chosen = set(list(family)[: limits.PAGE_ROWS])
    rest = set(list(others)[: limits.PAGE_ROWS]) - chosen
    if network.people(viewer).filter(pk__in=chosen | rest).count() < len(chosen | rest):
        raise NotFound("There is no such person.", "Look them up with: backcast people")
    with record(viewer, "stand", title="Family", pinned=True) as rec:
        rec.update_many(Tie, {pk: {"ring": RING} for pk in chosen})
        put_answers(rec, [(pk, "ring", RING) for pk in sorted(chosen)], "accepted")
        put_answers(rec, [(pk, "ring", RING) for pk in sorted(rest)], "refused")
        refresh(viewer, chosen)
    return rec.change if rec.change.pk else None
