"""The sample: made, made again, removed."""

import sys

import click

from backcast.cli import door as doors
from backcast.errors import Refused


@click.command()
@click.option("--remove", is_flag=True, help="Delete the sample whole.")
@click.option("--if-missing", is_flag=True, help="Leave a sample that is there as it is.")
@click.option("--yes", is_flag=True, help="Don't ask, even if the sample was edited.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--workspace", default="demo", hidden=True)
def demo(remove: bool, if_missing: bool, yes: bool, as_json: bool, workspace: str) -> None:
    """Make the sample workspace of invented people, or make it again."""
    doors.with_errors(lambda: _demo(remove, if_missing, yes, as_json), as_json)


def _demo(remove: bool, if_missing: bool, yes: bool, as_json: bool) -> None:
    doors.start()
    from backcast.keeping import sample
    from backcast.ties import queries

    if remove:
        _check_edited(yes)
        document: dict[str, object] = {"removed": True, "people": sample.remove()}
        text = "The sample is gone."
    else:
        if not if_missing:
            _check_edited(yes)
        viewer = sample.ensure() if if_missing else sample.make()
        document = {"workspace": sample.NAME, "people": queries.ties(viewer).count()}
        text = f"The sample is there: {document['people']} invented people. See: backcast week --workspace demo"
    if as_json:
        doors.print_json(document)
    else:
        click.echo(text)


def _check_edited(yes: bool) -> None:
    """Ask before changes of the user's own go; without a terminal only `--yes` will do."""
    from backcast.keeping import sample

    if yes or not sample.is_edited():
        return
    if not sys.stdin.isatty():
        raise Refused("You changed the sample, and that would be lost.", "Add --yes to do it anyway.")
    if not click.confirm("You changed the sample. Lose these changes?", err=True):
        raise Refused("The sample is as it was.", "")
