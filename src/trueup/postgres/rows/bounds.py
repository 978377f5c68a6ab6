"""A partition's bound -> the condition that its rows meet, and values that a row of it can have. Asks no server."""

from __future__ import annotations

from functools import cache
from typing import Any

from trueup.model import Schema, address
from trueup.postgres.names import ident
from trueup.postgres.objects import Column, Table

_STEPS = {
    **dict.fromkeys(("smallint", "integer", "bigint", "numeric", "real", "double precision", "date"), "{n}"),
    **dict.fromkeys(
        ("timestamp without time zone", "timestamp with time zone", "time without time zone", "interval"),
        "{n} * interval '1 minute'",
    ),
}
"""How far the next value of a type is, as SQL."""


# ------------------------------------------------------------------ conditions


def condition(partition: Table, schema: Schema) -> str | None:
    """What holds for all rows of a partition, in the form PostgreSQL gives it (get_qual_for_range, _for_list).

    None for hash partitions and the default one, and for keys of several columns, of an expression or with a collation
    of their own: there it would have to be said in another way.
    """
    parent = _parent(partition, schema)
    keys = _keys(parent.partition_by or "") if parent is not None else ()
    if parent is None or len(keys) != 1 or keys[0].name is None or keys[0].collation or keys[0].opclass:
        return None
    column = schema.get(parent.address.child("column", keys[0].name))
    if not isinstance(column, Column) or column.collation is not None:
        return None
    texts = _conditions(ident(column.name), _spec(partition.bound or ""))
    return " AND ".join(texts) if texts else None


def _conditions(name: str, spec: Any) -> list[str]:
    if spec is None or spec.is_default:
        return []
    given = [f"{name} IS NOT NULL"]
    if spec.listdatums:
        texts = [_text(datum) for datum in spec.listdatums]
        return [*given, f"{name} IN ({', '.join(texts)})"] if "NULL" not in texts else []
    if not spec.lowerdatums or not spec.upperdatums:
        return []
    ends = ((_value(spec.lowerdatums[0]), ">="), (_value(spec.upperdatums[0]), "<"))
    return [*given, *(f"{name} {operator} {text}" for text, operator in ends if text is not None)]


def belonging(partition: Table, schema: Schema) -> str | None:
    """What is true of the rows of a partition and of no others, whether or not PostgreSQL sees that it is.

    Besides what ``condition`` can put: lists with NULL, and ranges of several columns. None for hashes, expressions and
    keys with a collation or operator class of their own.
    """
    parent = _parent(partition, schema)
    keys, spec = _keys(parent.partition_by or "") if parent is not None else (), _spec(partition.bound or "")
    if spec is None or spec.is_default or any(key.name is None or key.collation or key.opclass for key in keys):
        return None
    names = [ident(key.name) for key in keys]
    if spec.listdatums and len(names) == 1:
        texts = [text for text in map(_text, spec.listdatums) if text != "NULL"]
        taken = [f"{names[0]} IS NULL"] if len(texts) < len(spec.listdatums) else []
        # A null that is not in the list is in no list of values either.
        taken += [f"coalesce({names[0]} IN ({', '.join(texts)}), false)"] if texts else []
        return " OR ".join(taken)
    if not spec.lowerdatums or not spec.upperdatums:
        return None
    given = [f"{name} IS NOT NULL" for name in names]
    ends = (_end(names, spec.lowerdatums, ">=", ">"), _end(names, spec.upperdatums, "<", "<="))
    return " AND ".join([*given, *(end for end in ends if end)])


def _end(names: list[str], datums: Any, whole: str, open_to_most: str) -> str:
    """One end of a range as a comparison of rows: columns from MINVALUE or MAXVALUE on are not compared."""
    values = [_value(datum) for datum in datums]
    size = values.index(None) if None in values else len(values)
    if not size:
        return ""
    beyond = size < len(values) and _text(datums[size]) == "maxvalue"
    operator = open_to_most if beyond else whole
    return f"({', '.join(names[:size])}) {operator} ({', '.join(str(one) for one in values[:size])})"


# ------------------------------------------------------------------ values


def values(table: Table, schema: Schema, n: int) -> dict[str, str]:
    """What the nth row of a partition can have in the columns that decide where it belongs, as SQL expressions.

    What may be anything is left out, and what nobody can tell: expressions as keys, the default partition, hashes.
    """
    parent = _parent(table, schema)
    if parent is None:
        return {}
    spec, found = _spec(table.bound or ""), values(parent, schema, n)
    names = [key.name for key in _keys(parent.partition_by or "")]
    columns = [schema.get(parent.address.child("column", name or "")) for name in names]
    if spec is None or spec.is_default or not all(isinstance(one, Column) for one in columns):
        return found
    if spec.listdatums:
        return found | {names[0]: _text(spec.listdatums[(n - 1) % len(spec.listdatums)])}
    return found | dict(_in_range([one for one in columns if isinstance(one, Column)], spec, n))


def _in_range(columns: list[Column], spec: Any, n: int) -> list[tuple[str, str]]:
    """The lower bound, or something below the upper one where there is none; further by the last column."""
    low, high = ([_value(datum) for datum in side or ()] for side in (spec.lowerdatums, spec.upperdatums))
    found: list[tuple[str, str]] = []
    for column, at_least, below in zip(columns, low, high, strict=False):
        if at_least is None:
            # What comes before is as in the lower bound: this one is free unless that is as in the upper bound, too.
            if below is not None and low[: len(found)] == high[: len(found)]:
                found.append((column.name, _further(below, column.type, -n)))
            return found
        last = column is columns[-1]
        found.append((column.name, _further(at_least, column.type, n - 1) if last else at_least))
    return found


def _further(value: str, type_: str, n: int) -> str:
    step = _STEPS.get(type_.partition("(")[0] + type_.partition(")")[2])
    return f"{value}::{type_} + {step.format(n=n)}" if step is not None and n else value


# ------------------------------------------------------------------ what is written


def _parent(partition: Table, schema: Schema) -> Table | None:
    found = schema.get(address("table", *partition.parents[0])) if partition.bound and partition.parents else None
    return found if isinstance(found, Table) else None


@cache
def _spec(bound: str) -> Any:
    """A bound as PostgreSQL's parser has it."""
    return _parsed(f"ALTER TABLE a ATTACH PARTITION b {bound}", lambda statement: statement.cmds[0].def_.bound)


@cache
def _keys(partition_by: str) -> tuple[Any, ...]:
    """What a table is partitioned by."""
    spec = _parsed(f"CREATE TABLE a () PARTITION BY {partition_by}", lambda statement: statement.partspec)
    return tuple(spec.partParams) if spec is not None else ()


def _parsed(sql: str, part: Any) -> Any:
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        return part(parse_sql(sql)[0].stmt)
    except ParseError:
        return None


def _value(datum: Any) -> str | None:
    """A value as SQL; None for MINVALUE and MAXVALUE."""
    text = _text(datum)
    return None if text in ("minvalue", "maxvalue") else text


def _text(datum: Any) -> str:
    from pglast.stream import RawStream

    text: str = RawStream()(datum)
    return text
