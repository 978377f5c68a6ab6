"""Models imported by the project's own Python, in a process of its own, and only when its user asks for it.

``sqlalchemy:app.models:Base`` names a module and an attribute that is a MetaData or has one. The DDL that SQLAlchemy
itself makes of it comes back as a script for the shadow. Nothing of trueup is imported over there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from trueup.errors import SourceError
from trueup.histories.history import shown

if TYPE_CHECKING:
    from trueup.postgres.elaborate import Script

TIMEOUT = 120
"""Seconds that importing a project may take."""
_INTERPRETERS = (".venv/bin/python", "venv/bin/python", "env/bin/python", ".venv/Scripts/python.exe")
_SECRET = ("TRUEUP_",)
_SHOWN_LINES = 12
_PASSWORD = re.compile(r"(://[^\s:/@]*:)[^\s@]*@")

_READER = r"""
import importlib, json, os, sys

answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what the project prints is not the answer
sys.stdout = sys.stderr
module, attribute, folders = json.loads(sys.argv[1])
sys.path[:0] = folders
found = importlib.import_module(module)
for part in attribute.split("."):
    found = getattr(found, part)
metadata = getattr(found, "metadata", found)
if not hasattr(metadata, "sorted_tables"):
    raise SystemExit(f"{module}:{attribute} is no MetaData and has none")
from sqlalchemy import __version__
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.mock import MockConnection

made = []
dialect = postgresql.dialect()
engine = MockConnection(dialect, lambda sql, *a, **k: made.append(str(sql.compile(dialect=dialect)).strip()))
metadata.create_all(engine, checkfirst=False)
named = [*metadata.tables.values(), *getattr(metadata, "_sequences", {}).values()]
schemas = sorted({one.schema for one in named if one.schema})
json.dump({"version": __version__, "schemas": schemas, "statements": made}, answer)
answer.close()
"""


def statements(target: str, root: Path | str, *, python: Path | str | None = None, timeout: float = TIMEOUT) -> str:
    """The SQL that SQLAlchemy makes of ``module:attribute``, imported by the project's own interpreter.

    ``root`` is the project's folder: its virtual environment is used, unless ``python`` names an interpreter. Raises
    SourceError when there is none, the import fails or takes longer than ``timeout`` seconds.
    """
    from trueup.postgres.names import ident

    folder = Path(root).absolute()
    module, _, attribute = target.partition(":")
    chosen = _interpreter(folder, python)
    found = _asked(chosen, module, attribute or "Base", folder, timeout, target)
    schemas = [f"CREATE SCHEMA IF NOT EXISTS {ident(name)}" for name in found["schemas"]]
    return "".join(f"{statement.rstrip(';')};\n\n" for statement in (*schemas, *found["statements"]))


def _interpreter(folder: Path, python: Path | str | None) -> Path:
    if python is not None:
        path = Path(python) if os.sep in str(python) else None
        if path is not None and not path.exists():
            raise SourceError("there is no such interpreter", where=shown(path), help="Name the project's own Python.")
        return path if path is not None else Path(python)
    active = os.environ.get("VIRTUAL_ENV")
    places = [above / name for above in (folder, *folder.parents[:2]) for name in _INTERPRETERS]
    places += [Path(active) / "bin" / "python"] if active else []
    for place in places:
        if place.exists():
            return place
    raise SourceError(
        "importing models needs the project's own Python, and there is no virtual environment",
        where=shown(folder),
        help="Create one as .venv, or name an interpreter with --python.",
    )


def _asked(
    python: Path, module: str, attribute: str, folder: Path, timeout: float, target: str
) -> dict[str, list[str]]:
    folders = [str(folder), *([str(folder / "src")] if (folder / "src").is_dir() else [])]
    command = [str(python), "-", json.dumps([module, attribute, folders])]
    try:
        ran = subprocess.run(
            command,
            input=_READER,
            capture_output=True,
            text=True,
            cwd=folder,
            env=environment(),
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            f"importing {module} did not end within {timeout:g} seconds",
            where=f"sqlalchemy:{target}",
            help="A module that connects to a server or waits when imported cannot be used here.",
        ) from None
    except OSError as error:
        raise SourceError(f"the interpreter cannot be run: {error.strerror}", where=shown(python)) from None
    if ran.returncode != 0:
        raise SourceError(
            f"{module} cannot be imported by {shown(python)}:\n{_last(ran.stderr)}",
            where=f"sqlalchemy:{target}",
            help="It must be importable from the project's folder, with SQLAlchemy in that interpreter.",
        )
    try:
        answer = json.loads(ran.stdout)
    except ValueError:
        raise SourceError(
            f"{module} ended before it could be read:\n{_last(ran.stderr)}", where=f"sqlalchemy:{target}"
        ) from None
    return {"schemas": answer["schemas"], "statements": answer["statements"]}


def environment() -> dict[str, str]:
    """The environment passed on: all but what is for trueup alone."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_SECRET)}


def scripts(target: str, root: Path | str, *, python: Path | str | None = None) -> list[Script]:
    """The same as what the shadow replays."""
    from trueup.postgres.elaborate import Script

    name = f"sqlalchemy:{target}"
    return [Script(name, statements(target, root, python=python), name)]


def _last(text: str) -> str:
    """The end of what was printed, without passwords of URLs."""
    lines = _PASSWORD.sub(r"\1***@", text).strip().splitlines()[-_SHOWN_LINES:]
    return "\n".join(f"  {line}" for line in lines) or "  (it printed nothing)"
