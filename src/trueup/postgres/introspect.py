"""A database's catalogs -> Schema, in one or two round trips. Connecting and comparing are elsewhere.

All queries go to the server as one string, after the change token where that is of use. Each gives one row: the objects
of one class as JSON arrays on lines of their own, still undecoded, and beside them the OIDs of the same objects in the
same order. OIDs never leave this module: they turn what ``pg_depend`` says into addresses, when somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

import msgspec

from trueup.errors import SourceError
from trueup.model import EVERYTHING, Address, Needs, Note, Object, Schema, Scope, decode
from trueup.postgres import libpq, readings
from trueup.postgres.catalog import START, plain, text
from trueup.postgres.catalog.queries import QUERIES, Query, line, rows
from trueup.postgres.fingerprint import Fingerprint, fingerprint, token

if TYPE_CHECKING:
    from psycopg import Error

    from trueup.postgres.connect import Reader

__all__ = ["Fingerprint", "Rereading", "fetch", "fingerprint", "read", "read_two", "says", "token"]

ATTEMPTS = 3
"""How often a read is tried when somebody changes the schema meanwhile."""

_UNSAID: Mapping[int, tuple[tuple[str, str], ...]] = {
    18: (
        ("column", "not_null_name"),
        ("column", "not_null_valid"),
        ("column", "not_null_no_inherit"),
        ("column", "not_null_local"),
        ("column", "virtual"),
        ("constraint", "enforced"),
        ("constraint", "without_overlaps"),
        ("constraint", "period"),
        ("publication", "generated_columns"),
    ),
    17: (("domain", "not_null_name"),),
    16: (("collation", "rules"),),
    15: (
        ("constraint", "nulls_not_distinct"),
        ("constraint", "set_columns"),
        ("index", "nulls_not_distinct"),
        ("sequence", "unlogged"),
        ("publication", "schemas"),
        ("member", "columns"),
        ("member", "where"),
    ),
}
"""Fields that came with a major version: older servers cannot say them."""


def read(conn: Reader, *, scope: Scope = EVERYTHING, needs: bool = True) -> Schema:
    """Everything a database says about its schema, as one transaction saw it.

    ``scope`` limits the kinds that are read. Without ``needs`` the dependencies are not fetched. Raises
    ConnectionFailed when the connection breaks, SourceError when the server cannot be read.
    """
    major = conn.info.server_version // 10000
    if major < 14:
        raise SourceError(f"PostgreSQL {major} is too old", help="trueup reads PostgreSQL 14 and newer")
    queries = tuple(q for q in QUERIES if scope.kinds is None or q.kind.KIND in scope.kinds)
    found = _answer(conn, partial(_script, queries, major, needs))
    return _schema(conn, queries, found, scope, needs)


class Rereading:
    """A database that only we change and read again and again on one connection: its questions are planned once.

    Planning them takes several times as long as answering.
    """

    def __init__(self, conn: Reader) -> None:
        self._conn = conn
        self._major = conn.info.server_version // 10000
        self._asked = _questions(QUERIES, self._major, True, frozenset())

    def read(self) -> Schema:
        """As ``read`` gives it."""
        try:
            ((empty,),) = self._run([f"EXECUTE {_EMPTY}"])
        except SourceError:  # not planned yet, or what was run in between (DISCARD) let it go
            named = {_EMPTY: _emptiness(), **{f"{_PLANNED}{n}": one for n, one in enumerate(self._asked)}}
            self._run([f"PREPARE {name} AS {one}" for name, one in named.items()])
            ((empty,),) = self._run([f"EXECUTE {_EMPTY}"])
        needless = [_is_needless(q, frozenset(empty.split())) for q in QUERIES] + [False] * (
            len(self._asked) - len(QUERIES)
        )
        asked = [_NOTHING if skip else f"EXECUTE {_PLANNED}{n}" for n, skip in enumerate(needless)]
        return _schema(self._conn, QUERIES, self._run(asked), EVERYTHING, True)

    def _run(self, script: list[str]) -> list[list[bytes]]:
        """In one transaction, under the settings that all questions have: with another path they were planned anew."""
        return fetch(self._conn, f"{START}{';'.join(script)};\nCOMMIT".encode())


_PLANNED = "trueup_question_"
_EMPTY = "trueup_empty"
_NOTHING = "SELECT NULL, NULL"


def _is_needless(query: Query, empty: frozenset[bytes]) -> bool:
    return query.only_with is not None and query.only_with.encode() in empty


def _emptiness() -> str:
    """The SELECT of the catalogs that have no rows of a user's, of those that ``only_with`` names."""
    oids = dict(re.findall(r"versions\((pg_\w+), (\w+),", plain("token")))
    catalogs = sorted({q.only_with for q in QUERIES if q.only_with is not None})
    parts = [f"SELECT '{one}' WHERE NOT EXISTS (SELECT FROM {one} WHERE {oids[one]} >= 16384)" for one in catalogs]
    return f"SELECT string_agg(name, ' ') FROM ({' UNION ALL '.join(parts)}) AS found (name)"


