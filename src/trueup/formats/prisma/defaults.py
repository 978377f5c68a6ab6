"""``@default``: whether a value goes with its field, and what it is in SQL."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from trueup.formats.prisma.arguments import Arguments, whole
from trueup.formats.prisma.schema import Enum, Scalar
from trueup.formats.prisma.tree import Call, Items, Number, Text, Value, Word, shown, walk
from trueup.postgres.names import literal

_CLIENT = {"uuid": (4, 7), "cuid": (1, 2), "nanoid": range(2, 256), "ulid": ()}
"""Functions of the client, which leave no default in the database, and the argument they may take."""
FOR = {"now": ("DateTime",), "autoincrement": ("Int", "BigInt"), **dict.fromkeys(_CLIENT, ("String",))}
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)\Z",
    re.ASCII,
)
_NAME = re.compile(
    r"""'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$|::\s*(?:"[^"]*"|\w+)(?:\.(?:"[^"]*"|\w+))?
    |(?:"(?P<quoted>(?:[^"]|"")*)"|(?<![\w.$])(?P<bare>[^\W\d]\w*))(?![\w$]|\s*[('.])""",
    re.S | re.X,
)
_WORDS = frozenset(
    """and array as at between case collate current_date current_time current_timestamp current_user date day distinct
    double else end false from in interval is isnull like localtime localtimestamp not notnull null or precision
    similar then time timestamp true user varying when with without zone""".split()  # noqa: SIM905 - a table of words
)
"""Words of expressions that are not columns, whatever a table calls its own."""


def check_default(scalar: Scalar, arguments: Arguments) -> None:
    """Take up the value of ``@default``, or note why it does not go with the field."""
    value = arguments.needed("value")
    if arguments.take("map") is not None:
        arguments.refuse("a default has no name in PostgreSQL", "Take `map` out.")
    if value is None:
        return
    wrong = _wrong(scalar, value)
    if wrong is None:
        scalar.default = value
    else:
        arguments.refuse(wrong[0], wrong[1], value.at)


def _wrong(scalar: Scalar, value: Value) -> tuple[str, str] | None:
    """What is wrong with a default and what to do."""
    if isinstance(value, Call):
        return _wrong_call(scalar, value)
    if scalar.type is None:
        return "an Unsupported field can only have dbgenerated()", 'Write @default(dbgenerated("…")).'
    if isinstance(value, Items) != scalar.is_list:
        if scalar.is_list:
            return f"the default of the list `{scalar.name}` must be a list", "Put it into brackets."
        return f"the default of `{scalar.name}` cannot be a list", "Take the brackets away, or make the field a list."
    for one in walk(value):
        wrong = _wrong_label(scalar.type, one) if isinstance(scalar.type, Enum) else _wrong_literal(scalar.type, one)
        if wrong is not None:
            return wrong, "Correct the default, or the type of the field."
    return None


def _wrong_label(enum: Enum, value: Value) -> str | None:
    if isinstance(value, Word) and value.value in enum.values:
        return None
    if isinstance(value, Word):
        return f"`{value.value}` is not a value of enum `{enum.name}`, which has {', '.join(enum.values)}"
    return f"a value of enum `{enum.name}` is expected, not {shown(value)}"


def _wrong_literal(scalar: str, value: Value) -> str | None:
    expected = f"a {scalar} value is expected, not {shown(value)}"
    if scalar == "Boolean":
        return None if isinstance(value, Word) and value.value in ("true", "false") else expected
    if scalar in ("Int", "BigInt", "Float"):
        if not isinstance(value, Number):
            return expected
        if scalar == "Float" or ("." not in value.value and -(2**63) <= int(value.value) < 2**63):
            return None
        return f"{value.value} is not a valid integer"
    if scalar == "Decimal" and isinstance(value, Number):
        return None
    if not isinstance(value, Text):
        return expected
    return _wrong_text(scalar, value.value)


