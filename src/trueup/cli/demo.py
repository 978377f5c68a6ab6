"""``trueup demo``."""

from __future__ import annotations

import sys

import click

from trueup.cli import options
from trueup.output import colored


@click.command(cls=options.Command)
@options.color
def command(*, color: bool | None) -> int:
    """Show all of it in a minute, with nothing set up.

    Makes a small project and a PostgreSQL of its own, changes the database by hand, and runs check, plan and prove;
    then applies the plan and checks again. Everything is removed afterwards. Ends with 1 when something did not go as
    it should.
    """
    from trueup.cli.story import tell

    return tell(colored(color, sys.stdout))
