"""``trueup prove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trueup.cli import options
from trueup.output import show, write_json

if TYPE_CHECKING:
    from trueup.model import Address


@click.command(cls=options.Command)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@options.formats("console", "json")
@options.answers
@options.blocking
@click.option(
    "--with-data",
    "sample",
    type=click.IntRange(1),
    is_flag=False,
    flag_value=1000,
    metavar="N",
    help="Try it on up to N rows of each table of FROM (1000), copied to the throw-away server, not on made-up ones.",
)
@click.option(
    "--queries",
    multiple=True,
    metavar="FILE",
    help="Queries that must still prepare: files or folders of SQL, or 'database' for FROM's own pg_stat_statements.",
)
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
    drops: frozenset[Address],
    blocking: bool,
    sample: int | None,
    queries: tuple[str, ...],
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Show on a throw-away PostgreSQL that the plan from FROM to TO does what it says.

    The plan is run on a clone of FROM's schema with a few rows in it. The result must be TO, as trueup and pg_dump see
    it, but for what the plan says no statement can reach; a second plan must be empty, rows of tables that stay must be
    as they were, locks and rewrites as the plan shows them, tables must take what applications do, and undo must lead
    back. What was not checked is said. Exits 0 when all of that holds, 1 when something does not.
    """
    from trueup.cli.progress import progress
    from trueup.compare import compare
    from trueup.planning import Wish, demonstrate, rows_of
    from trueup.renaming import with_answers

    with progress(quiet):
        found = compare(before, after, scope=options.scope(only, ignore), shadow_url=shadow_url, needs=True)
        found = with_answers(found, renames, drops)
        proof = demonstrate(found, Wish(gentle=not blocking, counting="none"), rows_of(found, sample), queries)
    if form == "json":
        from trueup.reports.json import proof as as_json

        write_json(as_json(proof, found.comparison.before, found.comparison.after), output)
    else:
        from trueup.reports.console import proof as as_lines

        show(as_lines(proof), output, color)
    return 0 if proof.holds else 1
