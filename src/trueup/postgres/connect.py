"""A connection to a PostgreSQL server that cannot write by accident, or one clear reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from trueup.errors import ConfigError, ConnectionFailed

if TYPE_CHECKING:
    import psycopg

    from trueup.postgres import libpq

    Reader = psycopg.Connection[Any] | libpq.Connection

_SECRET = re.compile(r"\b((?:ssl)?password)(\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&]+)", re.I)
_SCHEME = re.compile(r"(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?://", re.I)

_ENDS = {
    "25P03": "idle_in_transaction_session_timeout",
    "25P04": "transaction_timeout",
    "57P05": "idle_session_timeout",
}
"""Settings that end a session, by the SQLSTATE it is told then."""

_KEEPALIVE = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
"""A server that vanished is noticed after 35 seconds, not after two hours."""


def connect(
    url: str,
    *,
    application: str = "trueup",
    read_only: bool = True,
    statement_timeout_ms: int = 120_000,
    lock_timeout_ms: int = 2_000,
) -> psycopg.Connection[Any]:
    """A connection in autocommit mode. Raises ConnectionFailed, ConfigError.

    Settings travel with the connection request, so they cost no round trip. A pooler that refuses them gets a
    connection without: a SET would reach whoever uses the pooled session next.
    """
    import psycopg

    settings = {"statement_timeout": statement_timeout_ms, "lock_timeout": lock_timeout_ms}
    options = "".join(f" -c {name}={value}" for name, value in settings.items())
    if read_only:
        options += " -c default_transaction_read_only=on"
    given = given_by(url)
    arguments: dict[str, Any] = {
        "application_name": application,
        "connect_timeout": 10,
        "client_encoding": "UTF8",
        **_KEEPALIVE,
        **{name: value for name, value in given.items() if value is not None},
    }
    arguments["options"] = f"{arguments.get('options', '')}{options}".strip()
    for attempt in ({}, {"options": given.get("options") or ""}):
        try:
            conn = psycopg.connect(**(arguments | attempt), autocommit=True, prepare_threshold=None)
        except psycopg.Error as problem:
            if not attempt and "unsupported startup parameter" in str(problem):
                continue
            raise _failed(problem, url, given) from None
        except (OSError, UnicodeError) as problem:
            raise _failed(problem, url, given) from None
        return conn
    raise AssertionError("unreachable")


def broken(problem: psycopg.Error, while_: str) -> ConnectionFailed:
    """What is said when a connection breaks while something is done."""
    said = (problem.diag.message_primary or str(problem).strip() or type(problem).__name__).splitlines()[0]
    setting = _ENDS.get(problem.sqlstate or "")
    advice = "try again"
    if setting is not None:
        advice = (
            f"it is a setting of the role or database: ?options=-c%20{setting}%3D0 in the address turns it off here"
        )
    elif "query_wait_timeout" in said:
        advice = "the pooler had no connection to the server left; to apply takes three: name the server itself"
    return ConnectionFailed(f"the connection broke while {while_}: {said}", help=advice)


def reader(url: str) -> Reader:
    """A connection to read catalogs with; no driver is imported for it where that works. Raises as ``connect`` does."""
    from trueup.postgres import early

    try:
        return early.connection(url) or connect(url)
    except TimeoutError as problem:
        raise _failed(problem, url, given_by(url)) from None


def given_by(url: str) -> dict[str, Any]:
    """What a connection address says. Raises ConfigError."""
    import psycopg

    try:
        return psycopg.conninfo.conninfo_to_dict(normal(url))
    except psycopg.Error as problem:
        raise ConfigError(
            f"this is not a connection address: {_clean(problem, url)}",
            where=redact(url),
            help="write postgresql://user:password@host:5432/database, with %-escapes for special characters",
        ) from None


def version(conn: Reader) -> int:
    """The server's ``server_version_num``, as it said when the connection was made."""
    return conn.info.server_version


