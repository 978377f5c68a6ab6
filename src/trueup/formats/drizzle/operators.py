"""JavaScript's operators on known values."""

from __future__ import annotations

import math
import operator as op
from collections.abc import Callable
from typing import Any

from trueup.formats.drizzle.values import UNDEFINED, BigInt, Host, Place, Record, Unknown, text_of_value, truthy

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "-": op.sub,
    "*": op.mul,
    "**": op.pow,
    "%": math.fmod,
    "&": lambda a, b: int(a) & int(b),
    "|": lambda a, b: int(a) | int(b),
    "^": lambda a, b: int(a) ^ int(b),
    "<<": lambda a, b: int(a) << (int(b) & 31),
    ">>": lambda a, b: int(a) >> (int(b) & 31),
}
_WHOLE = 2**53
_DIGITS = 10_000
"""No integer of any size may have more binary digits than this."""
_ORDER: dict[str, Callable[[Any, Any], bool]] = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge}


def binary(sign: str, left: Any, right: Any, place: Place) -> Any:
    """The value of an operation with two sides."""
    if sign in ("===", "=="):
        return same(left, right) or (sign == "==" and loosely_same(left, right))
    if sign in ("!==", "!="):
        return not binary(sign.replace("!", "=", 1), left, right, place)
    if sign == "+":
        return _plus(left, right, place)
    if sign == "in":
        return isinstance(right, Record) and left in right
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if sign in _ORDER and (numbers or (isinstance(left, str) and isinstance(right, str))):
        return _ORDER[sign](left, right)
    if not numbers:
        return Unknown(f"the operation {sign} on what is no number", place)
    return _calculated(sign, left, right, place)


def _calculated(sign: str, left: Any, right: Any, place: Place) -> Any:
    try:
        if sign == "/":
            result: Any = left // right if isinstance(left, BigInt) else left / right
        elif sign in ("**", "<<") and abs(right) > 1000:
            return Unknown("a very large number", place)
        elif sign in _ARITHMETIC:
            result = _ARITHMETIC[sign](left, right)
        else:
            return Unknown(f"the operation {sign}", place)
    except (ArithmeticError, ValueError):
        return Unknown("a number that is not finite", place)
    if isinstance(result, complex):
        return float("nan")
    return sized(BigInt(result) if isinstance(left, BigInt) else result)


def sized(value: float) -> Any:
    """A number as JavaScript would hold it: whole ones exact up to 2⁵³, a ``BigInt`` as long as it is not huge."""
    if isinstance(value, BigInt):
        return value if value.bit_length() <= _DIGITS else Unknown("a very large number")
    if isinstance(value, int):
        return value if abs(value) <= _WHOLE else _rounded(value)
    return int(value) if abs(value) < 1e15 and value == int(value) else value


def _rounded(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _plus(left: Any, right: Any, place: Place) -> Any:
    if isinstance(left, int | float) and isinstance(right, int | float):
        total = left + right
        return sized(BigInt(total) if isinstance(left, BigInt) else total)
    if isinstance(left, Host) or isinstance(right, Host):
        return Unknown("a sum of what is no number and no text", place)
    texts = text_of_value(left), text_of_value(right)
    unknown = next((text for text in texts if isinstance(text, Unknown)), None)
    return unknown or f"{texts[0]}{texts[1]}"


def unary(sign: str, value: Any, place: Place) -> Any:
    """The value of an operation with one side."""
    if sign == "!":
        return not truthy(value)
    if sign == "void":
        return UNDEFINED
    if sign == "typeof":
        return _type_name(value)
    if isinstance(value, int | float):
        result = -value if sign == "-" else value if sign == "+" else ~int(value) if math.isfinite(value) else -1
        return BigInt(result) if isinstance(value, BigInt) else result
    if sign == "+" and isinstance(value, str):
        try:
            return float(value) if "." in value else int(value or "0")
        except ValueError:
            return float("nan")
    return Unknown(f"the operation {sign}", place)


def _type_name(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case BigInt():
            return "bigint"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list() | Record() | None:
            return "object"
    if value is UNDEFINED:
        return "undefined"
    return "object" if isinstance(value, Host) and not hasattr(value, "body") else "function"


def same(left: Any, right: Any) -> bool:
    """``===``: texts and numbers by value, everything else by identity."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right and isinstance(left, BigInt) == isinstance(right, BigInt)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return left is right


def loosely_same(left: Any, right: Any) -> bool:
    """What ``==`` takes for the same beyond ``===``: null and undefined, numbers and their texts."""
    if {id(left), id(right)} <= {id(None), id(UNDEFINED)}:
        return True
    return any(isinstance(a, str) and isinstance(b, int) and a == str(b) for a, b in ((left, right), (right, left)))
