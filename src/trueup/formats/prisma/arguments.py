"""The arguments of an attribute: asked for one by one, and what nobody asked for is a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.tree import DESCRIBED, Attribute, Call, Items, Number, Text, Value, Word, shown


class Arguments:
    """The arguments of one attribute; ``what`` is its name with one or two ``@``."""

    def __init__(self, what: str, attribute: Attribute, problems: Problems) -> None:
        self.what, self.at, self.problems = what, attribute.at, problems
        self.named: dict[str, tuple[Value, int]] = {}
        self.unnamed: list[tuple[Value, int]] = []
        for one in attribute.arguments:
            if one.name is None:
                self.unnamed.append((one.value, one.at))
            elif one.name in self.named:
                self.refuse(f"the argument `{one.name}` is given twice", "Keep one of them.", one.at)
            else:
                self.named[one.name] = (one.value, one.at)

    def refuse(self, message: str, help: str | None = None, at: int | None = None) -> None:
        """Note a mistake about this attribute."""
        self.problems.add(self.at if at is None else at, f"{self.what}: {message}", help)

    def first(self, name: str) -> Value | None:
        """The argument that needs no name; None when it is not there."""
        if self.unnamed:
            if name in self.named:
                self.refuse(f"the argument `{name}` is given twice, once without its name", "Keep one of them.")
                del self.named[name]
            return self.unnamed.pop(0)[0]
        return self.take(name)

    def needed(self, name: str) -> Value | None:
        """The same, and a mistake when it is not there."""
        found = self.first(name)
        if found is None:
            self.refuse(f"the argument `{name}` is missing")
        return found

    def take(self, name: str) -> Value | None:
        """A named argument; None when it is not there."""
        found = self.named.pop(name, None)
        return found[0] if found is not None else None

    def place(self, name: str) -> int | None:
        """Where a named argument that is still there begins."""
        found = self.named.get(name)
        return found[1] if found is not None else None

    def text(self, name: str, value: Value | None = None) -> str | None:
        """An argument that must be a string with something in it."""
        value = self.take(name) if value is None else value
        if value is None:
            return None
        if not isinstance(value, Text):
            self.refuse(f"`{name}` must be a string, not {DESCRIBED[type(value)]}: {shown(value)}", None, value.at)
            return None
        if not value.value:
            self.refuse(f"`{name}` must not be an empty string", "Leave it out, or give a name.", value.at)
            return None
        return value.value

    def word(self, name: str, allowed: Iterable[str]) -> str | None:
        """An argument that must be one of some names."""
        value = self.take(name)
        if value is None:
            return None
        if isinstance(value, Word) and value.value in allowed:
            return value.value
        self.refuse(f"`{name}` cannot be {shown(value)}", f"It is one of {', '.join(allowed)}.", value.at)
        return None

    def done(self) -> None:
        """Refuse what was not asked for."""
        for name, (_, at) in self.named.items():
            self.refuse(f"no such argument: `{name}`", "Take it out.", at)
        for value, at in self.unnamed:
            self.refuse(f"no such argument: {shown(value)}", "Take it out.", at)


def names(value: Value, arguments: Arguments) -> list[Word | Call] | None:
    """Names of fields as a list, or one without brackets; None after a mistake."""
    found: list[Word | Call] = []
    for one in value.value if isinstance(value, Items) else (value,):
        if not isinstance(one, Word | Call):
            arguments.refuse(f"a field's name is expected, not {DESCRIBED[type(one)]}: {shown(one)}", None, one.at)
            return None
        found.append(one)
    return found


def whole(value: Value) -> int | None:
    """A number without a fraction."""
    return int(value.value) if isinstance(value, Number) and "." not in value.value else None
