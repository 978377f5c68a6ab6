"""Renames between two sources that were read: what is known, likely or open, and plans that keep what has a new name.

Nothing is guessed into a plan: it renames what was answered or is proved. What may only have a new name is asked; the
statements, which drop it and make something new, are then those of somebody who answers "no" to every question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from trueup.diff import Alter, Create, Drop
from trueup.errors import ConfigError
from trueup.finding import Finding, Severity
from trueup.model import Address, address
from trueup.renames.found import Facts, Question, Rename, Renames
from trueup.renaming.known import Sides, facts

if TYPE_CHECKING:
    from trueup.compare import Reading
    from trueup.model import Schema
    from trueup.statement import Plan

WITH_ROWS = frozenset({"schema", "table", "foreign_table", "column", "attribute", "value", "sequence"})
"""What holds rows, is in them, or counts: dropped and made again it is not the same."""

_MANY = 250_000
"""Pairs of things that went and came; among more, nobody looks for renames one by one."""


def renames(found: Reading, known: Facts | None = None) -> Renames:
    """Which of what went and came is, or may be, one thing. Every object is decoded for this.

    Between two databases their data are asked too, where they can tell.
    """
    if found.comparison.equal:
        return Renames()
    sides = _sides(found)
    known = _known(found) if known is None else known
    changes = found.comparison.changes
    went = sum(isinstance(change, Drop) for change in changes)
    came = sum(isinstance(change, Create) for change in changes)
    if went * came > _MANY or not ((went and came) or _worth(sides, known)):
        return Renames()
    from trueup.renames import find
    from trueup.renaming.alike import measured

    first = find(found.before, found.after, changes, known)
    data = measured(sides, first, found.samples)
    if not data.statistics and not data.samples:
        return first
    known = msgspec.structs.replace(known, statistics=data.statistics, samples=data.samples)
    return find(found.before, found.after, changes, known)


def _worth(sides: Sides, known: Facts) -> bool:
    """Whether there may be a rename although not both something went and something came."""
    if known.identity or known.told or known.history:
        return True
    inside = any(isinstance(change, Create) and change.address.kind == "column" for change in sides.changes)
    valued = any(isinstance(change, Alter) and "labels" in change.fields for change in sides.changes)
    return valued or (inside and sides.databases)


def with_renames(found: Reading) -> Reading:
    """The same with what has, or may only have, a new name."""
    told = msgspec.structs.replace(found.comparison, renames=renames(found))
    return msgspec.structs.replace(found, comparison=told)


def with_answers(
    found: Reading, answers: Mapping[Address, Address], drops: Collection[Address], samples: int = 0
) -> Reading:
    """The same with answers for this one run: what has a new name, and what is gone. Raises ConfigError.

    An exchange of names needs both of them; the same address twice says that it is what it was. ``samples`` is how many
    rows of a table may be read to find more.
    """
    for was, now in answers.items():
        free = was == now or not _has(found, 0, now) or now in answers
        if not _has(found, 0, was) or not _has(found, 1, now) or not free:
            raise ConfigError(
                "it must be in FROM, and what it is renamed to only in TO",
                where=f"--rename {was}",
                help="`trueup diff` shows the addresses of both.",
            )
    for where in sorted(drops):
        if not _has(found, 0, where) or _has(found, 1, where):
            raise ConfigError("it must be only in FROM", where=f"--drop {where}", help="`trueup diff` shows what is.")
    from trueup.decisions import Decisions

    decisions = found.decisions if found.decisions is not None else Decisions()
    decisions = decisions._replace(drops=decisions.drops | frozenset(drops))
    return msgspec.structs.replace(found, renames=dict(answers), decisions=decisions, samples=samples)


def _has(found: Reading, side: int, where: Address) -> bool:
    schema = (found.before, found.after)[side]
    if where.kind == "value" and where.parent is not None:
        return where.name in getattr(schema.get(where.parent), "labels", ())
    return where in schema


def _sides(found: Reading) -> Sides:
    return Sides(found.sources, (found.before, found.after), found.comparison.changes)


def _known(found: Reading) -> Facts:
    """The facts, and what was answered for this run: that goes first."""
    known = facts(_sides(found), found.decisions)
    if not found.renames:
        return known
    why = {**known.why, **dict.fromkeys(found.renames, "--rename says so")}
    return msgspec.structs.replace(known, told={**known.told, **found.renames}, why=why)


# ------------------------------------------------------------------ plans


def make_plan(found: Reading) -> Plan:
    """The plan for what was found to differ, with what is open about it, in plain statements. Raises PlanFailed."""
    return planned(found)[0]


def planned(found: Reading) -> tuple[Plan, Schema]:
    """The plain plan, and FROM as its statements after the renames find it. Raises PlanFailed."""
    from trueup.statement import Plan

    if found.comparison.equal:
        return Plan(), found.before
    from trueup.plan import plan

    known = _known(found)
    told = renames(found, known) if _worth(_sides(found), known) else None
    sure = _sure(found, told) if told is not None else {}
    before = found.before
    if not sure:
        made = plan(before, found.after, scope=found.scope, role=found.role)
    else:
        from trueup.postgres.renamed import renamed

        steps, before = renamed(
            before, sure, shadow_url=found.shadow_url, stand_ins=found.stand_ins, platform=found.platform
        )
        made = plan(before, found.after, scope=found.scope, role=found.role)
        made = msgspec.structs.replace(made, statements=(*steps, *made.statements), renames=dict(sure))
    if told is None and not any(step.loses_data for step in made.statements):
        return made, before
    asked = open_questions(told if told is not None else renames(found, known))
    return _asking(made, [one for one in asked if one.before not in sure]), before


def answerable(found: Reading, answers: Mapping[Address, Address]) -> dict[Address, Address]:
    """Those of the answers that are about what is there on both sides."""
    return {was: now for was, now in answers.items() if _has(found, 0, was) and _has(found, 1, now)}


def _sure(found: Reading, told: Renames) -> Mapping[Address, Address]:
    """What has a new name for sure, and what goes along with it: the same keys, indexes and counters of a table.

    What follows its parent (a partition's column) is not renamed by itself.
    """
    sure = {one.before: one.after for one in told.accepted if one.standing in ("proved", "told")} | {**found.renames}
    along = {
        one.before: one.after
        for one in told.accepted
        if one.standing == "likely" and _belongs_to(one, found) in sure and one.before not in sure
    }
    sure = {was: now for was, now in (sure | along).items() if was != now}
    return {was: now for was, now in sure.items() if not getattr(found.before.get(was), "inherited", 0)}


def _belongs_to(one: Rename, found: Reading) -> Address | None:
    """The table of something that is defined alike under another name; None for what is not its mere accessory."""
    if not any(reason.what == "definition" for reason in one.reasons):
        return None
    owner = getattr(found.before.get(one.before), "owned_by", None)
    return address("table", owner[0], owner[1]) if owner else one.before.parent


def open_questions(told: Renames) -> tuple[Question, ...]:
    """What holds rows, went, and may only have a new name: nobody said which, and nothing proves it. By address."""
    likely = [Question(one.before, (one,)) for one in told.accepted if one.standing == "likely"]
    asked = [one for one in (*likely, *told.questions) if one.before.kind in WITH_ROWS]
    return tuple(sorted(asked, key=lambda one: one.before))


def _asking(made: Plan, questions: Sequence[Question]) -> Plan:
    """The plan with its questions, its drops saying what the dropped thing may be called now."""
    candidates = {one.before: one.candidates for one in questions}
    statements = [
        msgspec.structs.replace(step, hazards=(*step.hazards, _perhaps(step.address, candidates[step.address])))
        if step.loses_data and step.address in candidates
        else step
        for step in made.statements
    ]
    return msgspec.structs.replace(made, statements=tuple(statements), questions=tuple(questions))


def _perhaps(where: Address, candidates: Sequence[Rename]) -> Finding:
    told = " or ".join(f"{one.after} ({min(one.confidence, 0.99):.0%})" for one in candidates)
    return Finding(
        code="H302",
        severity=Severity.WARNING,
        message=f"it may only have a new name: {told}",
        address=where,
        help=f"if it has, --rename '{where}' '{candidates[0].after}' keeps its data",
    )
