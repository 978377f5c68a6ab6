"""``trueup lint``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from trueup.cli import options
from trueup.output import show, write, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trueup.lint import Found


@click.command(cls=options.Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@options.formats("console", "json", "sarif", "github", "junit")
@options.fail_on("error", "findings that matter")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Of a migration folder, judge the last N only.")
@click.option(
    "--against", metavar="SOURCE", help="The database these files will run on: its schema, sizes of its tables."
)
@click.option("--no-shadow", is_flag=True, help="Do not replay the migrations before a file: judge it by its text.")
@options.shadow
@options.printing
def command(
    *,
    files: tuple[str, ...],
    form: str,
    fail_on: str,
    last: int | None,
    against: str | None,
    no_shadow: bool,
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Say what hand-written SQL blocks, loses and breaks.

    The same checks that a plan goes through, statement by statement. A file of a migration folder is judged by the
    schema that the migrations before it make. A comment '-- trueup: allow H204' before or beside a statement allows
    what it names there, '-- trueup: allow-file H204' anywhere in the file.

    Exits 0 when nothing is worse than --fail-on, 1 when something is, 2 when a file cannot be read.
    """
    from trueup.checks import chosen
    from trueup.cli.progress import progress
    from trueup.finding import Severity
    from trueup.lint.files import Asked, lint_all
    from trueup.project import configuration

    asked = Asked(
        shadow=not no_shadow,
        shadow_url=shadow_url,
        against=against,
        last=last,
        severities=chosen(configuration().severity),
    )
    with progress(quiet):
        found = lint_all(files, asked, sys.stdin.read() if "-" in files else "")
    _print(found, form, output, color)
    worst = max((one.severity.rank for file in found for one in file.findings), default=-1)
    return 1 if worst >= Severity(fail_on).rank else 0


def _print(found: Sequence[Found], form: str, output: str | None, color: bool | None) -> None:
    from trueup import __version__
    from trueup.reports import findings

    if form == "console":
        show(findings.console(found), output, color)
    elif form == "json":
        write_json(findings.report(found), output)
    elif form == "sarif":
        from trueup.checks import pages

        write_json(findings.as_sarif(found, __version__, pages()), output)
    else:
        write(findings.as_github(found) if form == "github" else findings.as_junit(found), output)
