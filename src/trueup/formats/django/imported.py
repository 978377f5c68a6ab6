"""What a Django project itself says its models make: its own Python imports it and prints the statements as data.

Only when the user asks for it (``django:project.settings``), in a process of its own: the project's code is run there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.declaration import Builder
from trueup.errors import SourceError
from trueup.files import shown
from trueup.formats.django.extensions import installed
from trueup.formats.django.names import split
from trueup.formats.django.project import sayable
from trueup.formats.django.scope import scope
from trueup.formats.django.settings import find, manages
from trueup.formats.python.process import ask, interpreter
from trueup.model import Origin
from trueup.postgres.names import ident
from trueup.postgres.objects import Column, Constraint, Index, Sequence, Table

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Object
    from trueup.postgres.elaborate import Script

PROGRAM = """
import json, os, sys

answer = os.fdopen(int(sys.argv[1]), "w", encoding="utf-8")
os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[2]
sys.path.insert(0, os.getcwd())
import django
django.setup()
from django.apps import apps
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db import connections

settings = {**connections["default"].settings_dict, "ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}
settings.update(NAME="unused", HOST="", USER="", PASSWORD="", PORT="")
kind = DatabaseWrapper
try:
    if any(a.name == "django.contrib.gis" for a in apps.get_app_configs()):
        from django.contrib.gis.db.backends.postgis.base import DatabaseWrapper as kind
except Exception as error:  # GeoDjango without its libraries raises what it likes; what needs it fails by name
    print(error, file=sys.stderr)
connection = kind(settings, alias="default")
connection.__dict__["pg_version"] = int(sys.argv[3])
for name in ("is_postgresql_10", "is_postgresql_11", "is_postgresql_12", "is_postgresql_13", "is_postgresql_14"):
    connection.features.__dict__[name] = True

class Editor(kind.SchemaEditorClass):
    def quote_value(self, value):
        try:
            from django.db.backends.postgresql.psycopg_any import sql, is_psycopg3
            if is_psycopg3:
                from psycopg.adapt import Transformer
                return Transformer().as_literal(value).decode()
            return sql.quote(value)
        except ImportError:
            return super().quote_value(value)
    def execute(self, sql, params=()):
        if params:
            sql = str(sql) % tuple(map(self.quote_value, params))
        else:
            sql = str(sql)
        self.collected_sql.append(sql.rstrip().rstrip(";"))
    def _is_collation_deterministic(self, name):
        return True

def place(model):
    import inspect
    try:
        return inspect.getsourcefile(model), inspect.getsourcelines(model)[1]
    except (OSError, TypeError):
        return None, 1

def settle(model):
    # A migration's app does not know the auto field of its AppConfig: tables between models get the project's.
    from django.conf import settings
    from django.utils.module_loading import import_string
    if model._meta.auto_created and getattr(model._meta.pk, "auto_created", False):
        model._meta.pk.__class__ = import_string(settings.DEFAULT_AUTO_FIELD)

found = []
connections["default"] = connection
models = apps.get_models(include_auto_created=True, include_swapped=False)
for model in sorted(models, key=lambda model: bool(model._meta.auto_created)):
    if not model._meta.can_migrate(connection):
        continue
    settle(model)
    editor = Editor(connection, collect_sql=True, atomic=False)
    editor.collected_sql, editor.deferred_sql = [], []
    many = list(model._meta.local_many_to_many)
    del model._meta.local_many_to_many[:]
    try:
        editor.create_model(model)
    finally:
        model._meta.local_many_to_many[:] = many
    whose = model._meta.auto_created or model
    file, line = place(whose)
    found.append({
        "model": model._meta.label,
        "table": model._meta.db_table,
        "file": file,
        "line": line,
        "create": editor.collected_sql,
        "after": [str(one).rstrip(";") for one in editor.deferred_sql],
    })
folders = [app.path for app in apps.get_app_configs()]
json.dump({"version": list(django.VERSION[:2]), "folders": folders, "models": found}, answer)
answer.close()
"""
"""Run by the project's interpreter; its arguments are the descriptor, the settings module, and the server's version."""


_KINDS = (Table, Column, Constraint, Index, Sequence)
_BY_WORD = {
    "citext": "citext",
    "hstore": "hstore",
    "vector(": "vector",
    "geometry(": "postgis",
    "geography(": "postgis",
    "raster": "postgis",
    "gin_trgm_ops": "pg_trgm",
    "gist_trgm_ops": "pg_trgm",
}
"""What in a statement tells of an extension."""


class ImportedProject(NamedTuple):
    """A Django project that is asked itself: its folder and its settings."""

    path: str
    settings: str

    @property
    def format(self) -> str:
        return "django"

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"Django models {self.path}, imported"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return f"imported\0{self.path}\0{self.settings}"

    def read(self) -> Declaration:
        """What the project's own Django says of its models. Raises SourceError."""
        return read(Path(self.path), self.settings)

    def can_say(self, obj: Object) -> bool:
        """Whether Django has words for an object of another source, as it is there."""
        return sayable(obj)


def project(argument: str, base: Path) -> ImportedProject:
    """The project that ``django:project.settings`` means, seen from a folder. Raises SourceError."""
    root = base if manages(base) else find(base)
    if root is None:
        raise SourceError("no manage.py is here", where=shown(base), help="Run this in the project's folder.")
    return ImportedProject(shown(root), argument)


def read(root: Path, settings: str) -> Declaration:
    """What all models of a project make, by its own Django, with the places of their classes. Raises SourceError."""
    from trueup.postgres.elaborate import elaborate

    answer = ask(interpreter(root), PROGRAM, [settings, "180000"], root, {})
    made = elaborate(_scripts(answer))
    builder = Builder()
    places = {one["table"]: one for one in answer["models"] if one["file"]}
    for obj in made.objects.values():
        if isinstance(obj, _KINDS):
            place = places.get(obj.address.root.name)
            builder.add(obj, Origin(shown(place["file"]), place["line"]) if place is not None else None)
    builder.extensions |= _extensions(answer)
    major, minor = answer["version"]
    return builder.done(scope((major, minor), {"table public.django_migrations"}))


def _extensions(answer: Any) -> set[str]:
    text = " ".join(sql for one in answer["models"] for sql in [*one["create"], *one["after"]])
    told = {name for word, name in _BY_WORD.items() if word in text}
    made = installed([Path(folder) for folder in answer["folders"]])
    methods = {f"btree_{method}" for method in ("gin", "gist") if f"using {method} " in text.lower()}
    return told | (made & methods)


def _scripts(answer: Any) -> list[Script]:
    """First all tables, then what needs them."""
    from trueup.postgres.elaborate import Script

    wanted = "".join(f"CREATE EXTENSION IF NOT EXISTS {ident(name)};\n" for name in sorted(_extensions(answer)))
    spaces = sorted({split(one["table"])[0] for one in answer["models"]} - {"", "public"})
    wanted += "".join(f"CREATE SCHEMA IF NOT EXISTS {ident(name)};\n" for name in spaces)
    first, last = [Script("django", wanted, "extensions")], []
    for one in answer["models"]:
        first.append(Script(one["model"], ";\n".join([*one["create"], ""]), one["model"]))
        if one["after"]:
            last.append(Script(one["model"], ";\n".join([*one["after"], ""]), f"{one['model']} references"))
    return [*first, *last]
