"""Two arguments of a user -> what differs between them, read as few times as can be. Printing is not known here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from trueup.comparison import Comparison, Side
from trueup.diff import Alter, Change, diff
from trueup.errors import TrueupError
from trueup.finding import Finding
from trueup.formats.declared import Declared
from trueup.formats.live import Live
from trueup.formats.sql import Replayed
from trueup.model import Address, Expr, Note, Schema, Scope

if TYPE_CHECKING:
    from trueup.decisions import Decisions
    from trueup.postgres.connect import Reader
    from trueup.postgres.fingerprint import Fingerprint
    from trueup.project.config import Config
    from trueup.project.sources import Source


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
    sources: tuple[Source, Source]
    decisions: Decisions | None = None
    """What the project's people decided."""
    renames: Mapping[Address, Address] = {}
    """What was said for this one run to be one thing with a new name."""
    samples: int = 0
    """How many rows of a table may be sampled, where data can tell a rename from a drop."""
    backfill: Mapping[Address, str] = {}
    """What rows that are there get in new columns, as SQL."""
    severity: Mapping[str, str] = {}
    """What the project says about the codes of hazards."""

    @property
    def target(self) -> Live | None:
        """FROM, when it is a database."""
        return self.sources[0] if isinstance(self.sources[0], Live) else None

    @property
    def platform(self) -> str | None:
        """The host whose objects the sources take for granted."""
        named = (one.host if isinstance(one, Replayed) else getattr(one, "platform", None) for one in self.sources)
        return next((name for name in named if name is not None), None)


def compare(
    before: str,
    after: str,
    *,
    scope: Scope | None = None,
    shadow_url: str | None = None,
    needs: bool = False,
) -> Reading:
    """Read what two arguments name and say what differs; ``needs`` are read for a plan. Raises TrueupError."""
    from trueup.decisions.file import load
    from trueup.project import configuration, named
    from trueup.project.sources import shadow_url as configured_shadow

    config = configuration()
    reading = compare_sources(
        named(before, config),
        named(after, config),
        scope=project_scope(config, scope),
        shadow_url=shadow_url or configured_shadow(config),
        stand_ins=config.shadow.stand_ins,
        needs=needs,
        decisions=load(config.root),
    )
    return msgspec.structs.replace(reading, backfill=config.backfill, severity=config.severity)


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
    decisions: Decisions | None = None,
) -> Reading:
    """Read two sources and say what differs. Databases are read at the same time as everything else.

    Raises TrueupError; its ``source`` is the label of the one that could not be read.
    """
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
        comparison=comparison,
        sources=(before, after),
        decisions=decisions,
    )


def _spared(source: Source, scope: Scope | None) -> Source:
    """A source that knows what of it will not be compared, where that spares it trouble."""
    if isinstance(source, Declared) and scope is not None:
        return source._replace(ignore=scope.ignore)
    return source


Connections = tuple["Reader | None", "Reader | None"]


@contextmanager
def _reading(*sources: Source) -> Iterator[None]:
    """What goes wrong here is about this source; of several databases, about the one at that address."""
    try:
        yield
    except TrueupError as problem:
        if problem.source is None:
            about = [one for one in sources if len(sources) == 1 or _is_at(one, problem.where)]
            problem.source = about[0].label if len(about) == 1 else None
        raise


def _is_at(source: Source, where: str | None) -> bool:
    from trueup.postgres.connect import redact

    return isinstance(source, Live) and redact(source.url) == where


def _connections(stack: ExitStack, before: Source, after: Source) -> Connections:
    """A connection for each source that is a database."""
    if not (isinstance(before, Live) and isinstance(after, Live)):
        return _connection(stack, before), _connection(stack, after)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(_connection, stack, after)
        return _connection(stack, before), second.result()


def _connection(stack: ExitStack, source: Source) -> Reader | None:
    if not isinstance(source, Live):
        return None
    from trueup.postgres.connect import reader

    with _reading(source):
        conn = reader(source.url)
    stack.callback(conn.close)
    return conn


