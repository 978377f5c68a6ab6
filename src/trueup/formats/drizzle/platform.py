"""The little of Node's own modules that configuration files use to compute paths."""

from __future__ import annotations

import os
from typing import Any

from trueup.formats.drizzle.values import Caller, Native, Place, Record, Unknown


def _texts(args: list[Any]) -> list[str] | Unknown:
    unknown = next((arg for arg in args if isinstance(arg, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.why, unknown.place)
    return [arg for arg in args if isinstance(arg, str)]


def _join(args: list[Any], place: Place, caller: Caller) -> Any:
    parts = _texts(args)
    return parts if isinstance(parts, Unknown) else os.path.normpath("/".join(part for part in parts if part) or ".")


def _resolve(args: list[Any], place: Place, caller: Caller) -> Any:
    parts = _texts(args)
    return parts if isinstance(parts, Unknown) else os.path.normpath(os.path.join(*parts)) if parts else "."


def _relative(args: list[Any], place: Place, caller: Caller) -> Any:
    """The path itself: from where it is relative does not matter to what it names."""
    parts = _texts(args[1:2])
    return parts if isinstance(parts, Unknown) or not parts else os.path.normpath(parts[0])


def _folder(args: list[Any], place: Place, caller: Caller) -> Any:
    parts = _texts(args[:1])
    return parts if isinstance(parts, Unknown) else os.path.dirname(parts[0]) or "." if parts else "."


def _file_of_url(args: list[Any], place: Place, caller: Caller) -> Any:
    value = args[0] if args else None
    if isinstance(value, Record):
        value = value.get("pathname")
    return value.removeprefix("file://") if isinstance(value, str) else Unknown("a file's URL", place)


_PATH: dict[str, Any] = {
    "join": Native("join", _join),
    "resolve": Native("resolve", _resolve),
    "relative": Native("relative", _relative),
    "dirname": Native("dirname", _folder),
    "normalize": Native("normalize", _join),
    "sep": "/",
}
_MODULES: dict[str, dict[str, Any]] = {
    "path": _PATH,
    "url": {"fileURLToPath": Native("fileURLToPath", _file_of_url)},
    "process": {"cwd": Native("cwd", lambda args, place, caller: ".")},
}


def lookup(module: str, name: str, where: Place) -> Any:
    """What a module of Node exports under a name."""
    exports = _MODULES.get(module, {})
    if name in ("default", "posix"):
        return Record(exports)
    return exports.get(name, Unknown(f"{name} of node:{module}", where))
