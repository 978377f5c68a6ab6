"""A plan as a Markdown document for review: what can go wrong, each statement with its locks, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.comparison import Side
from trueup.finding import Finding, Severity
from trueup.reports.markdown.markup import code, escaped, fenced, table
from trueup.reports.work import said
from trueup.statement import Plan, Statement
from trueup.wording import plural


def report(found: Plan, before: Side, after: Side, back: Plan | None) -> str:
    """The whole document; ``back`` is the plan in the other direction, where it is to be there."""
    lines = [*_head(found, before, after), *_risks(found), *_left(found), *_statements(found), *_back(found, back)]
    return "\n".join(lines).rstrip() + "\n"


def _head(found: Plan, before: Side, after: Side) -> Iterator[str]:
    yield "# Change plan"
    yield ""
    yield f"From {code(before.label)} to {code(after.label)}: {plural(len(found.statements), 'statement')}."
    if not found.statements:
        yield ""
        yield "Nothing to do."
        return
    stopping = _stopping(found)
    yield ""
    if stopping:
        yield f"**{plural(len(stopping), 'hazard')} must be allowed by name before it is applied.**"
    else:
        yield "**No hazard must be allowed.**"
    yield ""
    yield f"Plan {code(found.identity)}. {plural(_long(found), 'statement')} take as long as a table is large."


def _stopping(found: Plan) -> list[Finding]:
    return [h for step in found.statements for h in step.hazards if h.severity.rank >= Severity.ERROR.rank]


def _long(found: Plan) -> int:
    return sum(bool(step.work is not None and step.work.long) or step.batch is not None for step in found.statements)


def _risks(found: Plan) -> Iterator[str]:
    rows = [
        (str(number), h.severity.value, code(h.code), code(h.address or ""), escaped(h.message), escaped(h.help or ""))
        for number, step in enumerate(found.statements, 1)
        for h in step.hazards
    ]
    if rows:
        yield from _section("Risks")
        yield from table(("Statement", "Severity", "Code", "Object", "What", "What to do"), rows)
    names = list(dict.fromkeys(h.key for h in _stopping(found)))
    if names:
        yield from _section("To allow")
        yield fenced("\n".join(f"--allow '{name}'" for name in names), "text")


def _left(found: Plan) -> Iterator[str]:
    if found.findings:
        yield from _section("What no statement can bring about")
        yield from (f"- {code(f.address or f.code)}: {escaped(f.message)}" for f in found.findings)


def _statements(found: Plan) -> Iterator[str]:
    if not found.statements:
        return
    yield from _section("Statements")
    for number, step in enumerate(found.statements, 1):
        yield f"### {number}. {code(step.address)}"
        yield ""
        yield fenced(f"{step.sql.strip()};", "sql")
        yield ""
        yield from _told(step)
        yield ""


def _told(step: Statement) -> Iterator[str]:
    for line in said(step.work) if step.work is not None else ():
        yield f"- {escaped(line)}"
    if step.batch is not None:
        yield f"- in steps of {step.batch.size:,} rows, each a transaction of its own"
    elif not step.transactional:
        yield "- outside of a transaction"
    for undo in step.undo or ():
        yield f"- undo: {code(' '.join(undo.split()))}"


def _back(found: Plan, back: Plan | None) -> Iterator[str]:
    if back is None or not (back.statements or found.irreversible):
        return
    yield from _section("Undo")
    if found.irreversible:
        yield "Not all comes back:"
        yield ""
        yield from (f"- {code(one.address or one.code)}: {escaped(one.message)}" for one in found.irreversible)
        yield ""
    lost = [h for step in back.statements for h in step.hazards if h.code.startswith("H1")]
    if lost:
        yield "Going back loses what was written since:"
        yield ""
        yield from (f"- {code(hazard.address or '')}: {escaped(hazard.message)}" for hazard in lost)
        yield ""
    if back.statements:
        yield "The way back, for the moment after:"
        yield ""
        yield fenced(back.sql.strip(), "sql")


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
