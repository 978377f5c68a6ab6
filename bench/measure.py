"""Runs a whole process and says what it cost: wall and CPU seconds and the most memory it had. Judges nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO


@dataclass(frozen=True)
class Sample:
    """One run: seconds of wall and of CPU time, memory in MiB, exit code, the end of what it printed, why it failed.

    Memory is the largest resident set of the process or of one it waited for; the memory of this process is its
    floor, so the caller should be small.
    """

    wall: float
    cpu: float
    memory: float
    code: int
    output: str
    failed: str | None = None


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    accepted: frozenset[int] = frozenset({0}),
    limit: float = 600,
    prints: bool = False,
) -> Sample:
    """Run a command to its end, or to the end of the time limit, with its output kept in files.

    It failed when it was stopped, when its exit code is not among the accepted, and, if it ``prints``, when it did not.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=cwd,
                env=os.environ | dict(env or {}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        except OSError as error:
            return Sample(0, 0, 0, 127, "", f"did not start: {error.strerror}")
        late = threading.Event()
        timer = threading.Timer(limit, _stop, (process.pid, late))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        timer.cancel()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        output, complaint = _text(out), _text(err)
    failed = None
    if late.is_set():
        failed = f"stopped after {limit:.0f} s"
    elif code not in accepted:
        failed = f"exit {code}: {_last_line(complaint or output)}"
    elif prints and not output.strip():
        failed = f"printed nothing: {_last_line(complaint)}"
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code, output, failed)


def _stop(pid: int, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _text(file: IO[bytes]) -> str:
    """The end of what was written: all of it would count as memory of the processes started after."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - 65_536))
    return file.read().decode("utf-8", "replace")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line] or lines or ["no message"]
    return telling[-1][:160]


def ratio(ours: Sequence[Sample], theirs: Sequence[Sample]) -> float | None:
    """How much of the others' wall time ours takes: the median over rounds, each of which ran both in turn."""
    pairs = [(a.wall, b.wall) for a, b in zip(ours, theirs, strict=False) if not (a.failed or b.failed)]
    return median(a / b for a, b in pairs) if pairs else None
