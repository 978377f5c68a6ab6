"""A throw-away PostgreSQL: embedded, or databases on a server the user names. What runs in it is the caller's affair.

    >>> with open_shadow() as shadow, shadow.database() as database:   # doctest: +SKIP
    ...     connection = psycopg.connect(database.url)

User SQL is only ever given ``url``: it logs in as a role without superuser rights, so there is no other role to fall
back to. ``superuser_url`` is for what trueup itself decides to do.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import msgspec

from trueup.model import Note


class ShadowDatabase(msgspec.Struct, frozen=True):
    """An empty database of one's own. ``superuser_url`` is None where trueup has no superuser; ``platform`` is the host
    whose objects are there already.
    """

    url: str
    superuser_url: str | None
    owner: str
    version: int
    private: bool
    """Whether the whole server, and so every role in it, belongs to this database."""
    platform: str | None = None


class Shadow(Protocol):
    """Where empty databases come from. ``version`` is its ``server_version_num``; embedded, of the major version."""

    @property
    def version(self) -> int: ...

    @property
    def exact(self) -> bool:
        """Whether its major version is the one that was asked for."""
        ...

    @property
    def note(self) -> Note | None:
        """What the user must know about it."""
        ...

    @property
    def identity(self) -> str:
        """What results depend on, for cache keys."""
        ...

    def database(self, platform: str | None = None) -> AbstractContextManager[ShadowDatabase]:
        """An empty database, gone when the context ends or the process does."""
        ...


class EmbeddedShadow:
    """Private servers from the wheel, one per database; see ``embedded``."""

    def __init__(self, wanted: int | None, stand_ins: str | None = None) -> None:
        from trueup.postgres import wheel

        self.major = nearest(wanted, wheel.majors())
        self._wanted = wanted
        self._stand_ins = stand_ins

    @property
    def version(self) -> int:
        return self.major * 10000

    @property
    def exact(self) -> bool:
        return self._wanted is None or self._wanted // 10000 == self.major

    @property
    def note(self) -> Note | None:
        if self.exact or self._wanted is None:
            return None
        return Note(
            "shadow-version",
            f"the shadow is PostgreSQL {self.major}, the nearest to the target's {self._wanted // 10000} that trueup "
            "carries; --shadow URL uses a server of yours",
        )

    @property
    def identity(self) -> str:
        from trueup.postgres import wheel

        known = f"embedded {wheel.identity(self.major)} {wheel.sources()}"
        if self._stand_ins is None:
            return known
        from trueup.postgres.shadow import stubs

        return f"{known} {stubs.digest_of(Path(self._stand_ins))}"

    @contextlib.contextmanager
    def database(self, platform: str | None = None) -> Iterator[ShadowDatabase]:
        from trueup.postgres.shadow import embedded

        cluster = embedded.start(self.major, platform, self._stand_ins)
        try:
            superuser = cluster.superuser_url(embedded.DATABASE)
            yield ShadowDatabase(cluster.url(), superuser, embedded.OWNER, cluster.version, True, platform)
        finally:
            cluster.close()


def nearest(wanted: int | None, majors: tuple[int, ...]) -> int:
    """The major version nearest to a ``server_version_num``; between two, the newer; the newest when none is wanted.

    >>> [nearest(v, (16, 18)) for v in (None, 140012, 160002, 170001, 180000, 190000)]
    [18, 16, 16, 18, 18, 18]
    """
    if wanted is None:
        return max(majors)
    return min(majors, key=lambda major: (abs(major - wanted // 10000), -major))


@contextlib.contextmanager
def open_shadow(version: int | None = None, url: str | None = None, stand_ins: str | None = None) -> Iterator[Shadow]:
    """A source of empty databases: embedded servers, or the server at ``url``.

    ``version`` is the ``server_version_num`` of the database the result will be compared with; ``stand_ins`` is a
    folder of extensions for embedded servers. Raises ShadowFailed, StandInError.
    """
    if url is None:
        yield EmbeddedShadow(version, stand_ins)
        return
    from trueup.postgres.shadow.borrowed import BorrowedShadow

    shadow = BorrowedShadow(url, version)
    try:
        yield shadow
    finally:
        shadow.close()
