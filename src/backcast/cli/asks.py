"""Commands about asking and giving: ask, give, got."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door
from backcast.cli.people import person_document, show_person
from backcast.cli.ties import day

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer

STATES = ("drafted", "asked", "agreed", "declined", "silent", "introduced", "thanked", "told")


@click.command()
@click.argument("connector")
@click.option("--for", "aim", required=True, metavar="WHO_OR_ORG", help="Whom you would like to meet, or where.")
@click.option("--on", callback=day, metavar="DATE", help="The day it happened; alone it is the day you asked.")
@click.option("--state", type=click.Choice(STATES), metavar="STATE", help=", ".join(STATES))
@door
def ask(viewer: "Viewer", connector: str, aim: str, on: date | None, state: str | None) -> Answer:
    """Draft an ask to CONNECTOR for an introduction, or say what came of it. Nothing is sent.

    Without --state and --on it is a draft, and the letter is printed. Said again for the same, it moves on.
    """
    from backcast.introductions.actions import asks
    from backcast.introductions.queries import targets
    from backcast.introductions.queries.documents import ask_document
    from backcast.network import queries as network

    row = asks.tell(viewer, network.find(viewer, connector), targets.find(viewer, aim), state=state, on=on)
    told = ask_document(viewer, row)
    return Answer(told, lambda: _show(told))


def _show(told: dict[str, Any]) -> None:
    if told["state"] == "drafted":
        for part in (told["text"], "", told["note"]):
            click.echo(part)
    click.echo(f"Ask {told['id']}, {told['person']['name']} for {told['for']['name']}: {told['line']}", err=True)
    if told["chance"] is not None:
        low, high = (round(100 * told[side]) for side in ("low", "high"))
        click.echo(f"Foretold: {round(100 * told['chance'])} %, {low} to {high} %.", err=True)


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--on", callback=day, metavar="DATE", help="The day, like 2026-11-22; today without it.")
@door
def give(viewer: "Viewer", who: str, text: str, on: date | None) -> Answer:
    """Note a favour you did somebody: what it was, in a few words."""
    return _favour(viewer, who, text, on, "out")


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--on", callback=day, metavar="DATE", help="The day, like 2026-11-22; today without it.")
@door
def got(viewer: "Viewer", who: str, text: str, on: date | None) -> Answer:
    """Note a favour somebody did you: what it was, in a few words."""
    return _favour(viewer, who, text, on, "in")


def _favour(viewer: "Viewer", who: str, text: str, on: date | None, way: str) -> Answer:
    from backcast.network import queries as network
    from backcast.ties.actions import favours

    person = network.find(viewer, who)
    row = favours.note(viewer, person, text=text, way=way, on=on)
    told = person_document(viewer, person.pk)
    return Answer({"id": row.pk, "person": told}, lambda: show_person(told))
