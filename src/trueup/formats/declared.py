"""Source code that declares a schema, as a source: read by its format, made on the shadow, compared within its words.

What the formats share is here; how each is found and read is in the folder of its name.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.finding import Finding
    from trueup.model import Address, Object, Schema

GROUP = "declared"
"""Cache entries: which files a project's schema was last read from."""


class Project(Protocol):
    """One schema in a project's code, found but not yet read."""

    @property
    def format(self) -> str:
        """``drizzle``, ``prisma`` …: the folder under ``formats``."""

    @property
    def label(self) -> str:
        """What it is and where, for people: ``Prisma schema prisma/schema.prisma``."""

    @property
    def path(self) -> str:
        """The file or folder a user would name."""

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""

    def read(self) -> Declaration:
        """What it declares. Raises SourceError."""

    def can_say(self, obj: Object) -> bool:
        """Whether the format has words for an object of another source, as it is there."""


class Declared(NamedTuple):
    """A schema in code that is made on the shadow; the other fields are the configuration's."""

    project: Project
    alias: str | None = None
    shadow_url: str | None = None
    version: int | None = None
    platform: str | None = None
    stand_ins: str | None = None

    @property
    def kind(self) -> str:
        """The format."""
        return self.project.format

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.alias or self.project.path

    def server_version(self) -> None:
        """Code is read by whatever server the other side has."""
        return

    def digest(self) -> str | None:
        """A digest of the files it was last read from, as they are now.

        None when it has not been read before, or by a program that may read anything.
        """
        from trueup import cache

        kept = cache.get(GROUP, self._key())
        return cache.key([self._key(), *_contents(kept.decode().split("\0"))]) if kept else None

    def read(
        self, *, version_hint: int | None = None, shadow_url: str | None = None, beside: Schema | None = None
    ) -> Schema:
        """The schema the code declares, as a real PostgreSQL says it. Raises SourceError, ShadowFailed.

        ``beside`` is what it will be compared with, for what the code uses and its format cannot declare.
        """
        from trueup.postgres.declare import elaborate

        return elaborate(
            self._declaration,
            key=self.digest,
            version=version_hint or self.version,
            shadow_url=shadow_url or self.shadow_url,
            beside=beside,
            platform=self.platform,
            stand_ins=self.stand_ins,
        )

    def _declaration(self) -> Declaration:
        """What the project declares; noted is which files decide that, unless one was changed in the meantime."""
        from trueup import cache

        began = time.time_ns()
        declaration = self.project.read()
        settled = all(_changed(path) < began for path in declaration.files)
        cache.put(GROUP, self._key(), "\0".join(declaration.files if settled else ()).encode())
        return declaration

    def within_reach(self, made: Schema, other: Schema) -> tuple[Schema, tuple[Finding, ...]]:
        """``made``, this source's schema, ready to be compared with another: in its words where both mean the same.

        Its scope leaves out what the format has no words for, other namespaces, and the tables of migration runners.
        The findings are what was only put differently.
        """
        import msgspec

        from trueup.postgres.reconcile import reconcile

        found = reconcile(made, other)
        without = frozenset(self._out_of_reach(found.schema, other))
        says = msgspec.structs.replace(made.says, without=made.says.without | without)
        return found.schema.replace(says=says), found.findings

    def _out_of_reach(self, made: Schema, other: Schema) -> Iterator[Address]:
        from trueup.postgres.runners import is_runners

        namespaces = {"public", *(where.names[0] for where in made.objects if len(where.root.names) > 1)}
        for where, obj in other.objects.items():
            if where in made:
                continue
            names = where.root.names
            elsewhere = (names[0] if len(names) > 1 else None) not in {None, *namespaces}
            if elsewhere or is_runners(where.root) or not self.project.can_say(obj):
                yield where

    def _key(self) -> str:
        from trueup import __version__, cache

        return cache.key([__version__, self.project.format, self.project.identity])


def _changed(path: str) -> int:
    """When a file was last written, in nanoseconds of the epoch; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _contents(paths: list[str]) -> Iterator[bytes]:
    """What is in files, and the names in folders and beside files: a new file may be part of the schema."""
    folders = set()
    for path in paths:
        yield path.encode()
        try:
            with open(path, "rb") as file:
                yield file.read()
            folders.add(os.path.dirname(path))
        except OSError:
            yield b""
            folders.add(path)
    for folder in sorted(folders):
        try:
            yield "\0".join(sorted(os.listdir(folder or "."))).encode()
        except OSError:
            yield b""
