"""Runs, those to come and those that were: lines for people, plain values for programs. Carries nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trueup.reports.console import Line, findings
from trueup.reports.json import FORMAT, Json, change
from trueup.reports.text import safe
from trueup.scrub import scrub
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.applying import Outcome, Ready
    from trueup.postgres.apply import Event, Limits
    from trueup.postgres.apply.journal import Noted, Run
    from trueup.postgres.apply.segments import Segment
    from trueup.statement import Statement

_SQL = 96
"""How much of a statement is shown on a line that says what became of it."""


def ready(found: Ready, limits: Limits) -> Iterator[Line]:
    """What would be run: each transaction with its timeouts and statements."""
    yield from summary(found)
    for number, segment in enumerate(found.segments, 1):
        yield ()
        yield ((f"{number:>3}  ", "dim"), (_how(segment), "head"), (f"  {_timeouts(segment, limits)}", "dim"))
        for n in segment.steps:
            for line in _text(found.plan.statements[n]).split("\n"):
                yield (("     ", ""), (safe(line), ""))
    yield from findings(found.plan.findings)


def _text(step: Statement) -> str:
    return scrub(step.said if step.batch is not None else step.sql.strip() + ";")


def summary(found: Ready) -> Iterator[Line]:
    """One sentence on what is to be run, and the hazards that were allowed."""
    what = {"apply": "", "undo": f" that take run {found.undoes} back"}[found.command]
    count = len(found.plan.statements)
    if found.resumes is not None:
        yield (
            (f"Run {found.resumes} was interrupted", "warn"),
            (f": {found.done} of its {plural(count, 'statement')} are done, it goes on from there.", ""),
        )
    else:
        yield (
            (plural(count, "statement"), "head"),
            (f"{what} in {plural(len(found.segments), 'transaction or step', 'transactions and steps')}.", ""),
        )
    yield (("  from  ", "dim"), (safe(found.source), ""))
    yield (("  to    ", "dim"), (safe(found.goal), ""))
    yield from _hazards(found)


def _hazards(found: Ready) -> Iterator[Line]:
    told = {h.key: h for step in found.plan.statements for h in step.hazards}
    for hazard in told.values():
        where = f"{safe(hazard.address)}: " if hazard.address and hazard.address not in hazard.message else ""
        style = "dim" if hazard.severity.rank == 0 else "warn"
        yield ((f"  {hazard.code}  ", style), (where + safe(hazard.message), ""))


def _how(segment: Segment) -> str:
    return {
        "transaction": "a transaction that reads a table whole" if segment.long else "a transaction",
        "alone": "outside of transactions",
        "backfill": "in steps, each a transaction",
        "setting": "for the session",
    }[segment.how]


def _timeouts(segment: Segment, limits: Limits) -> str:
    lock = f"lock_timeout {limits.lock * 1000:g} ms, tried again for {limits.retry:g} s"
    if segment.how == "setting":
        return ""
    if segment.how == "alone":
        return "no timeout: it waits without holding anybody up"
    if segment.how == "backfill":
        return f"{lock}, about {limits.batch * 1000:g} ms each, {limits.pause * 1000:g} ms in between"
    return lock + ("" if segment.long or not limits.statement else f", statement_timeout {limits.statement:g} s")


def event(found: Event, total: int, sql: str | None) -> Iterator[Line]:
    """What became of a statement, or of the connection."""
    place = f"{found.number:>{len(str(total))}}/{total}" if found.number is not None else ""
    style, word = {
        "done": ("good", "done"),
        "failed": ("bad", "failed"),
        "waiting": ("warn", "waiting"),
        "cleaned": ("warn", "cleans up"),
        "reconnecting": ("warn", "the connection broke"),
        "reconnected": ("good", "connected again"),
    }[found.what]
    took = f"{found.seconds:8.2f} s  " if found.seconds is not None and found.what == "done" else ""
    rows = f"{found.rows} rows  " if found.rows is not None else ""
    text = _short(sql) if sql is not None and found.what == "done" else ""
    detail = f"  {safe(found.detail)}" if found.detail is not None else ""
    yield (
        (f"  {place}  " if place else "  ", "dim"),
        (f"{word}  ", style),
        (took + rows, "dim"),
        (text, ""),
        (detail, "dim"),
    )


def _short(sql: str) -> str:
    line = safe(" ".join(scrub(sql).split()))
    return line if len(line) <= _SQL else line[: _SQL - 1] + "…"


def outcome(found: Outcome, target: str) -> Iterator[Line]:
    """What came of it, and what is left."""
    where = safe(target)
    if found.resumed is not None:
        yield (("Done.", "good"), (f" Run {found.resumed}, which had been interrupted, is finished.", ""))
    if found.state == "nothing":
        told = "" if found.plan.findings else f" {where} is what was asked for."
        yield (("Nothing to do.", "good"), (told, ""))
        yield from findings(found.plan.findings)
    elif found.state == "abandoned":
        yield (("Given up.", "warn"), (f" Run {found.run} will not be gone on with; what was done of it stays.", ""))
    elif found.state == "declined":
        yield (("Stopped.", "warn"), (" Nothing was changed.", ""))
    elif found.state == "done":
        assert found.ready is not None
        back = (
            f"run {found.ready.undoes} is taken back"
            if found.ready.command == "undo"
            else "it can be taken back with `trueup undo`"
        )
        lost = sorted({one.code for one in found.plan.losses}) if found.ready.command == "apply" else []
        back += f", but for what is lost ({', '.join(lost)})" if lost else ""
        yield (
            ("Done.", "good"),
            (f" {plural(len(found.plan.statements), 'statement')} on {where}, run {found.run}; {back}.", ""),
        )
        yield from findings(found.plan.findings)
    if found.unchecked is not None:
        yield (("Not checked", "warn"), (f" whether it is what was asked for now: {safe(found.unchecked)}", ""))
    if found.left:
        yield ()
        yield ((plural(len(found.left), "difference"), "bad"), (" left that the plan did not announce:", ""))
        for one in found.left:
            yield ((f"  {safe(one.address)}", ""),)


def log(found: Sequence[tuple[Run, Sequence[Noted]]], *, steps: bool) -> Iterator[Line]:
    """The runs, the newest first, each with its statements if they are wanted."""
    if not found:
        yield (("Nothing was applied here.", "head"),)
    for run, noted in found:
        done = sum(one.state == "done" for one in noted)
        style = {"done": "good", "failed": "bad", "running": "warn"}.get(run.state, "dim")
        yield (
            (f"{run.number:>4}  ", "dim"),
            (f"{run.state:<9}  ", style),
            (f"{run.began}  {run.command}  {safe(run.goal)}", ""),
            (
                f"  {done} of {plural(len(noted), 'statement')}, {safe(run.who)} as {safe(run.role)}, plan {run.plan}",
                "dim",
            ),
            (f", resumed {plural(run.resumed, 'time')}" if run.resumed else "", "dim"),
        )
        for one in noted if steps else ():
            yield from _step(one)


def _step(found: Noted) -> Iterator[Line]:
    style = {"done": "good", "failed": "bad", "started": "warn"}.get(found.state, "dim")
    took = f"{found.seconds:8.2f} s  " if found.seconds is not None else f"{'':12}"
    rows = f"{found.rows} rows  " if found.rows else ""
    yield (
        (f"{found.number:>9}  ", "dim"),
        (f"{found.state:<8} ", style),
        (took + rows, "dim"),
        (_short(found.statement), ""),
    )
    if found.error is not None:
        yield ((f"{'':20}", ""), (safe(found.error), "bad"))


def outcome_json(found: Outcome, target: str, command: str) -> Json:
    """What came of it."""
    return {
        "trueup": FORMAT,
        "command": command,
        "target": target,
        "state": found.state,
        "run": found.run,
        "resumed": found.resumed,
        "plan": found.plan.identity if found.plan else None,
        "segments": [] if found.ready is None else [_segment(one, found.ready) for one in found.ready.segments],
        "left": [change(one, {}) for one in found.left],
        "unchecked": found.unchecked,
    }


def _segment(found: Segment, ready: Ready) -> Json:
    statements = [scrub(ready.plan.statements[n].sql) for n in found.steps]
    return {"how": found.how, "long": found.long, "statements": statements}


def log_json(found: Sequence[tuple[Run, Sequence[Noted]]], target: str) -> Json:
    """The runs with their statements, the newest first."""
    return {
        "trueup": FORMAT,
        "command": "log",
        "target": target,
        "runs": [
            {name: getattr(run, name) for name in run.__struct_fields__}
            | {"steps": [{name: getattr(one, name) for name in one.__struct_fields__} for one in noted]}
            for run, noted in found
        ],
    }
