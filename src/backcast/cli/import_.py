"""Commands around files: import, imports, undo."""

import csv
import io
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backcast import limits
from backcast.cli.door import Answer, door, table
from backcast.errors import BackcastError, Invalid, Refused, Unreadable
from backcast.formats import meanings

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.formats.records import ColumnsSeen
    from backcast.imports.actions import Preview
    from backcast.journal.models import Batch


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH… or -")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--dry-run", is_flag=True, help="Only preview, even at a terminal.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="Your own address, for a mailbox. May be given again.")
@click.option("--map", "columns", metavar="COLUMN=FIELD,…", help="What the columns of a list of your own mean.")
@door
def import_(
    viewer: "Viewer", paths: tuple[str, ...], yes: bool, dry_run: bool, me: tuple[str, ...], columns: str | None
) -> Answer:
    """Preview and apply a file, ZIP or folder: a LinkedIn export, contacts, mail, calendars, a list of your own; with -
    what comes through a pipe, such as a list with a person a line."""
    from backcast.imports import actions
    from backcast.imports.actions import mapping
    from backcast.imports.queries import duplicates, taught

    if not all(path.strip() for path in paths):  # an unset variable of the shell, not the folder we are in
        raise click.UsageError("PATH is empty.")
    said = meanings.parsed(columns) if columns is not None else {}
    tell = Terminal()
    try:
        found = _read(viewer, paths, tell, me, said)
    except KeyboardInterrupt:
        raise _Stopped(NOTHING, AGAIN) from None
    finally:
        tell.end()
    _refuse_unexplained(found, paths, said)
    batch, report = found.batch, found.report
    if batch and batch.state == "stopped":
        click.echo(f"Import {batch.pk} was stopped halfway; this goes on with it.", err=True)
    if batch and not dry_run and (yes or _agreed(viewer, batch, report)):
        report = _applied(viewer, batch, tell)
        mapping.remember_said(viewer, said, found.columns)
        told, twice = taught.taught(viewer, batch), duplicates.count(viewer)
        lines = [*taught.lines(told), *duplicates.lines(twice)]
        document = {"batch": batch.pk, "applied": True, **report, "taught": taught.document(told), "duplicates": twice}
        return Answer(document, lambda: _show(report, batch.pk, lines))
    if batch and batch.state == "preview":
        actions.discard(viewer, batch)
    return Answer({"batch": None, "applied": False, **report}, lambda: _show(report, None, []))


def _read(
    viewer: "Viewer", paths: tuple[str, ...], tell: "Terminal", me: tuple[str, ...], said: dict[str, str]
) -> "Preview":
    """Read the files; what comes through a pipe lies in the home for as long as that takes."""
    from backcast.imports import actions
    from backcast.imports.actions import uploads

    if paths != ("-",):
        return actions.read(viewer, [Path(path) for path in paths], tell, me=me, said=said)
    if at_terminal():
        click.echo("Write one person a line; end with Ctrl-D on a line of its own.", err=True)
    raw = sys.stdin.buffer.read(limits.UPLOAD + 1)
    if len(raw) > limits.UPLOAD:
        raise Refused("This is too large for a pipe.", "Save it as a file and import that.")
    with uploads.held(raw) as path:
        return actions.read(viewer, [path], tell, me=me, said=said)


def _refuse_unexplained(found: "Preview", paths: tuple[str, ...], said: dict[str, str]) -> None:
    """Where all there is is a list that nobody knows: its columns, and the command that says what they mean. What was
    said must be of use, too."""
    asked = [one for one in found.columns if not one.is_read]
    if said and not found.columns:
        names = ", ".join(f"“{name}”" for name in said)
        raise Invalid(f"No list here has columns called {names}.", "Look at its first line; nothing was changed.")
    if not asked or any(file["read"] for file in found.report["files"]):
        return
    one = asked[0]
    names = ", ".join(f"“{name}”" for name in one.columns[:12])
    raise Unreadable(f"Backcast does not know what these columns of {one.file} mean: {names}.", _map_hint(one, paths))


def _map_hint(one: "ColumnsSeen", paths: tuple[str, ...]) -> str:
    """The exact command, with a guess for each column."""
    guesses = [f"{name}={field}" for name, field in zip(one.columns, one.fields, strict=True) if field]
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(guesses or [f"{one.columns[0]}=name"])
    fields = ", ".join(filter(None, meanings.FIELDS))
    return f"Say it: backcast import {shlex.join(paths)} --map {shlex.quote(out.getvalue())} (fields: {fields})"


NOTHING, AGAIN = "The import was stopped; nothing was changed.", "Run the same command again when you like."


class _Stopped(BackcastError):
    """The user pressed Ctrl-C."""

    code = "stopped"


