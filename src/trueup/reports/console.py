"""Results for people: lines of styled spans, which the command line prints in colour or as plain text.

Reads nothing and prints nothing. A span's text has been made safe to show; its style is a word of ``STYLES``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from trueup.codes import PAGES, Page
from trueup.comparison import Comparison
from trueup.diff import Alter, Change, Create, Drop
from trueup.finding import Finding, Severity
from trueup.model import Address, Note, Object
from trueup.reports.described import declared, definition, evidence, sure
from trueup.reports.records import field_values, is_long
from trueup.reports.text import safe, value
from trueup.reports.work import said as work
from trueup.statement import Plan
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.postgres.proof import Proof
    from trueup.postgres.proof.rehearsal import Measured
    from trueup.postgres.self_test import Tried
    from trueup.renames import Renames

Span = tuple[str, str]
Line = tuple[Span, ...]

STYLES = {
    "": "",
    "good": "bold green",
    "bad": "bold red",
    "new": "green",
    "gone": "red",
    "changed": "yellow",
    "head": "bold",
    "dim": "dim",
    "warn": "bold yellow",
}

SEVERITY = {Severity.INFO: "dim", Severity.WARNING: "warn", Severity.ERROR: "bad", Severity.CRITICAL: "bad"}


def difference(found: Comparison) -> Iterator[Line]:
    """What differs between two sources: a sentence, then the changes grouped by what contains them."""
    if found.equal:
        yield (("Equal.", "good"), (" No difference between these two:", ""))
    else:
        yield ((f"{plural(len(found.changes), 'difference')}", "bad"), (f": {_counts(found)}.", ""))
    yield (("  from  ", "dim"), (safe(found.before.label), ""))
    yield (("  to    ", "dim"), (safe(found.after.label), ""))
    yield from changes(found.changes, _places(found), "from", "to")
    yield from renames(found.renames)
    yield from cosmetics(found.cosmetic)
    yield from notes(found.notes)


def tried(found: Sequence[Tried]) -> Iterator[Line]:
    """What a check was shown to see of changes by hand."""
    counts = {outcome: sum(one.outcome == outcome for one in found) for outcome in ("seen", "missed")}
    whole = counts["seen"] + counts["missed"]
    if counts["missed"]:
        yield (("Blind.", "bad"), (f" {counts['missed']} of {plural(whole, 'change')} by hand were not seen.", ""))
    else:
        yield (("It can fail.", "good"), (f" {whole} of {plural(whole, 'change')} by hand to a clone were seen.", ""))
    yield ()
    width = max((len(one.mutation.what) for one in found), default=0) + 2
    for one in found:
        style = {"seen": "good", "missed": "bad"}.get(one.outcome, "dim")
        why = f"  {safe(one.reason)}" if one.reason is not None else ""
        told = f"{one.mutation.what:<{width}}{safe(one.mutation.address)}"
        yield ((f"  {one.outcome:<12}", style), (told, ""), (why, "dim"))


_NAMED = 3
"""How many things that are put differently in one way are named one by one."""


BY_ITSELF = frozenset({"constraint", "index"})
"""What is dropped and made again without losing anything: not worth a question."""


def renames(found: Renames | None) -> Iterator[Line]:
    """What looks like one thing under two names, with the evidence that weighs most, and how to say so."""
    if found is None:
        return
    known = [one for one in found.accepted if one.standing in ("proved", "told") and one.before.kind not in BY_ITSELF]
    if known:
        yield ()
        yield (("Renamed:", "changed"),)
        for one in known:
            text = f"  {safe(one.before)} → {safe(one.after)}"
            yield ((text, ""), (f"  {one.standing}", "good"), (f"  {safe(one.reasons[0].text)}", "dim"))
    likely = [(one.before, (one,)) for one in found.accepted if one.standing == "likely"]
    asked = [*likely, *((question.before, question.candidates) for question in found.questions)]
    told = [(where, candidates) for where, candidates in asked if where.kind not in BY_ITSELF]
    if not told:
        return
    yield ()
    yield (("Perhaps only renamed:", "warn"), (" say so with --rename OLD NEW or `trueup decide`.", ""))
    for where, candidates in told:
        for one in candidates:
            names = f"  {safe(where)} → {safe(one.after)}"
            yield ((names, ""), (f"  {sure(one)}", "changed"), (f"  {safe(evidence(one))}", "dim"))


def cosmetics(found: Sequence[Finding]) -> Iterator[Line]:
    """What code only puts differently: how often each way, and where, unless it is a habit of the code."""
    if not found:
        return
    yield ()
    yield ((plural(len(found), "thing"), "dim"), (" only put differently by the code, which is no drift:", "dim"))
    for code, group in groupby(sorted(found, key=lambda one: one.code), key=lambda one: one.code):
        same = list(group)
        yield ((f"  {code} ", "dim"), (f"{len(same)} × {PAGES[code].title.lower()}", "dim"))
        for one in same if len(same) <= _NAMED else ():
            yield ((f"       {safe(str(one.address))}  {safe(one.message)}", "dim"),)


def _counts(found: Comparison) -> str:
    summary = found.summary
    words = {"create": "to create", "drop": "to drop", "alter": "to change"}
    return ", ".join(f"{n} {words[what]}" for what, n in summary.items() if n)


# ------------------------------------------------------------------ changes


def _places(found: Comparison) -> dict[Address, str]:
    """Where each object that differs is declared: in both sources where both declare it."""
    told = {}
    for where in (change.address for change in found.changes):
        both = [sides[where] for sides in (found.before_origins, found.origins) if where in sides]
        if both:
            told[where] = "  ".join(dict.fromkeys(map(declared, both)))
    return told


def changes(found: Sequence[Change], origins: Mapping[Address, str], before: str, after: str) -> Iterator[Line]:
    """The changes under their outermost containers, in order of address."""
    for root, inside in groupby(found, lambda c: c.address.root):
        yield ()
        yield ((safe(root), "head"),)
        for change in inside:
            yield from _change(change, root, origins, (before, after))


_SIGNS: dict[type[Change], Span] = {Create: ("+", "new"), Drop: ("-", "gone"), Alter: ("~", "changed")}


def _change(change: Change, root: Address, origins: Mapping[Address, str], sides: tuple[str, str]) -> Iterator[Line]:
    sign, style = _SIGNS[type(change)]
    name = change.address.removeprefix(root).strip() or str(root.steps[0][0])
    spans: list[Span] = [(f"  {sign} {safe(name)}", style)]
    if isinstance(change, Create | Drop):
        shown = described(change.after if isinstance(change, Create) else change.before)
        spans.append((f"  {shown}" if shown else "", ""))
    if change.address in origins:
        spans.append((f"  {safe(origins[change.address])}", "dim"))
    yield tuple(s for s in spans if s[0])
    if isinstance(change, Alter):
        for field in change.fields:
            yield from _field(field, change, sides)


def described(found: Object) -> str:
    """What an object is, on one line; nothing where its address says enough."""
    told = definition(found)
    return "" if told == "there" else told


def _field(field: str, change: Alter, sides: tuple[str, str]) -> Iterator[Line]:
    was, now = field_values(change, field)
    label = field.replace("_", " ")
    if is_long(was) or is_long(now):
        yield ((f"      {label}", ""), (f"  - {sides[0]}, + {sides[1]}", "dim"))
        yield from lines(was, now)
    else:
        yield _short(label, value(was), value(now), sides)


def _short(label: str, was: str, now: str, sides: tuple[str, str]) -> Line:
    """Both values on one line; an arrow says the direction unless the sides have names of their own."""
    if sides == ("from", "to"):
        return ((f"      {label}  ", ""), (was, "gone"), (" → ", "dim"), (now, "new"))
    one, other = sides
    return ((f"      {label}  ", ""), (f"{one} ", "dim"), (was, "gone"), (f"  {other} ", "dim"), (now, "new"))


def lines(was: object, now: object) -> Iterator[Line]:
    """The lines of two texts that differ, with two more around them."""
    for line in _lines(was, now):
        yield (("        ", ""), (safe(line), {"-": "gone", "+": "new"}.get(line[:1], "dim")))


def _lines(was: object, now: object) -> Iterator[str]:
    old = was.split("\n") if isinstance(was, str) else []
    new = now.split("\n") if isinstance(now, str) else []
    for line in difflib.unified_diff(old, new, n=2, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line[0] + " " + line[1:]
        elif line.startswith("@@") and not line.startswith(("@@ -0", "@@ -1")):
            yield "…"


# ------------------------------------------------------------------ plans, notes, findings


def plan(found: Plan) -> Iterator[Line]:
    """The statements of a plan, with the hazards of each."""
    if not found:
        left = any(one.severity != Severity.INFO for one in found.findings)
        yield (("Nothing to do.", "good"), ("" if left else " The two schemas are equal.", ""))
        yield from findings(found.findings)
        return
    losing = sum(s.loses_data for s in found.statements)
    hazards = sum(len(s.hazards) for s in found.statements)
    yield (
        (plural(len(found.statements), "statement"), "head"),
        (f", {plural(hazards, 'hazard')}" if hazards else "", "warn"),
        (f", {losing} losing data" if losing else "", "bad"),
        (".", ""),
    )
    for number, statement in enumerate(found.statements, 1):
        yield ()
        mark = f"{number:>3}  "
        for line in (statement.sql.strip() + ";").split("\n"):
            yield ((mark, "dim"), (safe(line), "gone" if statement.loses_data else ""))
            mark = "     "
        for told in work(statement.work) if statement.work is not None else ():
            yield ((f"     {safe(told)}", "dim"),)
        for hazard in statement.hazards:
            yield from _finding(hazard, "     ")
        for undo in statement.undo or ():
            yield ((f"     undo  {safe(' '.join(undo.split()))}", "dim"),)
    yield from findings(found.findings)
    yield from _way_back(found)


def _way_back(found: Plan) -> Iterator[Line]:
    """Whether undo gives everything back, and what it does not."""
    if found.irreversible is None:
        return
    yield ()
    if not found.irreversible:
        yield (("It can be undone.", "good"),)
        return
    yield (("It can be undone, but not all comes back:", "warn"),)
    for one in found.irreversible:
        yield ((f"  {one.code}  ", "warn"), (_message(one), ""))


def findings(found: Sequence[Finding]) -> Iterator[Line]:
    """Findings that belong to no statement."""
    for one in found:
        yield ()
        yield from _finding(one, "")


def _finding(found: Finding, indent: str) -> Iterator[Line]:
    yield ((f"{indent}{found.code} ", SEVERITY[found.severity]), (_message(found), ""))
    if found.help:
        yield ((f"{indent}{' ' * len(found.code)} ", ""), (safe(found.help), "dim"))


def _message(found: Finding) -> str:
    where = f"{safe(found.address)}: " if found.address and found.address not in found.message else ""
    return where + safe(found.message)


def notes(found: Sequence[Note]) -> Iterator[Line]:
    """What the readings could not say."""
    if found:
        yield ()
        yield ((plural(len(found), "note"), "warn"), (" about what was read:", ""))
    for note in found:
        where = f"{safe(note.where)}: " if note.where else ""
        yield ((f"  {note.code} ", "warn"), (where + safe(note.message), ""))


def error(message: str) -> Iterator[Line]:
    """A problem the user can act on."""
    for line in message.split("\n"):
        yield ((safe(line), ""),)


# ------------------------------------------------------------------ codes


def codes(pages: Mapping[str, Page]) -> Iterator[Line]:
    """Every code with its title."""
    for code in sorted(pages):
        yield ((f"{code}  ", "head"), (pages[code].title, ""))


def explanation(page: Page) -> Iterator[Line]:
    """The page of one code."""
    yield ((f"{page.code}  ", "head"), (page.title, "head"))
    yield ()
    for line in page.text.split("\n"):
        yield ((line, ""),)


# ------------------------------------------------------------------ proofs

_OUTCOMES = {"passed": ("✓", "good"), "failed": ("✗", "bad"), "not checked": ("·", "dim")}


def proof(found: Proof) -> Iterator[Line]:
    """What a plan was seen to do: the verdict, what was checked, then each statement with its locks."""
    server = f"PostgreSQL {found.version // 10000}"
    if not found.holds:
        yield (("Not proven.", "bad"), (f" On {server} the plan does not do what it should.", ""))
    elif found.statements:
        tried = plural(len(found.statements), "statement")
        yield (("Proven.", "good"), (f" {tried} tried on a clone, on a throw-away {server}.", ""))
    else:
        yield (("Nothing to prove.", "good"), (" The plan is empty.", ""))
    for check in found.checks:
        sign, style = _OUTCOMES[check.outcome]
        detail = f"  {safe(check.detail)}" if check.detail else ""
        yield ((f"  {sign} ", style), (check.name, ""), (detail, "dim" if check.outcome != "failed" else "bad"))
        yield from changes(check.differences, {}, "is", "should be")
    for number, statement in enumerate(found.statements, 1):
        yield from _measured(number, statement)
    yield from notes(found.notes)


def _measured(number: int, found: Measured) -> Iterator[Line]:
    yield ()
    mark = f"{number:>3}  "
    for line in (found.sql.strip() + ";").split("\n"):
        yield ((mark, "dim"), (safe(line), ""))
        mark = "     "
    if found.rewritten:
        yield (("     rewrites ", "warn"), (", ".join(map(safe, found.rewritten)), ""))
    if found.locks is None:
        yield (("     locks could not be seen", "dim"),)
    for lock in found.locks or ():
        yield ((f"     {safe(lock.mode)}", "dim"), (f"  {safe(lock.relation)}", "dim"))
