"""A Django project's settings and apps, read without being run: which there are, what they are called, where they are.

Values of settings are looked up by name; the values of environment variables are never known here, only their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trueup.errors import SourceError
from trueup.formats.django.state import Plain, Unclear, path_of, why
from trueup.formats.python import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    Items,
    Module,
    Op,
    Outside,
    Project,
    Unknown,
    Value,
    same,
)
from trueup.histories.history import shown
from trueup.model import Note, Origin

_SKIPPED = frozenset(
    """
    node_modules site-packages __pycache__ venv env virtualenv tests test docs doc examples example dist build
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_DEPTH = 5
_NAMED = re.compile(r"DJANGO_SETTINGS_MODULE\W+([A-Za-z_][\w.]*)")
_LATER = ("prod", "production", "base", "common", "settings", "dev", "development", "local", "default")
_RELEASES = ((6, 1), (6, 0), (5, 2), (5, 1), (5, 0), (4, 2), (4, 1), (4, 0), (3, 2))
NEWEST = (5, 2)
"""The version taken for granted where a project does not tell."""


@dataclass(slots=True)
class App:
    """An installed app: its dotted name, its label, its folder (None when its code is not here), its own auto field.

    ``sure`` is false for one that is installed only under a condition that is not known.
    """

    name: str
    label: str
    folder: Path | None = None
    auto_field: str | None = None
    sure: bool = True


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
    return path.is_file() and "django" in _start(path)


def find(folder: Path) -> Path | None:
    """The folder of the first ``manage.py`` in a folder or below."""
    return next(_with_manage(folder, 0), None)


def _with_manage(folder: Path, depth: int) -> Iterator[Path]:
    if manages(folder):
        yield folder
        return
    if depth < _DEPTH:
        try:
            inner = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
        except OSError:
            return
        for one in inner:
            if one.name not in _SKIPPED and not one.name.startswith("."):
                yield from _with_manage(one, depth + 1)