def _schema(conn: Reader, queries: tuple[Query, ...], found: list[list[bytes]], scope: Scope, needs: bool) -> Schema:
    """What the answers to the questions of a script say."""
    major = conn.info.server_version // 10000
    blocks = {q.kind: block for q, (block, _) in zip(queries, found, strict=False)}
    ids = {q.kind: oids for q, (_, oids) in zip(queries, found, strict=False)}
    told = msgspec.json.decode(b"[" + found[len(queries)][0] + b"]", type=list[tuple[str, str, str | None]])
    notes = [Note(*each) for each in told]
    unsaid = says(major).unsaid
    if any(note.code == "unread" and (note.where or "").startswith("server ") for note in notes):
        unsaid |= {("mapping", "options")}

    def mentioned() -> Needs:
        return _needs(queries, blocks, ids, *found[-1])

    return Schema(
        blocks=blocks,
        needs=mentioned if needs else None,
        says=Scope(kinds=scope.kinds, unsaid=unsaid),
        notes=notes,
        version=conn.info.server_version,
    )


def _answer(conn: Reader, questions: readings.Questions) -> list[list[bytes]]:
    """What the server says, or said when it was last asked and nothing was changed since."""
    kept = readings.rows(conn, questions) if isinstance(conn, libpq.Connection) else None
    return fetch(conn, START.encode() + questions(frozenset())) if kept is None else kept


