"""What a declaration says in other words than a database, and no more than that: told apart from drift, by rule.

An ORM chooses names, orders and spellings that its migrations, or an older version of itself, chose differently. None
of it changes what rows the database takes or how it finds them. ``reconcile`` takes such things over from the other
side, so that what still differs is drift, and says what it took over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

import msgspec

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Schema
from trueup.postgres import objects as pg

Found = TypeVar("Found", bound=Object)
Objects = dict[Address, Object]

_NOW = re.compile(r"(?:now\(\)|CURRENT_TIMESTAMP|transaction_timestamp\(\))")
_EMPTY = re.compile(r"ARRAY\[\]::(.+)\[\]\Z")
_SIX = re.compile(r"\b(time(?:stamp)?)\(6\)(?= with)")
_NUMERIC = re.compile(r"(?:smallint|integer|bigint|real|double precision|numeric(?:\(.+\))?)\Z")
_NUMBER = re.compile(r"\(?('?)(-?\d+(?:\.\d+)?)\1\)?(?:::(?:smallint|integer|bigint|real|double precision|numeric))?\Z")
_TEXT = re.compile(r"(?:text|character varying|character|bpchar)(?:\(\d+\))?\Z")
_LITERAL = re.compile(r"'((?:(?:[^']|'')*(?:[^ ']|''))?)'::(text|character varying|bpchar|jsonb?)\Z")
_NOTHING = re.compile(r"NULL::(?:character varying|character|bpchar|numeric|bit|bit varying|time|timestamp|interval)\b")
"""NULL as a default that PostgreSQL keeps, being cast to a length. That of a domain counts: it has its own default."""
_NEXT = re.compile(r"nextval\('(?:[^']|'')+'::regclass\)\Z")


class Reconciled(NamedTuple):
    """The declared schema in the other side's words, and a finding for each thing that was only put differently."""

    schema: Schema
    findings: tuple[Finding, ...]


def reconcile(declared: Schema, other: Schema, there: str = "in the database") -> Reconciled:
    """``declared`` with names, orders and spellings as ``other`` has them wherever both mean the same.

    What only one side has stays so. ``there`` says in messages where the other side's names are.
    """
    objects = dict(declared.objects)
    says = declared.says & other.says
    origins = dict(declared.origins)
    findings: list[Finding] = []
    for rule in _RULES:
        for before, after, code, told in rule(objects, other):
            if says.admits(before.address):
                del objects[before.address]
                objects[after.address] = after
                if before.address in origins:
                    origins[after.address] = origins[before.address]
                said = f"{told} {there}" if code in _OF_NAMES else told
                findings.append(Finding(code=code, severity=Severity.INFO, address=after.address, message=said))
    return Reconciled(
        declared.replace(objects=objects.values(), origins=origins),
        tuple(sorted(findings, key=lambda found: (str(found.address), found.code))),
    )


Step = tuple[Object, Object, str, str]
"""An object as declared, the same in the other side's words, the code of the rule, and what was put differently.

Of names that is what each side calls it; where the other side is, is put after it.
"""
_OF_NAMES = frozenset({"C102", "C105", "C106"})


# ------------------------------------------------------------------ the rules


def _both(objects: Objects, other: Schema, kind: type[Found]) -> Iterator[tuple[Found, Found]]:
    for where in sorted(objects):
        one, two = objects[where], other.get(where)
        if isinstance(one, kind) and isinstance(two, kind) and one != two:
            yield one, two


def _enums(objects: Objects, other: Schema) -> Iterator[Step]:
    """Labels in another order: ADD VALUE puts a new one last wherever the code lists it."""
    for one, two in _both(objects, other, pg.Enum):
        if one.labels != two.labels and sorted(one.labels) == sorted(two.labels):
            changed = msgspec.structs.replace(one, labels=two.labels)
            yield one, changed, "C101", "the same labels in another order"


def _sequences(objects: Objects, other: Schema) -> Iterator[Step]:
    """The sequence of a serial or identity column keeps its name when the table or column is renamed."""
    theirs = _owned(other.objects)
    for owner, one in _owned(objects).items():
        two = theirs.get(owner)
        if two is None:
            continue
        changed = msgspec.structs.replace(one, namespace=two.namespace, name=two.name, identity=two.identity)
        if two.address != one.address and two.address not in objects:
            yield one, changed, "C102", f"called {one.name} by the code, {two.name}"
        elif two.address == one.address and two.identity != one.identity:
            yield one, changed, "C110", "the sequence of a serial on one side, of an identity on the other"


