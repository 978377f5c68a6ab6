"""Models imported by the project's own Python, in a process of its own, and only when its user asks for it.

``sqlalchemy:app.models:Base`` names a module and an attribute that is a MetaData or has one. The DDL that SQLAlchemy
itself makes of it comes back as a script for the shadow. Nothing of trueup is imported over there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.declaration import Builder
from trueup.errors import ReplayFailed
from trueup.files import shown
from trueup.formats.python import process
from trueup.formats.sqlalchemy.project import sayable
from trueup.formats.sqlalchemy.scope import SAYS
from trueup.postgres.names import ident

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Object, Schema
    from trueup.postgres.elaborate import Script

_READER = r"""
import importlib, json, os, sys

answer, module, attribute, *folders = sys.argv[1:]
sys.path[:0] = folders
found = importlib.import_module(module)
for part in attribute.split("."):
    found = getattr(found, part)
metadata = getattr(found, "metadata", found)
if not hasattr(metadata, "sorted_tables"):
    raise SystemExit(f"{module}:{attribute} is no MetaData and has none")
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.mock import MockConnection

made = []
dialect = postgresql.dialect()
engine = MockConnection(dialect, lambda sql, *a, **k: made.append(str(sql.compile(dialect=dialect)).strip()))
metadata.create_all(engine, checkfirst=False)
named = [*metadata.tables.values(), *getattr(metadata, "_sequences", {}).values()]
schemas = sorted({one.schema for one in named if one.schema})
with os.fdopen(int(answer), "w") as out:
    json.dump({"schemas": schemas, "statements": made}, out)
"""


def statements(target: str, root: Path | str, *, python: Path | str | None = None, seconds: float | None = None) -> str:
    """The SQL that SQLAlchemy makes of ``module:attribute``, imported by the project's own interpreter.

    ``root`` is the project's folder: its virtual environment is used, unless ``python`` names an interpreter. Without
    an attribute it is ``Base``. Raises SourceError when there is no interpreter, or the import fails or takes too long.
    """
    folder = Path(root).absolute()
    module, _, attribute = target.partition(":")
    chosen = Path(python) if python is not None else process.interpreter(folder)
    folders = [str(place) for place in (folder, folder / "src") if place.is_dir()]
    found = process.ask(chosen, _READER, [module, attribute or "Base", *folders], folder, {}, seconds)
    schemas = [f"CREATE SCHEMA IF NOT EXISTS {ident(name)}" for name in found["schemas"]]
    return "".join(f"{statement.rstrip(';')};\n\n" for statement in (*schemas, *found["statements"]))


def scripts(target: str, root: Path | str, *, python: Path | str | None = None) -> list[Script]:
    """The same as what the shadow replays."""
    from trueup.postgres.elaborate import Script

    name = f"sqlalchemy:{target}"
    return [Script(name, statements(target, root, python=python), name)]


class ImportedProject(NamedTuple):
    """Models that the project's own Python imports: ``target`` is ``module:attribute``, seen from a folder."""

    path: str
    target: str

    @property
    def format(self) -> str:
        return "sqlalchemy"

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"SQLAlchemy models {self.target}"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return f"imported\0{self.path}\0{self.target}"

    def read(self) -> Declaration:
        """What the project's own SQLAlchemy makes of its models. Raises SourceError."""
        made = _elaborated(scripts(self.target, self.path))
        builder = Builder()
        for where, obj in made.objects.items():
            if where != "schema public" and SAYS.admits(where):
                builder.add(obj, None)
        return builder.done(SAYS)

    def can_say(self, obj: Object) -> bool:
        """Whether SQLAlchemy has words for an object of another source, as it is there."""
        return sayable(obj)


def project(argument: str, base: Path) -> ImportedProject:
    """The project that ``sqlalchemy:app.models:Base`` means, seen from a folder."""
    return ImportedProject(shown(base), argument)


def _elaborated(found: list[Script]) -> Schema:
    """What the statements make; extensions, which a MetaData does not name, are made when one of them is missed."""
    from trueup.postgres.elaborate import Script, elaborate
    from trueup.postgres.shadow.stubs.providers import missed

    wanted: list[str] = []
    while True:
        first = "".join(f"CREATE EXTENSION IF NOT EXISTS {ident(name)};\n" for name in wanted)
        try:
            return elaborate([Script("sqlalchemy", first, "extensions"), *found])
        except ReplayFailed as failed:
            brought = missed(failed.message)
            if brought is None or brought in wanted:
                raise
            wanted.append(brought)
