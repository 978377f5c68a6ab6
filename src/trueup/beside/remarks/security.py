"""Tables without row security in a database that has it on others."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.beside.remarks.known import Known, by_places, inside, short
from trueup.finding import Finding, Severity
from trueup.model import Address, Schema, address
from trueup.spelling import words
from trueup.wording import listed, plural

_WHOSE = frozenset(("user", "person", "owner", "account", "tenant", "organization", "organisation", "org", "workspace",
                    "team", "member", "customer", "client", "patient", "author", "profile"))  # fmt: skip
"""Whose a row is, in the name of a column that refers to somebody: ``user_id``, ``ownerId``."""
_TRACE = frozenset(("session", "visitor", "device", "ip", "email", "phone"))
"""What leads to somebody without naming them."""


def open_tables(known: Known) -> Iterator[Finding]:
    """Each table that everybody who may connect can read whole, and how much that matters by what is in it."""
    found, guarded = {}, {}
    for name, schema in known.of("database", "migrations"):
        tables = [where for where in schema if where.kind == "table" and where in known.tables]
        closed = {where for where in tables if getattr(schema[where], "rls", False)}
        guarded[name] = f"{len(closed)} of {len(tables)} tables in {name}"
        found[name] = [where for where in tables if where not in closed] if closed else []
    for where, places in by_places(found).items():
        schema = known.schemas[places[0]]
        severity, why = _matters(schema, where)
        number = len(inside(schema, where, "policy"))
        policies = plural(number, "policy", "policies") if number else "no policies"
        like = _as(schema, where) if severity is Severity.CRITICAL else ""
        yield Finding(
            code="S201",
            severity=severity,
            message=f"{short(where)} has no row security in {listed(places)}, and {policies}: {why}",
            address=where,
            help=f"ENABLE ROW LEVEL SECURITY with its policies, as {guarded[places[0]]} have it{like}",
        )


def _matters(schema: Schema, table: Address) -> tuple[Severity, str]:
    columns = [one.name for one in inside(schema, table, "column")]
    whose = next((name for name in columns if _says(name, _WHOSE)), None)
    if whose is not None:
        return Severity.CRITICAL, f"{whose} says whose a row is, and anybody can read it"
    for key in inside(schema, table, "constraint"):
        there = address("table", key.to_namespace, key.to_table) if hasattr(key, "to_table") else None
        if there is not None and any(_says(one.name, _WHOSE) for one in inside(schema, there, "column")):
            return Severity.CRITICAL, f"its rows belong to {short(there)}, and anybody can read them"
    trace = next((name for name in columns if _says(name, _TRACE)), None)
    if trace is not None:
        return Severity.WARNING, f"{trace} may lead to a person"
    return Severity.INFO, "nothing in it says whose a row is, so it may not need it"


def _as(schema: Schema, table: Address) -> str:
    """The policies of a table whose rows belong to the same table as those of this one, or of the first there is."""
    others = [where for where in schema if where.kind == "table" and inside(schema, where, "policy")]
    owners = _owners(schema, table)
    like = next((where for where in others if owners & _owners(schema, where)), next(iter(others), None))
    if like is None:
        return ""
    policies = inside(schema, like, "policy")
    commands = listed(list(dict.fromkeys(one.command.upper() for one in policies)))
    using = next((one.using for one in policies if one.using is not None), None)
    return f". Those of {short(like)} are for {commands}" + (f", USING {' '.join(str(using).split())}" if using else "")


def _owners(schema: Schema, table: Address) -> set[Address]:
    """The tables that the keys of a table lead to."""
    keys = inside(schema, table, "constraint")
    return {address("table", one.to_namespace, one.to_table) for one in keys if hasattr(one, "to_table")}


def _says(name: str, of: frozenset[str]) -> bool:
    """Whether a column refers to somebody: its last words are one of these, alone or with an id.

    >>> _says("owner_id", _WHOSE), _says("userId", _WHOSE), _says("user_agent", _WHOSE), _says("tenant", _WHOSE)
    (True, True, False, True)
    """
    *_, last = (found := [one for one in words(name) if one not in ("id", "uuid", "key")]) or [""]
    return bool(found) and last in of
