"""Names and attributes looked up as Python does: scopes, imports between files, base classes, enumerations."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.formats.python import pure
from trueup.formats.python.modules import Finder, Module
from trueup.formats.python.values import (
    Call,
    Class,
    Const,
    Dict,
    EnumMember,
    Function,
    Items,
    Late,
    Member,
    Method,
    ModuleValue,
    Outside,
    Scope,
    Subscript,
    Unknown,
    Value,
    same,
)
from trueup.model import Origin

_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
_ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "TextChoices", "IntegerChoices", "Choices"})


class Lookup:
    """Looks names up. Modules are read, and what is absent explained, by a subclass."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self._orders: dict[Class, list[Value]] = {}
        self._following: set[tuple[Module, str]] = set()

    def read(self, module: Module) -> None:
        """Run a module's statements, once."""
        raise NotImplementedError  # a room above has it

    def absent(self, module: Module, name: str) -> str:
        """Why a module has not some name."""
        return f"{module.file} has no {name}"

    # ------------------------------------------------------------------ names and attributes

    def lookup(self, name: str, scope: Scope, origin: Origin) -> Value:
        """What a name is bound to, imports followed."""
        for one in scope.enclosing():
            if name in one.names:
                return self.resolved(name, one, origin)
            found = self._starred(name, one)
            if found is not None:
                return found
        if name in _BUILTINS:
            return Outside(origin, f"builtins.{name}")
        if scope.module.scope.stars:
            return self._from_outside_star(name, scope.module.scope, origin)
        return Unknown(origin, f"the name {name} is not bound when this is read")

    def resolved(self, name: str, scope: Scope, origin: Origin) -> Value:
        """What a name that a scope has is bound to, an import followed."""
        found = scope.names[name]
        if isinstance(found, Late):
            target = self.imported(found, scope.module, origin)
            if not isinstance(target, Late):
                scope.names[name] = target
            return target
        return found

    def imported(self, late: Late, importer: Module, origin: Origin) -> Value:
        """What an import brings: a module, a name of one, or a name from outside. Late itself in an open circle."""
        module = self._module(late, importer)
        if late.name is None:
            return ModuleValue(origin, module) if module is not None else Outside(late.origin, late.module)
        if module is not None:
            self.read(module)
            found = self._followed(module, late.name, origin)
            if found is not None:
                return found
            return late if module.state == "running" else Unknown(origin, self.absent(module, late.name))
        return Outside(late.origin, f"{late.module}.{late.name}" if late.module else late.name)

    def _followed(self, module: Module, name: str, origin: Origin) -> Value | None:
        """A name of another module, through its own imports; they may lead back here."""
        if (module, name) in self._following:
            return Unknown(origin, f"{name} is imported in a circle")
        self._following.add((module, name))
        try:
            return self.of_module(module, name, origin)
        finally:
            self._following.discard((module, name))

    def _module(self, late: Late, importer: Module) -> Module | None:
        if late.level:
            return self.finder.beside(importer, late.level, late.module)
        return self.finder.find(late.module, importer)

    def of_module(self, module: Module, name: str, origin: Origin) -> Value | None:
        """A name of a module that was read, or a module inside it."""
        if name in module.scope.names:
            return self.resolved(name, module.scope, origin)
        found = self._starred(name, module.scope)
        if found is None and (module.package or module.path.is_dir()):
            inner = self.finder.beside(module, 1, name)
            found = ModuleValue(origin, inner) if inner is not None else None
        if found is None and any(self._module(late, module) is None for late in module.scope.stars):
            found = self._from_outside_star(name, module.scope, origin)
        return found

    def _starred(self, name: str, scope: Scope) -> Value | None:
        """A name that ``from … import *`` of a module of the project brings."""
        if name.startswith("__"):
            return None
        for late in reversed(scope.stars):
            module = self._module(late, scope.module)
            if module is None or module is scope.module or module.state == "running":
                continue
            self.read(module)
            found = self._public(name, module, late.origin)
            if found is not None:
                return found
        return None

    def _public(self, name: str, module: Module, origin: Origin) -> Value | None:
        if name in module.scope.names:
            return self.resolved(name, module.scope, origin)
        return self._starred(name, module.scope)

    def _from_outside_star(self, name: str, scope: Scope, origin: Origin) -> Value:
        theirs = [late for late in scope.stars if self._module(late, scope.module) is None]
        if not theirs:
            return Unknown(origin, f"the name {name} is not bound when this is read")
        return Outside(origin, f"{theirs[-1].module}.{name}")

    def attribute(self, of: Value, name: str, origin: Origin | None = None) -> Value:
        """An attribute of a value, as Python looks it up."""
        origin = origin or of.origin
        match of:
            case ModuleValue():
                self.read(of.module)
                found = self.of_module(of.module, name, origin)
                return found or Unknown(origin, self.absent(of.module, name))
            case Outside():
                return Outside(origin, f"{of.path}.{name}")
            case Class():
                return self._of_class(of, name, origin)
            case EnumMember():
                return self._of_member(of, name, origin)
            case Call():
                return self._of_call(of, name, origin)
            case Const() | Items() | Dict():
                return Method(origin, of, name)
            case Unknown():
                return Unknown(origin, of.why)
        return Member(origin, of, name)

    def _of_class(self, of: Class, name: str, origin: Origin) -> Value:
        if name in ("__name__", "__qualname__"):
            return Const(origin, of.name)
        found = self.inherited(of, name)
        if found is None:
            return Member(origin, of, name)
        if self.is_enum(of) and not name.startswith("_") and not is_method(found):
            return EnumMember(origin, of, name, self._enum_value(of, name, found))
        if isinstance(found, Call) and isinstance(found.callee, Outside):
            if found.callee.path == "builtins.staticmethod" and found.args:
                return found.args[0]
            if found.callee.path == "builtins.classmethod" and found.args and isinstance(found.args[0], Function):
                return self.bound(found.args[0], of)
        return found

    def inherited(self, of: Class, name: str) -> Value | None:
        """What a class or the first of its base classes that has it binds a name to."""
        for base in self.mro(of):
            if isinstance(base, Class) and name in base.names:
                return self.resolved(name, base.scope, base.origin)
        return None

    def _of_member(self, of: EnumMember, name: str, origin: Origin) -> Value:
        if name in ("value", "_value_"):
            return of.value
        if name in ("name", "_name_"):
            return Const(origin, of.name)
        return Member(origin, of, name)

    def _of_call(self, of: Call, name: str, origin: Origin) -> Value:
        if name in of.attributes:
            return of.attributes[name]
        if isinstance(of.callee, Class):
            found = self._of_instance(of.callee, name)
            if found is not None:
                return found
        return Member(origin, of, name)

    def _of_instance(self, of: Class, name: str) -> Value | None:
        """An attribute that every instance of a plain class has from its class."""
        bases = self.mro(of)
        if not all(isinstance(base, Class) or path_of(base) == "builtins.object" for base in bases) or of.decorators:
            return None
        if any(isinstance(base, Class) and "__init__" in base.names for base in bases):
            return None
        found = self.inherited(of, name)
        return None if isinstance(found, Function | Call) else found

    # ------------------------------------------------------------------ classes

    def mro(self, of: Class) -> list[Value]:
        """A class and its base classes in the order Python looks through them; those from outside are leaves."""
        known = self._orders.get(of)
        if known is None:
            known = self._linear(of, ())
            if not any(isinstance(base, Unknown) for base in known):
                self._orders[of] = known
        return known

    def rebase(self, of: Class, number: int, base: Value) -> None:
        """Put in another base class: what one from outside is, once its source is found."""
        if of.bases[number] is not base:
            of.bases[number] = base
            self._orders.clear()

    def _linear(self, of: Value, above: tuple[Value, ...]) -> list[Value]:
        of = self._plain_base(of)
        if not isinstance(of, Class) or of in above or len(above) > 100:
            return [of]
        bases = [self._plain_base(base) for base in of.bases]
        chains = [self._linear(base, (*above, of)) for base in bases] + [list(bases)]
        return [of, *_merged(chains)]

    def _plain_base(self, base: Value) -> Value:
        """``Generic[T]`` is ``Generic`` here, and a Late of a circle what it has become since."""
        while isinstance(base, Subscript):
            base = base.of
        if isinstance(base, Late):
            return Unknown(base.origin, f"{base.module} is imported in a circle")
        return base

    def derives(self, of: Value, *paths: str) -> bool:
        """Whether a class has a base from outside with one of these paths; a last part alone may be given."""
        if not isinstance(of, Class):
            return False
        return any(isinstance(b, Outside) and (b.path in paths or b.name in paths) for b in self.mro(of))

    def is_enum(self, of: Class) -> bool:
        """Whether a class is an enumeration."""
        return any(isinstance(base, Outside) and base.name in _ENUMS for base in self.mro(of))

    def members(self, of: Class) -> list[EnumMember]:
        """The members of an enumeration in order, without aliases."""
        found: list[EnumMember] = []
        for entry in of.body:
            if entry.value is None or entry.name.startswith("_") or is_method(entry.value):
                continue
            member = EnumMember(entry.origin, of, entry.name, self._enum_value(of, entry.name, entry.value))
            if not any(same(member.value, other.value) for other in found):
                found.append(member)
        return found

    def _enum_value(self, of: Class, name: str, given: Value) -> Value:
        if any(isinstance(base, Class) and "__new__" in base.names for base in self.mro(of)):
            return Unknown(given.origin, f"the enumeration {of.name} makes its values itself")
        if isinstance(given, Items) and given.items and self.derives(of, "TextChoices", "IntegerChoices"):
            given = given.items[0]
        if not (isinstance(given, Call) and path_of(given.callee) == "enum.auto"):
            return given
        if self.inherited(of, "_generate_next_value_") is not None:
            return Unknown(given.origin, f"the enumeration {of.name} makes its values itself")
        if self.derives(of, "StrEnum"):
            return Const(given.origin, name.lower())
        last = 0
        for entry in of.body:
            if entry.name == name:
                break
            if isinstance(entry.value, Const) and isinstance(entry.value.value, int):
                last = entry.value.value
            elif isinstance(entry.value, Call) and path_of(entry.value.callee) == "enum.auto":
                last += 1
        return Const(given.origin, last + 1)

    def bound(self, function: Function, to: Value) -> Function:
        """A function as a method of an object."""
        return Function(
            function.origin, function.name, function.module, function.node, function.scope, function.defaults, to
        )

    def iterated(self, value: Value) -> list[Value] | None:
        """What a loop over a value goes through, enumerations included; None when that is not known."""
        if isinstance(value, Class) and self.is_enum(value):
            return list(self.members(value))
        if isinstance(value, Member) and value.name == "__members__" and isinstance(value.of, Class):
            return [Const(value.origin, member.name) for member in self.members(value.of)]
        return pure.iterated(value)


def is_method(value: Value) -> bool:
    """Whether a name in a class body is a function, decorated or not, or a class: no member of an enumeration."""
    if isinstance(value, Call):
        given = value.args[0] if value.args else None
        return isinstance(given, Function) or path_of(value.callee) == "enum.nonmember"
    return isinstance(value, Function | Class)


def path_of(value: Value) -> str | None:
    """The dotted path of a name from outside; None for anything else."""
    return value.path if isinstance(value, Outside) else None


def _merged(chains: list[list[Value]]) -> Iterator[Value]:
    """C3; where Python would refuse, the first chain goes on."""
    chains = [chain for chain in chains if chain]
    while chains:
        head = next(
            (c[0] for c in chains if not any(_is_in(c[0], other[1:]) for other in chains)),
            chains[0][0],
        )
        yield head
        chains = [[v for v in chain if not _equal(v, head)] for chain in chains]
        chains = [chain for chain in chains if chain]


def _is_in(value: Value, chain: list[Value]) -> bool:
    return any(_equal(value, other) for other in chain)


def _equal(one: Value, other: Value) -> bool:
    return one is other or (isinstance(one, Outside) and isinstance(other, Outside) and one.path == other.path)
