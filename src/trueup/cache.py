"""A cache of small binary values on disk, by content key, bounded in size. What they mean is the caller's affair."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

try:
    from _blake2 import blake2b  # where hashlib has it from, which loads OpenSSL too
except ImportError:
    from hashlib import blake2b

__all__ = ["LIMIT", "blake2b", "directory", "get", "key", "put"]

LIMIT = 256 * 1024 * 1024
"""How many bytes of values are kept; the least recently used go first."""

_MARK = b"trueup3\n"
_SIZE = 32
"""Bytes of a digest."""


def directory() -> Path:
    """Where trueup keeps what it can make again: ``TRUEUP_CACHE_DIR``, or the user's cache directory."""
    given = os.environ.get("TRUEUP_CACHE_DIR")
    if given:
        return Path(given).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "trueup"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "trueup"


def key(parts: Iterable[str | bytes]) -> str:
    """A digest of several texts that no other sequence of texts has."""
    digest = blake2b(digest_size=_SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def get(group: str, key: str) -> bytes | None:
    """The value kept under a key, or None; a damaged entry is as good as none."""
    path = _path(group, key)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = len(_MARK) + _SIZE
    if data[: len(_MARK)] != _MARK or blake2b(data[head:], digest_size=_SIZE).digest() != data[len(_MARK) : head]:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return data[head:]


def put(group: str, key: str, value: bytes) -> None:
    """Keep a value; a cache that cannot be written is no error, the value is only made again next time."""
    path = _path(group, key)
    name = f"{path.parent}/.new-{os.getpid()}-{time.monotonic_ns()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MARK + blake2b(value, digest_size=_SIZE).digest() + value)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        return
    _trim(path.parent)


def _path(group: str, key: str) -> Path:
    return directory() / group / key


def _trim(folder: Path) -> None:
    """Drop the entries that were not used for longest until the rest fits the limit."""
    entries = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            found = path.stat()
            entries.append((found.st_mtime, found.st_size, path))
    total = sum(size for _, size, _ in entries)
    for _, size, path in sorted(entries):
        if total <= LIMIT:
            return
        with contextlib.suppress(OSError):
            path.unlink()
        total -= size
