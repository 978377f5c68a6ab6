"""Two arguments of a user -> what differs between them, read as few times as can be. Printing is not known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from trueup.comparison import Comparison, Side
from trueup.diff import Alter, Change, Create, Drop, diff
from trueup.errors import ConfigError
from trueup.finding import Finding, Severity
from trueup.formats.declared import Declared
from trueup.formats.live import Live
from trueup.formats.sql import Replayed
from trueup.model import Address, Expr, Note, Schema, Scope

if TYPE_CHECKING:
    from trueup.config import Config
    from trueup.postgres.connect import Reader
    from trueup.postgres.fingerprint import Fingerprint
    from trueup.renames import Rename, Renames
    from trueup.sources import Source
    from trueup.statement import Plan


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Both schemas as they were read, and what differs between them."""

    before: Schema
    after: Schema
    comparison: Comparison
    scope: Scope | None = None
    shadow_url: str | None = None
    stand_ins: str | None = None
    """Where a plan is proved."""
    role: str | None = None
    """Who would run a plan in ``before``, when that is a database."""
    target: Live | None = None
    """FROM, when it is a database."""
    renames: Mapping[Address, Address] = {}
    """What was decided to be one thing with a new name."""
    backfill: Mapping[Address, str] = {}
    """What rows that are there get in new columns, as SQL."""


def compare(
    before: str,
    after: str,
    *,
    scope: Scope | None = None,
    shadow_url: str | None = None,
    needs: bool = False,
    renames: Mapping[Address, Address] | None = None,
) -> Reading:
    """Read what two arguments name and say what differs; ``needs`` are read for a plan. Raises TrueupError.

    ``renames`` count besides those that the project's decisions name, and must be about something that differs.
    """
    from trueup.decision_file import load
    from trueup.project import configuration, named
    from trueup.sources import shadow_url as configured_shadow

    config = configuration()
    reading = compare_sources(
        named(before, config),
        named(after, config),
        scope=project_scope(config, scope),
        shadow_url=shadow_url or configured_shadow(config),
        stand_ins=config.shadow.stand_ins,
        needs=needs,
    )
    decided = applicable(load(config.root).renames, reading)
    for was, now in (renames or {}).items():
        if not _applies(was, now, reading):
            raise ConfigError(
                "it must be only in FROM, and what it is renamed to only in TO",
                where=f"--rename {was}",
                help="`trueup diff` shows the addresses of both.",
            )
    return msgspec.structs.replace(reading, renames=decided | dict(renames or {}), backfill=config.backfill)


def applicable(renames: Mapping[Address, Address], reading: Reading) -> dict[Address, Address]:
    """Those of the renames that are about something that differs."""
    return {was: now for was, now in renames.items() if _applies(was, now, reading)}


def _applies(was: Address, now: Address, reading: Reading) -> bool:
    """Whether the one is only there before and the other only there after."""
    sides = [
        [where in side or _is_value(where, side) for side in (reading.before, reading.after)] for where in (was, now)
    ]
    return sides == [[True, False], [False, True]]


def _is_value(where: Address, schema: Schema) -> bool:
    """Whether an address is that of a value of an enum."""
    enum = schema.get(where.parent) if where.kind == "value" and where.parent is not None else None
    return where.name in getattr(enum, "labels", ())


def project_scope(config: Config, scope: Scope | None) -> Scope | None:
    """What the user asked for, and what the configuration leaves out always."""
    if not (config.only or config.ignore):
        return scope
    always = Scope(only=config.only, ignore=config.ignore)
    return always if scope is None else scope & always


def compare_sources(
    before: Source,
    after: Source,
    *,
    scope: Scope | None = None,
    shadow_url: str | None = None,
    stand_ins: str | None = None,
    needs: bool = False,
) -> Reading:
    """Read two sources and say what differs. Databases are read at the same time as everything else."""
    before, after = _spared(before, scope), _spared(after, scope)
    with ExitStack() as stack:
        conns = _connections(stack, before, after)
        role = conns[0].info.user if conns[0] is not None else None
        old, new = _schemas((before, after), conns, shadow_url, needs)
        old, new, cosmetic = _within_reach(before, after, old, new)
        changes = diff(old, new, scope)
        if any(_may_be_spelling(change, _one_major(old, new)) for change in changes):
            if not needs:
                old, new = _schemas((before, after), conns, shadow_url, needs=True)
            old, new = _in_one_spelling(old, new, shadow_url, stand_ins)
            old, new, cosmetic = _within_reach(before, after, old, new)
            changes = diff(old, new, scope)
    comparison = Comparison(
        before=_side(before, old),
        after=_side(after, new),
        changes=changes,
        origins={**old.origins, **new.origins},
        before_origins=old.origins,
        notes=_notes(old.notes, new.notes),
        says=old.says & new.says & scope if scope is not None else old.says & new.says,
        cosmetic=cosmetic,
    )
    return Reading(
        before=old,
        after=new,
        scope=scope,
        shadow_url=shadow_url,
        stand_ins=stand_ins,
        role=role,
        target=before if isinstance(before, Live) else None,
        comparison=comparison,
    )


