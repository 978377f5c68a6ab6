"""The demo: a project, a database changed by hand, and every command run on them for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

import click

from trueup.cli.options import show
from trueup.postgres import embedded
from trueup.postgres.connect import connect


def tell(keep: str | None, color: bool) -> int:
    """Run the demo and give the exit code: 0 when every command ended as it should."""
    with _project(keep) as project, _database() as url:
        told = _Story(project, url, color)
        told.say("A project with five migrations, and a database they were applied to.")
        _apply(url, _migrations(project))
        told.run(0, "check")
        told.say("Then people changed the database by hand:")
        drift = files("trueup.demo").joinpath("drift.sql").read_text(encoding="utf-8")
        told.listing(drift)
        _apply(url, drift)
        told.run(1, "check")
        told.say("The statements that make the database true again, with what a careful DBA would say about them:")
        told.run(0, "plan", "database", "migrations")
        told.say("Does that really work? Tried on a throw-away PostgreSQL:")
        told.run(0, "prove", "database", "migrations")
        told.say("Apply it, and check again:")
        told.run(0, "plan", "database", "migrations", "--format", "sql", "-o", "fix.sql")
        _apply(url, (project / "fix.sql").read_text(encoding="utf-8"))
        told.run(0, "check")
        told.run(0, "diff", "database", "migrations")
        return told.end()


@contextmanager
def _project(keep: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="trueup-demo-") as temporary:
        project = Path(keep) if keep else Path(temporary) / "shop"
        with as_file(files("trueup.demo").joinpath("project")) as source:
            shutil.copytree(source, project, dirs_exist_ok=True)
        yield project


@contextmanager
def _database() -> Iterator[str]:
    cluster = embedded.start(max(embedded.majors()))
    try:
        yield cluster.url()
    finally:
        cluster.close()


def _migrations(project: Path) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted((project / "migrations").glob("*.sql")))


def _apply(url: str, sql: str) -> None:
    from trueup.postgres.parse import statements

    with connect(url, read_only=False) as conn:
        for statement in statements(sql, "demo"):
            conn.execute(statement.sql.encode())


class _Story:
    """Prints what happens, runs the commands, and remembers whether one ended otherwise than expected."""

    def __init__(self, project: Path, url: str, color: bool) -> None:
        self._project = project
        self._environment = os.environ | {"DATABASE_URL": url, "COLUMNS": "110"}
        self._environment |= {"FORCE_COLOR": "1"} if color else {"NO_COLOR": "1"}
        self._color = color
        self._surprises: list[str] = []

    def say(self, text: str) -> None:
        show([(), ((text, "head"),)], None, self._color)

    def listing(self, sql: str) -> None:
        show(
            [(("    " + line, "dim" if line.startswith("--") else ""),) for line in sql.rstrip().split("\n")],
            None,
            self._color,
        )

    def run(self, expected: int, *arguments: str) -> None:
        show([(), (("$ trueup " + " ".join(arguments), "changed"),)], None, self._color)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "trueup", *arguments],
            cwd=self._project,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=None,
            check=False,
        )
        took = time.perf_counter() - started
        show([((f"[exit code {done.returncode}, {took:.2f} s]", "dim"),)], None, self._color)
        if done.returncode != expected:
            self._surprises.append(f"trueup {' '.join(arguments)} ended with {done.returncode}, not {expected}")

    def end(self) -> int:
        if self._surprises:
            for surprise in self._surprises:
                click.echo(f"trueup demo: {surprise}", err=True)
            return 1
        self.say("Every command ended as it should. The project and its PostgreSQL are gone.")
        return 0
