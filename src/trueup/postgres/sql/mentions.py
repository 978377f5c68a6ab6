"""Which names the types and expressions of a record mention, as they are written. Looks nothing up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from trueup.model import Object
from trueup.postgres import objects as pg


class Mentions(NamedTuple):
    """Names, bare or ``namespace.name``: of relations and sequences, types, functions and operator classes."""

    relations: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    opclasses: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Every name."""
        return self.relations | self.types | self.functions | self.opclasses

    @property
    def foreign(self) -> frozenset[str]:
        """Bare names that an extension might bring."""
        found = self.types | self.functions | self.opclasses
        return frozenset(name.rpartition(".")[2] for name in found)


_NONE = Mentions()


def mentions(obj: Object) -> Mentions:
    """What a record's types and expressions mention."""
    parts = [*map(_of_type, _types(obj)), *map(_of_expression, _expressions(obj)), *map(_of_query, _queries(obj))]
    if isinstance(obj, pg.Column | pg.Domain | pg.Attribute) and obj.collation is not None:
        parts.append(Mentions(types=frozenset({_plain(obj.collation)})))
    if isinstance(obj, pg.Index):
        classes = {key.opclass for key in obj.columns if key.opclass is not None}
        parts.append(Mentions(opclasses=frozenset(_plain(name) for name in classes)))
    if not parts:
        return _NONE
    relations, types, functions, opclasses = (frozenset().union(*found) for found in zip(*parts, strict=True))
    return Mentions(relations, types, functions, opclasses)


def _types(obj: Object) -> Iterator[str]:
    if isinstance(obj, pg.Column | pg.Attribute | pg.Domain):
        yield obj.type
    if isinstance(obj, pg.Range):
        yield obj.subtype
    if isinstance(obj, pg.Routine):
        yield from filter(None, [*_arguments(obj.takes), obj.returns])


def _arguments(takes: str) -> list[str]:
    return [one.strip() for one in takes.split(",")] if takes else []


def _expressions(obj: Object) -> Iterator[str]:
    found: list[str | None] = []
    if isinstance(obj, pg.Column):
        found = [obj.default, obj.generated]
    elif isinstance(obj, pg.Domain):
        found = [obj.default]
    elif isinstance(obj, pg.Check | pg.DomainCheck):
        found = [obj.expression]
    elif isinstance(obj, pg.Index):
        found = [obj.predicate, *(key.expression for key in obj.columns)]
    elif isinstance(obj, pg.Policy):
        found = [obj.using, obj.check]
    yield from (one for one in found if one is not None and ("(" in one or "::" in one))


def _queries(obj: Object) -> Iterator[str]:
    if isinstance(obj, pg.View | pg.MaterializedView):
        yield obj.definition


@lru_cache(maxsize=4096)
def _of_type(text: str) -> Mentions:
    return Mentions(types=frozenset(type_names(text)))


@lru_cache(maxsize=4096)
def _of_expression(text: str) -> Mentions:
    return _of_query(f"SELECT {text}")


@lru_cache(maxsize=4096)
def _of_query(text: str) -> Mentions:
    """Names in a query; one that cannot be parsed mentions nothing: PostgreSQL will say what is wrong with it."""
    from trueup.errors import SourceError
    from trueup.postgres.sql.parse import statements

    try:
        trees = [statement.tree() for statement in statements(text, "expression")]
    except SourceError:
        return _NONE
    found: dict[str, set[str]] = {"RangeVar": set(), "TypeName": set(), "FuncCall": set()}
    _walk(trees, found)
    return Mentions(*(frozenset(found[node]) for node in ("RangeVar", "TypeName", "FuncCall")))


def _walk(node: Any, found: dict[str, set[str]]) -> None:
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack += here
        elif isinstance(here, dict):
            _note(here, found)
            stack += here.values()


def _note(here: dict[str, Any], found: dict[str, set[str]]) -> None:
    if "relname" in here:
        found["RangeVar"].add(_joined([here.get("schemaname"), here["relname"]]))
    for key, node in (("names", "TypeName"), ("funcname", "FuncCall")):
        names = here.get(key)
        if isinstance(names, list):
            texts = [one.get("String", {}).get("sval") for one in names if isinstance(one, dict)]
            found[node].add(_joined(texts))
    call = here.get("FuncCall")
    if isinstance(call, dict) and _joined([_last(call)]) in ("nextval", "currval", "setval"):
        found["RangeVar"] |= set(_constants(call.get("args")))


def _last(call: dict[str, Any]) -> str | None:
    names = call.get("funcname") or [{}]
    found = names[-1].get("String", {}).get("sval")
    return found if isinstance(found, str) else None


def _constants(node: Any) -> Iterator[str]:
    """Sequence names given as text: ``nextval('public.seq'::regclass)``."""
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack += here
        elif isinstance(here, dict):
            if isinstance(here.get("sval"), dict) and isinstance(here["sval"].get("sval"), str):
                yield _plain(here["sval"]["sval"])
            stack += here.values()


def _joined(names: list[str | None]) -> str:
    return ".".join(name for name in names if name and name != "pg_catalog")


_NAME = re.compile(r'"((?:[^"]|"")*)"|([^\s".(\[]+)')


def type_names(text: str) -> Iterator[str]:
    """The name of a type as written, without modifiers and array brackets, quotes taken away.

    >>> [list(type_names(t)) for t in ('public."Mood"[]', "varchar(20)", "citext", "timestamp(3) with time zone")]
    [['public.Mood', 'Mood'], ['varchar'], ['citext'], ['timestamp']]
    """
    name = _plain(text)
    yield name
    if "." in name:
        yield name.partition(".")[2]


def _plain(text: str) -> str:
    """``"Ns"."Name"(…)[]`` without quotes and what follows the name; unquoted parts in lower case."""
    parts: list[str] = []
    end = 0
    for match in _NAME.finditer(text):
        if parts and text[end : match.start()] != ".":
            break
        quoted, bare = match.groups()
        parts.append(quoted.replace('""', '"') if quoted is not None else bare.lower())
        end = match.end()
    return ".".join(parts)
