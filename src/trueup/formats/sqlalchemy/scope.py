"""What SQLAlchemy's models can say of a PostgreSQL schema."""

from __future__ import annotations

from trueup.model import Scope

SAYS = Scope(
    kinds=frozenset({"table", "column", "constraint", "index", "enum", "domain", "sequence"}),
    unsaid=frozenset(
        {
            ("*", "owner"),
            ("*", "acl"),
            ("*", "inherited"),
            ("*", "parent"),
            ("table", "bound"),
            ("table", "of_type"),
            ("table", "options"),
            ("table", "toast_options"),
            ("table", "rls"),
            ("table", "rls_forced"),
            ("table", "replica_identity"),
            ("table", "replica_index"),
            ("table", "clustered_on"),
            ("column", "not_null_name"),
            ("column", "not_null_valid"),
            ("column", "not_null_no_inherit"),
            ("column", "virtual"),
            ("column", "storage"),
            ("column", "compression"),
            ("column", "statistics"),
            ("column", "options"),
            ("column", "fdw_options"),
            ("constraint", "without_overlaps"),
            ("constraint", "period"),
            ("constraint", "enforced"),
            ("constraint", "no_inherit"),
            ("constraint", "options"),
            ("constraint", "tablespace"),
            ("constraint", "index_comment"),
            ("index", "comment"),
            ("index", "valid"),
            ("enum", "comment"),
            ("domain", "comment"),
            ("domain", "not_null_name"),
            ("sequence", "owned_by"),
            ("sequence", "comment"),
            ("sequence", "unlogged"),
        }
    ),
)
"""Policies, triggers, views, functions and extensions are made by hand-written SQL in migrations, not by models."""