def _wrong_text(scalar: str, text: str) -> str | None:
    try:
        if scalar == "Json":
            json.loads(text)
        elif scalar == "Bytes":
            base64.b64decode(text, validate=True)
        elif scalar == "Decimal":
            Decimal(text)
        elif scalar == "DateTime" and not _TIME.match(text):
            return f'"{text}" is not a time as RFC 3339 has it: 2020-12-31T23:59:59Z'
    except (ValueError, binascii.Error, InvalidOperation, RecursionError):
        return f'"{text}" is not a valid {scalar} value'
    return None


def _wrong_call(scalar: Scalar, call: Call) -> tuple[str, str] | None:
    values = [one.value for one in call.arguments]
    if call.value == "dbgenerated":
        if not values or (len(values) == 1 and isinstance(values[0], Text) and values[0].value):
            return None
        return "dbgenerated() takes SQL in one string, or nothing", 'Write dbgenerated("…").'
    if scalar.type is None:
        return "an Unsupported field can only have dbgenerated()", 'Write @default(dbgenerated("…")).'
    if call.value in ("auto", "sequence"):
        return f"PostgreSQL has no {call.value}() in Prisma", "Use autoincrement() or dbgenerated()."
    if call.value not in FOR:
        known = ", ".join(f"{name}()" for name in (*FOR, "dbgenerated"))
        return f"unknown function `{call.value}()`", f"There are {known}."
    if scalar.type not in FOR[call.value]:
        return (
            f"{call.value}() does not go with the type of `{scalar.name}`",
            f"It is for {' and '.join(FOR[call.value])}.",
        )
    allowed = _CLIENT.get(call.value, ())
    if values and (len(values) > 1 or whole(values[0]) not in allowed):
        return f"{call.value}() does not take this argument", f"Write {call.value}()."
    return None


def is_autoincrement(scalar: Scalar) -> bool:
    """Whether the database counts."""
    return isinstance(scalar.default, Call) and scalar.default.value == "autoincrement"


def is_open(scalar: Scalar, columns: Iterable[str]) -> bool:
    """Whether the schema leaves to the database what the default is.

    ``dbgenerated()`` without SQL does, and one that speaks of ``columns`` of its table: no default can, it is how
    ``prisma db pull`` writes a generated column.
    """
    if not isinstance(scalar.default, Call) or scalar.default.value != "dbgenerated":
        return False
    texts = [one.value.value for one in scalar.default.arguments if isinstance(one.value, Text)]
    return not texts or not set(columns).isdisjoint(_names_in(texts[0]))


def _names_in(sql: str) -> Iterator[str]:
    """The names in an expression that can be columns: no function, type or key word, nothing inside a string."""
    for match in _NAME.finditer(sql):
        if match["quoted"] is not None:
            yield match["quoted"].replace('""', '"')
        elif match["bare"] is not None and match["bare"].lower() not in _WORDS:
            yield match["bare"].lower()


def default_sql(scalar: Scalar, sql_type: str) -> str | None:
    """The default as SQL; None when the database has none. ``sql_type`` is the column's type with brackets."""
    value = scalar.default
    if value is None:
        return None
    if isinstance(value, Call):
        if value.value == "now":
            return "CURRENT_TIMESTAMP"
        texts = [one.value.value for one in value.arguments if isinstance(one.value, Text)]
        return texts[0] if value.value == "dbgenerated" and texts else None
    if isinstance(value, Items):
        return f"ARRAY[{', '.join(_literal(scalar.type, one) for one in value.value)}]::{sql_type}"
    return _literal(scalar.type, value)


def _literal(kind: str | Enum | None, value: Value) -> str:
    if isinstance(kind, Enum) and isinstance(value, Word):
        return literal(kind.values[value.value].label)
    if not isinstance(value, Text):
        return shown(value)
    if kind == "Bytes":
        return literal("\\x" + base64.b64decode(value.value).hex())
    if kind == "Decimal":
        return format(Decimal(value.value), "f")
    return literal(value.value)
