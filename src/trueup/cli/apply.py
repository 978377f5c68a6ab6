"""``trueup apply``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trueup.cli import options, running

if TYPE_CHECKING:
    from trueup.model import Address


@click.command(cls=options.Command)
@click.argument("target")
@click.argument("goal", metavar="[TO]", required=False)
@click.option("--plan", "plan", metavar="FILE", help="Apply a plan that `trueup plan --format json` wrote.")
@click.option("--abandon", is_flag=True, help="Do not go on with a run that was interrupted; what was done stays.")
@running.refusing
@running.limits
@options.formats("console", "json")
@options.answers
@options.blocking
@options.filters
@options.shadow
@options.via
@options.printing
def command(
    *,
    target: str,
    goal: str | None,
    plan: str | None,
    abandon: bool,
    allow: tuple[str, ...],
    yes: bool,
    rehearse: bool,
    audit: str | None,
    form: str,
    renames: dict[Address, Address],
    drops: frozenset[Address],
    blocking: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
    **limits: float,
) -> int:
    """Turn the database TARGET into what TO says, or carry out a plan that was made for it.

    TARGET is an environment of trueup.toml or a URL, TO any schema. A run that was interrupted is gone on with first;
    with TARGET alone nothing else is done. Every statement is noted in the namespace trueup of the database.

    Exit codes: 0 done, 1 begun and not finished, 2 refused and nothing changed.
    """
    from trueup.applying import Order, apply

    if goal is not None and plan is not None:
        options.usage("Give TO or --plan, not both.")
    order = Order(
        target=target,
        goal=goal,
        plan=plan,
        allow=allow,
        yes=yes,
        abandon=abandon,
        rehearse=rehearse,
        gentle=not blocking,
        scope=options.scope(only, ignore),
        renames=renames,
        drops=drops,
        shadow_url=shadow_url,
        audit=audit,
        limits=running.patience(limits),
    )
    return running.carry_out("apply", order, apply, form=form, color=color, output=output, quiet=quiet)
