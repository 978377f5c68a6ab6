"""SQL scripts -> the Schema a real PostgreSQL makes of them, kept by content so that unchanged scripts cost no server.

Replaying is ``replay``'s affair, servers are ``shadow``'s; comparing results is not known here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

import trueup
from trueup import cache as store
from trueup.errors import ReplayFailed
from trueup.model import DECODING, Address, Note, Object, Origin, Schema, Scope, decode
from trueup.progress import report

if TYPE_CHECKING:
    from trueup.postgres.fingerprint import Fingerprint
    from trueup.postgres.shadow import Shadow, ShadowDatabase
    from trueup.postgres.shadow.replay import Replay, Transactions
    from trueup.postgres.shadow.session import Session

GROUP = "elaborated"

UNSAID = frozenset({("*", "owner")})
"""Scripts run as whoever runs them: what they do not say is who owns the result."""


Before = Mapping[type[Object], frozenset[bytes]]
"""Rows that are not the scripts'."""


class Script(msgspec.Struct, frozen=True):
    """One file of SQL: ``file`` as its user would type it, ``name`` as its runner calls it."""

    file: str
    sql: str
    name: str


_ONE = threading.RLock()


class Elaborated(msgspec.Struct, frozen=True):
    """A replay's result as it is kept: rows by the name of their class, places, notes, the server's digest of it.

    ``needs`` is MessagePack in MessagePack: most uses do not ask for it.
    """

    version: int
    blocks: dict[str, bytes]
    origins: dict[str, Origin]
    notes: tuple[Note, ...]
    needs: bytes
    digest: str
    kinds: dict[str, str]

    @property
    def fingerprint(self) -> Fingerprint:
        """The shadow database's own fingerprint: owners and what a platform brought are in it."""

        return Fingerprint(digest=self.digest, kinds=self.kinds, version=self.version)


def elaborate(
    scripts: Sequence[Script],
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    platform: str | None = None,
    transactions: Transactions = "statement",
    ignore: Collection[str] = (),
    unsaid: frozenset[tuple[str, str]] = UNSAID,
    stand_ins: str | None = None,
    cache: bool = True,
) -> Schema:
    """The schema that scripts make when run in order on an empty PostgreSQL.

    ``version`` is the ``server_version_num`` of the database it will be compared with: the shadow is the nearest there
    is. ``platform`` names what the host puts into a database before the first script. With ``transactions`` ``file``
    each script is one transaction where that is possible. ``ignore`` are globs of addresses to leave out, such as the
    runner's own table; ``stand_ins`` is a folder of extensions of the user's making. Raises
    ReplayFailed, SourceError, ShadowFailed.
    """
    found = elaborated(
        scripts,
        version=version,
        shadow_url=shadow_url,
        platform=platform,
        transactions=transactions,
        stand_ins=stand_ins,
        cache=cache,
    )
    return as_schema(found, Scope(unsaid=unsaid, ignore=tuple(ignore)))


def elaborated(
    scripts: Sequence[Script],
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    platform: str | None = None,
    transactions: Transactions = "statement",
    stand_ins: str | None = None,
    cache: bool = True,
) -> Elaborated:
    """As :func:`elaborate`, still undecoded: enough to compare fingerprints."""
    from trueup.postgres.shadow import open_shadow

    with open_shadow(version, shadow_url, stand_ins) as shadow:
        key = _key(shadow, scripts, platform, transactions)
        kept = _kept(key) if cache else None
        if kept is not None:
            return kept
        with _ONE:  # who wants the same at the same time waits for it
            kept = _kept(key) if cache else None
            if kept is not None:
                return kept
            found = _replayed(shadow, scripts, platform, transactions)
            if cache:
                store.put(GROUP, key, msgspec.msgpack.encode(found))
            return found


def elaborate_around(
    scripts: Sequence[Script],
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    platform: str | None = None,
    transactions: Transactions = "statement",
    stand_ins: str | None = None,
) -> tuple[Schema, Schema | None]:
    """The schemas that scripts make without the last of them, and with it: None where it is refused.

    Raises as :func:`elaborate` does for those before it.
    """
    from trueup.postgres.shadow import open_shadow

    says = Scope(unsaid=UNSAID)
    with open_shadow(version, shadow_url, stand_ins) as shadow, _ONE:
        keys = [_key(shadow, some, platform, transactions) for some in (scripts[:-1], scripts)]
        found = [_kept(key) for key in keys]
        if None in found:
            found = [*_replayed_around(shadow, scripts, platform, transactions)]
            for key, one in zip(keys, found, strict=True):
                if one is not None:
                    store.put(GROUP, key, msgspec.msgpack.encode(one))
    before, after = found
    assert before is not None
    return as_schema(before, says), as_schema(after, says) if after is not None else None


