"""Commands around the week: week, done, skip."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backcast.cli.door import Answer, door

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.week.queries import View

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--hours", type=float, help="Hours for that week alone.")
@click.option("--date", "on", type=DAY, help="A day of another week.")
@click.option("--weeks", type=click.IntRange(1, 12), default=1, help="Show so many weeks ahead.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write the moves as a calendar file.")
@door
def week(viewer: "Viewer", hours: float | None, on: datetime | None, weeks: int, ics: Path | None) -> Answer:
    """Show this week's moves; on Saturday and Sunday the coming week's."""
    from backcast.week import actions, queries

    day = on.date() if on else None
    if hours is not None:
        actions.set_hours(viewer, hours, on=day)
    shown = queries.view(viewer, actions.plan(viewer, on=day))
    if ics:
        _write(ics, queries.calendar(shown))
    return Answer(queries.document(shown, weeks), lambda: _show(shown, weeks))


def _write(path: Path, text: str) -> None:
    import os

    from backcast.errors import Refused

    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        path.chmod(0o600)
    except OSError as cause:
        raise Refused(f"{path} cannot be written: {cause.strerror}.", "Name a file in a folder of yours.") from cause
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        out.write(text)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _show(shown: "View", weeks: int) -> None:
    from backcast.pages.templatetags.backcast import hours, minutes

    click.echo(f"Week of {_day(shown.week.start)}: {minutes(shown.planned)} of {hours(shown.hours)} planned")
    for place, one in enumerate(shown.moves, 1):
        click.echo(f"{place}. {one.title} ({minutes(one.move.minutes)})   [{one.move.pk}]")
        for why in one.why:
            click.echo(f"   {why}")
    if not shown.moves:
        click.echo("That is enough for this week." if shown.done else "Nothing asks for you this week.")
    for one in shown.done:
        click.echo(f"Done: {one.title}")
    for left in shown.left_out[:3]:
        click.echo(f"Left out: {left.title}")
        click.echo(f"   {left.because}")
    for part in shown.ahead[: weeks - 1]:
        click.echo(f"Week of {_day(part['start'])}: " + "; ".join(move["title"] for move in part["moves"]))


@click.command()
@click.argument("move", type=int)
@click.option("--note", default="", help="What came of it.")
@click.option("--minutes", type=int, help="How long it took.")
@door
def done(viewer: "Viewer", move: int, note: str, minutes: int | None) -> Answer:
    """Mark a move done."""
    from backcast.week import actions, queries

    row = queries.move(viewer, move)
    actions.done(viewer, row, note=note, minutes=minutes)
    return Answer({"move": row.pk, "state": row.state}, lambda: click.echo(f"Done: {queries.title(row)}"))


@click.command()
@click.argument("move", type=int)
@click.option("--until", type=DAY, help="A day; next week where not told.")
@door
def skip(viewer: "Viewer", move: int, until: datetime | None) -> Answer:
    """Leave a move for later. That costs nothing."""
    from backcast.week import actions, queries

    row = queries.move(viewer, move)
    day: date | None = until.date() if until else None
    actions.skip(viewer, row, until=day)
    return Answer(
        {"move": row.pk, "state": row.state, "until": row.until},
        lambda: click.echo(f"Left until {row.until}: {queries.title(row)}"),
    )
