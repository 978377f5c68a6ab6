"""What an object's own fields say about order: what it needs, what it only seems to need, and which names it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from trueup.model import Address, Needs, Object, Schema, address
from trueup.postgres import objects as kinds
from trueup.postgres.ddl.family import family, is_own, referring

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
    (kinds.Function, kinds.Procedure),
    (kinds.Sequence,),
    (kinds.Table, kinds.ForeignTable),
    (kinds.Column,),
    (kinds.PrimaryKey, kinds.Unique, kinds.Exclusion),
    (kinds.Check,),
    (kinds.Index,),
    (kinds.Statistics,),
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
_RUNNING = (kinds.Check, kinds.Index, kinds.Exclusion, kinds.MaterializedView)
_RANK = {kind: number for number, group in enumerate(_ORDER) for kind in group}


def rank(obj: Object, schema: Schema) -> int:
    """Where an object's kind stands among those that are created.

    What calls a function while it is made comes behind the views: no catalog knows what the function's text mentions.
    """
    own = _RANK[type(obj)]
    if not isinstance(obj, _RUNNING):
        return own
    calls = any(isinstance(schema.get(ref), kinds.Routine) for ref in schema.needs.get(obj.address, ()))
    return max(own, _RANK[kinds.Rule]) if calls else own


def waits_for_all(obj: Object) -> bool:
    """Whether even the drop comes last: while default privileges are there, what is created is granted by them."""
    return isinstance(obj, kinds.DefaultPrivileges)


def holds_nothing(obj: Object) -> bool:
    """Whether an object is nothing but its definition, so that it can be dropped and made again."""
    texts = kinds.View | kinds.Routine | kinds.Aggregate | kinds.Trigger | kinds.Policy | kinds.Rule | kinds.Transform
    return isinstance(obj, texts)


def holds_rows(obj: Object) -> bool:
    """Whether something is lost with an object that its definition does not bring back."""
    if isinstance(obj, kinds.Column):
        return obj.on == "table" and obj.generated is None
    return isinstance(obj, kinds.Table | kinds.Sequence)


def complete(schema: Schema) -> Schema:
    """The schema with all that its objects need: what the server said of expressions, and what their fields say."""

    def everything() -> Needs:
        said = schema.needs
        return {where: said.get(where, frozenset()) | by_fields(obj) for where, obj in schema.objects.items()}

    return schema.replace(needs=everything)


def required(obj: Object, schema: Schema) -> frozenset[Address]:
    """What must exist for an object to be made or changed; the column that owns a sequence can come later.

    The copy that a partition has of a foreign key comes with what is copied, which has waited.
    """
    needs = schema.needs.get(obj.address, frozenset())
    if isinstance(obj, kinds.ForeignKey) and not is_own(obj):
        return needs & {obj.container}
    return needs - _relatives(obj) if isinstance(obj, kinds.Sequence) else needs


def by_fields(obj: Object) -> frozenset[Address]:
    """What an object's own fields say it needs: its container or namespace, and its relatives."""
    found = set(_relatives(obj))
    parent = obj.address.parent
    if parent is not None:
        found.add(parent)
    elif isinstance(obj, kinds.Qualified):
        found.add(address("schema", obj.namespace))
    return frozenset(found - {obj.address})


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


def holders(obj: Object, schema: Schema) -> dict[Address, bool]:
    """What an object cannot be dropped beside although it does not need it: foreign keys to a partition's tables.

    Each with whether it can go before: those between tables of one family go with these, which go last.
    """
    if not isinstance(obj, kinds.Table):
        return {}
    keys = [*referring(obj, schema)]
    kin = family(obj, schema) if keys else frozenset()
    return {key.address: key.container not in kin for key in keys}


@singledispatch
def _relatives(obj: Object) -> set[Address]:
    return set()


@_relatives.register
def _(obj: kinds.Table) -> set[Address]:
    return {address("table", *parent) for parent in obj.parents}


@_relatives.register
def _(obj: kinds.ForeignTable) -> set[Address]:
    return {address("table", *parent) for parent in obj.parents} | {address("server", obj.server)}


@_relatives.register
def _(obj: kinds.ForeignKey) -> set[Address]:
    target = address("table", obj.to_namespace, obj.to_table)
    columns = {target.child("column", name) for name in obj.to_columns}
    return columns | {target} | {obj.container.child("column", name) for name in obj.columns}


@_relatives.register
def _(obj: kinds.Key) -> set[Address]:
    return {obj.container.child("column", name) for name in obj.columns + obj.include}


@_relatives.register
def _(obj: kinds.Index) -> set[Address]:
    if obj.on == "matview":
        return set()
    keys = {column.column for column in obj.columns if column.column is not None}
    return {obj.container.child("column", name) for name in keys | set(obj.include)}


@_relatives.register
def _(obj: kinds.Sequence) -> set[Address]:
    if obj.owned_by is None:
        return set()
    namespace, table, column = obj.owned_by
    return {address(word, namespace, table).child("column", column) for word in ("table", "foreign_table")}


@_relatives.register
def _(obj: kinds.PublicationTable) -> set[Address]:
    return {address("table", obj.namespace, obj.table)}


@_relatives.register
def _(obj: kinds.UserMapping) -> set[Address]:
    return {address("server", obj.server)}


@_relatives.register
def _(obj: kinds.Server) -> set[Address]:
    return {address("foreign_data_wrapper", obj.wrapper)}


@_relatives.register
def _(obj: kinds.Extension) -> set[Address]:
    return {address("schema", obj.namespace)}


@_relatives.register
def _(obj: kinds.DefaultPrivileges) -> set[Address]:
    return {address("schema", obj.namespace)} if obj.namespace is not None else set()
