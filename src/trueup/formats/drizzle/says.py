"""What Drizzle has words for: kinds, fields, and whether one object of another source could be declared as it is."""

from __future__ import annotations

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
POLICIES_SINCE = Version(0, 36)
CHECKS_SINCE = Version(0, 34)


def scope(version: Version) -> Scope:
    """What this version of Drizzle can express."""
    kinds = set(_KINDS.split())
    unsaid = {(kind, field) for kind, fields in _UNSAID.items() for field in fields.split()}
    if version < POLICIES_SINCE:
        kinds.discard("policy")
        unsaid.add(("table", "rls"))
    return Scope(kinds=frozenset(kinds), unsaid=frozenset(unsaid))


def can_say(obj: Object, version: Version) -> bool:
    """Whether Drizzle has words for an object as it is."""
    match obj:
        case pg.Exclusion():
            return False
        case pg.Check():
            return version >= CHECKS_SINCE
        case pg.View() | pg.MaterializedView():
            return version >= CHECKS_SINCE
        case pg.Table():
            return obj.bound is None and obj.of_type is None and not obj.parents
        case pg.Index():
            return not obj.include and obj.parent is None
        case pg.Key():
            return not obj.include and not obj.without_overlaps
        case pg.Column():
            return obj.on == "table"
    return True
