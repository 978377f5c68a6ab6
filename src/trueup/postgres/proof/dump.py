"""What ``pg_dump`` says about a shadow database, and whether two such texts say the same."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from trueup.postgres.shadow import ShadowDatabase
    from trueup.postgres.sql.parse import Parsed

_ENVIRONMENT = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "options": "PGOPTIONS",
    "password": "PGPASSWORD",
}
_NOISE = frozenset({"VariableSetStmt", "SelectStmt"})
_IN_LINES = frozenset({"CreateStmt", "CreateForeignTableStmt", "CompositeTypeStmt"})
_LISTING = frozenset({"CreateStatsStmt", "AlterPublicationStmt"})
"""Statements in which columns stand in the order that their table has them in."""
_OWNERS = frozenset({"AlterOwnerStmt"})


def dump(database: ShadowDatabase) -> str | None:
    """The text of ``pg_dump --schema-only``; None when there is no pg_dump new enough for the server."""
    from psycopg.conninfo import conninfo_to_dict

    from trueup.postgres import wheel

    program = wheel.program("pg_dump", database.version // 10000)
    if program is None:
        return None
    given = {k: str(v) for k, v in conninfo_to_dict(database.superuser_url or database.url).items() if v is not None}
    command = [str(program), "--schema-only"]
    for option, name in (("--host", "host"), ("--port", "port"), ("--username", "user"), ("--dbname", "dbname")):
        if name in given:
            command += [option, given[name]]
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}
    environment |= {_ENVIRONMENT[name]: value for name, value in given.items() if name in _ENVIRONMENT}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return ran.stdout if ran.returncode == 0 else None


def difference(one: str, other: str, *, owners: bool) -> str | None:
    """The first statement only one of two dumps has, or None; order, and the order of columns, does not count."""
    left, right = _statements(one, owners), _statements(other, owners)
    for name, only, texts in (("the result", left.keys - right.keys, left), ("TO", right.keys - left.keys, right)):
        for key in sorted(only):
            return f"only {name} has: {' '.join(texts.of[key].split())[:300]}"
    return None


class _Statements(msgspec.Struct, frozen=True):
    """The statements of a dump by what they say, whatever order it is said in; ``of`` has the text of each."""

    keys: Counter[str]
    of: dict[str, str]


def _statements(text: str, owners: bool) -> _Statements:
    from trueup.postgres.sql import parse

    kept = [s for s in parse.statements(text, "pg_dump") if s.node not in _NOISE and (owners or not _gives_owner(s))]
    told = [(_sorted(s), s.sql) for s in kept]
    return _Statements(Counter(key for key, _ in told), dict(told))


def _gives_owner(statement: Parsed) -> bool:
    if statement.node in _OWNERS:
        return True
    commands = statement.tree().get("cmds", []) if statement.node == "AlterTableStmt" else []
    return bool(commands) and all(c.get("AlterTableCmd", {}).get("subtype") == "AT_ChangeOwner" for c in commands)


def _sorted(statement: Parsed) -> str:
    """pg_dump writes one column, constraint or attribute on each line; ALTER can only add them at the end."""
    lines = statement.sql.splitlines()
    if statement.node in _IN_LINES:
        lines = sorted(line.rstrip().rstrip(",") for line in lines)
    if statement.node in _LISTING:
        lines = sorted(statement.sql.replace(",", " ").replace("(", " ").replace(")", " ").split())
    return "\n".join(lines)