def _spared(source: Source, scope: Scope | None) -> Source:
    """A source that knows what of it will not be compared, where that spares it trouble."""
    if isinstance(source, Declared) and scope is not None:
        return source._replace(ignore=scope.ignore)
    return source


Connections = tuple["Reader | None", "Reader | None"]


def _connections(stack: ExitStack, before: Source, after: Source) -> Connections:
    """A connection for each source that is a database."""
    urls = [source.url if isinstance(source, Live) else None for source in (before, after)]
    if not any(urls):
        return None, None
    from trueup.postgres.connect import reader

    if not all(urls):
        one, other = (None if url is None else _kept(stack, reader(url)) for url in urls)
        return one, other
    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(reader, url) for url in urls if url is not None]
        one, other = (_kept(stack, future.result()) for future in made)
    return one, other


def _kept(stack: ExitStack, conn: Reader) -> Reader:
    stack.callback(conn.close)
    return conn


def _schemas(
    sources: tuple[Source, Source], conns: Connections, shadow_url: str | None, needs: bool
) -> tuple[Schema, Schema]:
    """Both schemas; what is not a database is spelled as the other side's server would."""
    one, other = conns
    if one is not None and other is not None:
        from trueup.postgres.introspect import read_two

        return read_two(one, other, needs=needs)
    if one is None and other is None:
        hint = sources[0].server_version() or sources[1].server_version()
        return _two_made(sources, hint, shadow_url)
    conn = one or other
    assert conn is not None
    declared = sources[1] if conn is one else sources[0]
    live, made = _live_and_declared(conn, declared, shadow_url, needs)
    return (live, made) if conn is one else (made, live)


def _two_made(sources: tuple[Source, Source], hint: int | None, shadow_url: str | None) -> tuple[Schema, Schema]:
    """Both schemas, neither of them a database's: code last, because it may use what the other side makes."""
    before, after = sources
    if isinstance(before, Declared) and not isinstance(after, Declared):
        new = after.read(version_hint=hint, shadow_url=shadow_url)
        return before.read(version_hint=hint, shadow_url=shadow_url, beside=new), new
    old = before.read(version_hint=hint, shadow_url=shadow_url)
    if isinstance(after, Declared):
        return old, after.read(version_hint=hint, shadow_url=shadow_url, beside=old)
    return old, after.read(version_hint=hint, shadow_url=shadow_url)


def _within_reach(
    before: Source, after: Source, old: Schema, new: Schema
) -> tuple[Schema, Schema, tuple[Finding, ...]]:
    """Both schemas as far as code can say what is in them, and what code only puts differently."""
    cosmetic: tuple[Finding, ...] = ()
    if isinstance(after, Declared):
        new, cosmetic = after.within_reach(new, old)
    if isinstance(before, Declared):
        old, more = before.within_reach(old, new)
        cosmetic += more
    return old, new, cosmetic


def _live_and_declared(conn: Reader, declared: Source, shadow_url: str | None, needs: bool) -> tuple[Schema, Schema]:
    from trueup.postgres.connect import version
    from trueup.postgres.introspect import read

    if isinstance(declared, Declared):
        found = read(conn, needs=needs)
        return found, declared.read(version_hint=version(conn), shadow_url=shadow_url, beside=found)
    with ThreadPoolExecutor(1) as pool:
        live = pool.submit(read, conn, needs=needs)
        made = declared.read(version_hint=version(conn), shadow_url=shadow_url)
        found = live.result()
    return (declared.own(found, made) if isinstance(declared, Replayed) else found), made


def _one_major(old: Schema, new: Schema) -> bool:
    return old.version is not None and new.version is not None and old.version // 10000 == new.version // 10000


def _may_be_spelling(change: Change, one_major: bool) -> bool:
    """Whether an expression is among the differences that may only be written differently.

    Servers of one major version print the same expression in two ways only when one of them was loaded from a dump.
    """
    if not isinstance(change, Alter) or type(change.before) is not type(change.after):
        return False
    fields = _expressions(type(change.after)).intersection(change.fields)
    if not one_major:
        return bool(fields)
    from trueup.postgres.words import may_be_spellings

    return any(may_be_spellings(getattr(change.before, field), getattr(change.after, field)) for field in fields)


