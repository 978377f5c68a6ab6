"""Django models read without Django, against the statements Django itself makes of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trueup.diff import Alter, Change, diff
from trueup.formats import django
from trueup.formats.django.write import write
from trueup.model import EVERYTHING
from trueup.postgres import declare
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.reconcile import reconcile

HERE = Path(__file__).parent
EXPECTED = sorted(HERE.glob("*/expected-*.sql"))


def version_of(path: Path) -> tuple[int, int]:
    major, minor = re.findall(r"\d+", path.stem)
    return int(major), int(minor)


def told(change: Change) -> str:
    """A difference in words for a failing test."""
    if isinstance(change, Alter):
        values = (f"{f}: {getattr(change.before, f)!r} -> {getattr(change.after, f)!r}" for f in change.fields)
        return f"{change.address} {'; '.join(values)}"
    return f"{type(change).__name__} {change.address}"


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}-{path.stem[9:]}")
def test_what_is_read_is_what_django_makes(expected: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    case = expected.parent
    monkeypatch.chdir(case)
    declaration = django.read(".", settings="settings", version=version_of(expected))
    assert [str(one.why) for one in declaration.unread] == []
    sql = expected.read_text()
    shadow = None if "CREATE EXTENSION" in sql else server
    made = declare.elaborate(declaration, shadow_url=shadow, cache=False)
    theirs = elaborate([Script("expected.sql", sql, "expected")], shadow_url=shadow, cache=False)
    changes = diff(theirs, made)
    assert "\n".join(map(told, changes)) == ""
    assert made.says is not EVERYTHING
    assert {where.kind for where in made.objects} >= {"table", "column", "constraint"}


@pytest.mark.parametrize("case", ["fields", "meta", "modern", "inheritance"])
def test_what_is_written_reads_the_same(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / case)
    first = declare.elaborate(django.read(".", settings="settings", version=(5, 2)), cache=False)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "__init__.py").write_text("")
    (tmp_path / "again" / "models.py").write_text(write(first, "again"))
    (tmp_path / "settings.py").write_text('INSTALLED_APPS = ["again"]\n')
    monkeypatch.chdir(tmp_path)
    declaration = django.read(".", settings="settings", version=(5, 2))
    assert [str(one.why) for one in declaration.unread] == []
    second = declare.elaborate(declaration, cache=False, beside=first)
    second = reconcile(second, first).schema  # names of what is called after columns whose names were cut
    assert "\n".join(map(told, diff(first, second))) == ""
