"""What a program that ends soon does without: slow imports of others, and a collector of garbage it does not make."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def load_decoder() -> None:
    """Import msgspec; what it would take from ``typing_extensions``, ``typing`` has too, and loads faster."""
    modules: dict[str, Any] = sys.modules
    if "typing_extensions" in modules or "msgspec" in modules:
        return
    modules["typing_extensions"] = None
    try:
        import msgspec  # noqa: F401
    finally:
        del modules["typing_extensions"]


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector of cycles stands still: all that a reading makes lives until its end, and is looked at in vain."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
