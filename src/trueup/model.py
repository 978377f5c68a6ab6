"""Addresses, objects and schemas: the values every other room works on. Names no kind and does no I/O."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import translate
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec

Expr = Annotated[str, msgspec.Meta(description="SQL as PostgreSQL prints it back, with an empty search_path")]
"""An expression or definition in canonical form. Two of them are equal when their text is."""

_BARE = re.compile(r"[a-z_][a-z0-9_$]*\Z").match
_TOKEN = re.compile(r'(?:"(?:[^"]|"")*"|\((?:[^()"]|"(?:[^"]|"")*"|\((?:[^()"]|"(?:[^"]|"")*")*\))*\)|[^\s"(])+')
_PART = re.compile(r'"((?:[^"]|"")*)"|([^."(]+)|\(.*\)\Z', re.S)


@lru_cache(maxsize=65536)
def part(name: str) -> str:
    """A name as an address spells it: bare when it is a plain lower-case word, in double quotes otherwise.

    >>> part("users"), part("Order Items"), part('we"ird')
    ('users', '"Order Items"', '"we""ird"')
    """
    return name if _BARE(name) else '"' + name.replace('"', '""') + '"'


@lru_cache(maxsize=256)
def _globs(patterns: tuple[str, ...]) -> Callable[[str], object]:
    """What finds text that one of these globs, case and all, matches."""
    return re.compile("|".join(map(translate, patterns))).match


class Address(str):
    """Where an object is, as text that sorts, hashes, prints and globs: ``table public.users column email``.

    It is a sequence of *word name* pairs; each pair but the last is an address too, its container.
    """

    __slots__ = ()

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The word-name pairs, names as spelled.

        >>> Address('table public."Order Items" column "Full Name"').steps
        (('table', 'public."Order Items"'), ('column', '"Full Name"'))
        """
        tokens = _TOKEN.findall(self) if '"' in self or "(" in self else self.split()
        return tuple(zip(tokens[::2], tokens[1::2], strict=False))

    @property
    def kind(self) -> str:
        """The word of the last pair: ``column`` in ``table public.users column email``."""
        return self.steps[-1][0]

    @property
    def name(self) -> str:
        """The last name without its namespace and quotes: ``email``; for a routine without its arguments."""
        return self.names[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of the last name, unquoted: ``('public', 'users')`` for ``table public.users``."""
        found, last = [], self.steps[-1][1]
        if '"' not in last and "(" not in last:
            return tuple(filter(None, last.split("."))) or (last,)
        for match in _PART.finditer(last):
            quoted, bare = match.groups()
            if quoted is not None:
                found.append(quoted.replace('""', '"'))
            elif bare is not None:
                found.append(bare)
        return tuple(found) or (last,)

    @property
    def parent(self) -> Address | None:
        """The container, or None for an object that stands on its own."""
        steps = self.steps
        return Address(" ".join(f"{word} {name}" for word, name in steps[:-1])) if len(steps) > 1 else None

    @property
    def root(self) -> Address:
        """The outermost container: ``table public.users`` for everything inside that table."""
        word, name = self.steps[0]
        return Address(f"{word} {name}")

    def child(self, word: str, name: str) -> Address:
        """The address of something inside this: ``users.child("column", "email")``; ``name`` is unquoted."""
        return Address(f"{self} {word} {part(name)}")

    def within(self, container: str) -> bool:
        """Whether this is the container or something inside it."""
        return self == container or self.startswith(container + " ")

    def matches(self, *patterns: str) -> bool:
        """Whether one of these globs names this object or something it is inside of: ``table public.audit_*``."""
        named = _globs(patterns)
        where: Address | None = self
        while where is not None and not named(where):
            where = where.parent
        return where is not None


def address(word: str, *names: str) -> Address:
    """An address from unquoted names: ``address("table", "public", "users")``."""
    return Address(f"{word} {'.'.join(map(part, names))}")


class Origin(msgspec.Struct, frozen=True):
    """Where an object is declared: file as the user would type it, line and column counted from 1.

    ``called`` is what code calls it, where that is not its name in the database: property ``userId``, column
    ``user_id``.
    """

    file: str
    line: int
    column: int = 1
    called: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Object(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One addressable thing of a schema. Every kind is a subclass with typed fields and no behaviour of its own.

    Structs are arrays on the wire, so that one catalog row decodes into one object in C: the order of fields
    in a class is the order of columns in its catalog query.
    """

    KIND: ClassVar[str] = ""
    IDENTITY: ClassVar[frozenset[str]] = frozenset()
    """The fields the address is made of."""
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset()
    """Fields that help a reader or a planner and are no difference by themselves."""
    UNORDERED: ClassVar[frozenset[str]] = frozenset()
    """Fields whose items are in the order PostgreSQL stores them in, which is no difference by itself."""

    comment: str | None = None

    @property
    def address(self) -> Address:
        """Where this object is."""
        raise NotImplementedError(type(self).__name__)

    @classmethod
    def compared(cls) -> tuple[str, ...]:
        """The fields that make two objects of this kind equal or different."""
        return _compared(cls)


@cache
def _compared(cls: type[Object]) -> tuple[str, ...]:
    return tuple(f for f in cls.__struct_fields__ if f not in cls.IDENTITY and f not in cls.UNCOMPARED)


def changed_fields(before: Object, after: Object) -> tuple[str, ...]:
    """The compared fields in which two objects differ; of another class, that is the one difference ``class``."""
    if type(before) is not type(after):
        return ("class",)
    return tuple(f for f in before.compared() if _differs(f, before, after))


def _differs(field: str, before: Object, after: Object) -> bool:
    was, now = getattr(before, field), getattr(after, field)
    return was != now and (field not in before.UNORDERED or sorted(was) != sorted(now))


class Scope(msgspec.Struct, frozen=True):
    """What a source can say: which kinds, which fields, which addresses. Comparison uses what both sides can say.

    ``kinds`` None means every kind. ``unsaid`` are ``(kind word, field)`` pairs the source cannot express;
    the kind word ``*`` stands for all. ``only`` and ``ignore`` are globs over addresses; ``without`` are addresses
    that are left out together with all that is inside them. ``unsaid_at`` are ``(address, field)`` pairs: what is left
    open of single objects.
    """

    kinds: frozenset[str] | None = None
    unsaid: frozenset[tuple[str, str]] = frozenset()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    unsaid_at: frozenset[tuple[str, str]] = frozenset()

    def __and__(self, other: Scope) -> Scope:
        """What both can say."""
        if self.kinds is None or other.kinds is None:
            kinds = self.kinds if other.kinds is None else other.kinds
        else:
            kinds = self.kinds & other.kinds
        return Scope(
            kinds=kinds,
            unsaid=self.unsaid | other.unsaid,
            only=self.only + tuple(p for p in other.only if p not in self.only),
            ignore=self.ignore + tuple(p for p in other.ignore if p not in self.ignore),
            without=self.without | other.without,
            unsaid_at=self.unsaid_at | other.unsaid_at,
        )

    def admits(self, where: Address) -> bool:
        """Whether an object at this address takes part."""
        if self.kinds is not None and where.kind not in self.kinds:
            return False
        if self.without and self._is_left_out(where):
            return False
        if self.only and not any(where.matches(p) or Address(p).within(where) for p in self.only):
            return False
        return not (self.ignore and where.matches(*self.ignore))

    def _is_left_out(self, where: Address | None) -> bool:
        while where is not None and where not in self.without:
            where = where.parent
        return where is not None

    def says(self, word: str, field: str, where: str | None = None) -> bool:
        """Whether the field of a kind can be expressed, and is not left open of the object at an address."""
        if (word, field) in self.unsaid or ("*", field) in self.unsaid:
            return False
        return where is None or not self.unsaid_at or (where, field) not in self.unsaid_at

    @property
    def total(self) -> bool:
        """Whether nothing is left out."""
        return self.kinds is None and not (self.unsaid or self.only or self.ignore or self.without or self.unsaid_at)


EVERYTHING = Scope()


class Note(msgspec.Struct, frozen=True):
    """Something about a reading that its user must know: what could not be read, what is not modelled."""

    code: str
    message: str
    where: str | None = None


class Identity(msgspec.Struct, frozen=True):
    """By which numbers one database knows what is in it, whatever it is called: a name may change, they do not.

    ``system`` is the server's system identifier and ``database`` the OID of the database: the numbers of another one
    say nothing. ``ids`` are pairs: for a relation, type or namespace its OID and 0, for a column or attribute the OID
    of its container and its number, for a value of an enum the enum's OID and its own. Of each kind that is there at
    all everything is.
    """

    system: str
    database: int
    ids: Mapping[Address, tuple[int, int]]


Needs = Mapping[Address, frozenset[Address]]
"""Which addresses an object mentions and therefore needs to exist."""


Derived = TypeVar("Derived")
Blocks = Mapping[type[Object], bytes]
"""Objects still as they came from a server: for each class its rows, each a JSON array on a line of its own."""


DECODING = threading.RLock()
"""Held while records are decoded: two threads that are the first to decode a class can crash msgspec's decoder."""


def decode(kind: type[Object], lines: Collection[bytes]) -> list[Any]:
    """Rows of one class as objects, all in one call of the decoder."""
    wanted = list[kind]  # type: ignore[valid-type]  # known at run time
    with DECODING:
        return msgspec.json.decode(b"[" + b",".join(lines) + b"]", type=wanted)


class Schema:
    """A whole declared or found state: a flat immutable map from address to object.

    ``needs``, ``origins``, ``identity`` and ``notes`` are about the reading and not compared. ``version`` is the
    ``server_version_num`` (180004 is 18.4) whose spelling the expressions have; None when no server was asked.
    Objects may be given as blocks and needs as a function; both are turned into what they stand for when first
    asked for, so that two big databases can be compared without building an object that is the same on both sides.
    """

    __slots__ = (
        "_contents",
        "_derived",
        "_needs",
        "_objects",
        "_users",
        "blocks",
        "identity",
        "notes",
        "origins",
        "says",
        "version",
    )

    def __init__(
        self,
        objects: Iterable[Object] = (),
        *,
        blocks: Blocks | None = None,
        needs: Needs | Callable[[], Needs] | None = None,
        says: Scope = EVERYTHING,
        origins: Mapping[Address, Origin] | None = None,
        notes: Collection[Note] = (),
        version: int | None = None,
        identity: Identity | None = None,
    ) -> None:
        self.blocks = blocks
        self._objects: dict[Address, Object] | None = None if blocks is not None else {o.address: o for o in objects}
        self._needs = needs if needs is not None else {}
        self._users: Needs | None = None
        self._contents: Mapping[Address, tuple[Address, ...]] | None = None
        self._derived: dict[Callable[[Schema], Any], Any] = {}
        self.says = says
        self.origins = origins or {}
        self.notes = tuple(notes)
        self.version = version
        self.identity = identity

    @property
    def objects(self) -> Mapping[Address, Object]:
        """Every object by its address, in no particular order."""
        if self._objects is None:
            self._objects = {
                found.address: found
                for kind, block in (self.blocks or {}).items()
                if block
                for found in decode(kind, block.split(b"\n"))
            }
        return self._objects

    @property
    def needs(self) -> Needs:
        """What each object mentions; an object that mentions nothing is absent."""
        if callable(self._needs):
            self._needs = self._needs()
        return self._needs

    @property
    def users(self) -> Needs:
        """What mentions each address: ``needs`` the other way round."""
        if self._users is None:
            found: dict[Address, set[Address]] = {}
            for where, refs in self.needs.items():
                for ref in refs:
                    found.setdefault(ref, set()).add(where)
            self._users = {ref: frozenset(users) for ref, users in found.items()}
        return self._users

    @property
    def contents(self) -> Mapping[Address, tuple[Address, ...]]:
        """What is directly inside each container, sorted."""
        if self._contents is None:
            found: dict[Address, list[Address]] = {}
            for where in sorted(self.objects):
                parent = where.parent
                if parent is not None:
                    found.setdefault(parent, []).append(where)
            self._contents = {container: tuple(inner) for container, inner in found.items()}
        return self._contents

    def derived(self, make: Callable[[Schema], Derived]) -> Derived:
        """What a function makes of this schema, made once."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: Derived = self._derived[make]
        return found

    def __getitem__(self, where: str) -> Object:
        return self.objects[where]  # type: ignore[index]  # an Address is its own text

    def get(self, where: str) -> Object | None:
        return self.objects.get(where)  # type: ignore[call-overload,no-any-return]  # an Address is its own text

    def __contains__(self, where: object) -> bool:
        return where in self.objects

    def __iter__(self) -> Iterator[Address]:
        return iter(sorted(self.objects))

    def __len__(self) -> int:
        return len(self.objects)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Schema) and self.objects == other.objects

    __hash__ = None  # type: ignore[assignment]  # equality is by content

    def __repr__(self) -> str:
        return f"<Schema of {len(self)} objects>"

    def replace(self, **changes: Any) -> Schema:
        """The same schema with some of ``objects, needs, says, origins, notes, version, identity`` changed."""
        kept: dict[str, Any] = {
            "needs": self._needs,
            "says": self.says,
            "origins": self.origins,
            "notes": self.notes,
            "version": self.version,
            "identity": self.identity,
        }
        if "objects" not in changes and self._objects is None:
            kept["blocks"] = self.blocks
        elif "objects" not in changes:
            kept["objects"] = self._objects.values() if self._objects else ()
        return Schema(**(kept | changes))
