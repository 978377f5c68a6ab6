"""Which version of Django a project is for: by what is installed beside it, its lock files, its requirements."""

from __future__ import annotations

import re
from pathlib import Path

from trueup.formats.django.settings import start_of

_RELEASES = ((6, 1), (6, 0), (5, 2), (5, 1), (5, 0), (4, 2), (4, 1), (4, 0), (3, 2))


NEWEST = (5, 2)
"""The version taken for granted where a project does not tell."""


def packages(root: Path) -> list[Path]:
    """The folders of installed packages of a project's own virtual environment."""
    found: list[Path] = []
    for folder in (root, *root.parents[:2]):
        for name in (".venv", "venv", "env", ".virtualenv", "virtualenv"):
            found += sorted((folder / name).glob("lib/python3*/site-packages"))
            found += sorted((folder / name).glob("Lib/site-packages"))
        if found or (folder / ".git").exists():
            break
    return found


_PINNED = re.compile(
    r"""(?<![\w./-])django["']?(?![\w.-])\s*(?:\[[^\]]*\])?[^\w\n#:]*(?:version\s*=[^\w\n]*)?(\d+)\.(\d+)""", re.I
)


_LOCKED = re.compile(r"""name\s*=\s*["']django["']\s*\n\s*version\s*=\s*["'](\d+)\.(\d+)""", re.I)


_LOCKS = ("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock")


_INSTALLED = re.compile(r"VERSION\s*=\s*\((\d+),\s*(\d+)")


def version(root: Path, installed: list[Path]) -> tuple[int, int]:
    """The version of Django a project is for: the installed one, else what its requirements pin or begin with."""
    for folder in installed:
        match = _INSTALLED.search(start_of(folder / "django" / "__init__.py"))
        if match is not None:
            return int(match[1]), int(match[2])
    for folder in (root, *root.parents[:2]):
        for name in _LOCKS:
            locked = _in_lock(folder / name)
            if locked is not None:
                return locked
        for path in _requirements(folder):
            match = _PINNED.search(_all(path))
            if match is not None:
                return _released(int(match[1]), int(match[2]))
        if (folder / ".git").exists():
            break
    return NEWEST


def deciding(root: Path, installed: list[Path]) -> list[Path]:
    """The files that decide the version, and the folders of installed packages."""
    found = [folder / "django" / "__init__.py" for folder in installed]
    for folder in (root, *root.parents[:2]):
        found += [*(folder / name for name in _LOCKS), *_requirements(folder)]
        if (folder / ".git").exists():
            break
    return [*installed, *found]


def _in_lock(path: Path) -> tuple[int, int] | None:
    text = _all(path)
    match = _LOCKED.search(text) or re.search(r'"django":\s*\{[^}]*"version":\s*"==(\d+)\.(\d+)', text, re.I)
    return (int(match[1]), int(match[2])) if match is not None else None


def _all(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < 20_000_000 else ""
    except OSError:
        return ""


def _requirements(folder: Path) -> list[Path]:
    found = [*folder.glob("requirements*.txt"), *folder.glob("requirements/*.txt"), *folder.glob("requirements*.in")]
    named = [folder / name for name in ("pyproject.toml", "Pipfile", "setup.cfg", "setup.py")]
    return [*sorted(found), *(path for path in named if path.is_file())]


def _released(major: int, minor: int) -> tuple[int, int]:
    """A version as far as there is one: ``>=4`` means the newest 4."""
    return next((one for one in _RELEASES if one <= (major, minor)), (major, minor))
