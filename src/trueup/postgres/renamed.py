"""Accepted renames, carried out on the shadow: the statements, and the schema as PostgreSQL has it after them.

PostgreSQL itself rewrites every check, key, predicate and view that mentions a name; nothing here reads expressions.
What it does not rewrite (bodies of functions in quotes, names of columns of views) is then a difference like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from trueup.errors import PlanFailed, ReplayFailed
from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Schema, address
from trueup.postgres.ddl.renaming import move, rename
from trueup.postgres.names import cut
from trueup.postgres.objects import Column
from trueup.renames.found import moved
from trueup.renames.state import position
from trueup.statement import Statement

_OTHERWISE = "Is the rename meant? Answer otherwise with --rename or --drop, or rename it by a migration."


def statements(schema: Schema, renames: Mapping[Address, Address]) -> list[Statement]:
    """The renames in an order that works: what is inside first; a name that is still in use is waited for."""
    ordered = sorted(renames.items(), key=lambda pair: (-len(pair[0].steps), pair[0].kind == "schema", pair[0]))
    in_use = {(_container(where), where.names[-1]) for where in renames}
    first: list[Statement] = []
    last: list[Statement] = []
    for where, target in ordered:
        old, new = where.names[-1], target.names[-1]
        waits = old != new and (_container(where), new) in in_use
        meanwhile = f"{cut(old, 50)}__meanwhile" if waits else new
        if meanwhile != old:
            first.append(_statement(rename(where, meanwhile, schema), where))
        if waits:
            last.append(_statement(rename(where, new, schema, present=meanwhile), where))
        if _moves(where, target, renames):
            last.append(_statement(move(where, target.names[0], schema, present=new), where))
    return [*first, *last]


def _container(where: Address) -> str:
    parent = where.parent
    return f"{parent}" if parent is not None else f"{where.kind} {'.'.join(where.names[:-1])}"


def _moves(where: Address, target: Address, renames: Mapping[Address, Address]) -> bool:
    """Whether an object changes its namespace by itself, not together with it."""
    if where.parent is not None or len(where.names) < 2:
        return False
    home = renames.get(address("schema", where.names[0]))
    return target.names[0] != (home.name if home is not None else where.names[0])


def _statement(sql: str, where: Address) -> Statement:
    hazard = Finding(
        code="H301",
        severity=Severity.WARNING,
        message="code that still uses the old name fails from this moment on",
        address=where,
        help="deploy code for the new name at the same time, or keep a view with the old one for a while",
    )
    return Statement(sql=sql, address=where, makes=frozenset({where}), ends=frozenset({where}), hazards=(hazard,))


def renamed(
    schema: Schema,
    renames: Mapping[Address, Address],
    *,
    shadow_url: str | None = None,
    stand_ins: str | None = None,
    platform: str | None = None,
) -> tuple[list[Statement], Schema]:
    """The statements that rename, and what the schema is then. Raises PlanFailed, ShadowFailed.

    ``platform`` names the host whose objects the schema takes for granted.
    """
    from trueup.postgres.elaborate import Script
    from trueup.postgres.introspect import read
    from trueup.postgres.proof.clone import clone
    from trueup.postgres.shadow import open_shadow
    from trueup.postgres.shadow.replay import replay
    from trueup.postgres.sql.parse import statements as parsed

    steps = statements(schema, renames)
    script = Script("renames", "".join(f"{step.sql};\n" for step in steps), "renames")
    with (
        open_shadow(schema.version, shadow_url, stand_ins) as shadow,
        shadow.database(platform) as database,
        replay(database, "statement") as run,
    ):
        try:
            before = clone(run, database, schema)
            run.script(script, parsed(script.sql, script.file, database.version))
        except ReplayFailed as failed:
            raise PlanFailed(
                f"the renames cannot be tried out: {failed.message}", where=failed.where, help=_OTHERWISE
            ) from None
        after = read(run.finish().conn)
    return steps, _carried_over(schema, before, after, renames)


def _carried_over(schema: Schema, before: Schema, after: Schema, renames: Mapping[Address, Address]) -> Schema:
    """The schema with what the renames changed on its clone, and nothing else of the clone."""
    places = dict(_places(schema, before, after, renames))
    objects = []
    for where, obj in schema.objects.items():
        one, other = before.get(where), after.get(places[where])
        changed = {} if one is None or other is None else _changed(one, other)
        objects.append(msgspec.structs.replace(obj, **changed) if changed else obj)
    needs = {
        places[where]: frozenset(places.get(ref, ref) for ref in refs)
        for where, refs in schema.needs.items()
        if where in places
    }
    origins = {places[where]: origin for where, origin in schema.origins.items() if where in places}
    return schema.replace(objects=objects, needs=needs, origins=origins)


def _places(
    schema: Schema, before: Schema, after: Schema, renames: Mapping[Address, Address]
) -> Iterator[tuple[Address, Address]]:
    """Where each object is after the renames. The address of a function also names types, which may be renamed.

    A column of a partition or child table is renamed together with its parent's.
    """
    fresh = [where for where in after if where not in before]
    for where in schema:
        there = moved(where, renames)
        if there not in after and where in before and where not in after:
            alike = [one for one in fresh if _is_same(before[where], after[one], there)]
            there = alike[0] if len(alike) == 1 else there
        if there not in after and where in before:
            raise PlanFailed("it is not there any more after the renames", where=str(where), help=_OTHERWISE)
        yield where, there


def _is_same(one: Object, other: Object, there: Address) -> bool:
    """Whether something may be what was expected at an address: a function, or the column at the same place."""
    where = other.address
    if isinstance(one, Column) and one.inherited:
        return where.parent == there.parent and position(one) == position(other)
    return where.kind == there.kind and where.partition("(")[0] == there.partition("(")[0]


def _changed(one: Object, other: Object) -> dict[str, Any]:
    """The fields that are not the same on the clone before and after."""
    if type(one) is not type(other):
        raise PlanFailed("it is another kind of thing after the renames", where=str(one.address), help=_OTHERWISE)
    found = {field: getattr(other, field) for field in one.__struct_fields__}
    return {field: value for field, value in found.items() if value != getattr(one, field)}
