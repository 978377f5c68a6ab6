"""Two sources, how they were read, and what differs between them: what every report starts from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from trueup.diff import Change, Create, Drop
from trueup.errors import ReplayFailed, TrueupError
from trueup.finding import Finding
from trueup.model import EVERYTHING, Address, Note, Origin, Scope

if TYPE_CHECKING:
    from trueup.renames import Renames


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two sources, by the name its user knows it by; never with a secret."""

    label: str
    kind: str
    version: int | None = None
    """``server_version_num`` of the server the schema's spelling comes from."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The changes that lead from ``before`` to ``after``."""

    before: Side
    after: Side
    changes: tuple[Change, ...] = ()
    origins: Mapping[Address, Origin] = {}
    """Where an object is declared, by ``after`` where both declare it."""
    before_origins: Mapping[Address, Origin] = {}
    """Where ``before`` declares it."""
    notes: tuple[Note, ...] = ()
    unapplied: tuple[str, ...] = ()
    """Files of which nothing that they made is in ``before``: migrations that look as if they had not been applied."""
    says: Scope = EVERYTHING
    """What was compared: all that both can say and the user wants to hear of."""
    renames: Renames | None = None
    """Which of the objects that only one side has may be one thing with a new name; None when nobody looked."""
    cosmetic: tuple[Finding, ...] = ()
    """What code puts differently and means the same: names, orders, spellings. No change, and no drift."""

    @property
    def equal(self) -> bool:
        return not self.changes

    @property
    def summary(self) -> dict[str, int]:
        """How many objects are to be created, dropped and altered."""
        created = sum(isinstance(c, Create) for c in self.changes)
        dropped = sum(isinstance(c, Drop) for c in self.changes)
        return {"create": created, "drop": dropped, "alter": len(self.changes) - created - dropped}


_OF_FILES = ("ConfigError", "SourceError", "ReplayFailed", "SnapshotInvalid")
_IN_FILE = re.compile(r"(.+?):(\d+)(?::(\d+))?", re.S)


class Unreached(msgspec.Struct, frozen=True, kw_only=True):
    """A place that could not be looked at, and why; ``error`` is the class of ``trueup.errors``.

    ``where`` is a redacted URL, or the file and line of what could not be read; ``help`` may have several lines.
    """

    name: str
    label: str
    error: str
    message: str
    where: str | None = None
    help: str | None = None

    @property
    def origin(self) -> Origin | None:
        """The place in a file, where it is one."""
        found = _IN_FILE.fullmatch(self.where or "") if self.error in _OF_FILES else None
        return Origin(found[1], int(found[2]), int(found[3] or 1)) if found is not None else None

    @classmethod
    def of(cls, name: str, label: str, problem: TrueupError) -> Unreached:
        """What went wrong, as a value."""
        came = f"{problem.progress[0].upper()}{problem.progress[1:]}." if isinstance(problem, ReplayFailed) else None
        return cls(
            name=name,
            label=label,
            error=type(problem).__name__,
            message=problem.message,
            where=problem.where,
            help="\n".join(filter(None, [came, problem.help])) or None,
        )


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found: each place that was looked at, compared with the truth; ``names`` say what each place is.

    ``truth`` is what the truth is called: ``migrations``, or ``code`` where there are none. ``unreached`` are the
    places that could not be looked at.
    """

    truth: str
    comparisons: tuple[Comparison, ...]
    names: tuple[str, ...]
    unreached: tuple[Unreached, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether no place that was looked at differs from the truth."""
        return all(found.equal for found in self.comparisons)


def with_unapplied(found: Comparison, declared: Mapping[Address, Origin]) -> Comparison:
    """The comparison with the files of ``after`` none of whose objects is in ``before`` as declared."""
    changed = {change.address: isinstance(change, Create) for change in found.changes}
    files: dict[str, list[bool | None]] = {}
    for where, origin in declared.items():
        files.setdefault(origin.file, []).append(changed.get(where))
    missing = [file for file, fates in files.items() if None not in fates and True in fates]
    return msgspec.structs.replace(found, unapplied=tuple(sorted(missing)))
