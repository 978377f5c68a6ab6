"""Django's expressions and conditions -> SQL as Django's compiler writes it: Q, F, functions, lookups, literals.

Follows ``django.db.models.sql``: names are quoted columns, values are literals as psycopg quotes them, and what stands
for no column of the model's own table, or is not known here, raises Unclear. Nothing is guessed.
"""

from __future__ import annotations

import datetime
import decimal
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from trueup.formats.django.state import Plain, Unclear, path_of, why
from trueup.formats.python import Call, Class, Const, Items, Op, Project, Value
from trueup.model import Origin
from trueup.postgres.names import ident, literal


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


class Condition(NamedTuple):
    """A Q object: conditions and lookups joined by AND, OR or XOR."""

    connector: str
    negated: bool
    children: tuple[Condition | tuple[str, Value] | Value, ...]

    def melts(self, connector: str) -> bool:
        """Whether its children can be children of a condition around it."""
        return not self.negated and (self.connector == connector or len(self.children) == 1)

    def joined(self, other: Condition | tuple[str, Value] | Value, connector: str) -> Condition:
        """With one more child, flattened as Django does."""
        if self.connector != connector:
            return Condition(connector, False, (self, other))
        if isinstance(other, Condition) and other.melts(connector):
            return self._replace(children=self.children + other.children)
        return self._replace(children=(*self.children, other))


