"""Django's own commands, for developers."""

import click

from backcast.cli.door import start, with_errors


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def manage(args: tuple[str, ...]) -> None:
    """Run a command of Django's: backcast manage check."""

    def run() -> None:
        start()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["backcast manage", *args])

    with_errors(run)
