"""What a docstring shows is what happens: its examples are run."""

from __future__ import annotations

import doctest
import sys
from importlib import import_module
from pathlib import Path

import pytest

import trueup

SOURCE = Path(trueup.__file__).parent
SHOWING = [path for path in sorted(SOURCE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


def name_of(path: Path) -> str:
    return ".".join(("trueup", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("name", [name_of(path) for path in SHOWING])
def test_examples(name: str) -> None:
    import_module(name)
    module = sys.modules[name]  # functions of the package hide some modules of the same name
    assert doctest.testmod(module).failed == 0
