"""Django's lookups as SQL: ``age__gte=3``, ``name__istartswith="a"``, keys of JSON, parts of ranges and dates."""

from __future__ import annotations

import json
from collections.abc import Callable

from trueup.formats.django.sql import Columns, Sql, literal_of, prepared
from trueup.formats.django.state import Plain, Unclear, path_of, why
from trueup.formats.python import Call, Class, Const, Items, Op, Project, Value
from trueup.model import Origin
from trueup.postgres.names import ident, literal

_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_PATTERNS = {
    "contains": "%{}%",
    "icontains": "%{}%",
    "startswith": "{}%",
    "istartswith": "{}%",
    "endswith": "%{}",
    "iendswith": "%{}",
}
_TEXTUAL = frozenset({"iexact", "regex", "iregex", *_PATTERNS})
_UPPER = frozenset({"iexact", "icontains", "istartswith", "iendswith"})
_RANGES = frozenset(
    """
    IntegerRangeField BigIntegerRangeField DecimalRangeField DateRangeField DateTimeRangeField
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_RANGE_LOOKUPS = {
    "contained_by": "<@",
    "contains": "@>",
    "overlap": "&&",
    "fully_lt": "<<",
    "fully_gt": ">>",
    "not_lt": "&>",
    "not_gt": "&<",
    "adjacent_to": "-|-",
}
_RANGE_PARTS = {
    "startswith": "lower",
    "endswith": "upper",
    "isempty": "isempty",
    "lower_inc": "lower_inc",
    "upper_inc": "upper_inc",
    "lower_inf": "lower_inf",
    "upper_inf": "upper_inf",
}


class Lookups:
    """The part of the compiler that compares; conditions are in ``conditions``, the rest in ``expressions``."""

    def __init__(
        self,
        columns: Columns,
        plain: Plain,
        project: Project | None,
        type_of: Callable[[Value], str],
        version: tuple[int, int],
    ) -> None:
        self.columns = columns
        self.plain = plain
        self.project = project
        self.type_of = type_of
        self.version = version

    def expression(self, value: Value, text_is_column: bool = False) -> Sql:
        """An expression as SQL; a text is a column's name where Django takes it for one. Raises Unclear."""
        raise NotImplementedError  # the Compiler has it

    def is_expression(self, value: Value) -> bool:
        if isinstance(value, Op):
            return True
        if not isinstance(value, Call):
            return False
        path = path_of(value.callee) or ""
        return path.startswith(("django.db.models", "django.contrib")) or isinstance(value.callee, Class)

    def of_path(self, path: str, value: Value, negated: bool) -> list[str]:
        """What a keyword ``field__lookup=value`` says; where it is negated, also that the column is not NULL."""
        parts = path.split("__")
        target = self.columns(parts[0])
        if target is None:
            raise Unclear(f"{parts[0]} is no column of the table", value.origin)
        left, rest = Sql(ident(target.column), target.kind, target), parts[1:]
        null = isinstance(value, Const) and value.value is None
        last = rest[-1] if rest else "exact"
        name = last if self._is_lookup(last, left) else "exact"
        transforms = rest[:-1] if rest and name == last else rest
        if transforms and transforms[0] in ("id", "pk") and target.kind in ("ForeignKey", "OneToOneField"):
            transforms = transforms[1:]
        for transform in transforms:
            left = self.transform(left, transform, value.origin)
        if null and name in ("exact", "iexact"):
            name, value = "isnull", Const(value.origin, True)
        texts = [self.lookup(left, name, value)]
        if negated and target.null and name != "isnull":
            texts.append(f"{ident(target.column)} IS NOT NULL")
        return texts

    def _is_lookup(self, name: str, left: Sql) -> bool:
        if left.kind in _RANGES and name in _RANGE_PARTS:
            return False
        known = {"exact", "in", "isnull", "range", *_COMPARISONS, *_TEXTUAL}
        if left.kind == "JSONField":
            known |= {"contained_by", "has_key", "has_keys", "has_any_keys"}
        if left.kind in _RANGES or left.kind == "ArrayField":
            known |= set(_RANGE_LOOKUPS)
        return name in known

    def transform(self, left: Sql, name: str, origin: Origin) -> Sql:
        """A part of a value: of a range, an array, JSON or a date. Raises Unclear."""
        if left.kind in _RANGES and name in _RANGE_PARTS:
            return Sql(f"{_RANGE_PARTS[name]}({left.text})", None)
        if left.kind == "ArrayField" and name == "len":
            text = f"CASE WHEN {left.text} IS NULL THEN NULL ELSE coalesce(array_length({left.text}, 1), 0) END"
            return Sql(text, "IntegerField")
        if left.kind == "JSONField":
            key = name if not name.lstrip("-").isdigit() else int(name)
            return Sql(f"({left.text} -> {literal_of(key, origin)})", "JSONField")
        if left.kind == "DateField" and name in ("year", "month", "day"):
            return Sql(f"EXTRACT({name.upper()} FROM {left.text})", "IntegerField")
        raise Unclear(f"the lookup __{name} is not read", origin)

    def lookup(self, left: Sql, name: str, value: Value) -> str:
        """A comparison of what is left with a value, as Django's lookup of that name writes it. Raises Unclear."""
        if name == "isnull":
            return f"{left.text} IS {'' if self.plain(value) else 'NOT '}NULL"
        if left.kind in _RANGES or left.kind == "ArrayField":
            return self._containers(left, name, value)
        if left.kind == "JSONField":
            return self._json(left, name, value)
        if name == "in":
            return f"{left.text} IN ({', '.join(self._several(left, value))})"
        if name == "range":
            low, high = self._several(left, value)
            return f"{left.text} BETWEEN {low} AND {high}"
        if name in _TEXTUAL:
            return self._textual(left, name, value)
        if name == "exact":
            direct = value.value if isinstance(value, Const) else None
            if isinstance(direct, bool) and left.kind in ("BooleanField", "NullBooleanField"):
                return left.text if direct else f"NOT {left.text}"
            return f"{left.text} = {self.right(left, value)}"
        return f"{left.text} {_COMPARISONS[name]} {self.right(left, value)}"

    def right(self, left: Sql, value: Value) -> str:
        """The right side of a comparison: an expression, or a literal as the left side's field prepares it."""
        if self.is_expression(value):
            found = self.expression(value)
            return found.text if found.target is not None or found.text.startswith("(") else f"({found.text})"
        return literal_of(prepared(self.plain(value), left.kind, value.origin), value.origin)

    def _several(self, left: Sql, value: Value) -> list[str]:
        if isinstance(value, Items) and value.unsure is None:
            found = [self.right(left, one) for one in value.items]
        else:
            values = self.plain(value)
            if not isinstance(values, list | tuple):
                raise Unclear(why(value), value.origin)
            found = [literal_of(prepared(one, left.kind, value.origin), value.origin) for one in values]
        return list(dict.fromkeys(text for text in found if text != "NULL"))

    def _textual(self, left: Sql, name: str, value: Value) -> str:
        text = (
            f"HOST({left.text})" if left.kind in ("GenericIPAddressField", "IPAddressField") else f"{left.text}::text"
        )
        if left.kind is not None and left.kind.startswith("CI") and self.version < (5, 1):
            text = f"{left.text}::citext"
        if name in _UPPER:
            text = f"UPPER({text})"
        if self.is_expression(value):
            raise Unclear(f"__{name} of an expression is not read", value.origin)
        said = str(self.plain(value))
        if name in ("regex", "iregex"):
            return f"{text} {'~*' if name == 'iregex' else '~'} {literal(said)}"
        if name == "iexact":
            return f"{text} = UPPER({literal(said)})"
        pattern = literal(_PATTERNS[name].format(said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")))
        return f"{text} LIKE {f'UPPER({pattern})' if name in _UPPER else pattern}"

    def _json(self, left: Sql, name: str, value: Value) -> str:
        operators = {
            "exact": "=",
            "contains": "@>",
            "contained_by": "<@",
            "has_key": "?",
            "has_keys": "?&",
            "has_any_keys": "?|",
            **_COMPARISONS,
        }
        if name not in operators:
            raise Unclear(f"the lookup __{name} of JSON is not read", value.origin)
        if self.is_expression(value):
            return f"{left.text} {operators[name]} {self.expression(value).text}"
        said = self.plain(value)
        if name == "has_key":
            return f"{left.text} ? {literal(str(said))}"
        if name in ("has_keys", "has_any_keys"):
            return f"{left.text} {operators[name]} ARRAY[{', '.join(literal(str(one)) for one in said)}]::text[]"
        return f"{left.text} {operators[name]} {literal(json.dumps(said))}::jsonb"

    def _containers(self, left: Sql, name: str, value: Value) -> str:
        type = left.target.type if left.target is not None else None
        operator = {**_RANGE_LOOKUPS, "exact": "=", **_COMPARISONS}.get(name)
        if operator is None or type is None or left.kind in _RANGES:
            raise Unclear(f"the lookup __{name} of a range is not read", value.origin)
        items = ", ".join(literal_of(one, value.origin) for one in self.plain(value))
        return f"{left.text} {operator} ARRAY[{items}]::{type}"
