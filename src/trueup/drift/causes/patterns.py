"""Causes that the pattern over places tells: pushed, no migration, made by hand in one place or all, code behind."""

from __future__ import annotations

from trueup.drift.causes.case import Case, about
from trueup.drift.explained import Cause
from trueup.wording import agreeing, listed, plural


def pattern(case: Case) -> Cause | None:
    """What who says what comes to, with what code says against what migrations say first."""
    if case.migrations is not None and case.code is not None and not case.agree(case.code, case.migrations):
        return _code_against_migrations(case, case.code, case.migrations)
    if case.migrations is not None:
        return _database_against_migrations(case)
    if case.code is not None and case.no_migrations:
        return _database_against_code(case, case.code)
    if case.code is not None:
        return _unreplayed(case, case.code)
    return _among_databases(case) if case.code is None and case.no_migrations else None


def _cause(case: Case, name: str, text: str, *more: str) -> Cause:
    return Cause(name=name, text=text, evidence=(*case.sides(), *case.declared, *more))


def _code_against_migrations(case: Case, code: str, migrations: str) -> Cause | None:
    alike = [name for name in case.databases if case.agree(name, code)]
    known = [name for name in alike if not case.strangers(name)]
    if known and case.has(code):
        if case.about_all:
            text = f"It was pushed to {listed(known)} without a migration."
        else:
            text = f"The change was pushed to {listed(known)} without a migration."
        return _cause(case, "pushed", text, *(f"{name} and {code} say the same" for name in known))
    if case.has(code):
        text = "Code declares it, and no migration makes it."
        if not case.about_all:
            text = "Code declares it otherwise, and no migration changes it."
        return _cause(case, "no-migration", text, *case.strange(alike))
    if alike:
        gone = {name: why for name in known if (why := _gone(case, name)) is not None}
        if not gone:
            return None
        text = f"Code no longer has it, and that was pushed to {listed([*gone])} without a migration."
        return _cause(case, "pushed", text, *(f"{name}: {why}" for name, why in gone.items()))
    return _cause(case, "code-behind", "Migrations make it, and code does not declare it.")


def _gone(case: Case, database: str) -> str | None:
    """Why a database that lacks what migrations make got that from the code; None when that is not known."""
    if _ran(case, database):
        return "the migration that makes it ran"
    pushed = None if case.told(database) else case.world.pushed(database)
    if pushed is None:
        return None
    return f"it notes no migrations, and has {pushed} as code declares it, which no migration makes"


def _ran(case: Case, database: str) -> bool:
    """Whether the migration that makes it is noted as applied."""
    progress = case.progress(database)
    if progress is None or not progress.told or case.origin is None:
        return False
    step = progress.step(case.origin.file)
    return step is not None and step.state == "applied" and step.late is None


def _settled(case: Case, database: str) -> bool:
    """Whether every migration of the folder is noted as applied, as it is now, so that none is the reason.

    One that was only marked as applied, as a baseline is, counts: the one that makes the object was asked before.
    """
    progress = case.progress(database)
    if progress is None or not progress.told:
        return False
    return all(step.state in ("applied", "resolved") and step.late is None for step in progress.steps)


def _database_against_migrations(case: Case) -> Cause | None:
    """Code says what the migrations say, or was not asked."""
    off = case.off
    strange = case.strange(off)
    if not off:
        return None
    if case.has(case.migrations) and not all(_settled(case, name) or case.strangers(name) for name in off):
        return None
    if strange and all(case.strangers(name) for name in off):
        text = f"{listed(off)} ran migrations that the folder does not have."
        return _cause(case, "code-behind", text, *strange)
    if case.has(case.migrations) and case.about_all:
        return None
    return _by_hand(case, off)


def _unreplayed(case: Case, code: str) -> Cause | None:
    """The migrations are known, and what they make is not: they could not be replayed, but ran in databases."""
    alike = [name for name in case.databases if case.agree(name, code)]
    off = [name for name in case.databases if name not in alike]
    steps = {name: found.steps for name in off if (found := case.progress(name)) is not None and found.told}
    if not off or len(steps) < len(off) or not all(step.ran for found in steps.values() for step in found):
        return None
    ran = tuple(f"{name}: all {len(found)} migrations ran" for name, found in steps.items())
    if not case.has(code) and not all(about(found, case.address) for found in steps.values()):
        return _by_hand(case, tuple(off)) if case.about_all else None
    if alike:
        what = "It was pushed" if case.about_all else "The change was pushed"
        text = f"{what} to {listed(alike)} without a migration: {listed(off)} ran all there are."
        return _cause(case, "pushed", text, *ran)
    if case.has(code):
        text = f"Code declares it so, and {listed(off)} ran all migrations there are."
        return _cause(case, "no-migration", text, *ran)
    return _cause(case, "code-behind", "Migrations make it, and code does not declare it.", *ran)


def _by_hand(case: Case, off: tuple[str, ...]) -> Cause:
    count = len(case.databases)
    settled = tuple(
        f"{name}: all migrations are noted as applied, none was edited" for name in off if _settled(case, name)
    )
    what = "It was made" if case.about_all else "It was changed"
    if count > 1 and len(off) == 1:
        text = f"{what} by hand in {off[0]} only: a hotfix that is in neither code nor migrations."
        return _cause(case, "hotfix", text, f"1 of {count} databases has it so", *settled)
    if count > 1 and len(off) == count:
        text = f"{what} by hand in every database, in neither code nor migrations."
    else:
        text = f"{what} by hand in {listed(off)}, in neither code nor migrations."
    have = "has" if len(off) == 1 else "have"
    return _cause(case, "by-hand", text, f"{len(off)} of {plural(count, 'database')} {have} it so", *settled)


def _database_against_code(case: Case, code: str) -> Cause | None:
    """The project has no migrations."""
    alike = [name for name in case.databases if case.agree(name, code)]
    off = tuple(name for name in case.databases if name not in alike)
    none = "the project has no migrations"
    if not off:
        return None
    if case.has(code) and case.about_all:
        if alike:
            text = f"It was pushed to {listed(alike)}, and not to {listed(off)}."
            return _cause(case, "pushed", text, none)
        return _cause(case, "no-migration", f"Code declares it, and nothing brought it to {listed(off)}.", none)
    if not case.has(code):
        if len(case.databases) > 1 and len(off) < len(case.databases):
            return _by_hand(case, off)
        return _cause(case, "code-behind", f"{agreeing(off, 'has', 'have')} it, and code does not declare it.", none)
    return _by_hand(case, off) if len(off) == 1 and alike else None


def _among_databases(case: Case) -> Cause | None:
    """Only databases and snapshots are compared: one that alone has something got it by hand."""
    having = tuple(name for name in case.databases if case.has(name))
    if case.about_all and len(having) == 1 and len(case.databases) > 2 and case.row.present == having:
        return _by_hand(case, having)
    return None
