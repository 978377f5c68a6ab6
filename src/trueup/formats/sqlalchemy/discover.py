"""Where a folder's SQLAlchemy models are: what Alembic environments import, else the files that map classes."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from trueup.declaration import Declaration
from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.python.modules import is_test, walk
from trueup.formats.sqlalchemy.reader import read

_MODELS = re.compile(
    r"mapped_column|\bColumn\s*\(|\bTable\s*\(|\btable\s*=\s*True|declarative_base|DeclarativeBase|\bdb\.Model\b"
)
_IMPORTS = re.compile(r"^\s*(?:from|import)\s+(?:sqlalchemy|sqlmodel|flask_sqlalchemy|sqlalchemy_utils)\b", re.M)
_MAPS = re.compile(r"__tablename__|\bTable\s*\(|\btable\s*=\s*True|\bdb\.Model\b")
_DYNAMIC = re.compile(r"\b(?:import_module|walk_packages|iter_modules|__import__|import_string|load_models?)\b")
_ABOUT_MODELS = re.compile(r"(?i)(?:model|entit|table|schema|orm|db|database|base)[a-z]*$")
"""What a module that gathers models is called."""
_AT_RUN_TIME = re.compile(r"\bcurrent_app\b|\bget_metadata\b")
"""An env.py that is Flask-Migrate's: the MetaData is the running application's."""
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")
_LOCKED = re.compile(
    r'name = "sqlmodel"\s*\nversion = "([\d.]+)"|"sqlmodel":\s*\{[^{}]*?"version":\s*"==([\d.]+)"', re.S
)
_PINNED = re.compile(r"^sqlmodel(?:\[[^\]]*\])?\s*==\s*([\d.]+)", re.M | re.I)
_MOST = 2_000
"""No more files than these are looked into for models."""


class Found(NamedTuple):
    """One set of models: ``name`` is the folder as its user would type it, ``paths`` the files to read.

    ``root`` is where imports are looked for, ``environment`` Alembic's ``env.py``, ``versions`` its migrations.
    ``target`` says which MetaData is wanted.
    """

    name: str
    root: Path
    paths: tuple[Path, ...]
    target: tuple[Path, str] | None = None
    environment: Path | None = None
    versions: Path | None = None
    sqlmodel: tuple[int, ...] | None = None

    def read(self) -> Declaration:
        """What these models declare. Raises SourceError."""
        return read(self.paths, root=self.root, target=self.target, sqlmodel=self.sqlmodel)


def find(folder: Path | str) -> list[Found]:
    """The sets of models in a folder, those of Alembic environments first; none for a folder without any."""
    root = Path(folder).absolute()
    tree = walk(root)
    environments = sorted(set(_environments(root, tree)))
    found = [one for place, env, where in environments if (one := _of_environment(root, place, env, where)) is not None]
    if found:
        return found
    models = _model_files(root, [Path(where) / name for where, _, names in tree for name in names])
    if not models:
        return []
    return [Found(shown(root), root, tuple(models), sqlmodel=sqlmodel_version(root, root))]


# ------------------------------------------------------------------ Alembic


def _environments(root: Path, tree: Iterable[tuple[Path, list[str], list[str]]]) -> Iterator[tuple[Path, Path, Path]]:
    """Folder of the configuration, ``env.py`` and the folder of versions, for each Alembic environment."""
    seen: set[Path] = set()
    for folder, _, files in tree:
        if is_test(folder / "x.py", root):
            continue
        for ini in (name for name in files if re.fullmatch(r"alembic.*\.ini", name)):
            for env in _of_ini(folder / ini):
                if env not in seen:
                    seen.add(env)
                    yield folder, env, env.parent / "versions"
    for folder, names, files in tree:
        if "env.py" not in files or folder / "env.py" in seen or is_test(folder / "x.py", root):
            continue
        if "versions" in names or "script.py.mako" in files:
            yield folder.parent, folder / "env.py", folder / "versions"


def _of_ini(path: Path) -> Iterator[Path]:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text_of(path))
    except (configparser.Error, SourceError):
        return
    for section in parser.sections():
        location = parser.get(section, "script_location", fallback=None)
        if location is None:
            continue
        location = location.strip().replace("%(here)s", str(path.parent))
        env = (path.parent / location / "env.py").resolve()
        if env.is_file():
            yield env


def _of_environment(root: Path, place: Path, env: Path, versions: Path) -> Found | None:
    """The models an ``env.py`` imports; where it imports by name at run time, those of its project's files, too."""
    text = text_of(env)
    if "target_metadata" not in text:
        return None
    home = _home(place if env.parent != place else place.parent, root)
    paths, target = [env], (env, "target_metadata")
    if not _names_models(env, root):
        inside = [Path(where) / name for where, _, names in walk(home) for name in names]
        paths += _model_files(root, inside)
    if _AT_RUN_TIME.search(text):
        return Found(shown(home), root, tuple(paths), None, env, versions, sqlmodel_version(home, root))
    return Found(shown(home), root, tuple(paths), target, env, versions, sqlmodel_version(home, root))


