"""SQLAlchemy's expressions as SQL: functions, operators, ``text``. Columns are resolved by whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable

from trueup.formats.python import Call, Const, EnumMember, Function, Items, Member, Op, Outside, Subscript, Value
from trueup.formats.sqlalchemy.symbols import Unreadable, called, is_none, items, path, symbol, text, why
from trueup.postgres.names import ident, literal

_BARE_FUNCTIONS = frozenset(
    """current_date current_time current_timestamp current_user localtime localtimestamp session_user user
    current_catalog current_role current_schema""".split()  # noqa: SIM905 - reads better than a list of literals
)
_INFIX = {
    "==": "=",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "-": "-",
    "*": "*",
    "/": "/",
    "%": "%",
    "<<": "<<",
    ">>": ">>",
    "^": "^",
}
_METHODS = {
    "like": "LIKE",
    "ilike": "ILIKE",
    "notlike": "NOT LIKE",
    "not_like": "NOT LIKE",
    "notilike": "NOT ILIKE",
    "not_ilike": "NOT ILIKE",
    "is_distinct_from": "IS DISTINCT FROM",
    "is_not_distinct_from": "IS NOT DISTINCT FROM",
    "isnot_distinct_from": "IS NOT DISTINCT FROM",
    "concat": "||",
    "has_key": "?",
    "contained_by": "<@",
    "overlap": "&&",
    "overlaps": "&&",
    "regexp_match": "~",
    "adjacent_to": "-|-",
    "strictly_left_of": "<<",
    "strictly_right_of": ">>",
}

_OPPOSITE = {
    "==": "!=",
    "<": ">=",
    "<=": ">",
    "in_": "not_in",
    "is_": "is_not",
    "like": "not_like",
    "ilike": "not_ilike",
}
_OPPOSITE |= {other: one for one, other in _OPPOSITE.items()} | {"notin_": "in_", "isnot": "is_"}

_COLON = re.compile(r"\\(:[\w$]*)(?![:\w$])")
"""A colon that is no parameter in a text (SQLAlchemy's ``BIND_PARAMS_ESC``)."""

Resolve = Callable[[Value], "tuple[str, str, tuple[str, ...]] | None"]
"""Gives the name, the affinity and the labels of an enum of the column a value is, if it is one."""
Cast = Callable[[Value], str]
"""Gives the SQL of a type."""


class Renderer:
    """Writes expressions of one table as SQL."""

    def __init__(self, resolve: Resolve, cast: Cast) -> None:
        self.resolve = resolve
        self.cast = cast

    def sql(self, value: Value) -> str:
        """An expression as SQL. Raises Unreadable."""
        column = self.resolve(value)
        if column is not None:
            return ident(column[0])
        match value:
            case Const():
                return self._constant(value)
            case EnumMember():
                return self._member(value, ())
            case Op():
                return self._operator(value)
            case Call():
                return self._call(value)
            case Subscript():
                return f"({self.sql(value.of)} -> {self.sql(value.key)})"
            case Member(name="astext", of=Subscript() as inner):
                return f"({self.sql(inner.of)} ->> {self.sql(inner.key)})"
            case Outside():
                return self._word(value)
            case Function(node=node) if not node.args.args:
                raise Unreadable(value.origin, "an expression behind a function is not read")
        raise Unreadable(value.origin, f"the expression is not known: {why(value)}")

    def _constant(self, value: Const) -> str:
        found = value.value
        if found is None:
            return "NULL"
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, int | float):
            return repr(found)
        if isinstance(found, str):
            return literal(found)
        raise Unreadable(value.origin, "the constant has no form in SQL")

    def _word(self, value: Outside) -> str:
        name = symbol(value)[1].lower()
        if name in ("true", "false", "null"):
            return name.upper() if name == "null" else name
        raise Unreadable(value.origin, f"{value.path} is no expression that is known to trueup")

    # -------------------------------------------------------------- operators

    def _operator(self, value: Op) -> str:
        operands = value.operands
        if value.op in ("&", "|", "and", "or"):
            word = " AND " if value.op in ("&", "and") else " OR "
            return "(" + word.join(self.sql(one) for one in operands) + ")"
        if len(operands) == 1:
            if value.op in ("~", "not"):
                return self._negated(operands[0])
            return f"({value.op}{self.sql(operands[0])})"
        left, right = operands
        if value.op in ("==", "!=") and (is_none(right) or is_none(left)):
            inner = self.sql(left if is_none(right) else right)
            return f"({inner} IS {'NOT ' if value.op == '!=' else ''}NULL)"
        if value.op == "+":
            sign = "||" if self._is_text(left) or self._is_text(right) else "+"
            return f"({self.sql(left)} {sign} {self.sql(right)})"
        if value.op in _INFIX:
            return f"({self._beside(left, right)} {_INFIX[value.op]} {self._beside(right, left)})"
        raise Unreadable(value.origin, f"the operator {value.op} is not known to trueup here")

    def _beside(self, value: Value, other: Value) -> str:
        """A value that is compared with another: a member of an enumeration is as the other's column keeps it."""
        column = self.resolve(other) if isinstance(value, EnumMember) else None
        if isinstance(value, EnumMember) and column is not None:
            return self._member(value, column[2])
        return self.sql(value)

    def _member(self, value: EnumMember, labels: tuple[str, ...]) -> str:
        if value.name in labels:
            return literal(value.name)
        inner = value.value
        if isinstance(inner, Const) and isinstance(inner.value, str | int) and (not labels or inner.value in labels):
            return self._constant(inner)
        raise Unreadable(value.origin, f"what {value.of.name}.{value.name} is in the database is not known")

    def _negated(self, value: Value) -> str:
        """SQLAlchemy turns a comparison round rather than put NOT before it."""
        if isinstance(value, Op) and value.op in _OPPOSITE and len(value.operands) == 2:
            return self._operator(Op(value.origin, _OPPOSITE[value.op], value.operands))
        if isinstance(value, Call) and isinstance(value.callee, Member) and value.callee.name in _OPPOSITE:
            member = Member(value.callee.origin, value.callee.of, _OPPOSITE[value.callee.name])
            return self.sql(Call(value.origin, member, value.args, value.kwargs))
        return f"(NOT {self.sql(value)})"

    def _is_text(self, value: Value) -> bool:
        column = self.resolve(value)
        if column is not None:
            return column[1] == "string"
        if isinstance(value, Op) and value.op == "+":
            return any(map(self._is_text, value.operands))
        return isinstance(value, Const) and isinstance(value.value, str)

    # -------------------------------------------------------------- calls

    def _call(self, call: Call) -> str:
        function = function_name(call.callee)
        if function is not None:
            return self._function(function, call)
        name = called(call)
        if name:
            return self._construct(name, call)
        if isinstance(call.callee, Member):
            return self._method(call.callee, call)
        if isinstance(call.callee, Call) and isinstance(call.callee.callee, Member) and call.callee.callee.name == "op":
            operator = text(call.callee.args[0], "the operator")
            return f"({self.sql(call.callee.callee.of)} {operator} {self.sql(call.args[0])})"
        raise Unreadable(call.origin, "the expression is a call that is not known to trueup")

    def _function(self, name: str, call: Call) -> str:
        if call.more is not None:
            raise Unreadable(call.origin, f"the arguments of {name} are not known")
        bare = name.lower()
        if bare in _BARE_FUNCTIONS and not call.args:
            return bare.upper()
        if bare == "count" and not call.args:
            return "count(*)"
        return f"{name}({', '.join(map(self.sql, call.args))})"

    def _construct(self, name: str, call: Call) -> str:
        args = call.args
        match name, args:
            case "text" | "literal_column", [first, *_]:
                return _COLON.sub(r"\1", text(first, "the SQL"))
            case "and_" | "or_", _:
                word = " AND " if name == "and_" else " OR "
                return "(" + word.join(map(self.sql, args)) + ")"
            case "not_", [one]:
                return self._negated(one)
            case "true" | "false", []:
                return name
            case "null", []:
                return "NULL"
            case "literal" | "type_coerce" | "DefaultClause" | "bindparam", [one, *_]:
                return self.sql(one)
            case "column" | "Column", [one, *_]:
                return ident(text(one, "the name of a column"))
            case "cast", [one, kind]:
                return f"CAST({self.sql(one)} AS {self.cast(kind)})"
            case "desc", [one]:
                return f"{self.sql(one)} DESC"
            case "asc", [one]:
                return f"{self.sql(one)} ASC"
            case "array", [one, *_]:
                return f"ARRAY[{', '.join(map(self.sql, items(one, 'the array')))}]"
            case "tuple_", _:
                return f"({', '.join(map(self.sql, args))})"
            case "extract", [part, one]:
                return f"EXTRACT({text(part, 'the part of a time')} FROM {self.sql(one)})"
            case "case", _:
                return self._case(call)
        raise Unreadable(call.origin, f"{name} is not known to trueup in an expression")

    def _case(self, call: Call) -> str:
        # What is a list has items, which _is_list() does not tell mypy.
        arms = [item for arg in call.args for item in (arg.items if _is_list(arg) else [arg])]  # type: ignore[attr-defined]
        parts = []
        for arm in arms:
            test, result = items(arm, "an arm of case")
            parts.append(f"WHEN {self.sql(test)} THEN {self.sql(result)}")
        if "else_" in call.kwargs:
            parts.append(f"ELSE {self.sql(call.kwargs['else_'])}")
        return f"CASE {' '.join(parts)} END"

    def _method(self, member: Member, call: Call) -> str:
        of, name, args = member.of, member.name, call.args
        match name, args:
            case "is_" | "is_not" | "isnot", [one]:
                return f"({self.sql(of)} IS {'' if name == 'is_' else 'NOT '}{self.sql(one)})"
            case "in_" | "notin_" | "not_in", [one]:
                inside = ", ".join(self._beside(each, of) for each in items(one, "the list"))
                return f"({self.sql(of)} {'IN' if name == 'in_' else 'NOT IN'} ({inside}))"
            case "between", [low, high]:
                return f"({self.sql(of)} BETWEEN {self.sql(low)} AND {self.sql(high)})"
            case "op", [one]:
                raise Unreadable(call.origin, f"the operator {text(one, 'the operator')} has no right side")
            case "cast", [kind]:
                return f"CAST({self.sql(of)} AS {self.cast(kind)})"
            case "collate", [one]:
                return f"({self.sql(of)} COLLATE {ident(text(one, 'the collation'))})"
            case "label" | "self_group", _:
                return self.sql(of)
            case "desc" | "asc", []:
                return f"{self.sql(of)} {name.upper()}"
            case (("nulls_first" | "nullsfirst" | "nulls_last" | "nullslast"), []):
                return f"{self.sql(of)} NULLS {'FIRST' if 'first' in name else 'LAST'}"
            case (("startswith" | "endswith" | "contains"), [one]) if self._is_text(of):
                before = "" if name == "startswith" else "'%' || "
                after = "" if name == "endswith" else " || '%'"
                return f"({self.sql(of)} LIKE {before}{self.sql(one)}{after})"
            case "contains", [one] if self._affinity(of) in ("json", "array"):
                return f"({self.sql(of)} @> {self.sql(one)})"
            case "next_value", []:
                raise Unreadable(call.origin, "the next value of a sequence is only read as a default")
            case _, [one] if name in _METHODS:
                return f"({self.sql(of)} {_METHODS[name]} {self._beside(one, of)})"
        raise Unreadable(call.origin, f".{name}() is not known to trueup in an expression")

    def _affinity(self, value: Value) -> str:
        column = self.resolve(value)
        return column[1] if column is not None else ""


