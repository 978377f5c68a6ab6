"""What tables, views and their kin have in common in SQL: how they are called, and storage options."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import OnRelation

_WORDS = {
    "table": "TABLE",
    "foreign_table": "FOREIGN TABLE",
    "view": "VIEW",
    "matview": "MATERIALIZED VIEW",
    "type": "TYPE",
}


def container(obj: OnRelation) -> str:
    """The relation an object is in, quoted."""
    return qualified(obj.namespace, obj.relation)


def alter_container(obj: OnRelation) -> str:
    """``ALTER TABLE public.users``, with the relation's own word."""
    return f"ALTER {_WORDS[obj.on]} {container(obj)}"


def option_list(options: Iterable[str]) -> str:
    """``name=value`` texts as the inside of WITH (…) or SET (…)."""
    return ", ".join(f"{_option_name(name)}={_value(value)}" for name, _, value in (o.partition("=") for o in options))


def with_options(options: Iterable[str]) -> str:
    """A WITH clause, or nothing."""
    inner = option_list(options)
    return f" WITH ({inner})" if inner else ""


def option_steps(alter: str, before: Iterable[str], after: Iterable[str]) -> list[str]:
    """SET and RESET of the options that differ; ``alter`` is the statement up to there."""
    was, now = ({n: v for n, _, v in (o.partition("=") for o in options)} for options in (before, after))
    changed = [f"{name}={value}" for name, value in now.items() if was.get(name) != value]
    gone = [_option_name(name) for name in was if name not in now]
    steps = [f"{alter} SET ({option_list(changed)})"] if changed else []
    return [*steps, f"{alter} RESET ({', '.join(gone)})"] if gone else steps


def tablespace(name: str | None) -> str:
    """A TABLESPACE clause, or nothing."""
    return f" TABLESPACE {ident(name)}" if name is not None else ""


def _option_name(name: str) -> str:
    return ".".join(ident(part) for part in name.split("."))


def _value(value: str) -> str:
    return value if value.replace(".", "").replace("_", "").isalnum() and value.isascii() else literal(value)
