"""Causes that a database's notes of its migrations tell: not applied, edited since, out of order, dropped by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trueup.drift.causes.case import Case, about, changing, taking
from trueup.drift.explained import Cause
from trueup.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trueup.histories.applied import Step

_RANK = ("edited-after-applied", "out-of-order", "not-applied")
"""Which cause is given first where databases have different ones and as many."""


class _Verdict(NamedTuple):
    """What the notes tell about one database: a cause, the migration's name, and the facts."""

    database: str
    cause: str
    migration: str
    facts: tuple[str, ...]
    failed: bool = False


def by_a_migration(case: Case) -> Cause | None:
    """The migration that would make a database say the same was not applied there, was edited since, or ran late."""
    verdicts = [found for name in case.off if (found := _verdict(case, name)) is not None]
    if not verdicts:
        return None
    counts = {cause: sum(one.cause == cause for one in verdicts) for cause in _RANK}
    chosen = max(_RANK, key=lambda cause: (counts[cause], -_RANK.index(cause)))
    ordered = sorted(verdicts, key=lambda one: (one.cause != chosen, _RANK.index(one.cause)))
    text = " ".join(
        _sentence([one for one in ordered if one.cause == cause])
        for cause in dict.fromkeys(one.cause for one in ordered)
    )
    made = (f"made by {case.origin}",) if case.origin is not None else ()
    where: dict[str, list[str]] = {}
    for one in ordered:
        for fact in one.facts:
            where.setdefault(fact, []).append(one.database)
    facts = (f"{listed([*dict.fromkeys(names)])}: {fact}" for fact, names in where.items())
    return Cause(name=chosen, text=text, evidence=(*made, *facts))


def _sentence(verdicts: Sequence[_Verdict]) -> str:
    """What is so in the databases of one cause."""
    where = listed([one.database for one in verdicts])
    several = list(dict.fromkeys(one.migration for one in verdicts))
    names, one_only = listed(several), len(several) == 1
    if all(one.failed for one in verdicts):
        return f"{names} failed half-way in {where}."
    if verdicts[0].cause == "not-applied":
        return f"{names} {'is' if one_only else 'are'} not applied in {where}."
    was = "was" if one_only else "were"
    if verdicts[0].cause == "edited-after-applied":
        return f"{names} {was} edited after being applied in {where}."
    return f"{names} {was} skipped or ran out of order in {where}."


def _verdict(case: Case, database: str) -> _Verdict | None:
    progress = case.progress(database)
    steps = progress.steps if progress is not None else ()
    late = _late(case, database, steps)
    if late is not None:
        return late
    if case.has(case.migrations):
        return _behind(case, database, steps)
    if not case.has(database):
        return None
    return _ahead(case, database, steps)


def _late(case: Case, database: str, steps: Sequence[Step]) -> _Verdict | None:
    """A migration that is about it ran after one that comes later in the folder, from which a new database is made."""
    if not case.about_all:
        return None
    names = {case.address, *case.row.called.values()}
    for step in reversed(about((one for one in steps if one.late is not None), *names)):
        fact = f"a new database gets {step.name} before {step.late} and comes out otherwise"
        return _Verdict(database, "out-of-order", step.name, (*step.facts, f"{step.file} is about it", fact))
    return None


def _behind(case: Case, database: str, steps: Sequence[Step]) -> _Verdict | None:
    """The migrations have it, and the database not, or differently."""
    origin = case.row.origins.get(case.migrations or "") or case.facts.made_by.get(case.address)
    file = origin.file if origin is not None else None
    step = next((one for one in steps if one.file == file), None)
    found = _of_step(database, step) if step is not None else None
    if found is not None:
        return found
    if step is not None and case.about_all and step.state != "untold":
        return None
    if not case.told(database):
        if file is not None and file in case.facts.unapplied.get(database, ()):
            return _Verdict(database, "not-applied", file, (f"nothing that {file} makes is there",))
        return None
    for one in reversed(changing(steps, case.address, case.row.field)):
        found = _of_step(database, one)
        if found is not None:
            return found._replace(facts=(*found.facts, f"{one.file} is about {case.address.name}"))
    return None


def _of_step(database: str, step: Step) -> _Verdict | None:
    if step.state in ("not-applied", "resolved"):
        return _Verdict(database, "not-applied", step.name, step.facts)
    if step.state == "failed":
        return _Verdict(database, "not-applied", step.name, step.facts, failed=True)
    if step.state == "edited":
        return _Verdict(database, "edited-after-applied", step.name, step.facts)
    if step.state == "skipped" or step.late is not None:
        return _Verdict(database, "out-of-order", step.name, step.facts)
    return None


def _ahead(case: Case, database: str, steps: Sequence[Step]) -> _Verdict | None:
    """The database has what the migrations do not leave: they drop it later, or their file once made it."""
    drops = taking(steps, case.address)
    if drops:
        last = drops[-1]
        found = _of_step(database, last)
        pushed = case.code is not None and case.agree(case.code, database)
        if found is None and last.state == "untold" and not pushed:
            found = _Verdict(database, "not-applied", last.name, ("nothing notes which migrations ran",))
        if found is not None:
            return found._replace(facts=(*found.facts, f"{last.file} drops or renames {case.address.name}"))
    container = case.made(case.address.parent)
    step = next((one for one in steps if container is not None and one.file == container.file), None)
    if step is None or step.state != "edited" or case.has(case.code):
        return None
    parent = case.address.parent
    assert parent is not None
    return _Verdict(database, "edited-after-applied", step.name, (*step.facts, f"{step.file} makes {parent.name}"))


def dropped(case: Case) -> Cause | None:
    """All migrations that are about it ran, none but the folder's did, and still it is not there."""
    if not case.about_all or not case.has(case.migrations):
        return None
    facts, lacking = [], []
    for name in case.off:
        progress = case.progress(name)
        if progress is None or not progress.told or progress.strangers:
            continue
        if case.code is not None and case.agree(case.code, name):
            continue
        file = case.origin.file if case.origin is not None else None
        step = progress.step(file)
        if step is not None and step.state == "applied":
            said = step.facts[0]
        elif step is None and progress.steps and all(one.state == "applied" for one in progress.steps):
            said = f"{progress.table} notes all {len(progress.steps)} migrations as applied"
        else:
            continue
        lacking.append(name)
        facts.append(f"{name}: {said}")
    if not lacking:
        return None
    made = (f"made by {case.origin}",) if case.origin is not None else ()
    text = f"It was dropped by hand in {listed(lacking)}: the migration that makes it ran there."
    return Cause(name="dropped-by-hand", text=text, evidence=(*made, *facts))
