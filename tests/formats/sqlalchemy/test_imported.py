"""Importing models in the project's own interpreter: what is asked for, what is shown when it fails, what is kept in."""

import sys
from pathlib import Path

import pytest

from trueup.errors import SourceError
from trueup.formats.sqlalchemy import imported

PACKAGE = {
    "sqlalchemy/__init__.py": "__version__ = '2.0'",
    "sqlalchemy/dialects/__init__.py": "",
    "sqlalchemy/dialects/postgresql.py": "def dialect(): return object()",
    "sqlalchemy/engine/__init__.py": "",
    "sqlalchemy/engine/mock.py": "class MockConnection:\n    def __init__(self, dialect, run): self.run = run",
}
"""As much of SQLAlchemy as the reader asks for."""
MODELS = """
print("a module that prints")
class Statement:
    def __init__(self, sql): self.sql = sql
    def compile(self, dialect): return self.sql
class Table:
    schema = "shop"
class MetaData:
    sorted_tables = []
    tables = {"t": Table}
    def create_all(self, engine, checkfirst):
        assert checkfirst is False
        engine.run(Statement("\\nCREATE TABLE shop.t (id INTEGER)\\n\\n"))
class Base:
    metadata = MetaData()
nothing = 1
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (PACKAGE | {"app/__init__.py": "", "app/models.py": MODELS}).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_statements_come_back_schemas_first(project: Path) -> None:
    sql = imported.statements("app.models:Base", project, python=sys.executable)
    assert sql == "CREATE SCHEMA IF NOT EXISTS shop;\n\nCREATE TABLE shop.t (id INTEGER);\n\n"
    assert imported.statements("app.models:Base.metadata", project, python=sys.executable) == sql
    assert imported.statements("app.models", project, python=sys.executable) == sql
    (script,) = imported.scripts("app.models:Base", project, python=sys.executable)
    assert script.sql == sql


def test_the_environment_of_the_project_is_found(project: Path) -> None:
    place = project / ".venv" / "bin" / "python"
    place.parent.mkdir(parents=True)
    place.symlink_to(sys.executable)
    assert "shop.t" in imported.statements("app.models:Base", project)


def test_no_interpreter_is_never_ours(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    with pytest.raises(SourceError, match="own Python was not found") as caught:
        imported.statements("app.models:Base", project)
    assert ".venv" in str(caught.value)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("app.absent:Base", "No module named 'app.absent'"),
        ("app.models:Missing", "has no attribute 'Missing'"),
        ("app.models:nothing", "is no MetaData and has none"),
    ],
)
def test_a_failure_shows_what_python_said(project: Path, target: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        imported.statements(target, project, python=sys.executable)


def test_passwords_in_what_python_said_are_not_shown(project: Path) -> None:
    (project / "app" / "models.py").write_text("raise ValueError('postgresql://me:hunter2@db/app')")
    with pytest.raises(SourceError) as caught:
        imported.statements("app.models:Base", project, python=sys.executable)
    assert "hunter2" not in str(caught.value)
    assert "postgresql://me:***@db/app" in str(caught.value)


def test_an_import_that_waits_is_ended(project: Path) -> None:
    (project / "app" / "models.py").write_text("import time; time.sleep(60)")
    with pytest.raises(SourceError, match="more than 1 seconds"):
        imported.statements("app.models:Base", project, python=sys.executable, seconds=1)


def test_our_own_settings_are_not_passed_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEUP_SECRET", "hidden")
    monkeypatch.setenv("APP_MODE", "passed")
    (project / "app" / "models.py").write_text("import os; raise ValueError(sorted(os.environ))")
    with pytest.raises(SourceError) as caught:
        imported.statements("app.models:Base", project, python=sys.executable)
    assert "APP_MODE" in str(caught.value)
    assert "TRUEUP_SECRET" not in str(caught.value)
