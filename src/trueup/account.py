"""What is made of what a check read: grades, causes, decisions, and the text of each report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from trueup import __version__, check
from trueup.beside import beside, progress_of, schemas_of
from trueup.formats.live import Live
from trueup.formats.sql import Replayed

if TYPE_CHECKING:
    from trueup.check import Checked, Question
    from trueup.decisions import Settled
    from trueup.drift.causes import Facts
    from trueup.drift.counting import Key, Worth
    from trueup.drift.explained import Explained
    from trueup.model import Address, Schema, Scope
    from trueup.naming import Naming
    from trueup.postgres.self_test import Tried
    from trueup.statement import Plan


def judged(question: Question, checked: Checked, today: date, baseline: str | None = None) -> Settled:
    """What was found with how much it matters and why, less what a baseline knows, after the project's decisions."""
    from trueup.decisions import baseline as known
    from trueup.decisions import moot, settle
    from trueup.decisions.file import load
    from trueup.drift.explain import explain, with_causes
    from trueup.files import text_of
    from trueup.finding import Severity

    chosen = {code: Severity(level) for code, level in question.config.severity.items() if level != "off"}
    decisions = load(question.config.root)
    graded = explain(checked.verdict, chosen, {**dict.fromkeys(decisions.drops), **decisions.renames})
    if graded.disagreements:
        graded = _counted(question, checked, with_causes(graded, _facts(question, checked)))
    whole = not (checked.verdict.unreached or question.only or question.ignore)
    spare = moot(decisions, [one.changes for one in checked.verdict.comparisons]) if whole else ()
    if baseline is None:
        return settle(graded, decisions, today)._replace(moot=spare)
    keys = known.parse(text_of(baseline), baseline)
    graded, hidden = known.without(graded, keys)
    resolved = tuple(sorted(keys - hidden)) if whole else ()
    return settle(graded, decisions, today)._replace(known=len(hidden), resolved=resolved, moot=spare)


def _facts(question: Question, checked: Checked) -> Facts:
    """What may tell why places disagree: what was applied where, which file makes what, and the schemas themselves."""
    from trueup.drift.causes import Facts

    sources = (*question.places, question.truth)
    histories = [source.history for _, source in sources if isinstance(source, Replayed)]
    verdict = checked.verdict
    schemas = schemas_of(checked)
    truth = schemas.get(verdict.truth)
    return Facts(
        progress=dict(progress_of(question, checked, histories[0])) if len(histories) == 1 else {},
        unapplied={name: one.unapplied for name, one in zip(verdict.names, verdict.comparisons, strict=True)},
        made_by=truth.origins if truth is not None and isinstance(question.truth[1], Replayed) else {},
        schemas=schemas,
    )


def _counted(question: Question, checked: Checked, graded: Explained) -> Explained:
    """With how many rows of each database break what is expected of them, where that can be told quickly."""
    if not question.counts:
        return graded
    from concurrent.futures import ThreadPoolExecutor

    from trueup.drift import counting

    schemas = schemas_of(checked)
    asked = {
        place.url: (name, found)
        for name, place in question.places
        if name in schemas and isinstance(place, Live) and (found := counting.worth(graded, name, schemas[name]))
    }
    lines: dict[counting.Key, list[str]] = {}
    with ThreadPoolExecutor(max(len(asked), 1)) as pool:
        for told in pool.map(lambda url: _numbers(url, *asked[url]), asked):
            for key, line in told:
                lines.setdefault(key, []).append(line)
    return counting.told(graded, lines)


def _numbers(url: str, name: str, asked: Sequence[Worth]) -> list[tuple[Key, str]]:
    from trueup.drift.counting import sentences
    from trueup.errors import ConnectionFailed, SourceError
    from trueup.postgres.connect import reader
    from trueup.postgres.rows.counts import counts

    rows = [one.rows for one in asked if one.rows is not None]
    try:
        with reader(url) as conn:
            return list(sentences(name, asked, counts(conn, rows) if rows else ()))
    except (ConnectionFailed, SourceError) as problem:
        return [(one.key, f"{name}: not counted: {problem.message}") for one in asked]


