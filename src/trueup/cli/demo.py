"""``trueup demo``."""

from __future__ import annotations

import click

from trueup.cli import options


@click.command(cls=options.Command)
@click.option("--keep", type=click.Path(), metavar="DIR", help="Leave the demo's project here.")
@options.printing
def command(*, keep: str | None, color: bool | None, output: str | None, quiet: bool) -> int:
    """Show all of it in a minute, with nothing set up.

    Makes a small project and a PostgreSQL of its own, changes the database by hand, and runs check, diff, plan and
    prove; then applies the plan and checks again. Everything is removed afterwards. Ends with 1 when something did
    not go as it should.
    """
    from trueup.cli.story import tell

    return tell(keep, options.colored(color, __import__("sys").stdout))
