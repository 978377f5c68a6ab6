"""What source code declares -> the Schema a real PostgreSQL makes of it, with each object's place in the source.

The records of a :class:`Declaration` are rendered as DDL, loaded into the shadow and read back. Reading the source is
the formats' affair; running SQL and keeping results is ``elaborate``'s.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from trueup.declaration import Declaration
from trueup.errors import ReplayFailed, SourceError
from trueup.model import Address, Note, Object, Origin, Schema, Scope, address
from trueup.postgres import objects as pg
from trueup.postgres.elaborate import Script, elaborated
from trueup.postgres.elaborate import as_schema as _decoded
from trueup.postgres.mentions import Mentions, mentions
from trueup.postgres.names import idents
from trueup.postgres.stubs.providers import missed

_LENT = (
    pg.Extension,
    pg.Function,
    pg.Procedure,
    pg.Aggregate,
    pg.Enum,
    pg.Domain,
    pg.DomainCheck,
    pg.Composite,
    pg.Attribute,
    pg.Range,
    pg.Collation,
    pg.Operator,
    pg.Sequence,
    pg.View,
    pg.MaterializedView,
)
"""What a declaration may use without being able to declare it: it is then as the other side of a comparison has it."""


class Rendered(NamedTuple):
    """The DDL of a declaration: its text, the line each statement begins at, and whose statement it is."""

    sql: str
    lines: tuple[int, ...]
    addresses: tuple[Address, ...]
    lent: frozenset[Address]
    """Objects of the other side that the declaration only uses."""


def elaborate(
    declaration: Declaration,
    *,
    version: int | None = None,
    shadow_url: str | None = None,
    beside: Schema | None = None,
    platform: str | None = None,
    stand_ins: str | None = None,
    cache: bool = True,
) -> Schema:
    """The schema a declaration makes on an empty PostgreSQL of the version nearest to ``version``.

    ``beside`` is what it will be compared with: extensions, functions and types that the declaration mentions and its
    format cannot declare are taken from there. What was not read (``unread``) is out of the result's scope. Raises
    SourceError with the place in the source when PostgreSQL refuses what is declared, and ShadowFailed.
    """
    wanted: tuple[str, ...] = ()
    while True:
        made = render(declaration, beside, wanted)
        try:
            found = elaborated(
                [Script("declared", made.sql, "declared")],
                version=version,
                shadow_url=shadow_url,
                platform=platform or declaration.platform,
                stand_ins=stand_ins,
                cache=cache,
            )
            break
        except ReplayFailed as failed:
            brought = missed(failed.message)
            if brought is None or brought in wanted:
                raise _refused(failed, made, declaration) from None
            wanted += (brought,)
    schema = _decoded(found, _scope(declaration))
    kept = {where: obj for where, obj in schema.objects.items() if where not in made.lent and _is_own(obj, made.lent)}
    return schema.replace(
        objects=kept.values(),
        origins=_origins(kept, declaration.origins),
        notes=(*_notes(declaration), *(note for note in found.notes if not _is_assumed(note, declaration))),
    )


def _is_own(obj: Object, lent: frozenset[Address]) -> bool:
    return obj.address.root not in lent


def _is_assumed(note: Note, declaration: Declaration) -> bool:
    """Whether a note says that a role was taken for granted: a declaration's roles always are."""
    return note.code == "role-assumed" or (note.where or "").startswith("declared")


def _scope(declaration: Declaration) -> Scope:
    """What the format says, without what stayed unread and owners, which nobody declares."""
    says = declaration.says
    unread = frozenset(str(one.address) for one in declaration.unread if one.address is not None)
    return msgspec.structs.replace(says, unsaid=says.unsaid | {("*", "owner")}, without=says.without | unread)


def _notes(declaration: Declaration) -> Iterator[Note]:
    yield from declaration.notes
    for one in declaration.unread:
        about = f"{one.address}: " if one.address is not None else ""
        yield Note("unread", f"{about}{one.why}", f"{one.origin.file}:{one.origin.line}:{one.origin.column}")


# ------------------------------------------------------------------ places


def _origins(found: Mapping[Address, Object], declared: Mapping[Address, Origin]) -> dict[Address, Origin]:
    """Each object's place; what came by itself (a serial's sequence) is declared where its owner is."""
    places = dict(declared)
    for where, obj in found.items():
        if where not in places:
            at = _owner(obj)
            while at is not None and at not in places:
                at = at.parent
            if at is not None:
                places[where] = places[at]
    return {where: origin for where, origin in places.items() if where in found}


def _owner(obj: Object) -> Address | None:
    if isinstance(obj, pg.Sequence) and obj.owned_by is not None:
        namespace, table, column = obj.owned_by
        return address("table", namespace, table).child("column", column)
    return obj.address.parent


def _refused(failed: ReplayFailed, made: Rendered, declaration: Declaration) -> SourceError:
    """What PostgreSQL said of a statement, at the place of what the statement is for."""
    place = (failed.where or "").split(":")
    line = int(place[1]) if len(place) > 1 and place[1].isdigit() else 1
    number = max(bisect.bisect_right(made.lines, line) - 1, 0)
    where = made.addresses[number]
    at: Address | None = where
    while at is not None and at not in declaration.origins:
        at = at.parent
    origin = declaration.origins[at] if at is not None else None
    told = f"PostgreSQL refuses {where}: {failed.message}" + (f"\n  in: {failed.statement}" if failed.statement else "")
    return SourceError(
        told,
        where=f"{origin.file}:{origin.line}:{origin.column}" if origin is not None else str(where),
        help=failed.help or "Correct the declaration, or leave the object out with ignore = [...] in trueup.toml.",
    )


