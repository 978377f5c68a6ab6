"""What source code declares -> the Schema a real PostgreSQL makes of it, with each object's place in the source.

What was rendered as DDL is loaded into the shadow and read back. Reading the source is the formats' affair, rendering
``rendering``'s; running SQL and keeping results is ``elaborate``'s.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping

import msgspec

from trueup import cache as store
from trueup.declaration import Declaration, Unread
from trueup.errors import ReplayFailed, SourceError
from trueup.model import DECODING, Address, Note, Object, Origin, Schema, Scope, address
from trueup.postgres import objects as pg
from trueup.postgres.elaborate import Elaborated, Script, elaborated
from trueup.postgres.elaborate import as_schema as _decoded

GROUP = "rendered"
LENT = (
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


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The DDL of a declaration and what PostgreSQL will not say of it; all that is needed once the source is read.

    ``lines`` are those that statements begin at, ``addresses`` whose statements they are. ``lent`` are objects of the
    other side that the declaration only uses.
    """

    sql: str
    lines: tuple[int, ...]
    addresses: tuple[str, ...]
    lent: frozenset[str]
    origins: dict[str, Origin]
    says: Scope
    notes: tuple[Note, ...]
    platform: str | None


def elaborate(
    declaration: Declaration | Callable[[], Declaration],
    *,
    key: Callable[[], str | None] = lambda: None,
    version: int | None = None,
    shadow_url: str | None = None,
    beside: Schema | None = None,
    platform: str | None = None,
    stand_ins: str | None = None,
    ignore: tuple[str, ...] = (),
    cache: bool = True,
) -> Schema:
    """The schema a declaration makes on an empty PostgreSQL of the version nearest to ``version``.

    Where ``declaration`` is what reads it, it is not read again when it was rendered before: ``key`` is a digest of all
    it is read from, None as long as that is not known. ``beside`` is what it will be compared with: extensions,
    functions and types that the declaration mentions and its format cannot declare are taken from there. What was not
    read (``unread``) is out of the result's scope, and so is what PostgreSQL refuses of what globs over addresses
    (``ignore``) leave out of the comparison. Raises SourceError with the place in the source when PostgreSQL
    refuses what is declared, and ShadowFailed.
    """

    def made(rendered: Rendered) -> Elaborated:
        return elaborated(
            [Script("declared", rendered.sql, "declared")],
            version=version,
            shadow_url=shadow_url,
            platform=platform or rendered.platform,
            stand_ins=stand_ins,
            cache=cache,
        )

    around = _lendable(beside) + repr(ignore).encode()
    rendered = _kept(key(), around) if cache else None
    if rendered is not None:
        try:
            return _schema(rendered, made(rendered))
        except ReplayFailed as failed:
            raise _refused(failed, rendered) from None
    declared = declaration if isinstance(declaration, Declaration) else declaration()
    rendered, found = _settled(declared, beside, made, ignore)
    if cache:
        _keep(key(), around, rendered)
    return _schema(rendered, found)


def _settled(
    declaration: Declaration,
    beside: Schema | None,
    made: Callable[[Rendered], Elaborated],
    ignore: tuple[str, ...],
) -> tuple[Rendered, Elaborated]:
    """The DDL of a declaration together with the extensions that PostgreSQL says it lacks, and what comes of it.

    What PostgreSQL refuses is left out if nobody wants it compared.
    """
    from trueup.postgres.rendering import render
    from trueup.postgres.shadow.stubs.providers import missed

    wanted: tuple[str, ...] = ()
    while True:
        rendered = render(declaration, beside, wanted)
        try:
            return rendered, made(rendered)
        except ReplayFailed as failed:
            brought, where = missed(failed.message), _meant(failed, rendered)
            if brought is not None and brought not in wanted:
                wanted += (brought,)
            elif any(where.matches(glob) for glob in ignore) and _declares(declaration, where):
                declaration = _without(declaration, where)
            else:
                raise _refused(failed, rendered) from None


def _declares(declaration: Declaration, where: Address) -> bool:
    return any(obj.address == where for obj in declaration.objects)


def _without(declaration: Declaration, where: Address) -> Declaration:
    """A declaration without an object and what is in it; the foreign keys to it are then as good as not read."""
    kept: list[Object] = []
    unread = list(declaration.unread)
    for obj in declaration.objects:
        if obj.address.within(where):
            continue
        if isinstance(obj, pg.ForeignKey) and address("table", obj.to_namespace, obj.to_table) == where:
            origin = declaration.origins.get(obj.address, Origin("declared", 1))
            unread.append(Unread(origin, f"refers to {where}, which is left out", obj.address))
        else:
            kept.append(obj)
    return msgspec.structs.replace(declaration, objects=tuple(kept), unread=tuple(unread))


def _schema(rendered: Rendered, found: Elaborated) -> Schema:
    """What was made, without what was lent, each object with its place in the source."""
    schema = _decoded(found, rendered.says)
    kept = {
        where: obj
        for where, obj in schema.objects.items()
        if where not in rendered.lent and where.root not in rendered.lent
    }
    return schema.replace(
        objects=kept.values(),
        origins=_origins(kept, {Address(where): origin for where, origin in rendered.origins.items()}),
        notes=(*rendered.notes, *(note for note in found.notes if not _is_assumed(note))),
    )


def _is_assumed(note: Note) -> bool:
    """Whether a note says that a role was taken for granted: a declaration's roles always are."""
    return note.code == "role-assumed" or (note.where or "").startswith("declared")


# ------------------------------------------------------------------ what is kept


def _lendable(beside: Schema | None) -> bytes:
    """A digest of all that another schema might lend."""
    if beside is None:
        return b""
    held = [obj for obj in beside.objects.values() if isinstance(obj, LENT)]
    needs = [sorted(beside.needs.get(obj.address, ())) for obj in held]
    data = msgspec.msgpack.encode([[type(obj).__name__ for obj in held], held, needs], enc_hook=str)
    return store.blake2b(data, digest_size=32).digest()


def _kept(key: str | None, around: bytes) -> Rendered | None:
    data = store.get(GROUP, store.key([key, around])) if key is not None else None
    if data is None:
        return None
    try:
        with DECODING:
            return msgspec.msgpack.decode(data, type=Rendered)
    except msgspec.MsgspecError:
        return None


def _keep(key: str | None, around: bytes, rendered: Rendered) -> None:
    if key is not None:
        store.put(GROUP, store.key([key, around]), msgspec.msgpack.encode(rendered, enc_hook=str))


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


def _meant(failed: ReplayFailed, made: Rendered) -> Address:
    """The object whose statement PostgreSQL did not take."""
    place = (failed.where or "").split(":")
    line = int(place[1]) if len(place) > 1 and place[1].isdigit() else 1
    return Address(made.addresses[max(bisect.bisect_right(made.lines, line) - 1, 0)])


def _refused(failed: ReplayFailed, made: Rendered) -> SourceError:
    """What PostgreSQL said of a statement, at the place of what the statement is for."""
    where = _meant(failed, made)
    at: Address | None = where
    while at is not None and at not in made.origins:
        at = at.parent
    origin = made.origins[at] if at is not None else None
    told = f"PostgreSQL refuses {where}: {failed.message}" + (f"\n  in: {failed.statement}" if failed.statement else "")
    left_out = str(where).replace("'", "'\\''")
    advice = f"Correct the declaration, or leave it out with --ignore '{left_out}' or ignore = [...] in trueup.toml."
    return SourceError(
        told,
        where=f"{origin.file}:{origin.line}:{origin.column}" if origin is not None else str(where),
        help=f"{failed.help}\n  {advice}" if failed.help else advice,
    )
