"""Two schemas whose expressions may differ only in spelling -> the same schemas, spelled by one server.

Majors print some expressions differently, and PostgreSQL does not always print what it would print again: ``IN`` lists
over ``varchar`` need a second pass. So what differs is made on one shadow from each side's own text and read back
until it stays the same. Only expressions are taken over: nothing else of a schema can change here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

import msgspec

from trueup import cache as store
from trueup.diff import Alter, diff
from trueup.errors import PlanFailed, ReplayFailed
from trueup.model import Address, Expr, Note, Object, Schema, address
from trueup.postgres import objects as pg

if TYPE_CHECKING:
    from trueup.postgres.shadow import Shadow

Record = TypeVar("Record", bound=msgspec.Struct)

PASSES = 4
_CAST, _SAME_CAST = "::text[]", "::pg_catalog.text[]"
GROUP = "respelled"


def respell(
    before: Schema, after: Schema, *, shadow_url: str | None = None, stand_ins: str | None = None
) -> tuple[Schema, Schema]:
    """Both schemas in one spelling. What the shadow cannot make keeps its own, with a note."""
    differing = [change.address for change in diff(before, after) if isinstance(change, Alter) and _spelled(change)]
    if not differing:
        return before, after
    from trueup.postgres.shadow import open_shadow

    version = max(before.version or 0, after.version or 0) or None
    with open_shadow(version, shadow_url, stand_ins) as shadow:
        return _respelled(before, differing, shadow), _respelled(after, differing, shadow)


def _spelled(change: Alter) -> bool:
    """Whether an expression both sides have is among the differences."""
    if type(change.before) is not type(change.after):
        return False
    return any(
        _taken(getattr(change.before, field), getattr(change.after, field)) is not None
        for field in _texts(type(change.after)) & set(change.fields)
    )


@cache
def _texts(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of a record that are expressions, or lists of records that have some."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(field for field in kind.__struct_fields__ if _mentions(hints[field]))


def _mentions(hint: Any) -> bool:
    if hint == Expr:
        return True
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(_texts(hint))
    return any(_mentions(argument) for argument in get_args(hint))


def _taken(old: Any, new: Any) -> Any:
    """The old value with only the expressions of the new one; None when there is nothing to take."""
    if isinstance(old, str) and isinstance(new, str):
        return new
    if isinstance(old, tuple) and isinstance(new, tuple) and old and len(old) == len(new):
        return tuple(_with_texts(a, b) if isinstance(a, msgspec.Struct) else a for a, b in zip(old, new, strict=True))
    return None


def _respelled(schema: Schema, differing: list[Address], shadow: Shadow) -> Schema:
    part = _part(schema, differing)
    try:
        found = _read_back(part, differing, shadow)
    except (ReplayFailed, PlanFailed) as problem:
        said = f"{len(differing)} expressions keep their spelling: the shadow cannot make them ({problem.message})"
        return schema.replace(notes=(*schema.notes, Note("spelling", said)))
    changed = {where: _with_texts(schema[where], new) for where, new in found.items() if where in schema}
    return schema.replace(objects=[changed.get(where, one) for where, one in schema.objects.items()])


def _with_texts(old: Record, new: Any) -> Record:
    """The old record with the new one's expressions, where both have one."""
    if type(old) is not type(new):
        return old
    found = {field: _taken(getattr(old, field), getattr(new, field)) for field in _texts(type(old))}
    return msgspec.structs.replace(old, **{field: value for field, value in found.items() if value is not None})


def _part(schema: Schema, wanted: Sequence[Address]) -> Schema:
    """What is wanted with all it needs: containers, columns of their tables, whatever they mention."""
    columns: dict[Address, list[Address]] = {}
    for where, one in schema.objects.items():
        if isinstance(one, pg.Column | pg.Attribute | pg.Namespace | pg.Extension):
            columns.setdefault(where.root, []).append(where)
    found: set[Address] = set()
    left = list(wanted)
    while left:
        where = left.pop()
        if where in found or where not in schema:
            continue
        found.add(where)
        left += [where.root, *columns.get(where.root, ()), *schema.needs.get(where, ())]
        one = schema[where]
        if isinstance(one, pg.Qualified | pg.Extension):
            left.append(address("schema", one.namespace))
    asked = frozenset(wanted)
    kept = [_bare(schema[where]) if where in asked else _plainest(_bare(schema[where])) for where in sorted(found)]
    needs = {where: schema.needs[where] & found for where in found if where in schema.needs}
    return Schema(kept, needs=needs, version=schema.version)


