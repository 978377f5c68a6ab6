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
@options.formats("console", "json", "sql", "markdown")
@options.renames
@options.renames_gently
@options.blocking
@options.counting
@click.option("--undo", is_flag=True, help="The way back: the plan for the moment after, from TO to what FROM is now.")
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
    gently: dict[Address, Address],
    blocking: bool,
    counting: Counting,
    undo: bool,
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
    if gently and undo:
        options.usage("Give --rename-gently or --undo, not both.")
    from trueup.checks import chosen
    from trueup.cli.progress import progress
    from trueup.compare import compare, live_fingerprint
    from trueup.planning import Wish, backward, begun, prepare, with_undo
    from trueup.project import configuration
    from trueup.statement import Plan

    with progress(quiet):
        # Before it is read: a change in between then makes the plan stale, not wrong.
        made_for = live_fingerprint(before) if form == "json" and not undo else None
        found = compare(
            before,
            after,
            scope=options.scope(only, ignore),
            shadow_url=shadow_url,
            needs=True,
            renames={**renames, **gently},
        )
        wish = Wish(gentle=not blocking, counting=counting, severities=chosen(configuration().severity))
        back = Plan()
        plan = begun(found, gently, wish) if gently else (backward if undo else prepare)(found, wish)
        if form != "sql" and not undo and not gently:
            back = backward(found, wish)
            plan = with_undo(plan, back)
    if form == "json":
        from trueup.reports.json import plan as as_json

        comparison = found.comparison
        sides = comparison.before, comparison.after
        told = as_json(plan, *sides, comparison.notes, made_for=made_for, renames=found.renames)
        write_json(told, output)
    elif form == "markdown":
        from trueup.reports.change_plan import report

        write(report(plan, found.comparison.before, found.comparison.after, back), output)
    elif form == "sql":
        from trueup.reports.sql import plan as as_sql

        write(as_sql(plan), output)
    else:
        from trueup.reports.console import plan as as_lines

        show(as_lines(plan), output, color)
    return 0
