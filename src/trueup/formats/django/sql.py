"""What Django's expressions come to: pieces of SQL, columns as expressions see them, and values as literals."""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from trueup.formats.django.state import Unclear
from trueup.model import Origin
from trueup.postgres.names import literal


class Target(NamedTuple):
    """A column as expressions see it: its name, Django's field class behind it, its type and whether it may be NULL."""

    column: str
    kind: str
    type: str
    null: bool


class Sql(NamedTuple):
    """A piece of SQL; ``target`` where it is a column and nothing else, ``kind`` the field class it comes to."""

    text: str
    kind: str | None = None
    target: Target | None = None


Columns = Callable[[str], Target | None]
"""The column of a field's name, its attribute's name or ``pk``; None when the model has no such field."""

TEXT_KINDS = frozenset(
    """
    CharField TextField EmailField SlugField URLField FileField ImageField FilePathField CICharField CITextField
    CIEmailField CommaSeparatedIntegerField
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_INTEGERS = frozenset(
    """
    IntegerField BigIntegerField SmallIntegerField PositiveIntegerField PositiveBigIntegerField
    PositiveSmallIntegerField AutoField BigAutoField SmallAutoField OrderWrt
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def prepared(value: Any, kind: str | None, origin: Origin) -> Any:
    """A value as a field of that class prepares it for the database. Raises Unclear."""
    if value is None or kind is None:
        return value
    try:
        if kind in _INTEGERS:
            return int(value)
        if kind in TEXT_KINDS:
            return str(value)
        if kind == "FloatField":
            return float(value)
        if kind == "DecimalField":
            return decimal.Decimal(str(value))
        if kind in ("BooleanField", "NullBooleanField"):
            return bool(value)
        if kind == "UUIDField":
            return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))
    except (ValueError, TypeError, ArithmeticError):
        raise Unclear(f"{value!r} is no value of a {kind}", origin) from None
    return value


def literal_of(value: Any, origin: Origin) -> str:
    """A Python value as psycopg writes it. Raises Unclear."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int() | float() | decimal.Decimal():
            return str(value)
        case str():
            return literal(value)
        case bytes():
            return f"'\\x{value.hex()}'::bytea"
        case uuid.UUID():
            return f"'{value}'::uuid"
        case datetime.datetime():
            return f"'{value}'::timestamptz"
        case datetime.date():
            return f"'{value}'::date"
        case datetime.time():
            return f"'{value}'::time"
        case datetime.timedelta():
            return f"'{value.days}d {value.seconds}.{value.microseconds:06}s'::interval"
    raise Unclear(f"a {type(value).__name__} in SQL is not read", origin)


def array_of(said: Any, origin: Origin) -> str:
    """A list as PostgreSQL reads an array from a text. Raises Unclear."""
    return literal(_array_text(said, lambda: Unclear("what is in the array is not read", origin)))


def _array_text(said: Any, refusal: Callable[[], Unclear]) -> str:
    match said:
        case list() | tuple():
            return "{" + ",".join(_array_text(one, refusal) for one in said) + "}"
        case None:
            return "NULL"
        case bool() | int() | float() | decimal.Decimal() | uuid.UUID():
            return str(said).lower()
        case str():
            return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
    raise refusal()