def _schemas(
    sources: tuple[Source, Source], conns: Connections, shadow_url: str | None, needs: bool
) -> tuple[Schema, Schema]:
    """Both schemas; what is not a database is spelled as the other side's server would."""
    one, other = conns
    if one is not None and other is not None:
        from trueup.postgres.introspect import read_two

        with _reading(*sources):
            return read_two(one, other, needs=needs)
    if one is None and other is None:
        return _two_made(sources, _version(sources[0]) or _version(sources[1]), shadow_url)
    conn = one or other
    assert conn is not None
    live, declared = sources if conn is one else (sources[1], sources[0])
    found, made = _live_and_declared(conn, live, declared, shadow_url, needs)
    return (found, made) if conn is one else (made, found)


def _version(source: Source) -> int | None:
    with _reading(source):
        return source.server_version()


def _two_made(sources: tuple[Source, Source], hint: int | None, shadow_url: str | None) -> tuple[Schema, Schema]:
    """Both schemas, neither of them a database's: code last, because it may use what the other side makes."""
    before, after = sources
    if isinstance(before, Declared) and not isinstance(after, Declared):
        new = _made(after, hint, shadow_url)
        return _made(before, hint, shadow_url, new), new
    old = _made(before, hint, shadow_url)
    return old, _made(after, hint, shadow_url, old)


def _made(source: Source, hint: int | None, shadow_url: str | None, beside: Schema | None = None) -> Schema:
    """The schema of what is no database; code is told what it will be compared with."""
    with _reading(source):
        if isinstance(source, Declared):
            return source.read(version_hint=hint, shadow_url=shadow_url, beside=beside)
        return source.read(version_hint=hint, shadow_url=shadow_url)


def _within_reach(
    before: Source, after: Source, old: Schema, new: Schema
) -> tuple[Schema, Schema, tuple[Finding, ...]]:
    """Both schemas as far as code can say what is in them, and what code only puts differently."""
    cosmetic: tuple[Finding, ...] = ()
    if isinstance(after, Declared):
        new, cosmetic = after.within_reach(new, old, _place(before))
    if isinstance(before, Declared):
        old, more = before.within_reach(old, new, _place(after))
        cosmetic += more
    return old, new, cosmetic


def _place(source: Source) -> str:
    """Where something is that a source says, for sentences."""
    known = {"live": "in the database", "history": "in the migrations", "snapshot": "in the snapshot"}
    return known.get(source.kind) or f"in {source.label}"


def _live_and_declared(
    conn: Reader, live: Source, declared: Source, shadow_url: str | None, needs: bool
) -> tuple[Schema, Schema]:
    from trueup.postgres.connect import version

    if isinstance(declared, Declared):
        found = _read(conn, live, needs)
        return found, _made(declared, version(conn), shadow_url, found)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(_read, conn, live, needs)
        made = _made(declared, version(conn), shadow_url)
        found = reading.result()
    return (declared.own(found, made) if isinstance(declared, Replayed) else found), made


def _read(conn: Reader, live: Source, needs: bool) -> Schema:
    from trueup.postgres.introspect import read

    with _reading(live):
        return read(conn, needs=needs)


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


def in_reach(found: Reading) -> tuple[Schema, Schema]:
    """Both schemas as a proof takes them."""
    return _told(found.before, found), _told(found.after, found)


def _told(schema: Schema, found: Reading) -> Schema:
    """The schema with those of its patterns only that leave something out here: the rest hides nothing from a proof."""
    if not schema.says.ignore:
        return schema
    addresses = found.before.objects.keys() | found.after.objects.keys()
    ignore = tuple(p for p in schema.says.ignore if any(where.matches(p) for where in addresses))
    return schema.replace(says=msgspec.structs.replace(schema.says, ignore=ignore))


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
