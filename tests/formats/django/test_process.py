"""A project's own Python, asked in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trueup.errors import SourceError
from trueup.formats.django import imported
from trueup.formats.python import process


def ask(program: str, root: Path, **environment: str) -> object:
    return process.ask(Path(sys.executable), program, ["told"], root, environment)


def test_the_answer_is_what_the_program_writes_to_its_descriptor(tmp_path: Path) -> None:
    program = "import json, os, sys; print('noise'); os.fdopen(int(sys.argv[1]), 'w').write(json.dumps(sys.argv[2:]))"
    assert ask(program, tmp_path) == ["told"]


def test_the_program_runs_in_the_project_with_its_environment(tmp_path: Path) -> None:
    program = (
        "import json, os, sys; os.fdopen(int(sys.argv[1]), 'w').write(json.dumps([os.getcwd(), os.environ['GIVEN']]))"
    )
    assert ask(program, tmp_path, GIVEN="yes") == [str(tmp_path.resolve()), "yes"]


def test_what_a_failing_project_says_is_shown(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no settings here") as error:
        ask("import sys; sys.exit('no settings here')", tmp_path)
    assert error.value.help is not None


def test_a_project_that_waits_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 0.5)
    with pytest.raises(SourceError, match="took more than"):
        ask("import time; time.sleep(60)", tmp_path)


def test_an_answer_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no answer"):
        ask("pass", tmp_path)


def test_only_the_projects_own_python_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    with pytest.raises(SourceError, match="own Python was not found"):
        process.interpreter(tmp_path / "a" / "b" / "c")
    own = tmp_path / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.symlink_to(sys.executable)
    assert process.interpreter(tmp_path) == own


def test_a_folder_without_manage_py_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no manage\.py"):
        imported.project("shop.settings", tmp_path)
