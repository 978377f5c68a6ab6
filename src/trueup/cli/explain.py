"""``trueup explain``."""

from __future__ import annotations

import click

from trueup.cli import options
from trueup.output import show


@click.command(cls=options.Command)
@click.argument("code", required=False)
@options.printing
def command(*, code: str | None, color: bool | None, output: str | None, quiet: bool) -> int:
    """Explain the CODE of a hazard, a finding or a note; without one, list them all."""
    from trueup.checks import page, pages
    from trueup.reports.console import codes, explanation

    show(explanation(page(code)) if code else codes(pages()), output, color)
    return 0