def _is_list(value: Value) -> bool:
    return isinstance(value, Items) and value.kind == "list"


def function_name(callee: Value) -> str | None:
    """The SQL function in ``func.lower`` or ``func.schema.name``; None for anything else."""
    where = path(callee)
    if where and symbol(callee)[0] in ("sqlalchemy", "sqlmodel"):
        _, found, name = where.partition(".func.")
        if found:
            return name
        _, found, name = where.partition(".functions.")
        if found and "." not in name:
            return name
        return None
    names = []
    while isinstance(callee, Member):
        names.append(callee.name)
        callee = callee.of
        if path(callee).endswith(".func") or path(callee).endswith(".sql.functions"):
            return ".".join(reversed(names))
    return None


def default_sql(value: Value | None, renderer: Renderer) -> str | None:
    """A ``server_default`` as SQL; None for none. Raises Unreadable."""
    if value is None or is_none(value) or called(value) == "FetchedValue":
        return None
    if isinstance(value, EnumMember) and isinstance(value.value, Const) and isinstance(value.value.value, str):
        return literal(value.value.value)
    if isinstance(value, Const) and not isinstance(value.value, str):
        raise Unreadable(value.origin, "a server_default is a text or an SQL expression, not a number")
    if isinstance(value, Call):
        if symbol(value.callee)[1] == "DefaultClause" and value.args:
            return default_sql(value.args[0], renderer)
        if isinstance(value.callee, Member) and value.callee.name == "next_value":
            return f"nextval({literal(_sequence_name(value.callee.of))})"
    return renderer.sql(value)


def _sequence_name(value: Value) -> str:
    if called(value) != "Sequence" or not isinstance(value, Call):
        raise Unreadable(value.origin, "the sequence is not known")
    schema = value.kwargs.get("schema")
    name = ident(text(value.args[0], "the name of the sequence"))
    return f"{ident(text(schema, 'the schema'))}.{name}" if schema is not None and not is_none(schema) else name
