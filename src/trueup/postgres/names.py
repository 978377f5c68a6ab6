"""How names and texts are written in SQL. The only place that quotes."""

from __future__ import annotations

import re

# Words that PostgreSQL (14-18) does not take as a bare name of every kind of object: all key words that
# quote_ident() quotes, that is all but the unreserved ones (src/include/parser/kwlist.h).
_QUOTED_WORDS = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
    case cast char character check coalesce collate collation column concurrently constraint create cross
    current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
    decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
    freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
    interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query
    json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
    localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
    only or order out outer overlaps overlay placing position precision primary real references returning right
    row select session_user setof similar smallint some substring symmetric system_user table tablesample then
    time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when
    where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
    xmlroot xmlserialize xmltable
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_BARE = re.compile(r"[a-z_][a-z0-9_$]*\Z").match


def ident(name: str) -> str:
    """A name as SQL: bare where that is safe, in double quotes otherwise.

    >>> ident("users"), ident("user"), ident('we"ird; --')
    ('users', '"user"', '"we""ird; --"')
    """
    if _BARE(name) and name not in _QUOTED_WORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def idents(names: tuple[str, ...]) -> str:
    """Several names, separated by commas."""
    return ", ".join(map(ident, names))


def qualified(namespace: str, name: str) -> str:
    """A name in its namespace."""
    return f"{ident(namespace)}.{ident(name)}"


def cut(name: str, size: int) -> str:
    """As much of a name as fits into so many bytes; a name may have 63.

    >>> cut("héllo", 2), cut("hello", 63)
    ('h', 'hello')
    """
    return name.encode()[:size].decode(errors="ignore")


def literal(text: str) -> str:
    """A text as an SQL literal that means the same whatever ``standard_conforming_strings`` is.

    >>> literal("it's"), literal("a" + chr(92))
    ("'it''s'", "E'a\\\\\\\\'")
    """
    quoted = "'" + text.replace("'", "''") + "'"
    return "E" + quoted.replace("\\", "\\\\") if "\\" in text else quoted
