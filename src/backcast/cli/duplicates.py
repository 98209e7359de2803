"""Commands about people who are here twice: duplicates, merge, unmerge."""

from typing import TYPE_CHECKING, Any

import click

from backcast.cli.door import Answer, door, table
from backcast.cli.people import one_line, person_document

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.imports.actions.merge import Merged

SHOWN = 50
"""Pairs in a table for people; JSON has them all."""


@click.command()
@click.option("--apply-sure", is_flag=True, help="Merge every pair that is sure; each can be taken apart again.")
@door
def duplicates(viewer: "Viewer", apply_sure: bool) -> Answer:
    """List people who may be here twice, the likelier first, with what speaks for it."""
    from backcast.imports.actions import look
    from backcast.imports.actions.duplicates import apply_sure as merge_sure
    from backcast.imports.queries import duplicates as queries

    if apply_sure:
        from backcast.cli.import_ import Terminal

        tell = Terminal()
        try:
            made = merge_sure(viewer, tell)
        finally:
            tell.end()
        click.echo("1 pair was merged." if len(made) == 1 else f"{len(made)} pairs were merged.", err=True)
        for one in made[:SHOWN]:
            click.echo(f"{_one(one)}. Apart again with: {_unmerge(one.change.pk)}", err=True)
    look.look(viewer)
    found = queries.documents(viewer, queries.pairs(viewer))
    return Answer(found, lambda: _show(found))


def _one(made: "Merged") -> str:
    return "{} and {} are one person now".format(*made.names)


def _unmerge(change: int) -> str:
    return f"backcast unmerge {change}"


def _show(found: list[dict[str, Any]]) -> None:
    if not found:
        click.echo("Nobody seems to be here twice.", err=True)
        return
    table(["ids", "one", "other", "likely", "because"], [_cells(one) for one in found[:SHOWN]])
    if len(found) > SHOWN:
        click.echo(f"{SHOWN} of {len(found):,} pairs. All of them: backcast duplicates --json", err=True)
    click.echo("One person: backcast merge A B, by the ids. The first one is kept.", err=True)


def _cells(pair: dict[str, Any]) -> list[str]:
    from backcast.imports.queries.duplicates import likely

    a, b = pair["a"], pair["b"]
    because = "; ".join(piece["text"] for piece in pair["evidence"] if piece["agrees"])
    sure = " (sure)" if pair["sure"] else ""
    return [f"{a['id']} {b['id']}", one_line(_who(a)), one_line(_who(b)), likely(pair["probability"]) + sure, because]


def _who(person: dict[str, Any]) -> str:
    return ", ".join(part for part in (person["name"], person["title"], person["organisation"]) if part)


@click.command()
@click.argument("keep", metavar="A")
@click.argument("gone", metavar="B")
@door
def merge(viewer: "Viewer", keep: str, gone: str) -> Answer:
    """Make one person of A and B; A is kept. Both as an id, e-mail, profile address or unambiguous name."""
    from backcast.imports.actions.merge import merge as make_one
    from backcast.network import queries

    made = make_one(viewer, queries.find(viewer, keep), queries.find(viewer, gone))
    told = person_document(viewer, made.keep.pk)

    def show() -> None:
        click.echo(f"{_one(made)}: {made.keep.pk}.")
        click.echo(f"Take them apart with: {_unmerge(made.change.pk)}")

    return Answer({"id": made.change.pk, "kept": made.keep.pk, "merged": made.gone.pk, "person": told}, show)


@click.command()
@click.argument("change", metavar="ID", type=click.IntRange(min=1, max=2**63 - 1))
@door
def unmerge(viewer: "Viewer", change: int) -> Answer:
    """Take a merge apart: ID is the id that the merge gave."""
    from backcast.imports.actions.merge import unmerge as take_apart
    from backcast.imports.queries.merges import sentences
    from backcast.journal import queries

    found = take_apart(viewer, queries.change(viewer, change))
    restored = [{"id": person.pk, "name": person.name} for person in found.restored]
    stayed = [{"what": what, "count": count} for what, count in found.stayed]

    def show() -> None:
        for line in sentences(found.keep.name, [person.name for person in found.restored], found.stayed):
            click.echo(line)

    return Answer({"restored": restored, "stayed": stayed}, show)
