"""States of real schemas for the benchmark of renames: migration folders are replayed, ids are kept with each state.

``python -m bench.rename_data --server URL --out DIR FOLDER…`` replays each folder in a database of its own and writes
one file per folder: the schema before and after every migration that drops, creates or renames something, and the
catalogue ids of everything in it. Ids make the truth: what has another name and the same id was renamed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg

from trueup import snapshot
from trueup.histories import detect
from trueup.model import Address, Schema, address
from trueup.postgres import introspect

_WORTH = re.compile(r"\brename\b|\bdrop\s+(?:column|table|type|index|constraint)\b", re.I)

IDS = """
with n as (select oid, nspname from pg_namespace), r as (
    select c.oid::bigint, nspname, relname, relkind from pg_class c join n on n.oid = relnamespace)
select case relkind when 'v' then 'view' when 'm' then 'matview' when 'S' then 'sequence' else 'table' end,
       nspname, relname, null, oid, 0 from r where relkind in ('r', 'p', 'v', 'm', 'S')
union all
select 'column', nspname, relname, attname, oid, attnum from pg_attribute join r on oid = attrelid
 where relkind in ('r', 'p') and attnum > 0 and not attisdropped
union all
select 'constraint', nspname, relname, conname, k.oid::bigint, -1 from pg_constraint k join r on r.oid = conrelid
 where contype <> 'n'
union all
select 'index', r.nspname, r.relname, i.relname, i.oid::bigint, -2 from pg_index join r on r.oid = indrelid
  join pg_class i on i.oid = indexrelid
union all
select 'enum', nspname, typname, null, t.oid::bigint, 0 from pg_type t join n on n.oid = typnamespace
 where typtype = 'e'
union all
select 'value', nspname, typname, enumlabel, e.oid::bigint, -3 from pg_enum e join pg_type t on t.oid = enumtypid
  join n on n.oid = typnamespace
union all
select 'schema', nspname, null, null, oid::bigint, 0 from n
"""

Ids = dict[Address, tuple[int, int]]


class State(msgspec.Struct):
    """A schema as it stood after a migration, and the ids of what was in it: (oid, attnum or a class of ids)."""

    name: str
    schema: str
    ids: dict[str, tuple[int, int]]

    def read(self) -> Schema:
        return snapshot.parse(self.schema, self.name)


class History(msgspec.Struct):
    """The states of one folder, in order, and how many of its migrations (of how many) could be replayed whole."""

    name: str
    whole: int
    all: int
    states: list[State]


def load(path: Path) -> History:
    """A file this module wrote."""
    return msgspec.json.decode(path.read_bytes(), type=History)


def ids(connection: psycopg.Connection) -> Ids:
    """The catalogue ids of a database's tables, columns, enums and their values, views, indexes and constraints."""
    found: Ids = {}
    for kind, namespace, relation, name, oid, number in connection.execute(IDS).fetchall():
        if kind == "schema":
            found[address("schema", namespace)] = (oid, number)
        elif name is None:
            found[address(kind, namespace, relation)] = (oid, number)
        else:
            container = address("enum" if kind == "value" else "table", namespace, relation)
            found[container.child(kind, name)] = (oid, number)
    return found


def same(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> dict[Address, Address]:
    """What has the same id under another address."""
    names = {key: where for where, key in after.items()}
    return {
        Address(where): Address(names[key])
        for where, key in sorted(before.items())
        if key in names and names[key] != where
    }


def replay(folder: Path, server: str) -> History:
    """Every state worth keeping of one folder. Statements a server refuses are left out."""
    history = detect(folder)
    if history is None:
        raise SystemExit(f"{folder}: no history")
    base = "tt_renames_" + re.sub(r"\W", "_", folder.resolve().name)[:20].lower()
    url = server.rsplit("/", 1)[0] + "/" + base
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{base}" with (force)')
        connection.execute(f'create database "{base}"')
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("set check_function_bodies = off")
            states: list[State] = []
            whole = 0
            known = -1
            for number, migration in enumerate(history.migrations):
                worth = _WORTH.search(migration.sql) is not None
                if worth and known != number - 1 and number:
                    states.append(_state(connection, f"{number:04}"))
                whole += _run(connection, migration.sql)
                if worth or number == len(history.migrations) - 1:
                    states.append(_state(connection, f"{number + 1:04} {migration.name}"))
                    known = number
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'drop database if exists "{base}" with (force)')
    return History(str(folder), whole, len(history.migrations), states)


def _state(connection: psycopg.Connection, name: str) -> State:
    connection.execute("set search_path = ''")
    schema = introspect.read(connection, needs=False)  # type: ignore[arg-type]  # a driver's connection of any rows
    found = State(name, snapshot.write(schema), {str(where): key for where, key in ids(connection).items()})
    connection.execute("reset search_path")
    return found


def _run(connection: psycopg.Connection, sql: str) -> bool:
    try:
        connection.execute(sql)  # type: ignore[call-overload]  # text of a file, not a literal
    except psycopg.Error:
        pass
    else:
        return True
    clean = True
    for statement in _statements(sql):
        try:
            connection.execute(statement)  # type: ignore[call-overload]  # text of a file, not a literal
        except psycopg.Error:
            clean = False
    return clean


def _statements(sql: str) -> Iterator[str]:
    from pglast import parser

    try:
        yield from (found for found in parser.split(sql))
    except parser.ParseError:
        yield from sql.split(";\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--server", required=True, help="a superuser URL of a server that may be littered")
    options.add_argument("--out", required=True, type=Path)
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for folder in chosen.folders:
        target = chosen.out / (re.sub(r"[^\w+.-]+", "-", str(folder)).strip("-")[-80:] + ".json")
        if target.exists():
            continue
        found = replay(folder, chosen.server)
        target.write_bytes(msgspec.json.encode(found))
        print(f"{folder}: {found.whole} of {found.all} whole, {len(found.states)} states", flush=True)


if __name__ == "__main__":
    sys.exit(main())
