"""What an object's own fields say about order: what it needs, what it only seems to need, and which names it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from trueup.model import Address, Object, Schema, address
from trueup.postgres import objects as kinds

_RELATIONS = (kinds.Table, kinds.ForeignTable, kinds.View, kinds.MaterializedView, kinds.Sequence, kinds.Composite)
_TYPES = (kinds.Table, kinds.ForeignTable, kinds.View, kinds.MaterializedView, kinds.Composite)
_OTHER_TYPES = (kinds.Enum, kinds.Domain, kinds.Range)

# How things are created; they are dropped the other way round. The order within a plan follows what needs what, and
# this only where that leaves a choice.
_ORDER: tuple[tuple[type[Object], ...], ...] = (
    (kinds.Namespace,),
    (kinds.Extension,),
    (kinds.Language, kinds.AccessMethod, kinds.Collation, kinds.Conversion),
    (kinds.Enum, kinds.Domain, kinds.DomainCheck, kinds.Composite, kinds.Attribute, kinds.Range),
    (kinds.TextSearchParser, kinds.TextSearchTemplate, kinds.TextSearchDictionary, kinds.TextSearchConfiguration),
    (kinds.ForeignDataWrapper, kinds.Server, kinds.UserMapping),
    (kinds.Sequence,),
    (kinds.Table, kinds.ForeignTable),
    (kinds.Column,),
    (kinds.PrimaryKey, kinds.Unique, kinds.Exclusion),
    (kinds.Check,),
    (kinds.Index,),
    (kinds.Statistics,),
    (kinds.Function, kinds.Procedure),
    (kinds.Aggregate, kinds.Operator, kinds.OperatorFamily, kinds.OperatorClass, kinds.Cast, kinds.Transform),
    (kinds.View, kinds.MaterializedView),
    (kinds.Rule,),
    (kinds.ForeignKey,),
    (kinds.Trigger,),
    (kinds.Policy,),
    (kinds.Publication, kinds.PublicationTable, kinds.Subscription),
    (kinds.EventTrigger,),
    (kinds.DefaultPrivileges,),
)
_RANK = {kind: number for number, group in enumerate(_ORDER) for kind in group}


def rank(obj: Object) -> int:
    """Where an object's kind stands among those that are created."""
    return _RANK[type(obj)]


def waits_for_all(obj: Object) -> bool:
    """Whether even the drop comes last: while default privileges are there, what is created is granted by them."""
    return isinstance(obj, kinds.DefaultPrivileges)


def needs(obj: Object, schema: Schema) -> frozenset[Address]:
    """The addresses an object needs to exist, by what a server said and by its own fields."""
    found = set(schema.needs.get(obj.address, ())) | set(_needs(obj))
    parent = obj.address.parent
    if parent is not None:
        found.add(parent)
    elif isinstance(obj, kinds.Qualified):
        found.add(address("schema", obj.namespace))
    return frozenset(found - {obj.address} - set(_seeming(obj, schema)))


def claims(obj: Object) -> Iterator[str]:
    """The names an object takes that one of another kind or in another place might want."""
    if isinstance(obj, kinds.Qualified) and isinstance(obj, _RELATIONS):
        yield f"relation {obj.namespace}.{obj.name}"
    if isinstance(obj, kinds.Index | kinds.Key | kinds.Exclusion):
        yield f"relation {obj.namespace}.{obj.name}"
    if isinstance(obj, kinds.Qualified) and isinstance(obj, _TYPES + _OTHER_TYPES):
        yield f"type {obj.namespace}.{obj.name}"
    if isinstance(obj, kinds.Routine | kinds.Aggregate):
        yield f"routine {obj.namespace}.{obj.name}({obj.takes})"


def _seeming(obj: Object, schema: Schema) -> Iterator[Address]:
    """What pg_depend says an index of a partition needs, though it is made first: the parent's index adopts it."""
    if isinstance(obj, kinds.Index | kinds.Key) and obj.parent is not None:
        for ref in schema.needs.get(obj.address, ()):
            found = schema.get(ref)
            if isinstance(found, kinds.Index | kinds.Key) and (found.namespace, found.name) == obj.parent:
                yield ref


@singledispatch
def _needs(obj: Object) -> set[Address]:
    return set()


@_needs.register
def _(obj: kinds.Table) -> set[Address]:
    return {address("table", *parent) for parent in obj.parents}


@_needs.register
def _(obj: kinds.ForeignTable) -> set[Address]:
    return {address("table", *parent) for parent in obj.parents} | {address("server", obj.server)}


@_needs.register
def _(obj: kinds.ForeignKey) -> set[Address]:
    target = address("table", obj.to_namespace, obj.to_table)
    columns = {target.child("column", name) for name in obj.to_columns}
    return columns | {target} | {obj.container.child("column", name) for name in obj.columns}


@_needs.register
def _(obj: kinds.Key) -> set[Address]:
    return {obj.container.child("column", name) for name in obj.columns + obj.include}


@_needs.register
def _(obj: kinds.Index) -> set[Address]:
    if obj.on == "matview":
        return set()
    keys = {column.column for column in obj.columns if column.column is not None}
    return {obj.container.child("column", name) for name in keys | set(obj.include)}
