"""``trueup plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trueup.cli import options
from trueup.output import show, write, write_json

if TYPE_CHECKING:
    from trueup.model import Address


@click.command(cls=options.Command)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@options.formats("console", "json", "sql")
@options.answers
@options.samples
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
    samples: int,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Print the SQL that turns FROM into TO.

    FROM and TO are aliases from trueup.toml, URLs or paths. Nothing is executed. What is renamed for sure keeps its
    data. Where something may only have a new name there is no plan until that is answered: by --rename, by --drop, or
    with `trueup decide` for everybody.

    With --format sql stdout is a script that psql runs as it is, empty when there is nothing to do. It is written with
    questions open too: what they are about is dropped in it, and they are on stderr.

    Exits 0; 1 where questions are open, but for --format sql.
    """
    from trueup.cli.progress import progress
    from trueup.compare import compare
    from trueup.renaming import make_plan, with_answers
    from trueup.reports import questions

    with progress(quiet):
        found = compare(before, after, scope=options.scope(only, ignore), shadow_url=shadow_url, needs=True)
        plan = make_plan(with_answers(found, renames, drops, samples))
    if form == "json":
        from trueup.reports.json import plan as as_json

        comparison = found.comparison
        write_json(as_json(plan, comparison.before, comparison.after, comparison.notes), output)
    elif form == "sql":
        from trueup.reports.sql import plan as as_sql

        write(as_sql(plan), output)
        for line in questions.plain(plan.questions):
            click.echo(line, err=True)
        return 0
    elif plan.questions:
        show(questions.refusal(plan.questions), output, color)
    else:
        from trueup.reports.console import plan as as_lines

        show(as_lines(plan), output, color)
    return 1 if plan.questions else 0