def _applied(viewer: "Viewer", batch: "Batch", tell: "Terminal") -> dict[str, Any]:
    """Apply; stopped in the middle, the rest waits. Stopped again at once, the next start goes on with it."""
    from backcast.imports import actions

    try:
        return actions.apply(viewer, batch, tell)
    except KeyboardInterrupt:
        tell.end()
        if batch.state == "preview":
            actions.discard(viewer, batch)
            raise _Stopped(NOTHING, AGAIN) from None
        actions.hold(viewer, batch)
        raise _Stopped(
            "The import was stopped halfway; what was saved stays.",
            f"Run the same command again to go on, or take it back with: backcast undo {batch.pk}",
        ) from None
    finally:
        tell.end()


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def _agreed(viewer: "Viewer", batch: "Batch", report: dict[str, Any]) -> bool:
    """Ask, at a terminal only; a pipe gets the preview. Ctrl-C is a no, and leaves no preview waiting."""
    from backcast.imports import actions

    if not at_terminal():
        return False
    _counts(report)
    try:
        return click.confirm("Apply this?", default=True, err=True)
    except click.Abort:
        if batch.state == "preview":
            actions.discard(viewer, batch)
        raise _Stopped(NOTHING, AGAIN) from None


class Terminal:
    """Progress as one line on stderr, on a terminal only."""

    def __init__(self) -> None:
        from backcast.imports.actions.pace import Pace

        self.open = False
        self.pace = Pace()

    def __call__(self, done: int, total: int, what: str) -> None:
        if sys.stderr.isatty():
            share = f"{done / total:4.0%}" if total else ""
            click.echo(f"\r\033[K{share} {self.pace.words(done, total, what)}", nl=False, err=True)
            self.open = True

    def end(self) -> None:
        """Clear the line."""
        if self.open:
            click.echo("\r\033[K", nl=False, err=True)
            self.open = False


def _counts(report: dict[str, Any]) -> None:
    people, contacts = report["people"], report["interactions"]
    pairs = report["acquaintances"]["new"]
    click.echo(
        f"People: {people['new']} new, {people['updated']} updated, {people['same']} known. "
        f"Contacts: {contacts['new']} new, {contacts['same']} known."
        + (f" Who knows whom: {pairs} new." if pairs else ""),
        err=True,
    )


def _show(report: dict[str, Any], batch: int | None, taught: list[str]) -> None:
    _counts(report)
    for line in (*_columns(report), *taught, *_left_out(report["left_out"])):
        click.echo(line, err=True)
    for problem in report["problems"][:20]:
        line = f", line {problem['line']}" if problem["line"] else ""  # 0 is the whole file
        click.echo(f"{problem['file']}{line}: {problem['message']}", err=True)
    if len(report["problems"]) > 20:
        click.echo(f"… and {len(report['problems']) - 20} more problems.", err=True)
    if batch:
        click.echo(f"Applied in {report['seconds']} s. Take it back with: backcast undo {batch}", err=True)
    elif report["people"]["updated"] or any(
        report.get(part, {}).get("new") for part in ("people", "positions", "interactions", "evidence", "acquaintances")
    ):
        click.echo("Nothing was changed. Apply it with --yes.", err=True)
    else:
        click.echo("Nothing new in there.", err=True)


def _columns(report: dict[str, Any]) -> list[str]:
    """A line for each list of the user's own: read as they said, or what is still unknown of it."""
    told = []
    for one in report.get("columns", ()):
        names = ", ".join(f"“{name}”" for name in list(one["columns"])[:12])
        said = ", ".join(f"“{name}” as {field}" for name, field in one["columns"].items() if field)
        told.append(
            f"{one['file']} was read as you said: {said}."
            if one["read"]
            else f"Not used in {one['file']}: {names}. Say what they mean with --map."
        )
    return told


LATER = ", not used yet"
"""How readers end the reason of what a later idea will use."""


def _left_out(reasons: dict[str, int]) -> list[str]:
    """A line a reason; what only waits for its idea in one line."""
    waiting = [f"{count} {reason.removesuffix(LATER)}" for reason, count in reasons.items() if reason.endswith(LATER)]
    found = [f"Left out: {count} × {reason}" for reason, count in reasons.items() if not reason.endswith(LATER)]
    return [*found, f"Not used yet: {', '.join(waiting)}."] if waiting else found


@click.command()
@door
def imports(viewer: "Viewer") -> Answer:
    """List what was imported, newest first."""
    from backcast.imports import queries

    rows = queries.imports(viewer)

    def show() -> None:
        table(
            ["import", "kind", "when", "new people", "state"],
            [
                [
                    str(row["batch"]),
                    ", ".join(row["kind"]),
                    row["when"][:16],
                    str(row["people_new"]),
                    row["state"],
                ]
                for row in rows
            ],
        )

    return Answer(rows, show)


@click.command()
@click.argument("batch", type=int)
@door
def undo(viewer: "Viewer", batch: int) -> Answer:
    """Take one import back."""
    from backcast.imports import actions
    from backcast.journal import queries

    taken = actions.undo(viewer, queries.batch(viewer, batch))
    kept = [{"id": person.pk, "name": person.name, "because": because} for person, because in taken.kept]

    def show() -> None:
        click.echo(f"Import {batch} was taken back.")
        for row in kept:
            click.echo(f"{row['name']} stayed: {row['because']}.")

    return Answer({"batch": batch, "undone": True, "kept": kept}, show)
