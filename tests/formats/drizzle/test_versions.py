"""Which Drizzle a project uses: what its packages, catalogs and lockfiles say, the nearest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from trueup.formats.drizzle.resolve import Resolver
from trueup.formats.drizzle.versions import NEWEST_BEFORE_ONE, Version, of_project

SAYS = {
    "range": ({"app/package.json": '{"dependencies": {"drizzle-orm": "^0.29.3"}}'}, Version(0, 29)),
    "tag": ({"package.json": '{"devDependencies": {"drizzle-orm": "beta"}}'}, Version(1, 0)),
    "installed": (
        {
            "app/package.json": '{"dependencies": {"drizzle-orm": "latest"}}',
            "node_modules/drizzle-orm/package.json": '{"version": "0.44.7"}',
        },
        Version(0, 44),
    ),
    "pnpm's catalog": (
        {
            "app/package.json": '{"dependencies": {"drizzle-orm": "catalog:"}}',
            "pnpm-workspace.yaml": "packages:\n  - app\ncatalog:\n  'drizzle-orm': 1.0.0-rc.2 # yes\n",
        },
        Version(1, 0),
    ),
    "Bun's catalog": (
        {
            "app/package.json": '{"dependencies": {"drizzle-orm": "catalog:db"}}',
            "package.json": '{"workspaces": {"packages": [], "catalogs": {"db": {"drizzle-orm": "~0.38.1"}}}}',
        },
        Version(0, 38),
    ),
    "lockfile": (
        {
            "app/package.json": '{"dependencies": {"drizzle-orm": "*"}}',
            "pnpm-lock.yaml": "packages:\n\n  drizzle-orm@0.36.4(pg@8.13.1):\n    resolution: {}\n",
        },
        Version(0, 36),
    ),
    "a beta": ({"package.json": '{"dependencies": {"drizzle-orm": "^1.0.0-beta.2-86f844e"}}'}, Version(1, 0, 2)),
    "a beta in a lockfile": ({"bun.lock": '"drizzle-orm": ["drizzle-orm@1.0.0-beta.24", "", {}]'}, Version(1, 0, 24)),
    "nothing": ({}, NEWEST_BEFORE_ONE),
}


@pytest.mark.parametrize("name", SAYS)
def test_the_version_of_a_project(name: str, tmp_path: Path) -> None:
    files, version = SAYS[name]
    (tmp_path / ".git").mkdir()
    (tmp_path / "app").mkdir()
    for file, content in files.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    assert of_project(str(tmp_path / "app"), Resolver()) == version


@pytest.mark.parametrize(
    ("version", "one", "takes_casing"),
    [
        (Version(0, 45), False, True),
        (Version(1, 0, 1), False, True),
        (Version(1, 0, 2), True, True),
        (Version(1, 0, 23), True, True),
        (Version(1, 0, 24), True, False),
        (Version(1, 0), True, False),
    ],
)
def test_betas_became_one_bit_by_bit(version: Version, one: bool, takes_casing: bool) -> None:
    assert (version.one, version.takes_casing) == (one, takes_casing)