def normal(url: str) -> str:
    """A connection address as libpq takes it: other tools' schemes and parameters it would refuse are left out.

    >>> normal("postgres://me@db/app?schema=public&pgbouncer=true&sslmode=no-verify")
    'postgresql://me@db/app?sslmode=require'
    """
    scheme = _SCHEME.match(url)
    if scheme is None:
        return url
    rest, _, query = url[scheme.end() :].partition("?")
    kept = []
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        if name == "sslmode" and value == "no-verify":  # node-postgres: encrypted, certificate not checked
            pair = "sslmode=require"  # noqa: PLW2901 - the one pair that changes
        if name in _parameters():
            kept.append(pair)
    return f"postgresql://{rest}" + ("?" + "&".join(kept) if kept else "")


def redact(url: str) -> str:
    """A connection address without its secrets.

    >>> redact("postgresql://me:s3cret@db.example.com/app"), redact("host=db password='x y' dbname=app")
    ('postgresql://me:***@db.example.com/app', 'host=db password=*** dbname=app')
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        return _SECRET.sub(r"\1\2***", url)
    before, question, query = rest.partition("?")
    if "@" not in before and "@" in query:
        before, question, query = rest, "", ""
    user, at, place = before.rpartition("@")
    name, colon, _ = user.partition(":")
    query = _SECRET.sub(r"\1\2***", query)
    return f"{scheme}://{name}{':***' if colon else ''}{at}{place}{question}{query}"


def _parameters() -> frozenset[str]:
    from psycopg import pq

    return frozenset(option.keyword.decode() for option in pq.Conninfo.get_defaults()) | {"ssl"}


def _secrets(url: str) -> set[str]:
    user, at, _ = url.partition("://")[2].partition("?")[0].rpartition("@")
    found = {user.partition(":")[2]} if at else set()
    found |= {match.group(3).strip("'") for match in _SECRET.finditer(url)}
    return {text for secret in found for text in (secret, unquote(secret)) if text}


def _clean(problem: BaseException, url: str) -> str:
    """What went wrong on one line, without the password."""
    text = " ".join(str(problem).split())
    for secret in sorted(_secrets(url), key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _failed(problem: BaseException, url: str, given: Mapping[str, Any]) -> ConnectionFailed:
    said = _clean(problem, url)
    state = getattr(problem, "sqlstate", None) or ""
    low = said.lower()
    host, port = given.get("host") or "the local socket", given.get("port") or 5432
    user, database = given.get("user") or "?", given.get("dbname") or given.get("user") or "?"
    for found, message, advice in (
        (
            "password authentication failed" in low or "no password supplied" in low or state == "28P01",
            f"the server does not accept the password of {user}"
            if "no password" not in low
            else "a password is needed",
            "check user and password in the address; special characters in it must be %-escaped",
        ),
        (
            "no pg_hba.conf entry" in low,
            f"the server lets {user} not in from here: {said}",
            "add ?sslmode=require if it wants an encrypted connection, or ask for an entry in pg_hba.conf",
        ),
        (
            state == "28000" or ("role " in low and "does not exist" in low),
            f"the server does not know or not let in the role {user}: {said}",
            "check the user in the address",
        ),
        (
            state == "3D000" or ('database "' in low and "does not exist" in low),
            f"the server has no database {database}",
            "check the last part of the address, or create the database",
        ),
        (
            "too many" in low or "remaining connection slots" in low or state == "53300",
            "the server has no free connection",
            "wait and try again, or raise max_connections",
        ),
        (
            "starting up" in low or "shutting down" in low or state.startswith("57P"),
            f"the server is not ready: {said}",
            "try again in a moment",
        ),
        (
            any(word in low for word in ("ssl", "certificate", "tls")),
            f"no encrypted connection: {said}",
            "set sslmode (disable, require, verify-full) and sslrootcert in the address as your server needs them",
        ),
        (
            any(
                word in low for word in ("name or service", "resolve", "translate host", "nodename", "name resolution")
            ),
            f"there is no host named {host}",
            "check the host in the address and your network",
        ),
        (
            "timeout" in low or "timed out" in low,
            f"{host} port {port} did not answer in time",
            "check host, port and firewall; ?connect_timeout=30 in the address waits longer",
        ),
        (
            "refused" in low or "no such file" in low or "not accept" in low,
            f"nothing accepts connections on {host} port {port}",
            "start the server, or check host and port in the address",
        ),
    ):
        if found:
            return ConnectionFailed(message, where=redact(url), help=advice)
    return ConnectionFailed(f"no connection: {said}", where=redact(url), help="check the address")
