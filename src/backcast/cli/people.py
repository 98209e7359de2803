"""Commands that look at people: people, person."""

from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table
from backcast.engine.standing import STANDINGS
from backcast.formats import languages
from backcast.formats.names import clean

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer

SHOWN = 50
"""Rows of a table for people; JSON has them all (contract.md)."""
FITS = "Nobody fits. Add someone with: backcast add NAME"
HERE = "Nobody is here yet. Bring contacts with: backcast import FILE, or add someone with: backcast add NAME"
STATUSES = ("new", "quiet", "current", "due", "fading", "dormant", "lapsed")
LONG = 400
"""Characters of a text in a table."""


@click.command()
@click.argument("words", nargs=-1)
@click.option("--standing", type=click.Choice(STANDINGS), metavar="S", help=", ".join(STANDINGS))
@click.option("--org", default="", metavar="O", help="Who works there now.")
@click.option(
    "--status", type=click.Choice(STATUSES), metavar="S", help=f"{', '.join(STATUSES)} (shown as out of touch)"
)
@click.option("--sort", type=click.Choice(["worth", "name", "last"]), default="worth", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), help="At most so many people.")
@door
def people(
    viewer: "Viewer",
    words: tuple[str, ...],
    standing: str | None,
    org: str,
    status: str | None,
    sort: str,
    limit: int | None,
) -> Answer:
    """List people, those who matter most first. WORDS are looked for in names, organisations, titles and addresses;
    they may also be org:acme, standing:advocate, status:dormant, speaks:pt, field:data, seniority:lead,
    town:lisbon or, after --, -word to leave people out."""
    from backcast.introductions.actions.worth import weigh
    from backcast.ties import queries
    from backcast.ties.queries.documents import people_documents

    weigh(viewer)
    wanted = {"standing": standing or "", "status": status or "", "organisation": org, "sort": sort}
    found = queries.people(viewer, words=" ".join(words), **wanted)
    documents = people_documents(viewer, found if limit is None else found[:limit])
    nobody = FITS if words or standing or org or status or limit == 0 else HERE
    return Answer(documents, lambda: _show_people(documents, SHOWN if limit is None else limit, nobody))


def _show_people(documents: list[dict[str, Any]], most: int, nobody: str) -> None:
    if not documents:
        click.echo(nobody, err=True)
        return
    headers = ["id", "name", "title", "organisation", "standing", "status", "last contact"]
    table(headers, [_cells(row) for row in documents[:most]])
    if len(documents) > most:
        click.echo(f"{most} of {len(documents):,} people. Show more with --limit.", err=True)


def _cells(row: dict[str, Any]) -> list[str]:
    told = (row["id"], row["name"], row["title"], row["organisation"], row["standing"])
    return [one_line(part) for part in (*told, status_word(row["status"]), row["last_contact"])]


def status_word(status: str) -> str:
    """The word shown for a status: `lapsed` reads "out of touch"."""
    return "out of touch" if status == "lapsed" else status


def one_line(part: Any) -> str:
    """One line without control characters: what is printed never steers a terminal."""
    return "" if part is None else clean(str(part), LONG)


@click.command()
@click.argument("who")
@door
def person(viewer: "Viewer", who: str) -> Answer:
    """Show one person: WHO is an id, e-mail, profile address or unambiguous name."""
    from backcast.network import queries

    found = person_document(viewer, queries.find(viewer, who).pk)
    return Answer(found, lambda: show_person(found))


def person_document(viewer: "Viewer", person_id: int) -> dict[str, Any]:
    """A person as they stand now, so that what was just said of them counts in their worth."""
    from backcast.introductions.actions.worth import weigh
    from backcast.introductions.queries.worth import reasons
    from backcast.network import queries
    from backcast.ties.queries.documents import document

    weigh(viewer)
    row = queries.person(viewer, person_id)
    found = document(viewer, row)
    found["why"] += reasons(viewer, [row.tie]).get(row.pk, [])
    return found


def show_person(told: dict[str, Any]) -> None:
    """A person on a few lines."""
    role = ", ".join(one_line(part) for part in (told["title"], told["organisation"]) if part)
    click.echo(f"{one_line(told['name'])} ({told['id']})" + (f": {role}" if role else ""))
    click.echo(_standing(told))
    if told["languages"]:
        click.echo(f"Speaks {one_line(', '.join(map(languages.name, told['languages'])))}")
    for part in [*told["emails"], *told["urls"], *told["why"]]:
        click.echo(one_line(part))
    for row in told["proposals"]:
        value = row["standing"] if "standing" in row else f"{row['ring']} ring"
        click.echo(f"Proposed: {value}. {one_line(row['because'])}")
    for row in told["promises"]:
        click.echo(_promise(row))
    for one in told["acquaintances"][:5]:
        kinds = sorted({row["kind"] for row in one["evidence"]})
        click.echo(f"Seems to know {one_line(one['name'])} ({', '.join(kinds)})")
    for row in told["interactions"][:10]:
        click.echo(f"{row['day']}  {row['kind']}  {one_line(row['text'])}".rstrip())
    if len(told["interactions"]) > 10:
        click.echo(f"{len(told['interactions']) - 10:,} older contacts are not shown.")


def _standing(told: dict[str, Any]) -> str:
    parts = [f"Standing: {told['standing']}"]
    parts += [f"{word}: {told[word]}" for word in ("aim", "ring") if told[word]]
    parts += [] if told["suggest"] else ["not suggested"]
    return " · ".join(parts)


def _promise(row: dict[str, Any]) -> str:
    whose = "They promised" if row["theirs"] else "You promised"
    when = f", kept {row['done']}" if row["done"] else f", by {row['due']}" if row["due"] else ""
    return f"{whose}: {one_line(row['text'])}{when}"
