"""``trueup check``."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from trueup.cli import options

if TYPE_CHECKING:
    from trueup.check import Question


@click.command(cls=options.Command)
@click.option("--against", metavar="SOURCE", help="Check this database instead of the one found in the project.")
@options.formats("console", "json", "markdown", "sarif", "junit", "github", "html")
@options.fail_on("info", "drift that matters")
@click.option("--baseline", type=click.Path(), metavar="FILE", help="Leave out what this file knows already.")
@click.option("--self-test", is_flag=True, help="Show that this check can fail: change a clone and look again.")
@click.option("--counts/--no-counts", default=True, help="Count rows that break what is expected.  [default: counts]")
@options.filters
@options.shadow
@options.via
@options.printing
def command(
    *,
    against: str | None,
    form: str,
    fail_on: str,
    baseline: str | None,
    self_test: bool,
    counts: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Say whether the database and the code are what the migrations make.

    The migrations are the truth or first source of trueup.toml, or the one migration folder found here. The databases
    are the environments of trueup.toml, or what DATABASE_URL says, in the environment or in a .env file. The code is a
    Drizzle, Prisma, SQLAlchemy or Django schema; where there are no migrations, it is the truth.

    Exits 0 when it is, 1 when it is not, 2 when a place could not be looked at, whatever the others say.
    """
    from trueup import check

    question = check.ask(against, only=only, ignore=ignore, shadow_url=shadow_url)._replace(counts=counts)
    if self_test:
        return _self_test(question, color, output, quiet)
    key = question.key if baseline is None else None
    reports = check.remembered(question, key)
    if reports is not None and form in reports:
        check.show(reports, form, output, color)
        return 0
    from trueup import account
    from trueup.cli.progress import progress
    from trueup.finding import Severity
    from trueup.naming import NOTHING
    from trueup.reports.drift import drift

    with progress(quiet):
        found = check.compare(question)
    told = account.judged(question, found, date.today(), baseline)
    naming = account.named(found, told) if told.open.disagreements or form != "console" else NOTHING
    reports = {"console": json.dumps(list(drift(found.verdict, told, naming)))}
    if form != "console":
        reports[form] = account.report(question, found, told, naming, form)
    if baseline is None and found.verdict.equal:
        check.remember(key or question.key, found, reports)
    check.show(reports, form, output, color)
    if found.verdict.unreached:
        return 2
    worst = told.open.worst
    return 1 if worst is not None and worst.rank >= Severity(fail_on).rank else 0


def _self_test(question: Question, color: bool | None, output: str | None, quiet: bool) -> int:
    from trueup import account
    from trueup.cli.progress import progress
    from trueup.output import show
    from trueup.reports.console import tried

    with progress(quiet):
        found = account.self_test(question)
    show(tried(found), output, color)
    return 1 if any(one.outcome == "missed" for one in found) else 0
