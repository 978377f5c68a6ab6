"""Every construct of Drizzle: what our reading of a case comes to equals what drizzle-kit made of it, names included.

The cases are the folders of ``drizzle/``; ``regenerate.mjs`` there runs drizzle-kit where Node is present.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from trueup.declaration import Declaration
from trueup.diff import diff
from trueup.formats import drizzle
from trueup.model import Scope
from trueup.postgres.declare import elaborate as made_of
from trueup.postgres.elaborate import Script, elaborate

CASES = Path(__file__).parent / "drizzle"
RUNS = sorted((file.parent.name, file.name.removeprefix("expected.")[:-4]) for file in CASES.glob("*/expected.*.sql"))
PACKAGES = {"0.20": ("0.30.10", "0.20.17"), "0.31": ("0.45.4", "0.31.11"), "1.0": ("1.0.0-rc.5", "1.0.0-rc.5")}
PLATFORMS = {"supabase": "supabase", "neon": "neon"}
EXTENSIONS = {
    "vector": r"\b(?:vector|halfvec|sparsevec)\b",
    "citext": r"\bcitext\b",
    "postgis": r"\bgeometry\b",
}
STAND_INS = {"citext", "postgis"}
"""Extensions that only an embedded server has; one of these each has to itself, roles included."""


def reading(case: str, version: str, folder: Path) -> Declaration:
    """What we read of a copy of the case in a project that uses this version."""
    shutil.copytree(CASES / case, folder, dirs_exist_ok=True)
    orm, kit = PACKAGES[version]
    package = {"dependencies": {"drizzle-orm": orm}, "devDependencies": {"drizzle-kit": kit}}
    (folder / "package.json").write_text(json.dumps(package))
    found = drizzle.projects(folder)
    if not found:
        return drizzle.read([str(folder / "schema.ts")])
    assert len(found) == 1
    return found[0].read()


@pytest.mark.parametrize(("case", "version"), RUNS)
def test_a_case_is_read_as_drizzle_kit_reads_it(case: str, version: str, tmp_path: Path, server: str) -> None:
    declared = reading(case, version, tmp_path)
    assert [
        f"{Path(one.origin.file).name}:{one.origin.line} {one.address or one.why}" for one in declared.unread
    ] == lines(case)
    sql = text(case, f"expected.{version}.sql")
    wanted = [name for name, word in EXTENSIONS.items() if re.search(word, sql)]
    extensions = "".join(f"CREATE EXTENSION {name};\n" for name in wanted)
    before = Script("before.sql", extensions + text(case, "before.sql"), "before")
    platform = PLATFORMS.get(case)
    shadow = None if platform or STAND_INS & {*wanted} or "CREATE ROLE" in sql else server
    expected = elaborate([before, Script("expected.sql", sql, "expected")], shadow_url=shadow, platform=platform)
    beside = elaborate([before], shadow_url=shadow, platform=platform) if text(case, "before.sql") else None
    found = made_of(declared, beside=beside, shadow_url=shadow, platform=platform)
    differences = diff(expected, found, Scope(ignore=("extension *",)))
    assert [(str(one.address), getattr(one, "fields", type(one).__name__)) for one in differences] == []
    assert len(found) > 1


def text(case: str, name: str) -> str:
    """A file of the case, empty when it has none of the name."""
    file = CASES / case / name
    return file.read_text() if file.exists() else ""


def lines(case: str) -> list[str]:
    """What stays unread of a case: file, line and address."""
    return text(case, "unread.txt").splitlines()
