"""
Stand-ins for what a shadow PostgreSQL lacks: extensions written in SQL only, and the objects of hosting platforms.

Starting servers, running scripts and reading the result back is left to `shadow` and `elaborate`.

How a stand-in works, and what it cannot do:

- A type is a base type over core I/O functions: it keeps a value as the text it was given. So a constant is not printed
  in the real type's own spelling ('a=>1'::hstore, a geometry as well-known text), and wrong input is not refused.
- A type modifier is the OID of an enum label, which core's enum_out prints: geometry(Point,4326) reads back as such.
- A GiST operator class returns every row for recheck: exclusion constraints hold and searches are right, not fast.
  A GIN, BRIN or SP-GiST one has no operators: its indexes are made and kept, but never used by a query.
- An access method is core's GIN under another name, without the storage parameters of the real one.
- A function has the real one's signature, and its behaviour where that is cheap; otherwise it gives NULL or nothing.
  Encryption only goes there and back. A function of a missing language can be made, not called.
- Storage parameters of an extension, such as timescaledb.compress, are left out before PostgreSQL would refuse them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from trueup.errors import TrueupError
from trueup.model import Address
from trueup.postgres.names import ident

__all__ = [
    "Platform",
    "StandIn",
    "StandInError",
    "add_update",
    "add_version",
    "digest",
    "digest_of",
    "extension",
    "extension_sql",
    "install",
    "install_tree",
    "names",
    "platform",
    "platforms",
    "schema_of",
    "unknown",
    "user_extensions",
]

_HERE = Path(__file__).parent
_EXTENSIONS = _HERE / "extensions"
_PLATFORMS = _HERE / "platforms"
_SETTING = re.compile(r"^\s*(\w+)\s*=\s*(?:'((?:[^']|'')*)'|(\S+))\s*$", re.MULTILINE)
_GUARD = re.compile(r"^-- if major (>=|<) (\d+)\n(.*?)^-- end\n", re.MULTILINE | re.DOTALL)
_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")


class StandInError(TrueupError):
    """A stand-in cannot be found, read or laid out."""


class StandIn(msgspec.Struct, frozen=True):
    """One stand-in extension: what its control file says and where its script is."""

    name: str
    version: str
    folder: Path
    schema: str | None = None
    relocatable: bool = False
    trusted: bool = False
    requires: tuple[str, ...] = ()
    comment: str = ""

    @property
    def script(self) -> Path:
        """The file with the extension's SQL, before `sql` picks the parts of one major version."""
        return self.folder / f"{self.name}--{self.version}.sql"

    def sql(self, major: int) -> str:
        """The extension script for servers of this major version."""
        return _for_major(_read(self.script), major)


class Platform(msgspec.Struct, frozen=True):
    """
    What a hosting platform puts into a database before the user's first migration.

    `cluster_for(owner)` makes roles (safe to run again, in any database of the server), `sql_for(owner)` the objects of
    one database; a superuser runs both. `owner` is the role user SQL will run as: it stands where the platform has its
    `postgres` role, which is no superuser there. `cluster` and `sql` are the two for an owner named `postgres`.
    Everything inside `schemas`, `extensions` and `publications` right after `sql` ran belongs to the platform;
    what the user adds to those schemas later (a trigger on auth.users, a policy on storage.objects) is the user's.
    """

    name: str
    roles: tuple[str, ...]
    schemas: frozenset[str]
    extensions: frozenset[str]
    publications: frozenset[str]
    triggers: frozenset[str]
    policies: frozenset[str]
    event_triggers: frozenset[str]
    search_path: str | None
    _cluster: str
    _sql: str

    @property
    def cluster(self) -> str:
        """`cluster_for` the role `postgres`."""
        return self.cluster_for("postgres")

    @property
    def sql(self) -> str:
        """`sql_for` the role `postgres`."""
        return self.sql_for("postgres")

    def owns(self, where: Address, owner: str | None = None) -> bool:
        """
        Whether an object is the platform's own and not the project's.

        In a platform's schema, that is what the platform's roles own, with its columns, keys and indexes; but a trigger
        or a policy is the project's unless the platform is known to make one of that name. `owner` of the object (or of
        the table it is in) tells a project's own function in such a schema apart; without it the schema decides.
        """
        word, names = where.root.kind, where.root.names
        named = {"schema": self.schemas, "extension": self.extensions, "publication": self.publications}
        named |= {"role": frozenset(self.roles), "event_trigger": self.event_triggers}
        if word in named:
            return names[-1] in named[word]
        if len(names) < 2 or names[0] not in self.schemas:
            return False
        last = {"trigger": self.triggers, "policy": self.policies}.get(where.kind)
        if last is not None:
            return where.name in last
        return owner is None or owner in self.platform_roles

    @property
    def platform_roles(self) -> frozenset[str]:
        """The roles that own the platform's objects: not `postgres`, which is the user's."""
        return frozenset(self.roles) - {"postgres", "anon", "authenticated", "service_role", "authenticator"}

    def cluster_for(self, owner: str) -> str:
        """The SQL that makes the platform's roles once in a server."""
        return self._cluster.replace("@owner@", ident(owner))

    def sql_for(self, owner: str) -> str:
        """The SQL that makes the platform's objects in an empty database."""
        return self._sql.replace("@owner@", ident(owner))


