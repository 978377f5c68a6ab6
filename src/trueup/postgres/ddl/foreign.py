"""CREATE FOREIGN DATA WRAPPER, SERVER and USER MAPPING. Foreign tables are among the tables.

Values that were read as ``***`` are secrets nobody showed us: they are left out, which ``unreachable`` tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from trueup.model import Object, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.ddl.relation import undisturbed
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import ForeignDataWrapper, Server, UserMapping

_SECRET = "***"  # noqa: S105 - what stands in the place of one


@noun.register
def _(obj: ForeignDataWrapper) -> str:
    return f"FOREIGN DATA WRAPPER {ident(obj.name)}"


@create.register
def _(obj: ForeignDataWrapper, schema: Schema) -> Steps:
    functions = [f" {word} {name}" for word, name in _functions(obj) if name]
    return [f"CREATE {noun(obj)}{''.join(functions)}{options(obj.options)}"]


@drop.register
def _(obj: ForeignDataWrapper, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: ForeignDataWrapper, after: ForeignDataWrapper, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    said = [f" {word} {name}" if name else f" NO {word}" for word, name in _functions(after) if word.lower() in fields]
    return _altered(before, after, "".join(said))


def _functions(obj: ForeignDataWrapper) -> tuple[tuple[str, str | None], ...]:
    return ("HANDLER", obj.handler), ("VALIDATOR", obj.validator)


@noun.register
def _(obj: Server) -> str:
    return f"SERVER {ident(obj.name)}"


@create.register
def _(obj: Server, schema: Schema) -> Steps:
    kind = "" if obj.type is None else f" TYPE {literal(obj.type)}"
    version = "" if obj.version is None else f" VERSION {literal(obj.version)}"
    return [f"CREATE {noun(obj)}{kind}{version} FOREIGN DATA WRAPPER {ident(obj.wrapper)}{options(obj.options)}"]


@drop.register
def _(obj: Server, schema: Schema) -> Steps:
    # Its user mappings do not go with it: they are dropped first.
    return [ending(obj, f"DROP {noun(obj)}")]


@alter.register
def _(before: Server, after: Server, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if fields & {"wrapper", "type"}:
        return None
    version = "NULL" if after.version is None else literal(after.version)
    return _altered(before, after, f" VERSION {version}" if "version" in fields else "")


@noun.register
def _(obj: UserMapping) -> str:
    return f"USER MAPPING FOR {'PUBLIC' if obj.user is None else ident(obj.user)} SERVER {ident(obj.server)}"


@create.register
def _(obj: UserMapping, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)}{options(obj.options)}"]


@drop.register
def _(obj: UserMapping, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: UserMapping, after: UserMapping, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return _altered(before, after, "")


# ------------------------------------------------------------------ options


def options(given: Iterable[str]) -> str:
    """``name=value`` texts as the clause `` OPTIONS (…)``, empty when there is nothing to say."""
    said = [f"{ident(name)} {literal(value)}" for name, value in _pairs(given).items() if value != _SECRET]
    return f" OPTIONS ({', '.join(said)})" if said else ""


def option_changes(before: Iterable[str], after: Iterable[str]) -> str:
    """The clause that leads from one list of options to another, in its order.

    PostgreSQL adds at the end and changes in place, so what has another place is dropped and added; where that would
    lose a secret, all stay in their places.
    """
    was = _pairs(before)
    now = {name: value for name, value in _pairs(after).items() if value != _SECRET or name in was}
    moved = [name for name in list(now)[undisturbed(was, list(now)) :] if name in was]
    if any(now[name] == _SECRET for name in moved):
        moved = []
    said = [f"DROP {ident(name)}" for name in was if name not in now or name in moved]
    said += [
        f"{'SET' if name in was and name not in moved else 'ADD'} {ident(name)} {literal(value)}"
        for name, value in now.items()
        if (was.get(name) != value or name in moved) and value != _SECRET
    ]
    return f" OPTIONS ({', '.join(said)})" if said else ""


def invented(option: str) -> str:
    """An option with some value in the place of a secret.

    >>> invented("password=***"), invented("host=db")
    ('password=unknown', 'host=db')
    """
    name, _, value = option.partition("=")
    return f"{name}=unknown" if value == _SECRET else option


def _pairs(given: Iterable[str]) -> dict[str, str]:
    return dict(option.partition("=")[::2] for option in given)


def _altered(before: ForeignDataWrapper | Server | UserMapping, after: Object, clauses: str) -> Steps:
    assert isinstance(after, type(before))
    clauses += option_changes(before.options, after.options)
    return [f"ALTER {noun(after)}{clauses}"] if clauses else []


def secrets(given: Iterable[str]) -> list[str]:
    """The names of the options whose values nobody showed us."""
    return sorted(name for name, value in _pairs(given).items() if value == _SECRET)
