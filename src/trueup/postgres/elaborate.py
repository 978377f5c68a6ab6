"""SQL scripts -> the Schema a real PostgreSQL makes of them, kept by content so that unchanged scripts cost no server.

Replaying is ``replay``'s affair, servers are ``shadow``'s; comparing results is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

import trueup
from trueup import cache as store
from trueup.errors import ReplayFailed
from trueup.model import Address, Note, Object, Origin, Schema, Scope, decode

if TYPE_CHECKING:
    from trueup.postgres.replay import Item, Replay, Transactions
    from trueup.postgres.session import Session
    from trueup.postgres.shadow import Shadow, ShadowDatabase

GROUP = "elaborated"

UNSAID = frozenset({("*", "owner")})
"""Scripts run as whoever runs them: what they do not say is who owns the result."""


class Script(msgspec.Struct, frozen=True):
    """One file of SQL: ``file`` as its user would type it, ``name`` as its runner calls it."""

    file: str
    sql: str
    name: str


class Elaborated(msgspec.Struct, frozen=True):
    """A replay's result as it is kept: rows by the name of their class, places, notes, the server's digest of it."""

    version: int
    blocks: dict[str, bytes]
    origins: dict[str, Origin]
    notes: tuple[Note, ...]
    fingerprint: bytes | None = None


def elaborate(
    scripts: Sequence[Script],
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    platform: str | None = None,
    transactions: Transactions = "statement",
    ignore: Collection[str] = (),
    unsaid: frozenset[tuple[str, str]] = UNSAID,
    cache: bool = True,
) -> Schema:
    """The schema that scripts make when run in order on an empty PostgreSQL.

    ``version`` is the ``server_version_num`` of the database it will be compared with: the shadow is the nearest there
    is. ``platform`` names what the host puts into a database before the first script. With ``transactions`` ``file``
    each script is one transaction where that is possible. ``ignore`` are globs of addresses to leave out, such as the
    runner's own table. Raises ReplayFailed, SourceError, ShadowFailed.
    """
    found = elaborated(
        scripts, version=version, shadow_url=shadow_url, platform=platform, transactions=transactions, cache=cache
    )
    return as_schema(found, Scope(unsaid=unsaid, ignore=tuple(ignore)))


def elaborated(
    scripts: Sequence[Script],
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    platform: str | None = None,
    transactions: Transactions = "statement",
    cache: bool = True,
) -> Elaborated:
    """As :func:`elaborate`, still undecoded: enough to compare fingerprints."""
    from trueup.postgres.shadow import open_shadow

    with open_shadow(version, shadow_url) as shadow:
        key = _key(shadow, scripts, platform, transactions)
        kept = store.get(GROUP, key) if cache else None
        if kept is not None:
            return msgspec.msgpack.decode(kept, type=Elaborated)
        found = _replayed(shadow, scripts, platform, transactions)
        if cache:
            store.put(GROUP, key, msgspec.msgpack.encode(found))
        return found


def as_schema(found: Elaborated, says: Scope) -> Schema:
    """A kept result as a Schema, its rows still undecoded."""
    from trueup.postgres import objects

    return Schema(
        blocks={getattr(objects, name): block for name, block in found.blocks.items()},
        says=says,
        origins={Address(where): origin for where, origin in found.origins.items()},
        notes=found.notes,
        version=found.version,
    )


def _key(shadow: Shadow, scripts: Sequence[Script], platform: str | None, transactions: str) -> str:
    note = shadow.note.message if shadow.note is not None else ""
    head = [trueup.__version__, shadow.identity, platform or "", transactions, note]
    return store.key([*head, *(part for s in scripts for part in (s.file, s.name, s.sql))])


def _replayed(
    shadow: Shadow, scripts: Sequence[Script], platform: str | None, transactions: Transactions
) -> Elaborated:
    from trueup.postgres.replay import replay

    with shadow.database(platform) as database:
        before = _baseline(database) if platform is not None else {}
        parsed = [(script, _statements(script, database.version)) for script in scripts]
        with replay(database, transactions) as run:
            for script, (statements, notes) in parsed:
                run.script(script, statements)
                run.notes.update({note.message: note for note in notes})
            return _read(run, database, before, shadow.note)


def _statements(script: Script, version: int) -> Any:
    from trueup.postgres import parse

    found = parse.read(script.sql, script.file, version)
    return found.statements, found.notes


def _baseline(database: ShadowDatabase) -> dict[type[Object], frozenset[bytes]]:
    """What was there before the first script: the platform's, not the user's."""
    from trueup.postgres.introspect import read
    from trueup.postgres.session import session

    with session(database.url) as mine:
        schema = read(mine.conn)
    return {kind: frozenset(block.split(b"\n")) for kind, block in (schema.blocks or {}).items() if block}


def _read(
    run: Replay, database: ShadowDatabase, before: Mapping[type[Object], frozenset[bytes]], note: Note | None
) -> Elaborated:
    from trueup.postgres.introspect import read

    session = run.finish()
    schema = read(session.conn)
    blocks = {kind: _without(block, before.get(kind)) for kind, block in (schema.blocks or {}).items()}
    places = _origins(
        run, session, [one for kind, block in blocks.items() if block for one in decode(kind, block.split(b"\n"))]
    )
    notes = ([note] if note is not None else []) + list(schema.notes) + list(run.notes.values())
    return Elaborated(
        version=schema.version or database.version,
        blocks={kind.__name__: block for kind, block in blocks.items() if block},
        origins={str(where): origin for where, origin in places.items()},
        notes=tuple(notes),
    )


def _without(block: bytes, before: frozenset[bytes] | None) -> bytes:
    if not before or not block:
        return block
    return b"\n".join(line for line in block.split(b"\n") if line not in before)


# ------------------------------------------------------------------ origins


def _origins(run: Replay, session: Session, objects: Sequence[Object]) -> dict[Address, Origin]:
    from trueup.postgres.origins import identities, origins
    from trueup.postgres.places import place

    written = origins(session)
    known = identities(session)
    found: dict[Address, Origin] = {}
    for one in objects:
        key = known.get(one.address)
        numbers = written.get(key) if key is not None else None
        if numbers:
            found[one.address] = place(one, [run.items[n].parsed for n in numbers])
    return found
