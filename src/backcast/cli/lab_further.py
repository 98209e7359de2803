"""What `lab compare` prints below its first table: the next hour, what changes as one advances, and shares at rest."""

from collections.abc import Mapping
from typing import Any

import click

from backcast.cli.door import table

Told = Mapping[str, Any]


def show(told: Told) -> None:
    """Whatever of it there is."""
    if told.get("mixed"):
        _mixed(told)
    if told.get("next_hour") and told["hours"]:
        _next_hour(told["next_hour"])
    if told.get("advance") and told["hours"]:
        _advance(told["advance"])


def _mixed(told: Told) -> None:
    rest = told["mixed"]
    click.echo("\nIn the usual world, where shares of people grow with what they earn, from equal ones they come to:")
    for one, share, gain in zip(told["strategies"], rest["shares"], rest["gains"], strict=True):
        click.echo(f"  {one['name']}: {share:.0%} of people, pay {signed(gain)} % against the mean of all")
    moving = "" if rest["still"] else ", and they still move"
    click.echo(f"That took {rest['rounds']} rounds{moving}. Gains above are those at equal shares.")


def _next_hour(told: Told) -> None:
    from backcast.lab.queries.words import two_digits

    click.echo(f"\nWhat one more hour a week adds, given while in work, in per cent ({_worlds(told['worlds'])}):")
    many = told["many"]
    headers = ["Where", "Pay", "in four worlds of five", f"mean of {many}", "Jobs by contacts", f"mean of {many}"]
    rows = [
        [
            one["place"],
            signed(one["middle"]),
            f"{signed(one['low'])} to {signed(one['high'])}",
            *(signed(one[part]) for part in ("pay_of_many", "jobs", "jobs_of_many")),
        ]
        for one in told["places"]
    ]
    table(headers, rows)
    inner, close = (two_digits(told["costs"][name]) for name in ("inner", "close"))
    click.echo(f"Time of one tie against one further out: inner {inner} to 1, close {close} to 1. No rule.")


def _advance(told: Told) -> None:
    columns = ("known", "assumed")
    pairs = list(zip(*(told["assumed"][name] for name in columns), strict=True))
    if pairs[0][0]["people_ahead"] is None:
        return
    click.echo(f"\nAs you advance: worlds in which more hours with people beat {told['fewest']}:")
    rows = [[pair[0]["level"], *(_of(one["people_ahead"], told["worlds"]) for one in pair)] for pair in pairs]
    table(["Level", "as far as known", "if senior pay rewards ties more"], rows)
    click.echo("The last column was put in: the model cannot tell you whether senior pay does.")


def _of(share: float, worlds: int) -> str:
    """So many of the worlds: a share in per cent would read like a chance."""
    return f"{round(share * worlds)} of {worlds}"


def _worlds(many: int) -> str:
    return "1 world" if many == 1 else f"{many} worlds"


def signed(figure: float, digits: int = 2) -> str:
    """With a sign, and none on nothing."""
    return f"{figure:+.{digits}f}" if round(figure, digits) else f"{0:.{digits}f}"
