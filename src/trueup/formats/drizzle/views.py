"""Views and the query builder they are written with: a chain of ``select``, ``from``, ``where`` … as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.columns import Column
from trueup.formats.drizzle.sqltext import Aliased, Sql, Untold, Wrapped, quoted, rendered
from trueup.formats.drizzle.tables import Table
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Caller,
    Function,
    Host,
    Native,
    Place,
    Record,
    Unknown,
)

_JOINS = {
    "leftJoin": "left join",
    "rightJoin": "right join",
    "innerJoin": "inner join",
    "fullJoin": "full join",
    "crossJoin": "cross join",
    "leftJoinLateral": "left join lateral",
    "innerJoinLateral": "inner join lateral",
    "crossJoinLateral": "cross join lateral",
}
_SETS = {
    "union": "union",
    "unionAll": "union all",
    "intersect": "intersect",
    "intersectAll": "intersect all",
    "except": "except",
    "exceptAll": "except all",
}


class Field(Wrapped):
    """A column of a view or a subquery."""

    def __init__(self, owner: Wrapped, name: str) -> None:
        self.owner = owner
        self.name = name

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "as":
            return Native(name, lambda args, p, c: Aliased(self, args[0]))
        return self.name if name == "name" else UNDEFINED

    def as_sql(self, *, bare: bool) -> str:
        return quoted(self.name) if bare else f"{self.owner.as_sql(bare=False)}.{quoted(self.name)}"


class Relation(Wrapped):
    """Something with fields by key: a view, a subquery."""

    fields: Record | Unknown

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if isinstance(self.fields, Unknown):
            return Unknown(self.fields.why, place)
        return self.fields if name == "..." else self.fields.get(name, UNDEFINED)


class View(Relation):
    """A view or materialized view; ``query`` is what it selects, None for one that exists already."""

    def __init__(self, builder: ViewBuilder, query: Any, fields: Record | Unknown, place: Place) -> None:
        self.name = builder.name
        self.namespace = builder.namespace
        self.materialized = builder.materialized
        self.options = builder.options
        self.tablespace = builder.tablespace
        self.method = builder.method
        self.populated = builder.populated
        self.query = query
        self.fields = fields
        self.place = place

    def as_sql(self, *, bare: bool) -> str:
        prefix = f"{quoted(self.namespace)}." if self.namespace is not None else ""
        return prefix + quoted(self.name)


class ViewBuilder(Host):
    """``pgView(name)`` before ``as`` or ``existing``."""

    def __init__(self, name: Any, namespace: Any, columns: Table | None, materialized: bool, place: Place) -> None:
        self.name = name
        self.namespace = namespace
        self.columns = columns
        self.materialized = materialized
        self.place = place
        self.options: Any = UNDEFINED
        self.tablespace: Any = None
        self.method: Any = None
        self.populated = True

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        chained: dict[str, Callable[[list[Any], Caller], Any]] = {
            "with": lambda args, c: self._set("options", args),
            "tablespace": lambda args, c: self._set("tablespace", args),
            "using": lambda args, c: self._set("method", args),
            "withNoData": lambda args, c: self._set("populated", [False]),
            "existing": lambda args, c: View(self, None, self._fields(UNDEFINED), self.place),
            "as": self._as,
        }
        body = chained.get(name)
        return Native(name, lambda args, p, c: body(args, c)) if body else Unknown(f"the view option {name}", place)

    def _set(self, field: str, args: list[Any]) -> ViewBuilder:
        setattr(self, field, args[0] if args else UNDEFINED)
        return self

    def _as(self, args: list[Any], caller: Caller) -> View:
        query = args[0] if args else UNDEFINED
        if isinstance(query, Function):
            query = caller.call(query, [Builder()], self.place)
        view = View(self, query, Record(), self.place)
        view.fields = self._fields(query, view)
        return view

    def _fields(self, query: Any, view: Wrapped | None = None) -> Record | Unknown:
        if self.columns is not None:
            return Record(self.columns.columns)
        if isinstance(query, Select) and view is not None:
            return query.outer_fields(view)
        return Unknown("a column of this view", self.place)


class Subquery(Relation):
    """A query with a name, in FROM or in WITH."""

    def __init__(self, query: Any, alias: Any, common: bool) -> None:
        self.query = query
        self.alias = alias
        self.common = common
        self.fields = query.outer_fields(self) if isinstance(query, Select) else Unknown("a column of a subquery")

    def as_sql(self, *, bare: bool) -> str:
        return quoted(self.alias)

    def defined(self) -> str:
        """The query in parentheses."""
        return f"({_query_text(self.query)})"


class Builder(Host):
    """``qb``: what the function given to ``as`` gets."""

    def __init__(self, common: tuple[Any, ...] = ()) -> None:
        self.common = common

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "$with":
            return Native(name, lambda args, p, c: _Common(args[0] if args else UNDEFINED))
        if name == "with":
            return Native(name, lambda args, p, c: Builder(tuple(args)))
        words = {"select": "select", "selectDistinct": "select distinct", "selectDistinctOn": "select distinct on"}
        if name not in words:
            return Unknown(f"the query {name}", place)

        def body(args: list[Any], place: Place, caller: Caller) -> Select:
            on = args.pop(0) if name == "selectDistinctOn" and args else None
            return Select(words[name], args[0] if args else None, self.common, on)

        return Native(name, body)


class _Common(Host):
    """``$with(name)`` before its query."""

    def __init__(self, name: Any) -> None:
        self.name = name

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        def body(args: list[Any], place: Place, caller: Caller) -> Subquery:
            query = args[0] if args else UNDEFINED
            if isinstance(query, Function):
                query = caller.call(query, [Builder()], place)
            return Subquery(query, self.name, common=True)

        return Native(name, body) if name == "as" else UNDEFINED


class Select(Wrapped):
    """A query while it is chained."""

    def __init__(self, words: str, fields: Any, common: tuple[Any, ...], on: Any) -> None:
        self.words = words
        self.fields = fields
        self.common = common
        self.on = on
        self.source: Any = UNDEFINED
        self.joins: list[tuple[str, Any, Any]] = []
        self.clauses: dict[str, list[Any]] = {}
        self.sets: list[tuple[str, Any]] = []
        self.unknown: Unknown | None = None

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name in ("$dynamic", "prepare"):
            return Native(name, lambda args, p, c: self)
        if name == "getSQL":
            return Native(name, lambda args, p, c: Sql([self]))
        if name == "as":
            return Native(name, lambda args, p, c: Subquery(self, args[0] if args else UNDEFINED, common=False))
        return Native(name, lambda args, p, c: self._chain(name, args, p, c))

    def _chain(self, name: str, args: list[Any], place: Place, caller: Caller) -> Select:
        if name == "from":
            self.source = args[0] if args else UNDEFINED
        elif name in _JOINS:
            self.joins.append((_JOINS[name], args[0], args[1] if len(args) > 1 else UNDEFINED))
        elif name in _SETS:
            other = caller.call(args[0], [Builder()], place) if isinstance(args[0], Function) else args[0]
            self.sets.append((_SETS[name], other))
        elif name in ("where", "groupBy", "having", "orderBy", "limit", "offset"):
            asked = [self._asked(name, arg, place, caller) for arg in args]
            self.clauses[name] = [arg for arg in library.flat(asked, 1) if arg is not UNDEFINED]
        else:
            self.unknown = Unknown(f"the query part {name}", place)
        return self

    def _asked(self, name: str, arg: Any, place: Place, caller: Caller) -> Any:
        """A clause, or what a function of the selected fields gives for it."""
        if not isinstance(arg, Function):
            return arg
        fields = Record(dict(self.selection()))
        if name in ("where", "having"):
            fields = Record({k: v.inner if isinstance(v, Aliased) else v for k, v in fields.items()})
        return caller.call(arg, [fields], place)

    def as_sql(self, *, bare: bool) -> str:
        return f"({self.text()})"

    def text(self) -> str:
        """The whole query. Raises Untold."""
        if self.unknown is not None:
            raise Untold(self.unknown)
        text = f"{self.words} "
        if self.on is not None:
            text += f"({', '.join(rendered(part) for part in (self.on if isinstance(self.on, list) else [self.on]))}) "
        text += ", ".join(_selected(value) for _, value in self.selection()) + f" from {_source(self.source)}"
        for words, table, on in self.joins:
            text += f" {words} {_source(table)}" + ("" if on is UNDEFINED else f" on {rendered(on)}")
        for name, words in (("where", "where"), ("groupBy", "group by"), ("having", "having")):
            if self.clauses.get(name):
                text += f" {words} {', '.join(rendered(part) for part in self.clauses[name])}"
        for words, other in self.sets:
            text = f"({text}) {words} ({_query_text(other)})"
        for name, words in (("orderBy", "order by"), ("limit", "limit"), ("offset", "offset")):
            if self.clauses.get(name):
                text += f" {words} {', '.join(rendered(part) for part in self.clauses[name])}"
        return self._with() + text

    def _with(self) -> str:
        parts = [f"{quoted(one.alias)} as {one.defined()}" for one in self.common if isinstance(one, Subquery)]
        return f"with {', '.join(parts)} " if parts else ""

    def selection(self) -> Iterator[tuple[str, Any]]:
        """Keys and values of what is selected; objects and tables in it opened."""
        if self.fields is None or self.fields is UNDEFINED:
            for relation in (self.source, *(table for _, table, _ in self.joins)):
                yield from _opened("", relation)
        else:
            yield from _opened("", self.fields)

    def outer_fields(self, owner: Wrapped) -> Record | Unknown:
        """What the query's columns are called from outside."""
        found = Record()
        try:
            for key, value in self.selection():
                name = _output_name(value)
                found[key] = Field(owner, name) if name is not None else Unknown(f"{key}, which has no name")
        except Untold as untold:
            return untold.unknown
        return found


