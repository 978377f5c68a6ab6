"""Django's Q objects as SQL: joined, negated and flattened as ``WhereNode`` does it."""

from __future__ import annotations

from typing import NamedTuple

from trueup.formats.django.lookups import Lookups
from trueup.formats.django.state import Unclear, is_django
from trueup.formats.python import Call, Const, Items, Op, Value
from trueup.model import Origin

CONNECTORS = {"&": "AND", "|": "OR", "^": "XOR", "and": "AND", "or": "OR"}


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


class Conditions(Lookups):
    """The part of the compiler for what is true or false."""

    def condition(self, value: Value) -> str:
        """A Q object, or an expression that is true or false, as SQL. Raises Unclear."""
        return self.where(self._q(value), False)

    def _q(self, value: Value) -> Condition:
        match value:
            case Op(op="~" | "not" | "invert", operands=[inner]):
                found = self._q(inner)
                return found._replace(negated=not found.negated)
            case Op() if value.op in CONNECTORS:
                parts = [self._q(one) for one in value.operands]
                found = parts[0]
                for part in parts[1:]:
                    found = _combined(found, part, CONNECTORS[value.op])
                return found
            case Call() if is_django(value, "Q"):
                return self.new_q(value)
        return Condition("AND", False, (value,))

    def new_q(self, value: Call) -> Condition:
        """The condition that ``Q(…)`` or ``When(…)`` makes of its arguments. Raises Unclear."""
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
                children.append(self._q(one) if is_condition(one) else one)
        return Condition(str(connector), negated, (*children, *sorted(kwargs.items(), key=lambda pair: pair[0])))

    def where(self, found: Condition, above: bool) -> str:
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
            return [self.where(child, negated)]
        if isinstance(child, tuple):
            texts = self.of_path(*child, negated=negated)
            return texts if connector == "AND" or len(texts) == 1 else [f"({' AND '.join(texts)})"]
        return [self.expression(child).text]


def _combined(one: Condition, other: Condition, connector: str) -> Condition:
    if not other.children:
        return one
    if not one.children:
        return other
    return Condition(connector, False, ()).joined(one, connector).joined(other, connector)


def is_condition(value: Value) -> bool:
    """Whether a Q object is in it."""
    match value:
        case Op():
            return any(is_condition(one) for one in value.operands)
        case Call():
            return is_django(value, "Q")
    return False


def _origin_of(found: Condition) -> Origin:
    for child in found.children:
        if isinstance(child, Condition):
            return _origin_of(child)
        return child[1].origin if isinstance(child, tuple) else child.origin
    return Origin("", 1)
