"""Migrations that are programs or for another database: recognised so that a message can name them."""

from __future__ import annotations

import re

from trueup.histories import drizzle, prisma
from trueup.histories.history import Folder, has_line

_ALEMBIC = re.compile(r"down_revision\b")
_DJANGO = re.compile(r"(from django\.db import|class Migration\()")
_CODE = re.compile(r"(?:v?[0-9]{3,}|[0-9]{1,2})[-_.].*\.(?:ts|js|mjs|cjs|mts)")
_TYPESCRIPT = (
    ("TypeORM", re.compile(r".*\b(QueryRunner|MigrationInterface)\b")),
    ("MikroORM", re.compile(r".*@mikro-orm/migrations")),
    ("Knex", re.compile(r".*\bknex\b", re.I)),
    ("Sequelize", re.compile(r".*\bqueryInterface\b")),
    ("Kysely", re.compile(r".*\bKysely\b")),
    ("node-pg-migrate", re.compile(r".*\b(node-pg-migrate|pgm)\b")),
)


def name_of(folder: Folder) -> str | None:
    """The runner whose programs the folder holds; None when it holds none."""
    python = [name for name in folder.files if name.endswith(".py") and name != "__init__.py"]
    if python and any(has_line(folder.path / name, _ALEMBIC) for name in python[:3]):
        return "Alembic"
    if python and "__init__.py" in folder.files and has_line(folder.path / python[0], _DJANGO):
        return "Django"
    if any(re.fullmatch(r"[0-9]{10,}_.*\.rb", name) for name in folder.files):
        return "Rails"
    if any(re.fullmatch(r"(db\.)?change[lL]og.*\.(xml|ya?ml|json)", name) for name in folder.files):
        return "Liquibase"
    code = [name for name in folder.files if _CODE.fullmatch(name)]
    for name, pattern in _TYPESCRIPT if code else ():
        if any(has_line(folder.path / file, pattern) for file in code[:3]):
            return name
    return None


def database_of(folder: Folder) -> str | None:
    """The other database that a folder's own files say it is for; None when they do not."""
    if "migration_lock.toml" in folder.files:
        found = prisma.provider(folder.path)
        return found if found not in prisma.PROVIDERS else None
    if "meta" in folder.folders and "_journal.json" in folder.sub("meta").files:
        found = drizzle.dialect(folder)
        return found if found not in drizzle.DIALECTS else None
    return None
