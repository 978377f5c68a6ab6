"""CREATE PUBLICATION with its tables, and CREATE SUBSCRIPTION."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.finding import Finding, Severity
from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident, idents, literal, qualified
from trueup.postgres.objects import Publication, PublicationTable, Subscription
from trueup.statement import Statement


@noun.register
def _(obj: Publication) -> str:
    return f"PUBLICATION {ident(obj.name)}"


@create.register
def _(obj: Publication, schema: Schema) -> Steps:
    what = " FOR ALL TABLES" if obj.all_tables else ""
    if obj.schemas:
        what = f" FOR TABLES IN SCHEMA {idents(obj.schemas)}"
    unusual = [f for f in _PARAMETERS if getattr(obj, f) != getattr(_USUAL, f)]
    parameters = f" WITH ({_parameters(obj, unusual)})" if unusual else ""
    return [f"CREATE {noun(obj)}{what}{parameters}"]


@drop.register
def _(obj: Publication, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Publication, after: Publication, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if "all_tables" in fields:
        return None
    steps = []
    for verb, names in (
        ("DROP", [n for n in before.schemas if n not in after.schemas]),
        ("ADD", [n for n in after.schemas if n not in before.schemas]),
    ):
        if names:
            steps.append(f"ALTER {noun(after)} {verb} TABLES IN SCHEMA {idents(tuple(names))}")
    settings = [f for f in _PARAMETERS if f in fields]
    if settings:
        steps.append(f"ALTER {noun(after)} SET ({_parameters(after, settings)})")
    return steps


_PARAMETERS = ("publish", "via_partition_root", "generated_columns")
_USUAL = Publication(name="")


def _parameters(obj: Publication, fields: Iterable[str]) -> str:
    said = {
        "publish": f"publish = {literal(', '.join(obj.publish))}",
        "via_partition_root": f"publish_via_partition_root = {str(obj.via_partition_root).lower()}",
        "generated_columns": f"publish_generated_columns = {obj.generated_columns}",
    }
    return ", ".join(said[field] for field in fields)


@noun.register
def _(obj: PublicationTable) -> str:
    return f"PUBLICATION {ident(obj.publication)} TABLE {qualified(obj.namespace, obj.table)}"


@create.register
def _(obj: PublicationTable, schema: Schema) -> Steps:
    return [_add(obj)]


@drop.register
def _(obj: PublicationTable, schema: Schema) -> Steps:
    return [_remove(obj)]


@alter.register
def _(
    before: PublicationTable, after: PublicationTable, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    # SET TABLE would have to name every table of the publication again.
    return [_remove(before), _add(after)]


# ONLY: each child table that is published is a member of its own.


def _add(obj: PublicationTable) -> str:
    columns = f" ({idents(obj.columns)})" if obj.columns else ""
    where = f" WHERE ({obj.where})" if obj.where else ""
    table = qualified(obj.namespace, obj.table)
    return f"ALTER PUBLICATION {ident(obj.publication)} ADD TABLE ONLY {table}{columns}{where}"


def _remove(obj: PublicationTable) -> str:
    return f"ALTER PUBLICATION {ident(obj.publication)} DROP TABLE ONLY {qualified(obj.namespace, obj.table)}"


@noun.register
def _(obj: Subscription) -> str:
    return f"SUBSCRIPTION {ident(obj.name)}"


@create.register
def _(obj: Subscription, schema: Schema) -> Steps:
    parameters = ["connect = false", *_options(obj.options)]
    unknown = Finding(
        code="H701",
        severity=Severity.WARNING,
        address=obj.address,
        message="the connection of a subscription cannot be read, so it is created without one and not enabled",
        help=f"then run ALTER {noun(obj)} CONNECTION '…', ENABLE and REFRESH PUBLICATION",
    )
    sql = f"CREATE {noun(obj)} CONNECTION '' PUBLICATION {idents(obj.publications)} WITH ({', '.join(parameters)})"
    return [Statement(sql=sql, address=obj.address, makes=frozenset((obj.address,)), hazards=(unknown,))]


@drop.register
def _(obj: Subscription, schema: Schema) -> Steps:
    if "slot_name=NONE" in obj.options:
        return [f"DROP {noun(obj)}"]
    # It would drop its replication slot on the other server, which it may not be able to reach.
    kept = Finding(
        code="H702",
        severity=Severity.WARNING,
        address=obj.address,
        message="the subscription's replication slot stays on the publisher and keeps its WAL",
        help="drop the slot there with pg_drop_replication_slot()",
    )
    detach = f"ALTER {noun(obj)} SET (slot_name = NONE)"
    return [
        Statement(sql=f"ALTER {noun(obj)} DISABLE", address=obj.address),
        Statement(sql=detach, address=obj.address, hazards=(kept,)),
        Statement(sql=f"DROP {noun(obj)}", address=obj.address, ends=frozenset((obj.address,))),
    ]


@alter.register
def _(before: Subscription, after: Subscription, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    steps = []
    if "publications" in fields:
        steps.append(f"ALTER {noun(after)} SET PUBLICATION {idents(after.publications)} WITH (refresh = false)")
    if "options" in fields:
        names = {option.partition("=")[0] for option in after.options}
        changed = [option for option in after.options if option not in before.options]
        gone = [name for name in (o.partition("=")[0] for o in before.options) if name not in names]
        changed += [f"{name}={_DEFAULTS[name]}" for name in gone]
        if any(option.startswith("two_phase=") for option in changed):
            return None
        steps.append(f"ALTER {noun(after)} SET ({', '.join(_options(changed))})")
    if "enabled" in fields:
        steps.append(f"ALTER {noun(after)} {'ENABLE' if after.enabled else 'DISABLE'}")
    return steps


_DEFAULTS = {
    "binary": "false",
    "disable_on_error": "false",
    "failover": "false",
    "origin": "any",
    "password_required": "true",
    "run_as_owner": "false",
    "synchronous_commit": "off",
    "two_phase": "false",
}
"""What the options are that are listed only when they differ from it."""


def _options(options: Iterable[str]) -> list[str]:
    pairs = (option.partition("=")[::2] for option in options)
    return [f"{name} = {value if (name, value) == ('slot_name', 'NONE') else literal(value)}" for name, value in pairs]
