"""A snapshot, in a file or at hand, as a source of a schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.errors import SnapshotInvalid
from trueup.files import shown

if TYPE_CHECKING:
    from trueup.model import Schema

_AGAIN = "Write it anew: trueup snapshot SOURCE -o FILE."


class Saved(NamedTuple):
    """A snapshot in a file, as text or compressed with gzip."""

    path: str
    alias: str | None = None

    @property
    def kind(self) -> str:
        """Always ``snapshot``."""
        return "snapshot"

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.alias or shown(self.path)

    def digest(self) -> str:
        """The digest of the file."""
        from trueup.cache import key

        return key([self._bytes()])

    def read(self, *, version_hint: int | None = None, shadow_url: str | None = None) -> Schema:
        """The schema in the file; the arguments are for other sources. Raises SnapshotInvalid."""
        from trueup.snapshot import parse

        return parse(self._text(), shown(self.path))

    def server_version(self) -> int | None:
        """The version of the server whose spelling the snapshot has. Raises SnapshotInvalid."""
        return self.read().version

    def _bytes(self) -> bytes:
        try:
            return Path(self.path).read_bytes()
        except OSError as error:
            raise SnapshotInvalid(
                f"the file cannot be read: {error.strerror}",
                where=shown(self.path),
                help="Is it there, and may you read it?",
            ) from None

    def _text(self) -> str:
        raw = self._bytes()
        if raw[:2] == b"\x1f\x8b":
            import gzip
            import zlib

            try:
                raw = gzip.decompress(raw)
            except (OSError, EOFError, zlib.error) as error:
                raise SnapshotInvalid(f"not readable as gzip: {error}", where=shown(self.path), help=_AGAIN) from None
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise SnapshotInvalid("the file is not UTF-8", where=f"{shown(self.path)}:{line}", help=_AGAIN) from None


class Kept(NamedTuple):
    """A schema that was read before, under the name that messages call it by."""

    schema: Schema
    label: str

    @property
    def kind(self) -> str:
        """Always ``snapshot``."""
        return "snapshot"

    def digest(self) -> None:
        """Nobody asks: it is here already."""
        return

    def read(self, *, version_hint: int | None = None, shadow_url: str | None = None) -> Schema:
        """The schema."""
        return self.schema

    def server_version(self) -> int | None:
        """The version of the server that it was read from."""
        return self.schema.version
