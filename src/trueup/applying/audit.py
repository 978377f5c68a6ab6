"""A log on this machine of what was applied where: JSON lines, each on the disk before anything goes on.

No line holds a secret: addresses lose their passwords, and so does SQL that sets one.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trueup.errors import ConfigError
from trueup.scrub import scrub

if TYPE_CHECKING:
    from trueup.postgres.apply.journal import Noted, Run
    from trueup.project.config import Config


def place(config: Config, given: str | None = None) -> Path:
    """Where the log is: as asked for, beside ``trueup.toml``, or in the user's state directory."""
    if given is not None:
        return Path(given).expanduser()
    if config.file is not None:
        return Path(config.root) / ".trueup" / "audit.jsonl"
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "trueup" / "audit.jsonl"


class Log:
    """An audit log that can be appended to."""

    def __init__(self, path: Path) -> None:
        """Open it, and see that it can be written. Raises ConfigError."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise ConfigError(
                f"the audit log cannot be written: {error.strerror}", where=str(path), help="name another with --audit"
            ) from None

    def append(self, event: str, **told: object) -> None:
        """One line, on the disk when this returns. Raises ConfigError."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        clean = {name: scrub(value) if isinstance(value, str) else value for name, value in told.items()}
        line = json.dumps({"time": now, "event": event} | clean, ensure_ascii=False) + "\n"
        try:
            os.write(self._file, (line if self._whole() else "\n" + line).encode("utf-8", "surrogateescape"))
            os.fsync(self._file)
        except OSError as error:
            raise ConfigError(
                f"the audit log cannot be written: {error.strerror}",
                where=str(self.path),
                help="make room for it, or name another with --audit",
            ) from None

    def _whole(self) -> bool:
        """Whether its last line was written to the end; a crash of the machine may have cut it off."""
        size = os.fstat(self._file).st_size
        return size == 0 or os.pread(self._file, 1, size - 1) == b"\n"

    def events(self) -> Iterator[dict[str, object]]:
        """What is in it, oldest first; lines that are cut off are left out."""
        with self.path.open("rb") as file:
            for line in file:
                try:
                    found = json.loads(line)
                except ValueError:
                    continue
                if isinstance(found, dict):
                    yield found

    def close(self) -> None:
        os.close(self._file)


class Record:
    """What is noted of the runs in one database; without a log, nothing."""

    def __init__(self, log: Log | None, target: str) -> None:
        self._log = log
        self._target = target

    def note(self, event: str, run: int, plan: str, **told: object) -> None:
        """Something that happened to a run of a plan. Raises ConfigError."""
        if self._log is not None:
            known = {name: value for name, value in told.items() if value is not None}
            self._log.append(event, target=self._target, who=who(), run=run, plan=plan, **known)

    def catch_up(self, run: Run, total: int, done: Sequence[Noted]) -> None:
        """Note what was begun and done when there was no time left to note it. Raises ConfigError."""
        if self._log is None:
            return
        own = {"run": run.number, "plan": run.plan, "target": self._target}.items()
        events = [event for event in self._log.events() if own <= event.items()]
        late = "noted when the run was gone on with"
        if not any(event["event"] == "begun" for event in events):
            told: dict[str, object] = {"command": run.command, "source": run.source, "goal": run.goal, "total": total}
            self.note("begun", run.number, run.plan, **told, detail=late)
        known = {event.get("statement") for event in events if event["event"] == "done"}
        for one in done:
            if one.number not in known:
                told = {"statement": one.number, "sql": one.statement, "seconds": one.seconds, "rows": one.rows or None}
                self.note("done", run.number, run.plan, **told, detail=late)


def who() -> str:
    """The user of this machine, and the machine."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    return f"{user}@{platform.node() or 'unknown'}"
