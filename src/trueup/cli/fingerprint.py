"""``trueup fingerprint``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import write, write_json


@click.command(cls=options.Command)
@click.argument("source", metavar="SOURCE")
@options.formats("console", "json")
@options.shadow
@options.printing
def command(
    *, source: str, form: str, shadow_url: str | None, color: bool | None, output: str | None, quiet: bool
) -> int:
    """Print a digest of the schema of SOURCE, computed on the server.

    Two databases on servers of one major version have the same digest exactly when their schemas are equal.
    """
    from trueup.cli.progress import progress
    from trueup.compare import fingerprint_of

    with progress(quiet):
        found, side = fingerprint_of(source, shadow_url=shadow_url)
    if form == "json":
        from trueup.reports.json import fingerprint

        write_json(fingerprint(found.digest, found.kinds, side), output)
    else:
        write(f"{found.digest}\n", output)
    return 0
