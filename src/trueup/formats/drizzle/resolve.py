"""Which file an import means: relative paths, tsconfig ``paths``, ``#imports`` and packages of the same workspace."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from glob import glob
from typing import Any

_ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json")
_SWAPPED = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_CONDITIONS = ("source", "development", "bun", "import", "module", "node", "default", "require", "types")
_BUILT = ("dist", "build", "lib", "out", "esm", "cjs")
LARGEST_CONFIGURATION = 1024 * 1024


def existing(base: str) -> str | None:
    """The file a path without its ending, or a folder, means."""
    stem, ending = os.path.splitext(base)
    for other in _SWAPPED.get(ending, ()):
        if os.path.isfile(stem + other):
            return stem + other
    if ending and os.path.isfile(base):
        return base
    for other in _ENDINGS:
        if os.path.isfile(base + other):
            return base + other
    if os.path.isdir(base):
        for other in _ENDINGS:
            if os.path.isfile(f"{base}/index{other}"):
                return f"{base}/index{other}"
    return base if os.path.isfile(base) else None


class Resolver:
    """Finds files of imports; every configuration file is read once."""

    def __init__(self) -> None:
        self._json: dict[str, Any] = {}
        self._paths: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        self._workspaces: dict[str, dict[str, str]] = {}

    def find(self, specifier: str, file: str) -> str | None:
        """The file that ``specifier`` means in ``file``; None for a package from outside."""
        folder = os.path.dirname(os.path.abspath(file))
        if specifier.startswith("."):
            return existing(os.path.normpath(os.path.join(folder, specifier)))
        if specifier.startswith("/"):
            return existing(specifier)
        if specifier.startswith("#") and (found := self._subpath_import(specifier, folder)):
            return found
        return self._by_paths(specifier, folder) or self._by_workspace(specifier, folder)

    def package_above(self, folder: str) -> tuple[str, dict[str, Any]] | None:
        """The nearest folder upwards with a ``package.json``, and what that says."""
        for above in upwards(folder):
            found = self.json(f"{above}/package.json")
            if isinstance(found, dict):
                return above, found
        return None

    def json(self, path: str) -> Any:
        """A JSON file, comments and trailing commas allowed; None where there is none that can be read."""
        if path not in self._json:
            self._json[path] = _read_json(path)
        return self._json[path]

    def consulted(self) -> set[str]:
        """The configuration files that were read or looked for."""
        return set(self._json)

    # -------------------------------------------------------------- tsconfig

    def _by_paths(self, specifier: str, folder: str) -> str | None:
        for above in upwards(folder):
            for name in ("tsconfig.json", "jsconfig.json"):
                if os.path.isfile(f"{above}/{name}"):
                    found = self._matching(specifier, self._all_paths(f"{above}/{name}"))
                    if found is not None:
                        return found
            if os.path.exists(f"{above}/.git"):
                return None
        return None

    def _matching(self, specifier: str, paths: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
        for pattern, targets in sorted(paths, key=lambda item: -len(item[0].partition("*")[0])):
            before, star, after = pattern.partition("*")
            if not star:
                if specifier != pattern:
                    continue
                middle = ""
            elif specifier.startswith(before) and specifier.endswith(after):
                middle = specifier[len(before) : len(specifier) - len(after)]
            else:
                continue
            for target in targets:
                found = existing(os.path.normpath(target.replace("*", middle)))
                if found is not None:
                    return found
        return None

    def _all_paths(self, config: str, seen: frozenset[str] = frozenset()) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Patterns and targets of a tsconfig with those of the ones it extends and refers to."""
        if config in self._paths or config in seen:
            return self._paths.get(config, ())
        content = self.json(config)
        if not isinstance(content, dict):
            return ()
        folder, seen = os.path.dirname(config), seen | {config}
        options = content.get("compilerOptions")
        options = options if isinstance(options, dict) else {}
        base = os.path.join(folder, str(options.get("baseUrl", ".")).replace("${configDir}", folder))
        own = [
            (pattern, tuple(os.path.join(base, str(t).replace("${configDir}", folder)) for t in targets))
            for pattern, targets in (options.get("paths") or {}).items()
            if isinstance(targets, list)
        ]
        if not own:
            for other in self._extended(content, folder):
                own += self._all_paths(other, seen)
        for reference in content.get("references") or []:
            if isinstance(reference, dict) and isinstance(reference.get("path"), str):
                target = os.path.normpath(os.path.join(folder, reference["path"]))
                own += self._all_paths(target if target.endswith(".json") else f"{target}/tsconfig.json", seen)
        if "baseUrl" in options:
            own.append(("*", (os.path.join(base, "*"),)))
        self._paths[config] = tuple(own)
        return self._paths[config]

    def _extended(self, content: dict[str, Any], folder: str) -> Iterator[str]:
        extends = content.get("extends")
        for name in extends if isinstance(extends, list) else [extends]:
            if not isinstance(name, str):
                continue
            if name.startswith((".", "/")):
                path = os.path.normpath(os.path.join(folder, name))
                yield path if path.endswith(".json") else f"{path}.json"
            else:
                package, _, rest = _split_package(name)
                root = self._packages(folder).get(package)
                if root is not None:
                    path = os.path.join(root, rest or "tsconfig.json")
                    yield path if path.endswith(".json") else f"{path}.json"

    # -------------------------------------------------------------- packages

    def _subpath_import(self, specifier: str, folder: str) -> str | None:
        found = self.package_above(folder)
        if found is None or not isinstance(found[1].get("imports"), dict):
            return None
        return _exported(found[0], found[1]["imports"], specifier)

    def _by_workspace(self, specifier: str, folder: str) -> str | None:
        package, _, rest = _split_package(specifier)
        root = self._packages(folder).get(package)
        if root is None:
            return None
        content = self.json(f"{root}/package.json")
        exports = content.get("exports") if isinstance(content, dict) else None
        if exports is not None:
            table = exports if isinstance(exports, dict) and any(k.startswith(".") for k in exports) else {".": exports}
            found = _exported(root, table, f"./{rest}" if rest else ".")
            if found is not None:
                return found
        if rest:
            return existing(f"{root}/{rest}") or existing(f"{root}/src/{rest}")
        for field in ("source", "module", "main", "types"):
            if isinstance(content, dict) and isinstance(content.get(field), str):
                found = source_of(os.path.normpath(f"{root}/{content[field]}"), root)
                if found is not None:
                    return found
        return existing(f"{root}/src/index") or existing(f"{root}/index")

    def _packages(self, folder: str) -> dict[str, str]:
        """Packages of the workspace a folder belongs to: name to folder."""
        for above in upwards(folder):
            if above in self._workspaces:
                return self._workspaces[above]
            patterns = self._workspace_patterns(above)
            if patterns:
                self._workspaces[above] = self._named_packages(above, patterns)
                return self._workspaces[above]
            if os.path.exists(f"{above}/.git"):
                break
        own = self.package_above(folder)
        return {str(own[1]["name"]): own[0]} if own is not None and "name" in own[1] else {}

    def _workspace_patterns(self, folder: str) -> list[str]:
        patterns: list[str] = []
        package = self.json(f"{folder}/package.json")
        listed = package.get("workspaces") if isinstance(package, dict) else None
        if isinstance(listed, dict):
            listed = listed.get("packages")
        if isinstance(listed, list):
            patterns += [str(item) for item in listed]
        with_pnpm = f"{folder}/pnpm-workspace.yaml"
        if os.path.isfile(with_pnpm):
            patterns += _yaml_list(with_pnpm, "packages")
        return patterns

    def _named_packages(self, root: str, patterns: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern in ["", *(p for p in patterns if not p.startswith("!"))]:
            for folder in sorted(glob(os.path.join(root, pattern.removesuffix("/")), recursive="**" in pattern)):
                if "node_modules" in folder:
                    continue
                package = self.json(f"{os.path.normpath(folder)}/package.json")
                if isinstance(package, dict) and isinstance(package.get("name"), str):
                    found.setdefault(package["name"], os.path.normpath(folder))
        return found


def source_of(path: str, root: str) -> str | None:
    """The source of a file that a package names: itself, or the TypeScript it is built from."""
    inside = os.path.relpath(path, root).split(os.sep)
    if inside[0] in _BUILT:
        stem = os.path.join(*inside[1:]) if len(inside) > 1 else "index"
        while "." in os.path.basename(stem):
            stem = os.path.splitext(stem)[0]
        for base in (f"{root}/src/{stem}", f"{root}/{stem}", f"{root}/src/{stem.removeprefix('src/')}"):
            found = existing(base)
            if found is not None:
                return found
    found = existing(path)
    return None if found is not None and found.endswith((".d.ts", ".d.mts", ".d.cts")) else found


def upwards(folder: str) -> Iterator[str]:
    """A folder and those above it."""
    folder = os.path.abspath(folder)
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _exported(root: str, table: dict[str, Any], wanted: str) -> str | None:
    for pattern, target in sorted(table.items(), key=lambda item: -len(item[0])):
        before, star, after = pattern.partition("*")
        if not star:
            if pattern != wanted:
                continue
            middle = ""
        elif wanted.startswith(before) and wanted.endswith(after):
            middle = wanted[len(before) : len(wanted) - len(after)]
        else:
            continue
        for path in _targets(target):
            found = source_of(os.path.normpath(os.path.join(root, path.replace("*", middle))), root)
            if found is not None:
                return found
    return None


def _targets(target: Any) -> Iterator[str]:
    if isinstance(target, str):
        yield target
    elif isinstance(target, list):
        for item in target:
            yield from _targets(item)
    elif isinstance(target, dict):
        for condition in sorted(target, key=lambda c: _CONDITIONS.index(c) if c in _CONDITIONS else len(_CONDITIONS)):
            yield from _targets(target[condition])


def _split_package(specifier: str) -> tuple[str, str, str]:
    parts = specifier.split("/")
    size = 2 if specifier.startswith("@") else 1
    return "/".join(parts[:size]), "/", "/".join(parts[size:])


def _read_json(path: str) -> Any:
    try:
        if os.path.getsize(path) > LARGEST_CONFIGURATION:
            return None
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            text = file.read()
    except OSError:
        return None
    for attempt in (text, None):
        try:
            return json.loads(attempt if attempt is not None else without_comments(text))
        except (ValueError, RecursionError):
            continue
    return None


def without_comments(text: str) -> str:
    """JSON without the comments and trailing commas that tsconfig files have.

    >>> without_comments('{"a": 1, // one' + chr(10) + '}')
    '{"a": 1 \\n}'
    """
    out: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == '"':
            end = at + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            out.append(text[at : end + 1])
            at = end + 1
        elif text.startswith("//", at):
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            end = text.find("*/", at)
            at = len(text) if end < 0 else end + 2
        else:
            if char in "]}":
                last = next((i for i in range(len(out) - 1, -1, -1) if out[i].strip()), None)
                if last is not None and out[last] == ",":
                    out[last] = ""
            out.append(char)
            at += 1
    return "".join(out)


def _yaml_list(path: str, key: str) -> list[str]:
    """The items of a list at the top of a YAML file, as pnpm's is written."""
    found: list[str] = []
    inside = False
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read(LARGEST_CONFIGURATION).splitlines()
    except OSError:
        return []
    for line in lines:
        text = line.strip()
        if not line.startswith((" ", "-", "\t")) and text and not text.startswith("#"):
            inside = text.startswith(f"{key}:")
        elif inside and text.startswith("-"):
            found.append(text[1:].strip().split(" #")[0].strip().strip("'\""))
    return found


__all__ = ["Resolver", "existing", "source_of", "upwards", "without_comments"]
