"""``trueup plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trueup.cli import options
from trueup.output import show, write, write_json

if TYPE_CHECKING:
    from trueup.model import Address
    from trueup.postgres.rows.stats import Counting


@click.command(cls=options.Command)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@options.formats("console", "json", "sql", "markdown")
@options.answers
@options.samples
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
    drops: frozenset[Address],
    samples: int,
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

    FROM and TO are aliases from trueup.toml, URLs or paths. Nothing is executed. What is renamed for sure keeps its
    data. Where something may only have a new name there is no plan until that is answered: by --rename, by --drop, or
    with `trueup decide` for everybody.

    With --format sql stdout is a script that psql runs as it is, empty when there is nothing to do. It is written with
    questions open too: what they are about is dropped in it, and they are on stderr.

    Exits 0; 1 where questions are open, but for --format sql.
    """
    if gently and undo:
        options.usage("Give --rename-gently or --undo, not both.")
    from trueup.cli.progress import progress
    from trueup.compare import compare, live_fingerprint
    from trueup.planning import Wish, backward, begun, half_way, whole, with_undo
    from trueup.renaming import with_answers
    from trueup.reports import questions

    with progress(quiet):
        # Before it is read: a change in between then makes the plan stale, not wrong.
        made_for = live_fingerprint(before) if form == "json" and not undo else None
        found = compare(before, after, scope=options.scope(only, ignore), shadow_url=shadow_url, needs=True)
        found = with_answers(found, {**renames, **gently}, drops, samples)
        wish = Wish(gentle=not blocking, counting=counting)
        gently = {**(half_way(found, wish) if not undo else {}), **gently}
        plan = begun(found, gently, wish) if gently else whole(found, wish)
        back = backward(found, plan, wish) if undo or (form != "sql" and not gently) else None
        if undo and back is not None:
            plan, back = back, None
        elif back is not None:
            plan = with_undo(plan, back)
    if form == "json":
        from trueup.reports.json import plan as as_json

        comparison = found.comparison
        sides = comparison.before, comparison.after
        write_json(as_json(plan, *sides, comparison.notes, made_for=made_for), output)
    elif form == "sql":
        from trueup.reports.sql import plan as as_sql

        write(as_sql(plan), output)
        for line in questions.plain(plan.questions):
            click.echo(line, err=True)
        return 0
    elif plan.questions:
        show(questions.refusal(plan.questions), output, color)
    elif form == "markdown":
        from trueup.reports.markdown.change_plan import report

        write(report(plan, found.comparison.before, found.comparison.after, back), output)
    else:
        from trueup.reports.console import plan as as_lines

        show(as_lines(plan), output, color)
    return 1 if plan.questions else 0
