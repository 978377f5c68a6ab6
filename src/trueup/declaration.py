"""A schema as source code declares it, before any PostgreSQL has seen it. Nothing is read or elaborated here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from trueup.model import EVERYTHING, Address, Note, Object, Origin, Scope, part


class Unread(msgspec.Struct, frozen=True):
    """A piece of source that cannot be told without running it: nothing is said about ``address``, and nothing guessed.

    ``why`` is a sentence for the user: what it is, and what would make it readable. ``address`` None means that no
    single object is concerned.
    """

    origin: Origin
    why: str
    address: Address | None = None


class Declaration(msgspec.Struct, frozen=True, kw_only=True):
    """What one project's code declares.

    ``objects`` are records whose expressions and types are as written, not as PostgreSQL prints them: ``varchar(20)``,
    ``serial``, ``now()``. Elaborating brings them to one form. ``origins`` say where each is declared. ``needs`` are
    the addresses an object mentions beyond what its fields and its SQL tell (a reference in a ``sql`` template).
    ``says`` is what the format can express at all. ``extensions`` must exist before the first object, ``platform`` and
    ``roles`` likewise. ``files`` are the files and folders that decide what is declared, those that were looked for in
    vain too: as long as they are the same, so is it. None are told where a program was run, which may read anything.
    """

    objects: tuple[Object, ...]
    origins: Mapping[Address, Origin] = {}
    needs: Mapping[Address, frozenset[Address]] = {}
    unread: tuple[Unread, ...] = ()
    notes: tuple[Note, ...] = ()
    says: Scope = EVERYTHING
    extensions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    platform: str | None = None
    files: tuple[str, ...] = ()


class Builder:
    """A declaration while it is being read: objects with their places, what stays unread, what must exist first."""

    def __init__(self) -> None:
        self.objects: dict[Address, Object] = {}
        self.origins: dict[Address, Origin] = {}
        self.needs: dict[Address, frozenset[Address]] = {}
        self.unread: list[Unread] = []
        self.notes: list[Note] = []
        self.extensions: set[str] = set()
        self.roles: set[str] = set()
        self.files: set[str] = set()

    def add(self, obj: Object, origin: Origin | None, needs: Iterable[Address] = ()) -> Address:
        """Take an object up, and say where it is; a later one there takes the place of an earlier one."""
        where = obj.address
        self.objects[where] = obj
        if origin is not None:
            self.origins[where] = origin
        found = frozenset(needs)
        if found:
            self.needs[where] = found
        return where

    def called(self, where: Address, name: str) -> None:
        """What the code calls an object; of interest only where the database has another name for it."""
        if where in self.origins and not where.endswith((f" {part(name)}", f".{part(name)}")):
            self.origins[where] = msgspec.structs.replace(self.origins[where], called=name)

    def skip(self, origin: Origin, why: str, where: Address | None = None) -> None:
        """Note that something was not read."""
        self.unread.append(Unread(origin, why, where))

    def done(self, says: Scope, **more: Any) -> Declaration:
        """The declaration, in an order that does not depend on how it was read."""
        return Declaration(
            objects=tuple(self.objects[where] for where in sorted(self.objects)),
            origins=self.origins,
            needs=self.needs,
            unread=tuple(sorted(self.unread, key=lambda u: (u.origin.file, u.origin.line, u.origin.column, u.why))),
            notes=tuple(self.notes),
            says=says,
            extensions=tuple(sorted(self.extensions)),
            roles=tuple(sorted(self.roles)),
            files=tuple(sorted(self.files)),
            **more,
        )
