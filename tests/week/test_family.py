"""Family is never suggested: whoever would come up everywhere comes up nowhere once they are family."""

from django.urls import reverse

from backcast.ties import actions as ties
from backcast.ties import queries
from backcast.ties.queries.proposals import proposals
from backcast.week import actions as week
from tests import cast, make

NAME = "Zyx Quagmirova"


def suggested(viewer):
    """Where the name comes up: the stored plan, what is proposed, whom to place, and the pages that suggest."""
    stored = week.plan(viewer)
    planned = {move.person_id for move in stored.moves.filter(state="shown")}
    ahead = {row[1] for part in stored.report["ahead"] for row in part}
    left = {row["person"] for row in stored.report["left_out"]}
    proposed = {one.person.pk for one in proposals(viewer)}
    placed = {row.pk for row in queries.unplaced(viewer, 9)}
    client = cast.client(viewer)
    pages = [name for name in ("week", "place", "proposals") if NAME in client.get(reverse(name)).content.decode()]
    return [planned, ahead | left, proposed, placed, pages]


def test_who_comes_up_everywhere_comes_up_nowhere_as_family(alice):
    person = make.person(alice, NAME)
    for days in (200, 300, 420, 500):
        make.contact(alice, person, days_ago=days)
    make.promise(alice, person, "call back", due_in=2)
    make.evidence(alice, person)
    planned, later, proposed, placed, pages = suggested(alice)
    assert (
        planned | later >= {person.pk} and proposed == placed == {person.pk} and pages == ["week", "place", "proposals"]
    )
    ties.stand(alice, person, ring="family")
    planned, later, proposed, placed, pages = suggested(alice)
    assert not (planned | later) & {person.pk} and not proposed and not placed and pages == []
