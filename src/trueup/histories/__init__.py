"""Migration folders -> the SQL their runners would run, in order. What PostgreSQL makes of it is elsewhere.

A convention is a module here with ``KIND``, ``LABEL``, ``RANK`` (lower is asked first), ``recognises(folder)`` and
``read(folder)``; being in the folder registers it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from trueup.histories.history import Folder, History, Migration, Remark, Transactions

__all__ = ["Convention", "Folder", "History", "Migration", "Remark", "Transactions", "convention", "detect"]


class Convention(Protocol):
    """What a module of this package offers."""

    KIND: str
    LABEL: str
    RANK: int

    def recognises(self, folder: Folder) -> bool:
        """Whether the folder looks like this convention's; reads as little as it can."""

    def read(self, folder: Folder) -> History:
        """The history in the folder; SourceError when the runner would refuse it too."""


@cache
def conventions() -> tuple[Convention, ...]:
    """Every convention, in the order they are asked."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))  # pkgutil takes ten times as long
    found = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted((m for m in found if hasattr(m, "RANK")), key=lambda m: m.RANK))


def convention(folder: Folder) -> Convention | None:
    """The convention of a folder, or None."""
    return next((one for one in conventions() if one.recognises(folder)), None)


def detect(path: Path | str) -> History | None:
    """The history in exactly this folder or SQL file; None when there is none that can be replayed."""
    from trueup.histories import plain

    path = Path(path)
    if path.is_file():
        return plain.single(path)
    folder = Folder(path)
    found = convention(folder)
    return found.read(folder) if found is not None else None
