"""What Prisma can say of a PostgreSQL database, so that nothing it has no words for is called drift."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.model import Address, Object, Scope, address
from trueup.postgres import objects as pg

_KINDS = frozenset({"table", "column", "constraint", "index", "enum"})
_FIELDS = {
    "*": ("comment", "owner", "acl"),
    "table": (
        "unlogged",
        "partition_by",
        "bound",
        "parents",
        "of_type",
        "options",
        "toast_options",
        "access_method",
        "tablespace",
        "rls",
        "rls_forced",
        "replica_identity",
        "replica_index",
        "clustered_on",
    ),
    "column": (
        "not_null_name",
        "not_null_valid",
        "not_null_no_inherit",
        "generated",
        "virtual",
        "collation",
        "storage",
        "compression",
        "statistics",
        "options",
        "fdw_options",
        "inherited",
    ),
    "constraint": (
        "include",
        "nulls_not_distinct",
        "without_overlaps",
        "deferrable",
        "deferred",
        "options",
        "tablespace",
        "index_comment",
        "parent",
        "match",
        "set_columns",
        "period",
        "valid",
        "enforced",
        "no_inherit",
        "inherited",
    ),
    "index": ("include", "nulls_not_distinct", "options", "tablespace", "valid", "parent"),
    "extension": ("namespace",),
}
PREVIEW_OF_PARTIAL = "partialIndexes"


def scope(schemas: Iterable[str], extensions: Iterable[str], previews: frozenset[str], *, says_schemas: bool) -> Scope:
    """The kinds, fields and addresses: those in the schemas of the datasource, and the extensions it lists."""
    kinds = _KINDS
    only: list[str] = []
    for name in sorted(set(schemas)):
        only += [_pattern(address(word, name, "")) for word in ("table", "enum")]
        if says_schemas:
            kinds |= {"schema"}
            only.append(escaped(address("schema", name)))
    for name in sorted(extensions):
        kinds |= {"extension"}
        only.append(escaped(address("extension", name)))
    unsaid = {(word, field) for word, fields in _FIELDS.items() for field in fields}
    if PREVIEW_OF_PARTIAL not in previews:
        unsaid.add(("index", "predicate"))
    ignore = tuple(escaped(address("table", name, "_prisma_migrations")) for name in sorted(set(schemas)))
    return Scope(kinds=kinds, unsaid=frozenset(unsaid), only=tuple(only), ignore=ignore)


def _pattern(inside: Address) -> str:
    """A glob for everything in a namespace, from an address whose last name is empty."""
    return escaped(inside[: -len('""')]) + "*"


def escaped(text: str) -> str:
    """A text as a glob that matches only itself."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)


def sayable(obj: Object, previews: frozenset[str] = frozenset()) -> bool:
    """Whether Prisma has words for an object that only the other side has: not for CHECK, partitions, what is partial.

    ``previews`` are the preview features of the schema's generators.
    """
    if isinstance(obj, pg.Check | pg.Exclusion):
        return False
    if isinstance(obj, pg.Table):
        return obj.bound is None and obj.of_type is None and obj.partition_by is None and not obj.parents
    if isinstance(obj, pg.Index):
        plain = all(key.column is not None and key.collation is None for key in obj.columns)
        partial = obj.predicate is not None and PREVIEW_OF_PARTIAL not in previews
        return plain and not (partial or obj.include or obj.nulls_not_distinct)
    return True
