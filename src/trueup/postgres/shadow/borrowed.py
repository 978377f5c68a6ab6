"""Throw-away databases on a server the user names: made, handed out, dropped, and swept when a run was killed.

Each database is named ``trueup_shadow_<random>`` and its maker holds an advisory lock of that name for as long as it
uses it. The server releases the lock when the maker's connection ends, however it ends; so a database whose lock is
free belongs to nobody, and the next run drops it. Roles made for a database carry its name and go with it.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from trueup.errors import ConnectionFailed, ShadowFailed
from trueup.model import Note
from trueup.postgres import wheel
from trueup.postgres.names import ident, literal
from trueup.postgres.shadow import ShadowDatabase

if TYPE_CHECKING:
    import psycopg

PREFIX = "trueup_shadow_"
_LOCKS = 0x7472  # the first key of our advisory locks: "tr"


class BorrowedShadow:
    """Databases on somebody else's server. User SQL runs as a role made for it, or as the URL's own if harmless."""

    def __init__(self, url: str, wanted: int | None) -> None:
        self._url = url
        self._wanted = wanted
        self._conn = _connect(url)
        row = self._one("SELECT rolsuper, rolcreatedb OR rolsuper, rolname FROM pg_roles WHERE rolname = current_user")
        self._superuser, creates, self._role = row
        if not creates:
            self.close()
            raise ShadowFailed(
                f"the role {self._role} may not create databases",
                help=f"as a superuser: ALTER ROLE {ident(self._role)} CREATEDB; or leave --shadow out",
            )
        self._sweep()

    @property
    def version(self) -> int:
        return int(self._conn.info.server_version)

    @property
    def exact(self) -> bool:
        return self._wanted is None or self._wanted // 10000 == self.version // 10000

    @property
    def note(self) -> Note | None:
        if self.exact or self._wanted is None:
            return None
        return Note(
            "shadow-version",
            f"the shadow is PostgreSQL {self.version // 10000}, the target is {self._wanted // 10000}",
        )

    @property
    def identity(self) -> str:
        system, extensions = self._one(
            "SELECT current_setting('server_version'), "
            "(SELECT md5(string_agg(name || default_version, ',' ORDER BY name)) FROM pg_available_extensions)"
        )
        return f"server {system} {extensions} {self._superuser} {wheel.sources()}"

    @contextlib.contextmanager
    def database(self, platform: str | None = None) -> Iterator[ShadowDatabase]:
        name = PREFIX + secrets.token_hex(8)
        self._one(f"SELECT pg_advisory_lock({_LOCKS}, hashtext({literal(name)}))::text")
        try:
            yield self._make(name, platform)
        finally:
            self._drop(name)
            if not self._conn.closed:
                self._one(f"SELECT pg_advisory_unlock({_LOCKS}, hashtext({literal(name)}))::text")

    def close(self) -> None:
        """End the connection that holds the locks."""
        self._conn.close()

    def _make(self, name: str, platform: str | None) -> ShadowDatabase:
        owner, password = self._role, None
        if self._superuser:
            owner, password = name, secrets.token_hex(24)
            self._run(f"CREATE ROLE {ident(owner)} LOGIN CREATEROLE BYPASSRLS PASSWORD {literal(password)}")
            if self.version >= 160000:
                self._run(f"ALTER ROLE {ident(owner)} SET createrole_self_grant = 'set, inherit'")
            self._run(f"ALTER ROLE {ident(owner)} SET lock_timeout = '20s'")
        self._run(f"CREATE DATABASE {ident(name)} TEMPLATE template0 ENCODING 'UTF8' OWNER {ident(owner)}")
        superuser = _with(self._url, dbname=name) if self._superuser else None
        mine = _with(self._url, dbname=name, **({"user": owner, "password": password} if password else {}))
        if platform is not None:
            self._furnish(platform, superuser, owner)
        return ShadowDatabase(mine, superuser, owner, self.version, False, platform)

    def _furnish(self, platform: str, superuser: str | None, owner: str) -> None:
        """Set the platform's objects up, as the superuser: the text is ours."""
        from trueup.postgres.shadow import stubs

        if superuser is None:
            raise ShadowFailed(
                f"the objects of {platform} can only be set up by a superuser, which {self._role} is not",
                help="name a superuser in --shadow URL, or leave --shadow out for the embedded one",
            )
        chosen = stubs.platform(platform)
        with contextlib.closing(_connect(superuser)) as conn:
            if chosen.search_path is not None:
                conn.execute(f"ALTER ROLE {ident(owner)} SET search_path = {chosen.search_path}".encode())
            conn.execute((chosen.cluster_for(owner) + chosen.sql_for(owner)).encode())

    def _sweep(self) -> None:
        """Drop what runs that were killed have left behind."""
        names = self._conn.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'trueup\\_shadow\\_%' UNION "
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trueup\\_shadow\\_%'"
        ).fetchall()
        for (name,) in names:
            (free,) = self._one(f"SELECT pg_try_advisory_lock({_LOCKS}, hashtext({literal(name)}))")
            if free:
                self._drop(name)
                self._one(f"SELECT pg_advisory_unlock({_LOCKS}, hashtext({literal(name)}))::text")

    def _drop(self, name: str) -> None:
        """Remove a database with the role of its name; nothing is said when the server has gone away."""
        import psycopg

        if self._conn.closed:
            try:
                self._conn = _connect(self._url)
            except ConnectionFailed:
                return
        with contextlib.suppress(psycopg.Error):
            self._conn.execute(f"DROP DATABASE IF EXISTS {ident(name)} WITH (FORCE)".encode())
        made = self._conn.execute(
            "SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.roleid "
            "JOIN pg_roles o ON o.oid = a.member WHERE o.rolname = %s AND a.admin_option",
            [name],
        ).fetchall()
        for (role,) in [*made, (name,)]:
            with contextlib.suppress(psycopg.Error):
                self._conn.execute(f"DROP ROLE IF EXISTS {ident(role)}".encode())

    def _one(self, sql: str) -> tuple[Any, ...]:
        row = self._conn.execute(sql.encode()).fetchone()
        return tuple(row or ())

    def _run(self, sql: str) -> None:
        import psycopg

        try:
            self._conn.execute(sql.encode())
        except psycopg.Error as problem:
            raise ShadowFailed(f"the shadow server refused: {problem}", help="check --shadow URL") from problem


def _connect(url: str) -> psycopg.Connection[Any]:
    from trueup.postgres.connect import connect

    return connect(url, application="trueup shadow", read_only=False)


def _with(url: str, **changes: str) -> str:
    """A connection address with some of its parts changed."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(url, **changes)
