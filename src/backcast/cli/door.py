"""What every command shares: `--json`, `--workspace`, the start, and the one translator of errors."""

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import click

from backcast.errors import BackcastError, gone_meanwhile

if TYPE_CHECKING:
    from backcast.accounts.models import Viewer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: a JSON document, and a function that prints it for people."""

    document: Any
    show: Callable[[], None]


def start() -> None:
    """Open the home: settings, a database of today's shape, the owner. Raises BackcastError."""
    from backcast.project import environment, home

    home.make(environment.read(os.environ).home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcast.project.settings")
    import django

    django.setup()
    from backcast.keeping import actions

    actions.start()


def viewer(workspace: str) -> "Viewer":
    """The owner looking at a workspace whose ties are aged to today."""
    from backcast.accounts import queries
    from backcast.ties import actions

    found = queries.viewer(workspace)
    actions.age(found)
    return found


def door(function: Callable[..., Answer]) -> Callable[..., None]:
    """Make a command of a function that takes a viewer and its own options and gives an Answer."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
    @click.option("--workspace", default="mine", metavar="NAME", help="mine (the default) or demo.")
    @functools.wraps(function)
    def command(*args: Any, as_json: bool, workspace: str, **options: Any) -> None:
        with_errors(lambda: _answer(function, args, options, as_json, workspace), as_json)

    return command


def _answer(function: Callable[..., Answer], args: Any, options: dict[str, Any], as_json: bool, workspace: str) -> None:
    start()
    answer = function(viewer(workspace), *args, **options)
    if as_json:
        print_json(answer.document)
    else:
        answer.show()


def with_errors(run: Callable[[], None], as_json: bool = False) -> None:
    """Run, and turn a refusal into one line of cause and one of remedy; exit 1."""
    try:
        run()
    except BackcastError as error:
        refuse(error, as_json)
    except Exception as error:
        refuse(_trouble(error), as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _trouble(error: Exception) -> BackcastError:
    """A database that fails in the middle, in words; anything else is a fault of ours and shows its trace."""
    if "django" not in sys.modules:
        raise error
    from django.db import DatabaseError

    if not isinstance(error, DatabaseError):
        raise error
    from backcast.keeping import recovery

    return gone_meanwhile(error) or recovery.trouble(error)


def refuse(error: BackcastError, as_json: bool) -> NoReturn:
    """The error for people on stderr, and as a document on stdout under `--json`."""
    click.echo(error.message, err=True)
    if error.hint:
        click.echo(error.hint, err=True)
    if as_json:
        print_json({"error": {"code": error.code, "message": error.message, "hint": error.hint}})
    sys.exit(1)


def print_json(document: Any) -> None:
    """One JSON document on stdout; dates in ISO form."""
    click.echo(json.dumps(document, ensure_ascii=False, default=str))


def table(headers: list[str], rows: list[list[str]]) -> None:
    """A table on a terminal, tab-separated lines in a pipe."""
    if not sys.stdout.isatty():
        for row in [headers, *rows]:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        shown.add_column(header)
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console().print(shown)
