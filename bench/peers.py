"""Other people's tools for the same job: how to install them outside the source tree, and how to call them.

``python -m bench.peers --install DIR`` makes one folder per tool with pinned versions. A tool that cannot be had
leaves a note saying why, which the timing shows as its row.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.generate import NAMESPACES

WHY = "why-not.txt"


@dataclass(frozen=True)
class Tool:
    """A tool: the package manager it comes from (pip, npm, go), what to ask it for, and the program that results."""

    name: str
    version: str
    source: str
    packages: tuple[str, ...]
    program: str


TOOLS = (
    Tool(
        "migra",
        "3.0.1663481299",
        "pip",
        ("migra==3.0.1663481299", "sqlalchemy<2", "psycopg2-binary", "setuptools<81"),
        "bin/migra",
    ),
    Tool("results", "2.0.1789346060", "pip", ("results==2.0.1789346060",), "bin/results"),
    Tool(
        "pg-delta",
        "1.0.0-alpha.34",
        "npm",
        ("@supabase/pg-delta@1.0.0-alpha.34",),
        "node_modules/@supabase/pg-delta/dist/cli/main.js",
    ),
    Tool(
        "drizzle-kit",
        "0.31.11",
        "npm",
        ("drizzle-kit@0.31.11", "drizzle-orm@0.45.4", "pg@8", "tsx@4"),
        "node_modules/drizzle-kit/bin.cjs",
    ),
    Tool("pg-schema-diff", "1.0.5", "go", ("github.com/stripe/pg-schema-diff/cmd/pg-schema-diff@v1.0.5",), "program"),
    Tool("pgschema", "latest", "go", ("github.com/pgplex/pgschema@latest",), "program"),
    Tool("psqldef", "latest", "go", ("github.com/sqldef/sqldef/v3/cmd/psqldef@latest",), "program"),
    Tool("atlas", "latest", "go", ("ariga.io/atlas/cmd/atlas@latest",), "program"),
)


@dataclass(frozen=True)
class Call:
    """One thing a peer does in the timing: the command, the folder to run in, the exit codes that mean it worked."""

    name: str
    tool: str
    command: tuple[str, ...]
    cwd: Path
    accepted: frozenset[int] = frozenset({0})
    env: tuple[tuple[str, str], ...] = ()


def default_directory() -> Path:
    """Where peers are installed unless told otherwise: the user's cache directory."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trueup-bench"


def install(directory: Path, only: Sequence[str] = ()) -> dict[str, str | None]:
    """Install every tool that is not there; for each, None or why it cannot be had."""
    found: dict[str, str | None] = {}
    for tool in TOOLS:
        if only and tool.name not in only:
            continue
        folder = directory / tool.name
        if not (folder / tool.program).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            steps, client = MAKERS[tool.source]
            why = _attempt(steps(tool, folder), folder) if shutil.which(client) else f"there is no {client} here"
            if why:
                (folder / WHY).write_text(why)
        found[tool.name] = missing(directory, tool)
        print(f"{tool.name:15} {found[tool.name] or 'installed'}", file=sys.stderr)
    return found


def missing(directory: Path, tool: Tool) -> str | None:
    """Why a tool cannot be run, or None when it can."""
    if (directory / tool.name / tool.program).exists():
        return None
    note = directory / tool.name / WHY
    return note.read_text() if note.exists() else "not installed: python -m bench.peers --install"


Step = tuple[tuple[str, ...], dict[str, str]]


def _pip(tool: Tool, folder: Path) -> list[Step]:
    return [
        ((sys.executable, "-m", "venv", str(folder)), {}),
        ((str(folder / "bin/pip"), "install", "--quiet", *tool.packages), {}),
    ]


