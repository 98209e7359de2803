"""The command line: a literal table, each command loaded only when it is called."""

import importlib
from typing import Any

import click

COMMANDS = {
    "demo": "backcast.cli.demo:demo",
    "serve": "backcast.cli.serve:serve",
    "open": "backcast.cli.serve:open_",
    "import": "backcast.cli.import_:import_",
    "imports": "backcast.cli.import_:imports",
    "undo": "backcast.cli.import_:undo",
    "duplicates": "backcast.cli.duplicates:duplicates",
    "merge": "backcast.cli.duplicates:merge",
    "unmerge": "backcast.cli.duplicates:unmerge",
    "people": "backcast.cli.people:people",
    "person": "backcast.cli.people:person",
    "add": "backcast.cli.ties:add",
    "log": "backcast.cli.ties:log",
    "stand": "backcast.cli.ties:stand",
    "promise": "backcast.cli.ties:promise",
    "knows": "backcast.cli.introductions:knows",
    "routes": "backcast.cli.introductions:routes",
    "ask": "backcast.cli.asks:ask",
    "give": "backcast.cli.asks:give",
    "got": "backcast.cli.asks:got",
    "vision": "backcast.cli.vision:vision",
    "schedule": "backcast.cli.schedule:schedule",
    "week": "backcast.cli.week:week",
    "done": "backcast.cli.week:done",
    "skip": "backcast.cli.week:skip",
    "lab": "backcast.cli.lab:lab",
    "backup": "backcast.cli.keeping:backup",
    "restore": "backcast.cli.keeping:restore",
    "erase": "backcast.cli.keeping:erase",
    "doctor": "backcast.cli.keeping:doctor",
    "manage": "backcast.cli.manage:manage",
    "work": "backcast.cli.serve:work",
}
HELP = {
    "demo": "Make the sample workspace, or remove it.",
    "serve": "Start the web app on this computer.",
    "open": "Print or open a fresh sign-in link.",
    "import": "Preview and apply a file, archive or folder.",
    "imports": "List what was imported.",
    "undo": "Take one import back.",
    "duplicates": "List people who may be here twice.",
    "merge": "Make one person of two.",
    "unmerge": "Take a merge apart.",
    "people": "List people, warmest first.",
    "person": "Show one person.",
    "add": "Add a person.",
    "log": "Log a contact with a person.",
    "stand": "Set standing, aim and ring of a person.",
    "promise": "Note a promise.",
    "knows": "Note that one person knows another.",
    "routes": "Show who can introduce you to somebody.",
    "ask": "Draft an ask, or say what came of it.",
    "give": "Note a favour you did somebody.",
    "got": "Note a favour somebody did you.",
    "vision": "Show the vision, or load it from a file.",
    "schedule": "Show when each milestone must begin, and whether it fits.",
    "week": "Show this week's moves.",
    "done": "Mark a move done.",
    "skip": "Leave a move for later.",
    "lab": "Ask a model which strategy is better.",
    "backup": "Write a checked copy of everything.",
    "restore": "Bring a backup back.",
    "erase": "Forget a person for good.",
    "doctor": "Check that all is well.",
    "manage": "Django's own commands.",
}


class Commands(click.Group):
    """Looks a command up in the table and imports its module only then."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(HELP)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(HELP.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli(**_: Any) -> None:
    """Backcast starts from where you want to be in three to five years and ends with this week."""


def main() -> None:
    """The entry point of `backcast`."""
    cli(prog_name="backcast")