def read_two(one: Reader, other: Reader, *, scope: Scope = EVERYTHING, needs: bool = True) -> tuple[Schema, Schema]:
    """Two databases read at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(read, other, scope=scope, needs=needs)
        first = read(one, scope=scope, needs=needs)
        return first, second.result()


@cache
def says(major: int) -> Scope:
    """What servers of a major version can express."""
    return Scope(unsaid=frozenset(pair for since, pairs in _UNSAID.items() if major < since for pair in pairs))


def questions(major: int, *, needs: bool) -> readings.Questions:
    """What ``read`` asks a server of a major version."""
    return partial(_script, QUERIES, major, needs)


@cache
def _script(queries: tuple[Query, ...], major: int, needs: bool, empty: frozenset[bytes]) -> bytes:
    return ";\n".join([*_questions(queries, major, needs, empty), "COMMIT"]).encode()


def _questions(queries: tuple[Query, ...], major: int, needs: bool, empty: frozenset[bytes]) -> list[str]:
    """Planning a query takes a millisecond even when it finds nothing: none is sent for a catalog that is empty."""
    script = []
    for q in queries:
        if _is_needless(q, empty):
            script.append(_NOTHING)
            continue
        ids = "string_agg(q.id::text, ',')" if needs else "NULL"
        script.append(f"SELECT string_agg({line(q.kind)}::text, E'\\n'), {ids} FROM (\n{rows(q, major)}) q")
    script.append(
        "SELECT string_agg(json_build_array(q.code, q.message, q.\"where\")::text, ',')"
        f" FROM (\n{text('note', major)}) q"
    )
    if needs:
        classes = ", ".join(f"'{name}', '{name}'::regclass::int8" for name in sorted({q.catalog for q in queries}))
        script.append(
            "SELECT string_agg(json_build_array(q.classid::int8, q.objid::int8, q.objsubid, q.refclassid::int8,"
            f" q.refobjid::int8, q.refobjsubid)::text, ','), json_build_object({classes})::text"
            f" FROM (\n{text('depend', major)}) q"
        )
    return script


def fetch(conn: Reader, script: bytes) -> list[list[bytes]]:
    """The one row of each result set. Reads again when the catalogs changed under the read."""
    if isinstance(conn, libpq.Connection):
        answer = conn.rows(script)
        if answer is not None:
            return answer
        from trueup.postgres.connect import connect

        with connect(conn.url) as usual:
            return fetch(usual, script)
    import psycopg

    for attempt in range(1, ATTEMPTS + 1):
        try:
            cursor = conn.execute(script)
            found = []
            more: bool | None = True
            while more:
                result = cursor.pgresult
                if result is not None and result.nfields:
                    found.append([result.get_value(0, i) or b"" for i in range(result.nfields)])
                more = cursor.nextset()
            return found
        except psycopg.Error as problem:
            if conn.closed or conn.broken:
                from trueup.postgres.connect import broken

                raise broken(problem, "the catalogs were read") from problem
            conn.rollback()
            if not _changed_meanwhile(problem) or attempt == ATTEMPTS:
                raise _refused(problem) from problem
    raise AssertionError("unreachable")


def _changed_meanwhile(problem: Error) -> bool:
    """Whether an object vanished between the snapshot, which the queries see, and now, which deparsing sees."""
    said = str(problem)
    return problem.sqlstate in {"XX000", "42P01", "42704", "42883"} and (
        "cache lookup failed" in said or "could not open relation" in said or "does not exist" in said
    )


def _refused(problem: Error) -> SourceError:
    if _changed_meanwhile(problem):
        return SourceError(
            f"the schema is being changed: {ATTEMPTS} reads met objects that had just gone ({_line(problem)})",
            help="wait until the migration that is running has finished, then try again",
        )
    if problem.sqlstate == "55P03":
        return SourceError(
            "a lock held by another session keeps the schema from being read (waited 2 s)",
            help="an ALTER, DROP, TRUNCATE or VACUUM FULL is in an open transaction: find it with"
            " SELECT pid, state, query FROM pg_stat_activity WHERE state <> 'idle', and try again when it has ended",
        )
    if problem.sqlstate == "57014":
        return SourceError("reading the catalogs took longer than the statement timeout", help="try again")
    return SourceError(
        f"the server could not be read: {_line(problem)}",
        help="try again; if it happens every time, the server's log has the reason",
    )


def _line(problem: Error) -> str:
    return (problem.diag.message_primary or str(problem).strip() or type(problem).__name__).splitlines()[0]


def _needs(
    queries: tuple[Query, ...],
    blocks: Mapping[type[Object], bytes],
    ids: Mapping[type[Object], bytes],
    edges: bytes,
    classes: bytes,
) -> Needs:
    """Turn pairs of OIDs into pairs of addresses; ends without an address of their own go to their relation."""
    number = msgspec.json.decode(classes, type=dict[str, int])
    addresses: dict[tuple[int, int, int], Address] = {}
    for q in queries:
        if not blocks[q.kind]:
            continue
        catalog = number[q.catalog]
        objects = decode(q.kind, blocks[q.kind].split(b"\n"))
        for found, oid in zip(objects, ids[q.kind].split(b","), strict=True):
            relation, _, attribute = oid.partition(b":")
            addresses[catalog, int(relation), int(attribute or 0)] = found.address
    needs: dict[Address, set[Address]] = {}
    edge = tuple[int, int, int, int, int, int]
    for here, row, part, there, to_row, to_part in msgspec.json.decode(b"[" + edges + b"]", type=list[edge]):
        one = addresses.get((here, row, part)) or addresses.get((here, row, 0))
        other = addresses.get((there, to_row, to_part)) or addresses.get((there, to_row, 0))
        if one is not None and other is not None and not one.within(other):
            needs.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in needs.items()}
