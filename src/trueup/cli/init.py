"""``trueup init``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from trueup.cli import options
from trueup.output import write


@click.command(cls=options.Command)
@click.option("--print", "only_print", is_flag=True, help="Print the text, write nothing.")
@click.option("--force", is_flag=True, help="Write over a trueup.toml that is there.")
def command(*, only_print: bool, force: bool) -> int:
    """Write trueup.toml from what is found in this folder.

    Finds migration folders, schemas in code, and the variables that hold the address of a database. It names variables,
    never their values.
    """
    from trueup.config import FILE, propose
    from trueup.discovery import discover
    from trueup.errors import ConfigError

    found = discover(os.getcwd())
    text = propose(found)
    if only_print:
        write(text, None)
        return 0
    if Path(FILE).exists() and not force:
        raise ConfigError("is there already", where=FILE, help="change it by hand, or write it anew with --force")
    write(text, FILE)
    told = [f"{one.label} in {os.path.relpath(one.path)}" for one in found.histories if one.replayable]
    told += [one.label for one in found.code]
    told += [f"a database in {one.name}" for one in found.databases]
    click.echo(f"Wrote {FILE}: {', '.join(told) if told else 'nothing was found, fill it in by hand'}.")
    return 0
