"""One row, and all that is known around it: what every rule looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.drift import ABSENT, Drift, Nothing, Role, Row
from trueup.model import Address, Origin, Schema
from trueup.wording import few, listed

if TYPE_CHECKING:
    from trueup.histories.applied import Progress, Step


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known besides the rows; all of it may be missing, and then less is explained.

    ``progress`` is by database how far it is with the migrations, ``unapplied`` the migration files of which nothing is
    in it. ``made_by`` says which migration makes an object. ``owned`` names the extension or platform that brings an
    object. ``schemas`` are those of places, as far as they were kept.
    """

    progress: Mapping[str, Any] = {}
    unapplied: Mapping[str, Sequence[str]] = {}
    made_by: Mapping[Address, Origin] = {}
    owned: Mapping[Address, str] = {}
    schemas: Mapping[str, Any] = {}


class World:
    """All rows with the facts, and what is looked up in them more than once."""

    def __init__(self, drift: Drift, facts: Facts) -> None:
        self.drift = drift
        self.facts = facts
        self.whole = {row.address: row for row in drift.rows if row.field is None}
        self.fields = {(row.address, row.field): row for row in drift.rows if row.field is not None}
        self.roles: dict[str, Role] = {place.name: place.role for place in drift.places}

    @cached_property
    def siblings(self) -> Mapping[Address, tuple[Row, ...]]:
        """The rows about whole objects by what the objects are in."""
        found: dict[Address, list[Row]] = {}
        for where, row in self.whole.items():
            parent = where.parent
            if parent is not None:
                found.setdefault(parent, []).append(row)
        return {where: tuple(rows) for where, rows in found.items()}

    @cached_property
    def keys(self) -> Mapping[Address, Any]:
        """Every foreign key that some place has, by its address; which place's does not matter."""
        found: dict[Address, Any] = {}
        for schema in self.facts.schemas.values():
            found |= {where: one for where, one in schema.objects.items() if hasattr(one, "to_columns")}
        for where, row in self.whole.items():
            made = [one for one in row.values.values() if hasattr(one, "to_columns")]
            found |= {where: made[0]} if made else {}
        return found

    @cached_property
    def keys_of_column(self) -> Mapping[Address, tuple[Address, ...]]:
        """The foreign keys a column takes part in, on either side."""
        found: dict[Address, list[Address]] = {}
        for where, key in sorted(self.keys.items()):
            for pair in sides_of(key):
                for column in pair:
                    found.setdefault(column, []).append(where)
        return {column: tuple(keys) for column, keys in found.items()}

    def pushed(self, database: str) -> Address | None:
        """Something that a database and code have and no migration makes; the first of them."""
        for where, row in self.whole.items():
            roles = {self.roles.get(name) for name in row.absent}
            codes = [name for name in row.present if self.roles.get(name) == "code" and name not in row.renames]
            if "migrations" in roles and codes and database in row.present and database not in row.renames:
                return where
        return None

    def type_of(self, column: Address, place: str) -> str | None:
        """The type a column has in a place; None when that is not known."""
        row = self.fields.get((column, "type"))
        if row is not None and place in row.values:
            return _text(row.values[place])
        whole = self.whole.get(column)
        if whole is not None and place in whole.values:
            return _text(getattr(whole.values[place], "type", None))
        schema: Schema | None = self.facts.schemas.get(place)
        return None if schema is None else _text(getattr(schema.get(column), "type", None))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def sides_of(key: Any) -> list[tuple[Address, Address]]:
    """The pairs of columns a foreign key joins: its own, and the one it refers to."""
    from trueup.model import address

    there = address("table", key.to_namespace, key.to_table)
    own = [key.container.child("column", name) for name in key.columns]
    return list(zip(own, [there.child("column", name) for name in key.to_columns], strict=False))