def _opened(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Table):
        if value.unread:
            raise Untold(next(iter(value.unread.values())))
        yield from value.columns.items()
    elif isinstance(value, Relation):
        if isinstance(value.fields, Unknown):
            raise Untold(value.fields)
        yield from value.fields.items()
    elif isinstance(value, Record):
        for inner, item in value.items():
            yield from _opened(inner, item)
    else:
        yield key, value


def _output_name(value: Any) -> str | None:
    if isinstance(value, Column):
        return value.db_name
    if isinstance(value, Aliased):
        return value.alias if isinstance(value.alias, str) else None
    return value.name if isinstance(value, Field) else None


def _selected(value: Any) -> str:
    if isinstance(value, Aliased):
        return f"{rendered(value.inner)} as {quoted(value.alias)}"
    if isinstance(value, Subquery):
        return f"{value.defined()} {quoted(value.alias)}"
    return rendered(value)


def _source(value: Any) -> str:
    if isinstance(value, Subquery):
        return quoted(value.alias) if value.common else f"{value.defined()} {quoted(value.alias)}"
    if isinstance(value, Table) and value.alias is not None:
        prefix = f"{quoted(value.namespace)}." if value.namespace is not None else ""
        return f"{prefix}{quoted(value.name)} {quoted(value.alias)}"
    if isinstance(value, Select):
        raise Untold(Unknown("a query in FROM without a name"))
    return rendered(value)


def _query_text(query: Any) -> str:
    """The text of a query that is a chain or a template. Raises Untold."""
    return query.text() if isinstance(query, Select) else rendered(query)


def definition(view: View) -> str:
    """The query of a view. Raises Untold."""
    return _query_text(view.query)


def aliased(table: Any, name: Any) -> Any:
    """``alias(table, "name")``."""
    if not isinstance(table, Table) or not isinstance(name, str):
        return table if isinstance(table, Unknown) else Unknown("an alias of what is no table")
    copy = Table(table.name, table.namespace, table.place, table.casing, table.version)
    copy.alias = name
    copy.unread = table.unread
    for key, column in table.columns.items():
        other = Column.__new__(Column)
        other.__dict__.update(column.__dict__, table=copy)
        copy.columns[key] = other
    return copy


QUERY_BUILDER = Native("QueryBuilder", lambda args, place, caller: Builder())
