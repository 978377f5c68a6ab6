"""Tables and collations that the shadow's PostgreSQL could not make as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trueup.model import Note
from trueup.postgres.shadow.privilege.step import Step, printed

HOOKED = "timescaledb."


def storage(node: Any, sql: str) -> Iterator[Step]:
    """Storage parameters that an extension's own code takes out of a statement, and PostgreSQL would refuse."""
    name = HOOKED.rstrip(".")
    note = Note("left-out", f"storage parameters of {name} were left out: PostgreSQL itself has none")
    if type(node).__name__ == "AlterTableStmt":
        for command in node.cmds:
            if isinstance(command.def_, tuple):
                command.def_ = _unhooked(command.def_)
        node.cmds = tuple(command for command in node.cmds if command.def_ != ())
        if not node.cmds:
            yield Step(sql, "nobody", note)
            return
    else:
        holder = getattr(node, "into", node)
        holder.options = _unhooked(holder.options) or None
    yield Step(printed(node), note=note)


def _unhooked(options: Any) -> tuple[Any, ...]:
    return tuple(one for one in options or () if f"{one.defnamespace}." != HOOKED)


def alter_table(node: Any, sql: str) -> Iterator[Step]:
    """DISABLE TRIGGER ALL, which data-only dumps say, is about foreign keys' own triggers too: superusers only."""
    from pglast.enums import AlterTableType

    switches = {AlterTableType.AT_DisableTrigAll, AlterTableType.AT_EnableTrigAll}
    yield Step(sql, "superuser" if all(c.subtype in switches for c in node.cmds) else "user")


def collation(node: Any, sql: str, version: int) -> Iterator[Step]:
    """A collation of ICU where the server has none: made as another and then described as what it should be."""
    from trueup.postgres.names import ident, literal

    said = {o.defname: getattr(o.arg, "sval", None) or printed(o.arg) for o in node.definition or ()}
    if said.get("provider", "").lower() != "icu":
        yield Step(sql)
        return
    name = ".".join(ident(part.sval) for part in node.defnames)
    locale = said.get("locale") or said.get("lc_collate") or "und"
    rules = literal(said["rules"]) if "rules" in said else "NULL"
    fixed = "false" if said.get("deterministic", "true").strip("'").lower() in {"false", "off", "0", "no"} else "true"
    column = "colllocale" if version >= 170000 else "colliculocale"
    exists = "IF NOT EXISTS " if node.if_not_exists else ""
    yield Step(f"CREATE COLLATION {exists}{name} (provider = libc, locale = 'C')")
    yield Step(
        f"UPDATE pg_catalog.pg_collation SET collprovider = 'i', {column} = {literal(locale)}, collcollate = NULL, "
        f"collctype = NULL, collisdeterministic = {fixed}, collicurules = {rules} "
        f"WHERE oid = {literal(name)}::regcollation",
        "superuser",
    )
