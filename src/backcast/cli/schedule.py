"""The command `schedule`: when each milestone must begin, whether the story fits, and what would make it fit."""

from typing import TYPE_CHECKING

import click

from backcast.cli.door import Answer, door, table

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.engine.schedule import Item
    from backcast.vision.queries import Plan
    from backcast.vision.queries.schedule import Freed

HEADERS = ["Begin from", "Begin by", "There by", "To spare", "Milestone"]


@click.command()
@door
def schedule(viewer: "Viewer") -> Answer:
    """Show when each milestone must begin, and whether the story fits."""
    from backcast.vision import queries

    plan = queries.plan(viewer, queries.the_active(viewer))
    return Answer(queries.plan_document(plan), lambda: _show(plan))


def _show(plan: "Plan") -> None:
    if not plan.placed:
        click.echo("No milestone is open. What had to be true just before? Write it on the Vision page.")
        return
    if not plan.is_idle:
        table(HEADERS, [[*_dates(one.item), one.room, one.milestone.title] for one in plan.placed])
        click.echo()
    click.echo(_answer(plan))
    if not plan.is_idle:
        click.echo(f"The tightest chain: {' → '.join(one.milestone.title for one in plan.chain)}")
    for freed in plan.helps:
        click.echo(f"  {freed.milestone.title}: {_freed(freed)}")
    for trouble in plan.told:
        click.echo(trouble.sentence)


def _dates(item: "Item") -> list[str]:
    return [f"{getattr(item, name):%Y-%m-%d}" for name in ("earliest_start", "latest_start", "latest_finish")]


def _answer(plan: "Plan") -> str:
    found = plan.schedule
    if plan.is_idle:
        enough = f" {found.extra_hours_needed:.1f} would keep every date." if found.extra_hours_needed else ""
        return f"No hours a week are set aside for the story yet.{enough}"
    hours = f"{found.hours_per_week:.1f} of {found.hours_total:.1f} hours a week"
    if found.fits:
        return f"It fits: every date holds within {hours}."
    if found.extra_hours_needed is None:
        return (
            f"It does not fit, whatever the hours: {plan.missing} missing. A later date or a smaller milestone helps."
        )
    return f"It does not fit in {hours}: {found.extra_hours_needed:.1f} more hours a week would keep every date."


def _freed(freed: "Freed") -> str:
    return f"the story without it {_needs(freed.without)}, with half of it {_needs(freed.halved)}"


def _needs(hours: float | None) -> str:
    if hours is None:
        return "still does not fit"
    return f"needs {hours:.1f} more hours a week" if hours > 0 else "fits"
