"""The one place that quotes."""

from __future__ import annotations

import pglast
import pytest

from trueup.postgres.names import ident, literal, qualified

HOSTILE = ['"we""ird; --"', "a b", "ünïcode", "🐘", "x" * 63, "select", "A.B", "it's", "new\nline", "back\\slash", "$1"]


@pytest.mark.parametrize("name", [*HOSTILE, "user", "table", "between", "left", "name", "public", "value"])
def test_a_quoted_name_is_read_back_by_postgresql_as_it_was(name: str) -> None:
    """PostgreSQL's own parser sees exactly the name, whatever is in it."""
    tree = pglast.parse_sql(f"select 1 from {qualified(name, name)} as {ident(name)}")
    relation = tree[0].stmt.fromClause[0]
    assert (relation.schemaname, relation.relname, relation.alias.aliasname) == (name, name, name)


@pytest.mark.parametrize("text", [*HOSTILE, "", "'", "\\'; drop table x; --"])
def test_a_literal_is_read_back_as_it_was(text: str) -> None:
    """No text breaks out of its quotes."""
    tree = pglast.parse_sql(f"select {literal(text)}")
    assert len(tree) == 1
    assert tree[0].stmt.targetList[0].val.val.sval == text
