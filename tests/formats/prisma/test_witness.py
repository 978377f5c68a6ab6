"""Each case is read as Prisma's own schema engine reads it: both are loaded into PostgreSQL and compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trueup.diff import diff
from trueup.formats.prisma import read
from trueup.model import Schema
from trueup.postgres.declare import elaborate
from trueup.postgres.elaborate import Script, as_schema, elaborated

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.sql"))
EXTENSIONS = {"citext": "citext", "ltree": "ltree", "gin_trgm_ops": "pg_trgm"}
"""What a schema may use without saying so, and Prisma's SQL does not make."""


def made_by_prisma(case: Path, declared: Schema) -> Schema:
    sql = (case / "expected.sql").read_text(encoding="utf-8")
    needed = sorted({name for word, name in EXTENSIONS.items() if re.search(rf"\b{word}\b", sql, re.I)})
    before = "".join(f'create extension if not exists "{name}";\n' for name in needed)
    return as_schema(elaborated([Script("expected", before + sql, str(case))]), declared.says)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_schema_is_read_as_prisma_reads_it(case: Path):
    declaration = read([case])
    declared = elaborate(declaration)
    made = made_by_prisma(case, declared)
    assert diff(made, declared) == ()
    counted = [where for where in made if declared.says.admits(where)]
    assert counted, "the comparison is about something"
    assert sorted(counted) == sorted(where for where in declared if declared.says.admits(where))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_object_has_its_place(case: Path):
    declaration = read([case])
    files = [name for name in declaration.files if Path(name).is_file()]
    texts = {name: Path(name).read_text(encoding="utf-8").splitlines() for name in files}
    for obj in declaration.objects:
        origin = declaration.origins[obj.address]
        line = texts[origin.file][origin.line - 1]
        assert line[origin.column - 1 :].strip(), (obj.address, origin)


def test_there_is_a_case_for_every_folder():
    folders = {path for path in HERE.iterdir() if path.is_dir() and list(path.rglob("*.prisma"))}
    assert folders == set(CASES), "run regenerate.mjs"
