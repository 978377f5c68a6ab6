"""What JavaScript's values bring along: literals, and the methods of strings, arrays and objects."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from trueup.formats.drizzle import operators
from trueup.formats.drizzle.values import (
    UNDEFINED,
    BigInt,
    Caller,
    Function,
    Host,
    Moment,
    Native,
    Pattern,
    Place,
    Record,
    Unknown,
    text_of_value,
    truthy,
)

LONGEST = 1_000_000
"""No text or list may get longer than this."""

_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.S)
_HALF = re.compile("[\ud800-\udfff]")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": "", "\r": ""}


def unescape(text: str) -> str:
    """A literal's text with its escapes resolved.

    >>> unescape("a\\\\n\\\\u0041\\\\`")
    'a\\nA`'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return well_formed(_ESCAPE.sub(_unescaped, text)) if "\\" in text else text


def well_formed(text: str) -> str:
    """A text with the halves of characters joined, as JavaScript writes it; a half alone becomes U+FFFD."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    found = match[1]
    if found[0] in "ux" and len(found) > 1:
        code = int(found[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else ""
    return _SIMPLE.get(found, found)


def number(text: str) -> Any:
    """A number literal."""
    text = text.replace("_", "")
    try:
        if text.endswith("n"):
            return operators.sized(BigInt(int(text[:-1], 0)))
        return operators.sized(int(text, 0) if text[:2].lower() in ("0x", "0o", "0b") else float(text))
    except ValueError:
        return Unknown(f"the number {text[:40]}")


def iterated(value: Any) -> list[Any] | Unknown:
    """The items a spread or a loop gets of a value."""
    match value:
        case list():
            return value
        case str():
            return list(value)
        case JsSet():
            return value.items
        case Unknown():
            return value
    if value is UNDEFINED or value is None:
        return Unknown("a spread of something undefined")
    return Unknown("a spread of what is no list")


def set_item(items: list[Any], index: int, value: Any) -> None:
    """Assign to an element, growing the list as JavaScript does."""
    if index < LONGEST:
        items.extend([UNDEFINED] * (index + 1 - len(items)))
        items[index] = value


class JsSet(Host):
    """A ``Set`` of its items in their order."""

    def __init__(self, items: list[Any]) -> None:
        self.known: dict[Any, Any] = {}
        for item in items:
            self.add(item)

    @property
    def items(self) -> list[Any]:
        """The items, as a list of its own."""
        return list(self.known.values())

    def add(self, item: Any) -> JsSet:
        """Take an item up if it is not there."""
        self.known.setdefault(_identity(item), item)
        return self

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "size":
            return len(self.known)
        if name == "has":
            return Native("has", lambda a, p, c: bool(a) and _identity(a[0]) in self.known)
        if name == "add":
            return Native("add", lambda a, p, c: self.add(a[0] if a else UNDEFINED))
        if name in ("values", "keys"):
            return Native(name, lambda a, p, c: self.items)
        return Unknown(f"the method {name} of a set", place)


def _identity(item: Any) -> Any:
    """What two values share exactly when JavaScript takes them for the same."""
    if isinstance(item, str | int | float):
        kind = next(one for one in (bool, BigInt, str, object) if isinstance(item, one))
        return kind, item
    return id(item)


# ------------------------------------------------------------------ methods


def method(value: Any, name: str, caller: Caller) -> Any:
    """A property of a string, a list or a number."""
    match value:
        case str():
            return len(value) if name == "length" else _bound(_STRING, value, name)
        case list():
            return len(value) if name == "length" else _bound(_LIST, value, name)
        case Moment():
            return _bound(_MOMENT, value, name)
        case bool() | int() | float():
            return _bound(_NUMBER, value, name)
        case Function():
            return value.name or "" if name == "name" else _function_member(value, name)
    return Unknown(f"the property {name}")


def object_method(value: Record, name: str, caller: Caller) -> Any:
    """A property that every object has."""
    if name == "hasOwnProperty":
        return Native(name, lambda args, place, c: bool(args) and args[0] in value)
    return UNDEFINED


def _bound(table: dict[str, Callable[..., Any]], value: Any, name: str) -> Any:
    found = table.get(name)
    if found is None:
        return Unknown(f"the method {name}")

    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        unknown = next((arg for arg in args if isinstance(arg, Unknown)), None)
        if unknown is not None and name not in ("push", "concat", "unshift"):
            return Unknown(unknown.why, unknown.place or place)
        return found(value, args, place, caller)

    return Native(name, body)


def _function_member(value: Function, name: str) -> Any:
    if name == "call":
        return Native(name, lambda args, place, caller: caller.call(value, args[1:], place))
    if name == "bind":
        return Native(name, lambda args, place, caller: value)
    return UNDEFINED


def _slice(value: Any, args: list[Any]) -> Any:
    start = int(args[0]) if args and args[0] is not UNDEFINED else None
    end = int(args[1]) if len(args) > 1 and args[1] is not UNDEFINED else None
    return value[start:end]


def _substring(text: str, args: list[Any]) -> str:
    ends = [min(max(int(a), 0), len(text)) for a in args] + [len(text)] * (2 - len(args))
    return text[min(ends) : max(ends)]


def _pattern(pattern: Pattern, text: str) -> tuple[re.Pattern[str], bool]:
    """A simple regular expression as Python has it, and whether it is global.

    Raises ValueError for any other, and where trying it on the text might take long.
    """
    source, _, flags = pattern.source[1:].rpartition("/")
    costly = len(text) > 200 or len(re.findall(r"[*+{]", source)) > 3
    if len(source) > 60 or costly or re.search(r"\(\?(?![=!:])|\\[pPkK]|\)[*+{]", source):
        raise ValueError(source)
    try:
        return re.compile(source, re.I if "i" in flags else 0), "g" in flags
    except re.error as error:
        raise ValueError(source) from error


def _filled(pattern: str, match: re.Match[str]) -> str:
    """A replacement with ``$&`` and ``$1`` filled in; a group there is not stays as it is written, as in JavaScript."""

    def part(found: re.Match[str]) -> str:
        number = 0 if found[1] == "&" else int(found[1])
        known = found[1] == "&" or 0 < number <= (match.re.groups or 0)
        return (match[number] or "") if known else found[0]

    return re.sub(r"\$(\d|&)", part, pattern)


def _replace(text: str, args: list[Any], place: Place, caller: Caller, *, everywhere: bool = False) -> Any:
    what, by = args[0], args[1]
    if isinstance(what, Pattern):
        compiled, everywhere = _pattern(what, text)
        found = list(compiled.finditer(text))
    else:
        found = list(re.finditer(re.escape(what), text))
    result, at = "", 0
    for match in found if everywhere else found[:1]:
        piece = by if isinstance(by, str) else caller.call(by, [match[0], *match.groups(), match.start()], place)
        if not isinstance(piece, str):
            return Unknown("a replacement that is no text", place)
        if isinstance(by, str):
            piece = _filled(by, match)
        result += text[at : match.start()] + piece
        at = match.end()
    return result + text[at:]


def _split(text: str, args: list[Any]) -> list[str]:
    if not args or args[0] is UNDEFINED:
        return [text]
    if isinstance(args[0], Pattern):
        return _pattern(args[0], text)[0].split(text)
    return list(text) if args[0] == "" else text.split(args[0])


def _repeat(text: str, count: int) -> str:
    if len(text) * count > LONGEST:
        raise ValueError(count)
    return text * count


_STRING: dict[str, Callable[..., Any]] = {
    "toLowerCase": lambda s, a, p, c: s.lower(),
    "toUpperCase": lambda s, a, p, c: s.upper(),
    "toLocaleLowerCase": lambda s, a, p, c: s.lower(),
    "toLocaleUpperCase": lambda s, a, p, c: s.upper(),
    "toString": lambda s, a, p, c: s,
    "valueOf": lambda s, a, p, c: s,
    "trim": lambda s, a, p, c: s.strip(),
    "trimStart": lambda s, a, p, c: s.lstrip(),
    "trimEnd": lambda s, a, p, c: s.rstrip(),
    "slice": lambda s, a, p, c: _slice(s, a),
    "substring": lambda s, a, p, c: _substring(s, a),
    "substr": lambda s, a, p, c: s[int(a[0]) :][: int(a[1]) if len(a) > 1 else None],
    "charAt": lambda s, a, p, c: s[int(a[0]) : int(a[0]) + 1],
    "at": lambda s, a, p, c: s[int(a[0])] if -len(s) <= a[0] < len(s) else UNDEFINED,
    "split": lambda s, a, p, c: _split(s, a),
    "replace": _replace,
    "replaceAll": lambda s, a, p, c: _replace(s, a, p, c, everywhere=True),
    "includes": lambda s, a, p, c: a[0] in s,
    "startsWith": lambda s, a, p, c: s.startswith(a[0]),
    "endsWith": lambda s, a, p, c: s.endswith(a[0]),
    "indexOf": lambda s, a, p, c: s.find(a[0]),
    "lastIndexOf": lambda s, a, p, c: s.rfind(a[0]),
    "concat": lambda s, a, p, c: s + "".join(str(text_of_value(x)) for x in a),
    "repeat": lambda s, a, p, c: _repeat(s, int(a[0])),
    "padStart": lambda s, a, p, c: _padding(s, a) + s,
    "padEnd": lambda s, a, p, c: s + _padding(s, a),
    "localeCompare": lambda s, a, p, c: (s > a[0]) - (s < a[0]),
}


def _padding(text: str, args: list[Any]) -> str:
    missing = max(int(args[0]) - len(text), 0)
    fill = args[1] if len(args) > 1 else " "
    return _repeat(fill, missing // max(len(fill), 1) + 1)[:missing] if fill else ""


def _number_text(value: Any, args: list[Any]) -> Any:
    radix = int(args[0]) if args else 10
    if radix == 10:
        return text_of_value(value)
    return {16: f"{int(value):x}", 8: f"{int(value):o}", 2: f"{int(value):b}"}[radix]


_NUMBER: dict[str, Callable[..., Any]] = {
    "toString": lambda n, a, p, c: _number_text(n, a),
    "toFixed": lambda n, a, p, c: f"{n:.{int(a[0]) if a else 0}f}",
    "valueOf": lambda n, a, p, c: n,
}


def iso(moment: Moment) -> str:
    """A moment as ``toISOString`` prints it."""
    when = datetime.fromtimestamp(moment.milliseconds // 1000, UTC)
    return when.strftime(f"{when.year:04}-%m-%dT%H:%M:%S.") + f"{moment.milliseconds % 1000:03d}Z"


_MOMENT: dict[str, Callable[..., Any]] = {
    "toISOString": lambda m, a, p, c: iso(m),
    "toJSON": lambda m, a, p, c: iso(m),
    "getTime": lambda m, a, p, c: int(m.milliseconds),
    "valueOf": lambda m, a, p, c: int(m.milliseconds),
}


def mapped(items: list[Any], args: list[Any], place: Place, caller: Caller) -> list[Any]:
    """What a callback makes of each item."""
    return [caller.call(args[0], [item, index, items], place) for index, item in enumerate(list(items))]


def _chosen(items: list[Any], args: list[Any], place: Place, caller: Caller) -> Any:
    """The indexes of the items a callback accepts; unknown when it cannot be told for one."""
    tests = mapped(items, args, place, caller)
    unknown = next((test for test in tests if isinstance(test, Unknown)), None)
    return unknown or [index for index, test in enumerate(tests) if truthy(test)]


def _over(pick: Callable[[list[Any], list[int]], Any]) -> Callable[..., Any]:
    """A method that asks a callback about every item and makes something of those accepted."""

    def run(items: list[Any], args: list[Any], place: Place, caller: Caller) -> Any:
        chosen = _chosen(items, args, place, caller)
        return chosen if isinstance(chosen, Unknown) else pick(items, chosen)

    return run


def _reduce(items: list[Any], args: list[Any], place: Place, caller: Caller) -> Any:
    rest = iter(list(enumerate(items)))
    total = args[1] if len(args) > 1 else next(rest)[1]
    for index, item in rest:
        total = caller.call(args[0], [total, item, index, items], place)
    return total


def flat(items: list[Any], depth: float) -> list[Any]:
    """A list with the lists in it opened, so many levels deep."""
    found: list[Any] = []
    for item in items:
        found += flat(item, depth - 1) if isinstance(item, list) and depth >= 1 else [item]
    return found


def _join(items: list[Any], args: list[Any]) -> Any:
    texts = ["" if item is None or item is UNDEFINED else text_of_value(item) for item in items]
    unknown = next((text for text in texts if isinstance(text, Unknown)), None)
    return unknown or str(args[0] if args else ",").join(map(str, texts))


def _push(items: list[Any], args: list[Any]) -> int:
    if len(items) < LONGEST:
        items.extend(args)
    return len(items)


def _sort(items: list[Any], args: list[Any], place: Place, caller: Caller) -> Any:
    if args:
        return Unknown("a sort with a comparison of its own", place)
    items.sort(key=lambda item: str(text_of_value(item)))
    return items


def _concat(items: list[Any], args: list[Any]) -> list[Any]:
    return items + [item for arg in args for item in (arg if isinstance(arg, list) else [arg])]


_LIST: dict[str, Callable[..., Any]] = {
    "map": mapped,
    "flatMap": lambda v, a, p, c: flat(mapped(v, a, p, c), 1),
    "forEach": lambda v, a, p, c: (mapped(v, a, p, c), UNDEFINED)[1],
    "filter": _over(lambda v, chosen: [v[i] for i in chosen]),
    "find": _over(lambda v, chosen: v[chosen[0]] if chosen else UNDEFINED),
    "findIndex": _over(lambda v, chosen: chosen[0] if chosen else -1),
    "some": _over(lambda v, chosen: bool(chosen)),
    "every": _over(lambda v, chosen: len(chosen) == len(v)),
    "reduce": _reduce,
    "flat": lambda v, a, p, c: flat(v, a[0] if a else 1),
    "join": lambda v, a, p, c: _join(v, a),
    "concat": lambda v, a, p, c: _concat(v, a),
    "slice": lambda v, a, p, c: _slice(v, a),
    "includes": lambda v, a, p, c: any(operators.same(a[0], item) for item in v),
    "indexOf": lambda v, a, p, c: next((i for i, item in enumerate(v) if operators.same(a[0], item)), -1),
    "at": lambda v, a, p, c: v[int(a[0])] if -len(v) <= a[0] < len(v) else UNDEFINED,
    "push": lambda v, a, p, c: _push(v, a),
    "unshift": lambda v, a, p, c: (v.__setitem__(slice(0, 0), a), len(v))[1],
    "pop": lambda v, a, p, c: v.pop() if v else UNDEFINED,
    "shift": lambda v, a, p, c: v.pop(0) if v else UNDEFINED,
    "reverse": lambda v, a, p, c: (v.reverse(), v)[1],
    "toReversed": lambda v, a, p, c: v[::-1],
    "sort": _sort,
    "toSorted": lambda v, a, p, c: _sort(list(v), a, p, c),
    "values": lambda v, a, p, c: list(v),
    "keys": lambda v, a, p, c: list(range(len(v))),
    "entries": lambda v, a, p, c: [[i, item] for i, item in enumerate(v)],
    "toString": lambda v, a, p, c: _join(v, []),
}


def json_text(value: Any) -> str:
    """A value as ``JSON.stringify`` writes it. Raises TypeError for one it cannot write."""

    def plain(found: Any) -> Any:
        if isinstance(found, bool) or found is None or isinstance(found, str):
            return found
        if isinstance(found, BigInt | Unknown | Host):
            raise TypeError(type(found).__name__)
        if isinstance(found, float):
            return None if not math.isfinite(found) else int(found) if found == int(found) else found
        if isinstance(found, list):
            return [plain(None if item is UNDEFINED else item) for item in found]
        if isinstance(found, dict):
            return {key: plain(item) for key, item in found.items() if item is not UNDEFINED}
        return iso(found) if isinstance(found, Moment) else found

    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