def _bare(one: Object) -> Object:
    """Without owner and privileges: whose it is has no part in how it is spelled."""
    fields: Mapping[str, Any] = {"owner": None, "acl": ()}
    return msgspec.structs.replace(one, **{f: v for f, v in fields.items() if f in one.__struct_fields__})


def _plainest(one: Object) -> Object:
    """A relative with no more than others can mention: a table is its columns, a column its type."""
    if isinstance(one, pg.Table):
        return pg.Table(namespace=one.namespace, name=one.name)
    if isinstance(one, pg.Column) and one.on == "table":
        told = ("on", "namespace", "relation", "name", "position", "type", "collation")
        return pg.Column(**{field: getattr(one, field) for field in told})
    return one


def _as_printed(record: Record) -> Record:
    """Its expressions so that the server reads them as they are printed, not as ``ddl`` knows they were meant."""
    changed: dict[str, Any] = {}
    for field in _texts(type(record)):
        value = getattr(record, field)
        if isinstance(value, str):
            changed[field] = _plain(value)
        elif isinstance(value, tuple):
            changed[field] = tuple(_as_printed(v) if isinstance(v, msgspec.Struct) else v for v in value)
    return msgspec.structs.replace(record, **changed)


def _plain(text: str) -> str:
    """Casts that ``faithful`` would leave out, in words that it lets pass."""
    from trueup.postgres.ddl.spelling import faithful

    query = f"SELECT {text}"
    shorter = faithful(query)
    if shorter == query:
        query, shorter = text, faithful(text)
    if shorter == query:
        return text
    out: list[str] = []
    at = 0
    for part in shorter:
        while query.startswith(_CAST, at) and not query.startswith(part, at):
            out.append(_SAME_CAST)
            at += len(_CAST)
        out.append(query[at])
        at += 1
    whole = "".join([*out, query[at:].replace(_CAST, _SAME_CAST)])
    return whole.removeprefix("SELECT ") if query != text else whole


def _read_back(part: Schema, differing: list[Address], shadow: Shadow) -> dict[Address, Object]:
    from trueup.postgres.proof.clone import clone
    from trueup.postgres.shadow.replay import replay

    key = store.key([shadow.identity, *(msgspec.json.encode(one) for one in part.objects.values()), *differing])
    kept = _kept(key)
    if kept is not None:
        return kept
    for _ in range(PASSES):
        printed = part.replace(objects=[_as_printed(one) for one in part.objects.values()])
        with shadow.database() as database, replay(database, "statement") as run:
            again = clone(run, database, printed)
        texts = {where: _with_texts(part[where], again[where]) for where in part if where in again}
        if all(texts.get(where) == part.get(where) for where in differing):
            break
        part = part.replace(objects=[texts.get(where, one) for where, one in part.objects.items()])
    result = {where: part[where] for where in differing if where in part}
    store.put(GROUP, key, _packed(result))
    return result


def _packed(objects: Mapping[Address, Object]) -> bytes:
    return msgspec.json.encode([(type(one).__name__, msgspec.json.encode(one).decode()) for one in objects.values()])


def _kept(key: str) -> dict[Address, Object] | None:
    data = store.get(GROUP, key)
    if data is None:
        return None
    try:
        rows = msgspec.json.decode(data, type=list[tuple[str, str]])
        objects: list[Object] = [msgspec.json.decode(text, type=getattr(pg, name)) for name, text in rows]
    except (msgspec.MsgspecError, AttributeError):
        return None
    return {one.address: one for one in objects}
