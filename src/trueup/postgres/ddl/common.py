"""What all kinds share: building statements, hazards, and what a schema says of an object's relatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Schema
from trueup.postgres.names import literal
from trueup.statement import Statement


def loss(code: str, where: Address, message: str, help: str) -> Finding:
    """The hazard of a statement that loses data."""
    return Finding(code=code, severity=Severity.ERROR, address=where, message=message, help=help)


def creation(obj: Object, sql: str, *also: Address, needs: Iterable[Address] = ()) -> Statement:
    """A statement that makes an object together with others."""
    return Statement(sql=sql, address=obj.address, makes=frozenset((obj.address, *also)), needs=frozenset(needs))


def ending(obj: Object, sql: str, gone: Iterable[Address] = (), hazards: tuple[Finding, ...] = ()) -> Statement:
    """A statement that ends an object together with others."""
    return Statement(sql=sql, address=obj.address, ends=frozenset((obj.address, *gone)), hazards=hazards)


def later(obj: Object, sql: str, needs: Iterable[Address]) -> Statement:
    """A step of a creation that waits for what it ``needs``, so that the creation itself does not."""
    return Statement(sql=sql, address=obj.address, needs=frozenset((obj.address, *needs)))


def inside(container: Address, schema: Schema) -> Iterator[Address]:
    """The addresses of all that is in a container, at any depth."""
    for where in schema.contents.get(container, ()):
        yield where
        yield from inside(where, schema)


def option_list(options: Iterable[str]) -> str:
    """``name=value`` texts as the inside of WITH (…); values are always quoted, which PostgreSQL accepts for all."""
    return ", ".join(f"{name}={literal(value)}" for name, _, value in (o.partition("=") for o in options))


def option_changes(before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which ``name=value`` texts to SET and which names to RESET."""
    was, now = (dict(o.partition("=")[::2] for o in options) for options in (before, after))
    return (
        [f"{name}={value}" for name, value in now.items() if was.get(name) != value],
        [name for name in was if name not in now],
    )
