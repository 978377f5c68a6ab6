"""``trueup naming``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import show, write_json


@click.command(cls=options.Command)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@options.formats("console", "json")
@options.filters
@options.shadow
@options.via
@options.printing
def command(
    *,
    sources: tuple[str, ...],
    form: str,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Say how tables and columns are named, and which names of the code a database has: userId or user_id?

    Counts for each SOURCE how many names follow its convention and lists the others. The first SOURCE is the code whose
    names the others are looked through for: there as it is written, there in another convention, or not there; with the
    way out and its risk. Without a SOURCE it is about the places that `trueup check` looks at.

    Exits 0 when every table and column of the code is there as it is written, or nothing was looked for, else 1.
    """
    from trueup import account
    from trueup.cli.progress import progress
    from trueup.reports.json import FORMAT
    from trueup.reports.json import naming as as_json
    from trueup.reports.names import naming

    with progress(quiet):
        if sources:
            found = account.names_of(sources, options.scope(only, ignore), shadow_url)
        else:
            found = account.names_here(only, ignore, shadow_url)
    if form == "json":
        write_json({"trueup": FORMAT, "command": "naming"} | as_json(found), output)
    else:
        show(naming(found), output, color)
    return 1 if found.open else 0
