"""The installed apps of a Django project, read without being run: what they are called and where their code is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trueup.formats.django.settings import DEPTH, SKIPPED, Settings, file_of
from trueup.formats.django.state import Plain, Unclear, path_of, why
from trueup.formats.python import Call, Choice, Class, Const, Items, Op, Outside, Project, Unknown, Value, same
from trueup.model import Note


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
    if depth < DEPTH:
        for one in sorted(folder.iterdir()):
            if one.is_dir() and not one.is_symlink() and one.name not in SKIPPED and not one.name.startswith("."):
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
        path = file_of(folder, name)
        if path is not None:
            return path
        if folder.joinpath(*name.split(".")).is_dir():
            return folder.joinpath(*name.split("."))
    return None
