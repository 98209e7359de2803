"""Commands that keep what is there: backup, restore, erase, doctor."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backcast.cli import door as doors
from backcast.cli.door import Answer, door
from backcast.errors import Misconfigured, Refused

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.keeping.erase import Forgotten

SIGNS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


def named(_: click.Context, __: click.Parameter, path: str | None) -> Path | None:
    """A path that says something: an empty one is an unset variable of the shell, not the folder we are in."""
    if path is not None and not path.strip():
        raise click.UsageError("PATH is empty.")
    return None if path is None else Path(path)


@click.command()
@door
@click.argument("path", required=False, callback=named)
def backup(viewer: "Viewer", path: Path | None) -> Answer:
    """Write a checked copy of everything, to PATH or into the home's own folder."""
    from backcast.keeping import backup as copies

    made = copies.make(path)
    told = made.manifest
    document = {"path": str(made.path), "bytes": told.bytes, "people": told.people, "digest": told.digest}

    def show() -> None:
        click.echo(f"Saved and checked: {made.path}")
        click.echo(f"{told.people:,} people, {told.bytes / 1e6:.1f} MB. The key file is not inside; keep it too.")

    return Answer(document, show)


@click.command()
@click.argument("path", callback=named)
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--workspace", default="mine", hidden=True)
def restore(path: Path, yes: bool, as_json: bool, workspace: str) -> None:
    """Bring the backup at PATH back, whatever state the database is in. What was there before is kept."""
    doors.with_errors(lambda: _restore(path, yes, as_json), as_json)


def _restore(path: Path, yes: bool, as_json: bool) -> None:
    _open_home()
    from backcast.keeping import restore as copies

    told = copies.look(path)
    if copies.is_asked_first():
        what = f"the backup of {told.made[:10]}, with {told.people:,} people,"
        _sure(yes, f"Put {what} in the place of all that is here now?", "This replaces all that is here")
    done = copies.restore(path, told)
    if as_json:
        kept = str(done.kept) if done.kept else None
        doors.print_json({"restored": True, "people": done.people, "forgotten": done.forgotten, "kept": kept})
        return
    click.echo(f"Restored: {done.people:,} people.")
    if done.forgotten:
        click.echo(f"Forgotten again: {done.forgotten:,}, as you had asked after this backup was made.")
    if done.kept:
        click.echo(f"What was here before is kept in {done.kept}")


@click.command()
@door
@click.argument("who")
@click.option("--yes", is_flag=True, help="Don't ask.")
def erase(viewer: "Viewer", who: str, yes: bool) -> Answer:
    """Forget a person for good. This cannot be taken back."""
    from backcast.keeping import backup as copies
    from backcast.keeping.erase import forget
    from backcast.network.queries import trash

    person = trash.find(viewer, who)
    _sure(yes, f"Forget {person.name} for good? This cannot be taken back.")
    done = forget(viewer, [person.pk])
    copied = len(copies.kept())
    review = [{"table": one.table, "column": one.column, "row": one.row} for one in done.mentions]
    document = {"erased": True, "traces": done.traces, "review": review, "backups": copied}
    return Answer(document, lambda: _show_forgotten(done, copied))


def _sure(yes: bool, question: str, because: str = "This cannot be taken back") -> None:
    """Ask on a terminal; without one only `--yes` will do."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused(f"{because}, so it is not done unasked.", "Add --yes to do it.")
    if not click.confirm(question, err=True):
        raise Refused("Nothing was done.", "")


def _show_forgotten(done: "Forgotten", copied: int) -> None:
    click.echo("Forgotten. A later import leaves this person out.")
    if done.mentions:
        click.echo("Texts of yours still name them:")
        for one in done.mentions:
            click.echo(f"  {one.table}, {one.column}, row {one.row}")
    if done.bytes_found:
        click.echo(f"{done.bytes_found} traces are left in the file; stop other Backcasts and erase anyone again.")
    if copied:
        click.echo(f"{copied} older backups still hold them; a restored one forgets them at its first start.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--workspace", default="mine", hidden=True)
def doctor(as_json: bool, workspace: str) -> None:
    """Check that all is well. Works on a damaged database too, and leaves it as it is."""
    doors.with_errors(lambda: _doctor(as_json), as_json)


def _doctor(as_json: bool) -> None:
    checks = _checks()
    ok = all(check["level"] != "fail" for check in checks)
    if as_json:
        doors.print_json({"ok": ok, "checks": checks})
    else:
        for check in checks:
            click.echo(f"{SIGNS[check['level']]}  {check['name']}: {check['detail']}")
    if not ok:
        sys.exit(1)


def _checks() -> list[dict[str, str]]:
    """Every check; a home that cannot be opened is one that fails."""
    try:
        _open_home()
    except Misconfigured as error:
        return [{"name": "settings", "level": "fail", "detail": f"{error.message} {error.hint}"}]
    from backcast.keeping.doctor import examine

    return [{"name": one.name, "level": one.level, "detail": one.detail} for one in examine()]


def _open_home() -> None:
    """The home and the settings, without a start: the database may be damaged."""
    import django

    from backcast.project import environment, home

    home.make(environment.read(os.environ).home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcast.project.settings")
    django.setup()
