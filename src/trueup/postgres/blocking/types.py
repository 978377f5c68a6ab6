"""Two types -> what ALTER COLUMN TYPE has to do: nothing to rows, indexes anew, or every row anew.

As ``ATColumnChangeRequiresRewrite`` and ``CheckIndexCompatible`` decide it (tablecmds.c, indexcmds.c): rows stay where
the cast is none or only relabels and the length, if there is one, does not shrink.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from trueup.model import Schema, part
from trueup.postgres import objects as pg
from trueup.postgres.sql.nodes import Node, inside, items, texts

Change = Literal["nothing", "indexes", "rewrite"]


class Type(NamedTuple):
    """A type: PostgreSQL's own name of it, or ``namespace.name``; its modifiers; whether it is an array of it."""

    name: str
    mods: tuple[int, ...] = ()
    array: bool = False
    fields: str = ""
    """Of an interval: ``day to second``."""


_INTERNAL = {
    "smallint": "int2",
    "integer": "int4",
    "int": "int4",
    "bigint": "int8",
    "real": "float4",
    "double precision": "float8",
    "boolean": "bool",
    "character varying": "varchar",
    "character": "bpchar",
    "bit varying": "varbit",
    "decimal": "numeric",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "time with time zone": "timetz",
}
_PRINTED = {internal: name for name, internal in _INTERNAL.items() if name not in ("int", "decimal")}
SERIALS = {
    "serial": "int4",
    "serial4": "int4",
    "bigserial": "int8",
    "serial8": "int8",
    "smallserial": "int2",
    "serial2": "int2",
}
_SPELLED = re.compile(
    r"(?P<name>\"(?:[^\"]|\"\")+\"(?:\.\"(?:[^\"]|\"\")+\"|\.\w+)?|[a-z_][\w.\" ]*?)"
    r"(?:\s*\((?P<mods>[^)]*)\))?(?P<rest>[a-z ]*)(?P<array>(?:\[\d*\])*)\Z",
    re.I,
)


def spelled(text: str) -> Type:
    """A type as ``format_type`` prints it.

    >>> spelled("character varying(20)"), spelled("timestamp(3) with time zone"), spelled("public.mood[]")
    (Type(name='varchar', mods=(20,), array=False, fields=''), Type(name='timestamptz', mods=(3,), array=False, \
fields=''), Type(name='public.mood', mods=(), array=True, fields=''))
    """
    match = _SPELLED.match(text.strip())
    if match is None:
        return Type(text)
    name = f"{match['name']}{match['rest'] or ''}".strip()
    fields = ""
    if name.startswith("interval "):
        name, _, fields = name.partition(" ")
    mods = tuple(int(one) for one in re.findall(r"-?\d+", match["mods"] or ""))
    name = _INTERNAL.get(name.lower(), name)
    if name == "bpchar" and not mods and match["name"].lower() == "character":
        mods = (1,)
    return Type(name, mods, bool(match["array"]), fields)


def written(named: Node, schema: Schema | None, path: str = "public") -> Type:
    """A ``TypeName`` of a parse tree; a bare name is looked for in the schema."""
    names = texts(named.get("names"))
    mods = tuple(int(one.get("ival", {}).get("ival", 0)) for one in items(named.get("typmods")))
    array = bool(named.get("arrayBounds"))
    name = names[-1] if names else ""
    if len(names) > 1 and names[0] != "pg_catalog":
        return Type(f"{part(names[-2])}.{part(name)}", mods, array)
    if len(names) == 1 and schema is not None:
        for space in dict.fromkeys((path, "public")):
            qualified = f"{part(space)}.{part(name)}"
            if any(f"{word} {qualified}" in schema for word in ("enum", "domain", "type", "range", "base_type")):
                return Type(qualified, mods, array)
        if name in ("citext", "hstore", "ltree", "geometry", "geography", "vector"):
            return Type(name, mods, array)
    name = SERIALS.get(name, _INTERNAL.get(name, name))
    if name == "interval" and mods:
        # The first modifier is a mask of fields (INTERVAL_FULL_RANGE is 0x7FFF), the second the precision.
        return Type(name, mods[1:], array, "" if mods[0] == 32767 else str(mods[0]))
    if name == "numeric" and len(mods) == 1:
        mods = (mods[0], 0)
    return Type(name, mods, array)


