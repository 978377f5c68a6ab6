"""What Drizzle has words for: kinds, fields, and whether one object of another source could be declared as it is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trueup.formats.drizzle.versions import Version
from trueup.model import Object, Scope
from trueup.postgres import objects as pg

_KINDS = "schema table column constraint index enum sequence view matview policy"
_UNSAID = {
    "*": "comment owner acl",
    "table": "unlogged partition_by bound parents of_type options toast_options access_method tablespace rls_forced "
    "replica_identity replica_index clustered_on",
    "column": "not_null_name not_null_valid not_null_no_inherit virtual collation storage compression statistics "
    "options fdw_options inherited",
    "constraint": "inherited include without_overlaps deferrable deferred options tablespace index_comment parent "
    "match set_columns period valid enforced no_inherit",
    "index": "include nulls_not_distinct tablespace valid parent",
    "sequence": "type unlogged owned_by",
    "matview": "clustered_on populated",
}
_RELATIONS = ("table", "view", "matview")
_INSIDE = (*_RELATIONS, "enum", "sequence")
POLICIES_SINCE = Version(0, 36)
CHECKS_SINCE = Version(0, 35)


def scope(version: Version) -> Scope:
    """What this version of Drizzle can express."""
    kinds = set(_KINDS.split())
    unsaid = {(kind, field) for kind, fields in _UNSAID.items() for field in fields.split()}
    if version < POLICIES_SINCE:
        kinds.discard("policy")
        unsaid.add(("table", "rls"))
    return Scope(kinds=frozenset(kinds), unsaid=frozenset(unsaid))


def filtered(scope: Scope, schemas: Sequence[str], tables: Sequence[str]) -> Scope:
    """The scope within ``schemaFilter`` and ``tablesFilter``: globs over names, with ``!`` for what is left out."""
    wanted = [glob for glob in schemas if not glob.startswith("!")]
    named = [glob for glob in tables if not glob.startswith("!")]
    only: list[str] = []
    if wanted or named:
        only += [f"schema {name}" for glob in wanted or ["*"] for name in _spelled(glob)]
        for word in ("table", "view", "matview", "enum", "sequence"):
            inside = named if word in _RELATIONS else []
            only += [f"{word} {s}.{n}" for glob in wanted or ["*"] for s in _spelled(glob) for n in _names(inside)]
    ignore = [f"{word} *.{n}" for t in tables if t.startswith("!") for word in _RELATIONS for n in _spelled(t[1:])]
    ignore += [f"{word} {s}.*" for g in schemas if g.startswith("!") for word in _INSIDE for s in _spelled(g[1:])]
    return msgspec.structs.replace(scope, only=tuple(only), ignore=tuple(ignore))


def _names(globs: Sequence[str]) -> list[str]:
    return [name for glob in globs for name in _spelled(glob)] or ["*"]


def _spelled(glob: str) -> list[str]:
    """A glob over names as addresses spell them: bare, and quoted where a name may need it."""
    return [glob, '"' + glob.replace('"', '""') + '"']


def can_say(obj: Object, version: Version) -> bool:
    """Whether Drizzle has words for an object that only the other side has."""
    if isinstance(obj, pg.OnRelation) and obj.on != "table":
        return False
    match obj:
        case pg.Exclusion() | pg.DomainCheck():
            return False
        case pg.Check():
            return version >= CHECKS_SINCE
        case pg.View() | pg.MaterializedView():
            return version >= CHECKS_SINCE
        case pg.Table():
            return obj.bound is None and obj.of_type is None and obj.partition_by is None and not obj.parents
        case pg.Index():
            return not obj.include and obj.parent is None
        case pg.Key():
            return not obj.include and not obj.without_overlaps
    return True
