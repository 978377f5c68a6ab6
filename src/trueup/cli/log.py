"""``trueup log``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import show, write, write_json


@click.command(cls=options.Command)
@click.argument("target", required=False)
@click.option("-n", "--runs", "count", type=click.IntRange(min=1), default=20, show_default=True, help="How many.")
@click.option("--steps", is_flag=True, help="With the statements of each run.")
@click.option("--before", type=int, metavar="RUN", help="Write the schema before a run, as a snapshot, instead.")
@click.option("--script", is_flag=True, help="Print the SQL that makes the journal, instead.")
@options.formats("console", "json")
@options.color
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the result here.")
def command(
    *,
    target: str | None,
    count: int,
    steps: bool,
    before: int | None,
    script: bool,
    form: str,
    color: bool | None,
    output: str | None,
) -> int:
    """Say what was applied to the database TARGET, the newest first."""
    if script:
        from trueup.postgres.apply.journal import script as text

        write(text(), output)
        return 0
    if target is None:
        options.usage("Give a TARGET.")
    from trueup import applying

    if before is not None:
        write(applying.schema_before(target, before), output)
        return 0
    found = applying.log(target, count)
    from trueup.postgres.connect import redact
    from trueup.reports import runs

    if form == "json":
        write_json(runs.log_json(found, redact(target)), output)
    else:
        show(runs.log(found, steps=steps), output, color)
    return 0
