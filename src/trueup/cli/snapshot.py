"""``trueup snapshot``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import write


@click.command(cls=options.Command)
@click.argument("source", metavar="SOURCE")
@options.filters
@options.shadow
@options.via
@options.printing
def command(
    *,
    source: str,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Write the schema of SOURCE as a snapshot: canonical JSON, which every command takes as a source."""
    from trueup import snapshot, written
    from trueup.cli.progress import progress
    from trueup.compare import read_one, within
    from trueup.renaming.known import numbers

    with progress(quiet):
        found, schema = read_one(source, shadow_url=shadow_url)
        schema = within(schema, options.scope(only, ignore))
        text = snapshot.write(schema.replace(identity=numbers(found, schema)) if found.kind == "live" else schema)
    if shadow_url is None and not only and not ignore:
        written.keep(found, text)
    write(text, output)
    return 0
