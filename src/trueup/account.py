"""What is made of what a check read: grades, causes, decisions, and the text of each report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from trueup import __version__, check
from trueup.formats.live import Live
from trueup.formats.sql import Replayed

if TYPE_CHECKING:
    from trueup.causes import Facts
    from trueup.check import Checked, Question
    from trueup.decisions import Settled
    from trueup.histories.applied import Progress
    from trueup.histories.history import History
    from trueup.model import Schema
    from trueup.postgres.self_test import Tried
    from trueup.sources import Source
    from trueup.statement import Plan


def judged(question: Question, checked: Checked, today: date, baseline: str | None = None) -> Settled:
    """What was found with how much it matters and why, less what a baseline knows, after the project's decisions."""
    from trueup import baseline as known
    from trueup.decision_file import load
    from trueup.decisions import settle
    from trueup.explain import explain, with_causes
    from trueup.finding import Severity
    from trueup.histories.history import text_of

    chosen = {code: Severity(level) for code, level in question.config.severity.items() if level != "off"}
    graded = explain(checked.verdict, chosen)
    if graded.disagreements:
        graded = with_causes(graded, _facts(question, checked))
    hidden = 0
    if baseline is not None:
        graded, hidden = known.without(graded, known.parse(text_of(baseline), baseline))
    return settle(graded, load(question.config.root), today)._replace(known=hidden)


def _facts(question: Question, checked: Checked) -> Facts:
    """What may tell why places disagree: what was applied where, which file makes what, and the schemas themselves."""
    from trueup.causes import Facts

    sources = (*question.places, question.truth)
    histories = [source.history for _, source in sources if isinstance(source, Replayed)]
    verdict = checked.verdict
    schemas = _schemas(checked)
    truth = schemas.get(verdict.truth)
    return Facts(
        progress=dict(_progress(question, checked, histories[0])) if len(histories) == 1 else {},
        unapplied={name: one.unapplied for name, one in zip(verdict.names, verdict.comparisons, strict=True)},
        made_by=truth.origins if truth is not None and isinstance(question.truth[1], Replayed) else {},
        schemas=schemas,
    )


def _progress(question: Question, checked: Checked, history: History) -> Iterator[tuple[str, Progress]]:
    """How far each database is, by what its migration runner noted there."""
    from trueup.errors import ConnectionFailed
    from trueup.histories.applied import progress, written
    from trueup.postgres.applied import noted
    from trueup.postgres.connect import reader

    files = written(history)
    for name, place in question.places:
        if name in checked.readings and isinstance(place, Live):
            try:
                with reader(place.url) as conn:
                    yield name, progress(history, files, noted(conn))
            except ConnectionFailed:
                continue  # it was there a moment ago; the causes are then told without


def plans(question: Question, names: Sequence[str]) -> dict[str, str]:
    """The SQL that would make each of these databases what the truth says, by name; a plan that fails says why."""
    from trueup.errors import PlanFailed
    from trueup.reports import sql

    found = {}
    for name, place in question.places:
        if name in names and isinstance(place, Live):
            try:
                found[name] = sql.plan(_plan(question, place))
            except PlanFailed as problem:
                found[name] = "".join(f"-- {line}\n" for line in f"No plan: {problem}".splitlines())
    return found


def report(question: Question, checked: Checked, told: Settled, form: str) -> str:
    """The text of a report for a file or another program."""
    from importlib import import_module

    from trueup.output import json_text
    from trueup.reports.definitions import definitions
    from trueup.reports.matrix import against

    room = import_module(f"trueup.reports.{form}")
    if form == "json":
        return json_text(room.drift(checked.verdict, told))
    if form == "sarif":
        return json_text(room.report(told.open, __version__, told.accepted))
    if form in ("github", "junit"):
        return str(room.report(told.open))
    rows, truth = [one.row for one in told.open.disagreements], checked.verdict.truth
    scripts = plans(question, sorted({name for row in rows for name in against(row, truth)}))
    schemas = _schemas(checked)
    found = definitions(schemas, {row.address for row in rows})
    if form == "markdown":
        return str(room.report(told.open, scripts, found, accepted=told.accepted))
    return str(room.report(told.open, found, scripts, schemas.get(truth), told.accepted))


def _schemas(checked: Checked) -> dict[str, Schema]:
    """What each place has, the truth too, as it was compared."""
    found = {name: one.before for name, one in checked.readings.items()}
    truth = next((one.after for one in checked.readings.values()), None)
    return found | ({checked.verdict.truth: truth} if truth is not None else {})


def self_test(question: Question) -> tuple[Tried, ...]:
    """Whether changes by hand to a clone of the truth are seen within what this check compares."""
    from trueup.compare import project_scope
    from trueup.postgres.self_test import self_test as tried
    from trueup.sources import shadow_url

    url = question.shadow_url or shadow_url(question.config)
    return tried(
        question.truth[1].read(shadow_url=url),
        scope=project_scope(question.config, check.scope(question)),
        shadow_url=url,
        stand_ins=question.config.shadow.stand_ins,
    )


def _plan(question: Question, place: Source) -> Plan:
    from trueup.compare import make_plan

    return make_plan(check.reading(question, place, needs=True))
