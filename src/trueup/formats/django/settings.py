"""A Django project's settings, read without being run: where they are, what they say, what they say of databases.

Values of settings are looked up by name; the values of environment variables are never known here, only their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trueup.errors import SourceError
from trueup.files import shown
from trueup.formats.django.state import path_of
from trueup.formats.python import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    Items,
    Module,
    Outside,
    Project,
    Unknown,
    Value,
)
from trueup.model import Note, Origin

SKIPPED = frozenset(
    """
    node_modules site-packages __pycache__ venv env virtualenv tests test docs doc examples example dist build
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
DEPTH = 5
_NAMED = re.compile(r"DJANGO_SETTINGS_MODULE\W+([A-Za-z_][\w.]*)")
_LATER = ("prod", "production", "base", "common", "settings", "dev", "development", "local", "default")


@dataclass(slots=True)
class Settings:
    """What the settings say. ``variables`` are the names of environment variables the databases' settings mention."""

    module: Module | None
    names: Mapping[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def get(self, name: str) -> Value | None:
        """The value of a setting, None for one they do not have."""
        return self.names.get(name)


def manages(folder: Path) -> bool:
    """Whether a folder has Django's ``manage.py``."""
    path = folder / "manage.py"
    return path.is_file() and "django" in start_of(path)


def find(folder: Path) -> Path | None:
    """The folder of the first ``manage.py`` in a folder or below."""
    return next(_with_manage(folder, 0), None)


def _with_manage(folder: Path, depth: int) -> Iterator[Path]:
    if manages(folder):
        yield folder
        return
    if depth < DEPTH:
        try:
            inner = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
        except OSError:
            return
        for one in inner:
            if one.name not in SKIPPED and not one.name.startswith("."):
                yield from _with_manage(one, depth + 1)


def start_of(path: Path) -> str:
    """The beginning of a file, empty for one that is not there."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(20_000)
    except OSError:
        return ""


def settings_of(root: Path) -> str | None:
    """The settings module that ``manage.py`` or what stands beside it names, as a dotted name."""
    for name in ("manage.py", "pytest.ini", "setup.cfg", "tox.ini", "pyproject.toml", ".env", ".env.example"):
        match = _NAMED.search(start_of(root / name))
        if match is not None and file_of(root, match[1]) is not None:
            return match[1]
    for path in sorted([*root.glob("*/wsgi.py"), *root.glob("*/asgi.py")]):
        match = _NAMED.search(start_of(path))
        if match is not None and file_of(root, match[1]) is not None:
            return match[1]
    return _settings_below(root)


def _settings_below(root: Path) -> str | None:
    for path in sorted([*root.glob("*/settings.py"), *root.glob("settings.py"), *root.glob("*/*/settings.py")]):
        return ".".join(path.relative_to(root).with_suffix("").parts)
    for folder in sorted([*root.glob("settings"), *root.glob("*/settings"), *root.glob("*/*/settings")]):
        for name in _LATER:
            if (folder / f"{name}.py").is_file():
                return ".".join([*folder.relative_to(root).parts, name])
    return None


def file_of(root: Path, name: str) -> Path | None:
    """The file of a dotted module below a folder or its ``src``."""
    for start in (root, root / "src"):
        place = start.joinpath(*name.split("."))
        for path in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
            if path.is_file():
                return path
    return None


# ------------------------------------------------------------------ settings


def read(project: Project, root: Path, name: str | None) -> Settings:
    """The settings of a dotted module; without a name the project has none, and everything has Django's defaults."""
    if name is None:
        return Settings(None)
    path = file_of(root, name)
    if path is None:
        raise SourceError(
            f"the settings module {name} is not here",
            where=shown(root),
            help="Name it as manage.py does: django:project.settings.",
        )
    module = project.load(path)
    names = _names(project, module)
    if "INSTALLED_APPS" not in names:
        names = _configured(project, module) or names
    return Settings(module, names)


_WANTED = (
    *("INSTALLED_APPS", "AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "DATABASES", "USE_TZ", "DEFAULT_TABLESPACE"),
    *("DEFAULT_INDEX_TABLESPACE", "SITE_ID"),
)


def _names(project: Project, module: Module) -> dict[str, Value]:
    """All upper-case names of the module, those it gets by star imports included."""
    names = {name for name in module.scope.names if name.isupper()} | set(_WANTED)
    modules = [module]
    for one in modules:
        for star in one.scope.stars:
            other = project._module(star, one)
            if other is not None and other not in modules:
                project.read(other)
                modules.append(other)
                names |= {name for name in other.scope.names if name.isupper()}
    origin = Origin(module.file, 1)
    found = {name: project.of_module(module, name, origin) for name in sorted(names)}
    return {name: value for name, value in found.items() if value is not None and not _missing(value)}


def _missing(value: Value) -> bool:
    """Whether a name only may come from a star import of what is not here, such as ``local_settings``."""
    return isinstance(value, Outside | Unknown)


def _configured(project: Project, module: Module) -> dict[str, Value]:
    """Settings as attributes of a class (django-configurations): the last class that has apps."""
    for value in reversed(module.made):
        if isinstance(value, Class) and project.inherited(value, "INSTALLED_APPS") is not None:
            names = {n for base in project.mro(value) if isinstance(base, Class) for n in base.names if n.isupper()}
            return {name: found for name in sorted(names) if (found := project.inherited(value, name)) is not None}
    return {}


# ------------------------------------------------------------------ databases


def namespace(settings: Settings) -> str:
    """The PostgreSQL schema the default database's tables are in: the first of a ``search_path`` in its options."""
    databases = settings.get("DATABASES")
    if not isinstance(databases, Dict):
        return "public"
    default = databases.get("default")
    options = default.get("OPTIONS") if isinstance(default, Dict) else None
    said = options.get("options") if isinstance(options, Dict) else None
    if isinstance(said, Const) and isinstance(said.value, str):
        match = re.search(r"search_path\s*=\s*\"?([A-Za-z_]\w*)", said.value)
        if match is not None:
            return match[1]
    return "public"


def routed(settings: Settings) -> Iterator[Note]:
    """What must be known of a project that keeps some of its models in another database."""
    routers = settings.get("DATABASE_ROUTERS")
    if isinstance(routers, Items) and routers.items:
        told = "DATABASE_ROUTERS decide which models are in which database: they are not run, all models are taken"
        yield Note("routers", told, f"{routers.origin}:{routers.origin.column}")


def variables(settings: Settings) -> list[str]:
    """Names of the environment variables that the settings of the databases mention, in order."""
    value = settings.get("DATABASES")
    found: list[str] = []
    for one in _inside(value) if value is not None else ():
        if isinstance(one, Call):
            path = path_of(one.callee) or getattr(one.callee, "name", "")
            first = one.args[0] if one.args else None
            asks = re.search(r"env|config|getenv|get$|str$|db", str(path).rpartition(".")[2])
            if asks and isinstance(first, Const) and isinstance(first.value, str) and first.value.isupper():
                found.append(first.value)
            elif str(path).rpartition(".")[2] in ("config", "db", "db_url", "database_url") and not one.args:
                found.append("DATABASE_URL")
    return list(dict.fromkeys(found))


def _inside(value: Value) -> Iterator[Value]:
    yield value
    parts: list[Value] = []
    match value:
        case Items():
            parts = value.items
        case Dict():
            parts = [one for _, one in value.pairs]
        case Call():
            parts = [*value.args, *value.kwargs.values()]
        case Choice():
            parts = value.options
    for part in parts:
        yield from _inside(part)