@cache
def _expressions(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of a record that are expressions, or made of records that have some."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(field for field in kind.__struct_fields__ if _has_expression(hints[field]))


def _has_expression(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return bool(_expressions(hint))
    return hint == Expr or any(map(_has_expression, get_args(hint)))


def _in_one_spelling(old: Schema, new: Schema, shadow_url: str | None, stand_ins: str | None) -> tuple[Schema, Schema]:
    """Both schemas as one server writes them; as they are where no shadow can be had."""
    from trueup.errors import ShadowFailed
    from trueup.postgres.elaborate import respell

    try:
        return respell(old, new, shadow_url=shadow_url, stand_ins=stand_ins)
    except ShadowFailed as problem:
        said = f"expressions were compared as the servers write them: no shadow can be had ({problem.message})"
        return old, new.replace(notes=(*new.notes, Note("spelling", said)))


def _side(source: Source, schema: Schema) -> Side:
    return Side(label=source.label, kind=source.kind, version=schema.version)


def _notes(*found: Iterable[Note]) -> tuple[Note, ...]:
    """The notes of both sides, each once."""
    return tuple(dict.fromkeys(note for notes in found for note in notes))


def make_plan(found: Reading) -> Plan:
    """The plan for what was found to differ, its statements as plain as can be. Raises PlanFailed."""
    return planned(found)[0]


def planned(found: Reading) -> tuple[Plan, Schema]:
    """The plain plan, and FROM as its statements after the renames find it. Raises PlanFailed."""
    from trueup.statement import Plan

    if found.comparison.equal:
        return Plan(), found.before
    from trueup.plan import plan

    if not found.renames:
        made = plan(found.before, found.after, scope=found.scope, role=found.role)
        return _asking(made, found), found.before
    from trueup.postgres.renamed import renamed

    steps, before = renamed(found.before, found.renames, shadow_url=found.shadow_url, stand_ins=found.stand_ins)
    rest = plan(before, found.after, scope=found.scope, role=found.role)
    return _asking(msgspec.structs.replace(rest, statements=(*steps, *rest.statements)), found), before


_MANY = 250_000
"""Pairs of things that went and came; among more, nobody looks for renames one by one."""


def renames(found: Reading) -> Renames:
    """Which of what went and came may be one thing; nothing is decided by it. Every object is decoded for this."""
    from trueup.renames import Renames, find

    changes = found.comparison.changes
    went = sum(isinstance(change, Drop) for change in changes)
    came = sum(isinstance(change, Create) for change in changes)
    return find(found.before, found.after, changes) if 0 < went * came <= _MANY else Renames()


def with_renames(found: Reading) -> Reading:
    """The same with what may only have a new name."""
    told = msgspec.structs.replace(found.comparison, renames=renames(found))
    return msgspec.structs.replace(found, comparison=told)


def _asking(made: Plan, found: Reading) -> Plan:
    """The plan, its drops saying what the dropped thing may be called now."""
    if not any(step.loses_data for step in made.statements):
        return made
    likely = renames(found)
    candidates = {one.before: (one,) for one in likely.accepted} | {q.before: q.candidates for q in likely.questions}
    open_ = {was: those for was, those in candidates.items() if was not in found.renames}
    if not open_:
        return made
    statements = [
        msgspec.structs.replace(step, hazards=(*step.hazards, _perhaps(step.address, open_[step.address])))
        if step.loses_data and step.address in open_
        else step
        for step in made.statements
    ]
    return msgspec.structs.replace(made, statements=tuple(statements))


def _perhaps(where: Address, candidates: Sequence[Rename]) -> Finding:
    told = " or ".join(f"{one.after} ({min(one.confidence, 0.99):.0%})" for one in candidates)
    return Finding(
        code="H302",
        severity=Severity.WARNING,
        message=f"it may only have a new name: {told}",
        address=where,
        help=f"if it has, --rename '{where}' '{candidates[0].after}' keeps its data",
    )


def read_one(argument: str, *, shadow_url: str | None = None) -> tuple[Source, Schema]:
    """The source an argument names, and its schema."""
    from trueup.project import configuration, named

    source = named(argument, configuration())
    return source, source.read(shadow_url=shadow_url)


def within(schema: Schema, scope: Scope | None) -> Schema:
    """What a scope leaves of a schema."""
    if scope is None:
        return schema
    return schema.replace(objects=[one for where, one in schema.objects.items() if scope.admits(where)])


def live_fingerprint(argument: str) -> str | None:
    """The digest of a database's schema as it is now; None for a source that is no database. Raises TrueupError."""
    from trueup.postgres.connect import connect
    from trueup.postgres.fingerprint import fingerprint
    from trueup.project import configuration, named

    source = named(argument, configuration())
    if not isinstance(source, Live):
        return None
    with connect(source.url) as conn:
        return fingerprint(conn).digest


def fingerprint_of(argument: str, *, shadow_url: str | None = None) -> tuple[Fingerprint, Side]:
    """The fingerprint of a database, computed on its server; of another source, computed here from its objects."""
    from trueup import snapshot
    from trueup.postgres.connect import connect
    from trueup.postgres.fingerprint import Fingerprint, fingerprint
    from trueup.project import configuration, named

    source = named(argument, configuration())
    if isinstance(source, Live):
        with connect(source.url) as conn:
            found = fingerprint(conn)
    else:
        schema = source.read(shadow_url=shadow_url)
        found = Fingerprint(digest=snapshot.fingerprint(schema), kinds={}, version=schema.version or 0)
    return found, Side(label=source.label, kind=source.kind, version=found.version)
