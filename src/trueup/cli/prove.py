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
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Show on a throw-away PostgreSQL that the plan from FROM to TO does what it says.

    The plan is run on a clone of FROM's schema with a few rows in it. The result must be TO, as trueup and pg_dump see
    it, but for what the plan says no statement can reach; a second plan must be empty, and tables that stay must keep
    their rows. Locks and rewrites are measured. Exits 0 when all of that holds, 1 when something does not.
    """
    from trueup.cli.progress import progress
    from trueup.compare import compare
    from trueup.renaming import make_proof, with_answers

    with progress(quiet):
        found = compare(before, after, scope=options.scope(only, ignore), shadow_url=shadow_url, needs=True)
        proof = make_proof(with_answers(found, renames, drops))
    if form == "json":
        from trueup.reports.json import proof as as_json

        write_json(as_json(proof, found.comparison.before, found.comparison.after), output)
    else:
        from trueup.reports.console import proof as as_lines

        show(as_lines(proof), output, color)
    return 0 if proof.holds else 1
