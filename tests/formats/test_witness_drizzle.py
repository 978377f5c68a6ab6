"""Every construct of Drizzle: what our reading of a case comes to equals what drizzle-kit made of it, names included.

The cases are the folders of ``drizzle/``; ``regenerate.mjs`` there runs drizzle-kit where Node is present. Cases whose
names do not meet are made in one database, which is what takes the time.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec
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
PLATFORMS = {"supabase": "supabase", "neon": "neon", "neon_users": "neon"}
EXTENSIONS = {"vector": r"\b(?:vector|halfvec|sparsevec)\b", "citext": r"\bcitext\b", "postgis": r"\bgeometry\b"}
STAND_INS = ("citext", "postgis")
"""Extensions that only an embedded server has."""
_MADE = re.compile(
    r'(?:TABLE|TYPE|INDEX|SEQUENCE|VIEW|SCHEMA|ROLE|CONSTRAINT)(?: IF NOT EXISTS)? ((?:"[^"]+"\.)?"[^"]+")(?! (?:FOREIGN|ADD))'
)


class Batch(NamedTuple):
    """Cases of one version that are made together; ``alone`` on a server that nobody else uses."""

    version: str
    platform: str | None
    alone: bool
    cases: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.version}-{self.cases[0]}-and-{len(self.cases) - 1}-more"


def text(case: str, name: str) -> str:
    """A file of the case, empty when it has none of the name."""
    file = CASES / case / name
    return file.read_text() if file.exists() else ""


def extensions_of(sql: str) -> list[str]:
    return [name for name, word in EXTENSIONS.items() if re.search(word, sql)]


def batches() -> Iterator[Batch]:
    """All runs, as few together as the names they make allow."""
    packed: dict[tuple[str, str | None, bool], list[tuple[list[str], set[str]]]] = {}
    for case, version in RUNS:
        sql = text(case, f"expected.{version}.sql")
        alone = case in PLATFORMS or "CREATE ROLE" in sql or any(one in STAND_INS for one in extensions_of(sql))
        names = set(_MADE.findall(sql.replace('"public".', "")))
        group = packed.setdefault((version, PLATFORMS.get(case), alone), [])
        free = next((batch for batch in group if not batch[1] & names), None)
        if free is None:
            group.append(([case], names))
        else:
            free[0].append(case)
            free[1].update(names)
    for (version, platform, alone), group in packed.items():
        yield from (Batch(version, platform, alone, tuple(cases)) for cases, _ in group)


def reading(case: str, version: str, folder: Path) -> Declaration:
    """What we read of a copy of the case in a project that uses this version."""
    shutil.copytree(CASES / case, folder)
    orm, kit = PACKAGES[version]
    package = {"dependencies": {"drizzle-orm": orm}, "devDependencies": {"drizzle-kit": kit}}
    (folder / "package.json").write_text(json.dumps(package))
    found = drizzle.projects(folder)
    if not found:
        return drizzle.read([str(folder / "schema.ts")])
    assert len(found) == 1
    return found[0].read()


def together(found: list[Declaration]) -> Declaration:
    """One declaration of all that several declare; they can say the same."""
    return msgspec.structs.replace(
        found[0],
        objects=tuple(chain.from_iterable(one.objects for one in found)),
        origins={where: origin for one in found for where, origin in one.origins.items()},
        needs={where: needs for one in found for where, needs in one.needs.items()},
        unread=tuple(chain.from_iterable(one.unread for one in found)),
        extensions=tuple(sorted({name for one in found for name in one.extensions})),
        roles=tuple(sorted({name for one in found for name in one.roles})),
    )


@pytest.mark.parametrize(("case", "version"), RUNS)
def test_what_stays_unread_is_what_the_case_says(case: str, version: str, tmp_path: Path) -> None:
    unread = reading(case, version, tmp_path / case).unread
    told = [f"{Path(one.origin.file).name}:{one.origin.line} {one.address or one.why}" for one in unread]
    assert told == text(case, "unread.txt").splitlines()


@pytest.mark.parametrize("batch", list(batches()), ids=str)
def test_cases_are_read_as_drizzle_kit_reads_them(batch: Batch, tmp_path: Path, server: str) -> None:
    shadow = None if batch.alone else server
    made = {case: text(case, f"expected.{batch.version}.sql") for case in batch.cases}
    wanted = sorted({name for sql in made.values() for name in extensions_of(sql)})
    before = "".join(sorted({text(case, "before.sql") for case in batch.cases}))
    first = [Script("before.sql", "".join(f"CREATE EXTENSION {name};\n" for name in wanted) + before, "before")]
    scripts = [*first, *(Script(case, sql, case) for case, sql in made.items())]
    expected = elaborate(scripts, shadow_url=shadow, platform=batch.platform)
    beside = elaborate(first, shadow_url=shadow, platform=batch.platform) if before else None
    declared = together([reading(case, batch.version, tmp_path / case) for case in batch.cases])
    found = made_of(declared, beside=beside, shadow_url=shadow, platform=batch.platform)
    differences = diff(expected, found, Scope(ignore=("extension *",)))
    assert [(str(one.address), getattr(one, "fields", type(one).__name__)) for one in differences] == []
    assert len(found) > len(batch.cases)
