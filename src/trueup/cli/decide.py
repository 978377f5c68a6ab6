"""``trueup decide``."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from trueup.cli import options

if TYPE_CHECKING:
    from trueup.renames.found import Question


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int | None:
    """Write a decision about drift into trueup.decisions.toml, for every environment and everybody.

    Without a command it is `trueup decide ask`: what is open about renames, asked one by one on a terminal.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(ask))
    return None


@command.command(cls=options.Command)
@click.argument("sources", metavar="[FROM TO]", nargs=-1)
@options.formats("console", "json")
@options.samples
@options.filters
@options.shadow
@options.via
@options.printing
def ask(
    *,
    sources: tuple[str, ...] = (),
    form: str = "console",
    samples: int = 0,
    only: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    shadow_url: str | None = None,
    color: bool | None = None,
    output: str | None = None,
    quiet: bool = False,
) -> int:
    """Ask what became of each thing that may only have a new name, in all places `trueup check` looks at.

    With FROM and TO, in these two. On a terminal each question wants an answer: which name it has now, none of
    these, or not now. Elsewhere the questions are printed, with the arguments that answer them.

    Exits 0 when nothing is open any more, else 1.
    """
    from trueup import questions
    from trueup.cli.progress import progress

    if len(sources) not in (0, 2):
        options.usage("Give FROM and TO, or neither.")
    with progress(quiet):
        if sources:
            found = questions.between(
                sources[0], sources[1], scope=options.scope(only, ignore), shadow_url=shadow_url, samples=samples
            )
        else:
            found = questions.here(only, ignore, shadow_url, samples)
    if form == "console" and output is None and sys.stdin.isatty() and sys.stdout.isatty():
        return _answered(found, color)
    if form == "json":
        from trueup.output import write_json
        from trueup.reports.json import questions as as_json

        write_json(as_json(found), output)
    else:
        from trueup.output import show
        from trueup.reports.questions import listed

        show(listed(found), output, color)
    return 1 if found else 0


def _answered(found: tuple[Question, ...], color: bool | None) -> int:
    """Ask each question that an earlier answer has not settled; the exit code."""
    from trueup.output import show
    from trueup.reports.questions import choices, listed

    left, taken = 0, set()
    for number, question in enumerate(found, 1):
        candidates = [one for one in question.candidates if one.after not in taken]
        if not candidates:
            left += 1
            continue
        show(choices(question, candidates, number, len(found)), None, color)
        answers = [str(n) for n in range(1, len(candidates) + 1)]
        answer = click.prompt("answer", type=click.Choice([*answers, "none", "skip"]), default="skip")
        if answer == "skip":
            left += 1
        elif answer == "none" and question.stayed:
            same: dict[str, object] = {"from": str(question.before), "to": str(question.before)}
            _write("rename", same, None, None, f"{question.before} is what it was")
        elif answer == "none":
            _write("drop", {"address": str(question.before)}, None, None, f"{question.before} is gone")
        else:
            one = candidates[int(answer) - 1]
            taken.add(one.after)
            said: dict[str, object] = {"from": str(one.before), "to": str(one.after)}
            _write("rename", said, None, None, f"{one.before} is {one.after} now")
    if not found:
        show(listed(found), None, color)
    return 1 if left else 0


@command.command(cls=options.Command)
@click.argument("address")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--reason", required=True, help="Why it is as it is.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day it is accepted.")
@click.option("--code", help="Only this finding: D202.")
@click.option("--where", multiple=True, metavar="PLACE", help="Only while no other place is out of line. Repeatable.")
def accept(*, address: str, owner: str, reason: str, until: datetime, code: str | None, where: tuple[str, ...]) -> int:
    """Accept what differs at ADDRESS (a glob) until a day: it is shown, and is no drift."""
    from trueup.checks import page
    from trueup.decisions.file import FILE, add
    from trueup.errors import ConfigError
    from trueup.project import configuration

    if until.date() < date.today():
        raise ConfigError(f"{until.date()} has passed", where="--until", help="Give a day that is still to come.")
    values: dict[str, object] = {"address": address, "owner": owner, "reason": reason, "until": until.date()}
    values |= {"code": page(code).code} if code is not None else {}
    values |= {"where": list(where)} if where else {}
    add(configuration().root, "accept", values)
    click.echo(f"Wrote it into {FILE}: {address} is accepted until {until.date()}.")
    return 0


@command.command(cls=options.Command)
@click.argument("old")
@click.argument("new")
@click.option("--owner", help="Who says so.")
@click.option("--reason", help="Why.")
def rename(*, old: str, new: str, owner: str | None, reason: str | None) -> int:
    """OLD and NEW are addresses of one thing: plans rename it and keep its data."""
    return _write("rename", {"from": old, "to": new}, owner, reason, f"{old} is {new} now")


@command.command(cls=options.Command)
@click.argument("address")
@click.option("--owner", help="Who says so.")
@click.option("--reason", help="Why.")
def drop(*, address: str, owner: str | None, reason: str | None) -> int:
    """What is at ADDRESS is gone for good: it has no new name."""
    return _write("drop", {"address": address}, owner, reason, f"{address} is gone")


def _write(sort: str, values: dict[str, object], owner: str | None, reason: str | None, told: str) -> int:
    from trueup.decisions.file import FILE, add
    from trueup.project import configuration

    more = {"owner": owner, "reason": reason, "at": date.today()}
    add(configuration().root, sort, values | {key: value for key, value in more.items() if value is not None})
    click.echo(f"Wrote it into {FILE}: {told}.")
    return 0
