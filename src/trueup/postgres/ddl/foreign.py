"""CREATE FOREIGN DATA WRAPPER, SERVER and USER MAPPING. Foreign tables are among the tables.

Values that were read as ``***`` are secrets nobody showed us: they are left out, and a hazard says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from trueup.finding import Finding, Severity
from trueup.model import Object, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import ForeignDataWrapper, Server, UserMapping
from trueup.statement import Statement

_SECRET = "***"  # noqa: S105 - what stands in the place of one


@noun.register
def _(obj: ForeignDataWrapper) -> str:
    return f"FOREIGN DATA WRAPPER {ident(obj.name)}"


@create.register
def _(obj: ForeignDataWrapper, schema: Schema) -> Steps:
    functions = [f" {word} {name}" for word, name in _functions(obj) if name]
    return [_told(obj, f"CREATE {noun(obj)}{''.join(functions)}{options(obj.options)}", obj.options, making=True)]


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
    made = f"CREATE {noun(obj)}{kind}{version} FOREIGN DATA WRAPPER {ident(obj.wrapper)}{options(obj.options)}"
    return [_told(obj, made, obj.options, making=True)]


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
    return [_told(obj, f"CREATE {noun(obj)}{options(obj.options)}", obj.options, making=True)]


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
    """The clause that leads from one list of options to another."""
    was, now = _pairs(before), _pairs(after)
    said = [f"DROP {ident(name)}" for name in was if name not in now]
    said += [
        f"{'SET' if name in was else 'ADD'} {ident(name)} {literal(value)}"
        for name, value in now.items()
        if was.get(name) != value and value != _SECRET
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
    unknown = [option for option in after.options if option not in before.options]
    if not clauses and not _secrets(unknown):
        return []
    verb = "ALTER" if clauses else "-- ALTER"
    return [_told(after, f"{verb} {noun(after)}{clauses}", unknown)]


def _told(obj: Object, sql: str, given: Iterable[str], *, making: bool = False) -> Statement:
    hazards = tuple(
        Finding(
            code="H703",
            severity=Severity.WARNING,
            address=obj.address,
            message=f"the option {name} holds a secret that cannot be read, so it is not set",
            help=f"set it by hand: ALTER {noun(obj)} OPTIONS (ADD {ident(name)} '…')",
        )
        for name in _secrets(given)
    )
    made = frozenset((obj.address,)) if making else frozenset()
    return Statement(sql=sql, address=obj.address, makes=made, hazards=hazards)


def _secrets(given: Iterable[str]) -> list[str]:
    return [name for name, value in _pairs(given).items() if value == _SECRET]
