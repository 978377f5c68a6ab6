"""What tables, views and their kin have in common in SQL: how they are called, and storage options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    """SET and RESET after ``alter``, so that options are stored in the order of ``after``.

    PostgreSQL keeps those that are not said in their order and puts behind them what is SET, new or not (its
    ``transformRelOptions``); those of a table's TOAST table are a list of their own.
    """
    was, now = tuple(before), tuple(after)
    changed = [option for wanted in (False, True) for option in _set_again(*(_of_toast(o, wanted) for o in (was, now)))]
    left = {_name(option) for option in now}
    gone = [_option_name(name) for name in map(_name, was) if name not in left]
    steps = [f"{alter} SET ({option_list(changed)})"] if changed else []
    return [*steps, f"{alter} RESET ({', '.join(gone)})"] if gone else steps


def _set_again(before: list[str], after: list[str]) -> list[str]:
    """What must be SET for the one list to become the other, but for what goes."""
    return after[undisturbed(before, after) :]


def undisturbed(before: Iterable[str], after: Sequence[str]) -> int:
    """How many of the first of a list are in another one in that order: they need not be put in their places.

    >>> undisturbed(["a", "c"], ["a", "b", "c"]), undisturbed(["a", "b"], ["b", "a"]), undisturbed(["x", "a"], ["a"])
    (1, 1, 1)
    """
    same = 0
    for one in before:
        same += same < len(after) and after[same] == one
    return same


def _of_toast(options: Iterable[str], wanted: bool) -> list[str]:
    return [option for option in options if option.startswith("toast.") == wanted]


def _name(option: str) -> str:
    return option.partition("=")[0]


def tablespace(name: str | None) -> str:
    """A TABLESPACE clause, or nothing."""
    return f" TABLESPACE {ident(name)}" if name is not None else ""


def _option_name(name: str) -> str:
    return ".".join(ident(part) for part in name.split("."))


def _value(value: str) -> str:
    return value if value.replace(".", "").replace("_", "").isalnum() and value.isascii() else literal(value)
