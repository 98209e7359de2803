"""Commands that write about a person: add, log, stand, promise."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door
from backcast.cli.people import person_document, show_person
from backcast.engine.standing import STANDINGS
from backcast.engine.warmth.constants import INTERVAL

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer

KINDS = ("meeting", "call", "message", "mail", "event")
RINGS = tuple(ring or "none" for ring in INTERVAL)
AIMS = (*reversed(STANDINGS[1:]), "none")


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A date in ISO form, or none."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as cause:
        raise click.BadParameter(f"{value} is not a date; write it like 2026-11-22.") from cause


def _answer(viewer: "Viewer", row_id: int, person_id: int) -> Answer:
    told = person_document(viewer, person_id)
    return Answer({"id": row_id, "person": told}, lambda: show_person(told))


@click.command()
@click.argument("name")
@click.option("--email", default="", help="An address that recognises them.")
@click.option("--org", default="", help="Where they work now.")
@click.option("--title", default="", help="Their role there.")
@click.option("--town", default="", metavar="T", help="Where they live.")
@door
def add(viewer: "Viewer", name: str, email: str, org: str, title: str, town: str) -> Answer:
    """Add a person."""
    from backcast.ties import actions
    from backcast.vision.actions import find

    made = actions.add(viewer, name=name, email=email, organisation=org, title=title, place=town, also=find)
    return _answer(viewer, made.pk, made.pk)


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), default="meeting", show_default=True)
@click.option("--on", callback=day, metavar="DATE", help="The day, like 2026-11-22; today without it.")
@click.option("--minutes", type=int, metavar="N", help="How long it took, where you know.")
@click.option("--in", "way", flag_value="in", help="They wrote or called.")
@click.option("--out", "way", flag_value="out", help="You wrote or called.")
@door
def log(
    viewer: "Viewer", who: str, text: str, kind: str, on: date | None, minutes: int | None, way: str | None
) -> Answer:
    """Log a contact with a person: what it was about, in a few words."""
    from backcast.network import queries
    from backcast.ties import actions

    person = queries.find(viewer, who)
    row = actions.log(viewer, person, text=text, kind=kind, on=on, minutes=minutes, way=way or "both")
    return _answer(viewer, row.pk, person.pk)


@click.command()
@click.argument("who")
@click.argument("standing", required=False, type=click.Choice(STANDINGS))
@click.option("--aim", type=click.Choice(AIMS), metavar="STANDING", help="The standing hoped for, or none.")
@click.option("--ring", type=click.Choice(RINGS), metavar="RING", help=", ".join(RINGS))
@click.option("--suggest/--no-suggest", default=None, help="Whether the week may suggest them.")
@click.option("--ask/--no-ask", "may_ask", default=None, help="Whether they may be asked for introductions.")
@door
def stand(viewer: "Viewer", who: str, **told: Any) -> Answer:
    """Set standing, aim and ring of a person; what is not given stays.

    champion goes far out of their way, advocate would set up an interview, supporter would say favourable
    things or write a letter, friendly has a favourable impression.
    """
    wanted = {name: "" if value == "none" else value for name, value in told.items() if value is not None}
    if not wanted:
        raise click.UsageError("Say what to set: a standing, --aim, --ring, --suggest or --ask.")
    from backcast.network import queries
    from backcast.ties import actions

    person = queries.find(viewer, who)
    actions.stand(viewer, person, **wanted)
    return _answer(viewer, person.pk, person.pk)


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--due", callback=day, metavar="DATE", help="By when, like 2026-12-01.")
@click.option("--theirs", is_flag=True, help="They promised it to you.")
@door
def promise(viewer: "Viewer", who: str, text: str, due: date | None, theirs: bool) -> Answer:
    """Note a promise made to a person, or theirs to you."""
    from backcast.network import queries
    from backcast.ties import actions

    person = queries.find(viewer, who)
    row = actions.promise(viewer, person, text=text, due=due, way="in" if theirs else "out")
    return _answer(viewer, row.pk, person.pk)
