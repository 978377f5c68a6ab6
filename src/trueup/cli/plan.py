"""``trueup plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trueup.cli import options
from trueup.output import show, write, write_json

if TYPE_CHECKING:
    from trueup.model import Address
    from trueup.postgres.stats import Counting


@click.command(cls=options.Command)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@options.formats("console", "json", "sql")
@options.renames
@options.blocking
@options.counting
@options.filters
@options.shadow
@options.via
@options.printing
def command(
    *,
    before: str,
    after: str,
    form: str,
    renames: dict[Address, Address],
    blocking: bool,
    counting: Counting,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Print the SQL that turns FROM into TO.

    FROM and TO are aliases from trueup.toml, URLs or paths. Nothing is executed. With --format sql stdout is a
    script that psql runs as it is, empty when there is nothing to do. Exits 0 either way.
    """
    from trueup.cli.progress import progress
    from trueup.compare import compare
    from trueup.planning import Wish, prepare

    with progress(quiet):
        found = compare(
            before, after, scope=options.scope(only, ignore), shadow_url=shadow_url, needs=True, renames=renames
        )
        plan = prepare(found, Wish(gentle=not blocking, counting=counting))
    if form == "json":
        from trueup.reports.json import plan as as_json

        comparison = found.comparison
        write_json(as_json(plan, comparison.before, comparison.after, comparison.notes), output)
    elif form == "sql":
        from trueup.reports.sql import plan as as_sql

        write(as_sql(plan), output)
    else:
        from trueup.reports.console import plan as as_lines

        show(as_lines(plan), output, color)
    return 0
