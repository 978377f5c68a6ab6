"""``trueup diff``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import show, write_json


@click.command(cls=options.Command)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@options.formats("console", "json")
@click.option("--renames", "ask", is_flag=True, help="Say, too, what has a new name, or may have one.")
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
    ask: bool,
    samples: int,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Say what differs between two schemas, object by object.

    FROM and TO are aliases from trueup.toml, URLs or paths. Exits 0 when they are equal, 1 when they are not, 2 when
    that could not be told.
    """
    from trueup.cli.progress import progress
    from trueup.compare import compare

    with progress(quiet):
        found = compare(before, after, scope=options.scope(only, ignore), shadow_url=shadow_url)
        if ask:
            from trueup.renaming import with_answers, with_renames

            found = with_renames(with_answers(found, {}, (), samples))
    if form == "json":
        from trueup.reports.json import difference as as_json

        write_json(as_json(found.comparison), output)
    else:
        from trueup.reports.console import difference

        show(difference(found.comparison), output, color)
    return 0 if found.comparison.equal else 1
