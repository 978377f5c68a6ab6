"""``Table(…)`` as a table: name, MetaData, schema, columns, and what else stands among its arguments."""

from __future__ import annotations

from trueup.declaration import Builder
from trueup.formats.python import Call, Member, Value
from trueup.formats.sqlalchemy.columns import column
from trueup.formats.sqlalchemy.metadata import Meta, Metas
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    column_call,
    complete,
    flag,
    is_none,
    optional_text,
    text,
    understood,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.formats.sqlalchemy.types import Types
from trueup.model import address


def read_table(call: Call, metas: Metas, types: Types, tables: Tables, builder: Builder) -> None:
    """Take up the table that a ``Table(…)`` makes; what cannot be read is noted."""
    try:
        with understood(call.origin):
            _table(call, metas, types, tables, builder)
    except Unreadable as problem:
        builder.skip(problem.origin, f"A Table was not read: {problem.why}.")


def _table(call: Call, metas: Metas, types: Types, tables: Tables, builder: Builder) -> None:
    args = list(call.args)
    if not args:
        raise Unreadable(call.origin, "it has no name")
    name = text(args.pop(0), "the name of a Table")
    meta = _meta(call, args, metas)
    if call.doubt is not None:
        raise Unreadable(call.origin, f"table {name} exists only under the condition at {call.doubt}")
    if "schema" in call.kwargs and not is_none(call.kwargs["schema"]):
        namespace = optional_text(call.kwargs["schema"], "the schema")
    else:
        namespace = meta.schema
    where = address("table", namespace or "public", name)
    known = tables.named(meta, namespace, name)
    if known is not None and (flag(call.kwargs.get("extend_existing"), "extend_existing") or len(args) == 0):
        tables.owned(call, known)
        _fill(known, args, types, builder)
        return
    if "autoload_with" in call.kwargs or "autoload" in call.kwargs:
        builder.skip(call.origin, "The table is read from a database when the code runs.", where)
        return
    complete(call)
    table = Table(name, namespace, meta, call.origin, call, kwargs=dict(call.kwargs))
    tables.add(table, call)
    _fill(table, args, types, builder)


def _meta(call: Call, args: list[Value], metas: Metas) -> Meta:
    """The MetaData, which Flask's ``db.Table`` adds by itself."""
    given = call.kwargs.get("metadata")
    if given is not None:
        return metas.of(given)
    if isinstance(call.callee, Member):
        if args and column_call(args[0]) is None:
            try:
                found = metas.of(args[0])
            except Unreadable:
                return metas.of(call.callee.of)
            args.pop(0)
            return found
        return metas.of(call.callee.of)
    if not args:
        raise Unreadable(call.origin, "it has no MetaData")
    return metas.of(args.pop(0))


def _fill(table: Table, args: list[Value], types: Types, builder: Builder) -> None:
    for arg in args:
        inner = column_call(arg)
        if inner is None:
            table.args.append(arg)
            continue
        try:
            with understood(inner.origin):
                made = column([inner], None, inner.origin)
            where = table.address.child("column", made.name)
        except Unreadable as problem:
            builder.skip(problem.origin, f"A column was not read: {problem.why}.", table.address)
            table.broken.add("*")
            continue
        try:
            with understood(made.origin):
                made.typed = types.read(made.type) if made.type is not None else None
            if made.typed is None and not made.foreign_keys:
                raise Unreadable(made.origin, "it has no type")
        except Unreadable as problem:
            table.broken.add(made.name)
            builder.skip(problem.origin, f"Column {made.name} was not read: {problem.why}.", where)
            continue
        made.nullable = not made.primary_key if made.nullable is None else made.nullable
        table.columns[made.key] = made
