"""Python's own functions and methods on values that are known: without effects, in bounded work. None: not followed."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from trueup.formats.python.values import Class, Const, Dict, EnumMember, Items, Outside, Plain, Unknown, Value, truth
from trueup.model import Origin

LONGEST = 1_000_000
"""No text or list is made longer than this."""
_WIDE = re.compile(r"\d{5}")
"""A width in a format that would make a long text of a short one."""

ITERATING = frozenset({"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "zip"})
"""Python's own functions that go through a text letter by letter."""

_TEXT_METHODS = frozenset(
    """
    capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha isdigit isidentifier
    islower isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex
    rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "|": operator.or_,
    "&": operator.and_,
    "^": operator.xor,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _NotPlain(Exception):
    """A value is not known."""


def plain(value: Value) -> Any:
    """A value as Python's own, for a call of a pure function. Raises _NotPlain for one that is not known."""
    match value:
        case Const():
            return value.value
        case Items(unsure=None):
            made = [plain(item) for item in value.items]
            return made if value.kind == "list" else tuple(made) if value.kind == "tuple" else set(made)
        case Dict(unsure=None):
            return {plain(key): plain(one) for key, one in value.pairs}
    raise _NotPlain


def lifted(value: Any, origin: Origin) -> Value:
    """Python's own value as one of ours."""
    if value is None or isinstance(value, str | int | float | bool | complex | bytes):
        return Const(origin, value)
    if isinstance(value, list | tuple):
        kind: Any = type(value).__name__
        return Items(origin, kind, [lifted(item, origin) for item in value])
    if isinstance(value, dict):
        return Dict(origin, [(lifted(k, origin), lifted(v, origin)) for k, v in value.items()])
    return Unknown(origin, "it has no form here")


def binary(op: str, left: Value, right: Value, origin: Origin) -> Value | None:
    """An operator on two known values; None when they are not known."""
    if isinstance(left, Items) and isinstance(right, Items) and op == "+" and left.kind == right.kind:
        return Items(origin, left.kind, [*left.items, *right.items], left.unsure or right.unsure)
    if isinstance(left, Items) and isinstance(right, Items) and op in "|&-" and left.kind == right.kind == "set":
        return _union(left, right, origin) if op == "|" else None
    if isinstance(left, Items) and isinstance(right, Const) and op == "*" and type(right.value) is int:
        short = len(left.items) * right.value <= LONGEST
        return Items(origin, left.kind, left.items * right.value, left.unsure) if short else None
    if isinstance(left, Dict) and isinstance(right, Dict) and op == "|":
        return Dict(origin, [*left.pairs, *right.pairs], left.unsure or right.unsure)
    if not isinstance(left, Const) or not (isinstance(right, Const) or op == "%") or op not in _BINARY:
        return None
    try:
        one, other = plain(left), plain(right)
        if op in ("**", "<<") and not (_is_small(one, 1 << 64) and _is_small(other, 64)):
            return Unknown(origin, "it is too long")
        if (op == "*" and _size(one) * _size(other) > LONGEST) or (op == "%" and _WIDE.search(str(one))):
            return Unknown(origin, "it is too long")
        return lifted(_BINARY[op](one, other), origin)
    except _NotPlain:
        return None
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
        return Unknown(origin, f"it fails: {error}")


def _union(left: Items, right: Items, origin: Origin) -> Items:
    return Items(origin, "set", [*left.items, *right.items], left.unsure or right.unsure)


def _is_small(value: Any, most: int) -> bool:
    return isinstance(value, int | float) and 0 <= value <= most


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else abs(int(value or 0))


def method(of: Value, name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    """A method of a known value, called. Lists and dictionaries are changed in place."""
    match of:
        case Const(value=str() as text) if name in _TEXT_METHODS:
            return _text_method(text, name, args, kwargs, origin)
        case Items():
            return _list_method(of, name, args, origin)
        case Dict():
            return _dict_method(of, name, args, kwargs, origin)
    return None


def _text_method(text: str, name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    try:
        given = [plain(arg) for arg in args]
        named = {key: plain(value) for key, value in kwargs.items()}
        if (1 + len(text)) * sum(map(_size, given)) > LONGEST or (name == "format" and _WIDE.search(text)):
            return Unknown(origin, "it is too long")
        return lifted(getattr(text, name)(*given, **named), origin)
    except _NotPlain:
        return None
    except (TypeError, ValueError, AttributeError, IndexError, KeyError, OverflowError) as error:
        return Unknown(origin, f"it fails: {error}")


def _list_method(of: Items, name: str, args: list[Value], origin: Origin) -> Value | None:
    nothing = Const(origin, None)
    match name, args:
        case "append" | "add", [item]:
            of.items.append(item)
            return nothing
        case "extend" | "update", [Items() as more]:
            of.items.extend(more.items)
            of.unsure = of.unsure or more.unsure
            return nothing
        case "insert", [Const(value=int() as place), item]:
            of.items.insert(place, item)
            return nothing
        case "copy", []:
            return Items(origin, of.kind, list(of.items), of.unsure)
        case "reverse", []:
            of.items.reverse()
            return nothing
        case "extend" | "update" | "insert" | "remove" | "pop" | "sort" | "clear" | "discard", _:
            of.unsure = origin
    return None


def _dict_method(of: Dict, name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    match name, args:
        case "get", [Const() as key]:
            return _looked_up(of, key.value, Const(origin, None))
        case "get", [Const() as key, default]:
            return _looked_up(of, key.value, default)
        case "items", []:
            pairs: list[Value] = [Items(origin, "tuple", [key, value]) for key, value in of.pairs]
            return Items(origin, "list", pairs, of.unsure)
        case "keys", []:
            return Items(origin, "list", [key for key, _ in of.pairs], of.unsure)
        case "values", []:
            return Items(origin, "list", [value for _, value in of.pairs], of.unsure)
        case "copy", []:
            return Dict(origin, list(of.pairs), of.unsure)
        case "update", [] | [Dict()]:
            for more in args:
                assert isinstance(more, Dict)
                of.pairs.extend(more.pairs)
                of.unsure = of.unsure or more.unsure
            of.pairs.extend((Const(origin, key), value) for key, value in kwargs.items())
            return Const(origin, None)
        case "setdefault", [Const() as key, *rest]:
            if of.get(key.value) is None and of.unsure is None:
                of.pairs.append((key, rest[0] if rest else Const(origin, None)))
            return _looked_up(of, key.value, Const(origin, None))
        case "pop", [Const() as key, *rest]:
            found = _looked_up(of, key.value, rest[0] if rest else Unknown(origin, f"there is no key {key.value!r}"))
            of.pairs[:] = [(k, v) for k, v in of.pairs if not (isinstance(k, Const) and k.value == key.value)]
            return found
        case "update" | "pop" | "setdefault" | "clear" | "popitem", _:
            of.unsure = origin
    return None


def _looked_up(of: Dict, key: Plain, default: Value) -> Value | None:
    if of.unsure is not None or not all(isinstance(known, Const) for known, _ in of.pairs):
        return None
    return of.get(key) or default


def builtin(name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    """One of Python's own functions on known values; sequences given are Items already."""
    if name in ("list", "tuple", "set", "frozenset", "sorted", "reversed") and len(args) <= 1:
        return _sequence(name, args, kwargs, origin)
    match name, args:
        case "dict", [] | [Dict()]:
            first = args[0] if args else None
            pairs = list(first.pairs) if isinstance(first, Dict) else []
            pairs += [(Const(origin, key), value) for key, value in kwargs.items()]
            return Dict(origin, pairs, first.unsure if isinstance(first, Dict) else None)
        case "dict", [Items(unsure=None) as source] if all(
            isinstance(item, Items) and len(item.items) == 2 for item in source.items
        ):
            found = [(item.items[0], item.items[1]) for item in source.items if isinstance(item, Items)]
            return Dict(origin, [*found, *((Const(origin, key), value) for key, value in kwargs.items())])
        case "str", [EnumMember()]:
            return None
        case "len", [Items(unsure=None) as items]:
            return Const(origin, len(items.items))
        case "bool", [value]:
            known = truth(value)
            return Const(origin, known) if known is not None else None
        case "enumerate", [Items() as items]:
            numbered: list[Value] = [
                Items(origin, "tuple", [Const(origin, number), item]) for number, item in enumerate(items.items)
            ]
            return Items(origin, "list", numbered, items.unsure)
        case "zip", [Items(), *_] if all(isinstance(arg, Items) for arg in args):
            columns = [arg.items for arg in args if isinstance(arg, Items)]
            return Items(origin, "list", [Items(origin, "tuple", list(row)) for row in zip(*columns, strict=False)])
        case "str" | "int" | "float" | "len" | "min" | "max" | "sum" | "abs" | "any" | "all" | "range" | "repr", _:
            return _plain_call(name, args, kwargs, origin)
    return None


def _sequence(name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    given = args[0] if args else Items(origin, "list", [])
    if isinstance(given, Dict):
        given = Items(origin, "list", [key for key, _ in given.pairs], given.unsure)
    if not isinstance(given, Items):
        return None
    kind: Any = {"tuple": "tuple", "set": "set", "frozenset": "set"}.get(name, "list")
    items = list(given.items)
    if name == "reversed":
        items.reverse()
    if name == "sorted":
        if kwargs or not all(isinstance(item, Const) and isinstance(item.value, str | int) for item in items):
            return None
        try:
            items.sort(key=plain)
        except TypeError:
            return None
    return Items(origin, kind, items, given.unsure)


def _plain_call(name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    known: dict[str, Callable[..., Any]] = {
        f.__name__: f for f in (str, int, float, len, min, max, sum, abs, any, all, repr)
    }
    try:
        given = [plain(arg) for arg in args]
        if name == "range":
            numbers = range(*given)
            return lifted(list(numbers), origin) if len(numbers) <= LONGEST else Unknown(origin, "it is too long")
        return lifted(known[name](*given, **{key: plain(value) for key, value in kwargs.items()}), origin)
    except _NotPlain:
        return None
    except (TypeError, ValueError, OverflowError) as error:
        return Unknown(origin, f"it fails: {error}")


_REGEX: dict[str, Callable[..., Any]] = {"sub": re.sub, "split": re.split, "findall": re.findall}
_REPEATED_GROUP = re.compile(r"\)[*+{]")
"""A group that is repeated: what can make a regular expression take for ever."""


def regex(name: str, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
    """``re.sub``, ``re.split`` and ``re.findall`` of short texts with patterns that end soon."""
    try:
        given = [plain(arg) for arg in args]
        if name not in _REGEX or kwargs or not all(isinstance(one, str) and len(one) <= 200 for one in given):
            return None
        if _REPEATED_GROUP.search(given[0]) or ("|" in given[0] and "*" in given[0]):
            return None
        return lifted(_REGEX[name](*given), origin)
    except (_NotPlain, TypeError, re.error, IndexError):
        return None


def iterated(value: Value) -> list[Value] | None:
    """What a loop over a value goes through; None when that is not known. Enumerations are looked up elsewhere."""
    match value:
        case Items(unsure=None):
            return list(value.items)
        case Dict(unsure=None):
            return [key for key, _ in value.pairs]
        case Const(value=str() as text):
            return [Const(value.origin, letter) for letter in text]
    return None


def never_none(value: Value) -> bool:
    """Whether a value is certainly something other than None."""
    return isinstance(value, Class | Items | Dict | EnumMember | Outside) and not isinstance(value, Const)