def names(directory: Path | None = None) -> frozenset[str]:
    """The extensions there is a stand-in for, with those of a user's own folder."""
    return frozenset(_catalog(directory))


def extension(name: str, directory: Path | None = None) -> StandIn:
    """The stand-in of one extension; `unknown` is the advice when there is none."""
    found = _catalog(directory).get(name)
    if found is None:
        raise StandInError(f"no stand-in for extension {name}", help=unknown(name))
    return found


def extension_sql(name: str, major: int, directory: Path | None = None) -> str:
    """The script of one stand-in, for a server that cannot be given extension files."""
    return extension(name, directory).sql(major)


def schema_of(name: str) -> str | None:
    """The schema an extension insists on, if it does; a host may put it there whatever CREATE EXTENSION says."""
    found = _catalog().get(name)
    return found.schema if found is not None else None


def user_extensions(directory: Path) -> dict[str, StandIn]:
    """The stand-ins a user wrote: `<name>.control` and `<name>--<version>.sql`, flat or one folder each."""
    if not directory.is_dir():
        raise StandInError(
            f"no folder of stand-in extensions at {directory}",
            help="Correct `stand_ins` under [shadow] in trueup.toml, or make the folder.",
        )
    found = [_control(path) for path in sorted([*directory.glob("*.control"), *directory.glob("*/*.control")])]
    return {item.name: item for item in found}


def install(directory: Path, major: int, own: Path | None = None) -> Path:
    """
    Lay out every stand-in below `directory`, so that a server of PostgreSQL 18 or newer finds them.

    Set `extension_control_path = '<directory>:$system'` there. The files are made new only when they changed.
    """
    target = directory / "extension"
    _fill(target, _catalog(own).values(), major)
    return directory


def install_tree(pginstall: Path, directory: Path, major: int, own: Path | None = None) -> Path:
    """
    Copy a PostgreSQL installation, mostly as links, to a private place that also has the stand-ins.

    For servers before 18, which only look for extensions beside their own program. Returns the place of the copy
    (below `directory`, at the same depth as in the wheel): its `bin/postgres` is the server to start.
    """
    target = directory / pginstall.parent.name / pginstall.name
    done = directory / ".complete"
    stamp = f"{pginstall.resolve()} {major} {digest(own)}"
    if done.is_file() and done.read_text() == stamp:
        return target
    done.unlink(missing_ok=True)
    (target / "bin").mkdir(parents=True, exist_ok=True)
    # The programs find bundled libraries relative to themselves, as <package>.libs beside the package.
    bundled = pginstall.parent.with_name(f"{pginstall.parent.name}.libs")
    if bundled.is_dir():
        _link(bundled, directory / bundled.name)
    _link(pginstall / "lib", target / "lib")
    # A server finds its share folder from the real place of its program, so links would lead back: hard link or copy.
    for program in (pginstall / "bin").iterdir():
        _same_file(program, target / "bin" / program.name)
    share = next(path.parent for path in (pginstall / "share").rglob("postgres.bki"))
    private = target / share.relative_to(pginstall)
    (private / "extension").mkdir(parents=True, exist_ok=True)
    for path in share.iterdir():
        if path.name != "extension":
            _link(path, private / path.name)
    for path in (share / "extension").iterdir():
        _link(path, private / "extension" / path.name)
    _fill(private / "extension", _catalog(own).values(), major)
    done.write_text(stamp)
    return target


def add_version(directory: Path, name: str, version: str, major: int, own: Path | None = None) -> None:
    """
    Let `CREATE EXTENSION name VERSION 'version'` succeed with the one version of the stand-in there is.

    `directory` is the folder of the `.control` files. A database dump names versions that differ from ours.
    """
    item = extension(name, own)
    if version != item.version:
        _check_version(version)
        _write(directory / f"{name}--{version}.sql", item.sql(major))


def add_update(directory: Path, name: str, version: str, own: Path | None = None) -> None:
    """Let `ALTER EXTENSION name UPDATE TO 'version'` succeed: it changes nothing but the version."""
    item = extension(name, own)
    if version != item.version:
        _check_version(version)
        _write(directory / f"{name}--{item.version}--{version}.sql", "")


def unknown(name: str) -> str:
    """What to do about an extension that the shadow does not have and that we have no stand-in for."""
    return (
        f"The shadow PostgreSQL has no extension {name} and trueup has no stand-in for it. Either use a server that "
        f"has it (--shadow URL, or `url` under [shadow] in trueup.toml); or write a stand-in: a folder with "
        f"{name}.control (default_version = '1.0') and {name}--1.0.sql that creates the types and functions "
        "your migrations use, "
        'named by `stand_ins = "folder"` under [shadow] in trueup.toml.'
    )


