"""Commands about who knows whom and the ways to people: knows, routes."""

from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table
from backcast.cli.people import one_line, person_document

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.network.models import Person


@click.command()
@click.argument("who")
@click.argument("other")
@click.option("--why", default="", metavar="TEXT", help="How you know.")
@click.option("--strength", type=float, metavar="0..1", help="How surely they know each other.")
@door
def knows(viewer: "Viewer", who: str, other: str, why: str, strength: float | None) -> Answer:
    """Note that WHO knows OTHER."""
    from backcast.network.actions import acquaintances

    one, another = _here(viewer, who), _here(viewer, other)
    made = acquaintances.say(viewer, one, another, why=why, strength=strength)
    told = person_document(viewer, one.pk)

    def show() -> None:
        click.echo(f"{one_line(one.name)} knows {one_line(another.name)}.")

    return Answer({"id": made.acquaintance_id, "person": told}, show)


def _here(viewer: "Viewer", who: str) -> "Person":
    """The person meant; who is not here yet can be added first."""
    from backcast.errors import Ambiguous, NotFound
    from backcast.network import queries

    try:
        return queries.find(viewer, who)
    except Ambiguous:
        raise
    except NotFound as error:
        if who.strip().isdecimal():
            raise
        name = one_line(who).replace('"', "")
        raise NotFound(error.message, f'Add them first: backcast add "{name}"') from None


@click.command()
@click.argument("to", metavar="WHO_OR_ORG")
@click.option("--best", default=5, show_default=True, type=click.IntRange(1, 50), metavar="K", help="How many.")
@click.option("--via", default="", metavar="WHO", help="Somebody who must be on the way.")
@door
def routes(viewer: "Viewer", to: str, best: int, via: str) -> Answer:
    """Show who can introduce you to a person, or to anybody at an organisation, the likeliest way first."""
    from backcast.introductions.queries import routes as queries
    from backcast.introductions.queries import targets
    from backcast.introductions.queries.documents import document
    from backcast.network import queries as network

    through = network.find(viewer, via) if via else None
    found = document(viewer, queries.routes(viewer, targets.find(viewer, to), most=best, via=through))
    return Answer(found, lambda: _show(found))


def _show(found: dict[str, Any]) -> None:
    if found["routes"]:
        table(["way", "chance", "likely range", "weakest link"], [_cells(one) for one in found["routes"]])
        click.echo(f"Together: {_percent(found['combined'])}, {_range(found['combined'])}.", err=True)
    else:
        click.echo(f"No way to {found['to']['name']} is known yet.", err=True)
        click.echo("Note who knows whom with: backcast knows WHO OTHER", err=True)
    for one in found["left_out"]:
        click.echo(f"Left out: {one['name']}, as {one['because']}.", err=True)


def _cells(route: dict[str, Any]) -> list[str]:
    names = [one_line(one["name"]) for one in route["people"]]
    src, dst = names[route["weakest"]], names[route["weakest"] + 1]
    weakest = "" if len(names) == 2 else f"{src} to {dst}, {_percent(route['hops'][route['weakest']])}"
    return [" > ".join(names), _percent(route), _range(route), weakest]


def _percent(chance: dict[str, Any]) -> str:
    return f"{round(100 * chance['chance'])} %"


def _range(chance: dict[str, Any]) -> str:
    return f"{round(100 * chance['low'])} to {round(100 * chance['high'])} %"
