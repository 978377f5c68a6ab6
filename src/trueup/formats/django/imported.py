"""What a Django project itself says its models make: its own Python imports it and prints the statements as data.

Only when the user asks for it (``django:project.settings``), in a process of its own: the project's code is run there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trueup.formats.python.process import ask, interpreter

if TYPE_CHECKING:
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
except Exception as error:
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
    found.append({
        "model": model._meta.label,
        "module": model.__module__,
        "create": editor.collected_sql,
        "after": [str(one).rstrip(";") for one in editor.deferred_sql],
    })
json.dump({"version": list(django.VERSION[:2]), "models": found}, answer)
answer.close()
"""
"""Run by the project's interpreter; its arguments are the descriptor, the settings module, and the server's version."""


def scripts(root: Path | str, settings: str, *, version: int = 180000) -> list[Script]:
    """The statements ``migrate --run-syncdb`` would make for all models, as scripts to elaborate.

    First all tables, then what needs them. ``version`` is the ``server_version_num`` the statements are for. Nothing is
    connected to. Raises SourceError with what the project printed when it cannot be imported.
    """
    from trueup.postgres.elaborate import Script

    folder = Path(root)
    found = ask(interpreter(folder), PROGRAM, [settings, str(version)], folder, {})
    first, last = [], []
    for one in found["models"]:
        first.append(Script(one["model"], ";\n".join([*one["create"], ""]), one["model"]))
        if one["after"]:
            last.append(Script(one["model"], ";\n".join([*one["after"], ""]), f"{one['model']} references"))
    return [*first, *last]
