"""Django's expressions and conditions -> SQL as Django's compiler writes it: Q, F, functions, lookups, literals.

Follows ``django.db.models.sql``: names are quoted columns, values are literals as psycopg quotes them, and what stands
for no column of the model's own table, or is not known here, raises Unclear. Nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from trueup.formats.django.conditions import CONNECTORS, Conditions, is_condition
from trueup.formats.django.functions import FUNCTIONS, KEPT_KIND, SPECIAL, TEXT_RESULT, kind_of_constant
from trueup.formats.django.sql import Sql, array_of, literal_of, prepared
from trueup.formats.django.state import Unclear, is_django, path_of, why
from trueup.formats.python import Call, Class, Const, Items, Op, Value
from trueup.model import Origin
from trueup.postgres.names import ident, literal

_ARITHMETIC = {"+", "-", "*", "/", "%"}
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


class Compiler(Conditions):
    """Compiles what one model says about its own columns."""

    def expression(self, value: Value, text_is_column: bool = False) -> Sql:
        """An expression as SQL; a text is a column's name where Django takes it for one. Raises Unclear."""
        match value:
            case Const(value=str(name)) if text_is_column:
                return self._column(name, value.origin)
            case Op():
                return self._operator(value)
            case Call():
                return self._called(value)
        return Sql(literal_of(self.plain(value), value.origin), kind_of_constant(value))

    def _column(self, name: str, origin: Origin) -> Sql:
        parts = name.split("__")
        target = self.columns(parts[0])
        if target is None:
            raise Unclear(f"{name} is no column of the table", origin)
        found = Sql(ident(target.column), target.kind, target)
        for part in parts[1:]:
            found = self.transform(found, part, origin)
        return found

    def _operator(self, value: Op) -> Sql:
        if value.op in ("~", "invert", "not") or (value.op in CONNECTORS and is_condition(value)):
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
        return isinstance(value, Call) and is_django(value, "SearchVector")

    def _called(self, value: Call) -> Sql:
        if value.more is not None:
            raise Unclear("its arguments are not known", value.origin)
        if isinstance(value.callee, Class):
            return self._own_function(value, value.callee)
        path = path_of(value.callee) or ""
        name = path.rpartition(".")[2]
        if not path.startswith("django"):
            if path.startswith(("builtins.", "datetime.")) or path in ("decimal.Decimal", "uuid.UUID"):
                return Sql(literal_of(self.plain(value), value.origin))
            raise Unclear(why(value), value.origin)
        special = SPECIAL.get(name)
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
        kind = "TextField" if name in TEXT_RESULT else None
        if name in KEPT_KIND and args:
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
        return self.templated(value, said)

    def _descends(self, kind: Class, name: str) -> bool:
        for base in kind.bases:
            if isinstance(base, Class):
                if self._descends(base, name):
                    return True
            elif (path_of(base) or "").startswith("django") and (path_of(base) or "").endswith(f".{name}"):
                return True
        return False

    def templated(self, value: Call, said: Mapping[str, Any]) -> Sql:
        """A function by its template and what is put into it. Raises Unclear."""
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

    def stored(self, value: Value, kind: str, type: str) -> str:
        """A value for a column of that field, as ``db_default`` has it. Raises Unclear."""
        if self.is_expression(value) and not isinstance(value, Items):
            call = value if isinstance(value, Call) else None
            if call is not None and is_django(call, "Value") and call.args:
                return self.stored(call.args[0], kind, type)
            return f"({self.expression(value).text})"
        said = self.plain(value)
        if kind == "JSONField":
            return f"{literal(json.dumps(said))}::jsonb"
        if kind == "ArrayField" and isinstance(said, list | tuple):
            return f"{array_of(said, value.origin)}::{type}"
        return literal_of(prepared(said, kind, value.origin), value.origin)
