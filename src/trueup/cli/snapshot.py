"""``trueup snapshot``."""

from __future__ import annotations

import click

from trueup.cli import options


@click.command(cls=options.Command)
@click.argument("source", metavar="SOURCE")
@options.filters
@options.shadow
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
    from trueup import snapshot
    from trueup.cli.progress import progress
    from trueup.compare import open_source, within

    with progress(quiet):
        schema = within(open_source(source, shadow_url=shadow_url).read(), options.scope(only, ignore))
        text = snapshot.write(schema)
    options.write(text, output)
    return 0
