"""Source code that declares a schema, as a source: read by its format, made on the shadow, compared within its words.

What the formats share is here; how each is found and read is in the folder of its name.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from trueup.formats import kept

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
    ignore: tuple[str, ...] = ()
    """What is not compared, as globs over addresses."""
    aside: str | None = None
    """What of the project is not looked at, for its user."""

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
        from trueup.cache import key

        found = self._files()
        return key([found, self.aside]) if found is not None and self.aside is not None else found

    def read(
        self, *, version_hint: int | None = None, shadow_url: str | None = None, beside: Schema | None = None
    ) -> Schema:
        """The schema the code declares, as a real PostgreSQL says it. Raises SourceError, ShadowFailed.

        ``beside`` is what it will be compared with, for what the code uses and its format cannot declare.
        """
        from trueup.model import Note
        from trueup.postgres.declare import elaborate

        found = elaborate(
            self._declaration,
            key=self._files,
            version=version_hint or self.version,
            shadow_url=shadow_url or self.shadow_url,
            beside=beside,
            platform=self.platform,
            stand_ins=self.stand_ins,
            ignore=self.ignore,
        )
        return found.replace(notes=(Note("aside", self.aside), *found.notes)) if self.aside is not None else found

    def _files(self) -> str | None:
        return kept.digest(GROUP, self._key())

    def _declaration(self) -> Declaration:
        """What the project declares; noted is which files decide that."""
        began = time.time_ns()
        declaration = self.project.read()
        kept.note(GROUP, self._key(), declaration.files, began)
        return declaration

    def within_reach(
        self, made: Schema, other: Schema, there: str = "in the database"
    ) -> tuple[Schema, tuple[Finding, ...]]:
        """``made``, this source's schema, ready to be compared with another: in its words where both mean the same.

        Its scope leaves out what the format has no words for, other namespaces, and the tables of migration runners.
        The findings are what was only put differently; ``there`` says in them where the other is: "in the database".
        """
        import msgspec

        from trueup.postgres.reconcile import reconcile

        found = reconcile(made, other, there)
        without = frozenset(self._out_of_reach(found.schema, other))
        says = msgspec.structs.replace(made.says, without=made.says.without | without)
        return found.schema.replace(says=says), found.findings

    def _out_of_reach(self, made: Schema, other: Schema) -> Iterator[Address]:
        from trueup.postgres.shadow.runners import is_runners

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
