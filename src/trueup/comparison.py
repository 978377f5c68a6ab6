"""Two sources, how they were read, and what differs between them: what every report starts from."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from trueup.diff import Change, Create, Drop
from trueup.model import Address, Note, Origin


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two sources, by the name its user knows it by; never with a secret."""

    label: str
    kind: str
    version: int | None = None
    """``server_version_num`` of the server the schema's spelling comes from."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The changes that lead from ``before`` to ``after``; ``origins`` say where an object is declared."""

    before: Side
    after: Side
    changes: tuple[Change, ...] = ()
    origins: Mapping[Address, Origin] = {}
    notes: tuple[Note, ...] = ()

    @property
    def equal(self) -> bool:
        return not self.changes

    @property
    def summary(self) -> dict[str, int]:
        """How many objects are to be created, dropped and altered."""
        created = sum(isinstance(c, Create) for c in self.changes)
        dropped = sum(isinstance(c, Drop) for c in self.changes)
        return {"create": created, "drop": dropped, "alter": len(self.changes) - created - dropped}
