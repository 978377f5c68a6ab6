"""A project's folder -> the migration folders in it and the addresses of its databases. Opens no connection."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.errors import ConfigError, SourceError
from trueup.files import shown
from trueup.histories import Folder, convention

if TYPE_CHECKING:
    from trueup.formats.declared import Project

DEPTH = 8
FOLDERS = 20_000
"""How deep and how wide a project is searched."""

URL_NAMES = (
    *("DATABASE_URL", "DIRECT_URL", "DIRECT_DATABASE_URL", "DATABASE_URL_UNPOOLED", "POSTGRES_URL"),
    *("POSTGRES_URL_NON_POOLING", "POSTGRES_PRISMA_URL", "SUPABASE_DB_URL", "PG_URL", "PGURL", "PG_DATABASE_URL"),
    *("POSTGRESQL_URL", "DB_URL", "DATABASE_URI", "DB_URI", "POSTGRES_URI", "SQLALCHEMY_DATABASE_URI"),
)
"""Variables that hold a database's address, the likelier first."""
ENV_FILES = (".env.development.local", ".env.local", ".env.development", ".env", ".env.dev", ".envrc", ".dev.vars")
"""Files they are set in: as the frameworks have it, the more local file wins. Production's are never read."""

DUMPS = ("db/structure.sql", "structure.sql", "db/schema.sql", "schema.sql", "database/schema.sql", "init.sql")