def shown(one: Type) -> str:
    """A type so that ``spelled`` reads it: ``numeric(10,2)[]``."""
    mods = f"({','.join(map(str, one.mods))})" if one.mods else ""
    return f"{one.name}{f' {one.fields}' if one.fields else ''}{mods}{'[]' if one.array else ''}"


def printed(one: Type) -> str:
    """A type as ``format_type`` prints it: ``timestamp(3) without time zone``."""
    name = _PRINTED.get(one.name, one.name)
    mods = f"({','.join(map(str, one.mods))})" if one.mods else ""
    head, _, tail = name.partition(" ") if name.startswith("time") else (name, "", "")
    return f"{head}{mods}{f' {tail}' if tail else ''}{'[]' if one.array else ''}"


def is_built_in(one: Type) -> bool:
    """Whether it is a type of PostgreSQL itself whose conversions are known."""
    return one.name in _PRINTED or one.name in _BUILT_IN


_BUILT_IN = frozenset(
    """
    text uuid json jsonb bytea date numeric money xml inet cidr macaddr macaddr8 name oid interval char bit
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_LIKE_TEXT = frozenset(["text", "varchar", "citext"])
_RELABELLED = frozenset(
    {
        *((a, b) for a in ("text", "varchar") for b in ("text", "varchar", "citext")),
        *(("citext", b) for b in ("text", "varchar")),
        ("cidr", "inet"),
        ("xml", "text"),
        ("xml", "varchar"),
        ("bit", "varbit"),
        ("varbit", "bit"),
        ("pg_node_tree", "text"),
        *((a, b) for a in ("oid", "int4") for b in ("oid", "int4")),
        *(
            pair
            for one in ("regclass", "regproc", "regprocedure", "regoper", "regoperator", "regtype", "regconfig")
            for pair in ((one, "oid"), ("oid", one), (one, "int4"), ("int4", one))
        ),
        ("regrole", "oid"),
        ("oid", "regrole"),
        ("regnamespace", "oid"),
        ("oid", "regnamespace"),
    }
)
"""Casts without a function (``pg_cast.castmethod`` b), as far as columns have such types."""
_KEEPS_LONGER = frozenset(["varchar", "numeric", "varbit", "timestamp", "timestamptz", "time", "timetz", "interval"])
"""Types whose length coercion does nothing where the length grows (their ``prosupport`` functions)."""
_SORTED_ALIKE = {"varchar": "text", "cidr": "inet", "regclass": "oid", "regtype": "oid", "regproc": "oid"}
"""Types whose default operator class is another's."""


def _extension_type(name: str) -> str:
    """``public.citext`` is citext wherever its extension is installed."""
    last = name.rpartition(".")[2]
    return last if last in ("citext",) else name


def change(old: Type, new: Type, *, using: object, column: str, schema: Schema | None, utc: bool) -> Change | None:
    """What ALTER COLUMN TYPE does to rows and plain indexes; None where that cannot be told.

    ``using`` is the expression's tree, None without one; ``utc`` is whether the session's TimeZone is UTC.
    """
    steps = _steps(old, new, using, column, schema)
    if steps is None:
        return "rewrite"
    was = old
    found: Change = "nothing"
    for step in steps:
        one = _cast(was, step, schema, utc)
        if one in ("rewrite", None):
            return one
        found = "indexes" if one == "indexes" else found
        was = step
    return found if _opclass(old, schema) == _opclass(new, schema) else "indexes"


def _steps(old: Type, new: Type, using: object, column: str, schema: Schema | None) -> list[Type] | None:
    """The casts a value goes through, None where USING is more than casts of the column."""
    if using is None:
        return [new]
    steps = [new]
    tree = using
    while isinstance(tree, dict) and "TypeCast" in tree:
        cast = tree["TypeCast"]
        steps.insert(0, written(cast.get("typeName", {}), schema))
        tree = cast.get("arg")
    names = texts(inside(tree).get("fields")) if isinstance(tree, dict) and "ColumnRef" in tree else []
    return steps if names[-1:] == [column] else None


def _cast(old: Type, new: Type, schema: Schema | None, utc: bool) -> Change | None:
    """One cast: from what a value is to what it becomes, with its length."""
    old = _based(old, schema)
    domain = _domain(new, schema)
    if domain is not None:
        if _is_constrained(domain, schema):
            return "rewrite"
        new = _based(new, schema)
    if old.array or new.array:
        # Arrays are converted element by element even where the elements would only be relabelled.
        same = old.array == new.array and old.name == new.name and (old.mods == new.mods or not new.mods)
        return "nothing" if same else "rewrite"
    a, b = _extension_type(old.name), _extension_type(new.name)
    if a == b:
        return "nothing" if _fits(a, old, new) else "rewrite"
    if {a, b} == {"timestamp", "timestamptz"}:
        return "indexes" if utc and _fits("timestamp", old, new) else "rewrite"
    if (a, b) not in _RELABELLED:
        return "rewrite"
    if new.mods and not (b == "varchar" and a in _LIKE_TEXT and _fits(b, old, new)):
        return "rewrite"
    return "nothing"


def _fits(name: str, old: Type, new: Type) -> bool:
    """Whether no value has to be shortened, for a type that knows how to tell (or the very same length)."""
    if old.mods == new.mods and old.fields == new.fields:
        return True
    if name not in _KEEPS_LONGER:
        return False
    if name == "numeric":
        return not new.mods or (len(old.mods) == 2 and old.mods[1] == new.mods[1] and new.mods[0] >= old.mods[0])
    if name == "interval" and new.fields and new.fields != old.fields:
        return False
    if not new.mods:
        return True
    if name in ("timestamp", "timestamptz", "time", "timetz", "interval"):
        return new.mods[0] >= (old.mods[0] if old.mods else 6)
    return bool(old.mods) and new.mods[0] >= old.mods[0]


# ------------------------------------------------------------------ domains

_SYSTEM_DOMAINS = frozenset({"information_schema.cardinal_number", "information_schema.yes_or_no"})
"""Those with a check that every database has (manual, 37.2)."""


def _domain(one: Type, schema: Schema | None) -> pg.Domain | None:
    if schema is None or one.array:
        return None
    found = schema.get(f"domain {one.name}")
    return found if isinstance(found, pg.Domain) else None


def _based(one: Type, schema: Schema | None) -> Type:
    """The type under all domains."""
    while (domain := _domain(one, schema)) is not None:
        one = spelled(domain.type)
    return one


def _is_constrained(domain: pg.Domain, schema: Schema | None) -> bool:
    """Whether a domain, or one under it, has a NOT NULL or a check."""
    assert schema is not None
    here: pg.Domain | None = domain
    while here is not None:
        if here.not_null or any(w.kind == "constraint" for w in schema.contents.get(here.address, ())):
            return True
        here = _domain(spelled(here.type), schema)
    return False


def is_constrained_domain(named: Node, schema: Schema | None, path: str = "public") -> bool | None:
    """Whether a type in a statement is a domain with constraints; None where that is not known."""
    one = written(named, schema, path)
    if one.name in _SYSTEM_DOMAINS:
        return True
    domain = _domain(one, schema)
    if domain is not None:
        return _is_constrained(domain, schema)
    if schema is None and "." in one.name:
        return None
    return False


def _opclass(one: Type, schema: Schema | None) -> str:
    """What decides the default operator class."""
    based = _based(one, schema)
    if based.array:
        return "array"
    name = _extension_type(based.name)
    return _SORTED_ALIKE.get(name, name)
