"""What is kept of files: given again while they are the same, and never once anything that decides it has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from trueup.formats import kept


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Counts how often the work is done; the files that decide it are old enough to be trusted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRUEUP_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "src").mkdir()
    written("src/a.ts", "one")
    times = []

    def ask(*paths: str) -> str:
        def work() -> tuple[bytes, tuple[str, ...]]:
            times.append(paths)
            return Path("src/a.ts").read_bytes(), paths

        return kept.kept("tests", "key", work).decode()

    ask.times = times  # type: ignore[attr-defined]
    return ask


def written(path: str, text: str) -> None:
    Path(path).write_text(text)
    before = time.time_ns() - 10**9
    os.utime(path, ns=(before, before))


def test_unchanged_files_are_read_once(asked):
    assert [asked("src/a.ts") for _ in range(3)] == ["one"] * 3
    assert len(asked.times) == 1


def test_a_changed_file_is_read_again_and_a_former_one_is_known(asked):
    asked("src/a.ts")
    written("src/a.ts", "two")
    assert [asked("src/a.ts"), asked("src/a.ts")] == ["two", "two"]
    written("src/a.ts", "one")
    assert asked("src/a.ts") == "one"
    assert len(asked.times) == 2


@pytest.mark.parametrize("missed", ["src/b.ts", "src/deeper", "elsewhere/c.ts"])
def test_what_was_missing_and_now_is_there_counts(asked, missed):
    asked("src/a.ts", missed, os.path.dirname(missed))
    os.makedirs(os.path.dirname(missed), exist_ok=True)
    written(missed, "new")
    asked("src/a.ts", missed, os.path.dirname(missed))
    assert len(asked.times) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(asked):
    Path("src/a.ts").touch()
    asked("src/a.ts")
    asked("src/a.ts")
    assert len(asked.times) == 2


def test_what_a_program_reads_is_never_kept(asked):
    asked()
    asked()
    assert len(asked.times) == 2