def named(checked: Checked, told: Settled) -> Naming:
    """How each place names things, and what the databases have of the names of the code, or else the migrations."""
    from trueup.naming import naming

    drift = told.open.drift
    called = {place: _names(schema) for place, schema in schemas_of(checked).items()}
    code = drift.truth if drift.truth in drift.named("code") else next(iter(drift.named("code")), None)
    others = drift.named("database") or drift.named("snapshot") or drift.named("migrations")
    return naming(called, code, [name for name in others if name != code])


def _names(schema: Schema) -> dict[Address, tuple[str, ...]]:
    """The names of tables and columns, without those a migration runner gave its own."""
    from trueup.naming.convention import names
    from trueup.postgres.shadow.runners import is_runners

    return {where: columns for where, columns in names(schema).items() if not is_runners(where)}


def names_here(only: Sequence[str], ignore: Sequence[str], shadow_url: str | None) -> Naming:
    """``named`` for the places a check looks at."""
    from trueup.decisions import Settled
    from trueup.drift.explain import explain

    checked = check.compare(check.ask(only=only, ignore=ignore, shadow_url=shadow_url))
    return named(checked, Settled(open=explain(checked.verdict)))


def names_of(sources: Sequence[str], scope: Scope | None, shadow_url: str | None) -> Naming:
    """How these sources name things, and what the others have of the names of the first."""
    from trueup.compare import read_one, within
    from trueup.naming import naming

    called = {}
    for one in sources:
        source, schema = read_one(one, shadow_url=shadow_url)
        called[source.label] = _names(within(schema, scope))
    first, *others = called
    return naming(called, first if others else None, others)


def plans(question: Question, names: Sequence[str]) -> dict[str, str]:
    """The SQL that would make each of these databases what the truth says, by name; a plan that fails says why."""
    from trueup.errors import PlanFailed
    from trueup.renaming import make_plan
    from trueup.reports import sql

    found = {}
    for name, place in question.places:
        if name in names and isinstance(place, Live):
            try:
                read = check.reading(question, place, needs=True)
                made = make_plan(read)
                found[name] = sql.commented(made, _instead(made, read.before))
            except PlanFailed as problem:
                found[name] = "".join(f"-- {line}\n" for line in f"No plan: {problem}".splitlines())
    return found


def report(question: Question, checked: Checked, told: Settled, naming: Naming, form: str) -> str:
    """The text of a report for a file or another program."""
    from importlib import import_module

    from trueup.output import json_text
    from trueup.reports.definitions import definitions
    from trueup.reports.matrix import against

    room = import_module(f"trueup.reports.{form}")
    if form == "json":
        return json_text(room.drift(checked.verdict, told, naming, beside(question, checked, told)))
    if form == "sarif":
        return json_text(room.report(told.open, __version__, told.accepted))
    if form in ("github", "junit"):
        return str(room.report(told.open))
    rows, truth = [one.row for one in told.open.disagreements], checked.verdict.truth
    scripts = plans(question, sorted({name for row in rows for name in against(row, truth)}))
    schemas = schemas_of(checked)
    found = definitions(schemas, {row.address for row in rows})
    more = beside(question, checked, told)
    if form == "markdown":
        return str(room.report(told.open, scripts, found, naming, told.accepted, more))
    return str(room.report(told.open, found, scripts, schemas.get(truth), told.accepted, naming, more))


def self_test(question: Question) -> tuple[Tried, ...]:
    """Whether changes by hand to a clone of the truth are seen within what this check compares."""
    from trueup.compare import project_scope
    from trueup.postgres.self_test import self_test as tried
    from trueup.project.sources import shadow_url

    url, truth = question.shadow_url or shadow_url(question.config), question.truth[1]
    history = getattr(truth, "history", None)
    return tried(
        truth.read(shadow_url=url),
        scope=project_scope(question.config, check.scope(question)),
        shadow_url=url,
        stand_ins=question.config.shadow.stand_ins,
        platform=question.config.shadow.platform or getattr(history, "platform", None),
    )


def _instead(made: Plan, schema: Schema) -> dict[Address, list[str]]:
    """The statements that would give what may only have a new name that name, by what a plan drops."""
    from trueup.postgres.renamed import statements

    one = {each.before: each.candidates[0].after for each in made.questions if len(each.candidates) == 1}
    return {was: [step.sql for step in statements(schema, {was: now})] for was, now in one.items()}
