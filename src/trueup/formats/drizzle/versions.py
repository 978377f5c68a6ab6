"""Which Drizzle a project uses, told from the ``package.json`` and lockfiles around its schema."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple

from trueup.formats.drizzle.resolve import Resolver, upwards


class Version(NamedTuple):
    """A version of ``drizzle-orm``; 1.0 changed how arrays are built and constraints are named.

    ``beta`` is the number of a beta of 1.0, 0 for all that is none.
    """

    major: int
    minor: int
    beta: int = 0

    @property
    def one(self) -> bool:
        """Whether this makes what 1.0 makes. Its first beta came with the drizzle-kit of 0.31."""
        return self.major >= 1 and self.beta != 1

    @property
    def takes_casing(self) -> bool:
        """Whether ``casing`` of the configuration counts: betas of 1.0 took it until ``snakeCase`` came instead."""
        return not self.one or 0 < self.beta < _CASED_BY_TABLE


NEWEST_BEFORE_ONE = Version(0, 45)
_CASED_BY_TABLE = 24
_NUMBER = re.compile(r"(\d+)\.(\d+)(?:\.\d+-beta\.(\d+))?")
LOCKS = ("pnpm-lock.yaml", "package-lock.json", "yarn.lock", "bun.lock")
_LOCKED = re.compile(r"drizzle-orm(?:@npm:|@|\": \[\"drizzle-orm@|/)(\d+\.\d+[\w.-]*)")
_CATALOGUED = re.compile(r"^\s+['\"]?drizzle-orm['\"]?\s*:\s*['\"]?([^'\"\s#]+)", re.M)
_TAGGED = re.compile(r"\b(beta|rc|next)\b")


def parse(text: str) -> Version | None:
    """A version or range as ``package.json`` has it; tags that follow 1.0 count as that.

    >>> parse("^0.44.2"), parse("1.0.0-beta.2-86f844e"), parse("workspace:*")
    (Version(major=0, minor=44, beta=0), Version(major=1, minor=0, beta=2), None)
    """
    found = _NUMBER.search(text)
    if found is not None:
        return Version(int(found[1]), int(found[2]), int(found[3] or 0))
    return Version(1, 0) if _TAGGED.search(text) else None


def of_project(folder: str, resolver: Resolver) -> Version:
    """The version that the nearest package says, or its installed copy, or a lockfile; else the newest 0.x."""
    for above in upwards(folder):
        installed = resolver.json(f"{above}/node_modules/drizzle-orm/package.json")
        if isinstance(installed, dict) and (found := parse(str(installed.get("version", "")))):
            return found
        package = resolver.json(f"{above}/package.json")
        if isinstance(package, dict) and (found := _declared(package, above, resolver)):
            return found
        if os.path.exists(f"{above}/.git"):
            break
    return _locked(folder) or NEWEST_BEFORE_ONE


def _declared(package: dict[str, Any], folder: str, resolver: Resolver) -> Version | None:
    for section in ("dependencies", "devDependencies", "peerDependencies"):
        listed = package.get(section)
        given = listed.get("drizzle-orm") if isinstance(listed, dict) else None
        if isinstance(given, str):
            found = _of_catalog(given, folder, resolver) if given.startswith("catalog:") else parse(given)
            if found is not None:
                return found
    return None


def _of_catalog(given: str, folder: str, resolver: Resolver) -> Version | None:
    """The version that a workspace's catalog says: pnpm's in its YAML, Bun's in the package at the root."""
    for above in upwards(folder):
        try:
            with open(f"{above}/pnpm-workspace.yaml", encoding="utf-8", errors="replace") as file:
                for line in _CATALOGUED.finditer(file.read()):
                    if found := parse(line[1]):
                        return found
        except OSError:
            pass
        package = resolver.json(f"{above}/package.json")
        if isinstance(package, dict):
            shared = package.get("workspaces")
            for holder in (package, shared if isinstance(shared, dict) else {}):
                catalogs = holder.get("catalogs")
                named = (catalogs if isinstance(catalogs, dict) else {}).get(given.removeprefix("catalog:"))
                for catalog in (named, holder.get("catalog")):
                    if isinstance(catalog, dict) and (found := parse(str(catalog.get("drizzle-orm", "")))):
                        return found
        if os.path.exists(f"{above}/.git"):
            break
    return None


def _locked(folder: str) -> Version | None:
    for above in upwards(folder):
        for name in LOCKS:
            try:
                with open(f"{above}/{name}", encoding="utf-8", errors="replace") as file:
                    found = _LOCKED.search(file.read())
            except OSError:
                continue
            if found is not None:
                return parse(found[1])
        if os.path.exists(f"{above}/.git"):
            break
    return None
