"""A database as a source of a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trueup.model import Schema


class Live(NamedTuple):
    """A database by its URL; ``alias`` is its name in the configuration, ``found`` where nobody named it."""

    url: str
    alias: str | None = None
    found: str | None = None

    @property
    def kind(self) -> str:
        """Always ``live``."""
        return "live"

    @property
    def label(self) -> str:
        """How messages call it; never with a password."""
        from trueup.postgres.connect import redact

        return self.alias or redact(self.url)

    def __repr__(self) -> str:
        return f"<Live {self.label}>"

    def digest(self) -> None:
        """A database has no digest that is cheaper than asking it."""
        return

    def read(self, *, version_hint: int | None = None, shadow_url: str | None = None) -> Schema:
        """What the database's catalogs say; the arguments are for other sources. Raises ConnectionFailed."""
        from trueup.postgres.connect import connect
        from trueup.postgres.introspect import read

        with connect(self.url) as conn:
            return read(conn)

    def server_version(self) -> int | None:
        """``server_version_num`` of the server. Raises ConnectionFailed."""
        from trueup.postgres.connect import connect, version

        with connect(self.url) as conn:
            return version(conn)