def _npm(tool: Tool, folder: Path) -> list[Step]:
    (folder / "package.json").write_text('{"name": "bench", "private": true}\n')
    return [(("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *tool.packages), {})]


def _go(tool: Tool, folder: Path) -> list[Step]:
    """Built in a module of its own: ``go install`` also wants the list of all versions, which not all proxies have."""
    (folder / "go.mod").write_text("module bench\n\ngo 1.24\n")
    package = tool.packages[0]
    env = {"GOFLAGS": "-mod=mod", "GOBIN": str(folder)}
    return [
        (("go", "get", package), env),
        (("go", "build", "-p", "1", "-o", tool.program, package.partition("@")[0]), env),
    ]


MAKERS: dict[str, tuple[Callable[[Tool, Path], list[Step]], str]] = {
    "pip": (_pip, sys.executable),
    "npm": (_npm, "npm"),
    "go": (_go, "go"),
}


def _attempt(steps: Sequence[Step], folder: Path) -> str | None:
    for command, env in steps:
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=os.environ | env,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                timeout=900,
            )
        except subprocess.TimeoutExpired:
            return f"{command[0]} {command[1]} took longer than 15 minutes"
        if done.returncode:
            lines = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["no message"]
            telling = [line for line in lines if re.search(r"rror|does not contain|reading|no such", line)] or lines
            return f"cannot be installed here: {telling[-1][:200]}"
    return None


def calls(directory: Path, before: str, after: str, work: Path) -> list[Call | tuple[str, str]]:
    """What to time of every tool for one pair of databases; for one that is missing, its name and why."""
    found: list[Call | tuple[str, str]] = []
    for tool in TOOLS:
        why = missing(directory, tool)
        if why:
            found.append((tool.name, why))
        else:
            program = directory / tool.name / tool.program
            found += CALLS[tool.name](program, before, after, work)
    return found


def _migra(program: Path, before: str, after: str, work: Path) -> list[Call]:
    # It exits with 2 when the databases differ.
    return [Call("migra", "migra", (str(program), "--unsafe", before, after), work, frozenset({0, 2}))]


def _results(program: Path, before: str, after: str, work: Path) -> list[Call]:
    return [Call("results dbdiff", "results", (str(program), "dbdiff", before, after), work, frozenset({0, 2}))]


def _pg_delta(program: Path, before: str, after: str, work: Path) -> list[Call]:
    pair = ("--source", before, "--desired", after)
    return [
        Call("pg-delta diff", "pg-delta", ("node", str(program), "diff", *pair), work, frozenset({0, 1})),
        Call("pg-delta plan", "pg-delta", ("node", str(program), "plan", *pair), work),
    ]


def _drizzle(program: Path, before: str, _after: str, work: Path) -> list[Call]:
    """``pull`` reads the database into TypeScript, ``export`` turns that TypeScript into SQL without a database."""
    folder = work / "drizzle"
    folder.mkdir(exist_ok=True)
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(program.parents[1])
    (folder / "pull.config.ts").write_text(
        f"export default {{ dialect: 'postgresql', out: './out', schemaFilter: {json.dumps(NAMESPACES)},\n"
        "  dbCredentials: { url: process.env.DATABASE_URL! } };\n"
    )
    (folder / "export.config.ts").write_text("export default { dialect: 'postgresql', schema: './out/schema.ts' };\n")
    env = (("DATABASE_URL", before), ("CI", "1"))
    return [
        Call(
            "drizzle-kit pull",
            "drizzle-kit",
            ("node", str(program), "pull", "--config=pull.config.ts"),
            folder,
            env=env,
        ),
        Call(
            "drizzle-kit export",
            "drizzle-kit",
            ("node", str(program), "export", "--config=export.config.ts"),
            folder,
            env=env,
        ),
    ]


def _pg_schema_diff(program: Path, before: str, after: str, work: Path) -> list[Call]:
    # Plan validation would build a third database; the others do no such thing.
    flags = ("plan", "--disable-plan-validation", "--from-dsn", before, "--to-dsn", after)
    return [Call("pg-schema-diff plan", "pg-schema-diff", (str(program), *flags), work)]


def _pgschema(program: Path, before: str, _after: str, work: Path) -> list[Call]:
    to = urlsplit(before)
    names = (("PGHOST", to.hostname), ("PGPORT", str(to.port or 5432)), ("PGDATABASE", to.path.lstrip("/")))
    env = tuple((name, value) for name, value in (*names, ("PGUSER", to.username)) if value)
    return [Call("pgschema dump", "pgschema", (str(program), "dump"), work, env=env)]


def _psqldef(program: Path, before: str, _after: str, work: Path) -> list[Call]:
    to = urlsplit(before)
    where = ("-h", to.hostname or "localhost", "-p", str(to.port or 5432), "-U", to.username or "postgres")
    return [Call("psqldef --export", "psqldef", (str(program), *where, to.path.lstrip("/"), "--export"), work)]


def _atlas(program: Path, before: str, after: str, work: Path) -> list[Call]:
    return [Call("atlas schema diff", "atlas", (str(program), "schema", "diff", "--from", before, "--to", after), work)]


CALLS: dict[str, Callable[[Path, str, str, Path], list[Call]]] = {
    "migra": _migra,
    "results": _results,
    "pg-delta": _pg_delta,
    "drizzle-kit": _drizzle,
    "pg-schema-diff": _pg_schema_diff,
    "pgschema": _pgschema,
    "psqldef": _psqldef,
    "atlas": _atlas,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--install", type=Path, nargs="?", const=default_directory(), help="make the folders here")
    parser.add_argument("--only", default="", help="names, separated by commas")
    chosen = parser.parse_args(arguments)
    directory: Path = chosen.install or default_directory()
    if chosen.install:
        install(directory.absolute(), [name for name in chosen.only.split(",") if name])
        return 0
    for tool in TOOLS:
        print(f"{tool.name:15} {tool.version:16} {missing(directory, tool) or 'installed'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
