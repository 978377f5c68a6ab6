"""The values Python source comes to without being run: constants, containers, classes, and calls that stay symbols.

Nothing is evaluated here. Values are compared by identity, as Python's own objects are; ``same`` compares contents.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from trueup.model import Origin

if TYPE_CHECKING:
    from trueup.formats.python.modules import Module

Plain = str | int | float | bool | complex | bytes | None


@dataclass(slots=True, eq=False)
class Value:
    """Anything an expression comes to, with the place of that expression."""

    origin: Origin


@dataclass(slots=True, eq=False)
class Const(Value):
    """A constant; ``...`` is an Outside of that name."""

    value: Plain


@dataclass(slots=True, eq=False)
class Items(Value):
    """A list, tuple or set. ``unsure`` is the place of a change that happens only under a condition not known."""

    kind: Literal["list", "tuple", "set"]
    items: list[Value]
    unsure: Origin | None = None


@dataclass(slots=True, eq=False)
class Dict(Value):
    """A dictionary, in order of insertion; ``unsure`` as in Items."""

    pairs: list[tuple[Value, Value]]
    unsure: Origin | None = None

    def get(self, key: Plain) -> Value | None:
        """The value of a constant key."""
        for known, value in reversed(self.pairs):
            if isinstance(known, Const) and known.value == key:
                return value
        return None


@dataclass(slots=True, eq=False)
class Outside(Value):
    """A name from outside the project by its dotted path: ``sqlalchemy.orm.mapped_column``, ``builtins.int``."""

    path: str

    @property
    def package(self) -> str:
        """The first part: ``sqlalchemy``."""
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """The last part: ``mapped_column``."""
        return self.path.rpartition(".")[2]


@dataclass(slots=True, eq=False)
class Call(Value):
    """A call that was not followed, with what it was given.

    ``more`` are arguments behind ``*`` or ``**`` that are not known: the call has others besides those listed.
    ``attributes`` are those set on the result afterwards. ``doubt`` is the place of a condition, not known, under which
    the call happens at all.
    """

    callee: Value
    args: list[Value]
    kwargs: dict[str, Value]
    more: Value | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    doubt: Origin | None = None


@dataclass(slots=True, eq=False)
class Member(Value):
    """An attribute of a value of which nothing else is known: ``Column(…).desc``, ``Model.metadata``."""

    of: Value
    name: str


@dataclass(slots=True, eq=False)
class Subscript(Value):
    """``of[key]`` of a value that is no known container: ``Mapped[int]``."""

    of: Value
    key: Value


@dataclass(slots=True, eq=False)
class Op(Value):
    """An operator on values that are not all constants: ``+``, ``==``, ``|``, ``and``, ``not``, ``in`` …"""

    op: str
    operands: list[Value]


@dataclass(slots=True, eq=False)
class ModuleValue(Value):
    """One of the project's own modules."""

    module: Module


@dataclass(slots=True, eq=False)
class Entry:
    """One statement of a class body that binds a name; ``value`` None is a bare annotation.

    ``annotation`` is unevaluated (see ``Project.annotation``). ``doubt`` as in Call.
    """

    name: str
    value: Value | None
    annotation: ast.expr | None
    origin: Origin
    doubt: Origin | None = None


@dataclass(slots=True, eq=False)
class Class(Value):
    """A class of the project. ``names`` is its namespace, ``body`` its binding statements in order.

    ``keywords`` are those beside the bases (``table=True``), ``decorators`` those above, outermost first.
    """

    name: str
    module: Module
    bases: list[Value]
    keywords: dict[str, Value]
    decorators: list[Value]
    scope: Scope
    body: list[Entry] = field(default_factory=list)
    doubt: Origin | None = None

    @property
    def names(self) -> dict[str, Value]:
        return self.scope.names

    @property
    def qualified(self) -> str:
        """Module and name: ``app.models.User``."""
        return f"{self.module.name}.{self.name}"


@dataclass(slots=True, eq=False)
class EnumMember(Value):
    """A member of a class that is an enumeration."""

    of: Class
    name: str
    value: Value


@dataclass(slots=True, eq=False)
class Function(Value):
    """A function or lambda of the project; ``bound`` is the object of a method."""

    name: str
    module: Module
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    defaults: dict[str, Value]
    bound: Value | None = None


@dataclass(slots=True, eq=False)
class Method(Value):
    """A method of a known constant or container: ``"x".lower``, ``[].append``."""

    of: Value
    name: str


@dataclass(slots=True, eq=False)
class Choice(Value):
    """One of several values; which one depends on something not known. ``why`` is a clause for the user."""

    options: list[Value]
    why: str


@dataclass(slots=True, eq=False)
class Unknown(Value):
    """A value that cannot be told without running the code; ``why`` is a clause for the user."""

    why: str


@dataclass(slots=True, eq=False)
class Late(Value):
    """A name of another module, not looked up yet: what an import binds. Never handed out, except in a circle."""

    module: str
    level: int
    name: str | None


@dataclass(slots=True, eq=False)
class Scope:
    """Names of a module, class body or function call, and where to look next."""

    module: Module
    names: dict[str, Value]
    outer: Scope | None = None
    owner: Class | None = None
    stars: list[Late] = field(default_factory=list)

    def enclosing(self) -> Iterator[Scope]:
        """This scope and those around it, without the class bodies that Python does not look into."""
        yield self
        scope = self.outer
        while scope is not None:
            if scope.owner is None:
                yield scope
            scope = scope.outer


def same(one: Value, other: Value) -> bool:
    """Whether two values are certainly equal."""
    if one is other:
        return True
    match one, other:
        case Const(), Const():
            return type(one.value) is type(other.value) and one.value == other.value
        case Outside(), Outside():
            return one.path == other.path
        case EnumMember(), EnumMember():
            return one.of is other.of and one.name == other.name
        case ModuleValue(), ModuleValue():
            return one.module is other.module
        case Items(), Items():
            return one.kind == other.kind and _all_same(one.items, other.items)
        case Dict(), Dict():
            return _all_same(
                [v for pair in one.pairs for v in pair],
                [v for pair in other.pairs for v in pair],
            )
        case Member(), Member():
            return one.name == other.name and same(one.of, other.of)
        case Subscript(), Subscript():
            return same(one.of, other.of) and same(one.key, other.key)
        case Op(), Op():
            return one.op == other.op and _all_same(one.operands, other.operands)
    return False


def _all_same(some: list[Value], others: list[Value]) -> bool:
    return len(some) == len(others) and all(map(same, some, others))


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None when that is not known."""
    match value:
        case Const():
            return bool(value.value)
        case Items(unsure=None):
            return bool(value.items)
        case Dict(unsure=None):
            return bool(value.pairs)
        case Class() | Function() | ModuleValue() | EnumMember():
            return True
        case Outside(path="typing.TYPE_CHECKING"):
            return True
    return None