def _home(place: Path, root: Path) -> Path:
    """The folder of the project around a configuration: the nearest that says it is one."""
    for folder in [place, *place.parents]:
        if any((folder / name).is_file() for name in ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt")):
            return folder
        if folder == root:
            break
    return place


def _names_models(env: Path, root: Path) -> bool:
    """Whether the models are among what is imported by name, and none is imported in a way that the source hides."""
    from trueup.formats.sqlalchemy.reader import reached
    from trueup.formats.sqlalchemy.symbols import Models

    project = Models(root)
    try:
        module = project.load(env)
    except SourceError:
        return False
    near = [one.path for one in project.imported_by(module) if one.path.is_file() and _ABOUT_MODELS.search(one.name)]
    if any(_DYNAMIC.search(_text(path)) for path in [env, *near]):
        return False
    brought = (one.path for one in reached(project, [module]) if one.path.is_file() and one.path != env)
    return any(_MAPS.search(_text(path)) for path in brought)


# ------------------------------------------------------------------ files with models


def _model_files(root: Path, files: Iterable[Path]) -> list[Path]:
    """The files that map classes or make tables, by the words in them; tests and migrations left out."""
    found = []
    looked = 0
    for path in files:
        if path.suffix != ".py" or is_test(path, root) or "versions" in path.parts or looked > _MOST * 10:
            continue
        looked += 1
        text = _text(path)
        if _MAPS.search(text) and _MODELS.search(text) and (_IMPORTS.search(text) or "__tablename__" in text):
            found.append(path)
        if len(found) >= _MOST:
            break
    return found


def declares_models(path: Path) -> bool:
    """Whether a file maps classes or makes tables, by the words in it."""
    return bool(_model_files(path.parent, [path])) or bool(_MAPS.search(_text(path)) and _MODELS.search(_text(path)))


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:2_000_000].decode(errors="replace")
    except OSError:
        return ""


# ------------------------------------------------------------------ versions


def sqlmodel_version(home: Path, root: Path) -> tuple[int, ...] | None:
    """The version of SQLModel that a lock file, a pinned requirement or the project's environment names."""
    folders = [home, *(f for f in home.parents if f == root or root in f.parents)]
    for folder in folders:
        for path in [*(folder / name for name in _LOCKS), *sorted(folder.glob("*requirements*.txt"))]:
            pattern = _PINNED if path.suffix == ".txt" else _LOCKED
            match = pattern.search(_text_of_lock(path)) if path.is_file() else None
            if match is not None:
                return _numbers(next(group for group in match.groups() if group))
        for venv in (".venv", "venv"):
            installed = sorted(folder.glob(f"{venv}/lib/python3*/site-packages/sqlmodel-*.dist-info"))
            if installed:
                return _numbers(installed[-1].name.removeprefix("sqlmodel-").removesuffix(".dist-info"))
    return None


def _text_of_lock(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