def _start(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(20_000)
    except OSError:
        return ""


def settings_of(root: Path) -> str | None:
    """The settings module that ``manage.py`` or what stands beside it names, as a dotted name."""
    for name in ("manage.py", "pytest.ini", "setup.cfg", "tox.ini", "pyproject.toml", ".env", ".env.example"):
        match = _NAMED.search(_start(root / name))
        if match is not None and _file(root, match[1]) is not None:
            return match[1]
    for path in sorted([*root.glob("*/wsgi.py"), *root.glob("*/asgi.py")]):
        match = _NAMED.search(_start(path))
        if match is not None and _file(root, match[1]) is not None:
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


def _file(root: Path, name: str) -> Path | None:
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
    path = _file(root, name)
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


# ------------------------------------------------------------------ apps


def apps(project: Project, root: Path, settings: Settings, installed: list[Path]) -> list[App]:
    """The installed apps in order, or, without settings that tell, every folder with models.

    ``installed`` are folders of packages where code that is not the project's may be.
    """
    value = settings.get("INSTALLED_APPS")
    plain = Plain(settings.get)
    found: list[App] = []
    sure, unsure = _entries(value) if value is not None else ([], [])
    for one in [*sure, *unsure]:
        try:
            found.append(_app(project, settings, str(plain(one)), installed, plain))
        except Unclear as unclear:
            settings.notes.append(
                Note("unread", f"an installed app is not known: {unclear.why}", f"{one.origin}:{one.origin.column}")
            )
            continue
        found[-1].sure = one in sure
    if value is not None and not found:
        settings.notes.append(
            Note("unread", f"INSTALLED_APPS: {why(value)}; all folders with models are taken", str(value.origin))
        )
    if found:
        return list({app.name: app for app in found}.values())
    return [App(name, name.rpartition(".")[2], folder) for name, folder in _with_models(root, root)]


def _entries(value: Value) -> tuple[list[Value], list[Value]]:
    """What a list surely has, and what it may have besides, in order."""
    match value:
        case Items():  # what is changed under a condition is changed by an entry more, for debugging mostly
            return value.items, []
        case Op(op="+"):
            parts = [_entries(one) for one in value.operands]
            return [one for sure, _ in parts for one in sure], [one for _, unsure in parts for one in unsure]
        case Choice():
            parts = [_entries(one) for one in value.options if not isinstance(one, Unknown)] or [([], [])]
            everything = {id(one): one for sure, unsure in parts for one in [*sure, *unsure]}
            always = [one for one in parts[0][0] if all(_has(sure, one) for sure, _ in parts[1:])]
            return always, [one for one in everything.values() if not _has(always, one)]
        case Call() if value.args and path_of(value.callee) in ("builtins.list", "builtins.tuple"):
            return _entries(value.args[0])
    return [], [] if isinstance(value, Outside | Unknown) else [value]


def _has(some: list[Value], value: Value) -> bool:
    return any(same(one, value) for one in some)


def _with_models(root: Path, folder: Path, depth: int = 0) -> Iterator[tuple[str, Path]]:
    has = (folder / "models.py").is_file() or (folder / "models" / "__init__.py").is_file()
    if has and folder != root:
        yield ".".join(folder.relative_to(root).parts), folder
    if depth < _DEPTH:
        for one in sorted(folder.iterdir()):
            if one.is_dir() and not one.is_symlink() and one.name not in _SKIPPED and not one.name.startswith("."):
                yield from _with_models(root, one, depth + 1)


def _app(project: Project, settings: Settings, entry: str, installed: list[Path], plain: Plain) -> App:
    folder = _folder(project, settings, entry, installed)
    if folder is not None:
        config = _config(project, folder)
        return _described(project, config, entry, folder, plain)
    module, _, name = entry.rpartition(".")
    path = _source(project, settings, module, installed)
    if path is None:
        guessed = module.removesuffix(".apps") if name[:1].isupper() else entry
        return App(guessed, guessed.rpartition(".")[2])
    value = project.load(path).scope.names.get(name)
    app = _described(project, value if isinstance(value, Class) else None, module.removesuffix(".apps"), None, plain)
    app.folder = _folder(project, settings, app.name, installed)
    return app


def _described(project: Project, config: Class | None, name: str, folder: Path | None, plain: Plain) -> App:
    said: dict[str, str | None] = {}
    for attribute in ("name", "label", "default_auto_field"):
        value = project.inherited(config, attribute) if config is not None else None
        try:
            said[attribute] = str(plain(value)) if value is not None else None
        except Unclear:
            said[attribute] = None
    real = said["name"] or name
    return App(real, said["label"] or real.rpartition(".")[2], folder, said["default_auto_field"])


def _config(project: Project, folder: Path) -> Class | None:
    """The AppConfig Django takes for an app that is named by its package: the only one, or the default one."""
    path = folder / "apps.py"
    if not path.is_file():
        return None
    module = project.load(path)
    found = [one for one in module.made if isinstance(one, Class) and _is_config(project, one)]
    chosen = [one for one in found if _is_default(project, one) is True]
    if chosen:
        return chosen[0]
    left = [one for one in found if _is_default(project, one) is not False]
    return left[0] if len(left) == 1 else None


def _is_config(project: Project, found: Class) -> bool:
    return any((path_of(base) or "").startswith("django.apps") for base in project.mro(found)) or (
        "name" in found.names and found.name.endswith("Config")
    )


def _is_default(project: Project, found: Class) -> bool | None:
    value = found.names.get("default")
    return bool(value.value) if isinstance(value, Const) else None


def _folder(project: Project, settings: Settings, name: str, installed: list[Path]) -> Path | None:
    path = _source(project, settings, name, installed)
    if path is None:
        return None
    return path.parent if path.name == "__init__.py" else path if path.is_dir() else None


def _source(project: Project, settings: Settings, name: str, installed: list[Path]) -> Path | None:
    """The file of a module, in the project or among the installed packages."""
    if settings.module is not None:
        found = project.finder.find(name, settings.module)
        if found is not None:
            return found.path
    for folder in installed:
        path = _file(folder, name)
        if path is not None:
            return path
        if folder.joinpath(*name.split(".")).is_dir():
            return folder.joinpath(*name.split("."))
    return None


# ------------------------------------------------------------------ what else is known of a project


def packages(root: Path) -> list[Path]:
    """The folders of installed packages of a project's own virtual environment."""
    found: list[Path] = []
    for folder in (root, *root.parents[:2]):
        for name in (".venv", "venv", "env", ".virtualenv", "virtualenv"):
            found += sorted((folder / name).glob("lib/python3*/site-packages"))
            found += sorted((folder / name).glob("Lib/site-packages"))
        if found or (folder / ".git").exists():
            break
    return found


_PINNED = re.compile(
    r"""(?<![\w./-])django["']?(?![\w.-])\s*(?:\[[^\]]*\])?[^\w\n#:]*(?:version\s*=[^\w\n]*)?(\d+)\.(\d+)""", re.I
)
_LOCKED = re.compile(r"""name\s*=\s*["']django["']\s*\n\s*version\s*=\s*["'](\d+)\.(\d+)""", re.I)
_LOCKS = ("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock")
_INSTALLED = re.compile(r"VERSION\s*=\s*\((\d+),\s*(\d+)")


def version(root: Path, installed: list[Path]) -> tuple[int, int]:
    """The version of Django a project is for: the installed one, else what its requirements pin or begin with."""
    for folder in installed:
        match = _INSTALLED.search(_start(folder / "django" / "__init__.py"))
        if match is not None:
            return int(match[1]), int(match[2])
    for folder in (root, *root.parents[:2]):
        for name in _LOCKS:
            locked = _in_lock(folder / name)
            if locked is not None:
                return locked
        for path in _requirements(folder):
            match = _PINNED.search(_all(path))
            if match is not None:
                return _released(int(match[1]), int(match[2]))
        if (folder / ".git").exists():
            break
    return NEWEST


def deciding(root: Path, installed: list[Path]) -> list[Path]:
    """The files that decide the version, and the folders of installed packages."""
    found = [folder / "django" / "__init__.py" for folder in installed]
    for folder in (root, *root.parents[:2]):
        found += [*(folder / name for name in _LOCKS), *_requirements(folder)]
        if (folder / ".git").exists():
            break
    return [*installed, *found]


def _in_lock(path: Path) -> tuple[int, int] | None:
    text = _all(path)
    match = _LOCKED.search(text) or re.search(r'"django":\s*\{[^}]*"version":\s*"==(\d+)\.(\d+)', text, re.I)
    return (int(match[1]), int(match[2])) if match is not None else None


def _all(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < 20_000_000 else ""
    except OSError:
        return ""


def _requirements(folder: Path) -> list[Path]:
    found = [*folder.glob("requirements*.txt"), *folder.glob("requirements/*.txt"), *folder.glob("requirements*.in")]
    named = [folder / name for name in ("pyproject.toml", "Pipfile", "setup.cfg", "setup.py")]
    return [*sorted(found), *(path for path in named if path.is_file())]


def _released(major: int, minor: int) -> tuple[int, int]:
    """A version as far as there is one: ``>=4`` means the newest 4."""
    return next((one for one in _RELEASES if one <= (major, minor)), (major, minor))


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
