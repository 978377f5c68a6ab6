"""Where models are found: Alembic environments, Flask's, and folders that have none of these."""

from pathlib import Path
from textwrap import dedent

import pytest

from trueup.formats.sqlalchemy import Found, find
from trueup.model import address

BASE = "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): pass\n"
ENV = """
import os
from alembic import context
from app.base import Base
import app.models
target_metadata = Base.metadata
url = os.environ["DATABASE_URL"]
"""


def model(name: str, base: str = "from app.base import Base") -> str:
    return f"{base}\nfrom sqlalchemy import Column, Integer\nclass {name.title()}(Base):\n    __tablename__ = {name!r}\n    id = Column(Integer, primary_key=True)\n"


def project(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
    for folder in tmp_path.rglob("*"):
        if folder.is_dir() and folder.name in ("app", "models", "shop"):
            (folder / "__init__.py").touch()
    return tmp_path


def tables(found: Found) -> list[str]:
    return sorted(one.name for one in found.read().objects if one.KIND == "table")


def test_an_alembic_environment_says_which_models(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        alembic_dot_ini="[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = postgresql://u:secret@h/d\n",
        migrations__env_dot_py=ENV,
        migrations__versions__a_dot_py="x = 1",
        app__base_dot_py=BASE,
        app__models_dot_py="from app import user\n" + model("shops"),
        app__user_dot_py=model("users"),
        app__apart_dot_py=model("apart", BASE),
    )
    (found,) = find(root)
    assert found.environment == root / "migrations" / "env.py"
    assert found.versions == root / "migrations" / "versions"
    assert "secret" not in repr(found)
    assert tables(found) == ["shops", "users"]


def test_models_that_are_imported_by_name_at_run_time_are_looked_for(tmp_path: Path) -> None:
    env = ENV.replace("import app.models", "import importlib\nfor n in names(): importlib.import_module(n)")
    root = project(
        tmp_path,
        alembic_dot_ini="[alembic]\nscript_location = migrations\n",
        migrations__env_dot_py=env,
        app__base_dot_py=BASE,
        app__models__user_dot_py=model("users"),
        app__models__other_dot_py=model("others", BASE),
        tests__models_dot_py=model("tested"),
    )
    (found,) = find(root)
    assert tables(found) == ["users"]


def test_flask_without_a_metadata_in_the_source(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        migrations__alembic_dot_ini="[alembic]\nscript_location = .\n",
        migrations__env_dot_py="from flask import current_app\ntarget_metadata = current_app.db.metadata\n",
        app__models_dot_py="""
        from flask_sqlalchemy import SQLAlchemy
        db = SQLAlchemy()
        class BlogPost(db.Model):
            id = db.Column(db.Integer, primary_key=True)
            title = db.Column(db.String(20), nullable=False)
        """,
    )
    (found,) = find(root)
    declared = found.read()
    assert address("table", "public", "blog_post") in {one.address for one in declared.objects}
    assert declared.unread == ()


def test_several_projects_in_one_folder_are_each_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {}
    for name in ("one", "two"):
        files[f"{name}__alembic_dot_ini"] = "[alembic]\nscript_location = alembic\n"
        files[f"{name}__alembic__env_dot_py"] = ENV
        files[f"{name}__app__base_dot_py"] = BASE
        files[f"{name}__app__models_dot_py"] = model(f"of_{name}")
    found = find(project(tmp_path, **files))
    assert [(one.name, tables(one)) for one in found] == [("one", ["of_one"]), ("two", ["of_two"])]


def test_without_alembic_the_files_that_map_classes(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        app__base_dot_py=BASE,
        app__models_dot_py=model("users"),
        app__service_dot_py="import sqlalchemy\nx = 1",
        tests__test_models_dot_py=model("tested"),
        dot_venv__lib__models_dot_py=model("installed"),
    )
    (root / "dot_venv").rename(root / ".venv")
    (found,) = find(root)
    assert [path.name for path in found.paths] == ["models.py"]
    assert tables(found) == ["users"]
    assert find(root / "tests" / "..").__class__ is list
    (root / "empty").mkdir()
    assert find(root / "empty") == []


@pytest.mark.parametrize(
    ("file", "text", "version"),
    [
        ("uv.lock", '[[package]]\nname = "sqlmodel"\nversion = "0.0.22"\n', (0, 0, 22)),
        ("poetry.lock", '[[package]]\nname = "sqlmodel"\nversion = "0.0.8"\n', (0, 0, 8)),
        ("requirements.txt", "fastapi\nsqlmodel==0.0.47\n", (0, 0, 47)),
        ("requirements.txt", "sqlmodel>=0.0.8\n", None),
    ],
)
def test_the_version_of_sqlmodel_is_that_of_a_lock_file(
    tmp_path: Path, file: str, text: str, version: tuple[int, ...] | None
) -> None:
    (tmp_path / file).write_text(text)
    (tmp_path / "models.py").write_text(
        "from datetime import datetime\nfrom sqlmodel import Field, SQLModel\n"
        "class Event(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n    at: datetime\n"
    )
    (found,) = find(tmp_path)
    assert found.sqlmodel == version
    declared = found.read()
    types = {one.name: one.type for one in declared.objects if one.KIND == "column"}
    if version is None:
        assert "at" not in types
        assert "0.0.45" in declared.unread[0].why
        assert declared.unread[0].origin.line == 5
    else:
        zone = "WITH" if version >= (0, 0, 45) else "WITHOUT"
        assert types["at"] == f"TIMESTAMP {zone} TIME ZONE"
