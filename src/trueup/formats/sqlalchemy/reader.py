"""A project's models as a Declaration: modules are read, their tables collected, then written as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trueup.declaration import Builder, Declaration
from trueup.errors import SourceError
from trueup.formats.python import Call, Class, Module, Value
from trueup.formats.sqlalchemy.core import read_table
from trueup.formats.sqlalchemy.declarative import Declarative
from trueup.formats.sqlalchemy.metadata import Meta, Metas
from trueup.formats.sqlalchemy.records import Records
from trueup.formats.sqlalchemy.scope import SAYS
from trueup.formats.sqlalchemy.sqlmodel import SQLModels
from trueup.formats.sqlalchemy.symbols import Models, Unreadable, called
from trueup.formats.sqlalchemy.tables import Tables
from trueup.formats.sqlalchemy.types import Types

_LOOSE = frozenset({"Index", "UniqueConstraint", "CheckConstraint", "ForeignKeyConstraint", "ExcludeConstraint"})


def read(
    paths: Iterable[Path | str],
    *,
    root: Path | str = ".",
    target: tuple[Path | str, str] | None = None,
    sqlmodel: tuple[int, ...] | None = None,
) -> Declaration:
    """What the models in some Python files declare, together with the files they import.

    ``root`` is the folder of the project, where imports are looked for. ``target`` is a file and a name in it that is
    the MetaData wanted (Alembic's ``env.py`` and ``target_metadata``): tables of others are left out. ``sqlmodel`` is
    the version of SQLModel that is used, where known. Raises SourceError for a file that is no Python.
    """
    project = Models(Path(root))
    modules = list(reached(project, [project.load(path) for path in paths]))
    return Reader(project, sqlmodel).read(modules, _wanted(project, target))


def reached(project: Models, modules: Iterable[Module]) -> Iterator[Module]:
    """Modules and all those of the project that importing them brings in, in the order they are first imported.

    Each is read when it is asked for.
    """
    found: set[Module] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop(0)
        if module in found:
            continue
        found.add(module)
        project.read(module)
        yield module
        waiting += project.imported_by(module)


def _wanted(project: Models, target: tuple[Path | str, str] | None) -> Value | None:
    if target is None:
        return None
    try:
        module = project.load(target[0])
    except SourceError:
        return None
    return project.lookup(target[1], module.scope, module.origin(module.tree))


class Reader:
    """Reads the modules of one project."""

    def __init__(self, project: Models, sqlmodel: tuple[int, ...] | None) -> None:
        self.project = project
        self.builder = Builder()
        self.metas = Metas(project)
        self.types = Types(project)
        self.tables = Tables()
        self.declarative = Declarative(project, self.metas, self.types, self.tables, self.builder)
        self.sqlmodels = SQLModels(self.declarative, self.builder, sqlmodel)
        project.table_name = self._table_name

    def read(self, modules: Sequence[Module], target: Value | None) -> Declaration:
        """The declaration of these modules."""
        made = [(one, module) for module in self._all(modules) for one in module.made]
        self._collect([one for one, _ in made])
        chosen = self._chosen(target)
        records = Records(self.metas, self.tables, self.types, self.builder, chosen)
        records.loose = [one for one, _ in made if isinstance(one, Call) and called(one) in _LOOSE]
        records.sequences = [one for one, _ in made if isinstance(one, Call) and called(one) == "Sequence"]
        records.named = [
            one
            for one, _ in made
            if isinstance(one, Call) and called(one) in ("Enum", "ENUM", "DOMAIN") and "metadata" in one.kwargs
        ]
        records.write()
        self.builder.files |= self.project.deciding()
        return self.builder.done(SAYS)

    def _all(self, modules: Sequence[Module]) -> list[Module]:
        """The modules asked for, then those they brought in, each once."""
        found = list(dict.fromkeys(modules))
        found += [m for m in self.project.finder.known() if m.state == "read" and m not in found and m.made]
        return found

    def _collect(self, made: Sequence[Call | Class]) -> None:
        for one in made:
            if isinstance(one, Call) and called(one) == "Table":
                read_table(one, self.metas, self.types, self.tables, self.builder)
        for one in made:
            if isinstance(one, Class) and self.sqlmodels.is_table(one):
                self.sqlmodels.read(one)
            elif isinstance(one, Class) and not self.sqlmodels.is_model(one):
                self.declarative.read(one)

    def _table_name(self, of: Class) -> str | None:
        """What ``cls.__tablename__`` is in a class that does not say it."""
        if self.sqlmodels.is_model(of):
            return of.name.lower()
        try:
            return self.declarative.table_name(of)
        except Unreadable:
            return None

    def _chosen(self, target: Value | None) -> set[int] | None:
        """The MetaData wanted, by identity; None for all."""
        if target is None:
            return None
        from trueup.formats.python import Items

        values = target.items if isinstance(target, Items) else [target]
        found: list[Meta] = []
        for value in values:
            try:
                found.append(self.metas.of(value))
            except Unreadable:
                return None
        return {id(meta) for meta in found}
