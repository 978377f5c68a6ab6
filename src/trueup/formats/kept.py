"""What was worked out from files, for as long as the files say the same. Which files those are is noted beside it.

Loaded before the program is: nothing is imported here that costs anything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator

from trueup import cache

_TICK = 20_000_000
"""Nanoseconds: file systems keep time by the clock's tick, and a file may be younger than it says."""


def note(group: str, key: str, paths: Iterable[str], began: int) -> None:
    """Note the files and folders that decide something, which were read since ``began`` (``time.time_ns``).

    Nothing is noted when one was changed in the meantime, nor when there are none: then it is not known what decides.
    """
    given = list(paths)
    settled = all(_changed(path) < began - _TICK for path in given)
    cache.put(group, key, "\0".join(given if settled else ()).encode())


def digest(group: str, key: str) -> str | None:
    """A digest of what the noted files and folders hold now; None when none are noted."""
    noted = cache.get(group, key)
    return cache.key([key, *_contents(noted.decode().split("\0"))]) if noted else None


def kept(group: str, key: str, work: Callable[[], tuple[bytes, Iterable[str]]]) -> bytes:
    """What ``work`` gives together with the files that decide it, or gave when these were the same."""
    before = digest(f"{group}-files", key)
    found = cache.get(group, before) if before is not None else None
    if found is not None:
        return found
    began = time.time_ns()
    result, paths = work()
    note(f"{group}-files", key, paths, began)
    now = digest(f"{group}-files", key)
    if now is not None:
        cache.put(group, now, result)
    return result


def _changed(path: str) -> int:
    """When a file was last written, in nanoseconds of the epoch; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _contents(paths: list[str]) -> Iterator[bytes]:
    """What is in files, and the names in folders and beside files: a new file may be part of it."""
    folders = set()
    for path in paths:
        yield path.encode("utf-8", "surrogateescape")
        try:
            with open(path, "rb") as file:
                yield file.read()
            folders.add(os.path.dirname(path))
        except OSError:
            yield b""
            folders.add(path)
    for folder in sorted(folders):
        try:
            yield "\0".join(sorted(os.listdir(folder or "."))).encode("utf-8", "surrogateescape")
        except OSError:
            yield b""
