"""A declaration -> the DDL that makes it on an empty database, with what it borrows from the other side.

The records of a :class:`Declaration` are ordered and written by the planner, like any schema that is to be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from trueup.declaration import Declaration
from trueup.errors import SourceError
from trueup.model import Address, Note, Object, Schema, Scope
from trueup.postgres import objects as pg
from trueup.postgres.declare import LENT, Rendered
from trueup.postgres.names import idents
from trueup.postgres.sql.mentions import Mentions, mentions


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
    return Rendered(
        sql="".join(text),
        lines=tuple(lines),
        addresses=tuple(addresses),
        lent=frozenset(one.address for one in lent),
        origins={str(where): origin for where, origin in declaration.origins.items()},
        says=_scope(declaration),
        notes=tuple(_notes(declaration)),
        platform=declaration.platform,
    )


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
        if where not in declared and isinstance(obj, LENT) and where.parent is None and _is_named(obj, names)
    ]
    seen: set[Address] = set()
    while wanted:
        where = wanted.pop()
        if where in seen or where in declared:
            continue
        seen.add(where)
        obj = beside.get(where)
        if not isinstance(obj, LENT):
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
    from trueup.postgres.shadow.stubs.providers import provider

    own = {getattr(obj, "name", None) for obj in declaration.objects if obj.address.parent is None}
    words = {name for one in said.values() for name in one.foreign} - own
    return {*declaration.extensions, *(found for found in map(provider, words) if found is not None)}
