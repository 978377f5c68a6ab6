"""What Django can say about a schema at all, by its version. Everything else is never called a difference."""

from __future__ import annotations

from trueup.model import Scope

KINDS = frozenset({"table", "column", "constraint", "index"})
"""What Django's models can express; sequences follow from columns, extensions and types come from migrations."""

_UNSAID = frozenset(
    [
        *(("*", field) for field in ("owner", "acl")),
        *(("constraint", field) for field in ("comment", "index_comment", "match", "on_update")),
        *(("constraint", field) for field in ("set_columns", "period", "valid", "enforced", "no_inherit", "options")),
        ("index", "comment"),
        ("index", "valid"),
        *(("table", field) for field in ("unlogged", "partition_by", "bound", "parents", "of_type", "options")),
        *(("table", field) for field in ("toast_options", "access_method", "rls", "rls_forced", "replica_identity")),
        *(("table", field) for field in ("replica_index", "clustered_on")),
        *(("column", field) for field in ("not_null_name", "not_null_valid", "not_null_no_inherit", "storage")),
        *(("column", field) for field in ("compression", "statistics", "options", "fdw_options", "inherited")),
    ]
)


def scope(version: tuple[int, int], ignored: set[str]) -> Scope:
    """What Django of a version can say; ``ignored`` are globs of what is not the project's to say."""
    unsaid = set(_UNSAID)
    if version < (4, 2):
        unsaid |= {("table", "comment"), ("column", "comment")}
    if version < (6, 1):
        unsaid.add(("constraint", "on_delete"))
    if version < (5, 0):
        unsaid |= {("column", "default"), ("column", "generated"), ("column", "virtual")}
    return Scope(kinds=KINDS, unsaid=frozenset(unsaid), ignore=tuple(sorted(ignored)))
