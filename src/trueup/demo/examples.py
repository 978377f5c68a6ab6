"""The example projects: where they are, and how each of their worlds is set up. Telling their story is the command's.

They stand in ``examples/`` of the repository and are put into the package when it is built, so there is one of each.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from trueup.errors import ConfigError

ABOUT = "example.toml"
FOUND = "expected.toml"
NAMES = ("health", "meetings", "clinic", "spa")


MakeDatabase = Callable[[str, str], str]
"""Makes a database of a name and a script, and gives its URL."""


class World(NamedTuple):
    """One state a project and its databases can be in.

    ``databases`` maps the variables of the configuration to databases, and each to the SQL files that make it, in
    order. ``moved`` are files and folders that are elsewhere here, ``over`` is a folder whose files replace those of
    the project. ``exit`` is what ``check`` ends with.
    """

    name: str
    about: str
    exit: int
    databases: dict[str, tuple[str, tuple[str, ...]]]
    moved: dict[str, str] = {}
    over: str | None = None


def folder(name: str) -> Path:
    """Where an example is. Raises ConfigError for a name that none has."""
    if name not in NAMES:
        raise ConfigError("there is no such example", where=name, help=f"There are {', '.join(NAMES)}.")
    packaged = Path(str(files("trueup.demo").joinpath("projects")))
    root = packaged if packaged.is_dir() else Path(__file__).parents[3] / "examples"
    return root / name


def about(name: str) -> str:
    """What an example shows, in a sentence."""
    return str(_table(name, ABOUT)["about"])


def worlds(name: str) -> tuple[World, ...]:
    """The worlds of an example, in the order they are told in."""
    table, exits = _table(name, ABOUT), _table(name, FOUND)["worlds"]
    sql = {database: tuple(scripts) for database, scripts in table["databases"].items()}
    return tuple(
        World(
            name=world,
            about=given["about"],
            exit=exits[world],
            databases={variable: (one, sql[one]) for variable, one in given["databases"].items()},
            moved=given.get("moved", {}),
            over=given.get("over"),
        )
        for world, given in table["worlds"].items()
    )


def copy(name: str, world: World, to: Path) -> None:
    """The project as it is in a world, without what only describes the example. ``to`` must not exist yet."""
    source = folder(name)
    aside = {ABOUT, FOUND, "databases", "__pycache__", *(one.over for one in worlds(name) if one.over)}
    shutil.copytree(source, to, ignore=lambda at, names: aside.intersection(names) if Path(at) == source else ())
    if world.over is not None:
        shutil.copytree(source / world.over, to, dirs_exist_ok=True)
    for before, after in world.moved.items():
        (to / before).rename(to / after)


def script(name: str, files: tuple[str, ...]) -> str:
    """The SQL of a database, whole."""
    return "\n".join((folder(name) / file).read_text(encoding="utf-8") for file in files)


def set_up(name: str, world: World, to: Path, database: MakeDatabase) -> dict[str, str]:
    """Copy the project and make its databases; the variables that name them."""
    copy(name, world, to)
    return {variable: database(one, script(name, sql)) for variable, (one, sql) in world.databases.items()}


def _table(name: str, file: str) -> dict[str, Any]:
    return tomllib.loads((folder(name) / file).read_text(encoding="utf-8"))