def _owned(objects: Mapping[Address, Object]) -> dict[tuple[str, str, str], pg.Sequence]:
    return {one.owned_by: one for one in objects.values() if isinstance(one, pg.Sequence) and one.owned_by is not None}


def _columns(objects: Objects, other: Schema) -> Iterator[Step]:
    """Defaults that give the same value; a generated column that the code can only call a default."""
    for one, two in _both(objects, other, pg.Column):
        if one.default != two.default and one.generated == two.generated and _same_default(one, two):
            yield one, msgspec.structs.replace(one, default=two.default), "C103", "a default spelled differently"
        elif _numbers(one) and _numbers(two) and (one.identity, one.default) != (two.identity, two.default):
            changed = msgspec.structs.replace(one, identity=two.identity, default=two.default)
            yield one, changed, "C110", "numbered by a serial on one side, as an identity on the other"
        elif one.default is not None and one.default == two.generated:
            changed = msgspec.structs.replace(one, default=None, generated=two.generated, virtual=two.virtual)
            yield one, changed, "C104", "a generated column that is declared as a default"


def _precisions(objects: Objects, other: Schema) -> Iterator[Step]:
    """Six digits of a second are what PostgreSQL keeps unless told otherwise: Prisma cannot leave them out."""
    for one, two in _both(objects, other, pg.Column):
        if one.type != two.type and _SIX.sub(r"\1", one.type) == _SIX.sub(r"\1", two.type):
            yield one, msgspec.structs.replace(one, type=two.type), "C109", "the usual precision, said or left out"


def _numbers(column: pg.Column) -> bool:
    """Whether a column numbers rows unless it is given a number: a serial, or an identity that is not ALWAYS."""
    return column.identity == "by default" or (column.default is not None and bool(_NEXT.match(column.default)))


def _same_default(one: pg.Column, two: pg.Column) -> bool:
    """Whether two columns, of which neither or both are identities, are given the same value."""
    return one.identity == two.identity and _value(one) == _value(two)


def _value(column: pg.Column) -> str | Decimal | None:
    """A column's default in words of our own, the same for defaults that give the same value."""
    default = column.default
    if default is None or _NOTHING.match(default):
        return None
    if _NEXT.match(default):
        return "nextval"
    if _NUMERIC.match(column.type) and (number := _NUMBER.match(default)):
        return Decimal(number[2])
    literal = _LITERAL.match(default) if _TEXT.match(column.type) else None
    if literal and (literal[1] in ("[]", "{}") or not literal[2].startswith("json")):
        return f"'{literal[1]}'"
    empty = _EMPTY.match(default)
    if empty:
        return f"'{{}}'::{empty[1]}[]"
    return _NOW.sub("now()", default)


def _indexes(objects: Objects, other: Schema) -> Iterator[Step]:
    for one, two in _both(objects, other, pg.Index):
        if one.columns != two.columns and _index_shape(one) == _index_shape(two):
            yield one, msgspec.structs.replace(one, columns=two.columns), "C107", "nulls at the other end of the order"
    yield from _renamed(objects, other, pg.Index, _index_shape)


def _constraints(objects: Objects, other: Schema) -> Iterator[Step]:
    for one, two in _both(objects, other, pg.Constraint):
        if type(one) is type(two) and _constraint_shape(one) == _constraint_shape(two):
            yield one, _with_name(one, two), "C108", "not yet validated against the rows that were there"
    yield from _renamed(objects, other, pg.Constraint, _constraint_shape)


def _kept_names(objects: Objects, other: Schema) -> Iterator[Step]:
    """What has another name and differs besides, where there can be no mistake about which is which.

    It keeps its difference and is shown as one thing that differs: the table's primary key, the foreign key of the same
    columns to the same columns.
    """
    for kind, purpose in ((pg.PrimaryKey, _purpose_of_primary), (pg.ForeignKey, _purpose_of_foreign)):
        mine = _by_shape((o for w, o in objects.items() if w not in other and isinstance(o, kind)), purpose)
        theirs = _by_shape((o for w, o in other.objects.items() if w not in objects and isinstance(o, kind)), purpose)
        for key in mine.keys() & theirs.keys():
            for one, two in zip(mine[key], theirs[key], strict=False):
                told = f"called {one.address.name} by the code, {two.address.name}"
                yield one, msgspec.structs.replace(one, name=two.address.name), "C105", told


def _purpose_of_primary(key: pg.Constraint) -> Shape:
    return (key.container,)


