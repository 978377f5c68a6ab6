"""What a short run does without: slow imports of other packages, and the collector while something is read."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from trueup.startup import uncollected


def test_the_collector_is_left_as_it_was():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("format", "file", "text"),
    [
        (
            "drizzle",
            "schema.ts",
            'import { pgTable, text } from "drizzle-orm/pg-core";\nexport const t = pgTable("t", { a: text() });\n',
        ),
        (
            "prisma",
            "schema.prisma",
            'datasource db {\n  provider = "postgresql"\n  url = env("U")\n}\nmodel T {\n  a String @id\n}\n',
        ),
    ],
    ids=["drizzle", "prisma"],
)
def test_code_is_read_without_slow_imports(tmp_path: Path, format: str, file: str, text: str):
    (tmp_path / file).write_text(text)
    code = (
        f"import sys; from trueup.formats.{format} import project; found = project('{file}').read();"
        "print(len(found.objects), *({'typing_extensions', 'importlib.resources', 'psycopg', 'pglast'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [{"drizzle": "2", "prisma": "3"}[format]]
