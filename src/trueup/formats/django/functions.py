"""Django's database functions and expression classes, each as the SQL it becomes; subclasses are for the compiler."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from trueup.formats.django.sql import TEXT_KINDS, Sql, literal_of
from trueup.formats.django.state import Unclear, is_django
from trueup.formats.python import Call, Const, Value

if TYPE_CHECKING:
    from trueup.formats.django.expressions import Compiler

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
KEPT_KIND = frozenset({"Coalesce", "Greatest", "Least", "NullIf", "Abs", "Round"})
"""Functions that give what their first argument is."""
TEXT_RESULT = frozenset(
    """
    Lower Upper Trim LTrim RTrim Left Right Replace Reverse Substr LPad RPad Repeat MD5 Concat
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def kind_of_constant(value: Value) -> str | None:
    """The field class of a constant, where it is clear."""
    return "TextField" if isinstance(value, Const) and isinstance(value.value, str) else None


def _f(compiler: Compiler, value: Call) -> Sql:
    return compiler.expression(value.args[0], True)


def _value(compiler: Compiler, value: Call) -> Sql:
    said = value.args[0] if value.args else value.kwargs.get("value")
    if said is None:
        raise Unclear("it has no value", value.origin)
    return Sql(literal_of(compiler.plain(said), value.origin), kind_of_constant(said))


def _wrapped(compiler: Compiler, value: Call) -> Sql:
    return compiler.expression(value.args[0] if value.args else value.kwargs["expression"], True)


def _cast(compiler: Compiler, value: Call) -> Sql:
    output = value.args[1] if len(value.args) > 1 else value.kwargs.get("output_field")
    if output is None or not value.args:
        raise Unclear("its type is not known", value.origin)
    return Sql(f"({compiler.expression(value.args[0], True).text})::{compiler.type_of(output)}")


def _func(compiler: Compiler, value: Call) -> Sql:
    return compiler.templated(value, {})


def _concat(compiler: Compiler, value: Call) -> Sql:
    found = compiler.arguments(value.args)
    if compiler.version < (5, 0):
        raise Unclear("Concat(…) is written differently by different versions of Django", value.origin)
    text = _as_text(found[-1])
    for one in reversed(found[:-1]):
        text = f"(COALESCE({_as_text(one)}, '') || COALESCE({text}, ''))"
    return Sql(text, "TextField")


def _as_text(found: Sql) -> str:
    return found.text if found.kind in TEXT_KINDS else f"({found.text})::text"


def _case(compiler: Compiler, value: Call) -> Sql:
    texts, kind = [], None
    for one in value.args:
        if not isinstance(one, Call) or not is_django(one, "When"):
            raise Unclear("Case(…) of something else than When(…)", one.origin)
        conditions = dict(one.kwargs)
        then = conditions.pop("then", None) or (one.args[1] if len(one.args) > 1 else None)
        if then is None:
            raise Unclear("When(…) without then", one.origin)
        asked = Call(one.origin, one.callee, one.args[:1], conditions)
        inner = compiler.new_q(asked)
        result = compiler.expression(then)
        kind = kind or result.kind
        texts.append(f"WHEN {compiler.where(inner, False)} THEN {result.text}")
    default = value.kwargs.get("default")
    last = compiler.expression(default).text if default is not None else "NULL"
    return Sql(f"CASE {' '.join(texts)} ELSE {last} END" if texts else last, kind)


def _search_vector(compiler: Compiler, value: Call) -> Sql:
    parts = [f"COALESCE({_as_text(one)}, '')" for one in compiler.arguments(value.args)]
    inside = " || ' ' || ".join(parts)
    config = value.kwargs.get("config")
    if config is not None:
        said = config.args[0] if isinstance(config, Call) and config.args else config
        inside = f"{literal_of(compiler.plain(said), value.origin)}::regconfig, {inside}"
    text = f"to_tsvector({inside})"
    weight = value.kwargs.get("weight")
    if weight is not None:
        text = f"setweight({text}, {literal_of(compiler.plain(weight), value.origin)})"
    return Sql(text, "SearchVectorField")


def _key(operator: str) -> Callable[[Compiler, Call], Sql]:
    def found(compiler: Compiler, value: Call) -> Sql:
        if len(value.args) != 2:
            raise Unclear("its arguments are not known", value.origin)
        name = compiler.plain(value.args[0])
        inner = compiler.expression(value.args[1], True)
        key = int(name) if str(name).lstrip("-").isdigit() else str(name)
        kind = "TextField" if operator == "->>" else "JSONField"
        return Sql(f"({inner.text} {operator} {literal_of(key, value.origin)})", kind)

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
        return Sql(f"({said % tuple(literal_of(one, value.origin) for one in params)})")
    except (TypeError, ValueError):
        raise Unclear("its parameters do not fit", value.origin) from None


SPECIAL: Mapping[str, Callable[[Compiler, Call], Sql]] = {
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
"""Expression classes that are more than a function's name and its arguments."""
