"""JavaScript's global names: what ``Object``, ``Math``, ``process.env`` and their like come to."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.values import (
    UNDEFINED,
    BigInt,
    Caller,
    Host,
    Moment,
    Native,
    Place,
    Record,
    Unknown,
    text_of_value,
    truthy,
)


def fields(value: Any, place: Place, caller: Caller) -> Record | Unknown:
    """The own properties of an object."""
    if isinstance(value, Record):
        unknown = next((found for key, found in value.items() if key.startswith("...")), None)
        return Unknown(unknown.why, unknown.place) if isinstance(unknown, Unknown) else value
    if isinstance(value, list | str):
        return Record({str(index): item for index, item in enumerate(value)})
    if isinstance(value, Host):
        found = value.member("...", place, caller)
        return found if isinstance(found, Record | Unknown) else Unknown("the properties of it", place)
    return Unknown(value.why, value.place) if isinstance(value, Unknown) else Record()


def _of_fields(make: Callable[[Record], Any]) -> Callable[[list[Any], Place, Caller], Any]:
    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        found = fields(args[0] if args else UNDEFINED, place, caller)
        return found if isinstance(found, Unknown) else make(found)

    return body


def _assign(args: list[Any], place: Place, caller: Caller) -> Any:
    target = args[0] if args else UNDEFINED
    if not isinstance(target, Record):
        return target
    for source in args[1:]:
        found = fields(source, place, caller)
        if isinstance(found, Unknown):
            target.put(f"...{place.byte}", found, place)
        else:
            target.update(found)
            target.places.update({key: found.places.get(key, place) for key in found})
    return target


def _from_entries(args: list[Any], place: Place, caller: Caller) -> Any:
    pairs = library.iterated(args[0] if args else UNDEFINED)
    if isinstance(pairs, Unknown):
        return pairs
    result = Record()
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2 or isinstance(key := text_of_value(pair[0]), Unknown):
            return Unknown("entries that are no pairs", place)
        result.put(key, pair[1], place)
    return result


def _array_from(args: list[Any], place: Place, caller: Caller) -> Any:
    source = args[0] if args else UNDEFINED
    if isinstance(source, Record) and isinstance(source.get("length"), int):
        items: list[Any] | Unknown = [UNDEFINED] * min(source["length"], library.LONGEST)
    else:
        items = library.iterated(source)
    if isinstance(items, Unknown) or len(args) < 2:
        return items if isinstance(items, Unknown) else list(items)
    return library.mapped(items, args[1:], place, caller)


def _stringify(args: list[Any], place: Place, caller: Caller) -> Any:
    try:
        return library.json_text(args[0])
    except (TypeError, IndexError, RecursionError):
        return Unknown("JSON of what cannot be told", place)


def _first(make: Callable[[Any], Any]) -> Callable[[list[Any], Place, Caller], Any]:
    """A function of its first argument."""

    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        value = args[0] if args else UNDEFINED
        if isinstance(value, Unknown):
            return value
        try:
            return make(value)
        except (TypeError, ValueError):
            return Unknown("a conversion of what cannot be converted", place)

    return body


def _numbers(make: Callable[..., Any]) -> Callable[[list[Any], Place, Caller], Any]:
    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        try:
            return make(*args)
        except (TypeError, ValueError, ArithmeticError):
            return Unknown("a calculation", place)

    return body


def _to_number(value: Any) -> Any:
    if isinstance(value, str):
        return library.number(value) if value.strip() else 0
    return int(value) if isinstance(value, bool | BigInt) else value


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _utc(args: list[Any], place: Place, caller: Caller) -> Any:
    """``Date.UTC``: milliseconds since 1970."""
    try:
        year, month, day, *time = (int(arg) for arg in (*args, *(0, 1)[len(args) - 1 :]))
        hour, minute, second, milliseconds = (*time, 0, 0, 0, 0)[:4]
        whole = year + 1900 if 0 <= year <= 99 else year
        return _since_epoch(datetime(whole, month + 1, day, hour, minute, second, milliseconds * 1000, UTC))
    except (TypeError, ValueError, OverflowError):
        return Unknown("a date", place)


def _since_epoch(when: datetime) -> int:
    """Milliseconds since 1970; what is beyond them is cut off."""
    return (when - _EPOCH) // timedelta(milliseconds=1)


_OBJECT = {
    "keys": _of_fields(list),
    "values": _of_fields(lambda r: list(r.values())),
    "entries": _of_fields(lambda r: [[key, value] for key, value in r.items()]),
    "assign": _assign,
    "fromEntries": _from_entries,
    "freeze": lambda args, place, caller: args[0] if args else UNDEFINED,
    "seal": lambda args, place, caller: args[0] if args else UNDEFINED,
}
_GLOBALS: dict[str, Any] = {
    "undefined": UNDEFINED,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "Object": Native("Object", _first(lambda v: v), {k: Native(k, b) for k, b in _OBJECT.items()}),
    "Array": Native(
        "Array",
        _first(lambda n: [UNDEFINED] * min(n, library.LONGEST)),
        {
            "from": Native("from", _array_from),
            "isArray": Native("isArray", _first(lambda v: isinstance(v, list))),
            "of": Native("of", lambda args, place, caller: list(args)),
        },
    ),
    "JSON": Record({"stringify": Native("stringify", _stringify)}),
    "String": Native("String", _first(text_of_value), {"raw": Native("raw", lambda a, p, c: Unknown("String.raw", p))}),
    "Number": Native(
        "Number",
        _first(_to_number),
        {"MAX_SAFE_INTEGER": 2**53 - 1, "MIN_SAFE_INTEGER": 1 - 2**53, "parseInt": Native("parseInt", _first(int))},
    ),
    "Boolean": Native("Boolean", _first(truthy)),
    "BigInt": Native("BigInt", _first(lambda v: BigInt(int(v)))),
    "parseInt": Native("parseInt", _first(int)),
    "parseFloat": Native("parseFloat", _first(lambda v: library.number(v) if isinstance(v, str) else v)),
    "Math": Record(
        {
            "max": Native("max", _numbers(max)),
            "min": Native("min", _numbers(min)),
            "floor": Native("floor", _numbers(math.floor)),
            "ceil": Native("ceil", _numbers(math.ceil)),
            "round": Native("round", _numbers(lambda x: math.floor(x + 0.5))),
            "abs": Native("abs", _numbers(abs)),
            "pow": Native("pow", _numbers(lambda a, b: a**b if abs(b) < 1000 else 1 / 0)),
        }
    ),
    "Date": Native("Date", lambda a, p, c: Unknown("the time of day", p), {"UTC": Native("UTC", _utc)}),
    "Symbol": Record({"for": Native("for", _first(lambda v: f"@@{v}"))}),
    "console": Record({name: Native(name, lambda a, p, c: UNDEFINED) for name in ("log", "warn", "error", "info")}),
    "require": Native("require", lambda args, place, caller: Unknown("a computed require", place)),
}


class Environment(Host):
    """``process.env``: every variable is unknown, with its name."""

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        return Unknown(f"the environment variable {name}", place, variable=name)


_PROCESS = Record({"env": Environment(), "cwd": Native("cwd", lambda a, p, c: "."), "argv": []})


def global_value(name: str, place: Place) -> Any:
    """What a name stands for that no scope has."""
    if name == "process":
        return _PROCESS
    if name in _GLOBALS:
        return _GLOBALS[name]
    if name == "__filename":
        return os.path.abspath(place.text.file)
    if name == "__dirname":
        return os.path.dirname(os.path.abspath(place.text.file))
    return Unknown(f"the name {name}, which is not declared here", place)


def import_meta(name: str, place: Place) -> Any:
    """A property of ``import.meta``."""
    if name == "env":
        return Environment()
    file = os.path.abspath(place.text.file)
    folder = os.path.dirname(file)
    known = {"dirname": folder, "dir": folder, "filename": file, "url": f"file://{file}"}
    return known.get(name, Unknown(f"import.meta.{name}", place))


def construct(name: str, args: list[Any], place: Place) -> Any:
    """What ``new`` makes of a known class; None for any other."""
    unknown = next((arg for arg in args if isinstance(arg, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.why, unknown.place)
    if name == "Date":
        return _moment(args, place)
    if name == "Set":
        items = library.iterated(args[0]) if args else []
        return items if isinstance(items, Unknown) else library.JsSet(items)
    if name == "URL" and args and isinstance(args[0], str):
        base = args[1].removeprefix("file://").rpartition("/")[0] if len(args) > 1 and isinstance(args[1], str) else ""
        return Record({"pathname": f"{base}/{args[0]}" if base else args[0]})
    return None


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)")


def _moment(args: list[Any], place: Place) -> Any:
    """A date that is the same wherever the program runs: a day, a time with its zone, a number, another date."""
    if not args:
        return Unknown("the time of day", place)
    given = args[0]
    if len(args) == 1 and isinstance(given, Moment):
        return given
    try:
        if len(args) == 1 and isinstance(given, int | float):
            _EPOCH + timedelta(milliseconds=int(given))  # raises where it is out of range
            return Moment(int(given))
        day = _DAY.fullmatch(given) if len(args) == 1 and isinstance(given, str) else None
        if day is not None:
            return Moment(_since_epoch(datetime(int(day[1]), int(day[2] or 1), int(day[3] or 1), tzinfo=UTC)))
        instant = _INSTANT.fullmatch(given) if len(args) == 1 and isinstance(given, str) else None
        if instant is not None:
            return Moment(_since_epoch(datetime.fromisoformat(instant[1] + instant[2].replace("Z", "+00:00"))))
    except (ValueError, OverflowError):
        return Unknown("a date", place)
    return Unknown("a date in the time zone of the machine that runs it", place)
