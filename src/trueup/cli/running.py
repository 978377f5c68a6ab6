"""What ``apply`` and ``undo`` share: their options, the question before they begin, and what they say on the way."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from trueup.output import show, write_json

if TYPE_CHECKING:
    from trueup.applying import Order, Outcome, Ready
    from trueup.postgres.apply import Event, Limits

Function = TypeVar("Function", bound=Callable[..., Any])


def refusing(command: Function) -> Function:
    """What speaks against a run, and what overrides it."""
    for option in reversed(
        (
            click.option(
                "--allow",
                multiple=True,
                metavar="HAZARD",
                help="A hazard that may be: a code, or 'CODE ADDRESS' with a glob. Repeatable; trueup.toml has more.",
            ),
            click.option("--yes", is_flag=True, help="Do not ask; needed for production."),
            click.option(
                "--dry-run", "rehearse", is_flag=True, help="Only say what would be run, and what forbids it."
            ),
            click.option("--audit", metavar="FILE", envvar="TRUEUP_AUDIT", help="The audit log on this machine."),
        )
    ):
        command = option(command)
    return command


_LIMITS = (
    ("--lock-timeout", 500, 1, "MS", "How long anybody waits behind a lock that is waited for."),
    ("--retry-for", 600, 0, "S", "How long a lock that was not had is tried for again."),
    ("--statement-timeout", 30, 0, "S", "How long a statement may take that reads no table whole; 0 for ever."),
    ("--reconnect-for", 120, 0, "S", "How long a connection that broke is tried for again."),
    ("--batch-time", 250, 1, "MS", "About how long a step of a backfill takes."),
    ("--pause", 10, 0, "MS", "How long a backfill rests after each step."),
)


def limits(command: Function) -> Function:
    """How patient a run is."""
    for name, usual, least, unit, what in reversed(_LIMITS):
        kind = click.FloatRange(min=least)
        command = click.option(name, type=kind, default=usual, show_default=True, metavar=unit, help=what)(command)
    return command


def patience(options: dict[str, float]) -> Limits:
    """The options of ``limits`` as seconds."""
    from trueup.postgres.apply import Limits

    return Limits(
        lock=options["lock_timeout"] / 1000,
        retry=options["retry_for"],
        statement=options["statement_timeout"],
        reconnect=options["reconnect_for"],
        batch=options["batch_time"] / 1000,
        pause=options["pause"] / 1000,
    )


def carry_out(
    command: str,
    order: Order,
    run: Callable[..., Outcome],
    *,
    form: str,
    color: bool | None,
    output: str | None,
    quiet: bool,
) -> int:
    """Run an order, say what happens, and give the exit code."""
    from trueup.cli.progress import progress
    from trueup.reports import runs

    said = _Said(order, color=color, silent=quiet or form == "json")
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    try:
        with interruptible(), progress(quiet, "applying"):
            outcome = run(order, said.event, said.asks if asks else said.begins)
    except KeyboardInterrupt as stop:
        click.echo(str(stop) or "Nothing was begun.", err=True)
        raise
    if form == "json":
        write_json(runs.outcome_json(outcome, label(order.target), command), output)
    elif outcome.state == "rehearsed" and outcome.ready is not None:
        show(runs.ready(outcome.ready, order.limits), output, color)
    else:
        show(runs.outcome(outcome, label(order.target)), output, color)
    return 2 if outcome.state == "declined" else 1 if outcome.left else 0


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Whoever asks the program to end, a runner of jobs or a terminal that is closed, ends it like Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def label(target: str) -> str:
    """A target as messages call it, without a password."""
    from trueup.postgres.connect import redact

    return redact(target)


class _Said:
    """Says on stdout what happens, as it happens."""

    def __init__(self, order: Order, *, color: bool | None, silent: bool) -> None:
        self._order = order
        self._color = color
        self._silent = silent
        self._ready: Ready | None = None
        self._label = label(order.target)

    def begins(self, ready: Ready) -> bool:
        """Say what is begun; nobody can be asked."""
        from trueup.reports.runs import summary

        self._ready = ready
        if not self._silent:
            show(summary(ready), None, self._color)
        return True

    def asks(self, ready: Ready) -> bool:
        """Show what is to be run and ask whether it is meant."""
        from trueup.cli.progress import paused
        from trueup.reports.runs import ready as as_lines

        self._ready = ready
        with paused():
            if not self._silent:
                show(as_lines(ready, self._order.limits), None, self._color)
            return click.confirm(f"Run this on {self._label}?", err=True)

    def event(self, event: Event) -> None:
        """Say what happened."""
        from trueup.reports.runs import event as as_lines

        if self._silent or self._ready is None:
            return
        statements = self._ready.plan.statements
        sql = statements[event.number - 1].said if event.number is not None else None
        try:
            show(as_lines(event, len(statements), sql), None, self._color)
        except OSError:
            self._silent = True  # nobody reads any more: that is no reason to stop halfway
