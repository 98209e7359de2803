"""The command `vision`: show the active future, or load one from a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from backcast.cli.door import Answer, door

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer
    from backcast.vision.queries import Chapter, Story


@click.command()
@click.option("--file", "path", metavar="FILE.toml", help="Load this file; loading it twice changes nothing.")
@click.option("--told", "in_words", is_flag=True, help="Tell the story in words, as Markdown.")
@door
def vision(viewer: "Viewer", path: str | None, in_words: bool) -> Answer:
    """Show the vision, or load it from a file."""
    from backcast.introductions.actions.worth import weigh
    from backcast.vision import queries

    if path is None and in_words:
        return _in_words(viewer)
    if path is None:
        weigh(viewer)
        story = queries.active_story(viewer)
        return Answer(queries.document(story), lambda: _show(story))
    return _load(viewer, path)


def _in_words(viewer: "Viewer") -> Answer:
    from backcast.vision import queries
    from backcast.vision.queries.prose import as_markdown

    story = queries.active_story(viewer)
    text = as_markdown(story, viewer.today)
    return Answer({"told": text, "own_words": bool(story.vision.told)}, lambda: click.echo(text, nl=False))


def _load(viewer: "Viewer", path: str) -> Answer:
    from backcast.formats import vision_file
    from backcast.introductions.actions.worth import weigh
    from backcast.vision import actions, queries

    if not path.strip():  # an unset variable of the shell, not the folder we are in
        raise click.UsageError("FILE is empty.")
    loaded = actions.load(viewer, vision_file.read_file(Path(path), viewer.today))
    for warning in loaded.warnings:
        click.echo(warning, err=True)
    weigh(viewer)
    story = queries.story(viewer, loaded.vision)
    document = {**queries.document(story), "changed": loaded.changed, "warnings": loaded.warnings}

    def show() -> None:
        click.echo("Loaded." if loaded.changed else "Everything in the file was here already.")
        _show(story)

    return Answer(document, show)


def _show(story: "Story") -> None:
    row = story.vision
    click.echo(f"{row.horizon:%Y-%m-%d}  {row.title}" + ("" if row.active else "  (not the active future)"))
    for line in (row.known_for and f"Known for {row.known_for}", row.place):
        if line:
            click.echo(f"            {line}")
    _show_people(story)
    if story.chapters:
        click.echo("\nFrom the future to today:")
    for chapter in story.chapters:
        _show_chapter(chapter)
    if story.schedule.items:
        click.echo("\n" + _fits(story))


def _show_people(story: "Story") -> None:
    if story.people:
        count = story.coverage
        click.echo(f"\nPeople who will know you: {count.people}, {count.know_me} of them already do.")
        if count.reachable is not None:
            click.echo(f"Known ways lead to {count.reachable} of them.")
    for one in story.people:
        where = f", {one.organisation}" if one.organisation else ""
        mark = "●" if one.knows_me else "○"
        click.echo(f"  {mark} {one.name or one.describe}{where}")


def _show_chapter(chapter: "Chapter") -> None:
    row, item = chapter.milestone, chapter.item
    mark = "●" if row.state == "done" else "○"
    when = f"begin by {item.latest_start:%Y-%m-%d}, there by {item.latest_finish:%Y-%m-%d}" if item else row.state
    click.echo(f"  {mark} {row.title}  ({when})")


def _fits(story: "Story") -> str:
    plan = story.schedule
    if plan.fits:
        return f"It fits: every date holds within {plan.hours_per_week:.1f} hours a week for the story."
    if plan.extra_hours_needed is None:
        return "Some dates are too near, whatever the hours. A later date or a smaller milestone helps."
    return f"It does not fit yet: {plan.extra_hours_needed:.1f} more hours a week would keep every date."