_SKIPPED = frozenset(
    """
    node_modules bower_components vendor venv env site-packages target dist build out coverage tmp temp cache stub stubs
    __pycache__ test tests __tests__ testdata fixtures spec specs e2e examples example docs doc seeds seed seeders
    pods deriveddata public static images i18n locales
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_ELSEWHERE = re.compile(
    r"(?!.*(?:postgres|pg))"
    r"(.*(mysql|mariadb|sqlite3?|clickhouse|mssql|sqlserver)|oracle|cassandra|bigquery|snowflake|mongo\w*)"
)
_NUMBERED = re.compile(r"[vV]?[0-9]")
_PLAIN_NAMES = frozenset(["sql", "schema", "schemas", "ddl", "database", "db", "changelog", "versions"])
_URL = re.compile(r"(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?://\S+")
_PRISMA_ENV = re.compile(r"^\s*(?:url|directUrl)\s*=\s*env\(\s*\"(\w+)\"\s*\)", re.M)


class Candidate(NamedTuple):
    """A folder that looks like a history; ``obstacle`` says why it cannot be replayed, None when it can."""

    path: str
    kind: str
    label: str
    obstacle: str | None = None

    @property
    def replayable(self) -> bool:
        """Whether there is SQL to replay."""
        return self.obstacle is None


class Database(NamedTuple):
    """An address of a database and where it was found: a variable's name, and the file that sets it. Never printed."""

    name: str
    url: str
    file: str | None = None

    def __repr__(self) -> str:
        return f"<Database {self.name}>"

    @property
    def place(self) -> str:
        """Where the address was found: ``DATABASE_URL in .env``."""
        return f"{self.name} in {self.file or 'the environment'}"


class Discovered(NamedTuple):
    """What a project has, the likeliest first."""

    root: str
    histories: tuple[Candidate, ...] = ()
    databases: tuple[Database, ...] = ()
    code: tuple[Project, ...] = ()
    platform: str | None = None


def discover(root: Path | str, environment: Mapping[str, str] | None = None) -> Discovered:
    """What a project's folder holds; ``environment`` stands for the process's own variables."""
    root = Path(root)
    folders = list(walk(root))
    found = histories(root, folders)
    return Discovered(
        root=str(root),
        histories=tuple(found),
        databases=tuple(databases(root, [Path(one.path) for one in found], environment)),
        code=tuple(declared(root, folders)),
        platform="supabase" if any(one.kind == "supabase" for one in found) else None,
    )


# ------------------------------------------------------------------ histories


def histories(root: Path | str, folders: Iterable[Folder] | None = None) -> list[Candidate]:
    """Every history in a folder and below; folders of plain SQL only when no runner's convention was found."""
    walked = folders if folders is not None else walk(root)
    found = [one for folder in walked if (one := _candidate(folder)) is not None]
    programs = [one for one in found if not one.replayable]
    better = [one for one in found if one.kind != "plain" and one.replayable]
    better = better or [one for one in found if one.kind == "plain"]
    return [*(better or _dumps(Path(root))), *programs]


def _dumps(root: Path) -> list[Candidate]:
    """A file that holds the whole schema, where the frameworks put it."""
    found = [root / name for name in DUMPS if (root / name).is_file()]
    return [Candidate(str(found[0]), "sql", "SQL file")] if found else []


def candidate(folder: Folder) -> Candidate | None:
    """What the folder itself is, or None."""
    one = convention(folder)
    if one is not None:
        return Candidate(str(folder.path), one.KIND, one.LABEL)
    from trueup.histories import elsewhere

    foreign = elsewhere.database_of(folder)
    if foreign is not None:
        return Candidate(str(folder.path), foreign, "migrations", f"are for {foreign}, not for PostgreSQL")
    name = elsewhere.name_of(folder)
    if name is not None:
        return Candidate(
            str(folder.path), name.lower(), f"{name} migrations", "are programs and cannot be replayed yet"
        )
    return None


def _candidate(folder: Folder) -> Candidate | None:
    found = candidate(folder)
    if found is not None and found.kind == "plain" and not _is_called_migrations(folder):
        return None
    return found


def _is_called_migrations(folder: Folder) -> bool:
    """Whether a folder of plain SQL is more than queries and seeds: by its name, and numbers in those of its files."""
    path = folder.path.absolute()
    name, above = path.name.lower(), path.parent.name.lower()
    numbered = any(map(_NUMBERED.match, folder.sql()))
    return name.startswith("migrat") or (numbered and (name in _PLAIN_NAMES or above.startswith("migrat")))


def walk(root: Path | str) -> Iterator[Folder]:
    """The folders of a project from the outside in, sorted; those inside a history are not looked at."""
    queue = deque([(Folder(Path(root)), 0)])
    seen = 0
    while queue and seen < FOLDERS:
        folder, depth = queue.popleft()
        seen += 1
        yield folder
        if depth < DEPTH and not _is_history(folder):
            for name in folder.folders:
                if _worth(folder.path / name):
                    with suppress(SourceError):
                        queue.append((folder.sub(name), depth + 1))


def _is_history(folder: Folder) -> bool:
    journal = "meta" in folder.folders and (folder.path / "meta" / "_journal.json").exists()
    return journal or "migration_lock.toml" in folder.files


def _worth(path: Path) -> bool:
    name = path.name.lower()
    return not (name.startswith(".") or name in _SKIPPED or _ELSEWHERE.fullmatch(name) or path.is_symlink())


# ------------------------------------------------------------------ schemas in code

_MARKS = (
    (
        "drizzle",
        re.compile(r"[\w.-]*drizzle[\w.-]*\.config\.(?:[\w-]+\.)?(?:[mc]?[tj]s|json)|drizzle\.config\.[\w.-]+"),
    ),
    ("prisma", re.compile(r"[\w.-]+\.prisma")),
    ("sqlalchemy", re.compile(r"alembic\.ini")),
    ("django", re.compile(r"manage\.py")),
)
"""Files that tell where a schema in code is, or what says where it is; the folders under ``formats`` know the rest."""


def declared(root: Path | str, folders: Iterable[Folder] | None = None) -> list[Project]:
    """Every schema that code in a folder and below declares, sorted by path; each once."""
    found: dict[tuple[str, str], Project] = {}
    for folder in folders if folders is not None else walk(root):
        for name, mark in _MARKS:
            if folder.matching(mark):
                for project in import_module(f"trueup.formats.{name}").projects(folder.path):
                    found.setdefault((project.format, project.identity), project)
    return [found[key] for key in sorted(found)]


# ------------------------------------------------------------------ databases


def databases(
    root: Path, histories: list[Path] | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Database]:
    """The addresses of databases: the environment's, then those of the files near the histories and in the root."""
    known = os.environ if environment is None else environment
    folders = list(dict.fromkeys([*_between(root, histories or []), root]))
    names = list(dict.fromkeys([*_prisma_names(folders), *URL_NAMES]))
    yield from (Database(name, known[name]) for name in names if _URL.fullmatch(known.get(name, "").strip()))
    for folder in folders:
        for file in ENV_FILES:
            if (folder / file).is_file():
                values = variables(folder / file, known)
                for name in names:
                    if _URL.fullmatch(values.get(name, "").strip()):
                        yield Database(name, values[name].strip(), shown(folder / file))
    yield from _local_supabase(root)


def variable(name: str, root: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """The value of one variable: the environment's, else from the files in the root."""
    known = os.environ if environment is None else environment
    if known.get(name):
        return known[name].strip()
    for file in ENV_FILES:
        if (root / file).is_file() and (value := variables(root / file, known).get(name)):
            return value.strip()
    return None


def variables(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    """The variables a file sets; a file that cannot be read sets none."""
    from trueup.project.dotenv import parse

    try:
        if path.stat().st_size > 1_000_000:
            return {}
        return parse(path.read_text(encoding="utf-8", errors="replace"), known)
    except OSError:
        return {}


def _between(root: Path, histories: list[Path]) -> list[Path]:
    """The folders from each history up to the root, the root left out."""
    found = []
    for history in histories:
        for folder in [history, *history.parents]:
            if folder == root or not folder.is_relative_to(root):
                break
            found.append(folder)
    return found


def _prisma_names(folders: list[Path]) -> list[str]:
    """The variables that Prisma schemas read their address from."""
    found: list[str] = []
    for folder in folders:
        for path in (folder / "schema.prisma", folder / "prisma" / "schema.prisma"):
            try:
                found += _PRISMA_ENV.findall(path.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
    return found


def _local_supabase(root: Path) -> Iterator[Database]:
    """The database ``supabase start`` runs, at the port in its configuration."""
    import tomllib

    path = root / "supabase" / "config.toml"
    if not path.is_file():
        return
    try:
        port = tomllib.loads(path.read_text(encoding="utf-8", errors="replace")).get("db", {}).get("port", 54322)
    except (tomllib.TOMLDecodeError, AttributeError, OSError):
        port = 54322
    yield Database("supabase", f"postgresql://postgres:postgres@127.0.0.1:{port}/postgres", shown(path))


def nothing_found(root: Path | str, found: list[Candidate]) -> ConfigError:
    """The error for a folder without a history that can be replayed."""
    others = [one for one in found if not one.replayable]
    if others:
        one = others[0]
        return ConfigError(
            f"{one.label} ({shown(one.path)}) {one.obstacle}",
            where=shown(root),
            help="Give the URL of a database they were run on, a dump of it (pg_dump --schema-only), or a snapshot.",
        )
    return ConfigError(
        "no migration folder and no dump was recognised here",
        where=shown(root),
        help="Name the folder, an SQL file, a snapshot or a database URL.",
    )