# ------------------------------------------------------------------ rendering


def render(declaration: Declaration, beside: Schema | None = None, extensions: tuple[str, ...] = ()) -> Rendered:
    """The statements that make what is declared on an empty database, in an order that works.

    ``extensions`` are there besides those that the declaration is seen to mention. Raises SourceError.
    """
    from trueup.errors import PlanFailed
    from trueup.plan import plan

    said = {obj.address: mentions(obj) for obj in declaration.objects}
    lent = _lent(declaration, said, beside, extensions)
    everything = {obj.address: obj for obj in (*lent, *declaration.objects)}
    everything |= {one.address: one for one in _namespaces(everything.values()) if one.address not in everything}
    schema = Schema(everything.values(), needs=_needs(everything, said, declaration))
    try:
        found = plan(Schema(), schema)
    except PlanFailed as failed:
        raise SourceError(failed.message, where=failed.where, help=failed.help) from None
    homes = {one.namespace for one in everything.values() if isinstance(one, pg.Extension)}
    path = idents(("public", *sorted(homes - {"public"})))
    lines, addresses, text, line = [], [], [f"SET search_path = {path};\n"], 2
    for statement in found.statements:
        lines.append(line)
        addresses.append(statement.address)
        text.append(f"{statement.sql};\n")
        line += text[-1].count("\n")
    return Rendered("".join(text), tuple(lines), tuple(addresses), frozenset(one.address for one in lent))


def _namespaces(found: Iterable[Object]) -> Iterator[pg.Namespace]:
    """The namespaces that objects are in; ``public`` is there."""
    for name in sorted({getattr(obj, "namespace", None) or "public" for obj in found} - {"public"}):
        yield pg.Namespace(name=name)


def _needs(
    everything: Mapping[Address, Object], said: Mapping[Address, Mentions], declaration: Declaration
) -> dict[Address, frozenset[Address]]:
    """What each object mentions in its types and expressions, among what there is."""
    by_name: dict[str, set[Address]] = {}
    for where, obj in everything.items():
        if where.parent is None and isinstance(obj, pg.Qualified):
            by_name.setdefault(obj.name, set()).add(where)
            by_name.setdefault(f"{obj.namespace}.{obj.name}", set()).add(where)
    extensions = frozenset(where for where, obj in everything.items() if isinstance(obj, pg.Extension))
    needs = {}
    for where, obj in everything.items():
        names = said.get(where) or mentions(obj)
        found = {ref for name in names.all for ref in by_name.get(name, ())} - {where, where.root}
        needs[where] = frozenset(found) | declaration.needs.get(where, frozenset())
        if not isinstance(obj, pg.Extension | pg.Namespace):
            needs[where] |= extensions
    return needs


# ------------------------------------------------------------------ what is used and not declared


def _lent(
    declaration: Declaration,
    said: Mapping[Address, Mentions],
    beside: Schema | None,
    extensions: tuple[str, ...],
) -> list[Object]:
    """What the declaration mentions and does not declare: of the other side, or extensions known to bring it."""
    declared = {obj.address for obj in declaration.objects}
    names = {name for one in said.values() for name in one.all}
    other = beside if beside is not None else Schema()
    found = {one.address: one for one in _used(other, names, declared)}
    for name in sorted({*extensions, *_extensions(declaration, said)}):
        extension = pg.Extension(name=name, namespace="public")
        if extension.address not in declared:
            found[extension.address] = other.get(extension.address) or extension
    return [msgspec.structs.replace(obj, comment=None, **_bare(obj)) for obj in found.values()]


def _bare(obj: Object) -> dict[str, Any]:
    """An object's owner and grants are nobody's business here, nor which column owns a sequence."""
    fields = type(obj).__struct_fields__
    bare: dict[str, Any] = {"owner": None} if "owner" in fields else {}
    bare |= {"acl": ()} if "acl" in fields else {}
    return bare | ({"owned_by": None} if isinstance(obj, pg.Sequence) else {})


def _used(beside: Schema, names: set[str], declared: set[Address]) -> Iterator[Object]:
    """What is mentioned by name, with all that this needs, as far as it can be lent."""
    wanted = [
        where
        for where, obj in beside.objects.items()
        if where not in declared and isinstance(obj, _LENT) and where.parent is None and _is_named(obj, names)
    ]
    seen: set[Address] = set()
    while wanted:
        where = wanted.pop()
        if where in seen or where in declared:
            continue
        seen.add(where)
        obj = beside.get(where)
        if not isinstance(obj, _LENT):
            continue
        yield obj
        wanted += beside.contents.get(where, ())
        wanted += beside.needs.get(where, ())


def _is_named(obj: Object, names: set[str]) -> bool:
    if isinstance(obj, pg.Sequence) and obj.owned_by is not None:
        return False
    return isinstance(obj, pg.Qualified) and (obj.name in names or f"{obj.namespace}.{obj.name}" in names)


def _extensions(declaration: Declaration, said: Mapping[Address, Mentions]) -> set[str]:
    """The extensions a declaration names, and those that bring a type, operator class or function it mentions."""
    from trueup.postgres.stubs.providers import provider

    own = {getattr(obj, "name", None) for obj in declaration.objects if obj.address.parent is None}
    words = {name for one in said.values() for name in one.foreign} - own
    return {*declaration.extensions, *(found for found in map(provider, words) if found is not None)}
