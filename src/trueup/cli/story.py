"""The demo: a project, a database changed by hand, and every command run on them for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

import click

from trueup.demo import examples
from trueup.output import show
from trueup.postgres.connect import connect
from trueup.postgres.shadow import embedded


def tell(color: bool) -> int:
    """Run the demo and give the exit code: 0 when every command ended as it should."""
    with tempfile.TemporaryDirectory(prefix="trueup-demo-") as folder, database() as url:
        project = Path(folder) / "shop"
        copy_project(project)
        story = Story(project, {"DATABASE_URL": url}, color)
        story.say("A project with five migrations, and a database they were applied to.")
        apply(url, migrations(project))
        story.run(0, "init")
        story.run(0, "check")
        story.say("Then people changed the database by hand:")
        story.listing(drift())
        apply(url, drift())
        story.run(1, "check")
        story.say("The statements that make the database true again; what loses data is marked:")
        story.run(0, "plan", "dev", "migrations")
        story.say("Does that really work? Tried on a throw-away PostgreSQL:")
        story.run(0, "prove", "dev", "migrations")
        story.say("What may lose data or hold somebody up is not applied unless it is allowed by name:")
        story.run(2, "apply", "dev", "migrations")
        story.run(0, "apply", "dev", "migrations", "--allow", "H104", "--allow", "H202")
        story.say("Look again, and at what was noted in the database:")
        story.run(0, "check")
        story.run(0, "log", "dev")
        story.say(f"Other projects to look at: trueup demo {', '.join(examples.NAMES)}.")
        return story.end()


def copy_project(to: Path) -> None:
    """The demo's project, as files to play with."""
    with as_file(files("trueup.demo").joinpath("project")) as source:
        shutil.copytree(source, to)


def migrations(project: Path) -> str:
    """The SQL of its migrations, in order."""
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted((project / "migrations").glob("*.sql")))


def drift() -> str:
    """What people did to the database by hand."""
    return files("trueup.demo").joinpath("drift.sql").read_text(encoding="utf-8")


@contextmanager
def database() -> Iterator[str]:
    """A PostgreSQL of its own, as the address of a role without superuser rights."""
    cluster = embedded.start(max(embedded.majors()), None)
    try:
        yield cluster.url()
    finally:
        cluster.close()


def apply(url: str, sql: str) -> None:
    """Execute a script, each statement in a transaction of its own, as psql would."""
    from trueup.postgres.sql.parse import statements

    with connect(url, read_only=False) as conn:
        for statement in statements(sql, "demo"):
            conn.execute(statement.sql.encode())


class Story:
    """Prints what happens, runs the commands, and remembers whether one ended otherwise than it should."""

    def __init__(self, project: Path, variables: Mapping[str, str], color: bool) -> None:
        self._color = color
        self._surprises: list[str] = []
        self.enter(project, variables)

    def enter(self, project: Path, variables: Mapping[str, str]) -> None:
        """Run what follows in this folder, with these variables."""
        self._project = project
        self._environment = os.environ | dict(variables)
        self._environment |= {"FORCE_COLOR": "1"} if self._color else {"NO_COLOR": "1"}

    def say(self, text: str) -> None:
        show([(), ((text, "head"),)], None, self._color)

    def listing(self, sql: str) -> None:
        lines = sql.rstrip().split("\n")
        show([(("    " + line, "dim" if line.startswith("--") else ""),) for line in lines], None, self._color)

    def run(self, expected: int, *arguments: str) -> None:
        show([(), (("$ trueup " + " ".join(arguments), "changed"),)], None, self._color)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "trueup", *arguments],
            cwd=self._project,
            env=self._environment,
            stdin=subprocess.DEVNULL,
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