_CONNECTORS = {"&": "AND", "|": "OR", "^": "XOR", "and": "AND", "or": "OR"}
_ARITHMETIC = {"+", "-", "*", "/", "%"}
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
_TEXT_KINDS = frozenset(
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
FUNCTIONS: Mapping[str, str] = {
    "Abs": "ABS",
    "Ceil": "CEILING",
    "Coalesce": "COALESCE",
    "Exp": "EXP",
    "Floor": "FLOOR",
    "Greatest": "GREATEST",
    "LPad": "LPAD",
    "LTrim": "LTRIM",
    "Least": "LEAST",
    "Left": "LEFT",
    "Length": "LENGTH",
    "Ln": "LN",
    "Lower": "LOWER",
    "MD5": "MD5",
    "Mod": "MOD",
    "Now": "STATEMENT_TIMESTAMP",
    "NullIf": "NULLIF",
    "Power": "POWER",
    "RPad": "RPAD",
    "RTrim": "RTRIM",
    "Random": "RANDOM",
    "RandomUUID": "GEN_RANDOM_UUID",
    "Repeat": "REPEAT",
    "Replace": "REPLACE",
    "Reverse": "REVERSE",
    "Right": "RIGHT",
    "Round": "ROUND",
    "Sign": "SIGN",
    "Sqrt": "SQRT",
    "StrIndex": "STRPOS",
    "Substr": "SUBSTRING",
    "TransactionNow": "CURRENT_TIMESTAMP",
    "Trim": "TRIM",
    "Upper": "UPPER",
}
_KEPT_KIND = frozenset({"Coalesce", "Greatest", "Least", "NullIf", "Abs", "Round"})
_TEXT_RESULT = frozenset(
    """
    Lower Upper Trim LTrim RTrim Left Right Replace Reverse Substr LPad RPad Repeat MD5 Concat
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


class Compiler:
    """Compiles what one model says about its own columns."""

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

    # -------------------------------------------------------------- conditions

    def condition(self, value: Value) -> str:
        """A Q object, or an expression that is true or false, as SQL. Raises Unclear."""
        return self._where(self._q(value), False)

    def _q(self, value: Value) -> Condition:
        match value:
            case Op(op="~" | "not" | "invert", operands=[inner]):
                found = self._q(inner)
                return found._replace(negated=not found.negated)
            case Op() if value.op in _CONNECTORS:
                parts = [self._q(one) for one in value.operands]
                found = parts[0]
                for part in parts[1:]:
                    found = _combined(found, part, _CONNECTORS[value.op])
                return found
            case Call() if _django(value, "Q"):
                return self._new_q(value)
        return Condition("AND", False, (value,))

    def _new_q(self, value: Call) -> Condition:
        if value.more is not None or value.doubt is not None:
            raise Unclear("the condition depends on something not known", value.origin)
        kwargs = dict(value.kwargs)
        connector = self.plain(kwargs.pop("_connector")) if "_connector" in kwargs else "AND"
        negated = bool(self.plain(kwargs.pop("_negated"))) if "_negated" in kwargs else False
        children: list[Condition | tuple[str, Value] | Value] = []
        for one in value.args:
            is_pair = isinstance(one, Items) and len(one.items) == 2 and isinstance(one.items[0], Const)
            if isinstance(one, Items) and is_pair:
                children.append((str(self.plain(one.items[0])), one.items[1]))
            else:
                children.append(self._q(one) if _is_condition(one) else one)
        return Condition(str(connector), negated, (*children, *sorted(kwargs.items(), key=lambda pair: pair[0])))

    def _where(self, found: Condition, above: bool) -> str:
        """A condition as WHERE has it; ``above`` is whether an odd number of NOTs is around it."""
        here = above != found.negated
        if found.connector == "XOR":
            raise Unclear("XOR in a condition is not read", _origin_of(found))
        texts: list[str] = []
        for child in found.children:
            texts += self._child(child, here, found.connector)
        if not texts:
            raise Unclear("the condition is empty", _origin_of(found))
        text = f" {found.connector} ".join(texts)
        if found.negated:
            return f"NOT ({text})"
        return f"({text})" if len(texts) > 1 else text

    def _child(self, child: Condition | tuple[str, Value] | Value, negated: bool, connector: str) -> list[str]:
        """One child's texts: an inner condition of the same connector is flattened into the outer one."""
        if isinstance(child, Condition):
            if child.melts(connector):
                return [text for one in child.children for text in self._child(one, negated, connector)]
            return [self._where(child, negated)]
        if isinstance(child, tuple):
            texts = self._lookup(*child, negated=negated)
            return texts if connector == "AND" or len(texts) == 1 else [f"({' AND '.join(texts)})"]
        return [self._boolean(child)]

    def _boolean(self, value: Value) -> str:
        return self.expression(value).text

    # -------------------------------------------------------------- lookups

    def _lookup(self, path: str, value: Value, negated: bool) -> list[str]:
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
            left = self._transform(left, transform, value.origin)
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

    def _transform(self, left: Sql, name: str, origin: Origin) -> Sql:
        if left.kind in _RANGES and name in _RANGE_PARTS:
            return Sql(f"{_RANGE_PARTS[name]}({left.text})", None)
        if left.kind == "ArrayField" and name == "len":
            text = f"CASE WHEN {left.text} IS NULL THEN NULL ELSE coalesce(array_length({left.text}, 1), 0) END"
            return Sql(text, "IntegerField")
        if left.kind == "JSONField":
            key = name if not name.lstrip("-").isdigit() else int(name)
            return Sql(f"({left.text} -> {self.literal(key, origin)})", "JSONField")
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
        if self._is_expression(value):
            found = self.expression(value)
            return found.text if found.target is not None or found.text.startswith("(") else f"({found.text})"
        return self.literal(self._prepared(self.plain(value), left.kind, value.origin), value.origin)

    def _several(self, left: Sql, value: Value) -> list[str]:
        if isinstance(value, Items) and value.unsure is None:
            found = [self.right(left, one) for one in value.items]
        else:
            values = self.plain(value)
            if not isinstance(values, list | tuple):
                raise Unclear(why(value), value.origin)
            found = [self.literal(self._prepared(one, left.kind, value.origin), value.origin) for one in values]
        return list(dict.fromkeys(text for text in found if text != "NULL"))

    def _textual(self, left: Sql, name: str, value: Value) -> str:
        text = (
            f"HOST({left.text})" if left.kind in ("GenericIPAddressField", "IPAddressField") else f"{left.text}::text"
        )
        if left.kind is not None and left.kind.startswith("CI") and self.version < (5, 1):
            text = f"{left.text}::citext"
        if name in _UPPER:
            text = f"UPPER({text})"
        if self._is_expression(value):
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
        if self._is_expression(value):
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
        items = ", ".join(self.literal(one, value.origin) for one in self.plain(value))
        return f"{left.text} {operator} ARRAY[{items}]::{type}"

    def _array(self, said: Any, origin: Origin) -> str:
        """A list as PostgreSQL reads an array from a text."""
        return literal(_array_text(said, lambda: Unclear("what is in the array is not read", origin)))

    # -------------------------------------------------------------- expressions

    def _is_expression(self, value: Value) -> bool:
        if isinstance(value, Op):
            return True
        if not isinstance(value, Call):
            return False
        path = path_of(value.callee) or ""
        return path.startswith(("django.db.models", "django.contrib")) or isinstance(value.callee, Class)

    def expression(self, value: Value, text_is_column: bool = False) -> Sql:
        """An expression as SQL; a text is a column's name where Django takes it for one. Raises Unclear."""
        match value:
            case Const(value=str(name)) if text_is_column:
                return self._column(name, value.origin)
            case Op():
                return self._operator(value)
            case Call():
                return self._called(value)
        return Sql(self.literal(self.plain(value), value.origin), _kind_of(value))

    def _column(self, name: str, origin: Origin) -> Sql:
        parts = name.split("__")
        target = self.columns(parts[0])
        if target is None:
            raise Unclear(f"{name} is no column of the table", origin)
        found = Sql(ident(target.column), target.kind, target)
        for part in parts[1:]:
            found = self._transform(found, part, origin)
        return found

    def _operator(self, value: Op) -> Sql:
        if value.op in ("~", "invert", "not") or (value.op in _CONNECTORS and _is_condition(value)):
            return Sql(self.condition(value), "BooleanField")
        if value.op == "-" and len(value.operands) == 1:
            inner = self.expression(value.operands[0])
            return Sql(f"({inner.text} * -1)", inner.kind)
        if value.op == "+" and any(self._is_search(one) for one in value.operands):
            return Sql(f"({' || '.join(self.expression(one).text for one in value.operands)})", "SearchVectorField")
        if value.op not in _ARITHMETIC or len(value.operands) != 2:
            raise Unclear(f"the operator {value.op} is not read", value.origin)
        left, right = (self.expression(one) for one in value.operands)
        return Sql(f"({left.text} {value.op} {right.text})", left.kind or right.kind)

    def _is_search(self, value: Value) -> bool:
        return isinstance(value, Call) and _django(value, "SearchVector")

    def _called(self, value: Call) -> Sql:
        if value.more is not None:
            raise Unclear("its arguments are not known", value.origin)
        if isinstance(value.callee, Class):
            return self._own_function(value, value.callee)
        path = path_of(value.callee) or ""
        name = path.rpartition(".")[2]
        if not path.startswith("django"):
            if path.startswith(("builtins.", "datetime.")) or path in ("decimal.Decimal", "uuid.UUID"):
                return Sql(self.literal(self.plain(value), value.origin))
            raise Unclear(why(value), value.origin)
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self, value)
        if name in FUNCTIONS:
            return self._function(name, FUNCTIONS[name], value)
        if path.startswith("django.db.models.lookups.") or name in _LOOKUP_CLASSES:
            return self._lookup_expression(name, value)
        raise Unclear(f"{name}(…) is not read", value.origin)

    def _lookup_expression(self, name: str, value: Call) -> Sql:
        lookup = _LOOKUP_CLASSES.get(name)
        if lookup is None or len(value.args) != 2:
            raise Unclear(f"{name}(…) is not read", value.origin)
        return Sql(self.lookup(self.expression(value.args[0], True), lookup, value.args[1]), "BooleanField")

    def _function(self, name: str, function: str, value: Call) -> Sql:
        args = self.arguments(value.args)
        kind = "TextField" if name in _TEXT_RESULT else None
        if name in _KEPT_KIND and args:
            kind = args[0].kind
        if name == "Length":
            kind = "IntegerField"
        if name == "TransactionNow":
            return Sql(function, "DateTimeField")
        texts = [arg.text for arg in args]
        if name == "Replace" and len(texts) == 2:
            texts.append("''")
        return Sql(f"{function}({', '.join(texts)})", kind)

    def arguments(self, values: Iterable[Value]) -> list[Sql]:
        """Arguments of a function, where a text is a column's name."""
        return [self.expression(one, True) for one in values]

    def _own_function(self, value: Call, kind: Class) -> Sql:
        """A subclass of Func in the project, by its ``function`` and ``template``."""
        if self.project is None or not (self._descends(kind, "Func") or self._descends(kind, "Transform")):
            raise Unclear(f"{kind.name}(…) is not read", value.origin)
        said: dict[str, Any] = {}
        for name in ("function", "template", "arg_joiner"):
            found = self.project.attribute(kind, name)
            if isinstance(found, Const):
                said[name] = found.value
        if any(isinstance(self.project.attribute(kind, name), Class | Call) for name in ("as_sql", "as_postgresql")):
            raise Unclear(f"{kind.name}(…) writes its SQL by itself", value.origin)
        return self._templated(value, said)

    def _descends(self, kind: Class, name: str) -> bool:
        for base in kind.bases:
            if isinstance(base, Class):
                if self._descends(base, name):
                    return True
            elif (path_of(base) or "").startswith("django") and (path_of(base) or "").endswith(f".{name}"):
                return True
        return False

    def _templated(self, value: Call, said: Mapping[str, Any]) -> Sql:
        options = {name: self.plain(one) for name, one in value.kwargs.items() if name != "output_field"}
        said = {"template": "%(function)s(%(expressions)s)", "arg_joiner": ", ", **said, **options}
        texts = [one.text for one in self.arguments(value.args)]
        if said.get("function") is None and "%(function)s" in said["template"]:
            raise Unclear("the function has no name", value.origin)
        try:
            text = said["template"] % {**said, "expressions": said["arg_joiner"].join(texts)}
        except (KeyError, ValueError, TypeError):
            raise Unclear("its template is not read", value.origin) from None
        return Sql(text.replace("%%", "%"), None)

    # -------------------------------------------------------------- literals

    def _prepared(self, value: Any, kind: str | None, origin: Origin) -> Any:
        """A value as the field prepares it for the database."""
        if value is None or kind is None:
            return value
        try:
            if kind in _INTEGERS:
                return int(value)
            if kind in _TEXT_KINDS:
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

    def literal(self, value: Any, origin: Origin) -> str:
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

    def stored(self, value: Value, kind: str, type: str) -> str:
        """A value for a column of that field, as ``db_default`` has it. Raises Unclear."""
        if self._is_expression(value) and not isinstance(value, Items):
            call = value if isinstance(value, Call) else None
            if call is not None and _django(call, "Value") and call.args:
                return self.stored(call.args[0], kind, type)
            return f"({self.expression(value).text})"
        said = self.plain(value)
        if kind == "JSONField":
            return f"{literal(json.dumps(said))}::jsonb"
        if kind == "ArrayField" and isinstance(said, list | tuple):
            return f"{self._array(said, value.origin)}::{type}"
        return self.literal(self._prepared(said, kind, value.origin), value.origin)


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


def _combined(one: Condition, other: Condition, connector: str) -> Condition:
    if not other.children:
        return one
    if not one.children:
        return other
    return Condition(connector, False, ()).joined(one, connector).joined(other, connector)


def _django(value: Call, name: str) -> bool:
    path = path_of(value.callee) or ""
    return path.startswith("django") and path.rpartition(".")[2] == name


def _is_condition(value: Value) -> bool:
    match value:
        case Op():
            return any(_is_condition(one) for one in value.operands)
        case Call():
            return _django(value, "Q")
    return False


def _origin_of(found: Condition) -> Origin:
    for child in found.children:
        if isinstance(child, Condition):
            return _origin_of(child)
        return child[1].origin if isinstance(child, tuple) else child.origin
    return Origin("", 1)


def _kind_of(value: Value) -> str | None:
    return "TextField" if isinstance(value, Const) and isinstance(value.value, str) else None


# ------------------------------------------------------------------ expressions of their own


def _f(compiler: Compiler, value: Call) -> Sql:
    return compiler.expression(value.args[0], True)


def _value(compiler: Compiler, value: Call) -> Sql:
    said = value.args[0] if value.args else value.kwargs.get("value")
    if said is None:
        raise Unclear("it has no value", value.origin)
    return Sql(compiler.literal(compiler.plain(said), value.origin), _kind_of(said))


def _wrapped(compiler: Compiler, value: Call) -> Sql:
    return compiler.expression(value.args[0] if value.args else value.kwargs["expression"], True)


def _cast(compiler: Compiler, value: Call) -> Sql:
    output = value.args[1] if len(value.args) > 1 else value.kwargs.get("output_field")
    if output is None or not value.args:
        raise Unclear("its type is not known", value.origin)
    return Sql(f"({compiler.expression(value.args[0], True).text})::{compiler.type_of(output)}")


def _func(compiler: Compiler, value: Call) -> Sql:
    return compiler._templated(value, {})


def _concat(compiler: Compiler, value: Call) -> Sql:
    found = compiler.arguments(value.args)
    if compiler.version < (5, 0):
        raise Unclear("Concat(…) is written differently by different versions of Django", value.origin)
    text = _as_text(found[-1])
    for one in reversed(found[:-1]):
        text = f"(COALESCE({_as_text(one)}, '') || COALESCE({text}, ''))"
    return Sql(text, "TextField")


def _as_text(found: Sql) -> str:
    return found.text if found.kind in _TEXT_KINDS else f"({found.text})::text"


def _case(compiler: Compiler, value: Call) -> Sql:
    texts, kind = [], None
    for one in value.args:
        if not isinstance(one, Call) or not _django(one, "When"):
            raise Unclear("Case(…) of something else than When(…)", one.origin)
        conditions = dict(one.kwargs)
        then = conditions.pop("then", None) or (one.args[1] if len(one.args) > 1 else None)
        if then is None:
            raise Unclear("When(…) without then", one.origin)
        asked = Call(one.origin, one.callee, one.args[:1], conditions)
        inner = compiler._new_q(asked)
        result = compiler.expression(then)
        kind = kind or result.kind
        texts.append(f"WHEN {compiler._where(inner, False)} THEN {result.text}")
    default = value.kwargs.get("default")
    last = compiler.expression(default).text if default is not None else "NULL"
    return Sql(f"CASE {' '.join(texts)} ELSE {last} END" if texts else last, kind)


def _search_vector(compiler: Compiler, value: Call) -> Sql:
    parts = [f"COALESCE({_as_text(one)}, '')" for one in compiler.arguments(value.args)]
    inside = " || ' ' || ".join(parts)
    config = value.kwargs.get("config")
    if config is not None:
        said = config.args[0] if isinstance(config, Call) and config.args else config
        inside = f"{compiler.literal(compiler.plain(said), value.origin)}::regconfig, {inside}"
    text = f"to_tsvector({inside})"
    weight = value.kwargs.get("weight")
    if weight is not None:
        text = f"setweight({text}, {compiler.literal(compiler.plain(weight), value.origin)})"
    return Sql(text, "SearchVectorField")


def _key(operator: str) -> Callable[[Compiler, Call], Sql]:
    def found(compiler: Compiler, value: Call) -> Sql:
        if len(value.args) != 2:
            raise Unclear("its arguments are not known", value.origin)
        name = compiler.plain(value.args[0])
        inner = compiler.expression(value.args[1], True)
        key = int(name) if str(name).lstrip("-").isdigit() else str(name)
        kind = "TextField" if operator == "->>" else "JSONField"
        return Sql(f"({inner.text} {operator} {compiler.literal(key, value.origin)})", kind)

    return found


def _boundary(compiler: Compiler, value: Call) -> Sql:
    given = {**dict(zip(("inclusive_lower", "inclusive_upper"), value.args, strict=False)), **value.kwargs}
    lower = compiler.plain(given["inclusive_lower"]) if "inclusive_lower" in given else True
    upper = compiler.plain(given["inclusive_upper"]) if "inclusive_upper" in given else False
    return Sql(f"'{'[' if lower else '('}{']' if upper else ')'}'")


def _raw(compiler: Compiler, value: Call) -> Sql:
    said = compiler.plain(value.args[0])
    params = compiler.plain(value.args[1]) if len(value.args) > 1 else ()
    try:
        return Sql(f"({said % tuple(compiler.literal(one, value.origin) for one in params)})")
    except (TypeError, ValueError):
        raise Unclear("its parameters do not fit", value.origin) from None


_SPECIAL: Mapping[str, Callable[[Compiler, Call], Sql]] = {
    "Case": _case,
    "Cast": _cast,
    "Concat": _concat,
    "ExpressionWrapper": _wrapped,
    "F": _f,
    "Func": _func,
    "KT": lambda compiler, value: compiler.expression(value.args[0], True),
    "KeyTextTransform": _key("->>"),
    "KeyTransform": _key("->"),
    "Q": lambda compiler, value: Sql(compiler.condition(value), "BooleanField"),
    "RangeBoundary": _boundary,
    "RawSQL": _raw,
    "SearchVector": _search_vector,
    "Value": _value,
}
_LOOKUP_CLASSES: Mapping[str, str] = {
    "Exact": "exact",
    "GreaterThan": "gt",
    "GreaterThanOrEqual": "gte",
    "LessThan": "lt",
    "LessThanOrEqual": "lte",
    "In": "in",
    "IsNull": "isnull",
    "Contains": "contains",
    "StartsWith": "startswith",
    "EndsWith": "endswith",
    "Regex": "regex",
}
