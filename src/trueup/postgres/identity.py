"""By which numbers a database knows its objects: read in one round trip, for a snapshot or to compare with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from trueup.errors import SourceError
from trueup.model import Address, Identity, Schema, address
from trueup.postgres.catalog import START, text

if TYPE_CHECKING:
    from trueup.postgres.connect import Reader

_Row = tuple[str, str, str | None, str | None, str | None, int, int]


def identity(conn: Reader, schema: Schema) -> Identity | None:
    """The numbers of what a schema read there has; None where the server does not let this role see which it is.

    Tables, columns, types and the like: an index or constraint gets another OID when it is built again.
    """
    from trueup.postgres.introspect import fetch

    major = conn.info.server_version // 10000
    script = f"{START}{text('identity', major)};\nCOMMIT".encode()
    try:
        rows = fetch(conn, script)
    except SourceError:
        return None
    if not rows or not rows[-1][0]:
        return None
    system, database, found = rows[-1]
    told = msgspec.json.decode(found or b"[]", type=list[_Row])
    ids = {where: key for where, key in map(_keyed, told) if _is_there(where, schema)}
    return Identity(system.decode(), int(database), ids)


def _keyed(row: _Row) -> tuple[Address, tuple[int, int]]:
    word, namespace, relation, inner, name, oid, number = row
    root = address(word, namespace) if relation is None else address(word, namespace, relation)
    return (root if inner is None or name is None else root.child(inner, name)), (oid, number)


def _is_there(where: Address, schema: Schema) -> bool:
    parent = where.parent
    if where.kind == "value" and parent is not None:
        return where.name in getattr(schema.get(parent), "labels", ())
    return where in schema
