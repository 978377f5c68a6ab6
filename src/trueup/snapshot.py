"""A Schema in a file and back: canonical JSON, one object on a line, so that version control shows what changed.

::

    {"trueup_snapshot": 1,
     "version": 180004,
     "objects": {
      "table public.users": {"class": "Table", "owner": "app", "namespace": "public", "name": "users"},
      …
     },
     "needs": {"view public.active": ["table public.users"]},
     "origins": {"table public.users": ["migrations/1_init.sql", 3, 1]},
     "identity": {"system": "7412345678901234567", "database": 16384, "ids": {
      "table public.users": [16390, {"column email": 2, "column id": 1}]
     }},
     "notes": []}

Objects are sorted by address; fields that have their default are left out. A reader refuses what it does not know.
``identity`` is there when a database was read: the numbers by which it knows its objects.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from trueup.errors import SnapshotInvalid
from trueup.model import EVERYTHING, Address, Identity, Note, Object, Origin, Schema, Scope

FORMAT = 1

_AGAIN = "Write the snapshot again with `trueup snapshot`."
_NEWER = "It is from a newer trueup: update this one, or write the snapshot again with it."


def write(schema: Schema) -> str:
    """The text of a snapshot: the same for equal schemas, whatever order they were read in."""
    objects = (f"  {_json(where)}: {_json(_keyed(schema.objects[where]))}" for where in schema)
    needs = (f"  {_json(where)}: {_json(sorted(on))}" for where, on in sorted(schema.needs.items()) if on)
    origins = (f"  {_json(where)}: {_json([o.file, o.line, o.column])}" for where, o in sorted(schema.origins.items()))
    notes = (f"  {_json([n.code, n.message, n.where])}" for n in schema.notes)
    says = [] if schema.says == EVERYTHING else [f' "says": {_json(_scope(schema.says))}']
    parts = [
        f'{{"trueup_snapshot": {FORMAT}',
        f' "version": {_json(schema.version)}',
        *says,
        f' "objects": {{{_lines(objects)}}}',
        f' "needs": {{{_lines(needs)}}}',
        f' "origins": {{{_lines(origins)}}}',
        *([] if schema.identity is None else [f' "identity": {_identity(schema.identity)}']),
        f' "notes": [{_lines(notes)}]}}',
    ]
    return ",\n".join(parts) + "\n"


def parse(text: str, file: str = "snapshot") -> Schema:
    """The schema of a snapshot's text. Raises SnapshotInvalid with the line and what to do."""
    found = _document(text, file)
    at = _Lines(text, file)
    kinds = _kinds()
    sections = {name: _section(found, name, dict, at) for name in ("objects", "needs", "origins")}
    try:
        notes = [Note(*each) for each in _section(found, "notes", list, at)]
    except TypeError:
        raise SnapshotInvalid("the notes are not [code, message, where]", where=at("notes"), help=_AGAIN) from None
    return Schema(
        [_object(where, data, kinds, at) for where, data in sections["objects"].items()],
        needs={Address(where): _addresses(where, on, at) for where, on in sections["needs"].items()},
        says=_says(found.get("says"), at),
        origins={Address(where): _origin(where, o, at) for where, o in sections["origins"].items()},
        notes=notes,
        version=_version(found.get("version"), at),
        identity=_identified(found.get("identity"), at),
    )


def fingerprint(schema: Schema) -> str:
    """A digest of what is compared: equal for schemas that :func:`trueup.diff` finds equal, else different.

    It is the SHA-256 of one line per object, sorted by address: the address, the class, and the compared fields that
    have no default. It is computed here, from objects already read, and is not the server's own fingerprint.
    """
    digest = hashlib.sha256()
    for where in schema:
        one = schema.objects[where]
        line = _json([where, type(one).__name__, _keyed(one, frozenset(one.compared()))])
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


# ------------------------------------------------------------------ writing


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(lines: Iterable[str]) -> str:
    text = ",\n".join(lines)
    return f"\n{text}\n " if text else ""


