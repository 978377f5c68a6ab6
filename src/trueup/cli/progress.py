"""A progress bar on stderr for work that takes more than a second, on a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_shown: list[_Bar] = []

PATIENCE = 1.0
"""Seconds of silence before the bar appears."""


@contextmanager
def progress(quiet: bool, what: str = "reading") -> Iterator[None]:
    """Show how far the work inside is; does and imports nothing when nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from trueup.progress import listening

    bar = _Bar(what)
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    _shown.append(bar)
    try:
        with listening(bar.update):
            yield
    finally:
        _shown.remove(bar)
        timer.cancel()
        bar.stop()


@contextmanager
def paused() -> Iterator[None]:
    """Without the bar, for a question: what is typed and shown meanwhile is the user's."""
    for bar in _shown:
        bar.stop()
    yield
    for bar in _shown:
        bar.start(again=True)


class _Bar:
    def __init__(self, what: str) -> None:
        self._lock = threading.Lock()
        self._at = (what, 0, 0)
        self._progress: object | None = None
        self._over = False

    def update(self, what: str, done: int, total: int) -> None:
        with self._lock:
            self._at = (what, done, total)
            self._draw()

    def start(self, *, again: bool = False) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            self._over = self._over and not again
            if self._over:
                return
            shown = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = shown.add_task(self._at[0], total=None)
            shown.start()
            self._progress = shown
            self._draw()

    def stop(self) -> None:
        with self._lock:
            self._over = True
            if self._progress is not None:
                self._progress.stop()  # type: ignore[attr-defined]  # held as object: rich comes late
                self._progress = None

    def _draw(self) -> None:
        what, done, total = self._at
        if self._progress is not None:
            self._progress.update(  # type: ignore[attr-defined]  # held as object: rich comes late
                self._task, description=what, completed=done, total=total or None
            )
