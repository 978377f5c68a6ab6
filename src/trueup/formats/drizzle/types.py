"""Drizzle's column functions and PostgreSQL's types: one table, read and written both ways."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from trueup.formats.drizzle.values import UNDEFINED, Unknown, text_of_value
from trueup.formats.drizzle.versions import Version


class Kind(NamedTuple):
    """A column function: the type it makes, the options that go in parentheses, and what stands after them."""

    type: str
    arguments: tuple[str, ...] = ()
    separator: str = ", "
    zoned: bool = False
    """Whether ``withTimezone`` is an option."""
    not_null: bool = False


KINDS: dict[str, Kind] = {
    "bigint": Kind("bigint"),
    "bigserial": Kind("bigserial", not_null=True),
    "bit": Kind("bit", ("dimensions",)),
    "boolean": Kind("boolean"),
    "bytea": Kind("bytea"),
    "char": Kind("char", ("length",)),
    "cidr": Kind("cidr"),
    "date": Kind("date"),
    "decimal": Kind("numeric", ("precision", "scale")),
    "doublePrecision": Kind("double precision"),
    "geometry": Kind("geometry(point)"),
    "halfvec": Kind("halfvec", ("dimensions",)),
    "inet": Kind("inet"),
    "integer": Kind("integer"),
    "interval": Kind("interval", ("precision",)),
    "json": Kind("json"),
    "jsonb": Kind("jsonb"),
    "line": Kind("line"),
    "macaddr": Kind("macaddr"),
    "macaddr8": Kind("macaddr8"),
    "numeric": Kind("numeric", ("precision", "scale")),
    "point": Kind("point"),
    "real": Kind("real"),
    "serial": Kind("serial", not_null=True),
    "smallint": Kind("smallint"),
    "smallserial": Kind("smallserial", not_null=True),
    "sparsevec": Kind("sparsevec", ("dimensions",)),
    "text": Kind("text"),
    "time": Kind("time", ("precision",), zoned=True),
    "timestamp": Kind("timestamp", ("precision",), zoned=True),
    "uuid": Kind("uuid"),
    "varchar": Kind("varchar", ("length",)),
    "vector": Kind("vector", ("dimensions",)),
}
"""Every column function of ``drizzle-orm/pg-core`` but enums and custom types, by its name."""

_PLAIN = re.compile(r"[a-z_][a-z0-9_$ ]*(\([^()\"]*\))?[a-z ]*(\[\d*\])*\Z").match
_QUALIFIED = re.compile(r'"?[A-Za-z_][\w$]*"?\."?[A-Za-z_][\w$]*"?(\[\d*\])*\Z').match
_BUILT_IN = frozenset(
    """
    bigint bigserial bit bool boolean box bytea char character cidr circle citext date decimal double float float4
    float8 inet int int2 int4 int8 integer interval json jsonb line lseg ltree macaddr macaddr8 money numeric path
    point polygon real serial smallint smallserial text time timestamp timestamptz timetz tsquery tsvector uuid
    varchar vector halfvec sparsevec xml geometry geography hstore
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def type_of(function: str, options: Any, version: Version) -> str | Unknown:
    """The SQL type a column function makes with its options; before 1.0 a ``srid`` is not heeded."""
    kind = KINDS[function]
    if not isinstance(options, dict):
        return kind.type
    get = options.get
    unknown = next((v for v in (get(name) for name in (*kind.arguments, "withTimezone")) if _is(v)), None)
    if unknown is not None:
        return Unknown(unknown.why, unknown.place)
    if version.one and function == "geometry" and get("srid", UNDEFINED) is not UNDEFINED:
        srid = text_of_value(get("srid", UNDEFINED))
        return srid if isinstance(srid, Unknown) else f"geometry(point,{srid})"
    given: list[str] = []
    for name in kind.arguments:
        value = get(name, UNDEFINED)
        if value is UNDEFINED or (value is None and function == "interval"):
            break
        text = text_of_value(value)
        if isinstance(text, Unknown):
            return text
        given.append(text)
    fields = get("fields", UNDEFINED)
    text = f"{kind.type} {fields}" if function == "interval" and isinstance(fields, str) else kind.type
    text += f"({kind.separator.join(given)})" if given else ""
    return f"{text} with time zone" if kind.zoned and get("withTimezone", False) is True else text


def _is(value: Any) -> bool:
    return isinstance(value, Unknown)


_PRINTED = {
    "character varying": "varchar",
    "character": "char",
    "timestamp without time zone": "timestamp",
    "time without time zone": "time",
}
"""PostgreSQL's own names of types for those that Drizzle writes."""
_BY_TYPE = {kind.type: name for name, kind in reversed(KINDS.items()) if "(" not in kind.type}
_PARTS = re.compile(r"(?P<base>[a-z][a-z0-9 ]*?)(?:\((?P<given>\d+(?:, ?\d+)?)\))?(?P<rest> with(?:out)? time zone)?\Z")


def function_of(type: str) -> tuple[str, dict[str, int | bool]] | None:
    """The column function and its options that make a type as PostgreSQL prints it; None where there is none.

    >>> function_of("character varying(20)"), function_of("timestamp(3) with time zone")
    (('varchar', {'length': 20}), ('timestamp', {'precision': 3, 'withTimezone': True}))
    """
    parts = _PARTS.match(type)
    if parts is None:
        return None
    base = parts["base"] + (parts["rest"] or "")
    zoned = base.endswith(" with time zone")
    name = _BY_TYPE.get(_PRINTED.get(base, base.removesuffix(" with time zone")))
    if name is None or (zoned and not KINDS[name].zoned):
        return None
    given = [int(number) for number in (parts["given"] or "").split(",") if number]
    if len(given) > len(KINDS[name].arguments):
        return None
    options: dict[str, int | bool] = dict(zip(KINDS[name].arguments, given, strict=False))
    return name, options | ({"withTimezone": True} if zoned else {})


def custom(name: str) -> str:
    """The type a ``customType`` names, quoted where PostgreSQL would otherwise fold its case."""
    name = name.strip()
    word = re.match(r"\w*", name)
    if _PLAIN(name) or _QUALIFIED(name) or (word is not None and word[0].lower() in _BUILT_IN):
        return name
    base, brackets = re.match(r"(.*?)((?:\[\d*\])*)\Z", name, re.S).groups()  # type: ignore[union-attr]  # always matches
    return name if '"' in base or "(" in base else '"' + base + '"' + brackets
