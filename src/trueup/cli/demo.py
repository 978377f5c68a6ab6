"""``trueup demo``."""

from __future__ import annotations

import sys

import click

from trueup.cli import options
from trueup.output import colored


@click.command(cls=options.Command)
@click.argument("name", required=False)
@options.color
def command(*, name: str | None, color: bool | None) -> int:
    """Show all of it in a minute, with nothing set up.

    Makes a small project and a PostgreSQL of its own, changes the database by hand, and runs check, plan and prove;
    then applies the plan and checks again. Everything is removed afterwards. Ends with 1 when something did not go as
    it should.

    NAME is one of the example projects instead, checked as it was found: health, meetings, clinic or spa.
    """
    if name is not None:
        from trueup.cli.tour import show

        return show(name, colored(color, sys.stdout))
    from trueup.cli.story import tell

    return tell(colored(color, sys.stdout))