def _kept(key: str) -> Elaborated | None:
    data = store.get(GROUP, key)
    if data is None:
        return None
    try:
        with DECODING:
            return msgspec.msgpack.decode(data, type=Elaborated)
    except msgspec.MsgspecError:
        return None


def as_schema(found: Elaborated, says: Scope) -> Schema:
    """A kept result as a Schema, its rows still undecoded."""
    from trueup.postgres import objects

    return Schema(
        blocks={getattr(objects, name): block for name, block in found.blocks.items()},
        needs=lambda: _needs(found.needs),
        says=says,
        origins={Address(where): origin for where, origin in found.origins.items()},
        notes=found.notes,
        version=found.version,
    )


def _needs(packed: bytes) -> dict[Address, frozenset[Address]]:
    found = msgspec.msgpack.decode(packed, type=dict[str, list[str]])
    return {Address(one): frozenset(map(Address, others)) for one, others in found.items()}


def _key(shadow: Shadow, scripts: Sequence[Script], platform: str | None, transactions: str) -> str:
    note = shadow.note.message if shadow.note is not None else ""
    head = [trueup.__version__, shadow.identity, platform or "", transactions, note]
    return store.key([*head, *(part for s in scripts for part in (s.file, s.name, s.sql))])


def _replayed(
    shadow: Shadow, scripts: Sequence[Script], platform: str | None, transactions: Transactions
) -> Elaborated:
    parsed = [(script, _statements(script, shadow.version)) for script in scripts]
    with _replaying(shadow, platform, transactions) as (run, seen):
        for done, (script, (statements, notes)) in enumerate(parsed, 1):
            run.script(script, statements)
            report("replaying", done, len(parsed))
            run.notes.update({note.message: note for note in notes})
        return seen()


@contextmanager
def _replaying(
    shadow: Shadow, platform: str | None, transactions: Transactions
) -> Iterator[tuple[Replay, Callable[[], Elaborated]]]:
    """A replay on a new database, and what tells what it has made so far."""
    from trueup.postgres.shadow.replay import replay

    with shadow.database(platform) as database:
        before, known = _baseline(database) if platform is not None else ({}, ())
        with replay(database, transactions) as run:
            yield run, lambda: _read(run, database, before, (shadow.note,), known)


def _replayed_around(
    shadow: Shadow, scripts: Sequence[Script], platform: str | None, transactions: Transactions
) -> Iterator[Elaborated | None]:
    """What is there before the last script, and after it."""
    with _replaying(shadow, platform, transactions) as (run, seen):
        for done, script in enumerate(scripts, 1):
            statements, notes = _statements(script, shadow.version)
            if done == len(scripts):
                yield seen()
            try:
                run.script(script, statements)
            except ReplayFailed:
                if done < len(scripts):
                    raise
                yield None
                return
            report("replaying", done, len(scripts))
            run.notes.update({note.message: note for note in notes})
        yield seen()


def _statements(script: Script, version: int) -> Any:
    from trueup.postgres.sql import parse

    found = parse.read(script.sql, script.file, version)
    return found.statements, found.notes


def _baseline(database: ShadowDatabase) -> tuple[Before, tuple[Note, ...]]:
    """What was there, and what was noted of it, before the first script: the platform's, not the user's."""
    from trueup.postgres.introspect import read
    from trueup.postgres.shadow.session import session

    with session(database.url) as mine:
        schema = read(mine.conn)
    blocks = {kind: frozenset(block.split(b"\n")) for kind, block in (schema.blocks or {}).items() if block}
    return blocks, schema.notes


def _read(
    run: Replay, database: ShadowDatabase, before: Before, notes: tuple[Note | None, ...], known: tuple[Note, ...]
) -> Elaborated:
    from trueup.postgres.introspect import fingerprint, read

    session = run.finish()
    schema = read(session.conn)
    blocks = {kind: _without(block, before.get(kind)) for kind, block in (schema.blocks or {}).items()}
    places = _origins(
        run, session, [one for kind, block in blocks.items() if block for one in decode(kind, block.split(b"\n"))]
    )
    seen = fingerprint(session.conn)
    said = [*notes, *(n for n in schema.notes if n not in known), *run.notes.values()]
    return Elaborated(
        version=schema.version or database.version,
        blocks={kind.__name__: block for kind, block in blocks.items() if block},
        origins={str(where): origin for where, origin in places.items()},
        notes=tuple(note for note in said if note is not None),
        needs=msgspec.msgpack.encode({str(a): sorted(map(str, others)) for a, others in schema.needs.items()}),
        digest=seen.digest,
        kinds=seen.kinds,
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


def respell(
    before: Schema, after: Schema, *, shadow_url: str | None = None, stand_ins: str | None = None
) -> tuple[Schema, Schema]:
    """Both schemas with their expressions as one server spells them; see ``respell``."""
    from trueup.postgres import respell as spelling

    return spelling.respell(before, after, shadow_url=shadow_url, stand_ins=stand_ins)
