"""How migrations are made and run: their order, those written by hand among generated ones, and a project's scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from trueup.finding import Finding, Severity
from trueup.model import Origin
from trueup.remarks.known import Known, listed

_GENERATED = re.compile(
    r"^-- (Create|Alter|Drop|Rename|Add|Redefine)(Table|Index|Enum|ForeignKey|Schema|Extension|PrimaryKey)\b", re.M
)
"""What Prisma writes above each statement it generates."""
_NAMED = re.compile(r"\bmigrate dev\b.*?--name[ =](\S+)")
_DEPLOYS = re.compile(r"\b(migrate deploy|drizzle-kit (migrate|push)|db push|migration up|alembic upgrade)\b")
_CHECKS = re.compile(
    r"\b(trueup|migrate (status|diff)|drizzle-kit check|db diff|alembic check|makemigrations --check)\b"
)


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


CHECKS: tuple[Callable[[Known], Iterator[Finding]], ...] = (out_of_order, by_hand, scripts)
