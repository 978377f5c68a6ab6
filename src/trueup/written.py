"""Snapshots of code and migrations that stand still: the text is kept with a digest of the files, and given again.

Asked before the command line is loaded. A database is always read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trueup import __version__, cache
from trueup.formats.live import Live
from trueup.project import configuration, named

if TYPE_CHECKING:
    from trueup.project.sources import Source

GROUP = "snapshots"
_TO = ("-o", "--output")


def again(arguments: Sequence[str]) -> int | None:
    """Write what was kept for a plain ``snapshot SOURCE [-o FILE]`` and give its exit code; None when there is more.

    Problems are left to the usual way, which meets them again and says what they are.
    """
    plain = len(arguments) == 2 or (len(arguments) == 4 and arguments[2] in _TO)
    if (
        not plain
        or any(one[:1] in ("", "-") for one in (arguments[1], arguments[-1]))
        or os.environ.get("TRUEUP_SHADOW")
    ):
        return None
    from trueup.errors import TrueupError
    from trueup.output import write

    try:
        key = _key(named(arguments[1], configuration()))
        text = cache.get(GROUP, key) if key is not None else None
        if text is None:
            return None
        write(text.decode("utf-8", "surrogateescape"), arguments[3] if len(arguments) == 4 else None)
    except (TrueupError, BrokenPipeError):
        return None
    return 0


def keep(source: Source, text: str) -> None:
    """Keep the snapshot of a source that was read in the usual way."""
    key = _key(source)
    if key is not None:
        cache.put(GROUP, key, text.encode("utf-8", "surrogateescape"))


def _key(source: Source) -> str | None:
    """What the text follows from; None for a database, and where a server of the user's own is the shadow."""
    if isinstance(source, Live) or getattr(source, "shadow_url", None) is not None:
        return None
    digest = source.digest()
    if digest is None:
        return None
    from trueup.postgres import wheel

    version = getattr(source, "version", None) or 0
    settings = [getattr(source, field, None) for field in ("platform", "extensions", "stand_ins")]
    builds = [wheel.identity(major) for major in wheel.majors()]
    return cache.key([__version__, wheel.sources(), *builds, source.kind, digest, repr((version, settings))])
