"""How migrations are made and run: their order, those written by hand among generated ones, ways back, scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from trueup.beside.remarks.known import Known
from trueup.errors import SourceError
from trueup.finding import Finding, Severity
from trueup.model import Address, Origin
from trueup.postgres.sql.parse import statements
from trueup.wording import few, listed

_GENERATED = re.compile(
    r"^-- (Create|Alter|Drop|Rename|Add|Redefine)(Table|Index|Enum|ForeignKey|Schema|Extension|PrimaryKey)\b", re.M
)
"""What Prisma writes above each statement it generates."""
_NAMED = re.compile(r"\bmigrate dev\b.*?--name[ =](\S+)")
_DEPLOYS = re.compile(r"\b(migrate deploy|drizzle-kit (migrate|push)|db push|migration up|alembic upgrade)\b")
_CHECKS = re.compile(
    r"\b(trueup|migrate (status|diff)|drizzle-kit check|db diff|alembic check|makemigrations --check)\b"
)
_DROPS = re.compile(r"\bDROP\b", re.I)
_MANY = 8


def out_of_order(known: Known) -> Iterator[Finding]:
    """Migrations that ran after one that comes later in the folder: a new database gets them the other way round."""
    late: dict[tuple[str, ...], list[str]] = {}
    after: dict[tuple[str, ...], str] = {}
    for place, progress in known.progress.items():
        steps = tuple(step.name for step in progress.steps if step.late is not None)
        if steps:
            late.setdefault(steps, []).append(place)
            after[steps] = next(step.late for step in progress.steps if step.late is not None)
    for steps, places in late.items():
        them = "them" if len(steps) > 1 else "it"
        text = f"{listed(steps)} ran in {listed(places)} after {after[steps]}, which comes later in the folder"
        yield Finding(
            code="S401",
            severity=Severity.ERROR,
            message=f"{text}: a new database gets {them} first, and comes out otherwise or fails",
            help=f"give {after[steps]} a name that sorts first, or put all into one new first migration and mark it as "
            "applied where the tables are there",
        )


def by_hand(known: Known) -> Iterator[Finding]:
    """Migrations written by hand among those a tool generated."""
    hand = [name for name, sql in known.migrations.items() if not _GENERATED.search(sql)]
    if hand and len(hand) < len(known.migrations):
        message = f"written by hand among generated migrations: {listed(hand)}"
        help = "what is in them must be what the schema in code says: compare it, the generator never looked at it"
        yield Finding(code="S402", severity=Severity.INFO, message=message, help=help)


def scripts(known: Known) -> Iterator[Finding]:
    """Scripts that name every migration alike; where there is drift, that none of them looks for it."""
    for file, commands in known.scripts.items():
        for name, command in commands.items():
            given = _NAMED.search(command)
            if given is not None:
                yield Finding(
                    code="S403",
                    severity=Severity.WARNING,
                    message=f"the script {name} calls every new migration {given[1]}",
                    origin=Origin(file, 1),
                    help="leave the name out, so that it is asked for",
                )
        deploys, looks = (any(map(found.search, commands.values())) for found in (_DEPLOYS, _CHECKS))
        if known.drifted and deploys and not looks:
            yield Finding(
                code="S404",
                severity=Severity.INFO,
                message="migrations are deployed, and no script looks for drift before",
                origin=Origin(file, 1),
                help="add one: trueup check; trueup init --workflow writes it for CI, --hook for commits",
            )


def remote(known: Known) -> Iterator[Finding]:
    """Variables for whoever develops here that lead to a database on another machine."""
    for file, hosts in known.remote.items():
        for name, host in hosts.items():
            yield Finding(
                code="S406",
                severity=Severity.INFO,
                message=f"{name} in {file} leads to {host}: what is tried here, happens there",
                origin=Origin(file, 1),
                help="give development a database of its own, and the others variables of their own, which only their "
                "deployment has",
            )


def no_way_back(known: Known) -> Iterator[Finding]:
    """Migrations that drop what holds data, and nothing that takes them back; or some that have a way back only."""
    without = [name for name in known.migrations if name not in known.reversible]
    lost = {name: found for name in without if (found := [*_lost(known.migrations[name])])}
    count = len(known.migrations)
    said = f"{len(without)} of {count} migrations have no way back"
    if len(without) == count:
        said = f"none of the {count} migrations has a way back"
    if lost:
        drops = "; ".join(f"{name} drops {_some(found)}" for name, found in lost.items())
        yield Finding(
            code="S405",
            severity=Severity.WARNING,
            message=f"{said}, and what some drop is gone: {drops}",
            help="say how one gets back before the next one runs: trueup plan from the new schema to the old gives the "
            "SQL, a backup taken before gives the data",
        )
    elif known.reversible and without:
        help = "write it where the others have it: trueup plan from the new schema to the old gives the SQL"
        yield Finding(code="S405", severity=Severity.INFO, message=f"{said}: {_some(without)}", help=help)


def _lost(sql: str) -> Iterator[str]:
    """What a migration drops with the data in it."""
    if not _DROPS.search(sql):
        return
    try:
        found = [where for one in statements(sql, "migration") for where in one.effects().drops]
    except SourceError:
        return
    yield from (_about(where) for where in found if where.kind in ("table", "column", "matview", "schema"))


def _about(where: Address) -> str:
    table = where.parent
    return f"{table.name}.{where.name}" if where.kind == "column" and table is not None else where.name


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= _MANY else few(names, _MANY)


CHECKS: tuple[Callable[[Known], Iterator[Finding]], ...] = (out_of_order, by_hand, scripts, remote, no_way_back)