def _purpose_of_foreign(key: pg.Constraint) -> Shape:
    fields = ("columns", "to_namespace", "to_table", "to_columns")
    return (key.container, *(getattr(key, field) for field in fields))


Shape = tuple[object, ...]


def _renamed(
    objects: Objects, other: Schema, kind: type[Found], shape: Callable[[Found], Shape | None]
) -> Iterator[Step]:
    """What is the same but for its name: only one of it on each side, or paired in order of their names."""
    mine = _by_shape((o for w, o in objects.items() if w not in other and isinstance(o, kind)), shape)
    theirs = _by_shape((o for w, o in other.objects.items() if w not in objects and isinstance(o, kind)), shape)
    for key in mine.keys() & theirs.keys():
        for one, two in zip(mine[key], theirs[key], strict=False):
            told = f"called {one.address.name} by the code, {two.address.name}"
            yield one, _with_name(one, two), "C105", told


def _with_name(one: Found, two: Found) -> Found:
    return msgspec.structs.replace(two, comment=one.comment)


def _by_shape(found: Iterable[Found], shape: Callable[[Found], Shape | None]) -> dict[Shape, list[Found]]:
    groups: dict[Shape, list[Found]] = {}
    for one in sorted(found, key=lambda o: o.address):
        key = shape(one)
        if key is not None:
            groups.setdefault(key, []).append(one)
    return groups


def _index_shape(index: pg.Index) -> Shape:
    """What an index does; at which end of a descending order nulls come is of no use to a search.

    An ascending order has nulls first only where somebody wants them there.
    """
    keys = tuple(
        (key.column, key.expression, key.collation, key.opclass, key.opclass_options, key.descending)
        + (() if key.descending else (key.nulls_first,))
        for key in index.columns
    )
    where = (index.on, index.namespace, index.relation)
    return (*where, index.method, keys, index.include, index.unique, index.nulls_not_distinct, index.predicate)


def _constraint_shape(constraint: pg.Constraint) -> Shape | None:
    fields = [f for f in constraint.compared() if f not in ("comment", "index_comment", "valid", "inherited", "parent")]
    where = (constraint.on, constraint.namespace, constraint.relation)
    return (type(constraint).__name__, *where, *(getattr(constraint, field) for field in fields))


def _keys_and_indexes(objects: Objects, other: Schema) -> Iterator[Step]:
    """A unique constraint and a unique index of the same columns keep the same rows out."""
    mine = _by_shape((o for w, o in objects.items() if w not in other and _is_unique(o)), _columns_kept_unique)
    theirs = _by_shape(
        (o for w, o in other.objects.items() if w not in objects and _is_unique(o)), _columns_kept_unique
    )
    for key in mine.keys() & theirs.keys():
        for one, two in zip(mine[key], theirs[key], strict=False):
            if type(one) is not type(two) and not _loses_key(one, two):
                told = f"{_noun(one)} {one.address.name} by the code, {_noun(two)} {two.address.name}"
                yield one, _with_name(one, two), "C106", told


def _is_unique(obj: Object) -> bool:
    return isinstance(obj, pg.Unique | pg.PrimaryKey) or (isinstance(obj, pg.Index) and obj.unique)


def _loses_key(one: Object, two: Object) -> bool:
    """A primary key says more than uniqueness, except of a table of pairs that a tool makes for itself."""
    keys = [obj for obj in (one, two) if isinstance(obj, pg.PrimaryKey)]
    return bool(keys) and not (keys[0].relation.startswith("_") and keys[0].columns == ("A", "B"))


def _noun(obj: Object) -> str:
    if isinstance(obj, pg.Index):
        return "unique index"
    return "primary key" if isinstance(obj, pg.PrimaryKey) else "unique constraint"


def _columns_kept_unique(obj: Object) -> Shape | None:
    if isinstance(obj, pg.Index):
        plain = all(key.column is not None and key.collation is None and key.opclass is None for key in obj.columns)
        if obj.method != "btree" or obj.predicate is not None or not plain:
            return None
        columns = tuple(key.column for key in obj.columns)
        return obj.namespace, obj.relation, columns, obj.include, obj.nulls_not_distinct
    if isinstance(obj, pg.Key):
        return obj.namespace, obj.relation, obj.columns, obj.include, obj.nulls_not_distinct
    return None


_RULES: tuple[Callable[[Objects, Schema], Iterator[Step]], ...] = (
    _enums,
    _sequences,
    _columns,
    _precisions,
    _indexes,
    _constraints,
    _keys_and_indexes,
    _kept_names,
)
