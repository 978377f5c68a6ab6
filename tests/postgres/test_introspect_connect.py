"""Connections: read-only, other tools' addresses taken, no secret ever shown, one clear reason when there is none."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest

from trueup.errors import ConnectionFailed, TrueupError
from trueup.postgres.connect import connect, normal, redact, version

REDACTED = [
    ("postgresql://me:s3cret@db/app", "postgresql://me:***@db/app"),
    ("postgres://me:s3/cr@t@db/app?sslmode=require", "postgres://me:***@db/app?sslmode=require"),
    ("postgres://me:s3?cret@db/app", "postgres://me:***@db/app"),
    ("postgres://db/app?user=me&password=s3cret&x=1", "postgres://db/app?user=me&password=***&x=1"),
    ("postgres://me@db/app", "postgres://me@db/app"),
    ("host=db password=s3cret user=me", "host=db password=*** user=me"),
    ("host=db password = 's3 \\' cret' user=me", "host=db password = *** user=me"),
]


@pytest.mark.parametrize(("url", "shown"), REDACTED)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert redact(url) == shown


NORMAL = [
    ("postgres://u@h/d?schema=public&connection_limit=5&pgbouncer=true", "postgresql://u@h/d"),
    ("postgres://u@h/d?schema=x&sslmode=require&application_name=a", "postgresql://u@h/d?sslmode=require&application_name=a"),
    ("postgresql+asyncpg://u@h/d", "postgresql://u@h/d"),
    ("jdbc:postgresql://h/d?user=u", "postgresql://h/d?user=u"),
    ("postgres://u@h/d?sslmode=no-verify", "postgresql://u@h/d?sslmode=require"),
    ("host=h dbname=d", "host=h dbname=d"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "taken"), NORMAL)
def test_addresses_of_other_tools_are_taken(url: str, taken: str) -> None:
    assert normal(url) == taken


def test_a_connection_cannot_write_unless_asked_to(server: str) -> None:
    with connect(server) as conn:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            conn.execute("create table t ()")
        assert version(conn) // 10000 == 18
    with connect(server, read_only=False, application="mine") as conn:
        conn.execute("create temp table t ()")
        assert conn.execute("show application_name").fetchone() == ("mine",)


def test_timeouts_are_set(server: str) -> None:
    with connect(server, statement_timeout_ms=5000, lock_timeout_ms=700) as conn:
        found = conn.execute("select current_setting('statement_timeout'), current_setting('lock_timeout')").fetchone()
    assert found == ("5s", "700ms")


def test_options_of_the_address_are_kept(server: str) -> None:
    with connect(server + "?options=-c%20work_mem%3D7MB") as conn:
        assert conn.execute("show work_mem").fetchone() == ("7MB",)
        assert conn.execute("show default_transaction_read_only").fetchone() == ("on",)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


FAILURES = [
    ("postgresql://me:hush@127.0.0.1:{free}/app", "nothing accepts connections"),
    ("postgresql://me:hush@no-such-host.invalid/app", "no host named no-such-host.invalid"),
    ("postgresql://postgres:hush@{server}/tt_none", "no database tt_none"),
    ("postgresql://tt_nobody:hush@{server}/postgres", "tt_nobody"),
    ("postgresql://postgres:hush@{server}/postgres?sslmode=require", "no encrypted connection"),
    ("postgresql://postgres:%hush@{server}/postgres", "not a connection address"),
    ("postgresql://postgres:hush@127.0.0.1:x/postgres", "x"),
    ("host=/nowhere password=hush", "nothing accepts connections"),
]


@pytest.mark.parametrize(("url", "message"), FAILURES)
def test_a_failure_is_one_clear_message_without_the_password(url: str, message: str, server: str) -> None:
    at = server.partition("@")[2].partition("/")[0]
    with pytest.raises(TrueupError) as caught:
        connect(url.format(free=_free_port(), server=at))
    assert message in str(caught.value)
    assert "hush" not in str(caught.value)
    assert caught.value.help


def test_a_silent_server_is_a_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(ConnectionFailed, match="did not answer in time"):
            connect(f"postgresql://me@127.0.0.1:{port}/app?connect_timeout=2")


@pytest.fixture
def pooler(server: str) -> Iterator[Callable[[], str]]:
    """A pooler that refuses settings in the connection request, as PgBouncer does."""
    host, _, port = server.partition("@")[2].partition("/")[0].partition(":")
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        finally:
            target.close()

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            request = client.recv(65536)
            while struct.unpack("!i", request[4:8])[0] in {80877103, 80877104}:  # SSLRequest, GSSENCRequest
                client.sendall(b"N")
                request = client.recv(65536)
            if b"options\0" in request and b"-c" in request:
                fields = b"SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter in options: lock_timeout\0\0"
                client.sendall(b"E" + struct.pack("!i", len(fields) + 4) + fields)
                client.close()
                continue
            upstream = socket.create_connection((host, int(port)))
            upstream.sendall(request)
            threading.Thread(target=pump, args=(client, upstream), daemon=True).start()
            threading.Thread(target=pump, args=(upstream, client), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield lambda: f"postgresql://postgres@127.0.0.1:{listener.getsockname()[1]}/postgres"
    listener.close()


def test_a_pooler_that_refuses_settings_is_used_without(pooler: Callable[[], str]) -> None:
    from trueup.postgres.introspect import read

    with connect(pooler()) as conn:
        assert conn.execute("show default_transaction_read_only").fetchone() == ("off",)
        assert "schema public" in read(conn)