@cache
def digest(own: Path | None = None) -> str:
    """One digest of every stand-in and platform file: part of the key of whatever was elaborated with them."""
    return _digest([_EXTENSIONS, _PLATFORMS, *([own] if own else [])])


def digest_of(own: Path) -> str:
    """A digest of a user's own stand-ins. Raises StandInError when there is no such folder or one of them is broken."""
    user_extensions(own)
    return _digest([own])


def _digest(roots: Iterable[Path]) -> str:
    summed = hashlib.sha256()
    for root in roots:
        for path in sorted(_files(root)):
            summed.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:32]


def platforms() -> frozenset[str]:
    """The hosting platforms there is a profile for."""
    return frozenset(path.stem for path in _PLATFORMS.glob("*.sql"))


@cache
def platform(name: str) -> Platform:
    """The profile of one hosting platform."""
    path = _PLATFORMS / f"{name}.sql"
    if name not in platforms():
        known = ", ".join(sorted(platforms()))
        raise StandInError(f"no platform {name!r}", help=f"The platforms known are {known}.")
    head, cluster, sql = _sections(_read(path))
    return Platform(
        name=name,
        roles=_words(head, "roles"),
        schemas=frozenset(_words(head, "schemas")),
        extensions=frozenset(_words(head, "extensions")),
        publications=frozenset(_words(head, "publications")),
        triggers=frozenset(_words(head, "triggers")),
        policies=frozenset(_words(head, "policies")),
        event_triggers=frozenset(_words(head, "event_triggers")),
        search_path=head.get("search_path"),
        _cluster=cluster,
        _sql=sql,
    )


def _sections(text: str) -> tuple[dict[str, str], str, str]:
    head, rest = text.split("-- cluster\n", 1)
    cluster, sql = rest.split("-- database\n", 1)
    facts: dict[str, str] = {}
    for line in head.splitlines():
        key, found, value = line.removeprefix("--").partition(":")
        if found:
            facts[key.strip()] = " ".join([*facts.get(key.strip(), "").split(), *value.split()])
    return facts, cluster, sql


def _words(head: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(head.get(key, "").split())


@cache
def _catalog(own: Path | None = None) -> dict[str, StandIn]:
    found = {
        path.name: _control(path / f"{path.name}.control") for path in sorted(_EXTENSIONS.iterdir()) if path.is_dir()
    }
    return found | (user_extensions(own) if own else {})


def _control(path: Path) -> StandIn:
    facts = {key: quoted or bare for key, quoted, bare in _SETTING.findall(_read(path))}
    name = path.stem
    if "default_version" not in facts:
        raise StandInError(f"{path} has no default_version", help="Add a line such as default_version = '1.0'.")
    item = StandIn(
        name=name,
        version=facts["default_version"],
        folder=path.parent,
        schema=facts.get("schema"),
        relocatable=facts.get("relocatable") == "true",
        trusted=facts.get("trusted") == "true",
        requires=tuple(part.strip().strip('"') for part in facts.get("requires", "").split(",") if part.strip()),
        comment=facts.get("comment", "").replace("''", "'"),
    )
    if not item.script.is_file():
        raise StandInError(f"{path} needs {item.script.name} beside it")
    return item


def _fill(target: Path, items: Iterable[StandIn], major: int) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for item in items:
        _write(target / f"{item.name}.control", _read(item.folder / f"{item.name}.control"))
        _write(target / item.script.name, item.sql(major))


def _for_major(text: str, major: int) -> str:
    def keep(match: re.Match[str]) -> str:
        bound = int(match[2])
        return match[3] if (major >= bound if match[1] == ">=" else major < bound) else ""

    return _GUARD.sub(keep, text)


def _check_version(version: str) -> None:
    # PostgreSQL itself forbids these in versions; here they would also lead out of the folder.
    if not _SAFE_NAME.fullmatch(version) or "--" in version or version.endswith("-"):
        raise StandInError(f"invalid extension version {version!r}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise StandInError(f"cannot read {path}: {problem}") from problem


def _write(path: Path, text: str) -> None:
    """Write a file as one step, unless it has this text already: other processes may be reading it."""
    data = text.encode()
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)


def _link(source: Path, target: Path) -> None:
    if not target.is_symlink():
        target.symlink_to(source.resolve(), target_is_directory=source.is_dir())


def _same_file(source: Path, target: Path) -> None:
    if target.exists():
        target.unlink()
    try:
        os.link(source, target)
    except OSError:
        import shutil

        shutil.copy2(source, target)


def _files(root: Path) -> Iterable[Path]:
    return (path for path in root.rglob("*") if path.suffix in {".sql", ".control"})


def __getattr__(name: str) -> str:
    """`VERSION`: the digest of the stand-ins of this release, computed when first asked for."""
    if name == "VERSION":
        return digest()
    raise AttributeError(name)
