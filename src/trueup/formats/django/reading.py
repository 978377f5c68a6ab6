"""A Django project -> its declaration: settings, apps and models are read, tables made of them."""

from __future__ import annotations

from pathlib import Path

from trueup.declaration import Builder, Declaration
from trueup.files import shown
from trueup.formats.django import apps as installation
from trueup.formats.django import settings as configuration
from trueup.formats.django import version as versions
from trueup.formats.django.apps import App
from trueup.formats.django.known import AUTO_FIELD_OF_CONTRIB, WITHOUT_MODELS
from trueup.formats.django.layout import Context
from trueup.formats.django.models import Models
from trueup.formats.django.relations import between
from trueup.formats.django.scope import scope
from trueup.formats.django.settings import Settings, find, settings_of
from trueup.formats.django.state import Key, Model, Plain, Unclear
from trueup.formats.django.tables import Tables
from trueup.formats.python import Project
from trueup.model import Note


def read(root: Path | str, *, settings: str | None = None, version: tuple[int, int] | None = None) -> Declaration:
    """What the models of a Django project declare.

    ``root`` is the folder with ``manage.py``, or one above it; ``settings`` the dotted settings module, otherwise the
    one ``manage.py`` names; ``version`` is Django's, otherwise what is installed or required. Nothing of the project is
    imported or run. What cannot be told without running it is ``unread``; tables of apps whose code is not here are out
    of scope. Raises SourceError.
    """
    folder = Path(root)
    if settings is None:
        folder = find(folder) or folder
        settings = settings_of(folder)
    project = Project(folder)
    installed = versions.packages(project.root)
    said = configuration.read(project, project.root, settings)
    apps = installation.apps(project, project.root, said, installed)
    version = version or versions.version(project.root, installed)
    models = Models(project, said, apps, installed)
    models.read()
    builder = Builder()
    builder.notes += [*said.notes, *configuration.routed(said)]
    tables = Tables(_context(models, said, apps, version), builder)
    lay_out(tables, models.found)
    tables.ignored |= _others(tables, models, apps, builder)
    builder.files |= {*project.deciding(), *map(shown, versions.deciding(project.root, installed))}
    return builder.done(scope(version, tables.ignored))


def lay_out(tables: Tables, models: dict[Key, Model]) -> None:
    """Make the records of all models and of the tables between them."""
    for key in sorted(models):
        model = models[key]
        try:
            made = list(between(tables, model))
        except Unclear as unclear:
            tables.builder.skip(unclear.origin, f"the model {model.name}: {unclear.why}")
            continue
        for one in made:
            models[one.key] = one
    for key in sorted(models, key=lambda key: (models[key].auto_created, key)):
        tables.add(models[key])


def _context(models: Models, said: Settings, apps: list[App], version: tuple[int, int]) -> Context:
    plain = Plain(said.get)
    default = "django.db.models.BigAutoField" if version >= (6, 0) else "django.db.models.AutoField"
    by_label = {app.label: app for app in apps}

    def auto_field(model: Model) -> str:
        app = by_label.get(model.app)
        if models.is_contrib(model) and not model.auto_created:
            return AUTO_FIELD_OF_CONTRIB
        value = said.get("DEFAULT_AUTO_FIELD")
        chosen = str(plain(value)) if value is not None else default
        if app is not None and app.auto_field and not model.auto_created:
            chosen = app.auto_field
        return chosen.rpartition(".")[2]

    return Context(
        models=models.found,
        version=version,
        plain=plain,
        project=models.project,
        auto_field=auto_field,
        related=models.related,
        field_of=models.field_of,
        namespace=configuration.namespace(said),
        tablespace=_text(plain, said, "DEFAULT_TABLESPACE"),
        index_tablespace=_text(plain, said, "DEFAULT_INDEX_TABLESPACE"),
    )


def _text(plain: Plain, said: Settings, name: str) -> str | None:
    value = said.get(name)
    try:
        found = plain(value) if value is not None else None
    except Unclear:
        return None
    return str(found) if found else None


def _others(tables: Tables, models: Models, apps: list[App], builder: Builder) -> set[str]:
    """Globs of tables that are not the project's to say: Django's own, unmanaged ones, those of apps not here."""
    found = {"table public.django_migrations"}
    space = tables.context.namespace
    for app in apps:
        if not app.sure and app.name not in WITHOUT_MODELS:
            found.add(f"table {space}.{app.label}_*")
            told = f"whether the app {app.name} is installed depends on a condition: tables {app.label}_* are left out"
            builder.notes.append(Note("not-here", told, None))
        elif app.folder is None and models.module(f"{app.name}.models") is None and app.name not in WITHOUT_MODELS:
            found.add(f"table {space}.{app.label}_*")
            builder.notes.append(
                Note("not-here", f"the code of the app {app.name} is not here: tables {app.label}_* are left out", None)
            )
    for model in models.found.values():
        try:
            if not tables.is_table(model) and not model.proxy:
                found.add(str(tables.where(model)))
        except Unclear:
            continue
    return found