def _keyed(one: msgspec.Struct, wanted: frozenset[str] | None = None) -> dict[str, Any]:
    """A record with its field names, defaults left out; the class first where a reader needs it."""
    found: dict[str, Any] = {"class": type(one).__name__} if isinstance(one, Object) and wanted is None else {}
    for name, default in _fields(type(one)):
        value = getattr(one, name)
        if value != default and (wanted is None or name in wanted):
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _keyed(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


@cache
def _fields(cls: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields in order, each with its default (NODEFAULT when it has none)."""
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not msgspec.NODEFAULT else f.default)
        for f in msgspec.structs.fields(cls)
    )


def _identity(found: Identity) -> str:
    """One line for each thing that stands on its own, with the numbers of what is inside of it."""
    inside: dict[Address, dict[str, int]] = {where: {} for where in found.ids if where.parent is None}
    for where, (_, number) in found.ids.items():
        parent = where.parent
        if parent is not None and parent in inside:
            inside[parent][where[len(parent) + 1 :]] = number
    lines = (
        f"  {_json(where)}: {_json([found.ids[where][0], dict(sorted(inner.items()))])}"
        for where, inner in sorted(inside.items())
    )
    return f'{{"system": {_json(found.system)}, "database": {found.database}, "ids": {{{_lines(lines)}}}}}'


def _scope(scope: Scope) -> dict[str, Any]:
    """A scope; what only code leaves out or open is there when it does."""
    told: dict[str, Any] = {
        "kinds": None if scope.kinds is None else sorted(scope.kinds),
        "unsaid": [list(pair) for pair in sorted(scope.unsaid)],
        "only": list(scope.only),
        "ignore": list(scope.ignore),
    }
    told |= {"without": sorted(scope.without)} if scope.without else {}
    return told | ({"unsaid_at": [list(pair) for pair in sorted(scope.unsaid_at)]} if scope.unsaid_at else {})


# ------------------------------------------------------------------ reading


class _Lines:
    """Where a key stands in the text, for messages."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file

    def __call__(self, key: str, after: str | None = None) -> str:
        start = self._text.find(_json(after)) if after is not None else 0
        at = self._text.find(_json(key), max(start, 0))
        return f"{self._file}:{self._text.count(chr(10), 0, at) + 1}" if at >= 0 else f"{self._file}:1"


def _document(text: str, file: str) -> dict[str, Any]:
    try:
        found = json.loads(text, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as error:
        raise SnapshotInvalid(
            f"not JSON: {error.msg}",
            where=f"{file}:{error.lineno}:{error.colno}",
            help=f"The file may be cut off or hold an unresolved merge. {_AGAIN}",
        ) from None
    except _Twice as error:
        line = f"{file}:{text.count(chr(10), 0, text.rfind(_json(error.key))) + 1}"
        raise SnapshotInvalid(f"{error.key} is there twice", where=line, help=_AGAIN) from None
    except RecursionError:
        raise SnapshotInvalid("not a snapshot: nested too deeply", where=f"{file}:1", help=_AGAIN) from None
    if not isinstance(found, dict) or "trueup_snapshot" not in found:
        raise SnapshotInvalid("this JSON is not a snapshot", where=f"{file}:1", help=_AGAIN)
    if found["trueup_snapshot"] != FORMAT:
        known = isinstance(found["trueup_snapshot"], int) and found["trueup_snapshot"] > FORMAT
        message = f"the snapshot has format {found['trueup_snapshot']!r}, this trueup reads {FORMAT}"
        raise SnapshotInvalid(message, where=f"{file}:1", help=_NEWER if known else _AGAIN)
    return found


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        # set.add() gives None, which is as good as no.
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _section(found: Mapping[str, Any], name: str, shape: type, at: _Lines) -> Any:
    section = found.get(name)
    if not isinstance(section, shape):
        raise SnapshotInvalid(f"the snapshot has no {name}", where=at(name), help=_AGAIN)
    return section


def _version(value: Any, at: _Lines) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise SnapshotInvalid("version is not a number such as 180004", where=at("version"), help=_AGAIN)
    return value


def _kinds() -> dict[str, type[Object]]:
    from trueup.postgres.objects import KINDS

    return {kind.__name__: kind for kind in KINDS}


def _object(where: str, data: Any, kinds: Mapping[str, type[Object]], at: _Lines) -> Object:
    name = data.get("class") if isinstance(data, dict) else None
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None:
        raise SnapshotInvalid(f"{where} has no known class: {name!r}", where=at(where, "objects"), help=_NEWER)
    try:
        found = msgspec.convert(_row(kind, {k: v for k, v in data.items() if k != "class"}), kind)
    except (msgspec.ValidationError, _UnknownField) as error:
        message = _named(str(error), kind)
        raise SnapshotInvalid(f"{where}: {message}", where=at(where, "objects"), help=_AGAIN) from None
    if found.address != where:
        raise SnapshotInvalid(
            f"{where} describes {found.address}",
            where=at(where, "objects"),
            help="A snapshot is not meant to be edited by hand. " + _AGAIN,
        )
    return found


class _UnknownField(Exception):
    pass


def _row(kind: type[msgspec.Struct], data: Mapping[str, Any]) -> list[Any]:
    """A keyed record as the list its class decodes from."""
    row: list[Any] = []
    known = 0
    nested = _nested(kind)
    for name, default in _fields(kind):
        if name in data:
            known += 1
            value = data[name]
            if name in nested and isinstance(value, list):
                value = [_row(nested[name], v) if isinstance(v, dict) else v for v in value]
            row.append(value)
        elif default is msgspec.NODEFAULT:
            raise _UnknownField(f"the field {name} is missing")
        else:
            row.append(msgspec.to_builtins(default))
    if known < len(data):
        names = {name for name, _ in _fields(kind)}
        raise _UnknownField(f"unknown field {next(k for k in data if k not in names)}")
    return row


@cache
def _nested(kind: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """The fields that are tuples of records."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        for inner in get_args(hint):
            if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                found[name] = inner
    return found


def _named(message: str, kind: type[msgspec.Struct]) -> str:
    """The decoder's message with the name of the field in place of its number."""
    head, _, rest = message.partition(" - at `$[")
    number = rest.partition("]")[0]
    return f"{head} in {kind.__struct_fields__[int(number)]}" if number.isdigit() else message


def _addresses(where: str, on: Any, at: _Lines) -> frozenset[Address]:
    if not isinstance(on, list) or not all(isinstance(each, str) for each in on):
        raise SnapshotInvalid(f"{where} needs no list of addresses", where=at(where, "needs"), help=_AGAIN)
    return frozenset(map(Address, on))


def _origin(where: str, found: Any, at: _Lines) -> Origin:
    try:
        return msgspec.convert(dict(zip(("file", "line", "column"), found, strict=True)), Origin)
    except (msgspec.ValidationError, TypeError, ValueError):
        message = f"the origin of {where} is not [file, line, column]"
        raise SnapshotInvalid(message, where=at(where, "origins"), help=_AGAIN) from None


def _identified(found: Any, at: _Lines) -> Identity | None:
    if found is None:
        return None
    try:
        told = msgspec.convert(found, _Identified)
    except msgspec.ValidationError as error:
        raise SnapshotInvalid(f"identity: {error}", where=at("identity"), help=_AGAIN) from None
    ids: dict[Address, tuple[int, int]] = {}
    for root, (oid, inner) in told.ids.items():
        ids[Address(root)] = (oid, 0)
        ids |= {Address(f"{root} {name}"): (oid, number) for name, number in inner.items()}
    return Identity(told.system, told.database, ids)


class _Identified(msgspec.Struct):
    system: str
    database: int
    ids: dict[str, tuple[int, dict[str, int]]]


def _says(found: Any, at: _Lines) -> Scope:
    if found is None:
        return EVERYTHING
    try:
        return msgspec.convert(found, Scope)
    except msgspec.ValidationError as error:
        raise SnapshotInvalid(f"says: {error}", where=at("says"), help=_AGAIN) from None
