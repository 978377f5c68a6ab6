"""``trueup undo``."""

from __future__ import annotations

import click

from trueup.cli import options, running


@click.command(cls=options.Command)
@click.argument("target")
@running.refusing
@running.limits
@options.formats("console", "json")
@options.blocking
@options.shadow
@options.printing
def command(
    *,
    target: str,
    allow: tuple[str, ...],
    yes: bool,
    rehearse: bool,
    audit: str | None,
    form: str,
    blocking: bool,
    shadow_url: str | None,
    color: bool | None,
    output: str | None,
    quiet: bool,
    **limits: float,
) -> int:
    """Take back the last plan that was applied to the database TARGET.

    The schema becomes what it was before; rows and values that were dropped do not come back, and the plan's hazards
    say so. Run again, it takes back the plan before that one.

    Exit codes: 0 done, 1 begun and not finished, 2 refused and nothing changed.
    """
    from trueup.applying import Order, undo

    order = Order(
        target=target,
        allow=allow,
        yes=yes,
        rehearse=rehearse,
        gentle=not blocking,
        shadow_url=shadow_url,
        audit=audit,
        limits=running.patience(limits),
    )
    return running.carry_out("undo", order, undo, form=form, color=color, output=output, quiet=quiet)