class Case:
    """One row. ``said`` is by place what it says: the field's value, or what it calls the object if it is there.

    ``migrations`` and ``code`` are the places that stand for them, None where none of them was asked.
    """

    def __init__(self, row: Row, world: World) -> None:
        self.row = row
        self.world = world
        self.facts = world.facts
        self.said: dict[str, Any] = {
            name: value if row.field is not None or value is ABSENT else row.name_in(name)
            for name, value in row.values.items()
        }
        self.databases = self._of("database")
        self.migrations = next(iter(self._of("migrations")), None)
        codes = self._of("code")
        against = self.said.get(self.migrations) if self.migrations is not None else None
        self.code = next((name for name in codes if not same(self.said[name], against)), next(iter(codes), None))

    def _of(self, role: Role) -> tuple[str, ...]:
        return tuple(name for name in self.said if self.world.roles.get(name) == role)

    @property
    def address(self) -> Address:
        return self.row.address

    @property
    def about_all(self) -> bool:
        """Whether the row is about the whole object."""
        return self.row.field is None

    @property
    def no_migrations(self) -> bool:
        """Whether the project has none at all; that they say nothing here, or cannot be read, is something else."""
        return not self.world.drift.named("migrations") and not any(one.steps for one in self.facts.progress.values())

    def has(self, name: str | None) -> bool:
        """Whether a place has the object; False where it was not asked."""
        return name is not None and self.said.get(name, ABSENT) is not ABSENT

    def agree(self, one: str, other: str) -> bool:
        """Whether two places say the same."""
        return same(self.said[one], self.said[other])

    @cached_property
    def off(self) -> tuple[str, ...]:
        """The databases that do not say what the migrations say."""
        if self.migrations is None:
            return ()
        return tuple(name for name in self.databases if not self.agree(name, self.migrations))

    @cached_property
    def origin(self) -> Origin | None:
        """Where the migrations make it, or the object it is in."""
        if self.migrations is None or not self.has(self.migrations):
            return None
        found = self.row.origins.get(self.migrations) or self.facts.made_by.get(self.address)
        return found or self.made(self.address.parent)

    def made(self, where: Address | None) -> Origin | None:
        """Where the migrations make an object, or the nearest it is in."""
        while where is not None:
            if where in self.facts.made_by:
                return self.facts.made_by[where]
            where = where.parent
        return None

    def progress(self, database: str) -> Progress | None:
        """How far a database is with the migrations, if that is known at all."""
        return self.facts.progress.get(database)

    def told(self, database: str) -> bool:
        """Whether a database notes which migrations ran there."""
        found = self.progress(database)
        return found is not None and found.told

    def strangers(self, database: str) -> tuple[str, ...]:
        """The migrations noted in a database that the folder does not have."""
        found = self.progress(database)
        return () if found is None else found.strangers

    # -------------------------------------------------------------- facts in words

    @property
    def declared(self) -> tuple[str, ...]:
        """Where code declares it."""
        origin = self.row.origins.get(self.code) if self.code is not None else None
        return () if origin is None else (f"declared in {origin}",)

    def sides(self) -> tuple[str, ...]:
        """Who has it and who does not; of a field, who says what."""
        if self.about_all and self.row.renames:
            return tuple(f"{listed(camp)}: {self._named(camp[0])}" for camp in self.row.camps)
        if self.about_all:
            told = (("in", self.row.present), ("not in", self.row.absent))
            return tuple(f"{word} {listed(names)}" for word, names in told if names)
        return tuple(f"{listed(camp)}: {brief(self.said[camp[0]])}" for camp in self.row.camps)

    def _named(self, place: str) -> str:
        return self.row.name_in(place) if self.has(place) else "not there"

    def untold(self) -> tuple[str, ...]:
        """Databases that do not note what ran in them, where that would have told."""
        found = []
        for name in self.off:
            progress = self.progress(name)
            if progress is not None and not progress.told:
                why = progress.problem or "nothing notes which migrations ran"
                found.append(f"{name}: {why}")
        return tuple(found)

    def strange(self, databases: Iterable[str]) -> tuple[str, ...]:
        """What databases note that the folder does not have, each in a fact."""
        found = []
        for name in databases:
            strangers = self.strangers(name)
            if strangers:
                found.append(f"{name} notes {few(strangers, 3)}, not in the folder")
        return tuple(found)


def same(one: Any, other: Any) -> bool:
    """Whether two places say the same; that there is no object is like nothing else."""
    if isinstance(one, Nothing) or isinstance(other, Nothing):
        return one is other
    return bool(one == other)


def alike(value: Any, names: Mapping[str, str]) -> Any:
    """A value with the names in it replaced, in a shape that can be compared."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(alike(one, names) for one in value)
    fields = getattr(type(value), "__struct_fields__", None)
    return value if fields is None else tuple((field, alike(getattr(value, field), names)) for field in fields)


def brief(value: Any) -> str:
    """A value in a few words."""
    if value is ABSENT:
        return "no such object"
    text = "nothing" if value is None or value == () else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


# ------------------------------------------------------------------ which migration is about an object

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.S)
_WORD = re.compile(r"\w+")
_TAKES = frozenset({"drop", "rename"})
_MAKES = frozenset({"create", "add", "rename"})
_CHANGES = frozenset({"alter", "replace", "comment"})
_OF_FIELD = {
    "type": frozenset({"type"}),
    "not_null": frozenset({"null"}),
    "default": frozenset({"default"}),
    "labels": frozenset({"value"}),
    "comment": frozenset({"comment"}),
    "owner": frozenset({"owner"}),
    "rls": frozenset({"security"}),
    "rls_forced": frozenset({"security"}),
}
"""A word without which a statement does not change a field."""


def about(steps: Iterable[Step], *wheres: Address) -> list[Step]:
    """The migrations with a statement that makes, drops or renames something and names one of these."""
    verbs = _TAKES | _MAKES
    return [step for step in steps if any(_mentions(step.sql, where, verbs) for where in wheres)]


def taking(steps: Iterable[Step], where: Address) -> list[Step]:
    """The migrations with a statement that drops or renames something and has the object's names in it."""
    return [step for step in steps if _mentions(step.sql, where, _TAKES)]


def changing(steps: Iterable[Step], where: Address, field: str | None) -> list[Step]:
    """The migrations with a statement that could change the field, or make the object, and has its names in it."""
    verbs = _MAKES if field is None else _CHANGES
    return [step for step in steps if _mentions(step.sql, where, verbs, _OF_FIELD.get(field or "", frozenset()))]


def _mentions(sql: str, where: Address, verbs: frozenset[str], more: frozenset[str] = frozenset()) -> bool:
    """Whether one statement has a verb and all names. An index goes without the name of its table."""
    wanted = set(_WORD.findall(where.name.lower()))
    parent = where.parent
    if parent is not None and where.kind != "index":
        wanted |= set(_WORD.findall(parent.name.lower()))
    return bool(wanted) and any(wanted | more <= words and words & verbs for words in _words(sql))


@lru_cache(maxsize=1024)
def _words(sql: str) -> tuple[frozenset[str], ...]:
    """The words of each statement, comments left out; a semicolon in a body only makes more statements of it."""
    text = _COMMENT.sub(" ", sql).lower()
    return tuple(frozenset(_WORD.findall(part)) for part in text.split(";") if part.strip())
