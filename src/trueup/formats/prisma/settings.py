"""What stands around a schema: ``prisma.config.*``, ``package.json``, and which version of Prisma the project uses.

A configuration in TypeScript is searched for what it says plainly, not evaluated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from trueup.errors import SourceError
from trueup.files import text_of

POSTGRES = ("postgresql", "postgres")
"""``provider`` of a datasource that is read here."""
LEVELS = 8
"""How many folders above a schema are looked at."""
_ENDINGS = ("ts", "mts", "cts", "js", "mjs", "cjs")
_CONFIGS = tuple(f"{stem}.{ending}" for stem in ("prisma.config", ".config/prisma") for ending in _ENDINGS)
_LOCKS = ("pnpm-lock.yaml", "package-lock.json", "yarn.lock", "bun.lock")
_PACKAGES = ("prisma", "@prisma/client")

_STRING = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`[^`$\\]*`'
_REMARK = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.S)
_PATH = rf"(?P<path>{_STRING}|(?:\w+\.)?(?:join|resolve)\((?P<parts>[^()]*(?:\([^()]*\)[^()]*)*)\))"
_SCHEMA = re.compile(rf"\bschema\s*:\s*{_PATH}")
_MIGRATIONS = re.compile(rf"\bmigrations\s*:\s*\{{[^{{}}]*?\bpath\s*:\s*{_PATH}")
_URL = re.compile(r"\b\w*[uU]rl\s*:\s*(?:env(?:<[^>]*>)?\(\s*['\"`](\w+)|process\.env\.(\w+)|process\.env\[['\"](\w+))")
_MAJOR = re.compile(r"[\^~>=v\s]*(\d+)(?:\.|\Z|\s)")
_CATALOG = re.compile(r"""^\s+['"]?(?:@prisma/client|prisma)['"]?\s*:\s*['"]?[\^~]?(\d+)\.""", re.M)
_LOCKED = (
    re.compile(r'"node_modules/prisma": \{\s*"version": "(\d+)\.'),
    re.compile(r'^"?prisma@[^\n]*:\n\s+version:? "?(\d+)\.', re.M),
    re.compile(r"""['"/ ](?:prisma|@prisma/client)@(\d+)\.\d+"""),
)


class Settings(NamedTuple):
    """What a folder says of its schema: paths as they are written, resolved, and names of URL variables."""

    folder: Path
    schema: Path | None = None
    migrations: Path | None = None
    url_variables: tuple[str, ...] = ()


def above(folder: Path) -> Iterator[Path]:
    """The folder and those above it, to the root of its repository."""
    real = folder.resolve()
    for place in [real, *real.parents][:LEVELS]:
        yield place
        if (place / ".git").exists():
            return


def settings(folder: Path) -> Settings:
    """The settings in one folder; without any, all is None."""
    for name in _CONFIGS:
        path = folder / name
        if path.is_file():
            return _from_config(folder, _text(path))
    found = _package(folder).get("prisma")
    schema = found.get("schema") if isinstance(found, dict) else None
    return Settings(folder, folder / schema if isinstance(schema, str) else None)


def _from_config(folder: Path, text: str) -> Settings:
    code = _REMARK.sub(lambda found: found[1] or " ", text)
    names = [next(filter(None, groups)) for groups in _URL.findall(code)]
    return Settings(folder, _place(folder, _SCHEMA, code), _place(folder, _MIGRATIONS, code), tuple(names))


def _place(folder: Path, pattern: re.Pattern[str], code: str) -> Path | None:
    found = pattern.search(code)
    if found is None:
        return None
    parts = re.findall(_STRING, found["parts"] if found["parts"] is not None else found["path"])
    return folder.joinpath(*(part[1:-1] for part in parts)) if parts else None


# ------------------------------------------------------------------ the version


@lru_cache(maxsize=256)
def version_of(folder: Path) -> int | None:
    """The major version of Prisma that a folder's packages ask for or have locked; None when nothing says it."""
    places = list(above(folder))
    asked = False
    for place in places:
        spec = _spec(_package(place))
        if spec is None:
            continue
        found = _MAJOR.match(spec)
        if found is not None:
            return int(found[1])
        asked = True
        break
    for place in places if asked else ():
        found = _CATALOG.search(_text(place / "pnpm-workspace.yaml")) or _catalogued(_package(place))
        if found is not None:
            return int(found[1])
    for place in places:
        for name in _LOCKS:
            found = _locked(_text(place / name))
            if found is not None:
                return int(found[1])
    return None


def _spec(package: dict[str, Any]) -> str | None:
    for name in _PACKAGES:
        for group in ("devDependencies", "dependencies", "peerDependencies"):
            found = package.get(group)
            if isinstance(found, dict) and isinstance(found.get(name), str):
                spec: str = found[name]
                return spec
    return None


def _catalogued(package: dict[str, Any]) -> re.Match[str] | None:
    """Catalogs of bun are in package.json."""
    for holder in (package, package.get("workspaces")):
        catalog = holder.get("catalog") if isinstance(holder, dict) else None
        for name in _PACKAGES:
            spec = catalog.get(name) if isinstance(catalog, dict) else None
            found = _MAJOR.match(spec) if isinstance(spec, str) else None
            if found is not None:
                return found
    return None


def _locked(text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in _LOCKED)), None) if text else None


def _package(folder: Path) -> dict[str, Any]:
    with suppress(ValueError):
        found = json.loads(_text(folder / "package.json") or "{}")
        if isinstance(found, dict):
            return found
    return {}


@lru_cache(maxsize=256)
def _text(path: Path) -> str:
    if not path.is_file():
        return ""
    try:
        return text_of(path)
    except SourceError:
        return ""
